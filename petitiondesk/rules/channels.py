"""How a matter arrives (channel, Art. 17) and from where (source).

One table holds what differs between channels: what stands for one in numbers and at the keyboard, what shows the day
of receipt, whether a slip is due, what the petitioner is called, which fields it alone asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _


class Channel(Kind):
    """信访形式: the five channels that Art. 17 names."""

    VISIT = "visit", _("Visit")
    LETTER = "letter", _("Letter")
    CALL = "call", _("Call")
    ONLINE = "online", _("Online")
    FAX = "fax", _("Fax")


class Source(Kind):
    """Where a registration comes from; being passed on is a source, never a channel."""

    PETITIONER = "petitioner", _("The petitioner")
    REFERRED = "referred", _("Referred by a superior body")
    ASSIGNED = "assigned", _("Assigned by a superior body")
    LEADER = "leader", _("Written instruction of a leading official")
    OTHER_BODY = "other_body", _("Passed on by another body")


FORWARDED = frozenset({Source.REFERRED, Source.ASSIGNED})
"""转送、交办: what Art. 23 ¶3 speaks of; whatever else comes by way of others is as if it came directly (¶2)."""


class Evidence(Kind):
    """What shows that a matter reached the office on a day."""

    PAPER_SHEET = "paper_sheet", _("Written on a paper sheet during a power cut")
    ARRIVAL_STAMP = "arrival_stamp", _("Arrival or duty stamp of the office")
    SIGNED_FOR = "signed_for", _("Signed for")
    DELIVERED = "delivered", _("Delivered by post")
    HANDED_OVER = "handed_over", _("Handed over in person")
    SUBMITTED = "submitted", _("Submitted online")
    FAX_REPORT = "fax_report", _("Time printed by the fax machine")


class Sign(NamedTuple):
    """What stands for a channel: in print, in digits that are scanned, and as a letter typed without an input method.

    The letter is the initial of the character's pinyin.
    """

    character: str
    digit: str
    letter: str


@dataclass(frozen=True)
class ChannelRules:
    """What holds for one channel.

    ``evidence`` shows a day of receipt earlier than the first key (rules.received_days); evidence of another kind does
    not count. ``slip_due`` says whether whoever brings the matter is handed a slip at once (Art. 23 is about the
    written notice, which is owed whatever the channel). ``petitioner`` is what forms call whoever brings it (a msgid).
    ``own_fields`` are the paths of drafts that this channel asks and others don't.
    """

    sign: Sign
    evidence: tuple[Evidence, ...]
    slip_due: bool
    petitioner: str
    own_fields: tuple[str, ...] = ()


_ON_PAPER = (Evidence.ARRIVAL_STAMP, Evidence.SIGNED_FOR, Evidence.DELIVERED, Evidence.HANDED_OVER)

SHOWN_ON: Mapping[Evidence, str] = MappingProxyType(
    {
        Evidence.ARRIVAL_STAMP: "stamped_on",
        Evidence.SIGNED_FOR: "reached_on",
        Evidence.SUBMITTED: "sent_on",
        Evidence.FAX_REPORT: "sent_on",
    }
)
"""The attribute of an arrival in which the day stands that evidence shows."""

PASSED_ON = (Evidence.SIGNED_FOR, Evidence.DELIVERED, Evidence.HANDED_OVER, Evidence.ARRIVAL_STAMP)
"""What shows the day of receipt of whatever comes by way of others: what they were sent, and when, binds them alone."""

_LETTER_FIELDS = tuple(f"arrival.{name}" for name in ("posted_on", "stamped_on", "pages", "opened", "opened_with"))
_FAX_FIELDS = tuple(f"arrival.{name}" for name in ("from_number", "pages", "sent_on", "sent_time", "stamped_on"))
_ONLINE_FIELDS = tuple(f"arrival.{name}" for name in ("sent_on", "sent_time", "site", "their_number"))

CHANNELS: Mapping[Channel, ChannelRules] = MappingProxyType(
    {
        Channel.LETTER: ChannelRules(
            Sign("信", "1", "X"), _ON_PAPER, slip_due=False, petitioner=_("Letter writer"), own_fields=_LETTER_FIELDS
        ),
        Channel.VISIT: ChannelRules(
            Sign("访", "2", "F"),
            (Evidence.PAPER_SHEET,),
            slip_due=True,
            petitioner=_("Petitioner"),
            own_fields=("registration.visitor_count",),
        ),
        Channel.CALL: ChannelRules(
            Sign("电", "3", "D"),
            (Evidence.PAPER_SHEET,),
            slip_due=False,
            petitioner=_("Caller"),
            own_fields=("arrival.from_number", "arrival.read_back"),
        ),
        Channel.ONLINE: ChannelRules(
            Sign("网", "4", "W"),
            (Evidence.SUBMITTED,),
            slip_due=False,
            petitioner=_("Sender"),
            own_fields=_ONLINE_FIELDS,
        ),
        Channel.FAX: ChannelRules(
            Sign("传", "5", "C"),
            (Evidence.FAX_REPORT, Evidence.ARRIVAL_STAMP),
            slip_due=False,
            petitioner=_("Sender"),
            own_fields=_FAX_FIELDS,
        ),
    }
)
"""A channel is a line here. Digits 1 to 4 follow the order that exchange lists of channels use (letter, visit, call,
online).
"""

_SIGNS = [(rules.sign, channel) for channel, rules in CHANNELS.items()]
BY_CHARACTER: Mapping[str, Channel] = MappingProxyType({sign.character: channel for sign, channel in _SIGNS})
BY_DIGIT: Mapping[str, Channel] = MappingProxyType({sign.digit: channel for sign, channel in _SIGNS})
BY_LETTER: Mapping[str, Channel] = MappingProxyType({sign.letter: channel for sign, channel in _SIGNS})


def not_asked(channel: Channel) -> frozenset[str]:
    """The paths of drafts that other channels ask and this one does not."""
    others = (rules.own_fields for each, rules in CHANNELS.items() if each is not channel)
    return frozenset(path for fields in others for path in fields).difference(CHANNELS[channel].own_fields)


ASKED_OF_SOURCE: Mapping[Source, tuple[str, ...]] = MappingProxyType(
    {
        Source.PETITIONER: (),
        Source.REFERRED: ("sender", "sender_number", "sender_day", "reached_on", "term_set", "instruction"),
        Source.ASSIGNED: ("sender", "sender_number", "sender_day", "reached_on", "term_set", "instruction"),
        Source.LEADER: ("sender", "sender_number", "sender_day", "reached_on", "term_set", "instruction"),
        Source.OTHER_BODY: ("sender", "sender_number", "sender_day", "reached_on"),
    }
)
"""What is asked of a matter besides, by where it comes from: names of attributes of its arrival."""
