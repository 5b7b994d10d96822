"""Writes what a draft said into a registration: at registering, and again at a correction."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import DeclarativeBase

from petitiondesk.office.drafts.reading import Reading
from petitiondesk.rules import identity_numbers
from petitiondesk.rules.briefs import brief
from petitiondesk.rules.channels import SHOWN_ON, Channel, Source
from petitiondesk.rules.confidentiality import confidentiality_of
from petitiondesk.rules.kinds import Confidentiality, IdType, Need, NewFacts, PetitionerKind, Sex
from petitiondesk.rules.names import fold
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.phones import normalise
from petitiondesk.rules.received_days import received_day
from petitiondesk.rules.visits import is_minor
from petitiondesk.storage.models import (
    Arrival,
    Enclosure,
    Material,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
)

FOLDED = 200
"""Folding can lengthen a name; it is compared by so many characters."""

PETITIONER = 0
"""The petitioner's position among the people of a registration; the others stand behind in their places."""


def filled_in(model: type[DeclarativeBase]) -> list[str]:
    """The attributes of a mapped class that people fill in: those that describe themselves."""
    return [column.key for column in model.__table__.columns if column.info.get("asked")]


def write_registration(registration: Registration, reading: Reading) -> None:
    """Set the registration's own columns and rows; what the draft no longer says is emptied."""
    _write(registration, reading.of("registration"))
    registration.matter = registration.matter or matter_in_brief(registration.facts, requests_of(reading).values())
    write_arrival(registration, reading.of("arrival"))
    registration.as_typed = dict(reading.as_typed)
    registration.needs = [RegistrationNeed(need=need) for need in reading.needs()]
    registration.enclosures = [_row(Enclosure, place, row) for place, row in reading.rows("enclosures").items()]
    registration.materials = [_row(Material, place, row) for place, row in reading.rows("materials").items()]
    registration.prior_procedures = [
        _row(PriorProcedure, place, row) for place, row in reading.rows("prior_procedures").items()
    ]


def write_arrival(registration: Registration, said: Mapping[str, Any]) -> None:
    """Set how it arrived and from where; nothing is kept of a matter that somebody brought, and nothing else told."""
    if not {name: value for name, value in said.items() if (name, value) != ("source", Source.PETITIONER)}:
        registration.arrival = None
        return
    if registration.arrival is None:
        registration.arrival = Arrival()
    _write(registration.arrival, said)


def write_requests(registration: Registration, reading: Reading) -> None:
    """Set the requests; one that was there keeps its row. Its columns and its case must stand already.

    A repeat without new facts says its requests again; they open nothing of their own.
    """
    said_again = registration.repeat and registration.new_facts != NewFacts.YES
    former = {request.position: request for request in registration.requests}
    told = []
    for place, text in requests_of(reading).items():
        request = former.get(place) or Request(position=place)
        request.case, request.text, request.said_again = registration.case, text, said_again
        told.append(request)
    registration.requests = told


def matter_in_brief(facts: str | None, requests: Iterable[str]) -> str | None:
    """How a matter is named for which no words were chosen."""
    return brief(*requests, facts)


def write_petitioner(petitioner: Petitioner, said: Mapping[str, Any]) -> None:
    """Set what was told about a person, with the folded forms by which he or she is found again."""
    _write(petitioner, said)
    petitioner.kind = petitioner.kind or PetitionerKind.CITIZEN
    petitioner.name_folded = _folded(petitioner.name) if petitioner.name else None
    petitioner.id_number = _id_number(petitioner.id_number) if petitioner.id_number else None
    petitioner.phone_digits = normalise(petitioner.phone) if petitioner.phone else None


def people_of(reading: Reading) -> dict[int, dict[str, Any]]:
    """Everybody of whom something was told, by position."""
    everybody = {PETITIONER: {**reading.of("petitioner"), "role": PartyRole.PETITIONER}}
    everybody |= {PETITIONER + 1 + place: row for place, row in reading.rows("parties").items()}
    return {position: said for position, said in everybody.items() if is_somebody(said)}


def write_party(party: Party, petitioner: Petitioner, said: Mapping[str, Any], position: int) -> Party:
    """Set somebody's part in a registration."""
    party.petitioner, party.position = petitioner, position
    party.role, party.authority, party.relation = said.get("role", ""), said.get("authority"), said.get("relation")
    return party


def is_somebody(said: Mapping[str, Any]) -> bool:
    """Whether enough was told to record a person: anything besides what a form chooses by itself."""
    told = {name for name, value in said.items() if (name, value) != ("sex", Sex.UNKNOWN)}
    return bool(told - {"kind", "id_type", "role", "id"})


def says_the_same(known: Petitioner, said: Mapping[str, Any]) -> bool:
    """Whether what was told is just what stands on a person's record.

    Otherwise the record stays as it is: an earlier registration shows by it what was told then (Art. 19).
    """
    told = new_petitioner(said, known.recorded_at)
    return all(getattr(told, name) == getattr(known, name) for name in filled_in(Petitioner))


def new_petitioner(said: Mapping[str, Any], now: datetime) -> Petitioner:
    """A person not yet on record."""
    petitioner = Petitioner(recorded_at=now)
    write_petitioner(petitioner, said)
    return petitioner


def requests_of(reading: Reading) -> dict[int, str]:
    """The requests by their place in the draft, in the order in which they were told."""
    return {place: row["text"] for place, row in reading.rows("requests").items() if row.get("text")}


def birth_of(person: Mapping[str, Any], today: date) -> date | None:
    """The date of birth as it was told or, without one, as the ID number says it."""
    if "birth_date" in person:
        birth: date = person["birth_date"]
        return birth
    holder = identity_numbers.holder(id_type_of(person.get("id_type")), person.get("id_number", ""), today)
    return holder.birth if holder else None


def id_type_of(code: object) -> IdType:
    """The kind of ID; a resident card where nobody chose one."""
    return IdType.of(code) or IdType.RESIDENT_CARD


def source_of(reading: Reading) -> Source:
    """Where it comes from; from the petitioner where nobody says otherwise."""
    return Source.of(reading.values.get("arrival.source")) or Source.PETITIONER


def received_on(reading: Reading, channel: Channel, begun: datetime) -> date:
    """The day of receipt of what was told by a ``channel`` and ``begun`` at that moment (rules.received_days)."""
    said = reading.of("arrival")
    shown_by = {evidence: said[name] for evidence, name in SHOWN_ON.items() if name in said}
    return received_day(channel, begun, shown_by, source_of(reading))


def petitioner_is_minor(reading: Reading, today: date) -> bool:
    """Whether the petitioner is under 18: by date of birth, by ID or by statement."""
    stated = bool(reading.of("registration").get("under_age_stated"))
    return is_minor(birth_of(reading.of("petitioner"), today), today, stated=stated)


def confidentiality(reading: Reading, today: date) -> Confidentiality:
    """The class of what was told (rules.confidentiality)."""
    return confidentiality_of(
        purpose=reading.values.get("registration.purpose"),
        minor=petitioner_is_minor(reading, today),
        asked=reading.values.get("case.confidentiality"),
        danger=Need.URGENT_DANGER in reading.needs(),
        keep_confidential=bool(reading.values.get("registration.keep_confidential")),
    )


def _write(row: Any, said: Mapping[str, Any]) -> None:
    for name in filled_in(type(row)):
        setattr(row, name, said.get(name, _empty(type(row), name)))


def _empty(model: type[DeclarativeBase], name: str) -> Any:
    """What a column holds when nothing was told: its default where it has one, no text where it must hold one."""
    column = model.__table__.columns[name]
    if column.default is not None and column.default.is_scalar:
        return column.default.arg
    return None if column.nullable else ""


def _folded(name: str) -> str:
    return fold(name)[:FOLDED]


def _id_number(number: str) -> str:
    """The number as others are compared with it. A number that holds more than letters and figures stays as it is."""
    normal = identity_numbers.normalise(number)
    return normal if normal.isascii() and normal.isalnum() and len(normal) <= len(number) else number


def _row(model: type[Any], place: int, said: Mapping[str, Any]) -> Any:
    row = model(position=place)
    _write(row, said)
    return row
