"""Whatever hands out the words of a report of wrongdoing writes into the history first who opened it (Art. 30 ¶3).

Every act of the office that takes a desk stands here with a call, so that a new one can't be forgotten.
"""

import inspect
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import update

from petitiondesk import office
from petitiondesk.office import (
    answers,
    attachments,
    calendar,
    case_page,
    cases,
    catalogues,
    changed_outside,
    checking,
    copies,
    corrections,
    day_lines,
    details,
    drafts,
    finding,
    opening,
    papers,
    people,
    projection,
    reception,
    recognition,
    register,
    register_preview,
    restricted,
    search,
    self_check,
    steps,
    today,
    unit_list,
    unit_tables,
    units,
)
from petitiondesk.office.answers import AnswerText
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.rules.acts import Act
from petitiondesk.rules.attachments import AttachmentKind
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.holiday_notices import HolidayNotice
from petitiondesk.rules.kinds import NewFacts
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.units import UnitKind, UnitLevel
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Draft, Registration
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW
from tests.office.conftest import CLAIM, correct, draft, saved, told_in_history

REPORT = CLAIM | {
    "registration.purpose": Purpose.REPORT_OF_WRONGDOING,
    "registration.facts": "主任把修电梯的钱装进了自己的口袋。",
    "petitioner.phone": "13800138000",
}
CORRECTED = "合同由主任的弟弟签。"
ANSWER = "已移送有权处理的机关。"
WORDS = (REPORT["registration.facts"], CORRECTED, ANSWER, CLAIM["petitioner.name"], "13800138000", "修好电梯")

NOTICE = HolidayNotice(2027, "关于2027年部分节假日安排的通知", NOW.date(), ())

Call = Callable[[Desk, str], object]


def _visit(desk: Desk, number: str) -> Draft:
    """The visit's draft, as it stands at a counter that the power left before it was put away."""
    added = REPORT | {"registration.facts": f"{REPORT['registration.facts']}还有证人。"}
    return replace(draft(added), id=saved(desk, number).draft_id)


def _typed(_desk: Desk, _number: str) -> Draft:
    return draft({"registration.facts": "别的事"})


def _correction(desk: Desk, number: str) -> Draft:
    record = corrections.on_record(desk, number)
    return replace(
        draft({**record, "petitioner.phone": "13900000001"}, form=kinds.form_of(kinds.Correction(number))),
        opened=record,
    )


def _attachment(desk: Desk, number: str) -> int:
    told = {"name": f"{CLAIM['petitioner.name']}.pdf", "content": b"%PDF-", "kind": AttachmentKind.EVIDENCE}
    return attachments.add(desk, number, **told, now=NOW)


def _read_attachment(desk: Desk, number: str) -> object:
    finding.find(desk, number, now=NOW, purpose="核对")
    return attachments.read(desk, _attachment(desk, number), now=NOW)


def _ids(desk: Desk) -> Sequence[int]:
    return register.found(desk, "", today=NOW.date()).ids


def _copy(desk: Desk, number: str) -> object:
    with pytest.raises(copies.NoCopy) as refused:
        copies.copy_of(desk, number)
    return refused.value


def _case(desk: Desk, number: str) -> case_page.CaseShown:
    return case_page.opened(desk, number, purpose="核对", now=NOW)


def _recorded(desk: Desk, number: str) -> steps.Done:
    return steps.record(desk, number, StepKind.HELP, {"summary": "法律援助", "done_on": "2026-11-23"}, now=NOW)


def _not_linked(desk: Desk, number: str) -> None:
    other = reception.register(desk, draft(CLAIM), now=NOW).number
    with pytest.raises(cases.NotLinked):
        cases.link(desk, number, other, new_facts=NewFacts.NO, reason="同一件事", now=NOW)


def _not_unlinked(desk: Desk, number: str) -> None:
    with pytest.raises(cases.NotLinked):
        cases.unlink(desk, number, reason="不是一件事", now=NOW)


def _unit(desk: Desk) -> units.UnitEntry:
    return units.add(desk, units.About("云河县教育局", UnitLevel.COUNTY, UnitKind.DEPARTMENT), now=NOW)


CALLS: dict[str, Call] = {
    "case_page.as_told_to_anybody": lambda desk, number: case_page.as_told_to_anybody(desk, number),
    "case_page.opened": _case,
    "case_page.read_again": lambda desk, number: (
        _case(desk, number),
        case_page.read_again(desk, number, now=NOW),
    ),
    "cases.link": _not_linked,
    "cases.unlink": _not_unlinked,
    "checking.check": lambda desk, _number: checking.check(desk),
    "steps.record": _recorded,
    "steps.take_back": lambda desk, number: steps.take_back(
        desk, _recorded(desk, number).step_id, reason="写错了", now=NOW
    ),
    "self_check.self_check": lambda desk, _number: self_check.self_check(desk, NOW.date()),
    "day_lines.mine_of": lambda desk, _number: day_lines.mine_of(desk, day_lines.Hands({})),
    "today.today": lambda desk, _number: today.today(desk, NOW.date()),
    "answers.begin": lambda desk, number: answers.begin(desk, number, now=NOW),
    "answers.leave": lambda desk, number: answers.leave(desk, draft({}, form=answers.draft_of(number))),
    "answers.answer": lambda desk, number: answers.answer(desk, number, AnswerText(ANSWER), now=NOW),
    "attachments.add": _attachment,
    "attachments.put_aside": lambda desk, number: attachments.put_aside(
        desk, _attachment(desk, number), reason="别人的", now=NOW
    ),
    "attachments.read": _read_attachment,
    "calendar.keep": lambda desk, _number: calendar.keep(desk, NOTICE, NOW),
    "calendar.look_at": lambda desk, _number: calendar.look_at(desk, NOTICE),
    "calendar.notice_of": lambda desk, _number: [calendar.keep(desk, NOTICE, NOW), calendar.notice_of(desk, 2027)],
    "calendar.years": lambda desk, _number: calendar.years(desk, NOW.date()),
    "catalogues.categories": lambda desk, _number: catalogues.categories(desk),
    "catalogues.county_of": lambda desk, _number: catalogues.county_of(desk, CLAIM["petitioner.id_number"]),
    "catalogues.divisions_like": lambda desk, _number: catalogues.divisions_like(desk, "上城", limit=9),
    "copies.copy_of": _copy,
    "checking.check_quickly": lambda desk, _number: checking.check_quickly(desk),
    "corrections.begin": lambda desk, number: corrections.begin(desk, number, now=NOW),
    "corrections.correct": lambda desk, number: corrections.correct(
        desk, _correction(desk, number), reason="听错了", now=NOW
    ),
    "projection.write_first": lambda desk, _number: projection.write_first(desk, NOW),
    "corrections.go_on": lambda desk, number: corrections.go_on(desk, _correction(desk, number), now=NOW),
    "corrections.said_later": lambda desk, number: corrections.said_later(desk, _visit(desk, number), number, now=NOW),
    "details.change": lambda desk, _number: details.change(desk, details.OfficeContact(phone="0571"), now=NOW),
    "details.read": lambda desk, _number: details.read(desk),
    "drafts.drop": lambda desk, _number: drafts.drop(desk, draft({})),
    "drafts.keep": lambda desk, number: drafts.keep(desk, _typed(desk, number)),
    "drafts.opened_by_mistake": lambda desk, number: drafts.opened_by_mistake(
        desk, _typed(desk, number), said_by="张玲", now=NOW
    ),
    "drafts.put_away": lambda desk, number: drafts.put_away(desk, _typed(desk, number).id),
    "drafts.unreadable": lambda desk, _number: drafts.unreadable(desk),
    "drafts.waiting": lambda desk, _number: drafts.waiting(desk),
    "drafts.withdraw": lambda desk, number: drafts.withdraw(desk, _typed(desk, number), words="不说了", now=NOW),
    "finding.find": lambda desk, number: finding.find(desk, number, now=NOW, purpose="核对"),
    "finding.latest": lambda desk, _number: finding.latest(desk),
    "opening.confirm_time": lambda desk, _number: opening.confirm_time(desk, now=NOW),
    "opening.details": lambda desk, _number: opening.details(desk),
    "changed_outside.changed_outside": lambda desk, _number: changed_outside.changed_outside(desk, NOW),
    "papers.offered": lambda desk, number: papers.offered(desk, number),
    "papers.prepare": lambda desk, number: papers.prepare(desk, number, papers.VISIT_FORM, now=NOW),
    "papers.printed": lambda desk, number: papers.printed(
        desk, papers.prepare(desk, number, papers.SLIP, now=NOW), how="打印机", now=NOW
    ),
    "people.add": lambda desk, _number: people.add(desk, people.About("周敏"), now=NOW),
    "people.change": lambda desk, _number: people.change(desk, 1, people.About("张玲玲"), now=NOW),
    "people.everybody": lambda desk, _number: people.everybody(desk),
    "people.sit_down": lambda desk, _number: people.sit_down(desk, people.everybody(desk)[0]),
    "register.found": lambda desk, number: [register.found(desk, text, today=NOW.date()) for text in (number, ANSWER)],
    "register.rows": lambda desk, _number: register.rows(desk, _ids(desk), "电梯"),
    "register_preview.preview": lambda desk, _number: [register_preview.preview(desk, each) for each in _ids(desk)],
    "search.search_words": lambda desk, number: search.search_words(desk, number, limit=5),
    "reception.register": lambda desk, number: reception.register(desk, _visit(desk, number), now=NOW),
    "reception.why_this_day": lambda desk, number: reception.why_this_day(desk, number),
    "recognition.earlier": lambda desk, _number: recognition.earlier(desk, REPORT, NOW.date()),
    "unit_list.listed": lambda desk, _number: unit_list.listed(desk, "", today=NOW.date(), with_ended=True),
    "unit_tables.export_table": lambda desk, _number: unit_tables.export_table(desk, now=NOW),
    "unit_tables.import_table": lambda desk, _number: unit_tables.import_table(desk, "name,level,kind", now=NOW),
    "units.add": lambda desk, _number: _unit(desk),
    "units.change": lambda desk, _number: units.change(desk, (unit := _unit(desk)).id, units.as_told(unit), now=NOW),
    "units.end": lambda desk, _number: units.end(desk, _unit(desk).id, NOW.date(), now=NOW),
    "units.everything": lambda desk, _number: units.everything(desk),
    "recognition.person": lambda desk, number: recognition.person(desk, saved(desk, number).parties[0].petitioner_id),
}

READ_WITHIN = "corrections.on_record"
"""Reads without an entry, for corrections.py itself, which makes one before it hands anything on."""


@pytest.fixture
def report(desk: Desk) -> str:
    """The number of a report of wrongdoing that was answered, and put right at another counter."""
    number = reception.register(desk, draft(REPORT), now=NOW).number
    correct(desk, number, {"registration.grounds": CORRECTED})
    answers.answer(desk, number, AnswerText(ANSWER), now=NOW)
    return number


def test_every_act_at_a_desk_stands_here() -> None:
    acts = set()
    for module in pkgutil.iter_modules(office.__path__):
        room = import_module(f"{office.__name__}.{module.name}")
        for name, act in inspect.getmembers(room, inspect.isfunction):
            public = f"{act.__module__}.".startswith(f"{room.__name__}.") and not name.startswith("_")
            taken = {parameter.annotation for parameter in inspect.signature(act).parameters.values()}
            if public and room is not restricted and Desk in taken:
                acts.add(f"{module.name}.{name}")
    assert acts == CALLS.keys() | {READ_WITHIN}, "put a call of it into CALLS"


def test_what_reads_without_an_entry_is_asked_within_its_room_only() -> None:
    function = READ_WITHIN.rpartition(".")[2]
    files = Path(office.__path__[0]).parent.rglob("*.py")
    asking = {path.name for path in files if f"{function}(" in path.read_text("utf-8").replace(f"_{function}(", "")}
    assert asking == {"corrections.py"}


@pytest.mark.parametrize("name", CALLS)
def test_whoever_is_given_words_of_a_report_stands_in_the_history(desk: Desk, report: str, name: str) -> None:
    before = len(told_in_history(desk, Act.OPEN))
    given = str(CALLS[name](desk, report))
    recorded = len(told_in_history(desk, Act.OPEN)) > before
    assert recorded or not [words for words in WORDS if words in given]


@pytest.mark.parametrize("name", ["answers.begin", "corrections.begin", "papers.prepare", "reception.register"])
def test_words_of_a_report_are_seen_where_they_are_given(desk: Desk, report: str, name: str) -> None:
    """So that the test above can fail."""
    given = str(CALLS[name](desk, report))
    assert [words for words in WORDS if words in given]


@pytest.mark.both_databases
def test_what_for_is_asked_once_for_each_case_person_and_day_and_stands_in_the_history(desk: Desk, report: str) -> None:
    before = len(told_in_history(desk, Act.OPEN))

    def look(number: str, *, at: Desk = desk, days: int = 0, **told: str) -> None:
        finding.find(at, number, now=NOW + timedelta(days=days), **told)

    for told in ({}, {"purpose": "  "}, {"how": finding.IN_REGISTER}):
        with pytest.raises(finding.PurposeNeeded):
            look(report, **told)
    look(report, purpose="答复来电")
    another = reception.register(desk, draft(REPORT), now=NOW).number
    with pytest.raises(finding.PurposeNeeded):
        look(another)
    with desk.database.write() as session:
        case_id = saved(desk, report).case_id
        session.execute(update(Registration).where(Registration.number == another).values(case_id=case_id))
    look(another)
    look(saved(desk, report).query_code, how=finding.IN_REGISTER)
    with desk.database.read() as session:
        slip = papers_of_number(session, report)[-1]
    look(slip.check_code, days=1)
    others = (replace(desk, actor=Actor(None, "周敏")), 0), (desk, 1)
    for at, days in others:
        with pytest.raises(finding.PurposeNeeded):
            look(report, at=at, days=days)
    said = {"purpose": "答复来电"}
    assert told_in_history(desk, Act.OPEN)[before:] == [
        {"how": "found", **said},
        {"how": "found", **said},
        {"how": "register", **said},
        {"how": "found"},
    ]


def test_whatever_the_register_opens_stands_in_the_history(desk: Desk) -> None:
    number = reception.register(desk, draft(CLAIM), now=NOW).number
    finding.find(desk, number, now=NOW)
    finding.find(desk, number, now=NOW, how=finding.IN_REGISTER)
    assert told_in_history(desk, Act.OPEN) == [{"how": "register"}]
