"""What is due today, counted once more by hand over a generated office; what of it others may see."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select, update

from petitiondesk.office import steps
from petitiondesk.office.desk import Desk
from petitiondesk.office.today import Line, Today, today
from petitiondesk.rules.enclosures import GO_BACK
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.names import masked
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.samples import offices
from petitiondesk.storage.database import Database, Session, connect
from petitiondesk.storage.history import Actor
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
from petitiondesk.words import sentence
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, again, saved
from tests.office.conftest import register as enter
from tests.samples.conftest import write_details

DAY = NOW.date()
COUNT = 2_000
UNITS = ("住建局", "街道办", "公安局")

Said = tuple[str, str, str, str, date, date | None, str]
"""Number, name, matter, what, day, the day on which it was done, who received it."""


@pytest.fixture(scope="module")
def filled(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Two years of an office, with steps and things out of envelopes strewn over it."""
    path = Path(shutil.copy(prepared_template, tmp_path_factory.mktemp("today") / "office.db"))
    with closing(connect(path)) as database:
        write_details(database)
        offices.generate(database, COUNT, seed=19, today=DAY)
        with database.write() as session:
            strew(session, Random(19))
        yield database


def strew(session: Session, random: Random) -> None:
    for case in session.scalars(select(Case).order_by(Case.id)).all():
        sent = [step_of(session, case, random) for _step in range(random.choice((0, 0, 0, 1, 2, 3, 5)))]
        for step in random.sample(sent, min(len(sent), random.choice((0, 0, 1)))):
            back = step_of(session, case, random, StepKind.TAKEN_BACK)
            back.takes_back_id = step.id
    registrations = session.scalars(select(Registration.id)).all()
    for registration_id in random.sample(registrations, 40):
        kind = random.choice(("cash", "originals", "copies"))
        became = random.choice((None, None, "handed_back"))
        session.add(Enclosure(registration_id=registration_id, position=90, kind=kind, became=became))
    receptionists = session.scalars(select(Staff.id)).all()
    for registration_id in random.sample(registrations, 200):
        chosen = update(Registration).where(Registration.id == registration_id)
        session.execute(chosen.values(receptionist_id=random.choice(receptionists), anonymous=random.random() < 0.3))
    for case in random.sample(session.scalars(select(Case)).all(), 300):
        case.confidentiality = random.choice(("restricted", "sensitive", "general", "of another program"))


def step_of(session: Session, case: Case, random: Random, kind: StepKind | None = None) -> Step:
    kind = kind or random.choice((StepKind.REFER, StepKind.ASSIGN, StepKind.RECEIPT, StepKind.PUT_TO_LEADERS))
    told = {"from" if kind is StepKind.RECEIPT else "to": random.choice(UNITS)}
    if kind is StepKind.ASSIGN:
        told["report_by"] = "2026-12-24"
    taken_on = case.opened_on + timedelta(days=random.randrange(20))
    step = Step(case=case, kind=kind, taken_on=taken_on, told=told, recorded_at=NOW, recorded_by_id=1, duties=[])
    session.add(step)
    session.flush()
    return step


# -- counted once more


class Recount:
    """Everything in memory, and no SQL but whole tables."""

    def __init__(self, session: Session, mine: int | None) -> None:
        self.mine = mine
        self.registrations = {each.id: each for each in session.scalars(select(Registration))}
        self.cases = {each.id: each for each in session.scalars(select(Case))}
        self.duties = list(session.scalars(select(Duty)))
        self.staff = {each.id: each.name for each in session.scalars(select(Staff))}
        self.steps = sorted(session.scalars(select(Step)), key=lambda step: step.id)
        self.enclosures = list(session.scalars(select(Enclosure)))
        people = {each.id: each.name for each in session.scalars(select(Petitioner))}
        first = [each for each in session.scalars(select(Party)) if each.position == 0]
        self.names = {party.registration_id: people[party.petitioner_id] for party in first}
        self.under: dict[int, int] = {}
        for further in session.scalars(select(FurtherDuty)):
            self.under[further.duty_id] = further.registration_id
        for each in sorted(self.registrations.values(), key=lambda each: -each.id):
            self.under[each.duty_id] = each.id
        self.first: dict[int, int] = {}
        for each in sorted(self.registrations.values(), key=lambda each: -each.id):
            self.first[each.case_id] = each.id

    def said(self, registration_id: int, what: str, day: date, done_on: date | None = None) -> Said | None:
        registration = self.registrations[registration_id]
        if self.mine not in (None, registration.receptionist_id):
            return None
        confidentiality = self.cases[registration.case_id].confidentiality
        if confidentiality not in ("general", "sensitive"):
            return registration.number, "", "", "检举控告类事项", day, done_on, ""
        name = "" if registration.anonymous else self.names.get(registration_id) or ""
        matter = (registration.matter or "") if confidentiality == "general" else ""
        cut = matter if len(matter) <= 12 else matter[:11] + "…"
        person = self.staff[registration.receptionist_id]
        return registration.number, masked(name), cut, what, day, done_on, person

    def owed(self, duty: Duty) -> Said | None:
        names = {
            "C2": "书面告知接收情况以及处理途径和程序",
            "C3": "转送、交办来的事项：书面告知",
            "C4": "对转送、交办提出异议",
            "C10": "交办事项反馈结果",
        }
        return self.said(self.under[duty.id], names.get(duty.clock, duty.clock), duty.last_day, duty.done_on)

    def to_do(self) -> list[Duty]:
        """An objection (C4) can be raised within its term, and isn't owed."""
        still = (each for each in self.duties if each.done_on is None and (each.clock != "C4" or each.last_day >= DAY))
        return sorted(still, key=lambda each: (each.last_day, each.id))

    def done_late(self) -> list[Duty]:
        late = [
            each
            for each in self.duties
            if each.clock != "C4" and each.done_on and each.done_on > each.last_day and (DAY - each.done_on).days <= 30
        ]
        return sorted(late, key=lambda each: (-each.done_on.toordinal(), each.id))

    def waiting(self) -> list[Said | None]:
        taken_back = {each.takes_back_id for each in self.steps}
        open_ones: dict[int, list[Step]] = defaultdict(list)
        for step in self.steps:
            if step.id in taken_back:
                continue
            of_case = open_ones[step.case_id]
            if step.kind in ("refer", "assign"):
                of_case.append(step)
            elif step.kind == "receipt" and of_case:
                same = [each for each in of_case if each.told["to"] == step.told["from"]]
                of_case.remove((same or of_case)[0])
        left = sorted((step for each in open_ones.values() for step in each), key=lambda each: (each.taken_on, each.id))
        return [self.said(self.first[step.case_id], sent(step), step.taken_on) for step in left]

    def held(self) -> list[Said | None]:
        things = {"cash": "现金或贵重物品", "originals": "证件或材料原件", "stick": "U盘或光盘", "thing": "其他物品"}
        left = [each for each in self.enclosures if each.became is None and each.kind in GO_BACK]
        left.sort(key=lambda each: (self.registrations[each.registration_id].received_on, each.registration_id))
        received = {each.id: each.received_on for each in self.registrations.values()}
        return [
            self.said(
                each.registration_id,
                f"随信的{things.get(each.kind, each.kind)}：请写明去向",
                received[each.registration_id],
            )
            for each in left
        ]

    def columns(self) -> dict[str, list[Said]]:
        to_do = self.to_do()
        missed = [
            *(self.owed(each) for each in to_do if each.last_day < DAY),
            *(self.owed(each) for each in self.done_late()),
            *self.held(),
        ]
        columns = {"to_do": [self.owed(each) for each in to_do], "waiting": self.waiting(), "missed": missed}
        return {name: [each for each in lines if each is not None] for name, lines in columns.items()}


def sent(step: Step) -> str:
    if step.kind == "assign":
        return f"交办（2026-12-24 前反馈）未回执：{step.told['to']}"
    return f"转送未回执：{step.told['to']}"


def said(line: Line) -> Said:
    what = sentence(line.what, "zh")
    return line.number, line.name, line.matter, what, line.day, line.done_on, line.person


def columns_of(read: Today) -> dict[str, list[Said]]:
    lines = {"to_do": read.to_do, "waiting": read.waiting, "missed": read.missed}
    return {name: [said(line) for line in each] for name, each in lines.items()}


def test_a_recount_by_hand_says_the_same(filled: Database) -> None:
    desk = Desk(filled, None, Actor(2, ""))  # type: ignore[arg-type]  # nobody asks for drafts
    with filled.read() as session:
        for mine in (None, 2):
            recounted = Recount(session, mine).columns()
            assert columns_of(today(desk, DAY, mine=mine is not None)) == recounted
            if mine is None:
                assert all(len(lines) >= 10 for lines in recounted.values()), "an office in which much happened"
                assert any(line[3] == "检举控告类事项" for line in recounted["to_do"])
                assert any(line[5] for line in recounted["missed"])
            assert all(recounted.values())


def test_the_whole_office_is_everybody_s_own_together(filled: Database) -> None:
    with filled.read() as session:
        staff = session.scalars(select(Staff.id)).all()
    desks = [Desk(filled, None, Actor(each, "")) for each in staff]  # type: ignore[arg-type]
    whole = columns_of(today(desks[0], DAY))
    own = [columns_of(today(desk, DAY, mine=True)) for desk in desks]
    for name, lines in whole.items():
        assert sorted(map(repr, lines)) == sorted(repr(line) for each in own for line in each[name])


# -- a small office, on both databases

REFERRED = {
    "signed_on": "2026-11-23",
    "signer": "王主任",
    "to": "住建局",
    "way": "fax",
    "sent_on": "2026-11-23",
}


def refer(desk: Desk, number: str, **told: str) -> int:
    kind = StepKind.ASSIGN if "report_by" in told else StepKind.REFER
    return steps.record(desk, number, kind, {**REFERRED, **told}, now=NOW).step_id


@pytest.mark.both_databases
def test_a_small_office(new_desk: NewDesk) -> None:
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    assert columns_of(today(desk, DAY)) == {"to_do": [], "waiting": [], "missed": []}
    first, second, third = (enter(desk, CLAIM).number for _visit in range(3))
    again(desk, first, "no")
    last_day = saved(desk, first).duty.last_day
    read = today(desk, DAY)
    assert [said(line)[:5] for line in read.to_do] == [
        (number, "李*", "修好电梯", "转送、交办", last_day) for number in (first, second, third)
    ], "one line for the duty under which two registrations stand"
    assert (read.waiting, read.missed) == ([], [])
    late = today(desk, last_day + timedelta(days=1))
    assert late.missed == late.to_do
    wrong = refer(desk, second, to="街道办")
    steps.take_back(desk, wrong, reason="写错单位", now=NOW)
    refer(desk, first)
    refer(desk, second, report_by="2026-12-24")
    read = today(desk, DAY)
    assert [line.number for line in read.to_do] == [third]
    assert [(line.number, sentence(line.what, "zh"), line.since) for line in read.waiting] == [
        (first, "转送未回执：住建局", True),
        (second, "交办（2026-12-24 前反馈）未回执：住建局", True),
    ]
    receipt = {"from": "住建局", "received_on": "2026-11-23"}
    steps.record(desk, first, StepKind.RECEIPT, receipt, now=NOW)
    assert [line.number for line in today(desk, DAY, mine=True).waiting] == [second]
    somebody_else = replace(desk, actor=Actor(7, "李慧"))
    assert columns_of(today(somebody_else, DAY, mine=True)) == {"to_do": [], "waiting": [], "missed": []}


@pytest.mark.both_databases
def test_what_was_done_late_stands_among_what_was_missed_for_a_month(desk: Desk) -> None:
    number = enter(desk, CLAIM).number
    duty = saved(desk, number).duty
    done_on = duty.last_day + timedelta(days=3)
    with desk.database.write() as session:
        session.get_one(Duty, duty.id).done_on = done_on
    for days, there in ((1, True), (30, True), (31, False)):
        missed = today(desk, done_on + timedelta(days=days)).missed
        assert [(line.number, line.day, line.done_on) for line in missed] == [(number, duty.last_day, done_on)] * there


def test_of_a_report_of_wrongdoing_there_are_number_and_day(desk: Desk) -> None:
    wrongdoing = {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING}
    number = enter(desk, wrongdoing).number
    with desk.database.write() as session:
        session.add(Enclosure(registration_id=saved(desk, number).id, position=0, kind="cash"))
    read = today(desk, saved(desk, number).duty.last_day + timedelta(days=1))
    assert len(read.missed) == 2
    for line in (*read.to_do, *read.missed):
        shown = (number, "", "", "检举控告类事项", line.day, None, "")
        assert (line.restricted, said(line)) == (True, shown)


def test_a_clock_that_this_program_does_not_know_is_shown_by_its_name(desk: Desk) -> None:
    duty = saved(desk, enter(desk, CLAIM).number).duty
    with desk.database.write() as session:
        session.get_one(Duty, duty.id).clock = "C99"
    assert [sentence(line.what, "zh") for line in today(desk, DAY).to_do] == ["C99"]


def test_what_ends_first_stands_first(filled: Database) -> None:
    read = today(Desk(filled, None, Actor(1, "")), DAY)  # type: ignore[arg-type]
    assert all(one.day <= other.day for lines in (read.to_do, read.waiting) for one, other in pairwise(lines))
