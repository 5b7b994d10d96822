"""Which registrations belong to one case: linked as raised again, taken out again; no day ever moves."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from petitiondesk.office import case_page, cases, checking, steps
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.kinds import NewFacts
from petitiondesk.rules.procedure.kinds import End, Stage, StepKind
from petitiondesk.rules.procedure.matter import Former
from petitiondesk.storage import cases as stored_cases
from petitiondesk.storage import history
from petitiondesk.storage.models import Case, Duty, Registration
from tests.conftest import NOW
from tests.office.conftest import CLAIM, again, register, saved, told_in_history
from tests.office.test_steps import NOTICE, shown, started, stood

OTHER = CLAIM | {"registration.facts": "电梯又停了。", "requests.0.text": "赔偿"}


@pytest.fixture
def sound(desk: Desk) -> Iterator[Desk]:
    """Whatever a test does, history and register still agree."""
    yield desk
    with desk.database.read() as session:
        assert list(history.verify(session)) == []
    assert checking.check(desk) == []


def link(desk: Desk, number: str, to: str, new_facts: NewFacts = NewFacts.NO) -> str:
    return cases.link(desk, number, to, new_facts=new_facts, reason="同一件事", now=NOW)


def accept(desk: Desk, number: str) -> int:
    return steps.record(desk, number, StepKind.ACCEPT, NOTICE, now=NOW).step_id


def numbers(desk: Desk, number: str) -> list[str]:
    return [each.number for each in shown(desk, number).registrations]


@pytest.mark.both_databases
def test_what_is_owed_and_done_goes_along_and_no_day_moves(sound: Desk) -> None:
    first, second = register(sound, CLAIM).number, register(sound, OTHER).number
    accept(sound, second)
    day = saved(sound, second).duty.last_day
    assert link(sound, second, first) == first
    together = shown(sound, first)
    assert numbers(sound, second) == [first, second]
    assert [saved(sound, number).duty.done_on is None for number in (first, second)] == [True, False]
    assert started(sound, first) == {"C5": (date(2027, 1, 22), None)}
    assert len(together.steps) == 1
    stages = [each.standing.stage for each in stood(sound, first).requests]
    assert stages == [Stage.REGISTERED, Stage.ACCEPTED], "what was accepted goes its own way on"
    assert [request.said_again for request in together.requests] == [False, False]
    linked = saved(sound, second)
    assert (linked.repeat, linked.new_facts, linked.duty.last_day) == (True, NewFacts.NO, day)
    assert len([event for event in together.history if event.number == second]) >= 2
    with pytest.raises(cases.NotLinked):
        link(sound, second, first)


@pytest.mark.both_databases
def test_one_that_was_linked_wrongly_gets_its_own_case_again(sound: Desk) -> None:
    first, second = register(sound, CLAIM).number, register(sound, OTHER).number
    accept(sound, second)
    day = saved(sound, second).duty.last_day
    link(sound, second, first, NewFacts.YES)
    assert cases.unlink(sound, second, reason="不是一件事", now=NOW) == second
    alone = shown(sound, second)
    assert numbers(sound, second) == [second]
    assert numbers(sound, first) == [first]
    assert [term.last_day for term in alone.terms if term.clock == "C2"] == [day]
    assert started(sound, second) == {"C5": (date(2027, 1, 22), None)}
    assert started(sound, first) == {}
    assert len(alone.steps) == 1
    assert shown(sound, first).steps == []
    assert not saved(sound, second).repeat
    assert saved(sound, second).new_facts is None
    assert told_in_history(sound, Act.UNLINK)[0]["reason"] == "不是一件事"
    with pytest.raises(cases.NotLinked):
        cases.unlink(sound, second, reason="再来", now=NOW)


def test_new_facts_keep_their_own_request(sound: Desk) -> None:
    first, second = register(sound, CLAIM).number, register(sound, OTHER).number
    link(sound, second, first, NewFacts.YES)
    assert [request.said_again for request in shown(sound, first).requests] == [False, False]


@pytest.mark.both_databases
def test_the_first_of_two_goes_elsewhere(sound: Desk) -> None:
    """The one that stays keeps the term under which it stands; the one that goes keeps the day that it was told."""
    first = register(sound, CLAIM).number
    second = again(sound, first, NewFacts.NO).number
    third = register(sound, OTHER).number
    day = saved(sound, first).duty.last_day
    assert saved(sound, second).duty.id == saved(sound, first).duty.id
    link(sound, first, third)
    assert numbers(sound, second) == [second]
    for number in (first, second):
        registration = saved(sound, number)
        assert registration.duty.last_day == day
        with sound.database.read() as session:
            assert session.merge(registration.duty, load=False).case_id == registration.case_id
    assert not saved(sound, second).repeat
    assert set(numbers(sound, third)) == {first, third}


def test_a_report_of_wrongdoing_is_never_linked(sound: Desk) -> None:
    plain = register(sound, CLAIM).number
    report = register(sound, OTHER | {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    for number, to in ((plain, report), (report, plain)):
        with pytest.raises(cases.NotLinked):
            link(sound, number, to)
    assert told_in_history(sound, Act.LINK) == []


def test_a_reason_and_a_number_are_needed(sound: Desk) -> None:
    number = register(sound, CLAIM).number
    with pytest.raises(LookupError):
        link(sound, number, "2026-访-000099")
    with pytest.raises(ValueError, match="reason"):
        cases.link(sound, number, number, new_facts=NewFacts.NO, reason=" ", now=NOW)
    with pytest.raises(ValueError, match="reason"):
        cases.unlink(sound, number, reason="", now=NOW)


def test_a_case_is_told_without_opening_it_only_where_it_is_no_report(sound: Desk) -> None:
    plain = register(sound, CLAIM).number
    report = register(sound, OTHER | {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    assert case_page.as_told_to_anybody(sound, plain).people[0].name == "李明"
    assert case_page.as_told_to_anybody(sound, report).registrations == ()


def end_it(desk: Desk, number: str) -> None:
    """Told in writing whom to ask: it has ended."""
    steps.record(desk, number, StepKind.TELL_WHOM, NOTICE | {"reasons": "不属于本单位职权"}, now=NOW)


def follows(desk: Desk, number: str) -> str | None:
    """The number of the case that the case of a number follows."""
    with desk.database.read() as session:
        case = stored_cases.case_of(session, number)
        assert case is not None
        return session.get_one(Case, case.follows_id).number if case.follows_id else None


@pytest.mark.both_databases
def test_what_comes_after_the_end_has_a_case_of_its_own_that_follows_the_ended_one(sound: Desk) -> None:
    first = register(sound, CLAIM).number
    end_it(sound, first)
    second = again(sound, first, NewFacts.NO)
    assert (numbers(sound, second.number), follows(sound, second.number)) == ([second.number], first)
    assert (second.repeat, second.duty.done_on, second.duty.id) != (True, None, saved(sound, first).duty.id)
    [request] = stood(sound, second.number).requests
    assert request.matter.former == Former(first, End.TOLD)
    with pytest.raises(steps.NotLawful):
        accept(sound, second.number)
    steps.record(
        sound,
        second.number,
        StepKind.TAKE_UP_AGAIN,
        {"reasons": "有新情况", "decided_by": "周敏", "decided_on": "2026-11-23"},
        now=NOW,
    )
    accept(sound, second.number)
    with pytest.raises(cases.NotLinked):
        cases.unlink(sound, second.number, reason="不是", now=NOW)


@pytest.mark.both_databases
def test_linked_to_an_ended_case_it_stays_in_its_own_and_may_be_taken_from_it_again(sound: Desk) -> None:
    first, second, third = (register(sound, each).number for each in (CLAIM, OTHER, OTHER))
    end_it(sound, first)
    link(sound, third, second, NewFacts.YES)
    assert link(sound, third, first, NewFacts.YES) == third, "it leaves a case that others belong to"
    assert (numbers(sound, second), follows(sound, third)) == ([second], first)
    assert link(sound, second, first) == second
    assert (numbers(sound, second), follows(sound, second)) == ([second], first)
    assert {each["follows"] for each in told_in_history(sound, Act.LINK) if "follows" in each} == {first}
    for number, to in ((second, first), (first, second)):
        with pytest.raises(cases.NotLinked):
            link(sound, number, to)
    assert cases.unlink(sound, second, reason="不是一件事", now=NOW) == second
    assert follows(sound, second) is None


@pytest.mark.both_databases
def test_of_a_step_about_several_each_case_gets_what_it_says_of_its_own(sound: Desk) -> None:
    first, second = register(sound, CLAIM).number, register(sound, OTHER).number
    link(sound, second, first, NewFacts.YES)
    accept(sound, first)
    assert {each.standing.stage for each in stood(sound, first).requests} == {Stage.ACCEPTED}
    steps.record(sound, first, StepKind.HELP, {"summary": "法律援助", "done_on": "2026-11-23"}, now=NOW)
    cases.unlink(sound, second, reason="不是一件事", now=NOW)
    for number in (first, second):
        assert [each.standing.stage for each in stood(sound, number).requests] == [Stage.ACCEPTED]
        assert started(sound, number) == {"C5": (date(2027, 1, 22), None)}
        assert saved(sound, number).duty.done_on == date(2026, 11, 23)
    link(sound, second, first, NewFacts.YES)
    assert len([each for each in stood(sound, first).requests if each.standing.stage is Stage.ACCEPTED]) == 2


@pytest.mark.both_databases
def test_a_last_day_that_the_petitioner_was_told_goes_along(sound: Desk) -> None:
    first, second = register(sound, CLAIM).number, register(sound, OTHER).number
    serve(sound, second)
    later = started(sound, second)["C6"][0] + timedelta(days=2)
    with sound.act(Act.RECOUNT, NOW) as act:
        found = act.session.scalars(select(Duty).where(Duty.clock == "C6")).one()
        found.last_day = later
        act.on(Thing.CASE, second, {})
    link(sound, second, first, NewFacts.YES)
    assert started(sound, first)["C6"] == (later, None)


def serve(desk: Desk, number: str) -> None:
    """The whole way to a served opinion."""
    accept(desk, number)
    hearing = {"how": "phone", "place": "0571-1", "officers": "张玲、李慧", "summary": "如信", "signed": "yes"}
    steps.record(desk, number, StepKind.HEAR, hearing | {"done_on": "2026-11-23"}, now=NOW)
    looked_into = {"place": "现场", "officers": "张玲", "summary": "属实", "done_on": "2026-11-23"}
    steps.record(desk, number, StepKind.INVESTIGATE, looked_into, now=NOW)
    said = {"number": "1号", "signed_on": "2026-11-23", "signer": "周敏", "result": "supported"}
    steps.record(desk, number, StepKind.OPINION, said | {"facts": "停运", "basis": "条例"}, now=NOW)
    served = {"service": "handed", "served_on": "2026-11-23", "to": "李明"}
    steps.record(desk, number, StepKind.SERVE, served, now=NOW)


@pytest.mark.both_databases
def test_what_comes_again_late_while_it_is_handled_is_told_how_it_stands(sound: Desk) -> None:
    """The first day went by with nothing told, so that the second had one of its own; meanwhile it was accepted."""
    first = register(sound, CLAIM).number
    linked = {"registration.case_id": str(saved(sound, first).case_id), "registration.new_facts": NewFacts.NO}
    second = register(sound, {**CLAIM, **linked}, started_at=NOW + timedelta(days=16)).number
    later = NOW + timedelta(days=17)
    with sound.database.write() as session:  # as if it had been registered after the acceptance
        session.get_one(Registration, saved(sound, second).id).registered_at = later
    day = {"signed_on": "2026-12-10", "sent_on": "2026-12-10"}
    with sound.act(Act.RECOUNT, NOW) as act:
        act.on(Thing.REGISTRATION, second, {})
    steps.record(sound, first, StepKind.ACCEPT, NOTICE, now=NOW + timedelta(days=16))
    assert [saved(sound, number).duty.done_on is None for number in (first, second)] == [False, True]
    told = NOTICE | day | {"summary": "正在办理"}
    steps.record(sound, second, StepKind.TELL_AGAIN, told, now=later)
    assert saved(sound, second).duty.done_on == date(2026, 12, 10)
    assert [each.standing.stage for each in stood(sound, first).requests] == [Stage.ACCEPTED]
