"""Writes invented visits as the rows that reception would have written, many at a time."""

import json
from collections import Counter as Tally
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select, update

from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.clocks import first_duty, rule_set_in_force
from petitiondesk.rules.confidentiality import confidentiality_of
from petitiondesk.rules.kinds import NewFacts, OfficeRole, Purpose
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.phones import normalise
from petitiondesk.rules.registration_numbers import QUERY_DIGITS, RegistrationNumber, query_code, registration_number
from petitiondesk.rules.repeats import repeat
from petitiondesk.rules.terms import Term, count_term
from petitiondesk.rules.working_days import Calendar, is_day_off
from petitiondesk.samples import visits
from petitiondesk.samples.visits import Person, Visit
from petitiondesk.storage import history, search
from petitiondesk.storage.database import Session
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import (
    Base,
    Case,
    Counter,
    Duty,
    Event,
    EventPayload,
    Material,
    NameKey,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
)
from petitiondesk.storage.numbers import next_number
from petitiondesk.storage.petitioners import name_keys

_DONE_LATE = 0.04
_DONE_BEFORE_THE_END = 0.8
_KEPT = 0.2
"""Of the copies that are handed in, so many stay at the office."""

_UNTOLD = {
    **dict.fromkeys(("involved_count", "household_count", "new_facts", "language", "service_address")),
    **{"anonymous": False, "keep_confidential": False, "under_age_stated": False, "visitor_count": 1},
}


@dataclass(frozen=True)
class Office:
    """What an office has before the visits are written; ``query_codes`` grows with them."""

    role: OfficeRole
    calendar: Calendar
    receptionists: Sequence[Actor]
    categories: Mapping[str, int]
    query_codes: set[str]
    terms: dict[tuple[str, date], Term] = field(default_factory=dict)

    def term(self, purpose: str | None, day: date) -> Term:
        """The first clock of what was received on ``day``."""
        clock = first_duty(self.role, Purpose.of(purpose))
        if (clock, day) not in self.terms:
            self.terms[clock, day] = count_term(clock, day, self.calendar, rules=rule_set_in_force(day))
        return self.terms[clock, day]


def write(
    session: Session, office: Office, random: Random, batch: Sequence[Visit], *, today: date, late: float
) -> None:
    """Write a batch, the history last; ``late`` is the share of duties past their last day that are still open."""
    _write_people(session, batch)
    numbers = _numbers_of(session, batch)
    _write_cases(session, batch, numbers)
    duties = _write_duties(session, office, random, batch, today=today, late=late)
    rows = _registrations(office, random, batch, numbers, duties)
    ids = _with_ids(session, Registration, rows)
    hanging: dict[type[Base], list[dict[str, Any]]] = {}
    for visit, registration_id in zip(batch, ids, strict=True):
        for model, child in _hanging(random, visit):
            hanging.setdefault(model, []).append({"registration_id": registration_id, **child})
    for model, children in hanging.items():
        session.connection().execute(insert(model), children)
    search.put_all(session, ids)
    _write_history(session, office, random, batch, rows, duties)


def _write_people(session: Session, batch: Sequence[Visit]) -> None:
    new = {id(person): person for visit in batch for person in visit.people if person.id is None}.values()
    for person, petitioner_id in zip(new, _with_ids(session, Petitioner, map(_petitioner, new)), strict=True):
        person.id = petitioner_id
    keys = [{"key": key, "petitioner_id": person.id} for person in new for key in name_keys(person.told["name"])]
    if keys:
        session.connection().execute(insert(NameKey), keys)


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
        (channel, year): iter(_numbers(session, f"registration/{channel}/{year}", count))
        for (channel, year), count in Tally(series).items()
    }
    return [RegistrationNumber(year, channel, next(taken[channel, year])) for channel, year in series]


def _write_cases(session: Session, batch: Sequence[Visit], numbers: Sequence[RegistrationNumber]) -> None:
    opening = [(visit.case, number) for visit, number in zip(batch, numbers, strict=True) if not visit.repeat]
    new = [case for case, _number in opening]
    rows = (
        {
            "number": registration_number(*number),
            "opened_on": case.opened_on,
            "confidentiality": confidentiality_of(purpose=case.matter.purpose, minor=False, asked=None),
            "rule_set": rule_set_in_force(case.opened_on).name,
        }
        for case, number in opening
    )
    for case, case_id in zip(new, _with_ids(session, Case, rows), strict=True):
        case.id = case_id


def _write_duties(
    session: Session, office: Office, random: Random, batch: Sequence[Visit], *, today: date, late: float
) -> list[visits.Duty]:
    """The duty under which each visit stands: the earlier one of its case where that holds, else one of its own."""
    duties = []
    new: list[tuple[visits.Duty, visits.Case]] = []
    for visit in batch:
        case, day = visit.case, office_day(visit.started_at)
        if case.duty is None or _has_own_term(visit, case.duty, day):
            term = office.term(case.matter.purpose, day)
            case.duty = visits.Duty(term, _done_on(office, random, term, today, late))
            new.append((case.duty, case))
        duties.append(case.duty)
    rows = (_duty(duty, case) for duty, case in new)
    for (duty, _case), duty_id in zip(new, _with_ids(session, Duty, rows), strict=True):
        duty.id = duty_id
    return duties


def _has_own_term(visit: Visit, earlier: visits.Duty, day: date) -> bool:
    new_facts = NewFacts.of(visit.told["new_facts"])
    return repeat(new_facts, last_day=earlier.term.last_day, done_on=earlier.done_on, day=day).own_term


def _duty(duty: visits.Duty, case: visits.Case) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "clock": duty.term.clock.id,
        "article": duty.term.clock.article,
        "starts_on": duty.term.start,
        "last_day": duty.term.last_day,
        "provisional": duty.term.provisional,
        "done_on": duty.done_on,
    }


def _registrations(
    office: Office,
    random: Random,
    batch: Sequence[Visit],
    numbers: Sequence[RegistrationNumber],
    duties: Sequence[visits.Duty],
) -> list[dict[str, Any]]:
    rows = []
    for number, visit, duty in zip(numbers, batch, duties, strict=True):
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
                "received_on": office_day(visit.started_at),
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


def _hanging(random: Random, visit: Visit) -> Iterator[tuple[type[Base], dict[str, Any]]]:
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
    for position, name in enumerate(matter.materials):
        copy = {"name": name, "form": "复印件", "copies": 1, "kept": random.random() < _KEPT}
        yield Material, {"position": position, **copy}
    for need in visit.needs:
        yield RegistrationNeed, {"need": need}
    if matter.prior:
        received_on = visit.case.opened_on - timedelta(days=random.randint(5, 50))
        yield PriorProcedure, {"position": 0, **matter.prior, "received_on": received_on}


def _done_on(office: Office, random: Random, term: Term, today: date, late: float) -> date | None:
    """When a duty was done; what ends today is still open, for this is the morning of the day."""
    length, waited = (term.last_day - term.start).days, (today - term.start).days
    draw = random.random()
    if waited == length or (waited > length and draw < late):
        return None
    if waited > length:
        after = length + random.randint(1, 9) if draw < late + _DONE_LATE else random.randint(1, length)
    elif draw < _DONE_BEFORE_THE_END * waited / length:
        after = random.randint(0, waited)
    else:
        return None
    done = min(term.start + timedelta(days=after), today - timedelta(days=1))
    while is_day_off(done, office.calendar) and done > term.start:
        done -= timedelta(days=1)
    return done


def _write_history(
    session: Session,
    office: Office,
    random: Random,
    batch: Sequence[Visit],
    rows: Sequence[Mapping[str, Any]],
    duties: Sequence[visits.Duty],
) -> None:
    """The events that ``history.record`` would have written one by one."""
    names = {actor.id: actor.name for actor in office.receptionists}
    sequences = _numbers(session, history.COUNTER, len(batch))
    former = session.scalar(select(Event.hash).where(Event.sequence == sequences[0] - 1)) or history.GENESIS
    events, payloads = [], []
    for sequence, visit, row, duty in zip(sequences, batch, rows, duties, strict=True):
        term = duty.term
        salt = f"{random.getrandbits(128):032x}"
        said = {"fields": _fields(visit), "last_day": term.last_day.isoformat(), "clock": term.clock.id}
        content = json.dumps(said, ensure_ascii=False, sort_keys=True)
        event = {
            "sequence": sequence,
            "at": visit.registered_at,
            "actor_id": row["receptionist_id"],
            "actor_name": names[row["receptionist_id"]],
            "act": Act.REGISTER,
            "object_kind": Thing.REGISTRATION,
            "object_id": row["number"],
            "payload_digest": history.payload_digest(salt, content),
            "previous_hash": former,
        }
        former = history.event_hash(event.values())
        events.append({**event, "hash": former})
        payloads.append({"sequence": sequence, "salt": salt, "content": content})
    session.connection().execute(insert(Event), events)
    session.connection().execute(insert(EventPayload), payloads)


def _fields(visit: Visit) -> dict[str, str]:
    """The draft that was registered."""
    fields = _texts("registration", visit.told)
    for position, person in enumerate(visit.people):
        fields |= _texts(f"parties.{position - 1}" if position else "petitioner", person.told)
    for position, text in enumerate(visit.case.matter.requests):
        fields[f"requests.{position}.text"] = text
    return fields


def _texts(prefix: str, told: Mapping[str, Any]) -> dict[str, str]:
    return {f"{prefix}.{name}": "1" if value is True else str(value) for name, value in told.items() if value}


def _numbers(session: Session, name: str, count: int) -> range:
    """The next ``count`` numbers of a counter, all taken in the running act."""
    first = next_number(session, name)
    session.execute(update(Counter).where(Counter.name == name).values(value=first + count - 1))
    return range(first, first + count)


def _with_ids(session: Session, model: type[Any], rows: Iterable[dict[str, Any]]) -> Sequence[int]:
    """Insert rows and return their ids in the same order."""
    inserting = list(rows)
    if not inserting:
        return []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return session.connection().execute(statement, inserting).scalars().all()
