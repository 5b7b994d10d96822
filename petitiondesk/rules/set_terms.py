"""The term that a letter from above sets (指定办理期限), as it is typed: days, working days, months, or a last day."""

import re
from dataclasses import dataclass
from datetime import date

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.months import corresponding_day
from petitiondesk.rules.terms import MOST_DAYS
from petitiondesk.rules.typed_days import read_coming_day
from petitiondesk.rules.typed_text import plain

_DAYS = re.compile(r"(\d{1,4})(?:日|天|个自然日|自然日|DAYS?)?(?:内|以内|之内)?", re.ASCII)
_WORKING_DAYS = re.compile(r"(\d{1,4})(?:个?工作日|WORKINGDAYS?|WD)(?:内|以内|之内)?", re.ASCII)
_MONTHS = re.compile(r"(\d{1,2}|[-两二三六])(?:个月|MONTHS?)(?:内|以内|之内)?", re.ASCII)
_END = re.compile(r"(?:之?前|以前)$")
_WRITTEN = {"-": 1, "两": 2, "二": 2, "三": 3, "六": 6}
"""Months in characters; plain text has ``-`` for 一."""


@dataclass(frozen=True)
class SetTerm:
    """Either ``days``, in working days if ``working``, or the ``last_day`` itself."""

    days: int | None = None
    working: bool = False
    last_day: date | None = None


def read_set_term(text: str, start: date) -> SetTerm | None:
    """The term that ``text`` means, counted from ``start`` (the day of the letter); None where it can't be read.

    A day without a year is the first such day from ``start`` on; a last day before ``start`` is none.
    """
    typed = _END.sub("", plain(text))
    if match := _WORKING_DAYS.fullmatch(typed):
        return _of_days(int(match[1]), working=True)
    if match := _DAYS.fullmatch(typed):
        return _of_days(int(match[1]), working=False)
    if match := _MONTHS.fullmatch(typed):
        months = _WRITTEN.get(match[1]) or int(match[1])
        return SetTerm(last_day=corresponding_day(start, months)) if months else None
    day = read_coming_day(typed, start)
    return SetTerm(last_day=day) if day is not None and day >= start else None


def problem(text: str, start: date) -> Message | None:
    """What is said beside the field where the term can't be read."""
    if read_set_term(text, start) is not None:
        return None
    return Message(
        _("Not a term; kept as typed. Write days (15), working days (15 working days) or the last day (2026-12-31).")
    )


def _of_days(days: int, *, working: bool) -> SetTerm | None:
    return SetTerm(days=days, working=working) if 1 <= days <= MOST_DAYS else None
