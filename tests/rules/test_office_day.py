"""The office's day is China's, and a computer set to another time zone is told so."""

from datetime import UTC, date, datetime, timedelta

import pytest

from petitiondesk.rules.office_day import office_day, wrong_zone


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
    assert wrong_zone(timedelta(hours=8)) is None


@pytest.mark.parametrize(
    ("hours", "shown"), [(9, "UTC+09:00"), (5.5, "UTC+05:30"), (0, "UTC"), (-3, "UTC-03:00"), (14, "UTC+14:00")]
)
def test_any_other_zone_is_named(hours: float, shown: str) -> None:
    said = wrong_zone(timedelta(hours=hours))
    assert said is not None
    assert said.values == {"zone": shown, "china": "UTC+08:00"}
