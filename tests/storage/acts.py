"""What is put through power cuts, failing disks, kills and races: acts by name, and a draft.

An act of the office joins by one entry in ACTS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from petitiondesk.storage.database import Database
from petitiondesk.storage.history import Actor, record
from petitiondesk.storage.models import Counter, Draft, Event, EventPayload, Staff
from petitiondesk.storage.numbers import next_number

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # not conftest's: the children do without pytest

DRAFT = Draft(
    id="3f6c",
    form="visit",
    started_at=NOW,
    changed_at=NOW,
    fields={"petitioner.name": "陈\ud842家\udfb7", "registration.facts": "村里的水\0渠" * 200},
)
"""In it is what no database takes as it stands: lone surrogates and NUL."""


@dataclass(frozen=True)
class Act:
    """``prepare`` makes an empty office ready for the act, ``do(database, n)`` does it for the n-th time and returns
    the number that it was given, and ``whole`` returns the numbers that are there, after asserting that no act is
    half.
    """

    prepare: Callable[[Database], None]
    do: Callable[[Database, int], int]
    whole: Callable[[Database], list[int]]


def _join(database: Database, n: int) -> int:
    """Somebody joins the staff: a look whether he or she is there already, then a number, a row and an event."""
    with database.write() as session:
        session.scalars(select(Staff.id).where(Staff.phone == f"{n:05}" * 4)).all()
        number = next_number(session, "staff")
        person = Staff(name=f"{number:04} 号接待员", phone=f"{n:05}" * 4, joined_at=NOW)
        session.add(person)
        session.flush()
        record(
            session,
            actor=Actor(person.id, person.name),
            act="joined",
            object_kind="staff",
            object_id=str(number),
            now=NOW,
            payload={"name": [None, person.name], "phone": [None, person.phone]},
        )
    return number


def _joined(database: Database) -> list[int]:
    with database.read() as session:
        rows = [int(name.split(" ")[0]) for name in session.scalars(select(Staff.name).order_by(Staff.name))]
        told = [int(number) for number in session.scalars(select(Event.object_id).order_by(Event.sequence))]
        details = session.scalars(select(EventPayload.sequence)).all()
        counted = session.scalar(select(Counter.value).where(Counter.name == "staff")) or 0
    assert rows == told == list(range(1, counted + 1))
    assert len(details) == len(told)
    return rows


ACTS = {"join the staff": Act(prepare=lambda _database: None, do=_join, whole=_joined)}
