"""What is put through power cuts, failing disks, kills and races: acts by name, and the drafts that lead to them.

An act of the office joins by one entry in ACTS. JOINING is for offices that nobody has founded yet.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import func, select

from petitiondesk.office import reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage.database import Database
from petitiondesk.storage.history import Actor, record
from petitiondesk.storage.models import (
    Case,
    Counter,
    Draft,
    Duty,
    Event,
    EventPayload,
    Material,
    NameKey,
    OfficeDetails,
    Paper,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
    Staff,
)
from petitiondesk.storage.numbers import next_number

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # not conftest's: the children do without pytest

RECEPTIONIST = Actor(1, "接待员")

DRAFT = Draft(
    id="3f6c",
    form=kinds.VISIT,
    started_at=NOW,
    changed_at=NOW,
    fields={
        "petitioner.name": "陈\ud842家\udfb7",
        "petitioner.phone": "13800138000",
        "petitioner.address": "幸福路1号",
        "parties.0.role": "proxy",
        "parties.0.name": "欧阳明",
        "registration.facts": "村里的水\0渠" * 200,
        "requests.0.text": "修好水渠",
        "requests.1.text": "赔偿损失",
        "needs.old_age": "1",
        "materials.0.name": "照片",
        "prior_procedures.0.paper": "答复意见书",
    },
)
"""In it is what no database takes as it stands: lone surrogates and NUL."""

_ROWS_OF_A_VISIT = {
    Case: 1,
    Petitioner: 2,
    Party: 2,
    Request: 2,
    RegistrationNeed: 1,
    Material: 1,
    PriorProcedure: 1,
    Duty: 1,
    Paper: 1,
}
_COUNTED = select(*(select(func.count()).select_from(table).scalar_subquery() for table in _ROWS_OF_A_VISIT))


@dataclass(frozen=True)
class Act:
    """``prepare`` makes an empty office ready for the act, ``do(desk, draft)`` does it with a draft that was kept and
    returns the number that it was given, and ``whole`` returns the number of each draft's id that is there, after
    asserting that no act is half.
    """

    prepare: Callable[[Database], None]
    do: Callable[[Desk, Draft], int]
    whole: Callable[[Database], Mapping[str, int]]


def draft(n: int) -> Draft:
    """What is typed for the n-th time."""
    return dataclasses.replace(DRAFT, id=f"draft-{n}", fields={**DRAFT.fields, "registration.matter": f"第{n}件"})


def _found(database: Database) -> None:
    with database.write() as session:
        session.add(OfficeDetails(name="信访局", role=OfficeRole.LETTERS_OFFICE, paper_key=b"k" * 32, opened_at=NOW))
        session.add(Staff(id=RECEPTIONIST.id, name=RECEPTIONIST.name, joined_at=NOW))


def _register(desk: Desk, draft: Draft) -> int:
    number = reception.register(desk, draft, now=NOW).number
    return int(number.rpartition("-")[2])


def _registered(database: Database) -> Mapping[str, int]:
    """Each visit with its case, people, requests, duty, slip and event, none half; numbers without gap."""
    with database.read() as session:
        visits = session.execute(select(Registration.draft_id, Registration.sequence, Registration.number)).all()
        rows = session.execute(_COUNTED).one()
        told = session.scalars(select(Event.object_id).order_by(Event.sequence)).all()
        details = session.scalar(select(func.count()).select_from(EventPayload))
        found_by_name = session.scalar(select(func.count(NameKey.petitioner_id.distinct())))
        counted = session.scalar(select(Counter.value).where(Counter.name == "registration/visit/2026")) or 0
    assert list(rows) == [len(visits) * each for each in _ROWS_OF_A_VISIT.values()]
    assert list(told) == sorted(visit.number for visit in visits)
    assert details == len(visits)
    assert found_by_name == len(visits) * 2
    assert sorted(visit.sequence for visit in visits) == list(range(1, counted + 1)), "numbers have a gap"
    return {visit.draft_id: visit.sequence for visit in visits}


ACTS = MappingProxyType({"register a visit": Act(prepare=_found, do=_register, whole=_registered)})


class ActOfNobody(NamedTuple):
    """As Act, with the database alone: ``do(database, n)`` returns a number, ``whole`` those that are there."""

    prepare: Callable[[Database], None]
    do: Callable[[Database, int], int]
    whole: Callable[[Database], list[int]]


def _join(database: Database, n: int) -> int:
    """Somebody joins the staff: a number, a row and an event."""
    with database.write() as session:
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


JOINING = ActOfNobody(prepare=lambda _database: None, do=_join, whole=_joined)
