"""The office's day is China's, and a computer set to another time zone is told so."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from petitiondesk.rules.office_day import CLOCK_MAY_LAG, OFFICE_MAY_REST, office_day, wrong_time, wrong_zone
from petitiondesk.words import sentence


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_the_day_begins_at_midnight_in_china(instant: datetime, day: date) -> None:
    assert office_day(instant) == day


def test_an_instant_without_a_zone_could_be_either_of_two_days() -> None:
    with pytest.raises(ValueError, match="zone"):
        office_day(datetime(2026, 11, 23, 1, tzinfo=UTC).replace(tzinfo=None))


def test_china_s_own_zone_is_not_mentioned() -> None:
    assert wrong_zone(datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=8)))) is None


@pytest.mark.parametrize(
    ("hours", "china"),
    [
        (9, "2026-11-23 08:30"),
        (5.5, "2026-11-23 12:00"),
        (0, "2026-11-23 17:30"),
        (-8, "2026-11-24 01:30"),
        (14, "2026-11-23 03:30"),
    ],
)
def test_any_other_zone_is_said_by_what_the_clock_shows_and_what_it_means(hours: float, china: str) -> None:
    said = wrong_zone(datetime(2026, 11, 23, 9, 30, tzinfo=timezone(timedelta(hours=hours))))
    assert said is not None
    assert said.values == {"shown": "2026-11-23 09:30", "china": china}


def test_it_is_said_without_words_of_computers() -> None:
    said = wrong_zone(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    assert said is not None
    for language in ("zh", "en"):
        assert "UTC" not in sentence(said, language)


NEWEST = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (NEWEST + timedelta(days=73 * 365), True),
        (NEWEST + OFFICE_MAY_REST + timedelta(seconds=1), True),
        (NEWEST + timedelta(days=62), False),  # July and August
        (NEWEST + timedelta(days=20), False),  # the Spring Festival
        (NEWEST, False),
        (NEWEST - CLOCK_MAY_LAG, False),
        (NEWEST - CLOCK_MAY_LAG - timedelta(seconds=1), True),
        (NEWEST - timedelta(days=1), True),
    ],
)
def test_a_clock_behind_the_history_or_far_ahead_is_told_and_a_small_step_is_not(now: datetime, told: bool) -> None:
    assert (wrong_time(now, NEWEST) is not None) is told


def test_a_clock_is_compared_with_the_newest_entry_in_china_s_time_and_with_none_where_there_is_none() -> None:
    said = wrong_time(NEWEST - timedelta(days=1), NEWEST)
    assert said is not None
    assert said.values == {"now": "2026-11-22 09:30", "newest": "2026-11-23 09:30"}
    assert wrong_time(NEWEST, None) is None
    ahead = wrong_time(NEWEST.replace(year=2099), NEWEST)
    assert ahead is not None
    assert ahead.values == {"now": "2099-11-23 09:30", "newest": "2026-11-23 09:30", "days": 26663}
