"""The calendar of days off as the office keeps it: one notice a year, corrected by loading it again."""

from datetime import date

from sqlalchemy import and_, delete, or_, select

from petitiondesk.rules.holiday_notices import NEW_YEAR, HolidayNotice, SpecialDay
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
    kept, put = _change(session, notice)
    if kept:
        session.execute(delete(CalendarDay).where(CalendarDay.day.in_([special.day for special in kept])))
    session.expire_all()
    for special in put:
        session.merge(CalendarDay(day=special.day, working=special.working, name=special.name))
    session.merge(CalendarYear(year=notice.year, notice=f"{notice.title} ({notice.published.isoformat()})"))
    session.flush()


def calendar_with(session: Session, notice: HolidayNotice) -> Calendar:
    """Every notice as it would be kept once ``notice`` was loaded; nothing is written."""
    before = calendar(session)
    kept, put = _change(session, notice)
    days = dict(before.days)
    for special in kept:
        days.pop(special.day)
    days |= {special.day: special.working for special in put}
    return Calendar(days=days, announced=before.announced | {notice.year})


def days_of_notice(session: Session, year: int) -> list[SpecialDay]:
    """The days kept of the notice for ``year``, in order.

    Days of the December before it are its own where they belong to New Year's Day; what lies in December or in the
    January after belongs to the next year's notice as soon as there is one.
    """
    last = date(year, 11, 30) if _announced(session, year + 1) else date(year + 1, 1, 31)
    before = CalendarDay.day.between(date(year - 1, 12, 1), date(year - 1, 12, 31))
    own = CalendarDay.day.between(date(year, 1, 1), last)
    rows = session.execute(
        select(CalendarDay.day, CalendarDay.working, CalendarDay.name)
        .where(or_(own, and_(before, CalendarDay.name.startswith(NEW_YEAR))))
        .order_by(CalendarDay.day)
    )
    return [SpecialDay(row.day, row.working, row.name) for row in rows]


def notices(session: Session) -> dict[int, str]:
    """The years that were announced, in order, each with its notice (title, and its day in brackets)."""
    rows = session.execute(select(CalendarYear.year, CalendarYear.notice).order_by(CalendarYear.year))
    return {row.year: row.notice for row in rows}


def _change(session: Session, notice: HolidayNotice) -> tuple[list[SpecialDay], list[SpecialDay]]:
    """What is taken out for a notice, and what is put in."""
    kept = days_of_notice(session, notice.year)
    if not _announced(session, notice.year + 1):
        return kept, list(notice.days)
    last = date(notice.year, 11, 30)
    later = set(session.scalars(select(CalendarDay.day).where(CalendarDay.day > last)))
    return kept, [special for special in notice.days if special.day not in later]


def _announced(session: Session, year: int) -> bool:
    return session.get(CalendarYear, year) is not None


def calendar(session: Session) -> Calendar:
    """Every notice kept, for the rules to count with."""
    connection = session.connection()
    days = {day: working for day, working in connection.execute(_DAYS)}
    return Calendar(days=days, announced=frozenset(connection.scalars(_YEARS)))
