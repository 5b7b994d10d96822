"""The keys of registrations: what initials, pinyin and the tail of a phone find; kept by storage.search."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert, select

from petitiondesk.rules.phones import normalise
from petitiondesk.rules.search_keys import keys_of
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Registration, SearchKey

Keys = frozenset[str]


def keys_by_names_and_phones(registration: Registration) -> Keys:
    """The keys of everybody in a registration and of the number it came from; none of somebody anonymous."""
    if registration.anonymous:
        return frozenset()
    people = [party.petitioner for party in registration.parties]
    arrival = registration.arrival
    phones = [person.phone_digits for person in people]
    phones.append(normalise(arrival.from_number) if arrival and arrival.from_number else None)
    return keys_of([person.name for person in people if person.name], [digits for digits in phones if digits])


def kept(session: Session, ids: Sequence[int]) -> dict[int, set[str]]:
    """The keys that are kept, by registration; one without keys is left out."""
    found: dict[int, set[str]] = {}
    rows = session.execute(select(SearchKey.registration_id, SearchKey.key).where(SearchKey.registration_id.in_(ids)))
    for registration_id, key in rows:
        found.setdefault(registration_id, set()).add(key)
    return found


def add(session: Session, keys: Mapping[int, Keys]) -> None:
    """Keep the keys of registrations, by id, that have none yet."""
    # In the order of the index, which a whole batch then fills page by page.
    rows = sorted((key, registration_id) for registration_id, told in keys.items() for key in told)
    if rows:
        values = [{"key": key, "registration_id": registration_id} for key, registration_id in rows]
        session.connection().execute(insert(SearchKey), values)


def put(session: Session, registration_id: int, keys: Keys) -> None:
    """Let a registration have these keys and no others."""
    former = kept(session, [registration_id]).get(registration_id, set())
    gone = former - keys
    if gone:
        of_it = SearchKey.registration_id == registration_id
        session.execute(delete(SearchKey).where(of_it, SearchKey.key.in_(gone)))
    add(session, {registration_id: frozenset(keys - former)})


def empty(session: Session) -> None:
    """Keep no keys at all."""
    session.execute(delete(SearchKey))


def beginning_with(place: int, prefix: str) -> tuple[str, dict[str, Any]]:
    """SQL that selects ``id`` of each registration with a key that begins with ``prefix``, and its parameters.

    ``place`` tells the parameters of several apart. The prefix ends in an ASCII letter or digit, so that what begins
    with it stands before the next character: one range of the index, byte by byte, on both databases.
    """
    sql = (
        "SELECT DISTINCT registration_id AS id FROM search_key "
        f"WHERE search_key.key >= :search_from_{place} AND search_key.key < :search_to_{place}"
    )
    beyond = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    return sql, {f"search_from_{place}": prefix, f"search_to_{place}": beyond}
