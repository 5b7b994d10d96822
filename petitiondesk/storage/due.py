"""What is owed, what was done late, whose receipt is missing, over the whole office: named rows for lists of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import aliased

from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.enclosures import GO_BACK
from petitiondesk.rules.procedure import StepKind
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Case,
    Duty,
    Enclosure,
    FurtherDuty,
    Party,
    Petitioner,
    Registration,
    Staff,
    Step,
)


@dataclass(frozen=True)
class OfRegistration:
    """What a list says of a registration; ``name`` and ``matter`` only where others may see them."""

    number: str
    case_number: str
    confidentiality: str
    name: str | None
    matter: str | None
    receptionist_id: int
    receptionist: str


@dataclass(frozen=True)
class Owed:
    """A duty with the registration from which it is counted; ``done_on`` None where it is still open."""

    duty_id: int
    clock: str
    rule_set: str
    last_day: date
    done_on: date | None
    of: OfRegistration


@dataclass(frozen=True)
class Unanswered:
    """A matter that was sent to a unit whose receipt did not come back."""

    step_id: int
    kind: str
    to: str
    sent_on: date
    report_by: str
    of: OfRegistration


@dataclass(frozen=True)
class Held:
    """A thing out of an envelope of which nobody has told what became of it."""

    kind: str
    received_on: date
    of: OfRegistration


def open_duties(session: Session, *, receptionist_id: int | None = None) -> list[Owed]:
    """What is owed and not done, that which ends first in front; of one receptionist's registrations or of all."""
    statement = _owed().where(Duty.done_on.is_(None)).order_by(Duty.last_day, Duty.id)
    return _duties(session, _of_one(statement, receptionist_id))


def done_late(session: Session, *, since: date, receptionist_id: int | None = None) -> list[Owed]:
    """What was done after its last day, on ``since`` or later; the newest first."""
    late = _owed().where(Duty.done_on > Duty.last_day, Duty.done_on >= since)
    return _duties(session, _of_one(late.order_by(Duty.done_on.desc(), Duty.id), receptionist_id))


def without_receipt(session: Session, *, receptionist_id: int | None = None) -> list[Unanswered]:
    """What was referred or assigned, was not taken back, and whose receipt did not come; the oldest first."""
    later, taken = aliased(Step), aliased(Step)
    receipt = select(later.id).where(later.case_id == Step.case_id, later.kind == StepKind.RECEIPT, later.id > Step.id)
    back = select(taken.id).where(taken.takes_back_id == Step.id)
    receipt_back = aliased(Step)
    receipt = receipt.where(~select(receipt_back.id).where(receipt_back.takes_back_id == later.id).exists())
    first = select(func.min(Registration.id)).where(Registration.case_id == Step.case_id).scalar_subquery()
    statement = (
        _of(select(Step.id, Step.kind, Step.told, Step.taken_on))
        .select_from(Step)
        .join(Registration, Registration.id == first)
        .where(Step.kind.in_((StepKind.REFER, StepKind.ASSIGN)), ~receipt.exists(), ~back.exists())
        .order_by(Step.taken_on, Step.id)
    )
    rows = session.execute(_of_one(_with_people(statement), receptionist_id))
    return [
        Unanswered(row.id, row.kind, row.told.get("to", ""), row.taken_on, row.told.get("report_by", ""), _named(row))
        for row in rows
    ]


def things_held(session: Session, *, receptionist_id: int | None = None) -> list[Held]:
    """Things out of envelopes that go back as a rule, and of which nobody has told what became of them."""
    statement = (
        _of(select(Enclosure.kind, Registration.received_on))
        .select_from(Enclosure)
        .join(Registration, Registration.id == Enclosure.registration_id)
        .where(Enclosure.kind.in_(GO_BACK), Enclosure.became.is_(None))
        .order_by(Registration.received_on, Registration.id)
    )
    rows = session.execute(_of_one(_with_people(statement), receptionist_id))
    return [Held(row.kind, row.received_on, _named(row)) for row in rows]


def _owed() -> Select[Any]:
    """Every duty once, with the oldest of the registrations that stand under it, or that brought it besides."""
    under = union_all(
        select(Registration.duty_id.label("duty_id"), func.min(Registration.id).label("registration_id")).group_by(
            Registration.duty_id
        ),
        select(FurtherDuty.duty_id, FurtherDuty.registration_id),
    ).subquery()
    columns = select(Duty.id.label("duty_id"), Duty.clock, Case.rule_set, Duty.last_day, Duty.done_on)
    joined = (
        _of(columns)
        .select_from(Duty)
        .join(under, under.c.duty_id == Duty.id)
        .join(Registration, Registration.id == under.c.registration_id)
    )
    return _with_people(joined)


def _of(statement: Any) -> Select[Any]:
    named: Select[Any] = statement.add_columns(
        Registration.number,
        Registration.matter,
        Registration.anonymous,
        Registration.receptionist_id,
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


def _of_one(statement: Select[Any], receptionist_id: int | None) -> Select[Any]:
    return statement if receptionist_id is None else statement.where(Registration.receptionist_id == receptionist_id)


def _duties(session: Session, statement: Select[Any]) -> list[Owed]:
    rows: Sequence[Any] = session.execute(statement).all()
    return [Owed(row.duty_id, row.clock, row.rule_set, row.last_day, row.done_on, _named(row)) for row in rows]


def _named(row: Any) -> OfRegistration:
    seen = in_sight(row.confidentiality, anonymous=row.anonymous)
    return OfRegistration(
        number=row.number,
        case_number=row.case_number,
        confidentiality=row.confidentiality,
        name=row.name if seen.name else None,
        matter=row.matter if seen.matter else None,
        receptionist_id=row.receptionist_id,
        receptionist=row.receptionist,
    )
