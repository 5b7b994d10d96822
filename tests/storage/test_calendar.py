"""The days off that an office keeps, year by year."""

from datetime import date

import pytest

from petitiondesk.resources import path
from petitiondesk.rules.holiday_notices import HolidayNotice, SpecialDay, read_notice
from petitiondesk.rules.working_days import add_working_days, is_day_off
from petitiondesk.storage.calendar import calendar, load_year
from petitiondesk.storage.database import Database

NATIONAL_DAY = date(2026, 10, 1)
MAKE_UP_SUNDAY = date(2026, 9, 20)
NEW_YEAR_S_EVE = date(2026, 12, 31)


def notice(year: int, *days: tuple[date, bool]) -> HolidayNotice:
    return HolidayNotice(
        year,
        f"关于{year}年部分节假日安排的通知",
        date(year - 1, 11, 1),
        tuple(SpecialDay(*day, "假日") for day in days),
    )


def test_a_new_office_knows_no_notice(database: Database) -> None:
    with database.read() as session:
        known = calendar(session)
    assert not known.announced
    assert not is_day_off(NATIONAL_DAY, known)


def test_a_notice_decides_over_saturdays_and_sundays(database: Database) -> None:
    with database.write() as session:
        load_year(session, notice(2026, (NATIONAL_DAY, False), (MAKE_UP_SUNDAY, True)))
    with database.read() as session:
        known = calendar(session)
    assert known.announced == {2026}
    assert is_day_off(NATIONAL_DAY, known)
    assert not is_day_off(MAKE_UP_SUNDAY, known)


@pytest.mark.both_databases
def test_a_corrected_notice_takes_the_place_of_the_former(database: Database) -> None:
    with database.write() as session:
        load_year(session, notice(2026, (NATIONAL_DAY, False), (MAKE_UP_SUNDAY, True)))
        load_year(session, notice(2026, (NATIONAL_DAY, True)))
        known = calendar(session)
    assert known.days == {NATIONAL_DAY: True}


def test_the_later_year_s_notice_decides_in_december(database: Database) -> None:
    reaching = notice(2027, (NEW_YEAR_S_EVE, False))
    with database.write() as session:
        load_year(session, notice(2026, (NEW_YEAR_S_EVE, True)))
        load_year(session, reaching)
        assert calendar(session).days[NEW_YEAR_S_EVE] is False
        load_year(session, notice(2026, (NATIONAL_DAY, False), (NEW_YEAR_S_EVE, True)))
        assert calendar(session).days == {NATIONAL_DAY: False, NEW_YEAR_S_EVE: False}
        assert calendar(session).announced == {2026, 2027}


def test_other_years_stay_as_they_are(database: Database) -> None:
    with database.write() as session:
        load_year(session, notice(2025, (date(2025, 10, 1), False)))
        load_year(session, notice(2026, (NATIONAL_DAY, False)))
        load_year(session, notice(2026))
        assert calendar(session).days == {date(2025, 10, 1): False}


def test_the_shipped_notices_count_the_spring_festival(database: Database) -> None:
    with database.write() as session:
        for table in sorted(path("catalogues", "calendar").glob("*.csv")):
            load_year(session, read_notice(table.read_text(encoding="utf-8")))
    with database.read() as session:
        known = calendar(session)
    assert known.announced >= {2024, 2025, 2026}
    assert add_working_days(date(2026, 2, 13), 1, known) == date(2026, 2, 14)
    assert add_working_days(date(2026, 2, 14), 1, known) == date(2026, 2, 24)
