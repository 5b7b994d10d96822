"""By what a list of registrations is narrowed: when they came in, how it stands with what is owed first on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality, Kind
from petitiondesk.rules.messages import _

SOON = timedelta(days=3)
"""A last day no further off than this is near."""

_WEEK = timedelta(days=6)
_DAY = timedelta(days=1)


class Period(Kind):
    """Days of receipt as people ask for them; a week is the last seven days, this day included."""

    TODAY = "today", _("Today")
    WEEK = "week", _("Last 7 days")
    MONTH = "month", _("This month")
    LAST_MONTH = "last_month", _("Last month")
    YEAR = "year", _("This year")
    LAST_YEAR = "last_year", _("Last year")


class DutyState(Kind):
    """How it stands with what the office owes first."""

    OPEN = "open", _("Still owed")
    SOON = "soon", _("Due within 3 days")
    LATE = "late", _("Late")
    DONE = "done", _("Done")


@dataclass(frozen=True)
class Narrowing:
    """What is asked of a registration to be listed; None asks nothing. Of categories and divisions everything below
    them is meant too.
    """

    channel: Channel | None = None
    period: Period | None = None
    category: int | None = None
    division: int | None = None
    state: DutyState | None = None
    confidentiality: Confidentiality | None = None

    @property
    def tells_of_the_matter(self) -> bool:
        """Whether being listed tells more of a report of wrongdoing than its number: it is then not listed."""
        asked = (self.period, self.category, self.division, self.state)
        return any(each is not None for each in asked)


def days_of(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of a period."""
    return _DAYS[period](today)


def last_days_of(state: DutyState, today: date) -> tuple[date | None, date | None]:
    """Between which days the last day of an open duty in that state is; None where there is no bound."""
    if state is DutyState.SOON:
        return today, today + SOON
    return None, today - _DAY if state is DutyState.LATE else None


def _month(day: date) -> tuple[date, date]:
    following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
    return day.replace(day=1), following - _DAY


def _year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


_DAYS: Mapping[Period, Callable[[date], tuple[date, date]]] = MappingProxyType(
    {
        Period.TODAY: lambda today: (today, today),
        Period.WEEK: lambda today: (today - _WEEK, today),
        Period.MONTH: _month,
        Period.LAST_MONTH: lambda today: _month(today.replace(day=1) - _DAY),
        Period.YEAR: lambda today: _year(today.year),
        Period.LAST_YEAR: lambda today: _year(today.year - 1),
    }
)
