"""A registered visit put right: its number stays, the old values stay in the history, nobody else is overwritten."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from petitiondesk.office import checking, corrections, drafts, papers, steps
from petitiondesk.office.corrections import ChangedMeanwhile, NothingChanged
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.office.drafts.merging import Conflict
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.storage import history
from petitiondesk.storage.models import Duty, Paper
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW
from tests.office.conftest import CLAIM, correct, correction, draft, register, saved, told_in_history

both_databases = pytest.mark.both_databases

GROUP = {
    **CLAIM,
    "registration.visitor_count": "6",
    "requests.0.text": "修好电梯",
    "requests.1.text": "赔偿损失",
    "requests.2.text": "书面道歉",
    "parties.0.role": "representative",
    "parties.0.name": "王芳",
    "parties.1.role": "representative",
    "parties.1.name": "赵强",
    "needs.old_age": "1",
    "needs.illness": "1",
    "materials.0.name": "合同",
}


def slips(desk: Desk, number: str) -> list[Paper]:
    with desk.database.read() as session:
        return [paper for paper in papers_of_number(session, number) if paper.kind == papers.SLIP]


@both_databases
def test_the_number_stays_and_the_old_values_stay_in_the_history(desk: Desk) -> None:
    done = register(desk, GROUP)
    correct(
        desk,
        done.number,
        {
            "registration.facts": "电梯停运十四天。",
            "petitioner.name": "李鸣",
            "needs.illness": "",
            "needs.hearing": "1",
        },
        reason=" 听错了 ",
    )
    found = saved(desk, done.number)
    assert (found.facts, found.parties[0].petitioner.name) == ("电梯停运十四天。", "李鸣")
    assert sorted(need.need for need in found.needs) == ["hearing", "old_age"]
    assert found.query_code == done.query_code
    [told] = told_in_history(desk, "registration.corrected")
    assert told == {
        "reason": "听错了",
        "changed": {
            "registration.facts": [CLAIM["registration.facts"], "电梯停运十四天。"],
            "petitioner.name": ["李明", "李鸣"],
            "needs.illness": ["1", ""],
            "needs.hearing": ["", "1"],
        },
    }
    with desk.database.read() as session:
        assert history.verify(session) == []


def test_the_slip_gets_a_new_version_when_it_says_something_else(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    correct(desk, number, {"registration.grounds": "另有补充协议。"})  # no slip says it
    assert [slip.version for slip in slips(desk, number)] == [1]
    correct(desk, number, {"petitioner.name": "李鸣"})
    assert [slip.version for slip in slips(desk, number)] == [1, 2]
    assert slips(desk, number)[-1].data["name"] == "李鸣"


def test_a_matter_that_nobody_named_follows_its_words(desk: Desk) -> None:
    unnamed, named = register(desk, CLAIM).number, register(desk, {**CLAIM, "registration.matter": "电梯"}).number
    for number in (unnamed, named):
        correct(desk, number, {"requests.0.text": "更换电梯"})
    assert saved(desk, unnamed).matter == slips(desk, unnamed)[-1].data["matter"] == "更换电梯"
    assert saved(desk, named).matter == "电梯"


def test_what_says_the_same_corrects_nothing(desk: Desk) -> None:
    number = register(desk, GROUP).number
    with pytest.raises(NothingChanged):
        correct(desk, number, {})
    with pytest.raises(NothingChanged):
        correct(desk, number, {"petitioner.name": " 李明 "})
    assert told_in_history(desk, "registration.corrected") == []
    assert len(slips(desk, number)) == 1


def test_a_correction_needs_its_reason_and_its_registration(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    with pytest.raises(ValueError, match="reason"):
        correct(desk, number, {"petitioner.name": "李鸣"}, reason=" \u3000")
    for form in (kinds.form_of(kinds.Correction("2026-访-000099")), "visit", "correction"):
        with pytest.raises(LookupError):
            corrections.correct(desk, draft(CLAIM, form=form), reason="听错了", now=NOW)
    with pytest.raises(LookupError):
        corrections.on_record(desk, "2026-访-000099")
    assert saved(desk, number).parties[0].petitioner.name == "李明"


def test_the_draft_of_a_correction_is_put_away(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    typed = correction(desk, number, {"petitioner.name": "李鸣"})
    desk.drafts.keep(typed)
    assert kinds.corrected_number(typed) == number
    assert corrections.correct(desk, typed, reason="听错了", now=NOW) == number
    assert desk.drafts.all() == []


# People


@both_databases
def test_a_record_that_another_registration_shows_is_never_overwritten(desk: Desk) -> None:
    first = saved(desk, register(desk, CLAIM).number)
    shared = str(first.parties[0].petitioner_id)
    second = register(desk, {**CLAIM, "petitioner.id": shared}).number
    assert saved(desk, second).parties[0].petitioner_id == int(shared)
    told_then = first.parties[0].petitioner.phone
    correct(desk, second, {"petitioner.phone": "13800138000"})
    assert saved(desk, first.number).parties[0].petitioner.phone == told_then
    assert saved(desk, second).parties[0].petitioner.phone == "13800138000"
    correct(desk, second, {"petitioner.name": "王五", "petitioner.id_number": "110101198001010037"})
    assert saved(desk, first.number).parties[0].petitioner.name == "李明"
    assert saved(desk, second).parties[0].petitioner.name == "王五"
    correct(desk, second, {"petitioner.name": "王武"})  # nobody else's by now
    third = saved(desk, second).parties[0]
    assert (third.petitioner.name, third.petitioner_id) != ("王五", int(shared))


@both_databases
def test_people_and_requests_are_changed_in_place(desk: Desk) -> None:
    number = register(desk, GROUP).number
    before = saved(desk, number)
    taken_away = {"parties.0.name": "", "requests.0.text": ""}
    correct(desk, number, {**taken_away, "parties.1.phone": "13800138000", "requests.2.text": "公开道歉"})
    after = saved(desk, number)
    assert [(each.id, each.petitioner_id) for each in after.parties] == [
        (before.parties[place].id, before.parties[place].petitioner_id) for place in (0, 2)
    ]
    assert [each.petitioner.name for each in after.parties] == ["李明", "赵强"]
    assert after.parties[1].petitioner.phone_digits == "13800138000"
    assert [(each.id, each.text) for each in after.requests] == [
        (before.requests[1].id, "赔偿损失"),
        (before.requests[2].id, "公开道歉"),
    ]
    assert {each.case_id for each in after.requests} == {before.case_id}


def test_people_and_requests_can_be_added(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    correct(
        desk,
        number,
        {
            "parties.0.role": "proxy",
            "parties.0.name": "周律师",
            "requests.1.text": "赔偿损失",
            "materials.0.name": "照片",
        },
    )
    found = saved(desk, number)
    assert [(each.role, each.petitioner.name) for each in found.parties] == [
        ("petitioner", "李明"),
        ("proxy", "周律师"),
    ]
    assert [(each.text, each.case_id) for each in found.requests] == [
        ("修好电梯", found.case_id),
        ("赔偿损失", found.case_id),
    ]


def test_somebody_unknown_gets_a_name_later(desk: Desk) -> None:
    number = register(
        desk, {"registration.facts": "电梯停运", "parties.0.role": "carer", "parties.0.name": "女儿"}
    ).number
    assert [each.position for each in saved(desk, number).parties] == [1]
    correct(desk, number, {"petitioner.name": "李明"})
    assert [(each.role, each.petitioner.name) for each in saved(desk, number).parties] == [
        ("petitioner", "李明"),
        ("carer", "女儿"),
    ]


def test_what_can_not_be_read_of_a_row_stays_beside_that_row(desk: Desk) -> None:
    told = {
        **CLAIM,
        "parties.1.role": "representative",
        "parties.1.name": "王" * 300,
        "materials.0.copies": "两三份",
        "materials.2.name": "合同",
        "prior_procedures.1.kind": "judgment",
        "prior_procedures.1.received_on": "去年",
    }
    number = register(desk, told).number
    on_record = corrections.on_record(desk, number)
    assert {path: on_record[path] for path in told} == told
    correct(desk, number, {"parties.1.name": "王芳", "materials.0.copies": "3"})
    found = saved(desk, number)
    assert [each.petitioner.name for each in found.parties] == ["李明", "王芳"]
    assert [(each.name, each.copies) for each in found.materials] == [("", 3), ("合同", 1)]
    assert found.as_typed == {"prior_procedures.1.received_on": "去年"}


# The class of a case


def test_a_class_is_raised_and_never_lowered(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    correct(desk, number, {"registration.under_age_stated": "1"})
    assert saved(desk, number).case.confidentiality == Confidentiality.SENSITIVE
    correct(desk, number, {"registration.under_age_stated": "", "case.confidentiality": "general"})
    assert saved(desk, number).case.confidentiality == Confidentiality.SENSITIVE
    correct(desk, number, {"registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    assert saved(desk, number).case.confidentiality == Confidentiality.RESTRICTED
    assert "李明" not in str(slips(desk, number)[-1].data)
    correct(desk, number, {"registration.purpose": Purpose.CLAIM})
    assert saved(desk, number).case.confidentiality == Confidentiality.RESTRICTED
    assert "李明" not in str(slips(desk, number)[-1].data)


@both_databases
def test_what_turns_out_to_be_a_report_leaves_the_common_case_and_the_common_record(desk: Desk) -> None:
    first = saved(desk, register(desk, CLAIM).number)
    linked = {
        **CLAIM,
        "petitioner.id": str(first.parties[0].petitioner_id),
        "registration.case_id": str(first.case_id),
        "registration.new_facts": "no",
    }
    second = register(desk, linked).number
    correct(
        desk,
        second,
        {"registration.purpose": Purpose.REPORT_OF_WRONGDOING, "petitioner.phone": "13800138000"},
    )
    report = saved(desk, second)
    assert report.case.confidentiality == Confidentiality.RESTRICTED
    assert saved(desk, first.number).case.confidentiality == Confidentiality.GENERAL
    assert not report.repeat
    assert [(each.case_id, each.said_again) for each in report.requests] == [(report.case_id, False)]
    assert report.duty.case_id == report.case_id
    assert report.parties[0].petitioner_id != first.parties[0].petitioner_id
    assert saved(desk, first.number).parties[0].petitioner.phone is None


@both_databases
def test_a_term_of_its_own_goes_with_what_turns_out_to_be_a_report(desk: Desk) -> None:
    """Else the case that others see would show the day of a report that nobody may know of."""
    common = str(saved(desk, register(desk, CLAIM).number).case_id)
    second = register(desk, {**CLAIM, "registration.case_id": common, "registration.new_facts": "yes"}).number
    correct(desk, second, {"registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    report = saved(desk, second)
    assert report.duty.case_id == report.case_id
    with desk.database.read() as session:
        assert session.scalars(select(Duty.case_id).where(Duty.case_id == int(common))).all() == [int(common)]


def test_new_facts_said_later_open_a_request(desk: Desk) -> None:
    case = str(saved(desk, register(desk, CLAIM).number).case_id)
    number = register(desk, {**CLAIM, "registration.case_id": case, "registration.new_facts": "no"}).number
    correct(desk, number, {"registration.new_facts": "yes"})
    assert [each.said_again for each in saved(desk, number).requests] == [False]


# Bad input


@both_databases
def test_a_correction_that_was_tampered_with_is_kept(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    correct(
        desk,
        number,
        {
            "petitioner.division_id": "999999",
            "registration.category_id": "9" * 99,
            "registration.case_id": "999999",
            "registration.number": "2026-访-000099",
            "parties.0.petitioner_id": "7",
            "parties.0.name": "㍿" * 300,
            "materials.0.form": "原件",
            "requests." + "9" * 30 + ".text": "x",
            "registration.involved_count": "9" * 30,
        },
    )
    with desk.database.read() as session:
        assert session.scalars(select(Paper.version)).all() == [1, 2]
        assert history.verify(session) == []
    assert corrections.on_record(desk, number)["parties.0.name"] == "㍿" * 300


@both_databases
def test_a_later_visit_that_raises_the_class_is_nobody_s_correction(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    begun = correction(desk, number, {"registration.facts": "电梯停运十四天。"})
    case = str(saved(desk, number).case_id)
    register(desk, {**CLAIM, "registration.case_id": case, "registration.keep_confidential": "1"})
    corrections.correct(desk, begun, reason="听错了", now=NOW)
    found = saved(desk, number)
    assert (found.facts, found.case.confidentiality) == ("电梯停运十四天。", Confidentiality.SENSITIVE)


@both_databases
def test_what_somebody_else_corrected_meanwhile_is_not_overwritten(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    late = correction(desk, number, {"petitioner.name": "李鸣"})
    correct(desk, number, {"petitioner.phone": "13800138000"})
    drafts.keep(desk, late)
    with pytest.raises(ChangedMeanwhile):
        corrections.correct(desk, late, reason="听错了", now=NOW)
    assert name_and_phone(desk, number) == ("李明", "13800138000")
    assert [slip.version for slip in slips(desk, number)] == [1]
    begun = corrections.begin(desk, number, now=NOW)
    assert corrections.conflicts(begun) == [Conflict("petitioner.name", "李明", "李鸣")], "people say whose phone it is"
    again = replace(begun, fields={**begun.fields, "petitioner.name": "李鸣"})
    corrections.correct(desk, again, reason="听错了", now=NOW)
    assert name_and_phone(desk, number) == ("李鸣", "13800138000")


@both_databases
def test_people_added_at_two_counters_both_come_on_record_whole(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    carer = {"parties.0.role": "carer", "parties.0.name": "赵六"}
    proxy = {"parties.0.role": "proxy", "parties.0.name": "王五", "parties.0.authority": "委托书"}
    late = correction(desk, number, {**carer, "registration.facts": "电梯停运四天。"})
    correct(desk, number, {**proxy, "registration.facts": "电梯停运十四天。"})
    drafts.keep(desk, late)
    begun = corrections.begin(desk, number, now=NOW)
    assert corrections.conflicts(begun) == [Conflict("registration.facts", "电梯停运十四天。", "电梯停运四天。")]
    corrections.correct(desk, begun, reason="一同来的", now=NOW)
    found = saved(desk, number)
    assert found.facts == "电梯停运十四天。"
    assert [(each.role, each.petitioner.name, each.authority) for each in found.parties[1:]] == [
        ("proxy", "王五", "委托书"),
        ("carer", "赵六", None),
    ]


def name_and_phone(desk: Desk, number: str) -> tuple[str | None, str | None]:
    person = saved(desk, number).parties[0].petitioner
    return person.name, person.phone


@both_databases
def test_what_was_handed_back_is_kept_until_it_is_on_record(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    mine = correction(desk, number, {"registration.facts": "电梯停运四天。"})
    correct(desk, number, {"registration.facts": "电梯停运十四天。"})
    drafts.keep(desk, mine)
    drafts.keep(desk, corrections.begin(desk, number, now=NOW))
    for _again in range(2):
        begun = corrections.begin(desk, number, now=NOW)
        assert corrections.conflicts(begun) == [Conflict("registration.facts", "电梯停运十四天。", "电梯停运四天。")]
        assert not corrections.is_untouched(begun)
    correct(desk, number, {"registration.facts": "电梯停运四天。"})
    assert corrections.conflicts(corrections.begin(desk, number, now=NOW)) == []


def test_a_correction_goes_by_the_day_of_receipt(desk: Desk) -> None:
    received = NOW - timedelta(days=400)
    done = register(desk, CLAIM, started_at=received)
    assert corrections.begin(desk, done.number, now=NOW).started_at == received


@pytest.mark.both_databases
def test_a_request_about_which_a_step_stands_is_worded_anew_and_not_taken_out(desk: Desk) -> None:
    number = register(desk, CLAIM | {"requests.1.text": "赔偿"}).number
    [first, _other] = saved(desk, number).requests
    told = {"signed_on": "11-23", "signer": "张玲", "to": "李明", "way": "handed", "sent_on": "11-23"}
    steps.record(desk, number, StepKind.ACCEPT, told, requests={first.id}, now=NOW)
    without = correction(desk, number, {"requests.0.text": ""})
    with pytest.raises(corrections.RequestsStand) as refused:
        corrections.correct(desk, without, reason="听错了", now=NOW)
    assert [each.path for each in refused.value.problems] == ["requests.0.text"]
    assert saved(desk, number).duty.done_on is None, "the other one is not told yet"
    rest = correction(desk, number, {"requests.0.text": "换电梯", "requests.1.text": ""})
    corrections.correct(desk, rest, reason="听错了", now=NOW)
    assert [request.text for request in saved(desk, number).requests] == ["换电梯"]
    assert saved(desk, number).duty.done_on == date(2026, 11, 23), "what is owed is done by what is left"
    assert checking.check(desk) == []
