"""The procedure by its articles: what is lawful in which stage, a whole way, and the edges of each rule."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import Conclusion, Decider, End, Stage, StepKind
from petitiondesk.rules.procedure.lawful import fields_of, lawful, proposed, refused, resting_on, second
from petitiondesk.rules.procedure.matter import LATEST, Former
from petitiondesk.rules.procedure.owed import due, last_day_for
from petitiondesk.rules.procedure.rule import Second
from petitiondesk.rules.procedure.standing import stands
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.procedure.telling import Window, problems_here, window_of
from petitiondesk.rules.working_days import Calendar
from tests.rules.course import (
    LATER,
    ORGAN,
    PLAIN,
    RECEIVED,
    TOP,
    UNIT,
    Course,
    brought,
    competent,
    decided,
    disputed,
    matter,
    performing,
    referring,
    rereviewing,
    reviewing,
    sent,
    with_unit,
)

OPEN_WAYS: Mapping[Stage, Course] = {
    Stage.REGISTERED: competent().take(StepKind.ROUTE, route="r6"),
    Stage.WITH_LEADERS: referring().take(StepKind.PUT_TO_LEADERS),
    Stage.SENT: sent(),
    Stage.SIGNED: with_unit(),
    Stage.OBJECTED: with_unit().take(StepKind.OBJECT),
    Stage.DISPUTED: disputed(),
    Stage.ACCEPTED: with_unit().take(StepKind.ACCEPT),
    Stage.PERFORMING: performing(),
    Stage.DECIDED: decided(),
    Stage.SERVED: decided().take(StepKind.SERVE, date(2026, 4, 7)),
    Stage.REVIEWING: reviewing(),
    Stage.REVIEWED: reviewing().take(StepKind.REVIEW, date(2026, 6, 1), conclusion="upheld"),
    Stage.REVIEW_SERVED: reviewing()
    .take(StepKind.REVIEW, date(2026, 6, 1), conclusion="upheld")
    .take(StepKind.SERVE, date(2026, 6, 3)),
    Stage.REREVIEWING: rereviewing(),
    Stage.REREVIEWED: rereviewing().take(StepKind.REREVIEW, date(2026, 7, 30), conclusion="upheld"),
}

ALWAYS = "hand_over help mediate name_accused recuse report_back withdraw co_report take_over"
"""Lawful while it is open as far as the stage goes; most need something else besides."""
COLUMNS = {
    Stage.REGISTERED: "route refer assign put_to_leaders object put_dispute accept answer lead_into tell_whom decline "
    "no_longer no_notice compare point_to_former take_up_again file ask_papers appoint hear investigate "
    "reply_suggestion ask_review ask_rereview",
    Stage.WITH_LEADERS: "instruction file ask_papers appoint",
    Stage.SENT: "route receipt object put_dispute accept answer lead_into tell_whom decline no_longer no_notice "
    "compare point_to_former take_up_again file ask_papers appoint hear investigate reply_suggestion report_in "
    "accept_report return_report",
    Stage.SIGNED: "route receipt object put_dispute accept answer lead_into tell_whom decline no_longer no_notice "
    "compare point_to_former take_up_again file ask_papers appoint hear investigate reply_suggestion report_in "
    "accept_report return_report",
    Stage.OBJECTED: "agree_objection reject_objection receipt report_in accept_report return_report",
    Stage.DISPUTED: "decide_dispute receipt report_in accept_report return_report",
    Stage.ACCEPTED: "route answer lead_into ask_papers appoint hear investigate hearing extend opinion "
    "reply_suggestion receipt report_in accept_report return_report",
    Stage.PERFORMING: "answer_duty ask_papers appoint hear investigate receipt report_in accept_report return_report",
    Stage.DECIDED: "serve receipt report_in accept_report return_report",
    Stage.SERVED: "ask_review receipt report_in accept_report return_report",
    Stage.REVIEWING: "review hearing receipt report_in accept_report return_report",
    Stage.REVIEWED: "serve receipt report_in accept_report return_report",
    Stage.REVIEW_SERVED: "ask_rereview receipt report_in accept_report return_report",
    Stage.REREVIEWING: "rereview hearing receipt report_in accept_report return_report",
    Stage.REREVIEWED: "serve receipt report_in accept_report return_report",
    Stage.ENDED: "ask_review ask_rereview report_back report_in accept_report help archive",
}
"""By stage: the steps after which the table lets a request stand so."""


def test_each_step_is_lawful_after_these_stages_alone() -> None:
    assert COLUMNS.keys() == set(Stage)
    for stage, words in COLUMNS.items():
        wanted = {*words.split(), "tell_again", *(ALWAYS.split() if stage is not Stage.ENDED else ())}
        assert {kind.value for kind, rule in STEPS.items() if stage in rule.after} == wanted, stage
    assert set(STEPS) == set(StepKind) - {StepKind.TAKEN_BACK}


LAWFUL_HERE = {
    # of a claim whose route is chosen, in its ordinary course: what may be recorded besides ALWAYS
    Stage.REGISTERED: "accept answer ask_papers appoint compare decline file hear investigate no_notice put_to_leaders "
    "route tell_whom",
    Stage.WITH_LEADERS: "appoint ask_papers file instruction",
    Stage.SENT: "accept answer appoint ask_papers compare decline file hear investigate lead_into no_notice object "
    "receipt route tell_whom",
    Stage.SIGNED: "accept answer appoint ask_papers compare decline file hear investigate lead_into no_notice object "
    "route tell_whom",
    Stage.OBJECTED: "agree_objection reject_objection",
    Stage.DISPUTED: "decide_dispute",
    Stage.ACCEPTED: "appoint ask_papers extend hear hearing investigate lead_into opinion route",
    Stage.PERFORMING: "answer_duty appoint ask_papers hear investigate",
    Stage.DECIDED: "serve",
    Stage.SERVED: "ask_review",
    Stage.REVIEWING: "hearing review",
    Stage.REVIEWED: "serve",
    Stage.REVIEW_SERVED: "ask_rereview",
    Stage.REREVIEWING: "hearing rereview",
    Stage.REREVIEWED: "serve",
}


@pytest.mark.parametrize("stage", OPEN_WAYS)
def test_in_its_ordinary_course_these_steps_are_lawful(stage: Stage) -> None:
    way = OPEN_WAYS[stage]
    assert way.stands.stage is stage
    beside = {StepKind.HAND_OVER, StepKind.HELP, StepKind.MEDIATE, StepKind.RECUSE, StepKind.WITHDRAW}
    found = set(lawful(way.stands, way.of))
    assert beside <= found
    assert {kind.value for kind in found - beside} == set(LAWFUL_HERE[stage].split())
    assert found.isdisjoint(refused(way.stands, way.of))
    assert found | refused(way.stands, way.of).keys() == set(STEPS)


@pytest.mark.parametrize("stage", OPEN_WAYS)
def test_whatever_is_open_has_a_date_a_unit_and_somebody(stage: Stage) -> None:
    way = OPEN_WAYS[stage]
    date_of = due(way.stands, PLAIN, NATIONAL_2022, way.today)
    assert date_of is not None
    assert date_of.of == way.stands.holder or date_of.petitioners
    assert date_of.petitioners == (stage in (Stage.SERVED, Stage.REVIEW_SERVED))
    assert way.stands.responsible_officer
    next_one = proposed(way.stands, way.of)
    assert (next_one is None) == (stage in (Stage.SERVED, Stage.REVIEW_SERVED))


def test_the_whole_way_of_a_claim_by_days_counted_by_hand() -> None:
    way = competent()
    assert due(way.stands, PLAIN, NATIONAL_2022, RECEIVED).last_day == date(2026, 3, 17)  # type: ignore[union-attr]
    way.take(StepKind.ROUTE, route="r6").take(StepKind.ACCEPT, date(2026, 3, 10))
    assert way.days() == {"C5": (date(2026, 5, 9), None)}
    assert [each.done_on for each in way.stands.running if each.duty_id] == [date(2026, 3, 10)]
    way.take(StepKind.EXTEND, date(2026, 4, 20), days="20")
    assert way.days()["C5"] == (date(2026, 5, 29), None)
    way.take(StepKind.HEAR, date(2026, 4, 21)).take(StepKind.INVESTIGATE, date(2026, 4, 22))
    way.take(StepKind.OPINION, date(2026, 5, 20), result="not_supported")
    assert way.days() == {"C5": (date(2026, 5, 29), date(2026, 5, 20)), "T1": (date(2026, 5, 27), None)}
    way.take(StepKind.SERVE, date(2026, 5, 21), service="handed")
    # 30 days end on Saturday, 20 June, and roll to Monday (Civil Code Art. 203)
    assert way.days()["C6"] == (date(2026, 6, 22), None)
    assert due(way.stands, PLAIN, NATIONAL_2022, way.today).petitioners  # type: ignore[union-attr]
    way.take(StepKind.ASK_REVIEW, date(2026, 6, 22), ORGAN)
    assert way.days()["C6"][1] == date(2026, 6, 22)
    assert way.days()["C7"] == (date(2026, 7, 22), None)
    assert (way.stands.holder, way.stands.handler) == (ORGAN, None)
    way.take(StepKind.REVIEW, date(2026, 7, 20), conclusion=Conclusion.UPHELD, ground="none")
    way.take(StepKind.SERVE, date(2026, 7, 22))
    assert way.days()["C8"] == (date(2026, 8, 21), None)
    way.take(StepKind.ASK_REREVIEW, date(2026, 8, 21), TOP)
    assert way.days()["C9"] == (date(2026, 9, 20), None), "the office's own day does not roll off a Sunday"
    way.take(StepKind.HEARING, date(2026, 9, 3), begins_on="2026-09-01")
    assert way.days()["C9"] == (date(2026, 9, 23), None), "three days of hearing are left out (Art. 36 ¶2)"
    way.take(StepKind.REREVIEW, date(2026, 9, 22), conclusion=Conclusion.UPHELD, ground="none")
    assert way.stands.end is None, "issued is not served"
    way.take(StepKind.SERVE, date(2026, 9, 25))
    assert (way.stands.stage, way.stands.end) == (Stage.ENDED, End.FINAL)
    assert way.open_days() == set()
    assert not way.may(StepKind.ASK_REVIEW)
    assert not way.may(StepKind.ASK_REREVIEW)
    assert proposed(way.stands, way.of) is StepKind.ARCHIVE


def test_one_objection_then_whoever_decides_and_that_binds() -> None:
    way = with_unit()
    assert not way.may(StepKind.PUT_DISPUTE), "the sender decides a first objection"
    way.take(StepKind.OBJECT, date(2026, 3, 6))
    assert (way.stands.holder, way.stands.objections) == (None, 1)
    assert way.days()["C4"] == (date(2026, 3, 10), date(2026, 3, 6)), "five working days"
    way.take(StepKind.REJECT_OBJECTION, date(2026, 3, 9))
    assert (way.stands.stage, way.stands.holder) == (Stage.SIGNED, UNIT)
    assert not way.may(StepKind.OBJECT)
    way.take(StepKind.PUT_DISPUTE, date(2026, 3, 10), decider=Decider.SUPERIOR)
    way.take(StepKind.DECIDE_DISPUTE, date(2026, 3, 20), ORGAN)
    assert (way.stands.stage, way.stands.holder, way.stands.binding) == (Stage.SIGNED, ORGAN, True)
    assert way.days()["C3"] == (date(2026, 4, 4), None), "counted anew from the decision"
    for kind in (StepKind.OBJECT, StepKind.PUT_DISPUTE, StepKind.REFER, StepKind.ASSIGN):
        assert not way.may(kind), kind


def test_an_objection_agreed_to_brings_the_materials_back_and_ends_what_the_unit_owed() -> None:
    way = with_unit().take(StepKind.OBJECT).take(StepKind.AGREE_OBJECTION)
    assert (way.stands.stage, way.stands.holder) == (Stage.REGISTERED, None)
    assert way.open_days() == {"T0"}
    assert way.may(StepKind.REFER)
    back = disputed().take(StepKind.DECIDE_DISPUTE, to=None)
    assert (back.stands.stage, back.stands.holder) == (Stage.REGISTERED, None)
    assert back.open_days() == {"T0"}, "the unit owes nothing any more"


def test_what_went_by_post_counts_from_the_day_they_had_it() -> None:
    posted = sent(post=True).take(StepKind.RECEIPT, date(2026, 3, 6))
    assert posted.days() == {"C3": (date(2026, 3, 21), None), "C4": (date(2026, 3, 13), None)}
    at_once = sent().take(StepKind.RECEIPT, date(2026, 3, 6))
    assert at_once.days()["C3"] == (date(2026, 3, 18), None), "nobody gains days by signing late"


def field_problems(kind: StepKind, way: Course, day: date, **told: str) -> set[str]:
    standing = way.on(day)
    last_days = {each.clock: each.last_day(PLAIN, NATIONAL_2022) for each in standing.open_terms}
    days = {STEPS[kind].day: day}
    return set(problems_here(kind, told, days, standing, window_of(standing, kind, last_days)))


def test_thirty_days_of_extension_in_all() -> None:
    way = competent().take(StepKind.ROUTE, route="r6").take(StepKind.ACCEPT)
    day = date(2026, 4, 1)
    assert field_problems(StepKind.EXTEND, way, day, days="31") == {"days"}
    assert field_problems(StepKind.EXTEND, way, day, days="0") == {"days"}
    assert field_problems(StepKind.EXTEND, way, day, days="30") == set()
    way.take(StepKind.EXTEND, day, days="20")
    assert field_problems(StepKind.EXTEND, way, day, days="11") == {"days"}
    way.take(StepKind.EXTEND, day, days="10")
    assert not way.may(StepKind.EXTEND)
    assert way.days()["C5"] == (date(2026, 6, 1), None)
    assert second(StepKind.EXTEND, way.stands) is Second.UNIT_HEAD


def test_a_window_that_ran_out_ends_it_and_is_not_final() -> None:
    way = decided().take(StepKind.SERVE, date(2026, 4, 7))
    assert way.on(date(2026, 5, 7)).end is None
    after = way.on(date(2026, 5, 8))
    assert (after.stage, after.end, after.since) == (Stage.ENDED, End.WINDOW, date(2026, 5, 8))
    assert due(after, PLAIN, NATIONAL_2022, date(2026, 5, 8)) is None
    again = competent(former=Former("2026-访-000001", End.WINDOW))
    assert not again.may(StepKind.ACCEPT), "a person decides first"
    assert not again.may(StepKind.NO_LONGER)
    again.take(StepKind.COMPARE, found="same")
    assert not again.may(StepKind.NO_LONGER), "not final: no served re-review opinion"
    assert again.may(StepKind.POINT_TO_FORMER)
    again.take(StepKind.TAKE_UP_AGAIN)
    assert again.may(StepKind.ACCEPT)


def test_what_comes_late_for_review_is_taken_up_by_a_persons_decision_alone() -> None:
    way = decided().take(StepKind.SERVE, date(2026, 4, 7))
    assert field_problems(StepKind.ASK_REVIEW, way, date(2026, 5, 7), organ="区政府") == set()
    assert field_problems(StepKind.ASK_REVIEW, way, date(2026, 5, 8), organ="区政府") == {"why_late"}
    assert field_problems(StepKind.ASK_REVIEW, way, date(2026, 5, 8), why_late="住院，主任决定") == set()
    way.take(StepKind.ASK_REVIEW, date(2026, 5, 8), ORGAN, why_late="住院，主任决定")
    assert way.stands.stage is Stage.REVIEWING
    assert window_of(way.stands, StepKind.ASK_REVIEW, {}) == Window(None)


def test_days_off_that_become_known_later_never_shorten_the_petitioners_term() -> None:
    way = decided().take(StepKind.SERVE, date(2026, 5, 21))  # ends on Saturday, 20 June
    working = Calendar(days={date(2026, 6, 20): True}, announced=frozenset({2026}))
    assert [each.last_day(working, NATIONAL_2022) for each in way.on(date(2026, 5, 22), working).open_terms] == [
        date(2026, 6, 20)
    ]
    told = replace(way.of, told_days={("C6", way.steps[-1].id): date(2026, 6, 22)})
    standing = stands(told, way.steps, date(2026, 6, 22), working, NATIONAL_2022)
    assert standing.end is None
    assert [each.last_day(working, NATIONAL_2022) for each in standing.open_terms] == [date(2026, 6, 22)]


def test_only_after_a_final_matter_is_one_no_longer_accepted() -> None:
    way = competent(former=Former("2026-访-000001", End.FINAL))
    for kind in (StepKind.NO_LONGER, StepKind.ACCEPT, StepKind.POINT_TO_FORMER, StepKind.TAKE_UP_AGAIN):
        assert not way.may(kind), kind
    assert proposed(way.stands, way.of) is StepKind.COMPARE
    assert second(StepKind.COMPARE, way.stands) is Second.PERSON
    new = competent(former=way.of.former).take(StepKind.COMPARE, found="new")
    assert new.may(StepKind.ACCEPT)
    assert not new.may(StepKind.NO_LONGER)
    way.take(StepKind.COMPARE, found="same")
    assert not way.may(StepKind.ACCEPT)
    way.take(StepKind.NO_LONGER)
    assert way.stands.end is End.NO_LONGER


def test_a_township_tells_or_refers_within_the_same_days() -> None:
    way = Course(matter(OfficeRole.TOWNSHIP))
    assert last_day_for(StepKind.REFER, way.stands, PLAIN, NATIONAL_2022) == date(2026, 3, 17)
    assert last_day_for(StepKind.ACCEPT, way.stands, PLAIN, NATIONAL_2022) == date(2026, 3, 17)
    way.take(StepKind.REFER, to=UNIT)
    assert [each.done_on for each in way.stands.running if each.duty_id] == [LATER]
    assert not competent().may(StepKind.REFER)
    assert not referring().may(StepKind.ACCEPT)


def test_days_of_a_hearing_are_left_out_of_a_re_review_alone() -> None:
    hearing = {"begins_on": "2026-07-06"}
    for way, clock, last in (
        (competent().take(StepKind.ROUTE, route="r6").take(StepKind.ACCEPT), "C5", date(2026, 5, 2)),
        (reviewing(), "C7", date(2026, 6, 5)),
        (rereviewing(), "C9", date(2026, 8, 5)),
    ):
        way.take(StepKind.HEARING, date(2026, 7, 8), **hearing)
        assert way.days()[clock] == (last, None), clock


def test_a_revoked_opinion_is_decided_anew_by_the_day_set() -> None:
    way = reviewing()
    way.take(StepKind.REVIEW, date(2026, 6, 1), conclusion="revoked", ground="facts", redo_by="2026-07-15")
    way.take(StepKind.SERVE, date(2026, 6, 3))
    assert (way.stands.stage, way.stands.holder) == (Stage.ACCEPTED, None)
    [anew] = [each for each in way.stands.open_terms if each.clock == "C5"]
    assert anew.last_day(PLAIN, NATIONAL_2022) == date(2026, 7, 15)
    assert not way.may(StepKind.EXTEND)
    assert way.may(StepKind.OPINION)


def test_whoever_keeps_away_is_not_handed_the_matter() -> None:
    way = competent().take(StepKind.RECUSE, who="李 慧", granted="yes").take(StepKind.RECUSE, who="王强", granted="no")
    assert field_problems(StepKind.HAND_OVER, way, LATER, who="李慧") == {"who"}
    assert field_problems(StepKind.HAND_OVER, way, LATER, who="王强") == set()
    assert not way.may(StepKind.TAKE_OVER)
    way.take(StepKind.HAND_OVER, who="王强")
    assert (way.stands.officer, proposed(way.stands, way.of)) == ("张玲", StepKind.TAKE_OVER)
    assert way.take(StepKind.TAKE_OVER).stands.responsible_officer == "王强"


def names(fields: tuple[StepField, ...]) -> set[str]:
    return {field.name for field in fields}


def test_missing_papers_are_asked_for_once() -> None:
    way = competent()
    assert second(StepKind.ASK_PAPERS, way.stands) is None
    assert "approver" not in names(fields_of(StepKind.ASK_PAPERS, way.stands))
    way.take(StepKind.ASK_PAPERS)
    assert second(StepKind.ASK_PAPERS, way.stands) is Second.PERSON
    assert {"approver", "approved_on", "sheet"} <= names(fields_of(StepKind.ASK_PAPERS, way.stands))


def test_a_claim_is_heard_and_investigated_before_an_opinion() -> None:
    way = competent().take(StepKind.ROUTE, route="r6").take(StepKind.ACCEPT)
    assert not way.may(StepKind.OPINION)
    way.take(StepKind.HEAR)
    assert not way.may(StepKind.OPINION)
    way.take(StepKind.INVESTIGATE)
    assert proposed(way.stands, way.of) is StepKind.OPINION
    led = competent()
    assert not led.may(StepKind.LEAD_INTO), "its route first"
    led.take(StepKind.ROUTE, route="r2")
    assert not led.may(StepKind.ACCEPT)
    assert led.take(StepKind.LEAD_INTO).stands.end is End.LED_INTO


@pytest.mark.parametrize("clock", ["C1", "C2"])
def test_what_comes_again_with_a_term_of_its_own_is_told_how_it_stands(clock: str) -> None:
    way = (referring() if clock == "C1" else competent()).take
    way = way(StepKind.REFER, to=UNIT) if clock == "C1" else way(StepKind.ROUTE, route="r6").take(StepKind.ACCEPT)
    assert not way.may(StepKind.TELL_AGAIN)
    earlier = [replace(each, recorded_at=LATEST - timedelta(days=9)) for each in way.steps]
    came = replace(brought(clock, 2, date(2026, 3, 20)), since=LATEST - timedelta(days=2))
    first = replace(way.of.brought[0], since=LATEST - timedelta(days=30))
    way.of, way.steps = replace(way.of, brought=(first, came)), earlier
    assert [each.duty_id for each in way.stands.open_terms if each.duty_id] == [2]
    assert way.may(StepKind.TELL_AGAIN)
    stage, day = way.stands.stage, date(2026, 3, 25)
    assert last_day_for(StepKind.TELL_AGAIN, way.stands, PLAIN, NATIONAL_2022) in (date(2026, 3, 18), date(2026, 4, 4))
    way.take(StepKind.TELL_AGAIN, day)
    assert way.stands.stage is stage
    assert [each.done_on for each in way.stands.running if each.duty_id] == [LATER, day]
    assert not way.may(StepKind.TELL_AGAIN)
    fresh = competent(brought=(brought("C2"), brought("C2", 2)))
    assert not fresh.may(StepKind.TELL_AGAIN), "the ordinary notice tells both"


def test_what_a_later_step_rests_on() -> None:
    way = decided()
    assert resting_on(way.of, way.steps, way.steps[1].id) is StepKind.OPINION
    assert resting_on(way.of, way.steps, way.steps[-1].id) is None
    assert resting_on(way.of, way.steps, 99) is None
