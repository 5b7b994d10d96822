"""What was done on paper is recorded and ends what was owed; a step that was entered wrongly is taken back."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from petitiondesk.office import case_page, checking, steps
from petitiondesk.office.case_page import CaseShown
from petitiondesk.office.desk import Desk
from petitiondesk.office.likely_steps import Known, likely
from petitiondesk.office.restricted import PurposeNeeded
from petitiondesk.office.standings import CaseStands, case_stands
from petitiondesk.office.timeline import Sort
from petitiondesk.rules.acts import Act
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.procedure.kinds import Stage, StepKind, Way
from petitiondesk.rules.procedure.matter import Body
from petitiondesk.rules.procedure.table import STEPS, ending
from petitiondesk.storage import cases, history
from petitiondesk.storage.models import Duty
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, correct, register, saved, told_in_history

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
    return steps.record(desk, number, StepKind.ACCEPT, told, now=NOW + timedelta(days=days))


def brought(desk: Desk, number: str) -> tuple[date, date | None]:
    """The last day of what a registration brought, and when that was done."""
    duty = saved(desk, number).duty
    return duty.last_day, duty.done_on


def started(desk: Desk, number: str) -> dict[str, tuple[date, date | None]]:
    """The terms that steps started in the case of a number, by clock: last day and day done."""
    with desk.database.read() as session:
        rows = session.scalars(select(Duty).where(Duty.case_id == saved(desk, number).case_id, Duty.projected))
        return {duty.clock: (duty.last_day, duty.done_on) for duty in rows}


def stood(desk: Desk, number: str, today: date = TODAY) -> CaseStands:
    """Where the requests of the case of a number stand."""
    with desk.database.read() as session:
        case = cases.case_of(session, number)
        assert case is not None
        return case_stands(session, case, today)


@pytest.mark.both_databases
def test_a_step_ends_what_is_owed_and_is_taken_back(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    assert StepKind.ACCEPT in ending(saved(sound, number).duty.clock)
    done = record(sound, number)
    assert (done.taken_on, done.late) == (TODAY, False)
    assert brought(sound, number) == (date(2026, 12, 8), TODAY)
    assert started(sound, number) == {"C5": (date(2027, 1, 22), None)}, "60 days from its acceptance"
    [request] = stood(sound, number).requests
    assert (request.standing.stage, request.standing.since) == (Stage.ACCEPTED, TODAY)
    assert request.steps[0].told["sent_on"] == "2026-11-23"
    steps.take_back(sound, done.step_id, reason="写错了日期", now=NOW)
    assert brought(sound, number) == (date(2026, 12, 8), None)
    assert started(sound, number) == {}
    assert stood(sound, number).requests[0].standing.stage is Stage.REGISTERED
    with pytest.raises(steps.NotLawful):
        steps.take_back(sound, done.step_id, reason="又一次", now=NOW)
    record(sound, number)
    assert brought(sound, number) == (date(2026, 12, 8), TODAY)
    assert shown(sound, number).history[0].sort is Sort.STEPS
    assert told_in_history(sound, Act.TAKE_BACK_STEP)[0]["told"] == {"reason": "写错了日期"}


def test_late_is_late_and_is_said_before(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    later = brought(sound, number)[0] + timedelta(days=1)
    told = NOTICE | {"sent_on": later.isoformat()}
    found = stood(sound, number, later)
    looked = steps.look_at(StepKind.ACCEPT, told, found.requests, found, later)
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
    assert stood(sound, number).requests[0].steps == ()


def test_no_notice_owed_is_a_step_too(sound: Desk) -> None:
    number = register(sound, CLAIM | {"registration.anonymous": "1"}).number
    told = {"why": "anonymous", "instead": "当面说明", "decided_on": "2026-11-23", "decided_by": "张玲"}
    steps.record(sound, number, StepKind.NO_NOTICE, told, now=NOW)
    assert brought(sound, number)[1] == TODAY
    assert started(sound, number) == {"T0": (date(2026, 11, 30), None)}, "only the notice falls away"


def test_what_is_not_lawful_is_not_recorded(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    record(sound, number)
    [request] = stood(sound, number).requests
    asked: tuple[tuple[StepKind, set[int] | None], ...] = (
        (StepKind.ACCEPT, {request.matter.id}),
        (StepKind.ACCEPT, None),
        (StepKind.HELP, {request.matter.id, 99}),
        (StepKind.REFER, None),
    )
    for kind, requests in asked:
        with pytest.raises(steps.NotLawful):
            steps.record(sound, number, kind, NOTICE, requests=requests, now=NOW)
    with pytest.raises(LookupError):
        steps.record(sound, "2026-访-000099", StepKind.ACCEPT, NOTICE, now=NOW)
    with pytest.raises(ValueError, match="reason"):
        steps.take_back(sound, 1, reason=" ", now=NOW)
    with pytest.raises(LookupError):
        steps.take_back(sound, 99, reason="错", now=NOW)


@pytest.mark.both_databases
def test_a_step_on_which_a_later_one_rests_stays_until_that_is_taken_back(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    accepted = record(sound, number)
    hearing = {"how": "phone", "place": "0571-1", "officers": "张玲、李慧", "summary": "如信", "signed": "yes"}
    heard = steps.record(sound, number, StepKind.HEAR, hearing | {"done_on": "2026-11-23"}, now=NOW)
    looked_into = {"place": "现场", "officers": "张玲", "summary": "属实", "done_on": "2026-11-23"}
    steps.record(sound, number, StepKind.INVESTIGATE, looked_into, now=NOW)
    said = {"number": "1号", "signed_on": "2026-11-23", "signer": "周敏", "result": "supported"}
    opinion = steps.record(sound, number, StepKind.OPINION, said | {"facts": "停运", "basis": "条例"}, now=NOW)
    assert started(sound, number) == {"C5": (date(2027, 1, 22), TODAY), "T1": (date(2026, 11, 30), None)}
    for step in (accepted, heard):
        with pytest.raises(steps.NotLawful):
            steps.take_back(sound, step.step_id, reason="写错了", now=NOW)
    for step in (opinion, heard, accepted):
        steps.take_back(sound, step.step_id, reason="写错了", now=NOW)
    assert (started(sound, number), brought(sound, number)[1]) == ({}, None)


def test_what_is_most_likely_told_is_a_field_of_the_step(sound: Desk) -> None:
    found = stood(sound, register(sound, CLAIM).number).requests
    known = Known(petitioner="李明", sender="市信访局", signer="周敏", actor="张玲")

    def told(kind: StepKind) -> dict[str, str]:
        return likely(kind, STEPS[kind].fields, found, known, TODAY)

    for kind in STEPS:
        assert told(kind).keys() <= {field.name for field in STEPS[kind].fields}
    accepted = told(StepKind.ACCEPT)
    assert (accepted["to"], accepted["signer"], accepted["sent_on"]) == ("李明", "周敏", "2026-11-23")
    assert told(StepKind.OBJECT)["to"] == "市信访局"
    assert told(StepKind.TELL_AGAIN)["to"] == "李明"
    assert "to" not in told(StepKind.REFER)


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
    steps.record(desk, number, StepKind.REFER, NOTICE | {"to": "区住建局"}, now=NOW)
    assert brought(desk, number)[1] == TODAY
    assert started(desk, number) == {"C3": (date(2026, 12, 8), None), "C4": (date(2026, 11, 30), None)}
    [request] = stood(desk, number).requests
    assert (request.standing.stage, request.standing.since) == (Stage.SENT, TODAY)
    assert request.standing.holder == Body(None, "区住建局")
    with pytest.raises(steps.StepRefused) as refused:
        steps.record(desk, number, StepKind.ACCEPT, {**NOTICE, "number": ""}, now=NOW)
    assert set(refused.value.problems) == {"number"}, "of another unit's step the paper is told"
    steps.record(desk, number, StepKind.ACCEPT, NOTICE, now=NOW)
    assert started(desk, number)["C5"] == (date(2027, 1, 22), None)
    assert started(desk, number)["C3"] == (date(2026, 12, 8), TODAY)
    assert checking.check(desk) == []


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
    assert case_page.opened(sound, report, purpose="答复来电", now=NOW).people[0].name == "李明"
    assert case_page.read_again(sound, report, now=NOW).people[0].name == "李明"
    with pytest.raises(PurposeNeeded):
        case_page.read_again(sound, report, now=NOW + timedelta(days=1))
