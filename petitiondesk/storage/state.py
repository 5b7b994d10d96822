"""What stands on record of registrations and cases, as short digests part by part.

Each event of the history keeps them as they were when it was written, so that whatever is changed, deleted or added
without an act is found by number: the newest event of a registration says what its rows must be.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Arrival,
    Attachment,
    Case,
    Duty,
    Enclosure,
    FurtherDuty,
    Material,
    Paper,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
    Step,
    StepDuty,
    StepRequest,
)

State = Mapping[str, str]
"""Part to digest; a part of which nothing is on record is left out."""

_DIGITS = 16

_OF_REGISTRATION: Mapping[str, tuple[Any, ...]] = {
    "registration": (Registration.id, Registration.id),
    "requests": (Request.registration_id, Request.id),
    "needs": (RegistrationNeed.registration_id, RegistrationNeed.need),
    "materials": (Material.registration_id, Material.id),
    "procedures": (PriorProcedure.registration_id, PriorProcedure.id),
    "arrival": (Arrival.registration_id, Arrival.registration_id),
    "enclosures": (Enclosure.registration_id, Enclosure.id),
    "further duties": (FurtherDuty.registration_id, FurtherDuty.duty_id),
    "papers": (Paper.registration_id, Paper.id),
    "attachments": (Attachment.registration_id, Attachment.id),
}
"""Part to the column that names the registration, and by what its rows are ordered; people are read besides."""

_OF_CASE: Mapping[str, tuple[Any, ...]] = {
    "case": (Case.id, Case.id),
    "duties": (Duty.case_id, Duty.id),
    "steps": (Step.case_id, Step.id),
    "papers": (Paper.case_id, Paper.id),
}

PARTS = (*_OF_REGISTRATION, "people", *_OF_CASE, "what steps ended", "what steps were about")


def of_registrations(session: Session, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The state of these registrations by id; one that is not there is left out. Everything must be flushed."""
    return _digests(session, _registration_parts(), ids)


def of_cases(session: Session, ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The state of these cases by id; one that is not there is left out. Everything must be flushed."""
    return _digests(session, _case_parts(), ids)


def of_registration(session: Session, number: str) -> dict[str, Any]:
    """What an event keeps of a registration: its own state, and the number and the state of its case."""
    row = session.connection().execute(_NAMED, {"number": number}).one_or_none()
    if row is None:
        return {}
    return {
        "registration": of_registrations(session, [row.id]).get(row.id, {}),
        "case": {row.case_number: of_cases(session, [row.case_id]).get(row.case_id, {})},
    }


def of_case(session: Session, number: str) -> dict[str, Any]:
    """What an event keeps of a case: its number and state; an empty state where it is no more."""
    case_id = session.connection().scalar(_CASE_NAMED, {"number": number})
    return {"case": {number: of_cases(session, [case_id]).get(case_id, {}) if case_id is not None else {}}}


_LATER = frozenset(
    f"{model.__tablename__}_{name}"
    for model, names in (
        (Case, ("follows_id",)),
        (Step, ("by_id", "to_id")),
        (Duty, ("request_id", "started_by_id", "of_unit_id", "of_unit", "extended", "paused", "projected")),
    )
    for name in names
)
"""Columns that came after digests were first kept: where they say nothing they are left out, so that what was kept of
a row before still holds.
"""

_NAMED = (
    select(Registration.id, Registration.case_id, Case.number.label("case_number"))
    .join(Case, Case.id == Registration.case_id)
    .where(Registration.number == bindparam("number"))
)
_CASE_NAMED = select(Case.id).where(Case.number == bindparam("number"))


@cache
def _registration_parts() -> dict[str, Select[Any]]:
    parts = {part: _rows_of(owner, order) for part, (owner, order) in _OF_REGISTRATION.items()}
    people = [*_columns(Party), *_columns(Petitioner)]
    owner = Party.registration_id
    joined = select(owner.label("owner"), *people).join(Petitioner, Petitioner.id == Party.petitioner_id)
    parts["people"] = joined.where(owner.in_(_IDS)).order_by(owner, Party.position, Party.id)
    return parts


@cache
def _case_parts() -> dict[str, Select[Any]]:
    parts = {part: _rows_of(owner, order) for part, (owner, order) in _OF_CASE.items()}
    links: Mapping[str, tuple[Any, Any]] = {
        "what steps ended": (StepDuty, StepDuty.duty_id),
        "what steps were about": (StepRequest, StepRequest.request_id),
    }
    for part, (link, other) in links.items():
        joined = select(Step.case_id.label("owner"), *_columns(link)).join(Step, Step.id == link.step_id)
        parts[part] = joined.where(Step.case_id.in_(_IDS)).order_by(Step.case_id, link.step_id, other)
    return parts


_IDS: Any = bindparam("ids", expanding=True)


def _rows_of(owner: Any, order: Any) -> Select[Any]:
    model = owner.class_
    return select(owner.label("owner"), *_columns(model)).where(owner.in_(_IDS)).order_by(owner, order)


def _columns(model: Any) -> list[ColumnElement[Any]]:
    return [column.label(f"{model.__tablename__}_{column.name}") for column in model.__table__.columns]


def _digests(session: Session, parts: Mapping[str, Select[Any]], ids: Sequence[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    connection = session.connection()
    for part, statement in parts.items():
        for owner, rows in _by_owner(connection.execute(statement, {"ids": list(ids)})):
            found[owner][part] = _digest(rows)
    return dict(found)


def _by_owner(result: Any) -> Iterator[tuple[int, list[list[Any]]]]:
    owner: int | None = None
    rows: list[list[Any]] = []
    for row in result:
        if owner is not None and row[0] != owner:
            yield owner, rows
            rows = []
        owner = row[0]
        rows.append(_without_empty(row))
    if owner is not None:
        yield owner, rows


def _without_empty(row: Any) -> list[Any]:
    """The values of a row; of columns that came later only what they say, with their names."""
    values = [value for name, value in zip(row._fields[1:], row[1:], strict=True) if name not in _LATER]
    later = [[name, value] for name, value in zip(row._fields[1:], row[1:], strict=True) if name in _LATER and value]
    return [*values, *later]


def _digest(rows: list[list[Any]]) -> str:
    text = json.dumps(rows, ensure_ascii=True, sort_keys=True, default=_in_words)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def _in_words(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
