"""The five contents of a petition (Regulation Art. 19 ¶1): name, address, request, facts, grounds.

What is missing is said beside its field; it never keeps a matter from being registered, and the office writes down
truthfully what is told orally.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_text import is_blank

Asked = Literal["law", "owed", "optional"]
"""Who would have a field filled: the law (one of the five contents); the office, and it can come later; nobody."""


class Content(Kind):
    """One of the five contents."""

    NAME = "name", _("Name")
    ADDRESS = "address", _("Address")
    REQUEST = "request", _("Request")
    FACTS = "facts", _("Facts")
    GROUNDS = "grounds", _("Grounds")


@dataclass(frozen=True)
class MissingContent:
    """A content that is not there yet, how much it is asked for, and what to say."""

    content: Content
    asked: Asked
    message: Message


_MISSING: Mapping[Content, str] = MappingProxyType(
    {
        Content.NAME: _("The name is missing (Art. 19)."),
        Content.ADDRESS: _("The address is missing (Art. 19)."),
        Content.REQUEST: _("What is asked for is missing (Art. 19)."),
        Content.FACTS: _("The facts are missing (Art. 19)."),
        Content.GROUNDS: _("The grounds are missing (Art. 19)."),
    }
)
_VOLUNTARY: Mapping[Content, str] = MappingProxyType(
    {
        Content.NAME: _("Can be added (voluntary): name."),
        Content.ADDRESS: _("Can be added (voluntary): address."),
    }
)


_IN_THE_CASE = frozenset({Content.REQUEST, Content.FACTS, Content.GROUNDS})
_TOLD_BEFORE = _("Already in the case; can stay blank.")


def missing(
    given: Mapping[Content, str | None],
    *,
    anonymous: bool = False,
    keep_confidential: bool = False,
    nothing_new: bool = False,
) -> tuple[MissingContent, ...]:
    """Which of the five contents nobody could read in ``given``, in the order of the article.

    Somebody who stays anonymous, or whose identity is to be kept confidential, owes neither name nor address: Art. 19
    asks for them as a rule only (一般应当). ``nothing_new``: a matter that is raised again without new facts; what is
    asked for, and why, was told when it was raised before.
    """
    found = []
    for content in Content:
        if not is_blank(given.get(content)):
            continue
        if content in _VOLUNTARY and (anonymous or keep_confidential):
            found.append(MissingContent(content, "optional", Message(_VOLUNTARY[content])))
        elif content in _IN_THE_CASE and nothing_new:
            found.append(MissingContent(content, "optional", Message(_TOLD_BEFORE)))
        else:
            found.append(MissingContent(content, "law", Message(_MISSING[content])))
    return tuple(found)


def notice_can_reach(ways: Iterable[str | None], *, anonymous: bool = False) -> bool:
    """Whether a notice in writing is owed: to nobody who stays anonymous, nor where no way there was told (Art. 23 ¶2).

    ``ways``: addresses and phones of whoever came. Only the notice falls away; the term runs on.
    """
    return not anonymous and not all(map(is_blank, ways))
