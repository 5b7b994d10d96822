"""Days as people type them: 1972-3-5, 1972.3.5, 1972年3月5日, 19720305, and without the year 3-5 or 3月5日.

People write the day as 日, and as they say it, 号.
"""

import re
from datetime import date

from petitiondesk.rules.typed_text import plain

_WITH_YEAR = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号號]?", re.ASCII)
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号號]?", re.ASCII)


def read_day(text: str, today: date) -> date | None:
    """The day that ``text`` means, or None.

    Without a year it is the latest such day that is not after ``today``: papers and births lie in the past.
    """
    typed = plain(text)
    if match := _WITH_YEAR.fullmatch(typed) or _EIGHT.fullmatch(typed):
        return _day(*(int(part) for part in match.groups()))
    if match := _NO_YEAR.fullmatch(typed):
        month, day = (int(part) for part in match.groups())
        years = range(today.year, today.year - 5, -1)
        days = (_day(year, month, day) for year in years)
        return next((found for found in days if found and found <= today), None)
    return None


def read_coming_day(text: str, since: date) -> date | None:
    """As :func:`read_day`, but a day without a year is the first such day from ``since`` on: a term lies ahead."""
    if match := _NO_YEAR.fullmatch(plain(text)):
        month, day = (int(part) for part in match.groups())
        days = (_day(year, month, day) for year in range(since.year, since.year + 5))
        return next((found for found in days if found and found >= since), None)
    return read_day(text, since)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
