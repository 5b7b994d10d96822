"""What is generated is what reception leaves when the same drafts are registered by hand, row by row."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from petitiondesk.office import papers, reception
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act
from petitiondesk.rules.channels import FORWARDED, Channel, not_asked
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import registrations, search
from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import (
    Arrival,
    Case,
    Draft,
    Duty,
    Enclosure,
    Event,
    EventPayload,
    FurtherDuty,
    Material,
    Paper,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
    Staff,
)
from petitiondesk.storage.papers import papers_of
from tests.samples.conftest import COUNT, NOW, write_details

REGISTERED = 200
BY_CHANCE = {"query_code", "draft_id", "digest", "check_code", "salt", "payload_digest", "previous_hash", "hash"}
HANGING = (Request, Material, PriorProcedure, Enclosure, Arrival, RegistrationNeed)


def test_registering_the_same_drafts_leaves_the_same_rows(
    filled: Session, prepared_template: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(prepared_template, tmp_path / "office.db"))
    staff = filled.scalars(select(Staff)).all()
    with closing(connect(path)) as database, closing(DraftsFile(tmp_path / "drafts.db")) as drafts:
        write_details(database)
        with database.write() as session:
            session.add_all(Staff(id=each.id, name=each.name, joined_at=each.joined_at) for each in staff)
        for registration, actor, fields in told(filled):
            desk = Desk(database, drafts, actor)
            begun, now = registration.started_at, registration.registered_at
            reception.register(desk, Draft(registration.draft_id, registration.channel, begun, now, fields), now=now)
            done_on = filled.scalar(select(Duty.done_on).where(Duty.id == registration.duty_id))
            with database.write() as session:
                own = select(Registration.duty_id).where(Registration.number == registration.number).scalar_subquery()
                session.execute(update(Duty).where(Duty.id == own).values(done_on=done_on))
        with database.read() as session:
            numbers = session.scalars(select(Registration.number).order_by(Registration.id)).all()
            assert len(numbers) == REGISTERED
            for number in numbers:
                assert record(session, number) == record(filled, number)


def told_by(content: str) -> dict[str, Any]:
    """What an event tells, without the state of the record, in which ids and codes are by chance."""
    payload: dict[str, Any] = json.loads(content)
    payload.pop("state")
    return payload


def told(session: Session) -> Iterator[tuple[Registration, Actor, dict[str, str]]]:
    """The first registrations, by whom, and what stood in their drafts by the history."""
    events = (
        select(Registration, Event.actor_id, Event.actor_name, EventPayload.content)
        .join(Event, Event.object_id == Registration.number)
        .join(EventPayload, EventPayload.sequence == Event.sequence)
        .where(Event.act == Act.REGISTER)
        .order_by(Registration.id)
        .limit(REGISTERED)
    )
    for registration, actor_id, actor_name, content in session.execute(events):
        yield registration, Actor(actor_id, actor_name), json.loads(content)["fields"]


def record(session: Session, number: str) -> dict[str, Any]:
    """Everything that stands of a registration, without ids of rows and what chance gave."""
    registration = session.scalars(select(Registration).where(Registration.number == number)).one()
    of_it = {model: model.registration_id == registration.id for model in (*HANGING, Party, FurtherDuty, Paper)}
    people = select(Party, Petitioner).join(Petitioner).where(of_it[Party]).order_by(Party.position)
    further = select(Duty).join(FurtherDuty, FurtherDuty.duty_id == Duty.id).where(of_it[FurtherDuty]).order_by(Duty.id)
    slips = session.scalars(select(Paper).where(of_it[Paper])).all()
    event = (
        select(Event, EventPayload)
        .join(EventPayload, EventPayload.sequence == Event.sequence)
        .where(Event.act == Act.REGISTER, Event.object_id == number)
    )
    [(done, payload)] = session.execute(event).all()
    return {
        "registration": values(registration, "duty_id"),
        "case": values(session.get_one(Case, registration.case_id)),
        "duty": values(session.get_one(Duty, registration.duty_id)),
        "further": [values(duty, "done_on") for duty in session.scalars(further)],
        "people": [(values(party), values(person)) for party, person in session.execute(people)],
        "slips": [values(slip, "data") | unlike_chance(slip.data) for slip in slips],
        "event": values(done, "sequence") | told_by(payload.content),
        **{
            model.__tablename__: [
                values(row) for row in session.scalars(select(model).where(of_it[model]).order_by(*ordered(model)))
            ]
            for model in HANGING
        },
    }


def ordered(model: Any) -> list[Any]:
    return [column for column in model.__table__.columns if column.key in ("position", "need")]


def values(row: Any, *besides: str) -> dict[str, Any]:
    left_out = {"id", *besides, *BY_CHANCE}
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in left_out}


def unlike_chance(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in BY_CHANCE}


def test_slips_are_what_the_office_would_make_and_can_be_proved(filled: Session) -> None:
    numbers = filled.scalars(select(Registration.number).where(Registration.channel == Channel.VISIT).limit(40))
    for number in numbers.all():
        registration = registrations.with_everything(filled, number)
        assert registration is not None
        [slip] = papers_of(filled, registration)
        assert papers.judged(filled, number, slip.check_code).verdict == "genuine"
        assert papers.issue(filled, registration, papers.SLIP, now=NOW) is slip, "nothing new is to be said"


def test_other_channels_tell_how_they_came(filled: Session) -> None:
    arrivals = filled.execute(
        select(Registration, Arrival).outerjoin(Arrival, Arrival.registration_id == Registration.id)
    ).all()
    forwarded = 0
    for registration, arrival in arrivals:
        channel = Channel(registration.channel)  # type: ignore[call-arg]
        assert (arrival is None) == (channel is Channel.VISIT)
        if arrival is None:
            continue
        said = {name for name, value in values(arrival).items() if value and name != "registration_id"}
        assert not {f"arrival.{name}" for name in said} & not_asked(channel)
        days = (value for value in values(arrival).values() if isinstance(value, date))
        assert all(day <= office_day(registration.started_at) for day in days)
        assert arrival.from_number is None or arrival.from_number.startswith("154"), "nobody has such a number"
        forwarded += arrival.source in FORWARDED
    assert 0.1 < forwarded / COUNT < 0.2
    clocks = set(filled.scalars(select(Duty.clock).join(FurtherDuty, FurtherDuty.duty_id == Duty.id)))
    assert clocks == {"C4", "C10"}


def test_everything_is_found_by_its_words(filled: Session) -> None:
    assert search.verify(filled) == []
