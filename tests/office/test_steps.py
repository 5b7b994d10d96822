"""What was done on paper is recorded and ends what was owed; a step that was entered wrongly is taken back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from petitiondesk.office import case_page, checking, steps
from petitiondesk.office.case_page import CaseShown
from petitiondesk.office.desk import Desk
from petitiondesk.office.restricted import PurposeNeeded
from petitiondesk.office.timeline import Sort
from petitiondesk.rules.acts import Act
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.procedure import STEPS, StepKind, Way
from petitiondesk.storage import history
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, correct, register, told_in_history

TODAY = date(2026, 11, 23)
NOTICE = {
    "number": "上信告〔2026〕1号",
    "signed_on": "2026-11-23",
    "signer": "张玲",
    "to": "李明",
    "way": Way.HANDED,
    "sent_on": "20261123",
}


@pytest.fixture
def sound(desk: Desk) -> Iterator[Desk]:
    """Whatever a test does, history and register still agree."""
    yield desk
    with desk.database.read() as session:
        assert list(history.verify(session)) == []
    assert checking.check(desk) == []


def shown(desk: Desk, number: str) -> CaseShown:
    return case_page.read_again(desk, number, now=NOW)


def record(desk: Desk, number: str, told: dict[str, str] = NOTICE, days: int = 0) -> steps.Done:
    term = shown(desk, number).next_term
    assert term is not None
    later = NOW + timedelta(days=days)
    return steps.record(desk, number, StepKind.ACCEPT, told, duty_id=term.duty_id, now=later)


@pytest.mark.both_databases
def test_a_step_ends_what_is_owed_and_is_taken_back(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    before = shown(sound, number)
    assert before.next_term is not None
    assert StepKind.ACCEPT in before.next_term.ended_by
    done = record(sound, number)
    assert (done.taken_on, done.late) == (TODAY, False)
    after = shown(sound, number)
    assert after.next_term is None
    [step] = after.steps
    assert step.told["sent_on"] == "2026-11-23"
    assert after.requests[0].stands.values["day"] == TODAY
    steps.take_back(sound, done.step_id, reason="写错了日期", now=NOW)
    again = shown(sound, number)
    assert again.next_term == before.next_term
    assert again.steps[0].taken_back
    assert again.requests[0].stands == before.requests[0].stands
    with pytest.raises(steps.NothingOwed):
        steps.take_back(sound, done.step_id, reason="又一次", now=NOW)
    record(sound, number)
    assert shown(sound, number).next_term is None
    assert again.history[0].sort is Sort.STEPS
    assert told_in_history(sound, Act.TAKE_BACK_STEP)[0]["told"] == {"reason": "写错了日期"}


def test_late_is_late_and_is_said_before(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    term = shown(sound, number).next_term
    assert term is not None
    told = NOTICE | {"sent_on": (term.last_day + timedelta(days=1)).isoformat()}
    later = term.last_day + timedelta(days=1)
    looked = steps.look_at(StepKind.ACCEPT, told, starts_on=term.starts_on, last_day=term.last_day, today=later)
    assert (looked.problems, looked.late) == ({}, True)
    assert record(sound, number, told, days=(later - TODAY).days).late


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"to": " "}, "to"),
        ({"way": ""}, "way"),
        ({"way": "pigeon"}, "way"),
        ({"sent_on": "morgen"}, "sent_on"),
        ({"sent_on": "2026-11-24"}, "sent_on"),
        ({"signed_on": "2026-11-22"}, "signed_on"),
    ],
)
def test_what_can_not_stand_is_refused_by_field(sound: Desk, changed: dict[str, str], field: str) -> None:
    number = register(sound, CLAIM).number
    with pytest.raises(steps.StepRefused) as refused:
        record(sound, number, NOTICE | changed)
    assert set(refused.value.problems) == {field}
    assert shown(sound, number).steps == []


def test_no_notice_owed_is_a_step_too(sound: Desk) -> None:
    number = register(sound, CLAIM | {"registration.anonymous": "1"}).number
    term = shown(sound, number).next_term
    assert term is not None
    told = {"why": "anonymous", "instead": "当面说明", "decided_on": "2026-11-23", "decided_by": "张玲"}
    steps.record(sound, number, StepKind.NO_NOTICE, told, duty_id=term.duty_id, now=NOW)
    assert shown(sound, number).next_term is None


def test_what_is_not_owed_is_not_ended(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    done = shown(sound, number).next_term
    record(sound, number)
    assert done is not None
    for kind, duty_id in ((StepKind.ACCEPT, done.duty_id), (StepKind.ACCEPT, None), (StepKind.REFER, 99)):
        with pytest.raises(steps.NothingOwed):
            steps.record(sound, number, kind, NOTICE, duty_id=duty_id, now=NOW)
    with pytest.raises(LookupError):
        steps.record(sound, "2026-访-000099", StepKind.ACCEPT, NOTICE, duty_id=None, now=NOW)
    with pytest.raises(ValueError, match="reason"):
        steps.take_back(sound, 1, reason=" ", now=NOW)
    with pytest.raises(LookupError):
        steps.take_back(sound, 99, reason="错", now=NOW)


def test_what_is_most_likely_told_is_a_field_of_the_step() -> None:
    for kind in STEPS:
        told = steps.likely(kind, petitioner="李明", sender="市信访局", signer="周敏", today=TODAY)
        assert told.keys() <= {field.name for field in STEPS[kind].fields}
    accepted = steps.likely(StepKind.ACCEPT, petitioner="李明", sender="市信访局", signer="周敏", today=TODAY)
    assert (accepted["to"], accepted["signer"], accepted["sent_on"]) == ("李明", "周敏", "2026-11-23")
    objecting = steps.likely(StepKind.OBJECT, petitioner="李明", sender="市信访局", signer="", today=TODAY)
    assert objecting["to"] == "市信访局"
    assert "to" not in steps.likely(StepKind.REFER, petitioner="李明", sender="", signer="", today=TODAY)


def test_a_correction_shows_what_became_of_what(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    correct(sound, number, {"petitioner.name": "李鸣", "petitioner.phone": "13900000001", "registration.grounds": ""})
    corrected = next(event for event in shown(sound, number).history if event.what.msgid == Act.CORRECT.label)
    assert corrected.sort is Sort.RECORD
    told = {detail.msgid: (detail.values.get("old"), detail.values.get("new")) for detail in corrected.details}
    assert told["{field}: “{old}” became “{new}”"] == ("李明", "李鸣")
    assert told["{field}: “{new}” was added"] == ("", "13900000001")
    assert told["{field}: “{old}” was taken out"] == (CLAIM["registration.grounds"], "")


def test_a_letters_office_refers(new_desk: NewDesk) -> None:
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    number = register(desk, CLAIM).number
    term = shown(desk, number).next_term
    assert term is not None
    assert StepKind.REFER in term.ended_by
    steps.record(desk, number, StepKind.REFER, NOTICE | {"to": "区住建局"}, duty_id=term.duty_id, now=NOW)
    assert shown(desk, number).requests[0].stands.values["day"] == TODAY


@pytest.mark.both_databases
def test_a_case_that_is_opened_stands_in_the_history_and_is_read_again_without(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    opened = case_page.opened(sound, number, now=NOW)
    assert opened.history[0].sort is Sort.OPENINGS
    case_page.read_again(sound, number, now=NOW)
    assert len(told_in_history(sound, Act.OPEN)) == 1
    report = register(sound, CLAIM | {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    for read in (case_page.opened, case_page.read_again):
        with pytest.raises(PurposeNeeded):
            read(sound, report, now=NOW)
    assert case_page.opened(sound, report, purpose="答复来电", now=NOW).petitioner == "李明"
    assert case_page.read_again(sound, report, now=NOW).petitioner == "李明"
    with pytest.raises(PurposeNeeded):
        case_page.read_again(sound, report, now=NOW + timedelta(days=1))
