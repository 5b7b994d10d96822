"""The register as the counter may read it: the last registrations, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.office.desk import Desk
from petitiondesk.office.search import own_of_code
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.names import masked
from petitiondesk.storage import registrations, search
from petitiondesk.storage.registrations import Listed

SHOWN = 200
"""So many of the last registrations."""

MOST_COUNTED = 1000
"""Counting further would take longer than anybody looks at the figure."""


@dataclass(frozen=True)
class RegisterRow:
    """A line of the register.

    ``name`` is masked; it and ``matter`` are empty where none was given, and where it is not for others to see. Of a
    report of wrongdoing there is the number, and nothing else.
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


@dataclass(frozen=True)
class Lines:
    """The ids of the newest registrations that were asked for, and how many there are, counted up to MOST_COUNTED."""

    ids: Sequence[int]
    count: int


def found(desk: Desk, text: str, *, limit: int = SHOWN) -> Lines:
    """The registrations that hold ``text`` (office.search), the newest first; for a blank text the last ones.

    Raises StorageTrouble.
    """
    with desk.database.read() as session:
        if not text.strip():
            ids = list(registrations.newest_ids(session, limit))
            return Lines(ids, len(ids))
        ids = list(search.found(session, text, limit=limit))
        own = own_of_code(session, text)
        if own is not None and own not in ids:
            ids = [own, *ids][:limit]
        more = len(ids) == limit
        return Lines(ids, search.counted(session, text, most=MOST_COUNTED) if more else len(ids))


def rows(desk: Desk, ids: Sequence[int]) -> list[RegisterRow]:
    """The lines of these ids, in no particular order; one that is not there is left out. Raises StorageTrouble."""
    with desk.database.read() as session:
        return [_row(listed) for listed in registrations.listed(session, ids)]


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
