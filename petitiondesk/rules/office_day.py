"""The day it is at the office. The law counts days, the database keeps instants."""

from datetime import date, datetime, timedelta, timezone

CHINA_STANDARD_TIME = timezone(timedelta(hours=8))
"""A fixed offset: China has one time and no summer time, and Windows ships no zone data."""


def office_day(instant: datetime) -> date:
    """The day in China on which ``instant`` fell.

    Raises ValueError for an instant without a zone: it could be any of two days.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(CHINA_STANDARD_TIME).date()
