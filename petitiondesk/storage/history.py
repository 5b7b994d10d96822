"""The history: every act as an event in one hash chain for the office.

An event's hash covers the former event's hash and its own fields, each prefixed by its length, so that no byte can
move from one field to the next. The payload (old and new values) stands in a side row of which the event keeps a
salted digest: a lawful destruction may one day erase the row, and the chain still verifies. Order is by sequence,
never by time. Whoever can rewrite the whole file can rewrite the whole chain; seals kept outside guard against that.
"""

import hashlib
import json
import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    LargeBinary,
    Result,
    Row,
    Select,
    Text,
    and_,
    cast,
    func,
    insert,
    select,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.rules.acts import Act
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Counter, Event, EventPayload
from petitiondesk.storage.numbers import next_number, put_after

log = logging.getLogger("petitiondesk")

COUNTER = "event"
GENESIS = "0" * 64
"""What stands for the former hash in the first event."""

MOST_FINDINGS = 100
"""More findings than this say nothing new, and would fill the memory when everything is wrong."""

TAIL = 1_000
"""So many of the newest events are examined whenever the office is opened: 10 ms."""

_BATCH = 2_000
_INSTANT = "%Y-%m-%d %H:%M:%S.%f"  # as SQLite keeps it, so that its bytes can be hashed as they stand

# Made once: putting them together anew takes longer than the database does.
_NEWEST = select(Event.sequence, Event.hash, Event.at).order_by(Event.sequence.desc()).limit(1)
_EVENT = insert(Event)
_PAYLOAD = insert(EventPayload)

Progress = Callable[[int, int], None]
"""Called with the number of the event just examined and the number of the last one."""


@dataclass(frozen=True)
class Actor:
    """Who did an act: a member of the staff by id, or nobody's account (``id`` None) with a name that says what."""

    id: int | None
    name: str


class Recorded(NamedTuple):
    """The number and hash of an event that was written, and when the one before it was made; None for the first."""

    sequence: int
    hash: str
    previous_at: datetime | None


def record(
    session: Session,
    *,
    actor: Actor,
    act: str,
    object_kind: str,
    object_id: str,
    now: datetime,
    payload: Mapping[str, Any],
) -> Recorded:
    """Write one event at the end of the chain, in the act's own transaction. The office's door of acts calls it.

    It locks the chain until the act ends, so it comes last in an act. ``payload`` holds JSON values and dates. A
    counter that stands behind the newest event refuses no act: the chain goes on after that event, and the payload
    says from where to where the counter was put (``counter_behind``).
    """
    sequence = next_number(session, COUNTER)
    connection = session.connection()
    newest = connection.execute(_NEWEST).one_or_none()  # the counter is held: nobody writes another meanwhile
    if newest and newest.sequence >= sequence:
        log.warning("the history's counter stood at %d, behind its newest event %d", sequence - 1, newest.sequence)
        payload = {**payload, "counter_behind": [sequence - 1, newest.sequence]}
        sequence = put_after(session, COUNTER, newest.sequence)
    head = newest if newest and newest.sequence == sequence - 1 else None
    salt = secrets.token_hex(16)
    content = _as_json(payload)
    event = {
        "sequence": sequence,
        "at": now,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "act": act,
        "object_kind": object_kind,
        "object_id": object_id,
        "payload_digest": payload_digest(salt, content),
        "previous_hash": head.hash if head else GENESIS,
    }
    own_hash = event_hash(event.values())
    connection.execute(_EVENT, event | {"hash": own_hash})
    connection.execute(_PAYLOAD, {"sequence": sequence, "salt": salt, "content": content})
    return Recorded(sequence, own_hash, head.at if head else None)


def event_hash(fields: Iterable[object]) -> str:
    """SHA-256, in hex, over an event's fields from ``sequence`` to ``previous_hash``, each prefixed by its length."""
    return _digest(map(_as_bytes, fields))


def payload_digest(salt: str, content: str) -> str:
    """SHA-256, in hex, over a payload's salt and content, each prefixed by its length."""
    return _digest((salt.encode(), content.encode()))


def newest_instant(session: Session) -> datetime | None:
    """When the last event was written; None in a new office. A clock well behind it has been set back."""
    return session.scalar(select(Event.at).order_by(Event.sequence.desc()).limit(1))


def payloads_of(session: Session, act: Act, object_id: str) -> list[dict[str, Any]]:
    """What the events of an act on a thing tell, the newest first; those that were erased are left out."""
    contents = session.scalars(
        select(EventPayload.content)
        .join(Event, Event.sequence == EventPayload.sequence)
        .where(*_events_of(act, object_id))
        .order_by(Event.sequence.desc())
    )
    return [json.loads(content) for content in contents]


def times_done(session: Session, act: Act, object_id: str) -> int:
    """How many times an act was done to the thing that it touches."""
    return session.scalar(select(func.count()).select_from(Event).where(*_events_of(act, object_id))) or 0


def last_done(session: Session, act: Act, object_id: str) -> datetime | None:
    """When an act was last done to the thing that it touches; None where it never was."""
    return session.scalar(select(func.max(Event.at)).where(*_events_of(act, object_id)))


def _events_of(act: Act, object_id: str) -> tuple[ColumnElement[bool], ...]:
    return Event.object_kind == act.thing, Event.object_id == object_id, Event.act == act


def verify(session: Session, *, first: int = 1, progress: Progress | None = None) -> list[Message]:
    """Examine the chain from event ``first`` on; an empty list says that nothing was changed, lost or added.

    Details without an event are looked for from there on too. Memory stays constant however long the history; at most
    MOST_FINDINGS findings and one that says there are more.
    """
    findings: list[Message] = []
    for finding in _findings(session, first, progress):
        if len(findings) == MOST_FINDINGS:
            return [*findings, Message(_("There are more findings than are shown here."))]
        findings.append(finding)
    return findings


def verify_tail(session: Session) -> list[Message]:
    """:func:`verify` for the newest TAIL events, however long the history."""
    return verify(session, first=max(1, _counted(session) - TAIL + 1))


def _counted(session: Session) -> int:
    return session.scalar(select(Counter.value).where(Counter.name == COUNTER)) or 0


def _findings(session: Session, first: int, progress: Progress | None) -> Iterator[Message]:
    counted = _counted(session)
    expected, former = first, _hash_before(session, first)
    for row in _rows(session, first):
        sequence: int = row[0]
        if sequence < expected:
            yield Message(_("Event {number} was added to the history from outside."), {"number": sequence})
            continue
        if sequence > expected:
            yield from _missing(expected, min(sequence - 1, counted))
        if sequence > counted:
            yield Message(_("Event {number} was added to the history from outside."), {"number": sequence})
        yield from _faults(row, former if sequence == expected else None)
        expected, former = sequence + 1, row.hash
        if progress is not None and sequence % _BATCH == 0:
            progress(sequence, counted)
    yield from _missing(expected, counted)
    yield from _stray_payloads(session, first)
    if progress is not None:
        progress(counted, counted)


def _missing(start: int, end: int) -> Iterator[Message]:
    if start <= end:
        yield Message(_("Events {start} to {end} are missing from the history."), {"start": start, "end": end})


def _faults(row: Row[Any], former: bytes | None) -> Iterator[Message]:
    sequence, *fields, own_hash, salt, content, sound = tuple(row)
    if not sound or _digest([str(sequence).encode(), *fields]).encode() != own_hash:
        yield Message(_("Event {number} was changed after it was written."), {"number": sequence})
    if former is not None and fields[-1] != former:
        yield Message(_("Event {number} does not follow the event before it."), {"number": sequence})
    if content is None:
        yield Message(_("The details of event {number} are missing."), {"number": sequence})
    elif _digest([salt, content]).encode() != fields[-2]:
        yield Message(_("The details of event {number} were changed after they were written."), {"number": sequence})


def _hash_before(session: Session, first: int) -> bytes:
    if first <= 1:
        return GENESIS.encode()
    hash_of = select(_raw(Event.hash, _dialect(session))).where(Event.sequence == first - 1)
    return session.scalar(hash_of) or b""


def _rows(session: Session, first: int) -> Iterator[Row[Any]]:
    query = _events_as_stored(_dialect(session))
    # A number below one can only have been put there from outside: the whole chain is examined with it.
    result: Result[Any] = session.connection().execute(query if first <= 1 else query.where(Event.sequence >= first))
    yield from result


@cache
def _events_as_stored(dialect: str) -> Select[Any]:
    """Each event with its payload, oldest first, every value as the bytes that are stored, whatever they are."""
    texts = (Event.actor_name, Event.act, Event.object_kind, Event.object_id, Event.payload_digest)
    columns = (Event.at, Event.actor_id, *texts, Event.previous_hash, Event.hash)
    payload = (EventPayload.salt, EventPayload.content)
    stored: list[Any] = [_raw(column, dialect).label(column.key) for column in (*columns, *payload)]
    return (
        select(Event.sequence, *stored, _sound((*columns, *payload), dialect))
        .outerjoin(EventPayload, EventPayload.sequence == Event.sequence)
        .order_by(Event.sequence)
        .execution_options(yield_per=_BATCH)
    )


def _stray_payloads(session: Session, first: int) -> Iterator[Message]:
    query = (
        select(EventPayload.sequence)
        .outerjoin(Event, Event.sequence == EventPayload.sequence)
        .where(Event.sequence.is_(None))
        .execution_options(yield_per=_BATCH)
    )
    for sequence in session.scalars(query if first <= 1 else query.where(EventPayload.sequence >= first)):
        yield Message(_("There are details of an event {number} that is not in the history."), {"number": sequence})


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _raw(column: InstrumentedAttribute[Any], dialect: str) -> ColumnElement[bytes]:
    if dialect == "sqlite":
        return cast(column, LargeBinary)
    if column is Event.at:
        return func.convert_to(func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US"), "UTF8")
    return func.convert_to(cast(column, Text), "UTF8")


def _sound(columns: Iterable[InstrumentedAttribute[Any]], dialect: str) -> ColumnElement[bool]:
    """SQLite can hold a value of another type with the same bytes; PostgreSQL can't."""
    if dialect != "sqlite":
        return true()
    allowed = {"actor_id": ("integer", "null"), "salt": ("text", "null"), "content": ("text", "null")}
    return and_(*(func.typeof(column).in_(allowed.get(column.key, ("text",))) for column in columns))


def _digest(fields: Iterable[bytes | None]) -> str:
    # A list, since a generator is a tenth slower, which a million events feel.
    parts = [b"-" if field is None else b"%d:%b" % (len(field), field) for field in fields]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _as_bytes(value: object) -> bytes | None:
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime(_INSTANT).encode()
    return str(value).encode()


def _as_json(payload: Mapping[str, Any]) -> str:
    """One form for equal payloads; a lone surrogate, which no database can keep, stays as its JSON escape."""
    text = json.dumps(payload, ensure_ascii=False, allow_nan=False, sort_keys=True, default=_day_or_moment)
    return text.encode("utf-8", "backslashreplace").decode()


def _day_or_moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the history")
