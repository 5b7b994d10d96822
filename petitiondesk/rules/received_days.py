"""The day of receipt (收到日), from which the first clock of a registration runs.

It is the earliest day on which the matter verifiably reached the office: signed for, delivered by post, handed over,
submitted. For visits and calls that is the first key of the draft, however long the talk takes. A postmark is no
evidence, and neither is the day of registration: nobody gains days by not signing or by registering late.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day


class Evidence(Kind):
    """What shows that a matter reached the office on a day."""

    PAPER_SHEET = "paper_sheet", _("Written on a paper sheet during a power cut")
    ARRIVAL_STAMP = "arrival_stamp", _("Arrival or duty stamp of the office")
    SIGNED_FOR = "signed_for", _("Signed for")
    DELIVERED = "delivered", _("Delivered by post")
    HANDED_OVER = "handed_over", _("Handed over in person")
    SUBMITTED = "submitted", _("Submitted online")
    FAX_REPORT = "fax_report", _("Time printed by the fax machine")


_ON_PAPER = (Evidence.ARRIVAL_STAMP, Evidence.SIGNED_FOR, Evidence.DELIVERED, Evidence.HANDED_OVER)

EVIDENCE: Mapping[Channel, tuple[Evidence, ...]] = MappingProxyType(
    {
        Channel.VISIT: (Evidence.PAPER_SHEET,),
        Channel.CALL: (Evidence.PAPER_SHEET,),
        Channel.LETTER: _ON_PAPER,
        Channel.ONLINE: (Evidence.SUBMITTED,),
        Channel.FAX: (Evidence.FAX_REPORT, Evidence.ARRIVAL_STAMP),
    }
)
"""What a form asks for by channel; evidence of another kind does not count."""


def received_day(channel: Channel, begun: datetime, shown_by: Mapping[Evidence, date] | None = None) -> date:
    """The day of receipt of a registration whose draft was ``begun`` (first key, an instant with its zone).

    ``shown_by`` holds the days that evidence shows; the earliest counts, and the first key where nothing is earlier.
    """
    shown = shown_by or {}
    return min([office_day(begun), *(shown[evidence] for evidence in EVIDENCE[channel] if evidence in shown)])


def problem(day: date, today: date) -> Message | None:
    """What looks mistyped in a day of receipt: one to come, or more than a year past."""
    if day > today:
        return Message(_("The day of receipt, {day}, has not come yet; please look again."), {"day": day})
    if (today - day).days > 366:
        return Message(_("The day of receipt, {day}, is more than a year ago; please look again."), {"day": day})
    return None
