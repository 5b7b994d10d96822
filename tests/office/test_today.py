"""What is due today, counted once more by hand over a generated office; what of it others may see."""

import shutil
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
from petitiondesk.rules.procedure.table import STEPS
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

    def half_gone(self, duty: Duty, line: Said | None) -> Said | None:
        """Said of a term that runs, where nothing was recorded for more than half of it."""
        if line is None or line[3] == "检举控告类事项" or duty.clock == "C4" or duty.last_day < DAY:
            return line
        taken_back = {each.takes_back_id for each in self.steps}
        stand = (each for each in self.steps if each.takes_back_id is None and each.id not in taken_back)
        recorded = [each.recorded_at.date() for each in stand if each.case_id == duty.case_id]
        since = max([duty.starts_on, *recorded])
        if (DAY - since).days <= (duty.last_day - duty.starts_on).days / 2:
            return line
        return (*line[:3], f"{line[3]} · 期限过半，其间没有办理记录", *line[4:])

    def done_late(self) -> list[Duty]:
        late = [
            each
            for each in self.duties
            if each.clock != "C4" and each.done_on and each.done_on > each.last_day and (DAY - each.done_on).days <= 30
        ]
        return sorted(late, key=lambda each: (-each.done_on.toordinal(), each.id))

    def waiting(self) -> list[Said | None]:
        """Of each case the last step that moves it, where that waits for somebody; DAY is a Monday."""
        taken_back = {each.takes_back_id for each in self.steps}
        last: dict[int, Step] = {}
        for step in self.steps:
            moves = step.kind == "receipt" or ((rule := STEPS.get(StepKind(step.kind))) and (rule.leads or rule.end))
            if step.id not in taken_back and moves:
                last[step.case_id] = step
        left = [
            each
            for each in last.values()
            if each.kind == "object" or (each.kind in ("refer", "assign") and each.taken_on < date(2026, 11, 20))
        ]
        left.sort(key=lambda each: (each.taken_on, each.id))
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
            *(late(self.owed(each)) for each in to_do if each.last_day < DAY),
            *(late(self.owed(each)) for each in self.done_late()),
            *self.held(),
        ]
        columns = {
            "to_do": [self.half_gone(each, self.owed(each)) for each in to_do],
            "waiting": self.waiting(),
            "missed": missed,
        }
        return {name: [each for each in lines if each is not None] for name, lines in columns.items()}


def late(line: Said | None) -> Said | None:
    return line and (line if line[3] == "检举控告类事项" else (*line[:3], f"未按期：{line[3]}", *line[4:]))


def sent(step: Step) -> str:
    if step.kind == "object":
        return f"本单位提出异议，对方尚未答复：{step.told['to']}"
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
            read = columns_of(today(desk, DAY, mine=mine is not None))
            assert {name: set(lines) ^ set(recounted[name]) for name, lines in read.items()} == dict.fromkeys(
                read, set()
            )
            assert read == recounted
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
    assert [line.number for line in late.missed] == [line.number for line in late.to_do]
    wrong = refer(desk, second, to="街道办")
    steps.take_back(desk, wrong, reason="写错单位", now=NOW)
    refer(desk, first)
    refer(desk, second, report_by="2026-12-24")
    read = today(desk, DAY)
    assert [line.number for line in read.to_do] == [third]
    assert {(line.number, sentence(line.what, "zh"), line.since) for line in read.waiting} == {
        (first, "住建局：转送、交办来的事项：书面告知", False),
        (second, "住建局：转送、交办来的事项：书面告知", False),
        (second, "住建局：交办事项反馈结果", False),
    }, "a unit has one working day to sign for it"
    in_two_days = today(desk, DAY + timedelta(days=2)).waiting
    assert [(line.number, sentence(line.what, "zh")) for line in in_two_days if line.since] == [
        (first, "转送未回执：住建局"),
        (second, "交办（2026-12-24 前反馈）未回执：住建局"),
    ]
    receipt = {"from": "住建局", "received_on": "2026-11-23"}
    steps.record(desk, first, StepKind.RECEIPT, receipt, now=NOW)
    in_two_days = today(desk, DAY + timedelta(days=2), mine=True).waiting
    assert [line.number for line in in_two_days if line.since] == [second]
    somebody_else = replace(desk, actor=Actor(7, "李慧"))
    assert columns_of(today(somebody_else, DAY, mine=True)) == {"to_do": [], "waiting": [], "missed": []}


def test_what_was_handed_over_waits_for_whoever_it_was_handed_to(desk: Desk) -> None:
    with desk.database.write() as session:
        session.add(Staff(id=7, name="李慧", joined_at=NOW))
    other, number = replace(desk, actor=Actor(7, "李慧")), enter(desk, CLAIM).number
    steps.record(desk, number, StepKind.HAND_OVER, {"who": "李慧", "done_on": "2026-11-23"}, now=NOW)
    assert [sentence(line.what, "zh") for line in today(desk, DAY).waiting] == ["已移交李慧，尚未接手"]
    assert sentence(today(other, DAY, mine=True).to_do[0].what, "zh") == "待接手：张玲移交"
    steps.record(other, number, StepKind.TAKE_OVER, {"done_on": "2026-11-23"}, now=NOW)
    assert today(desk, DAY).waiting == []
    assert [(line.number, line.person) for line in today(other, DAY, mine=True).to_do] == [(number, "李慧")]
    assert len(today(desk, DAY, mine=True).to_do) == 1, "who received it sees it still"


def test_requests_that_owe_the_same_are_one_line_and_a_petitioner_s_term_is_never_late(desk: Desk) -> None:
    number = enter(desk, CLAIM | {"requests.1.text": "赔偿", "requests.2.text": "道歉"}).number
    with desk.database.write() as session:
        for request in saved(desk, number).requests:
            for clock, unit in (("C5", None), ("C5", "住建局"), ("C6", None), ("T0", None)):
                session.add(
                    Duty(
                        **{"case_id": request.case_id, "clock": clock, "article": "a", "starts_on": DAY},
                        **{"last_day": DAY, "provisional": False, "request_id": request.id, "of_unit": unit},
                        projected=True,
                    )
                )
    read = today(desk, DAY)
    assert [sentence(line.what, "zh") for line in read.to_do[:1]] == ["信访处理意见书（3 项诉求）"]
    assert [(sentence(line.what, "zh"), line.petitioners) for line in read.waiting] == [
        ("住建局：信访处理意见书（3 项诉求）", False),
        ("信访人可以请求复查（3 项诉求）", True),
    ]
    assert [line.target for line in read.to_do] == [False, True, False]
    after = today(desk, DAY + timedelta(days=1))
    assert not any(line.petitioners for line in after.waiting)
    assert [sentence(line.what, "zh") for line in after.missed] == ["未按期：信访处理意见书（3 项诉求）"]


def test_more_than_half_of_a_term_with_nothing_recorded_is_said(desk: Desk) -> None:
    enter(desk, CLAIM)
    for days, said_so in ((7, False), (8, True), (15, True), (16, False)):
        [one] = today(desk, DAY + timedelta(days=days)).to_do
        assert ("期限过半" in sentence(one.what, "zh")) == said_so


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
    assert all(one.day <= other.day for one, other in pairwise(read.to_do))
