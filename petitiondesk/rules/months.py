"""Terms in months and years."""

from calendar import monthrange
from datetime import date


def corresponding_day(start: date, months: int) -> date:
    """The last day of a term of ``months`` months from ``start`` (Civil Code Art. 202).

    The same day of the last month, or that month's last day where it has no such day. Raises OverflowError beyond
    the year 9999.
    """
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        raise OverflowError("a term can't end after the year 9999")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
