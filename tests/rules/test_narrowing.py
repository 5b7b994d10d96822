"""Periods as people ask for them, and the days between which the last day of a duty lies."""

from datetime import date

import pytest

from petitiondesk.rules.narrowing import DutyState, Period, days_of, last_days_of


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        (Period.TODAY, date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),
        (Period.WEEK, date(2026, 1, 3), date(2025, 12, 28), date(2026, 1, 3)),
        (Period.MONTH, date(2028, 2, 1), date(2028, 2, 1), date(2028, 2, 29)),
        (Period.MONTH, date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
        (Period.LAST_MONTH, date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
        (Period.LAST_MONTH, date(2026, 3, 31), date(2026, 2, 1), date(2026, 2, 28)),
        (Period.YEAR, date(2026, 11, 23), date(2026, 1, 1), date(2026, 12, 31)),
        (Period.LAST_YEAR, date(2026, 11, 23), date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_days_of_a_period(period: Period, today: date, first: date, last: date) -> None:
    assert days_of(period, today) == (first, last)


def test_what_is_due_today_is_near_and_not_late() -> None:
    today = date(2026, 11, 23)
    assert last_days_of(DutyState.SOON, today) == (today, date(2026, 11, 26))
    assert last_days_of(DutyState.LATE, today) == (None, date(2026, 11, 22))
    assert last_days_of(DutyState.OPEN, today) == (None, None)
