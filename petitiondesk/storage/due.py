"""What is owed, what was done late, what waits for a step, over the whole office: named rows for lists of a day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.enclosures import GO_BACK
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Case,
    Duty,
    Enclosure,
    FurtherDuty,
    Party,
    Petitioner,
    Registration,
    Request,
    Staff,
    Step,
    StepRequest,
)

_OF_THE_OFFICE = frozenset({"who", "granted", "days"})
"""What steps tell that names nobody but people of the office."""

_AT_ONCE = 500
"""Ids in one statement."""


@dataclass(frozen=True)
class Mine:
    """Whose lines are asked for: of registrations that this person received, or of these cases."""

    receptionist_id: int
    cases: frozenset[int] = frozenset()


@dataclass(frozen=True)
class OfRegistration:
    """What a list says of a registration; ``name`` and ``matter`` only where others may see them."""

    number: str
    case_id: int
    case_number: str
    confidentiality: str
    name: str | None
    matter: str | None
    receptionist_id: int
    receptionist: str


@dataclass(frozen=True)
class Owed:
    """A duty with the registration from which it is counted, or in which its request was told.

    ``done_on`` None where it is still open. ``of_unit`` names whose it is: None for this office, "" for a unit that
    stays unnamed. ``request`` is the request alone under it, only where others may see it. ``co`` are the co-handlers
    whose part is due.
    """

    duty_id: int
    clock: str
    rule_set: str
    article: str
    starts_on: date
    last_day: date
    done_on: date | None
    of_unit: str | None
    request_id: int | None
    request: str | None
    co: str
    of: OfRegistration


class Fact(NamedTuple):
    """That a step stands, and about which request; None: about all of its case."""

    id: int
    case_id: int
    kind: str
    request_id: int | None


@dataclass(frozen=True)
class Waiting:
    """What a step says about a request (None: about all of its case).

    ``by_another``: of a unit, not of this office. Of a report of wrongdoing ``told`` holds no word but days and names
    of this office's own people.
    """

    step_id: int
    by_another: bool
    kind: str
    told: Mapping[str, str]
    taken_on: date
    request_id: int | None
    of: OfRegistration


@dataclass(frozen=True)
class Extended:
    """A term of handling that was extended: the step that started it, its last day now, the days added in all."""

    case_id: int
    request_id: int | None
    started_by: int
    last_day: date
    days: int


@dataclass(frozen=True)
class Held:
    """A thing out of an envelope of which nobody has told what became of it."""

    kind: str
    received_on: date
    of: OfRegistration


def open_duties(session: Session, *, mine: Mine | None = None, projected: bool = False) -> list[Owed]:
    """What is owed and not done, that which ends first in front; of one person's or of all.

    ``projected``: with what steps started, besides what registrations brought.
    """
    statement = _owed().where(Duty.done_on.is_(None)).order_by(Duty.last_day, Duty.id)
    return _duties(session, _of_one(statement if projected else statement.where(~Duty.projected), mine))


def done_late(session: Session, *, since: date, mine: Mine | None = None) -> list[Owed]:
    """What was done after its last day, on ``since`` or later; the newest first."""
    late = _owed().where(Duty.done_on > Duty.last_day, Duty.done_on >= since)
    return _duties(session, _of_one(late.order_by(Duty.done_on.desc(), Duty.id), mine))


def facts(session: Session, kinds: Collection[str], answers: Collection[str]) -> list[Fact]:
    """The steps of these kinds that stand, and with them what answers some in the same cases, as they were recorded."""
    asking = select(Step.case_id).where(Step.kind.in_(kinds))
    taken_back = select(Step.takes_back_id).where(Step.takes_back_id.is_not(None))
    rows = session.execute(
        select(Step.id, Step.case_id, Step.kind, StepRequest.request_id)
        .outerjoin(StepRequest, StepRequest.step_id == Step.id)
        .where(Step.kind.in_({*kinds, *answers}), Step.case_id.in_(asking), Step.id.not_in(taken_back))
        .order_by(Step.id, StepRequest.request_id)
    )
    return [Fact(*row) for row in rows]


def told(session: Session, found: Collection[Fact], *, mine: Mine | None = None) -> list[Waiting]:
    """What these steps say, the oldest first. Each stands with the registration of its request, else with the oldest
    of its case.
    """
    each = aliased(Registration)
    first = select(func.min(each.id)).where(each.case_id == Step.case_id).scalar_subquery()
    columns = select(Step.id, Step.kind, Step.told, Step.taken_on, Step.by_id, StepRequest.request_id.label("about"))
    statement = (
        _of(columns)
        .select_from(Step)
        .outerjoin(StepRequest, StepRequest.step_id == Step.id)
        .outerjoin(Request, Request.id == StepRequest.request_id)
        .join(Registration, Registration.id == func.coalesce(Request.registration_id, first))
    )
    statement = _of_one(_with_people(statement), mine)
    wanted = {(fact.id, fact.request_id) for fact in found}
    ids = sorted({fact.id for fact in found})
    rows = [
        row
        for start in range(0, len(ids), _AT_ONCE)
        for row in session.execute(statement.where(Step.id.in_(ids[start : start + _AT_ONCE])))
        if (row.id, row.about) in wanted
    ]
    return [_waiting(row) for row in sorted(rows, key=lambda row: (row.taken_on, row.id, row.about or 0))]


def extended(session: Session, clock: str) -> list[Extended]:
    """The terms of a clock that were extended."""
    columns = select(Duty.case_id, Duty.request_id, Duty.started_by_id, Duty.last_day, Duty.extended)
    rows = session.execute(columns.where(Duty.clock == clock, Duty.extended > 0))
    return [Extended(row.case_id, row.request_id, row.started_by_id or 0, row.last_day, row.extended) for row in rows]


def last_recorded(session: Session, cases: Collection[int]) -> dict[int, datetime]:
    """When the last step of each of these cases was recorded; a case without any has no entry."""
    taken_back = select(Step.takes_back_id).where(Step.takes_back_id.is_not(None))
    statement = (
        select(Step.case_id, func.max(Step.recorded_at))
        .where(Step.takes_back_id.is_(None), Step.id.not_in(taken_back))
        .group_by(Step.case_id)
    )
    ids, found = sorted(cases), {}
    for start in range(0, len(ids), _AT_ONCE):
        for case_id, at in session.execute(statement.where(Step.case_id.in_(ids[start : start + _AT_ONCE]))):
            found[case_id] = at
    return found


def gone(session: Session, day: date) -> frozenset[str]:
    """The names of those who worked here until some day before ``day`` and of whom nobody of the same name stays."""
    rows = session.execute(select(Staff.name, Staff.works_until)).all()
    here = {row.name for row in rows if row.works_until is None or row.works_until >= day}
    return frozenset(row.name for row in rows) - here


def things_held(session: Session, *, mine: Mine | None = None) -> list[Held]:
    """Things out of envelopes that go back as a rule, and of which nobody has told what became of them."""
    statement = (
        _of(select(Enclosure.kind, Registration.received_on))
        .select_from(Enclosure)
        .join(Registration, Registration.id == Enclosure.registration_id)
        .where(Enclosure.kind.in_(GO_BACK), Enclosure.became.is_(None))
        .order_by(Registration.received_on, Registration.id)
    )
    rows = session.execute(_of_one(_with_people(statement), mine))
    return [Held(row.kind, row.received_on, _named(row)) for row in rows]


def _owed() -> Select[Any]:
    """Every duty once, with the registration of its request, else the oldest of those that stand under it or that
    brought it, else the first of its case.
    """
    each, anybody = aliased(Registration), aliased(Registration)
    under = select(func.min(each.id)).where(each.duty_id == Duty.id).scalar_subquery()
    besides = select(func.min(FurtherDuty.registration_id)).where(FurtherDuty.duty_id == Duty.id).scalar_subquery()
    first = select(func.min(anybody.id)).where(anybody.case_id == Duty.case_id).scalar_subquery()
    columns = select(
        Duty.id.label("duty_id"),
        *(Duty.clock, Case.rule_set, Duty.article, Duty.starts_on, Duty.last_day, Duty.done_on, Duty.of_unit),
        *(Duty.request_id, Request.text.label("request"), Step.told.label("started_by")),
    )
    joined = (
        _of(columns)
        .select_from(Duty)
        .outerjoin(Request, Request.id == Duty.request_id)
        .outerjoin(Step, Step.id == Duty.started_by_id)
        .join(Registration, Registration.id == func.coalesce(Request.registration_id, under, besides, first))
    )
    return _with_people(joined)


def _of(statement: Any) -> Select[Any]:
    named: Select[Any] = statement.add_columns(
        Registration.number,
        Registration.matter,
        Registration.anonymous,
        Registration.receptionist_id,
        Registration.case_id,
        Case.number.label("case_number"),
        Case.confidentiality,
        Petitioner.name,
        Staff.name.label("receptionist"),
    )
    return named


def _with_people(statement: Select[Any]) -> Select[Any]:
    return (
        statement.join(Case, Case.id == Registration.case_id)
        .join(Staff, Staff.id == Registration.receptionist_id)
        .outerjoin(Party, (Party.registration_id == Registration.id) & (Party.position == 0))
        .outerjoin(Petitioner, Petitioner.id == Party.petitioner_id)
    )


def _of_one(statement: Select[Any], mine: Mine | None) -> Select[Any]:
    if mine is None:
        return statement
    received = Registration.receptionist_id == mine.receptionist_id
    return statement.where(or_(received, Registration.case_id.in_(mine.cases)) if mine.cases else received)


def _duties(session: Session, statement: Select[Any]) -> list[Owed]:
    rows: Sequence[Any] = session.execute(statement).all()
    return [_duty(row) for row in rows]


def _duty(row: Any) -> Owed:
    of, seen = _named(row), in_sight(row.confidentiality)
    hidden = "" if row.of_unit is not None else None
    return Owed(
        duty_id=row.duty_id,
        clock=row.clock,
        rule_set=row.rule_set,
        article=row.article,
        starts_on=row.starts_on,
        last_day=row.last_day,
        done_on=row.done_on,
        of_unit=row.of_unit if seen.name else hidden,
        request_id=row.request_id,
        request=row.request if seen.matter else None,
        co=(row.started_by or {}).get("co", "") if seen.name else "",
        of=of,
    )


def _waiting(row: Any) -> Waiting:
    seen = in_sight(row.confidentiality).name
    return Waiting(
        step_id=row.id,
        by_another=row.by_id is not None or bool(row.told.get("by")),
        kind=row.kind,
        told=row.told if seen else {name: text for name, text in row.told.items() if name in _OF_THE_OFFICE},
        taken_on=row.taken_on,
        request_id=row.about,
        of=_named(row),
    )


def _named(row: Any) -> OfRegistration:
    seen = in_sight(row.confidentiality, anonymous=row.anonymous)
    return OfRegistration(
        number=row.number,
        case_id=row.case_id,
        case_number=row.case_number,
        confidentiality=row.confidentiality,
        name=row.name if seen.name else None,
        matter=row.matter if seen.matter else None,
        receptionist_id=row.receptionist_id,
        receptionist=row.receptionist,
    )
