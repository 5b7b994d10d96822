"""Days as people type them: read however they are written, never guessed into the future."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.typed_days import read_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "1972-3-5",
            "1972-03-05",
            "1972.3.5",
            "1972/3/5",
            "1972年3月5日",
            "1972年3月5",
            "19720305",
            " １９７２－３－５ ",
        ),
        *("1972年3月5号", "1972年3月5號", "１９７２年０３月０５号", "1972-3-5号"),
    ],
)
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert read_day(typed, TODAY) == date(1972, 3, 5)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("11-23", TODAY),
        ("11月24日", TODAY.replace(year=2025, day=24)),
        ("11月20号", TODAY.replace(day=20)),
        ("１１月２４号", TODAY.replace(year=2025, day=24)),
        ("3.5", date(2026, 3, 5)),
        ("12/31", date(2025, 12, 31)),
        ("2-29", date(2024, 2, 29)),
    ],
)
def test_a_day_without_its_year_is_the_last_one_that_was(typed: str, read: date) -> None:
    assert read_day(typed, TODAY) == read


def test_a_day_with_its_year_may_be_to_come_and_is_told_elsewhere() -> None:
    assert read_day("2027-1-1", TODAY) == date(2027, 1, 1)


def test_what_is_no_day_is_not_made_one() -> None:
    no_days = (
        "",
        "昨天",
        "1972-13-5",
        "1972-2-30",
        "0000-1-1",
        "19721305",
        "2-30",
        "13-1",
        "0-1",
        "197235",
        "1972年3月号",
        "5号",
        "3月5号楼",
        "1972-3",
        "1-2-3-4",
    )
    assert [typed for typed in no_days if read_day(typed, TODAY) is not None] == []


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日", "%Y/%m/%d"]))
def test_every_day_is_read_back(day: date, written: str) -> None:
    assert read_day(day.strftime(written), TODAY) == day


@given(st.dates(TODAY - timedelta(days=364), TODAY))
def test_every_day_of_the_last_year_is_read_back_without_its_year(day: date) -> None:
    assert read_day(f"{day.month}-{day.day}", TODAY) == day
