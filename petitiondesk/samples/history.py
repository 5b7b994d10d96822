"""The history of invented visits: what storage.history.record would have written, event by event."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from petitiondesk.office.papers import SLIP
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.parties import PartyRole
from petitiondesk.samples import visits
from petitiondesk.samples.filling import Office, insert_all, numbers
from petitiondesk.samples.visits import Visit
from petitiondesk.storage import history, state
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Event, EventPayload, Registration

if TYPE_CHECKING:
    from petitiondesk.samples.done import Written

_PRINTER = "Receipt printer"
_PRINTED_AFTER = timedelta(seconds=2)


class _Done(NamedTuple):
    at: datetime
    receptionist: int
    act: Act
    thing: Thing
    key: str
    said: Mapping[str, Any]


def write(
    session: Session,
    office: Office,
    random: Random,
    batch: Sequence[Visit],
    rows: Sequence[Mapping[str, Any]],
    duties: Sequence[visits.Duty],
    slips: Mapping[str, int],
) -> None:
    """Write the events of a batch: each registration, given as its row, and the printing of its slip.

    ``slips`` are the ids of papers by registration number.
    """
    states = _states(session, [row["number"] for row in rows])
    _write(session, office, random, list(_done(office, batch, rows, duties, slips)), states)


def write_steps(session: Session, office: Office, random: Random, steps: Sequence["Written"]) -> None:
    """Write the events of steps, whose duties stand already."""
    numbered = {step.case_number for step in steps}
    rows = session.execute(select(Case.id, Case.number).where(Case.number.in_(numbered)))
    ids: dict[int, str] = {row.id: row.number for row in rows}
    states = {
        (ids[case_id], Thing.CASE): {"case": {ids[case_id]: kept}}
        for case_id, kept in state.of_cases(session, list(ids)).items()
    }
    done = [
        _Done(each.at, each.recorded_by, Act.RECORD_STEP, Thing.CASE, each.case_number, each.said) for each in steps
    ]
    _write(session, office, random, done, states)


def _write(
    session: Session,
    office: Office,
    random: Random,
    done: Sequence[_Done],
    states: Mapping[tuple[str, Thing], Mapping[str, Any]],
) -> None:
    if not done:
        return
    names = {actor.id: actor.name for actor in office.receptionists}
    sequences = numbers(session, history.COUNTER, len(done))
    former = session.scalar(select(Event.hash).where(Event.sequence == sequences[0] - 1)) or history.GENESIS
    events, payloads = [], []
    for sequence, (at, receptionist, act, thing, key, said) in zip(sequences, done, strict=True):
        salt = f"{random.getrandbits(128):032x}"
        kept = said if act is Act.PRINT_PAPER else {**said, "state": states[key, thing]}
        content = json.dumps(kept, ensure_ascii=False, sort_keys=True)
        event = {
            "sequence": sequence,
            "at": at,
            "actor_id": receptionist,
            "actor_name": names[receptionist],
            "act": act,
            "object_kind": thing,
            "object_id": key,
            "payload_digest": history.payload_digest(salt, content),
            "previous_hash": former,
        }
        former = history.event_hash(event.values())
        events.append({**event, "hash": former})
        payloads.append({"sequence": sequence, "salt": salt, "content": content})
    insert_all(session, Event, events)
    insert_all(session, EventPayload, payloads)


def _states(session: Session, registered: Sequence[str]) -> dict[tuple[str, Thing], dict[str, Any]]:
    """What stands on record of these registrations and their cases once the batch is written (storage.state)."""
    named = session.execute(
        select(Registration.id, Registration.number, Registration.case_id, Case.number.label("case_number"))
        .join(Case, Case.id == Registration.case_id)
        .where(Registration.number.in_(registered))
    ).all()
    own = state.of_registrations(session, [row.id for row in named])
    cases = state.of_cases(session, sorted({row.case_id for row in named}))
    of_cases = {row.case_number: {row.case_number: cases[row.case_id]} for row in named}
    kept: dict[tuple[str, Thing], dict[str, Any]] = {
        (row.number, Thing.REGISTRATION): {"registration": own[row.id], "case": of_cases[row.case_number]}
        for row in named
    }
    return kept | {(number, Thing.CASE): {"case": state_of} for number, state_of in of_cases.items()}


def _done(
    office: Office,
    batch: Sequence[Visit],
    rows: Sequence[Mapping[str, Any]],
    duties: Sequence[visits.Duty],
    slips: Mapping[str, int],
) -> Iterator[_Done]:
    """The acts of a batch in their order. A slip is out before the next visit is registered; of the last visit nobody
    knows here when that is.
    """
    moments = [visit.registered_at for visit in batch]
    next_ones = [later for _earlier, later in pairwise(moments)] + moments[-1:]
    for visit, row, duty, next_at in zip(batch, rows, duties, next_ones, strict=True):
        at, receptionist, number = visit.registered_at, row["receptionist_id"], row["number"]
        said = {
            "fields": fields(office, visit, row),
            "last_day": duty.term.last_day.isoformat(),
            "clock": duty.term.clock.id,
        }
        yield _Done(at, receptionist, Act.REGISTER, Thing.REGISTRATION, number, said)
        if number in slips:
            printed = {"registration": number, "kind": SLIP, "copy": 0, "how": _PRINTER}
            printed_at = min(at + _PRINTED_AFTER, next_at)
            yield _Done(printed_at, receptionist, Act.PRINT_PAPER, Thing.PAPER, str(slips[number]), printed)


def fields(office: Office, visit: Visit, row: Mapping[str, Any]) -> dict[str, str]:
    """The draft that was registered as ``row``: texts by path, as the form leaves them."""
    matter = visit.case.matter
    texts = _texts("registration", visit.told)
    if row["category_id"]:
        texts |= _chosen("registration.category_id", row["category_id"], matter.category)
    texts |= _division(office, "registration.problem_division_id", visit.told)
    if visit.repeat:
        texts["registration.case_id"] = str(visit.case.id)
    texts |= _texts("arrival", visit.arrived.told)
    for position, person in enumerate(visit.people):
        prefix = f"parties.{position - 1}" if position else "petitioner"
        texts |= _texts(prefix, person.told)
        texts |= _division(office, f"{prefix}.division_id", person.told)
        if position:
            texts[f"{prefix}.role"] = PartyRole.REPRESENTATIVE
        elif person.recorded_at != visit.registered_at:
            texts["petitioner.id"] = str(person.id)
    texts |= {f"needs.{need}": "1" for need in visit.needs}
    texts |= {f"requests.{position}.text": text for position, text in enumerate(matter.requests)}
    for name, told in (
        ("enclosures", visit.arrived.enclosures),
        ("materials", visit.materials),
        ("prior_procedures", visit.prior),
    ):
        for position, one in enumerate(told):
            texts |= _texts(f"{name}.{position}", one)
    return texts


def _division(office: Office, path: str, told: Mapping[str, Any]) -> dict[str, str]:
    division_id = told[path.rpartition(".")[2]]
    return _chosen(path, division_id, office.divisions[division_id]) if division_id else {}


def _chosen(path: str, chosen: int, words: str) -> dict[str, str]:
    """An entry of a catalogue as a draft holds it."""
    return {path: str(chosen), f"{path}.typed": words}


def _texts(prefix: str, told: Mapping[str, Any]) -> dict[str, str]:
    return {f"{prefix}.{name}": _text(value) for name, value in told.items() if value}


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "1" if value is True else str(value)
