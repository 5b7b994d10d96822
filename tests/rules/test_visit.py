"""Groups, representatives, minors: told, counted, never refused."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.visits import Representative, about_representatives, age_on, is_group, is_minor

DAY = date(2026, 11, 23)


def test_five_people_are_a_group_unless_the_office_says_otherwise() -> None:
    assert [people for people in range(8) if is_group(people)] == [5, 6, 7]
    assert not is_group(5, group_from=6)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 11, 23), DAY, 18),
        (date(2008, 11, 24), DAY, 17),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (DAY, DAY, 0),
    ],
)
def test_age_is_full_on_the_birthday(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40000))
def test_age_grows_by_one_a_year_and_never_falls(birth: date, days: int) -> None:
    day = birth + timedelta(days=days)
    assert 0 <= age_on(birth, day + timedelta(days=1)) - age_on(birth, day) <= 1
    assert abs(age_on(birth, day) - days / 365.2425) < 1.01


def test_a_minor_is_known_by_birth_or_by_statement() -> None:
    assert is_minor(date(2010, 1, 1), DAY)
    assert not is_minor(date(2000, 1, 1), DAY)
    assert is_minor(date(2008, 11, 24), DAY), "eighteen tomorrow"
    assert not is_minor(date(2008, 11, 23), DAY), "eighteen today"
    assert is_minor(None, DAY, stated=True)
    assert not is_minor(None, DAY)


def representatives(count: int, minors: int = 0) -> list[Representative]:
    return [Representative(f"代表{n}", minor=n < minors) for n in range(count)]


@pytest.mark.parametrize("count", range(1, 6))
def test_up_to_five_adult_representatives_need_no_word(count: int) -> None:
    assert about_representatives(12, representatives(count)) == ()


def test_a_sixth_representative_is_told_once() -> None:
    (told,) = about_representatives(12, representatives(6))
    assert told.values == {"count": 6, "most": 5}
    assert len(about_representatives(12, representatives(4), most=3)) == 1


def test_a_minor_is_never_a_representative() -> None:
    told = about_representatives(12, representatives(3, minors=2))
    assert [message.values["name"] for message in told] == ["代表0", "代表1"]


def test_a_group_is_asked_to_choose_and_a_single_visitor_is_not() -> None:
    assert len(about_representatives(5, [])) == 1
    assert about_representatives(4, []) == ()
