"""What is owed, what was done late, whose receipt is missing, over the whole office: named rows for lists of a day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased

from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.enclosures import GO_BACK
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.receipts import Sent, unanswered
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

_SENT = (StepKind.REFER, StepKind.ASSIGN)
"""The steps after which a receipt is to come back."""

_AT_ONCE = 500
"""Ids in one statement."""


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
    """What was referred or assigned, was not taken back, and whose receipt did not come; the oldest first.

    Each stands with the oldest registration of its case. Which receipt answers what: rules.receipts.
    """
    waiting = [step_id for steps in _sendings(session) for step_id in unanswered(steps)]
    each = aliased(Registration)
    first = select(func.min(each.id)).where(each.case_id == Step.case_id).scalar_subquery()
    columns = select(Step.id, Step.kind, Step.told, Step.taken_on)
    statement = _of(columns).select_from(Step).join(Registration, Registration.id == first)
    statement = _of_one(_with_people(statement), receptionist_id)
    rows = [
        row
        for start in range(0, len(waiting), _AT_ONCE)
        for row in session.execute(statement.where(Step.id.in_(waiting[start : start + _AT_ONCE])))
    ]
    return [
        Unanswered(row.id, row.kind, row.told.get("to", ""), row.taken_on, row.told.get("report_by", ""), _named(row))
        for row in sorted(rows, key=lambda row: (row.taken_on, row.id))
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


def _sendings(session: Session) -> Iterator[list[Sent]]:
    """Of each case in which something was sent: the sendings and receipts that stand, as they were recorded."""
    unit = case((Step.kind == StepKind.RECEIPT, Step.told["from"].as_string()), else_=Step.told["to"].as_string())
    taken_back = select(Step.takes_back_id).where(Step.takes_back_id.is_not(None))
    statement = (
        select(Step.case_id, Step.id, unit.label("unit"), Step.kind)
        .where(Step.kind.in_((*_SENT, StepKind.RECEIPT)), Step.id.not_in(taken_back))
        .order_by(Step.case_id, Step.id)
    )
    for _case, rows in groupby(session.execute(statement), key=lambda row: row.case_id):
        yield [Sent(row.id, row.unit or "", receipt=row.kind == StepKind.RECEIPT) for row in rows]


def _owed() -> Select[Any]:
    """Every duty once, with the oldest of the registrations that stand under it, else of those that brought it."""
    each = aliased(Registration)
    under = select(func.min(each.id)).where(each.duty_id == Duty.id).scalar_subquery()
    besides = select(func.min(FurtherDuty.registration_id)).where(FurtherDuty.duty_id == Duty.id).scalar_subquery()
    columns = select(Duty.id.label("duty_id"), Duty.clock, Case.rule_set, Duty.last_day, Duty.done_on)
    joined = _of(columns).select_from(Duty).join(Registration, Registration.id == func.coalesce(under, besides))
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
