"""Last days, recounted day by day from another source of days off, for every start of three years."""

from datetime import date, timedelta
from functools import partial

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk import resources, words
from petitiondesk.rules import terms
from petitiondesk.rules.clocks import NATIONAL_2022, Unit
from petitiondesk.rules.holiday_notices import calendar_of, read_notice
from petitiondesk.rules.months import corresponding_day
from petitiondesk.rules.terms import Term, TermError, why
from petitiondesk.rules.working_days import Calendar

count_term = partial(terms.count_term, rules=NATIONAL_2022)
find_clock = partial(terms.find_clock, rules=NATIONAL_2022)
CALENDAR = calendar_of(
    read_notice(table.read_text(encoding="utf-8")) for table in resources.path("catalogues", "calendar").glob("*.csv")
)
ONE = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + ONE * n for n in range((LAST - FIRST).days + 1)]
OFF = {day: not chinese_calendar.is_workday(day) for day in EVERY_DAY}
CALENDAR_DAYS = [clock.id for clock in NATIONAL_2022.clocks.values() if clock.unit is Unit.DAY and clock.length]
WORKING_DAYS = [clock.id for clock in NATIONAL_2022.clocks.values() if clock.unit is Unit.WORKING_DAY]


def length(clock_id: str) -> int:
    found = NATIONAL_2022.clocks[clock_id].length
    assert found is not None
    return found


@pytest.mark.parametrize("clock_id", CALENDAR_DAYS)
def test_a_calendar_count_agrees_with_a_walk_through_the_days(clock_id: str) -> None:
    petitioner_s = clock_id in {"C6", "C8"}
    for start in EVERY_DAY[: -length(clock_id) - 12]:
        day, left = start, length(clock_id)
        while left:
            day, left = day + ONE, left - 1
        rolled = day
        while OFF[rolled]:
            rolled += ONE
        term = count_term(clock_id, start, CALENDAR)
        assert term.nominal_last_day == day
        assert term.rolled_day == rolled
        assert term.last_day == (rolled if petitioner_s else day)
        assert len(term.days_off_skipped) == ((rolled - day).days if petitioner_s else 0)
        assert not term.provisional
        assert count_term(clock_id, start, CALENDAR, roll_duties=True).last_day == rolled


@pytest.mark.parametrize("clock_id", WORKING_DAYS)
def test_a_working_day_count_agrees_with_a_walk_through_the_days(clock_id: str) -> None:
    for start in EVERY_DAY[:-35]:
        day, left, off = start, length(clock_id), []
        while left:
            day += ONE
            if OFF[day]:
                off.append(day)
            else:
                left -= 1
        term = count_term(clock_id, start, CALENDAR)
        assert (term.last_day, term.days_off_skipped) == (day, tuple(off))
        assert term.nominal_last_day is None
        assert not term.provisional


@pytest.mark.parametrize(
    ("clock_id", "start", "expected"),
    [
        ("C1", date(2026, 9, 22), date(2026, 10, 7)),  # in the National Day holiday: a duty is not moved
        ("C6", date(2026, 9, 1), date(2026, 10, 8)),  # plain 1 October: the petitioner's term is
        ("C4", date(2026, 9, 25), date(2026, 10, 9)),
        ("C5", date(2026, 1, 5), date(2026, 3, 6)),
        ("C17", date(2026, 6, 30), date(2026, 8, 30)),
        ("C17", date(2025, 12, 31), date(2026, 2, 28)),
        ("C17", date(2023, 12, 31), date(2024, 2, 29)),
    ],
)
def test_last_days_worked_out_by_hand(clock_id: str, start: date, expected: date) -> None:
    assert count_term(clock_id, start, CALENDAR).last_day == expected


@given(st.dates(date(2024, 1, 1), date(2026, 8, 1)), st.integers(0, 30))
def test_an_extension_is_counted_on_and_nothing_beyond_thirty_days(start: date, extended: int) -> None:
    term = count_term("C5", start, CALENDAR, extended=extended)
    assert term.last_day == start + timedelta(days=60 + extended)
    with pytest.raises(TermError):
        count_term("C5", start, CALENDAR, extended=31 + extended)


@given(st.dates(date(2024, 1, 1), date(2026, 8, 1)), st.integers(0, 60))
def test_days_of_hearing_are_left_out_of_re_review_only(start: date, paused: int) -> None:
    assert count_term("C9", start, CALENDAR, paused=paused).last_day == start + timedelta(days=30 + paused)
    if paused:
        for clock_id in NATIONAL_2022.clocks.keys() - {"C9", "C10"}:
            with pytest.raises(TermError):
                count_term(clock_id, start, CALENDAR, paused=paused)


def test_a_letter_sets_its_own_term() -> None:
    start = date(2026, 9, 25)
    assert count_term("C10", start, CALENDAR, days=20).last_day == date(2026, 10, 15)
    assert count_term("C10", start, CALENDAR, days=5, working=True).last_day == date(2026, 10, 9)
    assert count_term("C12", start, CALENDAR).last_day == date(2026, 10, 2)
    assert count_term("C12", start, CALENDAR, days=10).last_day == date(2026, 10, 5)


def test_what_a_clock_does_not_know_is_answered_with_a_message() -> None:
    rows: list[tuple[str, dict[str, int]]] = [
        ("C10", {}),
        ("C10", {"working": True}),
        ("C10", {"days": 0}),
        ("C10", {"days": -3}),
        ("C10", {"days": 10**9}),
        ("C1", {"days": 20}),
        ("C1", {"working": True}),
        ("C1", {"extended": 1}),
        ("C5", {"extended": -1}),
        ("C9", {"paused": -1}),
        ("C9", {"paused": 10**12}),
        ("C13", {}),
        ("C99", {}),
        ("", {}),
    ]
    for clock_id, asked in rows:
        with pytest.raises(TermError) as raised:
            count_term(clock_id, date(2026, 1, 5), CALENDAR, **asked)
        assert raised.value.message.msgid.format(**raised.value.message.values), (clock_id, asked)


def test_the_end_of_the_calendar_is_answered_with_a_message() -> None:
    for clock_id in NATIONAL_2022.clocks.keys() - {"C10"}:
        with pytest.raises(TermError):
            count_term(clock_id, date(9999, 12, 31), CALENDAR)


def test_a_clock_is_found_as_people_type_it() -> None:
    assert [find_clock(typed).id for typed in ("C5", "c5", " ｃ５ ", "c13A")] == ["C5", "C5", "C5", "C13a"]


def test_a_count_that_reaches_a_year_not_announced_is_provisional_and_a_plain_day_never() -> None:
    before = Calendar(CALENDAR.days, frozenset({2024, 2025}))
    for start in (date(2025, 12, 20), date(2025, 12, 29), date(2025, 12, 31)):
        assert count_term("C14", start, before).provisional
        assert count_term("C6", start, before).provisional
        assert count_term("C1", start, before, roll_duties=True).provisional
        assert not count_term("C1", start, before).provisional
        assert not count_term("C14", start, CALENDAR).provisional
    assert count_term("C4", date(2025, 12, 31), before).unannounced_years == (2026,)
    assert not count_term("C4", date(2025, 12, 24), before).provisional  # ends on 31 December
    assert count_term("C4", date(2025, 12, 25), before).provisional
    assert not count_term("C4", date(2023, 12, 31), before).provisional  # the start day is not counted


def test_a_petitioner_s_term_is_never_shorter_than_the_plain_count() -> None:
    for clock_id in ("C6", "C8"):
        for start in EVERY_DAY:
            term = count_term(clock_id, start, CALENDAR)
            assert term.nominal_last_day is not None
            assert term.last_day >= term.nominal_last_day


def said(term: Term) -> str:
    return "\n".join(words.sentence(line, "en") for line in why(term))


def test_the_card_shows_the_plain_and_the_rolled_day_and_which_one_binds() -> None:
    petitioner_s = said(count_term("C6", date(2026, 9, 1), CALENDAR))
    assert "2026-09-01, is not counted (Civil Code Art. 201)" in petitioner_s
    assert "Regulation Art. 35" in petitioner_s
    assert "2026-10-01" in petitioner_s
    assert "2026-10-08 (Civil Code Art. 203)" in petitioner_s
    assert petitioner_s.endswith("Last day: 2026-10-08.")

    duty = said(count_term("C1", date(2026, 9, 22), CALENDAR))
    assert "does not move (the next day that is none is 2026-10-08)" in duty
    assert duty.endswith("Last day: 2026-10-07.")
    rolled = said(count_term("C1", date(2026, 9, 22), CALENDAR, roll_duties=True))
    assert "by this office's setting its duty moves to 2026-10-08" in rolled
    assert rolled.endswith("Last day: 2026-10-08.")


def test_the_card_says_nothing_of_what_did_not_happen() -> None:
    assert said(count_term("C2", date(2026, 1, 5), CALENDAR)).splitlines() == [
        "The start day, 2026-01-05, is not counted (Civil Code Art. 201).",
        "Calendar days: 15 (Regulation Art. 23 ¶2).",
        "Last day: 2026-01-20.",
    ]
    assert "Days off" not in said(count_term("C10", date(2026, 1, 5), CALENDAR, days=2, working=True))


def test_the_card_names_days_off_extension_hearing_and_doubts() -> None:
    assert "2026-10-01, 2026-10-02" in said(count_term("C4", date(2026, 9, 25), CALENDAR))
    assert "extension: 30" in said(count_term("C5", date(2026, 1, 5), CALENDAR, extended=30))
    assert "hearing, not counted: 12" in said(count_term("C9", date(2026, 1, 5), CALENDAR, paused=12))
    assert "2027 are not announced" in said(count_term("C4", date(2026, 12, 30), CALENDAR))
    assert "internal target" in said(count_term("C18", date(2026, 1, 5), CALENDAR))


def test_a_term_in_months_may_end_in_the_last_year_that_there_is() -> None:
    assert corresponding_day(date(9999, 1, 31), 1) == date(9999, 2, 28)
    with pytest.raises(OverflowError):
        corresponding_day(date(9999, 12, 31), 1)


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 100))
def test_a_term_in_months_ends_on_the_same_day_or_the_month_s_last(start: date, months: int) -> None:
    end = corresponding_day(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + ONE).day == 1)
