"""Days off: the shipped notices against another source, and counting by them."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from petitiondesk import resources
from petitiondesk.rules.holiday_notices import HolidayNotice, NoticeError, calendar_of, read_notice
from petitiondesk.rules.working_days import (
    Calendar,
    add_working_days,
    days_off_between,
    is_day_off,
    next_day_on,
    unannounced_years,
)

TABLES = sorted(resources.path("catalogues", "calendar").glob("*.csv"))
TABLE = "# 2026,国务院办公厅关于2026年部分节假日安排的通知,2025-11-04\ndate,working,name\n2026-01-01,0,元旦\n"


@pytest.fixture(scope="module")
def notices() -> list[HolidayNotice]:
    return [read_notice(table.read_text(encoding="utf-8")) for table in TABLES]


@pytest.fixture(scope="module")
def calendar(notices: list[HolidayNotice]) -> Calendar:
    return calendar_of(notices)


def test_every_day_of_three_years_is_what_another_source_says(calendar: Calendar) -> None:
    day = date(2024, 1, 1)
    while day.year < 2027:
        assert is_day_off(day, calendar) == (not chinese_calendar.is_workday(day)), day
        day += timedelta(days=1)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_names_its_notice_and_holds_only_what_differs(table: Path) -> None:
    notice = read_notice(table.read_text(encoding="utf-8"))
    assert str(notice.year) == table.stem
    assert "国办发明电" in notice.title
    assert notice.published.year == notice.year - 1
    for special in notice.days:
        assert special.working == (special.day.weekday() >= 5), special
        assert special.name


def test_the_calendar_knows_which_years_are_announced(calendar: Calendar) -> None:
    assert calendar.announced == {2024, 2025, 2026}
    assert unannounced_years(date(2026, 12, 31), date(2028, 1, 1), calendar) == (2027, 2028)
    assert unannounced_years(date(2024, 1, 1), date(2026, 12, 31), calendar) == ()


def test_a_make_up_sunday_is_a_working_day_and_a_holiday_s_monday_none(calendar: Calendar) -> None:
    assert not is_day_off(date(2026, 1, 4), calendar)
    assert is_day_off(date(2026, 2, 23), calendar)
    assert next_day_on(date(2026, 1, 4), calendar) == date(2026, 1, 4)
    assert next_day_on(date(2026, 2, 15), calendar) == date(2026, 2, 24)


def test_working_days_skip_the_spring_festival(calendar: Calendar) -> None:
    assert add_working_days(date(2026, 2, 13), 1, calendar) == date(2026, 2, 14)
    assert add_working_days(date(2026, 2, 13), 2, calendar) == date(2026, 2, 24)
    assert len(days_off_between(date(2026, 2, 13), date(2026, 2, 24), calendar)) == 9


def test_in_a_year_not_announced_saturdays_and_sundays_decide(calendar: Calendar) -> None:
    assert is_day_off(date(2027, 1, 2), calendar)
    assert not is_day_off(date(2027, 1, 4), calendar)


def test_of_two_notices_on_one_day_the_later_year_decides() -> None:
    earlier = read_notice(TABLE + "2026-12-31,1,年末\n")
    later = read_notice("# 2027,通知,2026-11-01\ndate,working,name\n2026-12-31,0,元旦\n")
    for order in ([earlier, later], [later, earlier]):
        assert calendar_of(order).days[date(2026, 12, 31)] is False


def test_a_table_saved_by_a_spreadsheet_is_read() -> None:
    saved = "\ufeff" + TABLE.replace("\n", "\r\n").replace("部分", "部分,") + ",,\r\n"
    with pytest.raises(NoticeError):
        read_notice(saved)
    assert read_notice("\ufeff" + TABLE.replace("\n", "\r\n") + ",,\r\n") == read_notice(TABLE)


@pytest.mark.parametrize(
    ("table", "line"),
    [
        (TABLE + "2026-02-30,0,春节\n", 4),
        (TABLE + "2026-02-16,2,春节\n", 4),
        (TABLE + "2026-02-16,0\n", 4),
        (TABLE + "2024-02-16,0,春节\n", 4),
        (TABLE + "2026-01-01,1,元旦\n", 4),
        (TABLE + "\n\n2026-02-16,off,春节\n", 6),
    ],
)
def test_a_line_that_can_t_be_read_is_named(table: str, line: int) -> None:
    with pytest.raises(NoticeError) as raised:
        read_notice(table)
    assert raised.value.message.values["line"] == line


@pytest.mark.parametrize("head", ["", "2026,通知,x", "# x,通知,2025-11-04", "# 2026,通知", "# 0,通知,2025-11-04"])
def test_a_table_without_its_notice_is_not_taken(head: str) -> None:
    with pytest.raises(NoticeError):
        read_notice(head + "\ndate,working,name\n")
