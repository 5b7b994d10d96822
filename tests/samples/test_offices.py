"""The generator: rows that reception could have written, the same for the same seed, and nobody real."""

import shutil
from collections import Counter as Tally
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from petitiondesk.office import duties, papers, projection
from petitiondesk.office.catalogues import seed
from petitiondesk.office.standings import case_stands
from petitiondesk.rules.acts import Act
from petitiondesk.rules.channels import FORWARDED, Channel
from petitiondesk.rules.clocks import NATIONAL_2022, first_duty
from petitiondesk.rules.identity_numbers import problem
from petitiondesk.rules.kinds import Confidentiality, IdType, NewFacts, OfficeRole, PetitionerKind, Purpose, Sex
from petitiondesk.rules.names import fold, one_character_apart
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.rules.procedure.owed import due
from petitiondesk.rules.registration_numbers import parse
from petitiondesk.rules.terms import count_term
from petitiondesk.rules.working_days import is_day_off
from petitiondesk.samples import offices, texts
from petitiondesk.storage import history, registrations
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.catalogues import categories
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.models import (
    Arrival,
    Base,
    Case,
    Counter,
    Division,
    Duty,
    Enclosure,
    Event,
    FurtherDuty,
    NameKey,
    OfficeDetails,
    Paper,
    Party,
    Petitioner,
    Registration,
    Staff,
    Step,
    StepDuty,
)
from petitiondesk.storage.petitioners import earlier_registrations, name_keys
from tests.samples.conftest import COUNT, NOW, TODAY, write_details


def everything(database: Database) -> list[list[tuple[object, ...]]]:
    with database.read() as session:
        return [
            [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        ]


@pytest.mark.both_databases
def test_what_is_generated_stands_as_reception_would_have_put_it(database: Database) -> None:
    with database.write() as session:
        seed(session)
    write_details(database)
    offices.generate(database, 300, seed=1, today=TODAY)
    offices.generate(database, 200, seed=2, today=TODAY)
    with database.read() as session:
        assert history.verify(session) == []
        check_numbers(session, 500)
        check_duties(session)
        check_ways(session)


def test_two_years_of_an_office_have_numbers_and_duties_by_the_rules(filled: Session) -> None:
    assert history.verify(filled) == []
    check_numbers(filled, COUNT)
    check_duties(filled)


def check_numbers(session: Session, count: int) -> None:
    rows = session.execute(
        select(Registration.number, Registration.channel, Registration.year, Registration.sequence)
    ).all()
    series: dict[tuple[str, int], list[int]] = {}
    for number, channel, year, sequence in rows:
        assert parse(number) == (year, channel, sequence)
        series.setdefault((channel, year), []).append(sequence)
    counters = dict(session.execute(select(Counter.name, Counter.value)).all())
    for (channel, year), sequences in series.items():
        assert sorted(sequences) == list(range(1, counters[f"registration/{channel}/{year}"] + 1))
    slips = session.scalar(select(func.count()).select_from(Paper))
    assert slips == sum(channel == Channel.VISIT for _number, channel, _year, _sequence in rows)
    assert count == len(rows)
    steps = session.scalar(select(func.count()).select_from(Step))
    assert counters["event"] == count + slips + steps, "each slip was printed once"
    ended = session.scalar(select(func.count(StepDuty.duty_id.distinct())))
    assert ended == session.scalar(select(func.count()).select_from(Duty).where(Duty.done_on.is_not(None)))
    assert session.scalar(select(func.count(Registration.query_code.distinct()))) == count


def check_ways(session: Session) -> None:
    """What is kept of the duties is what the steps make them, and every open request has somebody and a day."""
    for case in session.scalars(select(Case).order_by(Case.id.desc()).limit(200)):
        assert list(projection.differences(session, case, TODAY)) == []
        found = case_stands(session, case, TODAY)
        for each in found.requests:
            assert each.standing.responsible_officer
            assert each.standing.end or due(each.standing, found.calendar, found.rules, TODAY)


def check_duties(session: Session) -> None:
    known = calendar(session)
    in_order = select(Registration, Duty).join(Duty, Duty.id == Registration.duty_id).order_by(Registration.id)
    in_order = in_order.options(joinedload(Registration.arrival))
    before: dict[int, Duty] = {}
    for registration, duty in session.execute(in_order):
        assert duty.case_id == registration.case_id
        earlier = before.get(duty.case_id)
        before[duty.case_id] = duty
        holds = earlier is not None and not duties.standing(registration, earlier).own_term
        assert (duty is earlier) is holds, "nothing new, and the term before still runs or was fulfilled"
        if holds:
            continue
        forwarded = duties.source_of(registration) in FORWARDED
        clock = first_duty(OfficeRole.COMPETENT_ORGAN, Purpose.of(registration.purpose), forwarded=forwarded)
        term = count_term(clock, registration.received_on, known, rules=NATIONAL_2022)
        assert (duty.clock, duty.article) == (clock, term.clock.article)
        assert (duty.starts_on, duty.last_day, duty.provisional) == (term.start, term.last_day, term.provisional)
        assert duty.done_on is None or duty.starts_on <= duty.done_on < TODAY
        assert duty.done_on is None or duty.last_day != TODAY
    owed = session.scalar(select(func.count()).select_from(Duty).where(~Duty.projected))
    first = session.scalar(select(func.count(Registration.duty_id.distinct())))
    assert owed == first + session.scalar(select(func.count(FurtherDuty.duty_id.distinct()))), "none stands for nothing"


def test_visits_are_spread_over_the_office_s_hours(filled: Session) -> None:
    known = calendar(filled)
    rows = filled.execute(
        select(Registration.received_on, Registration.started_at, Registration.registered_at).order_by(
            Registration.registered_at
        )
    ).all()
    assert all(TODAY - timedelta(days=735) < day < TODAY for day, _started, _registered in rows)
    assert all(timedelta(0) <= office_day(started) - day <= timedelta(days=3) for day, started, _registered in rows)
    assert all(started < registered for _day, started, registered in rows)
    assert sum(is_day_off(office_day(started), known) for _day, started, _registered in rows) < COUNT / 10
    entered = select(Event.at).where(Event.act != Act.RECORD_STEP).order_by(Event.sequence)
    moments = filled.scalars(entered).all()
    assert all(earlier <= later for earlier, later in pairwise(moments))


def test_nobody_real_can_be_meant(filled: Session) -> None:
    counties = set(filled.scalars(select(Division.code).where(Division.level == 3)))
    for person in filled.scalars(select(Petitioner)):
        if person.id_number:
            assert problem(IdType(person.id_type), person.id_number, TODAY) is None  # type: ignore[call-arg]
            county = person.id_number[2:8] if person.kind == PetitionerKind.LEGAL_PERSON else person.id_number[:6]
            assert county not in counties
        assert person.phone is None or person.phone.startswith("154")


def test_everybody_can_be_found_by_name(filled: Session) -> None:
    keys = Tally(filled.scalars(select(NameKey.petitioner_id)))
    for person in filled.scalars(select(Petitioner)):
        assert person.name_folded == fold(person.name or "")
        assert keys[person.id] == len(name_keys(person.name))


def test_all_kinds_of_visits_are_there(filled: Session) -> None:
    def share(*conditions: object) -> float:
        counted = filled.scalar(select(func.count()).select_from(Registration).join(Case).where(*conditions))
        return counted / COUNT

    assert 0.05 < share(Registration.repeat) < 0.25
    assert 0.01 < share(Registration.anonymous) < 0.1
    assert 0.01 < share(Case.confidentiality == Confidentiality.RESTRICTED) < 0.08
    assert share(Registration.visitor_count >= 5) > 0.01
    assert share(Registration.category_id.is_(None)) == 0
    assert (
        share(Case.confidentiality != Confidentiality.RESTRICTED, Registration.purpose == "report_of_wrongdoing") == 0
    )
    assert len(set(filled.scalars(select(Registration.channel)))) == 5
    done = filled.execute(select(Duty.done_on, Duty.last_day)).all()
    assert any(day is None and last < TODAY for day, last in done)
    assert any(day is not None and day > last for day, last in done)
    assert any(day is None and last > TODAY for day, last in done)
    restricted_repeats = share(Registration.repeat, Case.confidentiality == Confidentiality.RESTRICTED)
    assert restricted_repeats == 0


def test_what_is_said_of_the_time_before_agrees_with_the_record(filled: Session) -> None:
    """Nobody claims to have heard nothing of an office that had told in writing; what is new is said."""
    again = select(Registration.facts, Registration.new_facts, Duty.done_on).join(Duty, Duty.id == Registration.duty_id)
    seen = set()
    for facts, new_facts, done_on in filled.execute(again.where(Registration.repeat)):
        assert "没有收到书面答复" not in facts
        assert ("比那时更严重" in facts) == (new_facts == NewFacts.YES)
        seen.add(done_on is None)
    assert seen == {True, False}


def test_people_who_came_again_are_found(filled: Session) -> None:
    repeats = filled.execute(
        select(Registration.case_id, Petitioner)
        .join(Party, Party.registration_id == Registration.id)
        .join(Petitioner, Petitioner.id == Party.petitioner_id)
        .where(Registration.repeat)
        .limit(20)
    ).all()
    for case_id, person in repeats:
        earlier = earlier_registrations(
            filled, id_number=person.id_number, phone=person.phone, name=person.name, division_id=person.division_id
        )
        assert case_id in [each.case_id for each in earlier]


def test_some_names_were_misheard(filled: Session) -> None:
    """A name like another of the same division, on a record with neither ID number nor phone."""
    people = filled.scalars(select(Petitioner).where(Petitioner.kind == PetitionerKind.CITIZEN)).all()
    by_division: dict[int | None, list[str]] = {}
    for person in people:
        by_division.setdefault(person.division_id, []).append(person.name or "")
    misheard = [person for person in people if not person.id_number and not person.phone]
    assert any(
        one_character_apart(person.name or "", other)
        for person in misheard
        for other in by_division[person.division_id]
    )


def test_a_seed_makes_the_same_visits_and_another_seed_others(prepared_template: Path, tmp_path: Path) -> None:
    first, again, other = (
        made_by(number, Path(shutil.copy(prepared_template, tmp_path / f"{place}.db")))
        for place, number in enumerate((1, 1, 2))
    )
    assert first == again
    assert first != other


def made_by(number: int, office_file: Path) -> list[list[tuple[object, ...]]]:
    with closing(connect(office_file)) as database:
        write_details(database)
        offices.generate(database, 200, seed=number, today=TODAY)
        return everything(database)


def test_progress_is_told_up_to_the_end(prepared_template: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with closing(connect(Path(shutil.copy(prepared_template, tmp_path / "office.db")))) as database:
        write_details(database)
        offices.generate(database, 2_100, seed=3, today=TODAY, progress=lambda done, count: told.append((done, count)))
    assert told == [(2_000, 2_100), (2_100, 2_100)]


@pytest.mark.parametrize("today", [TODAY, date(2026, 10, 9), date(2024, 3, 1), date(2027, 1, 2)])
def test_the_demonstration_office_is_in_the_middle_of_its_work(
    prepared_template: Path, tmp_path: Path, today: date
) -> None:
    with closing(connect(Path(shutil.copy(prepared_template, tmp_path / "office.db")))) as database:
        offices.fill_demo_office(database, today=today)
        check_demonstration(database, today)


def test_papers_can_be_made_of_what_is_generated(prepared_template: Path, tmp_path: Path) -> None:
    with closing(connect(Path(shutil.copy(prepared_template, tmp_path / "office.db")))) as database:
        offices.fill_demo_office(database, today=TODAY)
        with database.write() as session:
            for number in session.scalars(select(Registration.number)).all():
                for kind in (papers.SLIP, papers.VISIT_FORM):
                    registration = registrations.with_everything(session, number)
                    assert registration is not None
                    assert papers.issue(session, registration, kind, now=NOW).check_code


def check_demonstration(database: Database, today: date) -> None:
    with database.read() as session:
        assert history.verify(session) == []
        assert session.get_one(OfficeDetails, 1).name
        assert session.scalar(select(func.count()).select_from(Staff)) == 3
        open_days = session.scalars(select(Duty.last_day).where(Duty.done_on.is_(None), ~Duty.projected)).all()
        assert session.scalar(select(func.count()).select_from(Registration)) == 78
        assert open_days.count(today) >= 3
        assert 1 <= sum(day < today for day in open_days) <= 12
        assert sum(day > today for day in open_days) >= 5
        channels = Tally(session.scalars(select(Registration.channel)))
        assert all(channels[channel] >= 3 for channel in Channel), channels
        assert session.scalar(select(func.count()).select_from(Enclosure)) >= 1
        clocks = Tally(session.scalars(select(Duty.clock).where(~Duty.projected)))
        assert set(clocks) == {"C1", "C10"}, "a letters office refers, and reports back by the term that was set"
        forwarded = session.scalar(select(func.count()).select_from(Arrival).where(Arrival.source.in_(FORWARDED)))
        assert 3 <= forwarded <= 26
        done = Tally(session.scalars(select(Step.kind)))
        assert {"refer", "receipt", "accept", "opinion", "serve"} <= set(done), done


def test_every_sample_matter_is_complete(filled: Session) -> None:
    known = {entry.full_name for entry in categories(filled)}
    random = Random(0)
    seen = {}
    for _ in range(3_000):
        matter = texts.matter(random, TODAY, "笕桥街道")
        seen[matter.category, matter.purpose, matter.person is None] = matter
        told = [matter.brief, matter.facts, matter.grounds, *matter.requests, *matter.materials]
        told += [text for text in (matter.place, matter.body, matter.person) if text]
        assert all(text and "【" not in text for text in told)
        assert len(matter.brief) <= 30
        assert matter.requests
        assert matter.category in known
        assert Purpose.of(matter.purpose)
        assert PetitionerKind.of(matter.petitioner)
        assert not matter.prior or ProcedureKind.of(matter.prior["kind"])
    assert len(seen) >= 40


def test_a_misheard_name_is_one_character_apart() -> None:
    random = Random(0)
    for _ in range(500):
        name = texts.name(random, Sex.FEMALE)
        assert one_character_apart(name, texts.misheard(random, name))
