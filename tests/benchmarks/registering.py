"""A visit registered, beside the bare transaction that inserts the same rows."""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, select

from petitiondesk.office import opening, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts.texts import texts_of
from petitiondesk.rules.channels import Channel
from petitiondesk.storage import registrations
from petitiondesk.storage.models import Draft, Registration
from tests.benchmarks.measuring import WARM_UP, Row, in_turn
from tests.benchmarks.offices import NOW, generated

RUNS = 200
ALREADY_THERE = 10_000

Statement = tuple[str, Any]
"""SQL and what it is given; a list gives it many times."""


def rows(folder: Path) -> Iterator[Row]:
    """Three copies of one office: in the first the rows are noted down, the others are measured."""
    generated(folder, ALREADY_THERE).close()
    noting, measured, bare = (_copy(folder, name) for name in ("noting", "measured", "bare"))
    with _open(noting) as desk:
        drafts = _drafts(desk, RUNS + WARM_UP)
        written = [_written(desk, draft) for draft in drafts]
    with _open(measured) as desk, closing(_connect(bare / "office.db")) as connection:
        for draft in drafts:
            desk.drafts.keep(draft)
        job, baseline = in_turn(
            lambda go: reception.register(desk, drafts[go], now=NOW), lambda go: _insert(connection, written[go]), RUNS
        )
    yield Row(
        f"registering a visit, {ALREADY_THERE:,} there already",
        "the same rows inserted by the bare driver in one transaction, FULL sync",
        job,
        baseline,
        most_ratio=3,
        most_p95=50,
    )


def _copy(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    shutil.copy(folder / "office.db", folder / name)
    return folder / name


@contextmanager
def _open(folder: Path) -> Iterator[Desk]:
    desk = opening.open_office(folder / "office.db", folder / "drafts.db", NOW).desk
    yield desk
    desk.close()


def _drafts(desk: Desk, count: int) -> Sequence[Draft]:
    """What was told at visits of the office, told again by people who are new to it."""
    with desk.database.read() as session:
        of_visits = select(Registration.number).where(Registration.channel == Channel.VISIT)
        numbers = session.scalars(of_visits.order_by(Registration.id).limit(count)).all()
        told = [
            texts_of(session, found) for found in (registrations.with_everything(session, n) for n in numbers) if found
        ]
    return [Draft(f"measured-{n}", Channel.VISIT, NOW, NOW, fields) for n, fields in enumerate(told)]


def _written(desk: Desk, draft: Draft) -> list[Statement]:
    """Register the draft and note which rows are written."""
    written: list[Statement] = []

    def note(_connection: Any, _cursor: Any, sql: str, given: Any, _context: Any, _many: bool) -> None:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            written.append((sql, given))

    event.listen(desk.database._engine, "before_cursor_execute", note)
    reception.register(desk, draft, now=NOW)
    event.remove(desk.database._engine, "before_cursor_execute", note)
    return written


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def _insert(connection: sqlite3.Connection, written: Sequence[Statement]) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for sql, given in written:
        if isinstance(given, list):
            connection.executemany(sql, given)
        else:
            connection.execute(sql, given).fetchall()
    connection.execute("COMMIT")
