"""A notice of days off: looked at, kept, what is open counted anew; what was told on paper stands."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from petitiondesk.office import calendar, case_page, checking, steps
from petitiondesk.office.calendar import KeptYear, Move
from petitiondesk.office.desk import Desk, NoRight
from petitiondesk.rules.acts import Act, Right, Thing
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.confidentiality import Purpose
from petitiondesk.rules.holiday_notices import HolidayNotice, SpecialDay
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.typed_notices import read_typed
from petitiondesk.storage.models import Duty
from petitiondesk.words import sentence
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, register, saved, slip_of, told_in_history
from tests.office.test_cases import serve
from tests.office.test_channels import REFERRED, entered, owed
from tests.office.test_steps import NOTICE, started

LATE = datetime(2026, 12, 30, 1, 30, tzinfo=UTC)
"""Two days before the year's end: five working days reach into a year that nobody has announced."""

REACHING = {
    **REFERRED,
    "arrival.source": "assigned",
    "arrival.sender_day": "2026-12-28",
    "arrival.reached_on": "2026-12-29",
    "arrival.term_set": "10个工作日",
}


def notice(lines: str, year: int = 2027) -> HolidayNotice:
    typed = read_typed(lines, year)
    assert typed.findings == ()
    return HolidayNotice(
        year, f"关于{year}年部分节假日安排的通知（国办发明电〔2026〕9号）", date(2026, 11, 4), typed.days
    )


OF_2026 = notice("国庆节：10月1日至7日放假。", 2026)
OF_2027 = notice("元旦：1月1日至3日放假。\n国庆节：10月1日至7日放假。9月26日上班。")


def moved(found: calendar.Looked) -> list[tuple[str, date | None, date | None]]:
    return [(move.what[:9], move.before, move.after) for move in found.moves]


def provisional(desk: Desk, number: str) -> dict[str, bool]:
    registration = saved(desk, number)
    return {duty.clock: duty.provisional for duty in (registration.duty, *registration.further_duties)}


@pytest.mark.both_databases
def test_a_notice_recounts_what_is_open_and_each_move_stands_in_the_history(desk: Desk) -> None:
    calendar.keep(desk, OF_2026, NOW)
    number = entered(desk, Channel.LETTER, REACHING, started_at=LATE)
    assert provisional(desk, number) == {"C3": False, "C4": True, "C10": True}
    before = owed(desk, number)
    assert (before["C4"][1], before["C10"][1]) == (date(2027, 1, 5), date(2027, 1, 11))
    seen = calendar.look_at(desk, OF_2027)
    assert owed(desk, number) == before, "looking changes nothing"
    assert [special.day for special in seen.removed] == []
    assert (date(2027, 1, 1), False) in [(special.day, special.working) for special in seen.added]
    assert moved(seen) == [
        ("Objection", date(2027, 1, 5), date(2027, 1, 6)),
        ("Report ba", date(2027, 1, 11), date(2027, 1, 12)),
    ]
    told: list[frozenset[Thing]] = []
    assert calendar.keep(replace(desk, tell=told.append), OF_2027, NOW) == seen
    assert told == [frozenset({Thing.CALENDAR, Thing.CASE})]
    assert owed(desk, number) == before | {
        "C4": (date(2026, 12, 29), date(2027, 1, 6)),
        "C10": (date(2026, 12, 28), date(2027, 1, 12)),
    }
    assert not any(provisional(desk, number).values())
    assert checking.check(desk) == []
    assert [each.get("last_day") for each in told_in_history(desk, Act.RECOUNT)] == [
        ["2027-01-05", "2027-01-06"],
        ["2027-01-11", "2027-01-12"],
    ]
    opened = case_page.opened(desk, number, now=NOW)
    said = [sentence(each, "zh") for event in opened.history for each in event.details]
    assert [each for each in said if "2027-01-06" in each] == ["最迟日期：2027-01-05 改为 2027-01-06"]
    assert f"放假通知：{OF_2027.title}" in said
    assert calendar.look_at(desk, OF_2027) == calendar.Looked((), (), (), 0)


def set_duty(desk: Desk, number: str, last_day: date) -> None:
    """As if a discipline body had registered it."""
    with desk.act(Act.CORRECT, LATE) as act:
        duty = act.session.get_one(Duty, saved(desk, number).duty.id)
        duty.clock, duty.last_day, duty.provisional = "C14", last_day, True
        act.on(Thing.REGISTRATION, number, {})


@pytest.mark.both_databases
def test_what_was_told_on_paper_is_never_put_off(desk: Desk) -> None:
    """A discipline body tells of receipt within working days; here one such duty stands on the slip."""
    calendar.keep(desk, OF_2026, NOW)
    number = register(desk, CLAIM, started_at=LATE).number
    set_duty(desk, number, date(2027, 1, 20))
    seen = calendar.keep(desk, OF_2027, NOW)
    assert [(move.before, move.after, move.held) for move in seen.moves] == [
        (date(2027, 1, 20), date(2027, 1, 20), True)
    ]
    assert (owed(desk, number)["C14"][1], provisional(desk, number)) == (date(2027, 1, 20), {"C14": False})
    earlier = replace(OF_2027, days=tuple(SpecialDay(date(2027, 1, day), True, "") for day in (2, 3, 9)))
    [move] = calendar.keep(desk, earlier, NOW).moves
    assert (move.after, move.held) == (date(2027, 1, 15), False)
    set_duty(desk, number, date(2027, 1, 8))
    told = date.fromisoformat(str(slip_of(desk, number)["last_day"]))
    [move] = calendar.keep(desk, OF_2027, NOW).moves
    assert (move.before, move.after, move.held) == (date(2027, 1, 8), told, True), "back to the day told, no further"
    assert slip_of(desk, number)["last_day"] == told.isoformat()
    assert checking.check(desk) == []


def test_calendar_days_never_move_and_of_a_report_only_the_number_is_said(desk: Desk) -> None:
    calendar.keep(desk, OF_2026, NOW)
    register(desk, CLAIM, started_at=LATE)
    assert calendar.look_at(desk, OF_2027).moves == ()
    report = entered(
        desk, Channel.LETTER, {**REACHING, "registration.purpose": Purpose.REPORT_OF_WRONGDOING}, started_at=LATE
    )
    assert set(calendar.look_at(desk, OF_2027).moves) == {Move(report)}


def test_years_and_notices_as_they_are_kept(desk: Desk) -> None:
    today = date(2026, 11, 23)
    assert calendar.years(desk, today) == [KeptYear(2027, None), KeptYear(2026, None)]
    calendar.keep(desk, OF_2026, NOW)
    calendar.keep(desk, OF_2027, NOW)
    assert [each.year for each in calendar.years(desk, today) if each.notice] == [2027, 2026]
    told = calendar.notice_of(desk, 2027)
    assert told is not None
    assert (told.title, told.published) == (OF_2027.title, "2026-11-04")
    assert read_typed(told.lines, 2027).days == OF_2027.days
    assert calendar.notice_of(desk, 2025) is None
    corrected = notice("元旦：2026年12月31日至2027年1月3日放假。")
    found = calendar.keep(desk, corrected, NOW)
    assert [len(found.added), len(found.removed)] == [1, 6]
    assert [special.day for special in calendar.keep(desk, OF_2027, NOW).removed] == [date(2026, 12, 31)]


def test_whoever_has_no_right_keeps_nothing(desk: Desk) -> None:
    with pytest.raises(NoRight):
        calendar.keep(replace(desk, rights=frozenset({Right.RECEIVE})), OF_2027, NOW)
    assert calendar.notice_of(desk, 2027) is None


@pytest.mark.both_databases
def test_what_steps_started_is_counted_anew_and_a_petitioners_term_is_never_shortened(desk: Desk) -> None:
    """Served on 23 November, review may be asked for until Wednesday, 23 December."""
    calendar.keep(desk, OF_2026, NOW)
    number = register(desk, CLAIM).number
    serve(desk, number)
    assert started(desk, number)["C6"] == (date(2026, 12, 23), None)
    off = notice("国庆节：12月22日至25日放假。", 2026)
    seen = calendar.look_at(desk, off)
    assert moved(seen) == [("The petit", date(2026, 12, 23), date(2026, 12, 28))]
    assert calendar.keep(desk, off, NOW) == seen
    assert started(desk, number)["C6"] == (date(2026, 12, 28), None)
    assert told_in_history(desk, Act.RECOUNT)[0]["last_day"] == ["2026-12-23", "2026-12-28"]
    assert checking.check(desk) == []
    held = calendar.keep(desk, OF_2026, NOW).moves
    assert [(move.before, move.after, move.held) for move in held] == [(date(2026, 12, 28), date(2026, 12, 28), True)]
    assert started(desk, number)["C6"] == (date(2026, 12, 28), None)
    assert checking.check(desk) == [], "the later day stands, and is no difference"


def test_an_objection_of_a_unit_is_counted_anew(new_desk: NewDesk) -> None:
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    number = register(desk, CLAIM).number
    steps.record(desk, number, StepKind.REFER, NOTICE | {"to": "区住建局"}, now=NOW)
    assert started(desk, number)["C4"] == (date(2026, 11, 30), None)
    looked = calendar.keep(desk, notice("国庆节：11月25日至26日放假。", 2026), NOW)
    assert moved(looked) == [("Objection", date(2026, 11, 30), date(2026, 12, 2))]
    assert started(desk, number)["C4"] == (date(2026, 12, 2), None)
    assert checking.check(desk) == []
