"""What was done on invented requests: their ways through the procedure, as steps, duties and events on record."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random
from typing import Any

from sqlalchemy import case, func, select, update

from petitiondesk.rules.channels import FORWARDED
from petitiondesk.rules.clocks import REPORT_BACK, RULE_SETS, RuleSet
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.matter import Body, Brought, Matter
from petitiondesk.rules.procedure.owed import Owed, fulfilled, owed
from petitiondesk.rules.procedure.standing import stands
from petitiondesk.rules.units import UnitKind
from petitiondesk.samples import history
from petitiondesk.samples.filling import Office, insert_all, insert_with_ids
from petitiondesk.samples.ways import FIRST, Around, Walk, step_besides, walk
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Arrival,
    Case,
    Duty,
    FurtherDuty,
    Party,
    Petitioner,
    Registration,
    Request,
    Step,
    StepDuty,
    StepRequest,
    Unit,
)

WHOLE = 0


@dataclass
class Told:
    """A case as it is read: its requests with what the rules ask of each, and when its duties were planned to be done.

    ``walks`` are the ways of its requests, those that were told in one registration together.
    """

    row: Any
    matters: list[Matter] = field(default_factory=list)
    planned: dict[int, date | None] = field(default_factory=dict)
    walks: list[tuple[list[int], Walk]] = field(default_factory=list)


@dataclass(frozen=True)
class Written:
    """A step that was written: the number of its case, when, by whom, and what its event tells."""

    case_number: str
    at: datetime
    recorded_by: int
    said: Mapping[str, Any]


def last_case(session: Session) -> int:
    """The id of the last case on record; 0 where there is none."""
    return session.scalar(select(func.max(Case.id))) or 0


def write_ways(session: Session, office: Office, random: Random, *, after: int, upto: int, today: date) -> None:
    """Take the cases with ids behind ``after`` up to ``upto`` through the procedure, and write what was done."""
    units = [Body(row.id, row.name) for row in session.scalars(select(Unit).order_by(Unit.id))]
    organs = session.scalars(select(Unit).where(Unit.kind == UnitKind.GOVERNMENT).order_by(Unit.id)).all()
    cases = list(_cases(session, office, after, upto))
    for told in cases:
        rules = RULE_SETS[told.row.rule_set]
        around = Around(
            office.calendar,
            rules,
            today,
            units,
            [Body(row.id, row.name) for row in organs],
            told.row.petitioner or "",
        )
        _walk(random, told, around)
    _write(session, office, random, cases, today)


def _walk(random: Random, told: Told, around: Around) -> None:
    for _ids, walking in told.walks:
        own = [each.duty_id for each in walking.matter.brought if each.clock in FIRST]
        days = [day for duty_id in own if (day := told.planned[duty_id])]
        later = [day for day in days if day >= walking.matter.received_on]
        if later:
            walk(random, walking, min(later), around)
        for each in walking.matter.brought:
            day = told.planned[each.duty_id]
            if day is None or day >= around.until:
                continue
            if each.clock == REPORT_BACK:
                _besides(random, walking, StepKind.REPORT_BACK, day, each.since, around)
            elif each.since > walking.registered_at:
                _besides(random, walking, StepKind.TELL_AGAIN, day, each.since, around)


def _besides(random: Random, walking: Walk, kind: StepKind, day: date, since: datetime, around: Around) -> None:
    """A step that leads nowhere: a report back, a notice to somebody who came again under a term of its own."""
    before = [step for step in walking.steps if step.on <= day]
    step = step_besides(random, replace(walking, steps=before), kind, day, around)
    if step is not None and step.recorded_at >= since:
        numbered = replace(step, id=len(walking.steps) + 1)
        walking.steps = [*before, numbered, *walking.steps[len(before) :]]


# -- read many at a time -----------------------------------------------------------------------------------------------


def _cases(session: Session, office: Office, after: int, upto: int) -> Iterator[Told]:
    of_these = (Registration.case_id > after, Registration.case_id <= upto)
    registrations = session.execute(
        select(
            Registration.id,
            Registration.case_id,
            Registration.duty_id,
            Registration.purpose,
            Registration.received_on,
            Registration.registered_at,
            Registration.receptionist_id,
            Arrival.source,
            Arrival.sender,
            case((Registration.anonymous, None), else_=Petitioner.name).label("petitioner"),
            Case.number,
            Case.rule_set,
            Case.confidentiality,
        )
        .join(Case, Case.id == Registration.case_id)
        .outerjoin(Arrival, Arrival.registration_id == Registration.id)
        .outerjoin(Party, (Party.registration_id == Registration.id) & (Party.position == 0))
        .outerjoin(Petitioner, Petitioner.id == Party.petitioner_id)
        .where(*of_these)
        .order_by(Registration.case_id, Registration.id)
    ).all()
    duties = {row.id: row for row in session.scalars(select(Duty).where(Duty.case_id > after, Duty.case_id <= upto))}
    further = defaultdict(list)
    for registration_id, duty_id in session.execute(
        select(FurtherDuty.registration_id, FurtherDuty.duty_id)
        .join(Registration, Registration.id == FurtherDuty.registration_id)
        .where(*of_these)
    ):
        further[registration_id].append(duty_id)
    requests = defaultdict(list)
    for row in session.execute(
        select(Request.id, Request.registration_id, Request.said_again)
        .where(Request.case_id > after, Request.case_id <= upto)
        .order_by(Request.id)
    ):
        if not row.said_again:
            requests[row.registration_id].append(row.id)
    by_case = defaultdict(list)
    for row in registrations:
        by_case[row.case_id].append(row)
    for rows in by_case.values():
        yield _told(office, rows, duties, further, requests)


def _told(
    office: Office,
    rows: Sequence[Any],
    duties: Mapping[int, Duty],
    further: Mapping[int, list[int]],
    requests: Mapping[int, list[int]],
) -> Told:
    told = Told(rows[0])
    since: dict[int, datetime] = {}
    whose: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        for duty_id in (row.duty_id, *further.get(row.id, ())):
            since[duty_id] = min(since.get(duty_id, row.registered_at), row.registered_at)
            whose[duty_id].add(row.id)
            told.planned[duty_id] = duties[duty_id].done_on
    asking = [row for row in rows if requests.get(row.id)] or [rows[0]]
    covered = {duty_id for duty_id, ids in whose.items() if ids & {row.id for row in asking}}
    for place, row in enumerate(asking):
        ids = requests.get(row.id) or [WHOLE]
        own = [duty_id for duty_id in since if row.id in whose[duty_id]]
        besides = [duty_id for duty_id in since if place == 0 and duty_id not in covered]
        first = _matter(office, row, ids[0], [_brought(duties[each], since[each]) for each in (*own, *besides)])
        others = [_brought(duties[each], since[each]) for each in own]
        told.matters += [first, *(replace(first, id=each, brought=tuple(others)) for each in ids[1:])]
        told.walks.append((ids, Walk(first, row.registered_at)))
    return told


def _brought(duty: Duty, since: datetime) -> Brought:
    return Brought(duty.id, duty.clock, duty.starts_on, duty.last_day, since)


def _matter(office: Office, row: Any, request_id: int, brought: Sequence[Brought]) -> Matter:
    names = {actor.id: actor.name for actor in office.receptionists}
    return Matter(
        id=request_id,
        role=office.role,
        received_on=row.received_on,
        officer=names[row.receptionist_id],
        purpose=Purpose.of(row.purpose),
        restricted=row.confidentiality == Confidentiality.RESTRICTED,
        forwarded=row.source in FORWARDED,
        sender=row.sender or "",
        brought=tuple(brought),
    )


# -- written many at a time --------------------------------------------------------------------------------------------


def _write(session: Session, office: Office, random: Random, cases: Sequence[Told], today: date) -> None:
    rows: list[dict[str, Any]] = []
    of: list[tuple[Told, Sequence[int], Walk, int]] = []
    for told in cases:
        taken = [(step, ids, walking) for ids, walking in told.walks for step in walking.steps]
        for step, ids, walking in sorted(taken, key=lambda each: each[0].recorded_at):
            about = ids[:1] if step.kind is StepKind.TELL_AGAIN else ids
            of.append((told, about, walking, step.id))
            rows.append(_row(random, office, told, step))
    step_ids = insert_with_ids(session, Step, rows)
    known: dict[tuple[int, int], int] = {}
    links: list[dict[str, int]] = []
    for step_id, (_told_of, asked, walking, place) in zip(step_ids, of, strict=True):
        known[id(walking), place] = step_id
        links += [{"step_id": step_id, "request_id": each} for each in asked if each != WHOLE]
    insert_all(session, StepRequest, links)
    for told in cases:
        _number_steps(told, known)
    _write_duties(session, office, cases, today)
    events = [
        _written(told, step_id, row, ids) for step_id, row, (told, ids, *_rest) in zip(step_ids, rows, of, strict=True)
    ]
    history.write_steps(session, office, random, events)


def _row(random: Random, office: Office, told: Told, step: Any) -> dict[str, Any]:
    return {
        "case_id": told.row.case_id,
        "kind": step.kind,
        "taken_on": step.on,
        "told": {name: str(text) for name, text in step.told.items() if text},
        "recorded_at": step.recorded_at,
        "recorded_by_id": random.choice(office.receptionists).id,
        "takes_back_id": None,
        "by_id": step.by.id if step.by else None,
        "to_id": step.to.id if step.to else None,
    }


def _number_steps(told: Told, known: Mapping[tuple[int, int], int]) -> None:
    """Give the steps the ids under which they stand on record."""
    for _ids, walking in told.walks:
        walking.steps = [replace(step, id=known[id(walking), step.id]) for step in walking.steps]


def _write_duties(session: Session, office: Office, cases: Sequence[Told], today: date) -> None:
    """What the steps started, what they ended, and when that was done which registrations brought."""
    rows: list[dict[str, Any]] = []
    ended_by: list[int | None] = []
    links: set[tuple[int, int]] = set()
    moved: list[dict[str, Any]] = []
    for told in cases:
        rules = RULE_SETS[told.row.rule_set]
        standings = []
        for matter in told.matters:
            walking = next(walking for ids, walking in told.walks if matter.id in ids)
            first = matter.id == walking.matter.id
            steps = [step for step in walking.steps if first or step.kind is not StepKind.TELL_AGAIN]
            standing = stands(matter, steps, today, office.calendar, rules)
            standings.append(standing)
            for each in owed(matter, standing, office.calendar, rules):
                rows.append(_duty(told, each, rules))
                ended_by.append(each.done_by)
        for duty_id, planned in told.planned.items():
            done = fulfilled(duty_id, standings)
            links |= {(step_id, duty_id) for step_id in done.steps}
            if done.done_on != planned:
                moved.append({"id": duty_id, "done_on": done.done_on})
    duty_ids = insert_with_ids(session, Duty, rows)
    links |= {(step_id, duty_id) for duty_id, step_id in zip(duty_ids, ended_by, strict=True) if step_id is not None}
    insert_all(session, StepDuty, [{"step_id": one, "duty_id": other} for one, other in sorted(links)])
    if moved:
        session.execute(update(Duty), moved)
        session.flush()


def _duty(told: Told, each: Owed, rules: RuleSet) -> dict[str, Any]:
    return {
        "case_id": told.row.case_id,
        "clock": each.clock,
        "article": rules.clocks[each.clock].article,
        "starts_on": each.starts_on,
        "last_day": each.last_day,
        "provisional": each.provisional,
        "done_on": each.done_on,
        "request_id": each.request_id or None,
        "started_by_id": each.started_by,
        "of_unit_id": each.of.id if each.of else None,
        "of_unit": each.of.name if each.of else None,
        "extended": each.extended,
        "paused": each.paused,
        "projected": True,
    }


def _written(told: Told, step_id: int, row: Mapping[str, Any], ids: Sequence[int]) -> Written:
    said = {
        "step": step_id,
        "kind": row["kind"],
        "taken_on": row["taken_on"].isoformat(),
        "told": row["told"],
        "requests": [each for each in ids if each != WHOLE],
    }
    return Written(told.row.number, row["recorded_at"], row["recorded_by_id"], said)
