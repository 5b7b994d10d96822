"""The calendar of days off as the office keeps it: one notice a year, corrected by loading it again."""

from datetime import date

from sqlalchemy import delete, select

from petitiondesk.rules.holiday_notices import HolidayNotice
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import CalendarDay, CalendarYear

# Put together once: every registering asks these, and putting them together takes longer than the database does.
_DAYS = select(CalendarDay.day, CalendarDay.working)
_YEARS = select(CalendarYear.year)


def load_year(session: Session, notice: HolidayNotice) -> None:
    """Keep a year's notice in place of what was kept for that year.

    A notice may reach into the December before its year and the January after it; of two notices on one day the
    later year's decides.
    """
    overruled = session.get(CalendarYear, notice.year + 1) is not None
    last = date(notice.year, 11, 30) if overruled else date(notice.year, 12, 31)
    session.execute(delete(CalendarDay).where(CalendarDay.day.between(date(notice.year, 1, 1), last)))
    session.expire_all()
    for special in notice.days:
        decided = overruled and special.day > last and session.get(CalendarDay, special.day) is not None
        if not decided:
            session.merge(CalendarDay(day=special.day, working=special.working, name=special.name))
    session.merge(CalendarYear(year=notice.year, notice=f"{notice.title} ({notice.published.isoformat()})"))
    session.flush()


def calendar(session: Session) -> Calendar:
    """Every notice kept, for the rules to count with."""
    connection = session.connection()
    days = {day: working for day, working in connection.execute(_DAYS)}
    return Calendar(days=days, announced=frozenset(connection.scalars(_YEARS)))
