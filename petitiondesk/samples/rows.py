"""Writes invented visits as the rows that reception would have written, many at a time."""

from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any

from petitiondesk.rules.clocks import rule_set_in_force
from petitiondesk.rules.confidentiality import confidentiality_of
from petitiondesk.rules.kinds import Confidentiality, NewFacts
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.phones import normalise
from petitiondesk.rules.registration_numbers import QUERY_DIGITS, RegistrationNumber, query_code, registration_number
from petitiondesk.samples import history, owed, papers, visits
from petitiondesk.samples.filling import Office, insert_all, insert_with_ids, numbers
from petitiondesk.samples.visits import Person, Visit
from petitiondesk.storage import search
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Arrival,
    Base,
    Case,
    Enclosure,
    Material,
    NameKey,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
)
from petitiondesk.storage.petitioners import name_keys

_UNTOLD = {
    **dict.fromkeys(("involved_count", "household_count", "new_facts", "language", "service_address")),
    **{"anonymous": False, "keep_confidential": False, "under_age_stated": False, "visitor_count": 1},
}

_NOTHING_OF_AN_ARRIVAL = {
    column.key: False if column.key == "read_back" else None
    for column in Arrival.__table__.columns
    if "asked" in column.info
}


def write(
    session: Session, office: Office, random: Random, batch: Sequence[Visit], *, today: date, late: float
) -> None:
    """Write a batch, the history last; ``late`` is the share of duties past their last day that are still open."""
    _write_people(session, batch)
    taken = _numbers_of(session, batch)
    _write_cases(session, batch, taken)
    duties = owed.write_first(session, office, random, batch, today=today, late=late)
    rows = _registrations(office, random, batch, taken, duties)
    ids = insert_with_ids(session, Registration, rows)
    owed.write_further(session, office, random, batch, ids, today=today, late=late)
    hanging: dict[type[Base], list[dict[str, Any]]] = {}
    for visit, registration_id in zip(batch, ids, strict=True):
        for model, child in _hanging(visit):
            hanging.setdefault(model, []).append({"registration_id": registration_id, **child})
    for model, children in hanging.items():
        insert_all(session, model, children)
    slips = papers.write_slips(session, ids)
    search.put_all(session, ids)
    history.write(session, office, random, batch, rows, duties, slips)


def _write_people(session: Session, batch: Sequence[Visit]) -> None:
    new = {id(person): person for visit in batch for person in visit.people if person.id is None}.values()
    for person, petitioner_id in zip(new, insert_with_ids(session, Petitioner, map(_petitioner, new)), strict=True):
        person.id = petitioner_id
    keys = [{"key": key, "petitioner_id": person.id} for person in new for key in name_keys(person.told["name"])]
    insert_all(session, NameKey, keys)


def _petitioner(person: Person) -> dict[str, Any]:
    told = person.told
    return {
        "sex": None,
        "birth_date": None,
        **told,
        "name_folded": fold(told["name"]),
        "phone_digits": normalise(told["phone"]) if told["phone"] else None,
        "recorded_at": person.recorded_at,
    }


def _numbers_of(session: Session, batch: Sequence[Visit]) -> list[RegistrationNumber]:
    """The registration numbers of a batch, each from the counter of its channel and year."""
    series = [(visit.channel, office_day(visit.started_at).year) for visit in batch]
    taken = {
        (channel, year): iter(numbers(session, f"registration/{channel}/{year}", count))
        for (channel, year), count in Tally(series).items()
    }
    return [RegistrationNumber(year, channel, next(taken[channel, year])) for channel, year in series]


def _write_cases(session: Session, batch: Sequence[Visit], taken: Sequence[RegistrationNumber]) -> None:
    opening = [(visit, number) for visit, number in zip(batch, taken, strict=True) if not visit.repeat]
    rows = (
        {
            "number": registration_number(*number),
            "opened_on": visit.case.opened_on,
            "confidentiality": _confidentiality(visit),
            "rule_set": rule_set_in_force(visit.case.opened_on).name,
        }
        for visit, number in opening
    )
    for (visit, _number), case_id in zip(opening, insert_with_ids(session, Case, rows), strict=True):
        visit.case.id = case_id


def _confidentiality(visit: Visit) -> Confidentiality:
    asked_for = visit.told.get("keep_confidential", False)
    return confidentiality_of(purpose=visit.case.matter.purpose, minor=False, asked=None, keep_confidential=asked_for)


def _registrations(
    office: Office,
    random: Random,
    batch: Sequence[Visit],
    taken: Sequence[RegistrationNumber],
    duties: Sequence[visits.Duty],
) -> list[dict[str, Any]]:
    rows = []
    for number, visit, duty in zip(taken, batch, duties, strict=True):
        rows.append(
            {
                **_UNTOLD,
                **visit.told,
                "number": registration_number(*number),
                **number._asdict(),
                "query_code": _free_query_code(office, random),
                "draft_id": f"{random.getrandbits(128):032x}",
                "case_id": visit.case.id,
                "duty_id": duty.id,
                "category_id": office.categories.get(visit.case.matter.category),
                "receptionist_id": random.choice(office.receptionists).id,
                "received_on": visit.received_on,
                "started_at": visit.started_at,
                "registered_at": visit.registered_at,
                "repeat": visit.repeat,
                "as_typed": {},
            }
        )
    return rows


def _free_query_code(office: Office, random: Random) -> str:
    while (code := query_code(random.randrange(10**QUERY_DIGITS))) in office.query_codes:
        pass
    office.query_codes.add(code)
    return code


def _hanging(visit: Visit) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    """The rows that belong to one registration, without its id."""
    matter = visit.case.matter
    said_again = visit.repeat and visit.told["new_facts"] != NewFacts.YES
    for position, person in enumerate(visit.people):
        role = PartyRole.REPRESENTATIVE if position else PartyRole.PETITIONER
        yield Party, {"petitioner_id": person.id, "role": role, "position": position}
    for position, text in enumerate(matter.requests):
        yield (
            Request,
            {"case_id": visit.case.id, "position": position, "text": text, "said_again": said_again},
        )
    for need in visit.needs:
        yield RegistrationNeed, {"need": need}
    if visit.arrived.told:
        yield Arrival, {**_NOTHING_OF_AN_ARRIVAL, **visit.arrived.told}
    for position, inside in enumerate(visit.arrived.enclosures):
        yield Enclosure, {"position": position, "proof": None, **inside}
    for position, material in enumerate(visit.materials):
        yield Material, {"position": position, **material}
    for position, paper in enumerate(visit.prior):
        yield PriorProcedure, {"position": position, **paper}
