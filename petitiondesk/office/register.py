"""The register as the counter may read it: which registrations are asked for, and what stands in their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from petitiondesk.office.desk import Desk
from petitiondesk.office.search import own_of_code
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.marks import snippet, spans
from petitiondesk.rules.names import masked
from petitiondesk.rules.narrowing import Narrowing
from petitiondesk.storage import register, registrations
from petitiondesk.storage.register import Texts
from petitiondesk.storage.registrations import Listed

__all__ = ["EVERYTHING", "FIRST", "MOST", "Lines", "Narrowing", "RegisterRow", "found", "rows"]

FIRST = 200
"""So many of the newest are there at once; the others come after them."""

MOST = 200_000
"""Nobody scrolls further, and the ids of more would fill the memory of an old machine."""

EVERYTHING = Narrowing()


@dataclass(frozen=True)
class RegisterRow:
    """A line of the register.

    ``name`` is masked; it and ``matter`` are empty where none was given, and where it is not for others to see. Of a
    report of wrongdoing there is the number, and nothing else. Where the words that were looked for stand elsewhere
    than in the matter, ``found_in`` is what that is called (a msgid) and ``snippet`` what stands around them.
    """

    id: int
    number: str
    received_on: date | None = None
    channel: Channel | None = None
    name: str = ""
    matter: str = ""
    last_day: date | None = None
    done_on: date | None = None
    confidentiality: Confidentiality | None = None
    """None for a report of wrongdoing, and for a code that is no class: that is shown least."""
    found_in: str = ""
    snippet: str = ""


@dataclass(frozen=True)
class Lines:
    """The ids of the registrations that are asked for, the newest first; ``whole`` if there are no others."""

    ids: Sequence[int]
    whole: bool = True
    places: Mapping[int, int] = field(default_factory=dict, compare=False, repr=False)
    """The line of each id."""


def found(desk: Desk, text: str, narrowing: Narrowing = EVERYTHING, *, today: date, limit: int = MOST) -> Lines:
    """The registrations that hold ``text`` (office.search), the newest first; for a blank text all that there are.

    One that is named by a whole number or code comes before the others. Raises StorageTrouble.
    """
    with desk.database.read() as session:
        ids = register.ids(session, narrowing, today, term=text, limit=limit + 1)
        whole = len(ids) <= limit
        own = own_of_code(session, text) if text.strip() else None
        if own is not None and register.is_asked_for(session, own, narrowing, today):
            ids = [own, *(each for each in ids if each != own)]
    ids = ids[:limit]
    return Lines(ids, whole, {each: place for place, each in enumerate(ids)})


def rows(desk: Desk, ids: Sequence[int], text: str = "") -> list[RegisterRow]:
    """The lines of these ids, in no particular order; one that is not there is left out.

    With what was looked for, each says where it was found. Raises StorageTrouble.
    """
    with desk.database.read() as session:
        lines = [_row(listed) for listed in registrations.listed(session, ids)]
        texts = register.texts(session, ids) if text.strip() else {}
    return [_with_snippet(line, texts.get(line.id), text) for line in lines]


def _row(listed: Listed) -> RegisterRow:
    entered = listed.entered
    confidentiality = Confidentiality.of(entered.confidentiality)
    if confidentiality in (None, Confidentiality.RESTRICTED):
        return RegisterRow(listed.id, entered.number)
    return RegisterRow(
        id=listed.id,
        number=entered.number,
        received_on=listed.received_on,
        channel=Channel.of(listed.channel),
        name=masked(entered.name or ""),
        matter=entered.matter or "",
        last_day=entered.last_day,
        done_on=entered.done_on,
        confidentiality=confidentiality,
    )


def _with_snippet(row: RegisterRow, texts: Texts | None, text: str) -> RegisterRow:
    if texts is None or spans(texts.matter, text):
        return row
    for label, words in texts.others:
        if around := snippet(words, text):
            return replace(row, found_in=label, snippet=around)
    return row
