"""Reads of registrations: a session in, named rows or one loaded registration out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Case,
    Duty,
    Party,
    Petitioner,
    Registration,
    Staff,
)


@dataclass(frozen=True)
class Entered:
    """A registration as the counter names it. ``name`` and ``matter`` are None where none was given, and where it is
    not for others to see (rules.confidentiality).
    """

    number: str
    query_code: str
    registered_at: datetime
    name: str | None
    matter: str | None
    confidentiality: str
    rule_set: str
    clock: str
    last_day: date
    done_on: date | None


@dataclass(frozen=True)
class Listed:
    """A registration as a list of many names it."""

    id: int
    channel: str
    received_on: date
    entered: Entered


def with_everything(session: Session, number: str) -> Registration | None:
    """One registration with its case, duty, people, requests and materials loaded; None where there is none."""
    return session.scalar(
        select(Registration)
        .where(Registration.number == number)
        .options(
            joinedload(Registration.case),
            joinedload(Registration.duty),
            joinedload(Registration.arrival),
            selectinload(Registration.further_duties),
            selectinload(Registration.enclosures),
            selectinload(Registration.parties).joinedload(Party.petitioner),
            selectinload(Registration.requests),
            selectinload(Registration.needs),
            selectinload(Registration.materials),
            selectinload(Registration.prior_procedures),
        )
    )


def in_case(session: Session, case_id: int) -> Sequence[Registration]:
    """The registrations of a case, the oldest first, with their duties, requests and how they arrived."""
    loaded = (
        joinedload(Registration.duty),
        joinedload(Registration.arrival),
        selectinload(Registration.further_duties),
        selectinload(Registration.requests),
    )
    found = select(Registration).where(Registration.case_id == case_id).options(*loaded).order_by(Registration.id)
    return session.scalars(found).all()


def duty_before(session: Session, registration: Registration) -> Duty | None:
    """What is owed first on the registration before this one in its case; None where it is the first."""
    before = select(Duty).join(Registration, Registration.duty_id == Duty.id)
    before = before.where(Registration.case_id == registration.case.id).order_by(Registration.id.desc()).limit(1)
    return session.scalar(before if registration.id is None else before.where(Registration.id < registration.id))


def numbers_under(session: Session, duty_id: int) -> Sequence[str]:
    """The numbers of the registrations that stand under a duty; that from which it was counted is the first."""
    return session.scalars(
        select(Registration.number).where(Registration.duty_id == duty_id).order_by(Registration.id)
    ).all()


def numbers_in_case(session: Session, case_id: int) -> Sequence[str]:
    """The numbers of the registrations of a case, the oldest first."""
    return session.scalars(
        select(Registration.number).where(Registration.case_id == case_id).order_by(Registration.id)
    ).all()


def entered(session: Session, number: str) -> Entered | None:
    """One registration as the counter names it."""
    row = session.execute(_entered().where(Registration.number == number)).first()
    return _named(row) if row else None


def of_draft(session: Session, draft_id: str) -> Entered | None:
    """The registration that a draft became, if it did."""
    row = session.connection().execute(_OF_DRAFT, {"draft_id": draft_id}).first()
    return _named(row) if row else None


def latest(session: Session, limit: int) -> list[Entered]:
    """The last registrations in the order in which they were entered, the newest first; counters' clocks differ."""
    rows = session.execute(_entered().order_by(Registration.id.desc()).limit(limit))
    return [_named(row) for row in rows]


def listed(session: Session, ids: Sequence[int]) -> list[Listed]:
    """The registrations of these ids as a list names them, in no particular order."""
    more = (Registration.id, Registration.channel, Registration.received_on)
    rows = session.execute(_entered().add_columns(*more).where(Registration.id.in_(ids)))
    return [Listed(row.id, row.channel, row.received_on, _named(row)) for row in rows]


def id_of(session: Session, number: str) -> int | None:
    """The id of the registration of that number."""
    return session.scalar(select(Registration.id).where(Registration.number == number))


def case_id_of(session: Session, number: str) -> int | None:
    """The id of the case that the registration of that number belongs to."""
    return session.scalar(select(Registration.case_id).where(Registration.number == number))


def number_of_query_code(session: Session, query_code: str) -> str | None:
    """The registration number that belongs to a query code."""
    number: str | None = session.connection().scalar(_OF_QUERY_CODE, {"query_code": query_code})
    return number


def receptionist(session: Session, registration: Registration) -> Staff:
    """Who registered it."""
    return session.get_one(Staff, registration.receptionist_id)


def appears_elsewhere(session: Session, petitioner_id: int, registration_id: int) -> bool:
    """Whether a person on record also has a part in another registration."""
    other = select(Party.id).where(Party.petitioner_id == petitioner_id, Party.registration_id != registration_id)
    return session.scalar(other.limit(1)) is not None


def _entered() -> Any:
    return (
        select(
            Registration.number,
            Registration.query_code,
            Registration.registered_at,
            Registration.matter,
            Registration.anonymous,
            Petitioner.name,
            Case.confidentiality,
            Case.rule_set,
            Duty.clock,
            Duty.last_day,
            Duty.done_on,
        )
        .join(Case, Case.id == Registration.case_id)
        .join(Duty, Duty.id == Registration.duty_id)
        .outerjoin(Party, (Party.registration_id == Registration.id) & (Party.position == 0))
        .outerjoin(Petitioner, Petitioner.id == Party.petitioner_id)
    )


# Put together once: every registering asks these, and putting them together takes longer than the database does.
_OF_DRAFT = _entered().where(Registration.draft_id == bindparam("draft_id"))
_OF_QUERY_CODE = select(Registration.number).where(Registration.query_code == bindparam("query_code"))


def _named(row: Row[Any]) -> Entered:
    seen = in_sight(row.confidentiality, anonymous=row.anonymous)
    return Entered(
        number=row.number,
        query_code=row.query_code,
        registered_at=row.registered_at,
        name=row.name if seen.name else None,
        matter=row.matter if seen.matter else None,
        confidentiality=row.confidentiality,
        rule_set=row.rule_set,
        clock=row.clock,
        last_day=row.last_day,
        done_on=row.done_on,
    )
