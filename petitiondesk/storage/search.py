"""The index of words and the keys beside it: kept in the act's own transaction, asked, rebuilt and verified.

On SQLite an FTS5 table without content holds which rows have a gram; on PostgreSQL each row's grams stand in an array
under a GIN index. What the grams of a longer term find is compared with the text itself, so that a search finds the
rows that hold the term, no more and no less. Where they are asked for, keys find by initials, pinyin and the tail of a
phone as well (storage.search_keys).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause, delete, func, insert, select, text
from sqlalchemy.orm import joinedload, selectinload

from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.search_keys import prefixes_of
from petitiondesk.rules.searched_text import TOKENISER, folded, grams, grams_of_term, is_exact, joined
from petitiondesk.storage import search_keys
from petitiondesk.storage.database import Session
from petitiondesk.storage.indexed_words import ExpectedWords
from petitiondesk.storage.models import Case, Counter, Party, Registration, SearchText
from petitiondesk.storage.search_keys import keys_by_names_and_phones
from petitiondesk.storage.upserts import insert_or

COUNTER = "search tokeniser"
"""The counter that holds by which version of the grams the index was built; 0 or none: it has to be built."""

_BATCH = 500

Progress = Callable[[int, int], None]
"""Called with how many registrations are done, and how many there are."""

_ADD = {
    "sqlite": text("INSERT INTO search_index (rowid, grams) VALUES (:id, :grams)"),
    "postgresql": text("INSERT INTO search_index (id, grams) VALUES (:id, :grams)"),
}
_TAKE = {
    "sqlite": text("INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', :id, :grams)"),
    "postgresql": text("DELETE FROM search_index WHERE id = :id"),
}
_EMPTY = {
    "sqlite": text("INSERT INTO search_index (search_index) VALUES ('delete-all')"),
    "postgresql": text("DELETE FROM search_index"),
}
_WITH_GRAMS = {
    "sqlite": "SELECT rowid AS id FROM search_index WHERE search_index MATCH :search_grams",
    "postgresql": "SELECT id FROM search_index WHERE grams @> :search_grams",
}
# Left to itself PostgreSQL takes the arrays of all rows apart, a hundred times slower for a rare word, since it thinks
# that cheap: OFFSET 0 keeps it from walking the rows from the newest, and grams that it learns too late from judging by
# how many rows have them.
_CANDIDATES = {
    **_WITH_GRAMS,
    "postgresql": "SELECT id FROM search_index WHERE grams @> (SELECT CAST(:search_grams AS text[])) OFFSET 0",
}
# The text of each candidate by itself: joined, PostgreSQL would rather look into every text there is.
_TEXT = "(SELECT search_text.text FROM search_text WHERE search_text.id = candidates.id)"
_HOLDS = {
    "sqlite": f"instr({_TEXT}, :search_term) > 0",
    "postgresql": f"strpos({_TEXT}, :search_term) > 0",
}

Query = tuple[str, dict[str, Any]]
"""SQL that selects ``id``, and its parameters."""


def add(session: Session, registration: Registration) -> None:
    """As :func:`put`, for a registration that was made in the running act."""
    if not _restricted(registration):
        _add(session, [registration])


def put(session: Session, registration: Registration) -> None:
    """Make a registration findable by what it says now; its case, people, requests, arrival and enclosures must be
    loaded and flushed.

    A report of wrongdoing is in no index (Art. 30 ¶3).
    """
    search_keys.put(session, registration.id, _keys_of(registration))
    former = session.scalar(select(SearchText.text).where(SearchText.id == registration.id))
    now = None if _restricted(registration) else words_of(registration)
    if former == now:
        return
    if former is not None:
        _take_words(session, registration.id, former)
    if now is not None:
        _add_words(session, {registration.id: now})


def put_all(session: Session, ids: Sequence[int]) -> None:
    """Make many new registrations findable at once; those that stand in bulk rows (samples, import)."""
    registrations = session.scalars(_with_words().where(Registration.id.in_(ids)))
    _add(session, [each for each in registrations if not _restricted(each)])
    session.expunge_all()


def take_out(session: Session, registration_id: int) -> None:
    """Nothing of a registration is found any more, neither by words nor by keys."""
    search_keys.put(session, registration_id, frozenset())
    former = session.scalar(select(SearchText.text).where(SearchText.id == registration_id))
    if former is not None:
        _take_words(session, registration_id, former)


def words_of(registration: Registration) -> str:
    """What of a registration can be found by words, folded.

    Of somebody anonymous no name and no address, of letters or of e-mail: who asked not to be named is found by nothing
    that names him or her.
    """
    people = [] if registration.anonymous else [party.petitioner for party in registration.parties]
    arrival = registration.arrival
    texts = [
        registration.matter,
        registration.facts,
        registration.grounds,
        *(request.text for request in registration.requests),
        *(person.name for person in people),
        *(person.address for person in people),
        registration.problem_place,
        registration.accused_body,
        registration.accused_person,
        registration.service_address if not registration.anonymous else None,
        *(enclosure.what for enclosure in registration.enclosures),
    ]
    if arrival is not None:
        texts += [arrival.sender, arrival.sender_number, arrival.their_number, arrival.instruction]
        texts += [] if registration.anonymous else [arrival.site]
    return joined([words for words in texts if words])


def matching(session: Session, term: str, *, keys: bool = True) -> Query | None:
    """SQL of a subquery that selects ``id``, once each and in no order, of all registrations that hold ``term``,
    folded, and its parameters, whose names begin with ``search_``; None for a blank term.

    With ``keys`` those too that have it for initials, for the beginning of a name in pinyin or for the tail of a phone.
    """
    ways = _ways(session, term, keys=keys)
    if not ways:
        return None
    return " UNION ".join(sql for sql, _asked in ways), _together(ways)


def found(session: Session, term: str, *, limit: int, keys: bool = False) -> Sequence[int]:
    """The ids of the newest registrations that :func:`matching` selects; none for a blank term."""
    ways = _ways(session, term, keys=keys)
    if not ways:
        return []
    newest = _newest_of([f"SELECT id FROM ({sql}) AS matching" for sql, _asked in ways])
    return session.connection().scalars(_prepared(newest), {**_together(ways), "limit": limit}).all()


def counted(session: Session, term: str, *, most: int | None = None, keys: bool = False) -> int:
    """How many registrations :func:`matching` selects; no further than ``most``."""
    ways = _ways(session, term, keys=keys)
    if not ways:
        return 0
    # Each way no further than that: one alone may find the whole register. The figure stands in the statement, since
    # PostgreSQL goes through all rows for one that it doesn't know.
    limit = "" if most is None else f" LIMIT {int(most)}"
    each = [f"SELECT id FROM (SELECT id FROM ({sql}) AS matching{limit}) AS counted" for sql, _asked in ways]
    statement = f"SELECT count(*) FROM (SELECT id FROM ({' UNION '.join(each)}) AS together{limit}) AS numbered"
    return session.connection().scalar(_prepared(statement), _together(ways)) or 0


def found_among(session: Session, term: str, ids: Sequence[int]) -> Sequence[int]:
    """Those of ``ids`` that hold ``term``, folded."""
    wanted = folded(term)
    if not wanted or not ids:
        return []
    rows = session.execute(select(SearchText.id, SearchText.text).where(SearchText.id.in_(ids)))
    return [each for each, words in rows if wanted in words]


def is_built(session: Session) -> bool:
    """Whether the index was built by this program's own grams."""
    return session.scalar(select(Counter.value).where(Counter.name == COUNTER)) == TOKENISER


def rebuild(session: Session, *, progress: Progress | None = None) -> None:
    """Build the index anew from what is on record, in the running act."""
    _execute(session, _EMPTY, {})
    session.execute(delete(SearchText))
    search_keys.empty(session)
    total = session.scalar(select(func.count()).select_from(Registration)) or 0
    done = 0
    for batch in _in_batches(session):
        _add(session, [each for each in batch if not _restricted(each)])
        done += len(batch)
        session.expunge_all()
        if progress is not None:
            progress(done, total)
    built = insert_or(_dialect(session), Counter).values(name=COUNTER, value=TOKENISER)
    session.execute(built.on_conflict_do_update(index_elements=[Counter.name], set_={"value": TOKENISER}))


def verify(session: Session, *, progress: Progress | None = None) -> list[Message]:
    """Compare texts and keys with what is on record, and the index with the texts; an empty list: all agree."""
    findings: list[Message] = []
    total = session.scalar(select(func.count()).select_from(Registration)) or 0
    done = 0
    indexed, numbers = ExpectedWords(session), {}
    for batch in _in_batches(session):
        ids = [each.id for each in batch]
        rows = session.execute(select(SearchText.id, SearchText.text).where(SearchText.id.in_(ids)))
        kept = {row.id: row.text for row in rows}
        kept_keys = search_keys.kept(session, ids)
        for each in batch:
            expected = None if _restricted(each) else words_of(each)
            if kept.get(each.id) != expected:
                findings.append(Message(_("The words of {number} are not those on record."), {"number": each.number}))
            numbers[each.id] = each.number
            if kept_keys.get(each.id, set()) != _keys_of(each):
                said = _("The initials, pinyin and phones of {number} are not those on record.")
                findings.append(Message(said, {"number": each.number}))
        indexed.add(kept)
        done += len(batch)
        session.expunge_all()
        if progress is not None:
            progress(done, total)
    for each_id in indexed.wrong():
        said = _("{number} is not found by its words, or by words that are not its own.")
        findings.append(Message(said, {"number": numbers.get(each_id, each_id)}))
    return findings


def _with_words() -> Any:
    return select(Registration).options(
        joinedload(Registration.case),
        joinedload(Registration.arrival),
        selectinload(Registration.enclosures),
        selectinload(Registration.parties).joinedload(Party.petitioner),
        selectinload(Registration.requests),
    )


def _in_batches(session: Session) -> Iterator[list[Registration]]:
    last = 0
    while True:
        next_ones = _with_words().where(Registration.id > last).order_by(Registration.id).limit(_BATCH)
        batch = list(session.scalars(next_ones))
        if not batch:
            return
        last = batch[-1].id
        yield batch


def _restricted(registration: Registration) -> bool:
    case: Case = registration.case
    return case.confidentiality == Confidentiality.RESTRICTED


def _keys_of(registration: Registration) -> frozenset[str]:
    return frozenset() if _restricted(registration) else keys_by_names_and_phones(registration)


def _add(session: Session, registrations: Sequence[Registration]) -> None:
    """Make new registrations findable, none of them restricted."""
    _add_words(session, {each.id: words_of(each) for each in registrations})
    search_keys.add(session, {each.id: keys_by_names_and_phones(each) for each in registrations})


def _add_words(session: Session, words: Mapping[int, str]) -> None:
    if not words:
        return
    connection = session.connection()
    connection.execute(insert(SearchText), [{"id": each, "text": told} for each, told in words.items()])
    connection.execute(
        _ADD[_dialect(session)], [{"id": each, "grams": _spelt(session, told)} for each, told in words.items()]
    )


def _take_words(session: Session, registration_id: int, former: str) -> None:
    _execute(session, _TAKE, {"id": registration_id, "grams": _spelt(session, former)})
    session.execute(delete(SearchText).where(SearchText.id == registration_id))


def _ways(session: Session, term: str, *, keys: bool) -> list[Query]:
    """Each way in which a term is found: by words, and by every beginning of a key."""
    wanted = folded(term)
    if not wanted:
        return []
    prefixes = prefixes_of(term) if keys else ()
    return [_by_words(session, wanted), *map(search_keys.beginning_with, range(len(prefixes)), prefixes)]


def _by_words(session: Session, term: str) -> Query:
    dialect = _dialect(session)
    sql = f"SELECT candidates.id AS id FROM ({_CANDIDATES[dialect]}) AS candidates"
    asked = {"search_grams": _wanted(session, grams_of_term(term))}
    if is_exact(term):
        return sql, asked
    return f"{sql} WHERE {_HOLDS[dialect]}", {**asked, "search_term": term}


def _together(ways: Sequence[Query]) -> dict[str, Any]:
    return {name: value for _sql, asked in ways for name, value in asked.items()}


@lru_cache(maxsize=64)
def _prepared(sql: str) -> TextClause:
    """The same few statements are asked at every key; putting one together takes as long as a rare word's search."""
    return text(sql)


def _newest_of(ways: Sequence[str]) -> str:
    """SQL of the newest ids of all ways, for which the newest of each are enough."""
    newest = "ORDER BY id DESC LIMIT :limit"
    if len(ways) == 1:
        return f"{ways[0]} {newest}"
    each = " UNION ".join(f"SELECT id FROM ({way} {newest}) AS newest" for way in ways)
    return f"SELECT id FROM ({each}) AS together {newest}"


def _wanted(session: Session, wanted: set[str]) -> Any:
    ordered = sorted(wanted)
    return " AND ".join(f'"{gram}"' for gram in ordered) if _dialect(session) == "sqlite" else ordered


def _spelt(session: Session, words: str) -> Any:
    """The grams as the index takes them."""
    ordered = sorted(grams(words))
    return " ".join(ordered) if _dialect(session) == "sqlite" else ordered


def _execute(session: Session, statements: dict[str, Any], values: dict[str, Any]) -> None:
    statement = statements[_dialect(session)]
    names = {bind for bind in statement.compile().params}
    session.connection().execute(statement, {name: value for name, value in values.items() if name in names})


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
