"""What is due today, counted once more by hand over a generated office; what of it others may see."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from petitiondesk.office import steps
from petitiondesk.office.desk import Desk
from petitiondesk.office.standings import case_stands
from petitiondesk.office.today import Line, Today, today
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.owed import due
from petitiondesk.samples import offices
from petitiondesk.storage import registrations
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import (
    Case,
    Duty,
    Enclosure,
    Staff,
)
from petitiondesk.words import sentence
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, again, saved
from tests.office.conftest import register as enter
from tests.samples.conftest import write_details

DAY = NOW.date()
COUNT = 800
UNITS = ("住建局", "街道办", "公安局")

Said = tuple[str, str, str, str, date, date | None, str]
"""Number, name, matter, what, day, the day on which it was done, who received it."""


@pytest.fixture(scope="module")
def filled(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Two years of an office, with what was done in them."""
    path = Path(shutil.copy(prepared_template, tmp_path_factory.mktemp("today") / "office.db"))
    with closing(connect(path)) as database:
        write_details(database)
        offices.generate(database, COUNT, seed=19, today=DAY)
        yield database


def said(line: Line) -> Said:
    what = sentence(line.what, "zh")
    return line.number, line.name, line.matter, what, line.day, line.done_on, line.person


def columns_of(read: Today) -> dict[str, list[Said]]:
    lines = {"to_do": read.to_do, "waiting": read.waiting, "missed": read.missed}
    return {name: [said(line) for line in each] for name, each in lines.items()}


def test_every_open_request_stands_there_with_its_day(filled: Database) -> None:
    """Counted once more from the steps of each case, request by request."""
    read = today(Desk(filled, None, Actor(2, "")), DAY)  # type: ignore[arg-type]  # nobody asks for drafts
    there = {
        "own": {(line.number, line.day) for line in read.to_do},
        "others": {(line.number, line.day) for line in read.waiting},
    }
    looked_at = 0
    with filled.read() as session:
        for case in session.scalars(select(Case)):
            numbers = registrations.numbers_in_case(session, case.id)
            found = case_stands(session, case, DAY)
            for each in found.requests:
                owed = due(each.standing, found.calendar, found.rules, DAY)
                if owed is None:
                    continue
                column = there["others" if owed.of or owed.petitioners else "own"]
                assert any((number, owed.last_day) in column for number in numbers), (case.number, owed)
                looked_at += 1
    assert looked_at > 30, "an office in which much is under way"
    assert read.missed


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
