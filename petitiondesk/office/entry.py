"""Writes what a draft said into a registration: at registering, and again at a correction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import DeclarativeBase

from petitiondesk.office.reading import Reading
from petitiondesk.rules import identity_numbers
from petitiondesk.rules.briefs import brief
from petitiondesk.rules.confidentiality import confidentiality_of
from petitiondesk.rules.kinds import Confidentiality, PetitionerKind
from petitiondesk.rules.names import fold
from petitiondesk.rules.phones import normalise
from petitiondesk.rules.visits import is_minor
from petitiondesk.storage.models import (
    Material,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
)

FOLDED = 200
"""Folding can lengthen a name; it is compared by so many characters."""

PETITIONER_ROLE = "petitioner"


def filled_in(model: type[DeclarativeBase]) -> list[str]:
    """The attributes of a mapped class that people fill in: those that describe themselves."""
    return [column.key for column in model.__table__.columns if column.info.get("asked")]


def write_registration(registration: Registration, reading: Reading) -> None:
    """Set the registration's own columns and rows; what the draft no longer says is emptied."""
    _write(registration, reading.of("registration"))
    registration.matter = registration.matter or brief(*requests_of(reading), registration.facts)
    registration.as_typed = dict(reading.as_typed)
    registration.needs = [RegistrationNeed(need=need) for need in reading.needs()]
    registration.materials = [_row(Material, place, row) for place, row in enumerate(reading.rows("materials"))]
    registration.prior_procedures = [
        _row(PriorProcedure, place, row) for place, row in enumerate(reading.rows("prior_procedures"))
    ]


def write_petitioner(petitioner: Petitioner, said: Mapping[str, Any]) -> None:
    """Set what was told about a person, with the folded forms by which he or she is found again."""
    _write(petitioner, said)
    petitioner.kind = petitioner.kind or PetitionerKind.CITIZEN
    petitioner.name_folded = fold(petitioner.name)[:FOLDED] if petitioner.name else None
    petitioner.id_number = identity_numbers.normalise(petitioner.id_number or "") or petitioner.id_number
    petitioner.phone_digits = normalise(petitioner.phone) if petitioner.phone else None


def is_somebody(said: Mapping[str, Any]) -> bool:
    """Whether enough was told to record a person: anything besides the kind of petitioner and the kind of ID."""
    return bool(said.keys() - {"kind", "id_type", "role", "id"})


def is_same_person(known: Petitioner, said: Mapping[str, Any]) -> bool:
    """Whether what was told still speaks of the person on record: the same ID number or, without one, the same name.

    Otherwise the record must stay as it is: somebody else's earlier registrations hang on it.
    """
    number = said.get("id_number")
    if number and known.id_number:
        return identity_numbers.normalise(number) == identity_numbers.normalise(known.id_number)
    return bool(known.name_folded) and fold(said.get("name", "")) == known.name_folded


def new_petitioner(said: Mapping[str, Any], now: datetime) -> Petitioner:
    """A person not yet on record."""
    petitioner = Petitioner(recorded_at=now)
    write_petitioner(petitioner, said)
    return petitioner


def requests_of(reading: Reading) -> list[str]:
    """The requests in the order in which they were told."""
    return [row["text"] for row in reading.rows("requests") if row.get("text")]


def confidentiality(reading: Reading, today: date) -> Confidentiality:
    """The class of what was told (rules.confidentiality)."""
    said = reading.of("registration")
    return confidentiality_of(
        purpose=said.get("purpose"),
        minor=bool(said.get("under_age_stated")) or is_minor(reading.of("petitioner").get("birth_date"), today),
        asked=reading.values.get("case.confidentiality"),
    )


def _write(row: Any, said: Mapping[str, Any]) -> None:
    for name in filled_in(type(row)):
        setattr(row, name, said.get(name, _empty(type(row), name)))


def _empty(model: type[DeclarativeBase], name: str) -> Any:
    """What a column holds when nothing was told: its default where it has one."""
    default = model.__table__.columns[name].default
    return default.arg if default is not None and default.is_scalar else None


def _row(model: type[Any], place: int, said: Mapping[str, Any]) -> Any:
    row = model(position=place)
    _write(row, said)
    return row
