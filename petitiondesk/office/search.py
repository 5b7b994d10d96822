"""Looking for words in the register: what is found serves the office's own work (rules.searched_text)."""

from collections.abc import Sequence
from dataclasses import dataclass

from petitiondesk.office.desk import Desk
from petitiondesk.rules.registration_numbers import CodeKind, read_code
from petitiondesk.storage import registrations, search
from petitiondesk.storage.database import Session


@dataclass(frozen=True)
class Hit:
    """A registration that was found. ``matter`` is empty where none was told or it is not for others to see."""

    number: str
    matter: str


@dataclass(frozen=True)
class Hits:
    """How many registrations were found in all, and the newest of them."""

    count: int
    results: Sequence[Hit]


def search_words(desk: Desk, text: str, *, limit: int) -> Hits:
    """The registrations whose kept words hold ``text``, folded, no more and no less, the newest first.

    By words alone: initials, pinyin and tails of phones are for the counter's own list. A whole registration number or
    query code finds its own, before the others. Raises StorageTrouble.
    """
    with desk.database.read() as session:
        ids = list(search.found(session, text, limit=limit))
        count = search.counted(session, text)
        own = own_of_code(session, text)
        if own is not None and own not in search.found_among(session, text, [own]):
            ids, count = [own, *ids][:limit], count + 1
        rows = {listed.id: listed.entered for listed in registrations.listed(session, ids)}
    return Hits(count, [Hit(rows[each].number, rows[each].matter or "") for each in ids if each in rows])


def own_of_code(session: Session, text: str) -> int | None:
    """The id of the registration that a whole number or query code names; None where ``text`` is none."""
    code = read_code(text)
    number = code.number if code.kind is CodeKind.NUMBER else ""
    if code.kind is CodeKind.QUERY_CODE:
        number = registrations.number_of_query_code(session, code.query_code) or ""
    return registrations.id_of(session, number) if number else None
