"""How a matter arrives (channel, Art. 17) and from where (source).

One table holds what stands for a channel in a registration number, in a scanned number and at the keyboard.
"""

from collections.abc import Mapping
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


class Sign(NamedTuple):
    """What stands for a channel: in print, in digits that are scanned, and as a letter typed without an input method.

    The letter is the initial of the character's pinyin.
    """

    character: str
    digit: str
    letter: str


SIGNS: Mapping[Channel, Sign] = MappingProxyType(
    {
        Channel.LETTER: Sign("信", "1", "X"),
        Channel.VISIT: Sign("访", "2", "F"),
        Channel.CALL: Sign("电", "3", "D"),
        Channel.ONLINE: Sign("网", "4", "W"),
        Channel.FAX: Sign("传", "5", "C"),
    }
)
"""Digits 1 to 4 follow the order that exchange lists of channels use (letter, visit, call, online)."""

BY_CHARACTER: Mapping[str, Channel] = MappingProxyType({sign.character: channel for channel, sign in SIGNS.items()})
BY_DIGIT: Mapping[str, Channel] = MappingProxyType({sign.digit: channel for channel, sign in SIGNS.items()})
BY_LETTER: Mapping[str, Channel] = MappingProxyType({sign.letter: channel for channel, sign in SIGNS.items()})
