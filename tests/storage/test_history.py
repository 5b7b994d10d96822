"""The history shows whatever was changed in it, lost from it or added to it from outside."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from petitiondesk.rules.messages import Message
from petitiondesk.storage import history
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.errors import StorageTrouble
from petitiondesk.storage.history import Actor, newest_instant, record, verify
from petitiondesk.storage.models import Event, EventPayload, Staff
from petitiondesk.storage.protection import GUARDS
from tests.conftest import NOW

pytestmark = pytest.mark.both_databases

EVENTS = 6  # all of them on one page of the file
COLUMNS = ["at", "actor_name", "act", "object_kind", "object_id", "payload_digest", "previous_hash", "hash"]
PAYLOAD_COLUMNS = ["salt", "content"]

Spoil = Callable[[sqlite3.Connection], object]


def _write_events(database: Database, count: int, **fields: Any) -> None:
    with database.write() as session:
        if session.get(Staff, 1) is None:
            session.add(Staff(id=1, name="周敏", joined_at=NOW))
            session.flush()
        for n in range(1, count + 1):
            event: dict[str, Any] = {
                "actor": Actor(1, "周敏") if n % 2 else Actor(None, "系统"),
                "act": "registered",
                "object_kind": "registration",
                "object_id": f"2026-访-{n:06}",
                "now": NOW + timedelta(seconds=n),
                "payload": {"matter": [None, "村里的水渠"], "n": n},
            }
            record(session, **event | fields)


def _verify(database: Database, **wanted: Any) -> list[Message]:
    with database.read() as session:
        return verify(session, **wanted)


def _numbers(findings: list[Message]) -> list[dict[str, object]]:
    return [dict(finding.values) for finding in findings]


@pytest.fixture(scope="module")
def written(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with EVENTS events, closed."""
    path = Path(shutil.copy(office_template, tmp_path_factory.mktemp("history") / "office.db"))
    database = connect(path)
    _write_events(database, EVENTS)
    database.close()
    return path


@pytest.fixture(scope="module")
def findings_after(written: Path) -> Callable[[Spoil], list[Message]]:
    """What verifying finds in a copy of the office after somebody with a tool of his own was at it."""

    def findings_after(spoil: Spoil) -> list[Message]:
        path = Path(shutil.copy(written, written.with_name("spoilt.db")))
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            for trigger in GUARDS["sqlite"]:
                connection.execute(f"DROP TRIGGER {trigger}")
            spoil(connection)
        database = connect(path)
        try:
            return _verify(database)
        finally:
            database.close()

    return findings_after


def test_empty_history_is_sound(database: Database) -> None:
    assert _verify(database) == []
    with database.read() as session:
        assert newest_instant(session) is None


def test_untouched_history_is_sound(database: Database) -> None:
    seen: list[tuple[int, int]] = []
    _write_events(database, 2_500)
    assert _verify(database, progress=lambda *at: seen.append(at)) == []
    assert seen == [(2_000, 2_500), (2_500, 2_500)]
    with database.read() as session:
        assert newest_instant(session) == NOW + timedelta(seconds=2_500)


def test_events_are_numbered_from_one(database: Database) -> None:
    _write_events(database, 3)
    with database.read() as session:
        assert session.scalars(select(Event.sequence).order_by(Event.sequence)).all() == [1, 2, 3]


@pytest.mark.parametrize("stands_at", [None, 0, 2, 4])
def test_a_counter_behind_the_newest_event_refuses_no_act_and_the_chain_holds(
    database: Database, stands_at: int | None
) -> None:
    _write_events(database, 5)
    with database.write() as session:
        put = "DELETE FROM counter" if stands_at is None else f"UPDATE counter SET value = {stands_at}"
        session.execute(text(put))
    _write_events(database, 2)
    assert _verify(database) == []
    with database.read() as session:
        assert session.scalars(select(Event.sequence).order_by(Event.sequence)).all() == [1, 2, 3, 4, 5, 6, 7]
        told = [json.loads(content) for content in session.scalars(select(EventPayload.content))]
    assert [each["counter_behind"] for each in told if "counter_behind" in each] == [[stands_at or 0, 5]]


def test_act_given_up_leaves_no_event(database: Database) -> None:
    def act() -> None:
        with database.write() as session:
            event = {"act": "opened", "object_kind": "case", "object_id": "1", "now": NOW, "payload": {}}
            assert record(session, actor=Actor(None, "系统"), **event).previous_at is None
            raise KeyError

    with pytest.raises(KeyError):
        act()
    _write_events(database, 1)
    assert _verify(database) == []


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("陈\ud842家\udfb7\0村 \u202e'\"\\ 𠮷", "陈\ud842家\udfb7\0村 \u202e'\"\\ 𠮷"),
        (date(2026, 11, 23), "2026-11-23"),
        (NOW, "2026-11-23T01:30:00+00:00"),
        (["x" * 1_000_000, None, 1.5, True], ["x" * 1_000_000, None, 1.5, True]),
    ],
    ids=["nasty text", "day", "moment", "1 MB"],
)
def test_payload_comes_back(database: Database, value: Any, kept: Any) -> None:
    _write_events(database, 1, payload={"value": value})
    with database.read() as session:
        content = session.scalars(select(EventPayload.content)).one()
    assert json.loads(content) == {"value": kept}
    assert _verify(database) == []


def test_zone_of_the_moment_does_not_matter(database: Database) -> None:
    _write_events(database, 1, now=NOW.astimezone(timezone(timedelta(hours=8))))
    assert _verify(database) == []


@given(
    number=st.integers(1, EVENTS),
    column=st.sampled_from(COLUMNS + PAYLOAD_COLUMNS),
    position=st.integers(0, 200),
    byte=st.integers(0, 255),
)
@settings(max_examples=50)
def test_any_byte_changed_is_found(
    findings_after: Callable[[Spoil], list[Message]], number: int, column: str, position: int, byte: int
) -> None:
    table = "event" if column in COLUMNS else "event_payload"

    def change(connection: sqlite3.Connection) -> None:
        query = f"SELECT CAST({column} AS BLOB) FROM {table} WHERE sequence = ?"
        value = bytearray(connection.execute(query, [number]).fetchone()[0])
        place = position % len(value)
        assume(value[place] != byte)
        value[place] = byte
        statement = f"UPDATE {table} SET {column} = CAST(? AS TEXT) WHERE sequence = ?"
        connection.execute(statement, [bytes(value), number])

    found = findings_after(change)
    assert found != []
    assert {finding.values["number"] for finding in found} <= {number, number + 1}


@given(number=st.integers(1, EVENTS), column=st.sampled_from(COLUMNS + PAYLOAD_COLUMNS), as_bytes=st.booleans())
@settings(max_examples=60)
def test_value_of_another_kind_or_none_is_found(
    findings_after: Callable[[Spoil], list[Message]], number: int, column: str, as_bytes: bool
) -> None:
    """The same bytes, but no longer text; or nothing at all."""
    table = "event" if column in COLUMNS else "event_payload"
    value = f"CAST({column} AS BLOB)" if as_bytes else "''"

    def change(connection: sqlite3.Connection) -> None:
        connection.execute(f"UPDATE {table} SET {column} = {value} WHERE sequence = ?", [number])

    assert findings_after(change) != []


@given(number=st.integers(1, EVENTS), actor=st.sampled_from([None, 0, 1, 2, 10]))
@settings(max_examples=20)
def test_another_actor_is_found(
    findings_after: Callable[[Spoil], list[Message]], number: int, actor: int | None
) -> None:
    assume(actor != (1 if number % 2 else None))

    def change(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE event SET actor_id = ? WHERE sequence = ?", [actor, number])

    assert _numbers(findings_after(change)) == [{"number": number}]


def test_character_moved_to_the_next_field_is_found(findings_after: Callable[[Spoil], list[Message]]) -> None:
    def move(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE event SET actor_name = '周', act = '敏' || act WHERE sequence = 3")
        connection.execute("UPDATE event_payload SET salt = substr(salt, 1, 31), content = substr(salt, 32) || content")

    assert {"number": 3} in _numbers(findings_after(move))
    assert len(findings_after(move)) == 1 + EVENTS


@given(data=st.data())
@settings(max_examples=50)
def test_any_byte_changed_in_the_file_is_found_or_changes_nothing(written: Path, data: st.DataObject) -> None:
    """Straight in the file's pages of the history: found, or not part of any value."""
    content = bytearray(written.read_bytes())
    with closing(sqlite3.connect(written)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        roots = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name IN ('event', 'event_payload')")
        pages = [page for (page,) in roots]
    place = (data.draw(st.sampled_from(pages)) - 1) * size + data.draw(st.integers(0, size - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path = written.with_name("flipped.db")
    path.write_bytes(content)
    try:
        database = connect(path)
        findings = _verify(database)
        database.close()
    except StorageTrouble:
        return
    assert findings or _everything(path) == _everything(written)


def _everything(path: Path) -> list[tuple[Any, ...]]:
    columns = ", ".join(f"typeof({column}), CAST({column} AS BLOB)" for column in ["actor_id", *COLUMNS])
    payload = ", ".join(f"typeof({column}), CAST({column} AS BLOB)" for column in PAYLOAD_COLUMNS)
    with closing(sqlite3.connect(path)) as connection:
        return [
            *connection.execute(f"SELECT sequence, {columns} FROM event ORDER BY sequence"),
            *connection.execute(f"SELECT sequence, {payload} FROM event_payload ORDER BY sequence"),
        ]


@given(gone=st.sets(st.integers(1, EVENTS), min_size=1))
@settings(max_examples=40)
def test_any_event_missing_is_found(findings_after: Callable[[Spoil], list[Message]], gone: set[int]) -> None:
    def remove(connection: sqlite3.Connection) -> None:
        for table in ("event", "event_payload"):
            connection.executemany(f"DELETE FROM {table} WHERE sequence = ?", [(number,) for number in gone])

    missing: set[int] = set()
    for values in _numbers(findings_after(remove)):
        missing |= set(range(values["start"], values["end"] + 1))  # type: ignore[call-overload]
    assert missing == gone


@pytest.mark.parametrize("number", [-1, 0, EVENTS + 1, EVENTS + 100])
def test_event_added_with_a_right_hash_is_found(findings_after: Callable[[Spoil], list[Message]], number: int) -> None:
    def add(connection: sqlite3.Connection) -> None:
        (former,) = connection.execute("SELECT hash FROM event WHERE sequence = ?", [EVENTS]).fetchone()
        digest = history.payload_digest("salt", "{}")
        fields = [number, NOW, None, "nobody", "registered", "registration", "1", digest, former]
        stored = [number, NOW.strftime("%Y-%m-%d %H:%M:%S.%f"), *fields[2:], history.event_hash(fields)]
        connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * 10)})", stored)
        connection.execute("INSERT INTO event_payload VALUES (?, 'salt', '{}')", [number])

    assert {"number": number} in _numbers(findings_after(add))


def test_tail_cut_off_is_found_by_the_counter(findings_after: Callable[[Spoil], list[Message]]) -> None:
    def cut(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM event_payload WHERE sequence >= 5")
        connection.execute("DELETE FROM event WHERE sequence >= 5")

    assert _numbers(findings_after(cut)) == [{"start": 5, "end": 6}]


def test_history_emptied_is_found(findings_after: Callable[[Spoil], list[Message]]) -> None:
    def empty(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM event_payload")
        connection.execute("DELETE FROM event")

    assert _numbers(findings_after(empty)) == [{"start": 1, "end": EVENTS}]


def test_details_missing_or_left_over_are_found(findings_after: Callable[[Spoil], list[Message]]) -> None:
    def move(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE event_payload SET sequence = 77 WHERE sequence = 3")

    assert _numbers(findings_after(move)) == [{"number": 3}, {"number": 77}]


def test_two_events_exchanged_are_found(findings_after: Callable[[Spoil], list[Message]]) -> None:
    def exchange(connection: sqlite3.Connection) -> None:
        for table in ("event", "event_payload"):
            for old, new in ((2, 99), (3, 2), (99, 3)):
                connection.execute(f"UPDATE {table} SET sequence = ? WHERE sequence = ?", [new, old])

    assert {finding.values["number"] for finding in findings_after(exchange)} == {2, 3, 4}


def test_a_wholly_forged_history_gives_a_short_answer(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "event_hash", lambda fields: f"{next(iter(fields)):064}")
    _write_events(database, 300)
    assert len(_verify(database)) == history.MOST_FINDINGS + 1


def test_verified_from_an_event_on(written: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(written, tmp_path / "office.db"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for trigger in GUARDS["sqlite"]:
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE event SET act = 'read' WHERE sequence = 2")
        connection.execute("UPDATE event SET hash = upper(hash) WHERE sequence = 5")
    database = connect(path)
    for first, wrong in ((1, [2, 5, 6]), (2, [2, 5, 6]), (3, [5, 6]), (6, [6]), (7, []), (EVENTS + 1, [])):
        assert [each["number"] for each in _numbers(_verify(database, first=first))] == wrong
    database.close()


@pytest.mark.parametrize("table", ["event", "event_payload"])
def test_no_statement_changes_the_history(database: Database, table: str) -> None:
    _write_events(database, 3)
    column = "act" if table == "event" else "content"
    of_one_dialect = {
        "sqlite": [
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE sequence = 2",
            f"UPDATE OR REPLACE {table} SET sequence = 2 WHERE sequence = 3",
        ],
        "postgresql": [f"TRUNCATE {table} CASCADE"],
    }
    for change in (
        f"UPDATE {table} SET {column} = 'x' WHERE sequence = 2",
        f"DELETE FROM {table} WHERE sequence = 3",
        *of_one_dialect[database.dialect],
    ):
        with pytest.raises(Exception, match="the history is never changed"), database.write() as session:
            session.execute(text(change))
    assert _verify(database) == []
