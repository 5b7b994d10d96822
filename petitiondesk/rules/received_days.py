"""The day of receipt (收到日), from which the first clock of a registration runs.

It is the earliest day on which the matter verifiably reached the office: signed for, delivered by post, handed over,
submitted. For visits and calls that is the first key of the draft, however long the talk takes. A postmark is no
evidence, and neither is the day of registration: nobody gains days by not signing or by registering late.
"""

from collections.abc import Mapping
from datetime import date, datetime

from petitiondesk.rules.channels import CHANNELS, PASSED_ON, Channel, Evidence, Source
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day


def received_day(
    channel: Channel,
    begun: datetime,
    shown_by: Mapping[Evidence, date] | None = None,
    source: Source = Source.PETITIONER,
) -> date:
    """The day of receipt of a registration whose draft was ``begun`` (first key, an instant with its zone).

    ``shown_by`` holds the days that evidence shows; the earliest counts, and the first key where nothing is earlier.
    What comes by way of others (``source``) was received when it reached this office: when it was submitted, faxed or
    stamped elsewhere starts no term here.
    """
    shown = shown_by or {}
    counting = CHANNELS[channel].evidence if source is Source.PETITIONER else PASSED_ON
    return min([office_day(begun), *(shown[evidence] for evidence in counting if evidence in shown)])


def problem(day: date, today: date) -> Message | None:
    """What looks mistyped in a day of receipt: one to come, or more than a year past."""
    if day > today:
        return Message(_("The day of receipt, {day}, has not come yet; please look again."), {"day": day})
    if (today - day).days > 366:
        return Message(_("The day of receipt, {day}, is more than a year ago; please look again."), {"day": day})
    return None
