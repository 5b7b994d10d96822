"""A matter that comes again: screen, slip and "why this day" tell one and the same day, and it is owed once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from petitiondesk.office import answers, finding, papers, reception, steps
from petitiondesk.office.answers import AnswerText
from petitiondesk.office.desk import Desk
from petitiondesk.office.reception import Registered
from petitiondesk.rules.acts import Act
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.storage.cases import case_of
from petitiondesk.storage.models import Duty
from tests.conftest import NOW
from tests.office.conftest import CLAIM, correct, register, saved, slip_of, told_in_history

both_databases = pytest.mark.both_databases

DAY = timedelta(days=1)
FIRST_LAST_DAY = date(2026, 12, 8)
ANSWER = AnswerText("三日内修好。")
TO_A_REPORT = {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}


def come_again(desk: Desk, first: str, days: int, new_facts: str) -> Registered:
    linked = {"registration.case_id": str(saved(desk, first).case_id), "registration.new_facts": new_facts}
    return register(desk, {**CLAIM, **linked}, started_at=NOW + days * DAY)


def on_screen(desk: Desk, number: str) -> tuple[date, date | None]:
    entered = finding.find(desk, number, now=NOW, purpose="核对期限").registration
    assert entered is not None
    return entered.last_day, entered.done_on


def duties_kept(desk: Desk) -> int:
    with desk.database.read() as session:
        return session.scalar(select(func.count()).select_from(Duty)) or 0


def say_something_new(desk: Desk, number: str, new_facts: str) -> None:
    correct(desk, number, {"registration.new_facts": new_facts})


# At registering


@both_databases
@pytest.mark.parametrize(
    ("days", "new_facts", "told"),
    [
        (5, "no", FIRST_LAST_DAY),
        (5, "unclear", FIRST_LAST_DAY),
        (5, "", FIRST_LAST_DAY),
        (15, "no", FIRST_LAST_DAY),
        (5, "yes", date(2026, 12, 13)),
        (16, "no", date(2026, 12, 24)),
    ],
)
def test_screen_slip_and_reason_tell_one_day(desk: Desk, days: int, new_facts: str, told: date) -> None:
    second = come_again(desk, register(desk, CLAIM).number, days, new_facts)
    assert (second.last_day, second.done_on) == (told, None)
    assert on_screen(desk, second.number) == (told, None)
    assert slip_of(desk, second.number)["last_day"] == told.isoformat()
    assert reception.why_this_day(desk, second.number).last_day == told
    assert told_in_history(desk, Act.REGISTER)[-1]["last_day"] == told.isoformat()


@both_databases
def test_what_is_fulfilled_for_one_is_fulfilled_for_all_that_were_told_its_day(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    anew = come_again(desk, first, 6, "yes").number
    assert answers.answer(desk, second, ANSWER, now=NOW + 7 * DAY)
    assert [saved(desk, number).duty.done_on for number in (first, second, anew)] == [date(2026, 11, 30)] * 2 + [None]


def accept(desk: Desk, number: str) -> None:
    """Told in writing a day later: accepted, and being handled."""
    told = {"signed_on": "11-24", "signer": "张玲", "to": "李明", "way": "handed", "sent_on": "11-24"}
    steps.record(desk, number, StepKind.ACCEPT, told, now=NOW + DAY)


def test_what_was_done_before_is_told_when_it_comes_again(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    accept(desk, first)
    again = come_again(desk, first, 2, "no")
    assert again.done_on == date(2026, 11, 24)
    assert on_screen(desk, again.number) == (FIRST_LAST_DAY, date(2026, 11, 24))
    assert slip_of(desk, again.number)["earlier_done"] == "2026-11-24"


def test_the_reason_names_the_visit_from_whose_receipt_the_term_runs(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    third = come_again(desk, second, 6, "no").number
    lines = reception.why_this_day(desk, third).lines
    assert lines[0].values == {"number": first}
    assert lines[1:] == reception.why_this_day(desk, first).lines
    assert lines[1].values == {"start": date(2026, 11, 23)}


def test_a_report_of_wrongdoing_never_stands_under_another_term(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    linked = {"registration.case_id": str(saved(desk, first).case_id), "registration.new_facts": "no"}
    report = register(desk, {**CLAIM, **linked, **TO_A_REPORT}, started_at=NOW + 5 * DAY)
    assert report.last_day == date(2026, 12, 13)
    assert saved(desk, report.number).duty.case_id != saved(desk, first).case_id


# At a correction


@both_databases
def test_something_new_after_all_gives_the_visit_its_own_term(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    say_something_new(desk, second, "yes")
    assert on_screen(desk, second) == (date(2026, 12, 13), None)
    assert on_screen(desk, first) == (FIRST_LAST_DAY, None)
    assert saved(desk, second).duty.case_id == saved(desk, first).case_id
    slip = slip_of(desk, second)
    assert (slip["last_day"], slip["anew"], slip["earlier"]) == ("2026-12-13", True, first)
    [told] = told_in_history(desk, "registration.corrected")
    assert told["last_day"] == ["2026-12-08", "2026-12-13"]


@both_databases
def test_nothing_new_after_all_goes_back_under_the_earlier_term(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "yes").number
    say_something_new(desk, second, "no")
    assert on_screen(desk, second) == (FIRST_LAST_DAY, None)
    assert duties_kept(desk) == 1
    slip = slip_of(desk, second)
    assert (slip["last_day"], slip["anew"], slip["earlier"]) == (FIRST_LAST_DAY.isoformat(), False, first)
    [told] = told_in_history(desk, "registration.corrected")
    assert told["last_day"] == ["2026-12-13", "2026-12-08"]


def test_a_term_of_its_own_that_was_fulfilled_stays(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "yes").number
    answers.answer(desk, second, ANSWER, now=NOW + 5 * DAY)
    say_something_new(desk, second, "no")
    assert on_screen(desk, second) == (date(2026, 12, 13), date(2026, 11, 28))
    assert on_screen(desk, first) == (FIRST_LAST_DAY, None)


def test_a_term_that_a_later_visit_was_told_stays(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "yes").number
    third = come_again(desk, first, 6, "no").number
    say_something_new(desk, second, "no")
    assert on_screen(desk, second) == on_screen(desk, third) == (date(2026, 12, 13), None)
    assert slip_of(desk, second)["last_day"] == "2026-12-13"
    assert not papers.prepare(desk, third, papers.SLIP, now=NOW + 7 * DAY).data.corrected


def test_a_term_that_had_lapsed_is_not_gone_back_to(desk: Desk) -> None:
    second = come_again(desk, register(desk, CLAIM).number, 20, "yes").number
    say_something_new(desk, second, "no")
    assert on_screen(desk, second) == (date(2026, 12, 28), None)
    assert slip_of(desk, second)["earlier_lapsed"] == FIRST_LAST_DAY.isoformat()
    say_something_new(desk, second, "yes")
    assert duties_kept(desk) == 2, "one for each visit: a third would be owed by nobody and shown for ever"


def test_another_correction_moves_no_day(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    correct(desk, second, {"petitioner.phone": "13800138000"})
    say_something_new(desk, second, "unclear")
    assert on_screen(desk, second) == (FIRST_LAST_DAY, None)
    assert all("last_day" not in told for told in told_in_history(desk, "registration.corrected"))


@both_databases
def test_what_turns_out_to_be_a_report_is_owed_by_its_own_receipt(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    correct(desk, second, TO_A_REPORT)
    report = saved(desk, second)
    assert report.case.confidentiality == Confidentiality.RESTRICTED
    assert report.duty.case_id == report.case_id
    assert on_screen(desk, second) == (date(2026, 12, 13), None)
    assert on_screen(desk, first) == (FIRST_LAST_DAY, None)
    assert slip_of(desk, second)["last_day"] == "2026-12-13"
    answers.answer(desk, first, ANSWER, now=NOW + 6 * DAY)
    assert on_screen(desk, second) == (date(2026, 12, 13), None)


def test_the_day_told_to_a_later_visit_stands_when_the_first_turns_out_to_be_a_report(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    correct(desk, first, TO_A_REPORT)
    assert on_screen(desk, first) == on_screen(desk, second) == (FIRST_LAST_DAY, None)
    assert saved(desk, first).duty_id != saved(desk, second).duty_id
    assert saved(desk, second).duty.case_id == saved(desk, second).case_id
    papers.prepare(desk, second, papers.SLIP, now=NOW + 6 * DAY)
    assert first not in str(slip_of(desk, second)), "nothing leads from it to the report"
    assert first not in str(reception.why_this_day(desk, second).lines)


@both_databases
def test_when_the_first_turns_out_to_be_a_report_the_next_is_the_first(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    third = come_again(desk, first, 6, "no").number
    correct(desk, first, TO_A_REPORT)
    slip = slip_of(desk, second)
    assert (slip["earlier"], slip["last_day"]) == ("", FIRST_LAST_DAY.isoformat())
    assert slip_of(desk, third)["earlier"] == second
    left = [saved(desk, number) for number in (second, third)]
    assert [each.repeat for each in left] == [False, True]
    assert [request.said_again for each in left for request in each.requests] == [False, True]
    assert told_in_history(desk, "registration.case_changed") == [{"first": True}, {"first": False}]
    for number in (second, third):
        before = slip_of(desk, number)
        papers.prepare(desk, number, papers.SLIP, now=NOW + 9 * DAY)
        assert slip_of(desk, number) == before, "said in the same act, not when it is printed again"
    correct(desk, third, TO_A_REPORT)
    assert len(told_in_history(desk, "registration.case_changed")) == 2, "nothing changed for the first"


def test_a_report_takes_its_own_fulfilled_duty_with_it(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "yes").number
    answers.answer(desk, second, ANSWER, now=NOW + 5 * DAY)
    correct(desk, second, TO_A_REPORT)
    assert on_screen(desk, second) == (date(2026, 12, 13), date(2026, 11, 28))
    assert duties_kept(desk) == 2


@pytest.mark.parametrize("changed", [{"registration.new_facts": "yes"}, TO_A_REPORT], ids=["new", "report"])
def test_whoever_was_answered_stays_answered_with_a_term_of_his_own(desk: Desk, changed: dict[str, str]) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    answers.answer(desk, second, ANSWER, now=NOW + 5 * DAY)
    correct(desk, second, changed)
    assert on_screen(desk, second) == (date(2026, 12, 13), date(2026, 11, 28))


def test_a_case_keeps_its_number_when_its_first_registration_is_taken_out(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = come_again(desk, first, 5, "no").number
    correct(desk, first, TO_A_REPORT)
    with desk.database.read() as session:
        opened = {number: case_of(session, number) for number in (first, second, f"{first}-2")}
        numbers = {number: case.number if case else None for number, case in opened.items()}
    assert numbers == {first: f"{first}-2", second: first, f"{first}-2": f"{first}-2"}
    assert papers.prepare(desk, first, papers.SLIP, now=NOW).number == first
