"""Phone numbers: one form whatever was typed, and a mild word about what looks mistyped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.phones import normalise, problem
from petitiondesk.words import sentence

mobiles = st.from_regex("1[3-9][0-9]{9}", fullmatch=True)


USUAL = {
    "138 0013 8000": "13800138000",
    "138-0013-8000": "13800138000",
    "１３８００１３８０００": "13800138000",
    "+86 138 0013 8000": "13800138000",
    "0086-13800138000": "13800138000",
    "8613800138000": "13800138000",
    "010-62881234": "01062881234",
    "（0531）8888 1234转802": "053188881234",
    "+86 10 6288 1234": "01062881234",
    "62881234": "62881234",
    "400-810-1234": "4008101234",
    "+852 2345 6789": "+85223456789",
    "00852 2345 6789": "+85223456789",
    "+1 (212) 555-0123": "+12125550123",
}


def test_a_usual_number_has_one_form_and_no_problem() -> None:
    assert {typed: normalise(typed) for typed in USUAL} == USUAL
    assert [typed for typed in USUAL if problem(typed) is not None] == []


@given(mobiles, st.sampled_from(["", "+86", "0086", "86", "+86 "]))
def test_a_mobile_number_is_the_same_with_and_without_its_country(mobile: str, country: str) -> None:
    assert normalise(country + mobile) == mobile


@given(mobiles)
def test_a_formed_number_stays_as_it_is(mobile: str) -> None:
    assert normalise(normalise(mobile)) == mobile


@given(mobiles, st.integers(0, 10))
def test_a_mobile_number_that_lost_or_gained_a_digit_is_told(mobile: str, place: int) -> None:
    lost = problem("1" + mobile[1:place] + mobile[max(place, 1) + 1 :])
    gained = problem(mobile[: place + 1] + "0" + mobile[place + 1 :])
    assert lost is not None
    assert gained is not None


MISTYPED = {
    "12800138000": "No mobile number begins with 12",
    "128001380001": "has 11 digits, this one has 12",
    "138001380001": "has 11 digits, this one has 12",
    "1380013800": "has 11 digits, this one has 10",
    "0531": "no usual phone number",
    "+86 123": "has 11 digits, this one has 3",
    "没有电话": "has digits only",
    "1380013800O": "has digits only",
    "13800138000、13900139000": "more than one phone number",
}


def test_what_looks_mistyped_is_told_by_what_is_wrong_with_it() -> None:
    told = {typed: problem(typed) for typed in MISTYPED}
    assert [typed for typed, said in told.items() if not said or MISTYPED[typed] not in sentence(said, "en")] == []


def test_two_numbers_in_one_field_are_not_made_one() -> None:
    assert normalise("13800138000/13900139000") == ""
    assert normalise("13800138000 13900139000") == ""


@pytest.mark.parametrize("typed", ["", " \u3000\u200b"])
def test_no_phone_is_no_problem(typed: str) -> None:
    assert problem(typed) is None
    assert normalise(typed) == ""
