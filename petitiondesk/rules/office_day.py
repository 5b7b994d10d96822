"""The day it is at the office. The law counts days, the database keeps instants."""

from datetime import date, datetime, timedelta, timezone

from petitiondesk.rules.messages import Message, _

CHINA_STANDARD_TIME = timezone(timedelta(hours=8))
"""A fixed offset: China has one time and no summer time, and Windows ships no zone data."""

_MINUTE = "%Y-%m-%d %H:%M"

CLOCK_MAY_LAG = timedelta(minutes=2)
"""So much a clock that is set by a time server may fall back, or two counters' clocks differ."""


OFFICE_MAY_REST = timedelta(days=90)
"""So long nobody enters anything in an office that is closed over a summer, two months, or over the Spring Festival; a
clock with an empty battery or a year mistyped is further off."""


def office_day(instant: datetime) -> date:
    """The day in China on which ``instant`` fell.

    Raises ValueError for an instant without a zone: it could be any of two days.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(CHINA_STANDARD_TIME).date()


def wrong_time(now: datetime, newest: datetime | None) -> Message | None:
    """What to say when the computer's clock shows an earlier time than the newest entry in the history, or one so long
    after it that the clock is more likely wrong than the office was closed.

    None where it doesn't, or where there is no entry yet.
    """
    if newest is None or newest - CLOCK_MAY_LAG <= now <= newest + OFFICE_MAY_REST:
        return None
    if now > newest:
        return Message(
            _(
                "This computer's clock shows {now}, but the last entry was made at {newest}, {days} days before. If "
                "that is not so, the clock is ahead and has to be put right: days of receipt and last days are "
                "counted by it."
            ),
            {"now": _minute(now), "newest": _minute(newest), "days": (now - newest).days},
        )
    return Message(
        _(
            "This computer's clock shows {now}, but the last entry was made at {newest}. See whether the clock is "
            "right: days of receipt and last days are counted by it."
        ),
        {"now": _minute(now), "newest": _minute(newest)},
    )


def wrong_zone(local: datetime) -> Message | None:
    """What to say where a computer is set to another time than China's; None where it isn't.

    ``local`` is the time now in the computer's own zone. A clock that was set to Chinese time in another zone is hours
    off, and days of receipt with it: so the time is said that the program takes it to be.
    """
    if local.utcoffset() == CHINA_STANDARD_TIME.utcoffset(None):
        return None
    return Message(
        _(
            "This computer is set to another country's time: its clock shows {shown}, so the program takes it to be "
            "{china} in China and counts days of receipt and last days by that. In the computer's date and time "
            "settings choose Beijing as the time zone, then see whether the clock is right."
        ),
        {"shown": local.strftime(_MINUTE), "china": _minute(local)},
    )


def _minute(instant: datetime) -> str:
    return instant.astimezone(CHINA_STANDARD_TIME).strftime(_MINUTE)
