"""Which registrations belong to one case: linked as raised again, taken out again; no day ever moves."""

from collections.abc import Iterator

import pytest

from petitiondesk.office import case_page, cases, checking, steps
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.kinds import NewFacts
from petitiondesk.rules.procedure import StepKind
from petitiondesk.storage import history
from tests.conftest import NOW
from tests.office.conftest import CLAIM, again, register, saved, told_in_history
from tests.office.test_steps import NOTICE, shown

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
    term = shown(desk, number).next_term
    assert term is not None
    return steps.record(desk, number, StepKind.ACCEPT, NOTICE, duty_id=term.duty_id, now=NOW).step_id


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
    assert [term.number for term in together.terms] == [first, second]
    assert [term.done_on is None for term in together.terms] == [True, False]
    assert len(together.steps) == 1
    assert [request.said_again for request in together.requests] == [False, True]
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
    assert [term.last_day for term in alone.terms] == [day]
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
    assert case_page.as_told_to_anybody(sound, plain).petitioner == "李明"
    assert case_page.as_told_to_anybody(sound, report).registrations == ()
