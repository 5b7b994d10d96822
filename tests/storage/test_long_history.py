"""However long the history: its newest events are verified in no time, all of it in little memory."""

import json
import shutil
import sqlite3
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from petitiondesk.rules.messages import Message
from petitiondesk.storage import history
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.history import verify, verify_tail
from petitiondesk.storage.models import Counter, Event, EventPayload
from tests.conftest import NOW

TAIL = 3
Findings = Callable[..., list[Message]]


@pytest.fixture
def told_after(office_file: Path, monkeypatch: pytest.MonkeyPatch) -> Findings:
    """What is told of the newest TAIL of 300 events after another program was at work."""

    def told_after(*statements: str) -> list[Message]:
        monkeypatch.setattr(history, "TAIL", TAIL)
        database = connect(office_file)
        _write(database, 300)
        with closing(sqlite3.connect(office_file, isolation_level=None)) as connection:
            for table in ("event", "event_payload"):
                connection.execute(f"DROP TRIGGER {table}_no_update")
            for statement in statements:
                connection.execute(statement)
        with database.read() as session:
            told = verify_tail(session)
        database.close()
        return told

    return told_after


def test_of_the_newest_events_alone_is_told(told_after: Findings) -> None:
    """Neither of older ones nor of what is left over before them."""
    changed = "UPDATE event SET act = 'read' WHERE sequence IN (297, 298)"
    left_over = "INSERT INTO event_payload VALUES (-5, '', ''), (777, '', '')"
    assert [finding.values for finding in told_after(changed, left_over)] == [{"number": 298}, {"number": 777}]


def test_a_counter_set_back_makes_no_long_answer(told_after: Findings) -> None:
    assert len(told_after("UPDATE counter SET value = 0")) == history.MOST_FINDINGS + 1


@pytest.fixture(scope="module")
def million(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = connect(Path(shutil.copy(office_template, tmp_path_factory.mktemp("million") / "office.db")))
    _write(database, 1_000_000)
    yield database
    database.close()


def _write(database: Database, count: int) -> None:
    with database.write() as session:
        connection, former = session.connection(), history.GENESIS
        for start in range(1, count + 1, 10_000):
            rows = list(_rows(start, min(start + 10_000, count + 1), former))
            former = rows[-1][0]["hash"]
            connection.execute(insert(Event), [event for event, _payload in rows])
            connection.execute(insert(EventPayload), [payload for _event, payload in rows])
        connection.execute(insert(Counter), {"name": history.COUNTER, "value": count})


def _rows(start: int, end: int, former: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for number in range(start, end):
        content = json.dumps({"matter": [None, "村里的水渠"], "n": number}, ensure_ascii=False)
        event = {
            "sequence": number,
            "at": NOW + timedelta(seconds=number),
            "actor_id": None,
            "actor_name": "周敏",
            "act": "registered",
            "object_kind": "registration",
            "object_id": f"2026-访-{number:06}",
            "payload_digest": history.payload_digest("0" * 32, content),
            "previous_hash": former,
        }
        former = history.event_hash(event.values())
        yield event | {"hash": former}, {"sequence": number, "salt": "0" * 32, "content": content}


@pytest.mark.deep
@pytest.mark.timeout(600)
def test_a_million_events(million: Database) -> None:
    began = time.process_time()
    with million.read() as session:
        assert verify(session) == []
    took = time.process_time() - began
    print(f"a million events verified in {took:.1f} s")
    assert took < 10


@pytest.mark.deep
@pytest.mark.timeout(600)
def test_memory_does_not_grow_with_the_history(million: Database) -> None:
    with million.read() as session:
        session.execute(select(Event.hash).limit(1)).all()  # what the first query loads once
        tracemalloc.start()
        assert verify(session, first=700_000) == []
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert most < 20_000_000
