"""The day of receipt: the earliest that anything shows, in the time of China."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from petitiondesk.rules.channels import CHANNELS, Channel, Evidence
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.received_days import problem, received_day

LATE_EVENING = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # 0:30 on the 23rd in China


def test_the_office_s_day_is_the_day_in_china() -> None:
    assert office_day(LATE_EVENING) == date(2026, 11, 23)
    assert office_day(LATE_EVENING - timedelta(hours=1)) == date(2026, 11, 22)
    assert office_day(datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=-8)))) == date(2026, 11, 23)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        office_day(datetime(2026, 11, 22))  # noqa: DTZ001


@pytest.mark.parametrize("channel", Channel)
def test_the_first_key_decides_where_nothing_else_is_shown(channel: Channel) -> None:
    assert received_day(channel, LATE_EVENING) == date(2026, 11, 23)


@pytest.mark.parametrize("channel", Channel)
def test_the_earliest_evidence_counts_and_a_later_day_never(channel: Channel) -> None:
    early, late = date(2026, 11, 14), date(2026, 11, 30)
    for evidence in CHANNELS[channel].evidence:
        assert received_day(channel, LATE_EVENING, {evidence: early}) == early
        assert received_day(channel, LATE_EVENING, {evidence: late}) == date(2026, 11, 23)


def test_of_several_days_a_letter_has_the_earliest() -> None:
    shown = {Evidence.ARRIVAL_STAMP: date(2026, 11, 16), Evidence.SIGNED_FOR: date(2026, 11, 14)}
    assert received_day(Channel.LETTER, LATE_EVENING, shown) == date(2026, 11, 14)


def test_evidence_of_another_channel_does_not_move_a_visit() -> None:
    assert received_day(Channel.VISIT, LATE_EVENING, {Evidence.SUBMITTED: date(2026, 1, 1)}) == date(2026, 11, 23)


def test_a_day_to_come_and_a_day_long_past_are_told() -> None:
    today = date(2026, 11, 23)
    assert problem(today, today) is None
    assert problem(date(2025, 11, 23), today) is None
    assert problem(date(2025, 11, 22), today) is None
    assert problem(date(2025, 11, 21), today) is not None
    assert problem(date(2026, 11, 24), today) is not None
    assert problem(date(2024, 11, 23), today) is not None
