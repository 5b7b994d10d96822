"""The index of words: kept in the act's own transaction, asked, rebuilt and verified.

On SQLite an FTS5 table without content holds which rows have a gram; on PostgreSQL each row's grams stand in an array
under a GIN index. What the grams of a longer term find is compared with the text itself, so that a search finds the
rows that hold the term, no more and no less.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import joinedload, selectinload

from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.searched_text import TOKENISER, folded, grams, grams_of_term, is_exact, joined
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Counter, Party, Registration, SearchText
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
    "sqlite": "SELECT rowid AS id FROM search_index WHERE search_index MATCH :wanted",
    "postgresql": "SELECT id FROM search_index WHERE grams @> :wanted",
}
_HOLDS = {"sqlite": "instr(search_text.text, :term) > 0", "postgresql": "strpos(search_text.text, :term) > 0"}


def add(session: Session, registration: Registration) -> None:
    """As :func:`put`, for a registration that was made in the running act."""
    if not _restricted(registration):
        _add(session, [{"id": registration.id, "text": words_of(registration)}])


def put(session: Session, registration: Registration) -> None:
    """Make a registration findable by what it says now; its case, people and requests must be loaded and flushed.

    A report of wrongdoing is in no index (Art. 30 ¶3).
    """
    former = session.scalar(select(SearchText.text).where(SearchText.id == registration.id))
    now = None if _restricted(registration) else words_of(registration)
    if former == now:
        return
    if former is not None:
        take_out(session, registration.id)
    if now is not None:
        _add(session, [{"id": registration.id, "text": now}])


def put_all(session: Session, ids: Sequence[int]) -> None:
    """Make many new registrations findable at once; those that stand in bulk rows (samples, import)."""
    registrations = session.scalars(_with_words().where(Registration.id.in_(ids)))
    _add(session, [{"id": each.id, "text": words_of(each)} for each in registrations if not _restricted(each)])
    session.expunge_all()


def take_out(session: Session, registration_id: int) -> None:
    """Nothing of a registration is found any more by words."""
    former = session.scalar(select(SearchText.text).where(SearchText.id == registration_id))
    if former is not None:
        _execute(session, _TAKE, {"id": registration_id, "grams": _spelt(session, former)})
        session.execute(delete(SearchText).where(SearchText.id == registration_id))


def words_of(registration: Registration) -> str:
    """What of a registration can be found by words, folded.

    Of somebody anonymous no name and no address: who asked not to be named is found by nothing that names him or her.
    """
    people = [] if registration.anonymous else [party.petitioner for party in registration.parties]
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
    ]
    return joined([words for words in texts if words])


def found(session: Session, term: str, *, limit: int) -> Sequence[int]:
    """The ids of the newest registrations that hold ``term``, folded; none for a blank term."""
    wanted = folded(term)
    if not wanted:
        return []
    statement = text(f"SELECT id FROM ({_matching(session, wanted)}) AS matching ORDER BY id DESC LIMIT :limit")
    return session.scalars(statement, {**_asked(session, wanted), "limit": limit}).all()


def found_among(session: Session, term: str, ids: Sequence[int]) -> Sequence[int]:
    """Those of ``ids`` that hold ``term``, folded."""
    wanted = folded(term)
    if not wanted or not ids:
        return []
    rows = session.execute(select(SearchText.id, SearchText.text).where(SearchText.id.in_(ids)))
    return [each for each, words in rows if wanted in words]


def counted(session: Session, term: str, *, most: int | None = None) -> int:
    """How many registrations hold ``term``; no further than ``most``."""
    wanted = folded(term)
    if not wanted:
        return 0
    limit = "" if most is None else " LIMIT :limit"
    statement = text(
        f"SELECT count(*) FROM (SELECT id FROM ({_matching(session, wanted)}) AS matching{limit}) AS numbered"
    )
    return session.scalar(statement, {**_asked(session, wanted), **({} if most is None else {"limit": most})}) or 0


def is_built(session: Session) -> bool:
    """Whether the index was built by this program's own grams."""
    return session.scalar(select(Counter.value).where(Counter.name == COUNTER)) == TOKENISER


def rebuild(session: Session, *, progress: Progress | None = None) -> None:
    """Build the index anew from what is on record, in the running act."""
    _execute(session, _EMPTY, {})
    session.execute(delete(SearchText))
    total = session.scalar(select(func.count()).select_from(Registration)) or 0
    done = 0
    for batch in _in_batches(session):
        _add(session, [{"id": each.id, "text": words_of(each)} for each in batch if not _restricted(each)])
        done += len(batch)
        session.expunge_all()
        if progress is not None:
            progress(done, total)
    built = insert_or(_dialect(session), Counter).values(name=COUNTER, value=TOKENISER)
    session.execute(built.on_conflict_do_update(index_elements=[Counter.name], set_={"value": TOKENISER}))


def verify(session: Session, *, progress: Progress | None = None) -> list[Message]:
    """Compare the texts with what is on record, and the index with the texts; an empty list says that all agree."""
    findings: list[Message] = []
    total = session.scalar(select(func.count()).select_from(Registration)) or 0
    done = 0
    for batch in _in_batches(session):
        ids = [each.id for each in batch]
        rows = session.execute(select(SearchText.id, SearchText.text).where(SearchText.id.in_(ids)))
        kept = {row.id: row.text for row in rows}
        for each in batch:
            expected = None if _restricted(each) else words_of(each)
            if kept.get(each.id) != expected:
                findings.append(Message(_("The words of {number} are not those on record."), {"number": each.number}))
            elif expected and not _is_found(session, each.id, expected):
                findings.append(Message(_("{number} is not found by its words."), {"number": each.number}))
        done += len(batch)
        session.expunge_all()
        if progress is not None:
            progress(done, total)
    return findings


def _with_words() -> Any:
    return select(Registration).options(
        joinedload(Registration.case),
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


def _add(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    connection = session.connection()
    connection.execute(insert(SearchText), rows)
    connection.execute(
        _ADD[_dialect(session)], [{"id": row["id"], "grams": _spelt(session, row["text"])} for row in rows]
    )


def _is_found(session: Session, registration_id: int, words: str) -> bool:
    """Whether the index has a row for every gram of a text."""
    statement = text(f"SELECT count(*) FROM ({_WITH_GRAMS[_dialect(session)]}) AS matching WHERE id = :id")
    asked = {"wanted": _wanted(session, grams(words)), "id": registration_id}
    return bool(session.scalar(statement, asked))


def _matching(session: Session, term: str) -> str:
    dialect = _dialect(session)
    with_grams = _WITH_GRAMS[dialect]
    if is_exact(term):
        return with_grams
    return (
        f"SELECT search_text.id AS id FROM ({with_grams}) AS candidates "
        f"JOIN search_text ON search_text.id = candidates.id WHERE {_HOLDS[dialect]}"
    )


def _asked(session: Session, term: str) -> dict[str, Any]:
    asked = {"wanted": _wanted(session, grams_of_term(term))}
    return asked if is_exact(term) else {**asked, "term": term}


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


def matching(session: Session, term: str, *, keys: bool = True) -> tuple[str, dict[str, Any]] | None:
    """Stand-in: the SQL text of a subquery that selects ``id``, and its parameters; to be replaced at merging."""
    wanted = folded(term)
    return (_matching(session, wanted), _asked(session, wanted)) if wanted else None
