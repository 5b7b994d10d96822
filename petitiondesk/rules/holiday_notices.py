"""The State Council's yearly notice of days off, as the table that an office reads, corrects and imports.

A table is CSV text: the first line names the notice (``# year,title,day of the notice``), the second the columns
``date,working,name``; each further line is one day that differs from the rule of Saturdays and Sundays, 1 for a
working day and 0 for a day off. A notice may reach into the December before or the January after its year.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.working_days import Calendar

NEW_YEAR = "元旦"
"""The holiday whose days may lie in the December before its year."""

_ASKED_FROM = 11
"""The month in which next year's notice has come out, as a rule."""

_COLUMNS = ["date", "working", "name"]
_WORKING = {"1": True, "0": False}


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs from the rule of Saturdays and Sundays; ``name`` is the holiday it belongs to."""

    day: date
    working: bool
    name: str


@dataclass(frozen=True)
class HolidayNotice:
    """One year's notice: ``title`` with its document number, the day it was published and its special days."""

    year: int
    title: str
    published: date
    days: tuple[SpecialDay, ...]


class NoticeError(ValueError):
    """A table that can't be read; ``message`` says which line and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def read_notice(text: str) -> HolidayNotice:
    """The notice that ``text`` holds. Raises :class:`NoticeError` with the first line that can't be read."""
    try:
        lines = list(csv.reader(text.removeprefix("\ufeff").splitlines(), strict=True))
    except csv.Error as error:
        raise NoticeError(Message(_("This is not a table of days off: it can't be read as CSV."))) from error
    if len(lines) < 2 or [cell.strip() for cell in lines[1]] != _COLUMNS:
        raise NoticeError(Message(_("This is not a table of days off: the second line must be date,working,name.")))
    year, title, published = _head(lines[0])
    days: dict[date, SpecialDay] = {}
    for number, cells in enumerate(lines[2:], start=3):
        if any(cell.strip() for cell in cells):
            special = _special_day(number, cells, year)
            if special.day in days:
                raise NoticeError(Message(_("Line {line}: {day} stands twice."), {"line": number, "day": special.day}))
            days[special.day] = special
    return HolidayNotice(year, title, published, tuple(days.values()))


def calendar_of(notices: Iterable[HolidayNotice]) -> Calendar:
    """The calendar that ``notices`` make together; of two notices on one day the later year's decides."""
    ordered = sorted(notices, key=lambda notice: (notice.year, notice.published))
    return Calendar(
        days={special.day: special.working for notice in ordered for special in notice.days},
        announced=frozenset(notice.year for notice in ordered),
    )


def as_table(notice: HolidayNotice) -> str:
    """The notice as the table that :func:`read_notice` reads back."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow((f"# {notice.year}", notice.title, notice.published.isoformat()))
    writer.writerow(_COLUMNS)
    for special in sorted(notice.days, key=lambda special: special.day):
        writer.writerow((special.day.isoformat(), int(special.working), special.name))
    return table.getvalue()


def belongs_to(day: date, year: int) -> bool:
    """Whether a notice for ``year`` may speak of ``day``: of the December before it and the January after it, too."""
    return (year - 1, 12) <= (day.year, day.month) <= (year + 1, 1)


def newest_asked_for(today: date) -> int:
    """The newest year whose notice should be known: this one, from November on the next."""
    return today.year + (today.month >= _ASKED_FROM)


def _head(cells: list[str]) -> tuple[int, str, date]:
    try:
        year, title, published = (cell.strip() for cell in cells)
        return date(int(year.removeprefix("#")), 1, 1).year, title, date.fromisoformat(published)
    except ValueError as error:
        raise NoticeError(
            Message(_("Line 1 must name the notice: # year, title with document number, day it was published."))
        ) from error


def _special_day(number: int, cells: list[str], year: int) -> SpecialDay:
    try:
        day, working, name = (cell.strip() for cell in cells)
        special = SpecialDay(date.fromisoformat(day), _WORKING[working], name)
    except (ValueError, KeyError) as error:
        raise NoticeError(
            Message(_("Line {line} must hold a date (2026-10-01), 1 or 0, and a name."), {"line": number})
        ) from error
    if not belongs_to(special.day, year):
        raise NoticeError(
            Message(
                _("Line {line}: {day} does not belong to a notice for {year}."),
                {"line": number, "day": special.day, "year": year},
            )
        )
    return special
