"""Days off and working days.

A day off is a Saturday or Sunday that the year's notice does not make a working day, or a day that the notice makes
a day off (全国年节及纪念日放假办法, and the State Council's yearly notice); every other day is a working day. Which
days differ from the rule of Saturdays and Sundays is data and comes in as a :class:`Calendar`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """What the yearly notices say.

    ``days`` holds only the days that differ from the rule of Saturdays and Sundays: True is a working day, False a day
    off. ``announced`` are the years whose notice is known; a count of days off that reaches any other year may change.
    """

    days: Mapping[date, bool] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()


def is_day_off(day: date, calendar: Calendar) -> bool:
    """Whether ``day`` is a day off; in a year not announced, by the rule of Saturdays and Sundays alone."""
    working = calendar.days.get(day)
    return day.weekday() >= _SATURDAY if working is None else not working


def next_day_on(day: date, calendar: Calendar) -> date:
    """``day`` itself, or the first day after it that is no day off (Civil Code Art. 203)."""
    while is_day_off(day, calendar):
        day += _DAY
    return day


def add_working_days(start: date, count: int, calendar: Calendar) -> date:
    """The ``count``-th working day after ``start``, which itself is not counted (Civil Code Art. 201)."""
    day = start
    for _step in range(count):
        day = next_day_on(day + _DAY, calendar)
    return day


def days_off_between(first: date, last: date, calendar: Calendar) -> tuple[date, ...]:
    """The days off from ``first`` to ``last``, both included, in order."""
    span = range((last - first).days + 1)
    return tuple(day for day in (first + offset * _DAY for offset in span) if is_day_off(day, calendar))


def unannounced_years(first: date, last: date, calendar: Calendar) -> tuple[int, ...]:
    """The years from ``first`` to ``last`` whose days off have not been announced, in order."""
    return tuple(year for year in range(first.year, last.year + 1) if year not in calendar.announced)
