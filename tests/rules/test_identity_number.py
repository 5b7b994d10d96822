"""Identity numbers: a mistyped one is told, a right one is left alone, none is refused."""

import string
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from petitiondesk.rules.identity_numbers import (
    check_digit,
    credit_code_check,
    holder,
    in_full,
    normalise,
    problem,
    spellings,
    tell_apart,
)
from petitiondesk.rules.kinds import IdType, Sex

TODAY = date(2026, 11, 23)
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"

births = st.dates(date(1910, 1, 1), TODAY)
divisions = st.sampled_from(["110105", "440524", "330102", "654322", "500101"])
sequences = st.integers(0, 999).map("{:03d}".format)


@st.composite
def resident_numbers(draw: st.DrawFn) -> str:
    """Numbers as a card bears them."""
    first = draw(divisions) + draw(births).strftime("%Y%m%d") + draw(sequences)
    return first + ric.calc_check_digit(first + "0")


@given(resident_numbers())
def test_a_right_number_is_left_alone(number: str) -> None:
    assert problem(IdType.RESIDENT_CARD, number, TODAY) is None


@given(resident_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_changed_digit_is_told(number: str, place: int, digit: str) -> None:
    changed = number[:place] + digit + number[place + 1 :]
    if changed != number:
        assert problem(IdType.RESIDENT_CARD, changed, TODAY) is not None
        assert holder(IdType.RESIDENT_CARD, changed, TODAY) is None


@given(divisions, births, sequences)
def test_birth_and_sex_are_those_the_number_was_made_of(division: str, birth: date, sequence: str) -> None:
    first = division + birth.strftime("%Y%m%d") + sequence
    found = holder(IdType.RESIDENT_CARD, first + check_digit(first), TODAY)
    assert found == (birth, Sex.MALE if int(sequence) % 2 else Sex.FEMALE)


@given(st.text(string.digits, min_size=17, max_size=17))
def test_the_check_digit_is_that_of_the_standard(first: str) -> None:
    assert check_digit(first) == ric.calc_check_digit(first + "0")


@given(st.text(CODE_ALPHABET, min_size=17, max_size=17))
def test_the_credit_code_check_is_that_of_the_standard(first: str) -> None:
    assert credit_code_check(first) == uscc.calc_check_digit(first)


@given(st.text(CODE_ALPHABET, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(CODE_ALPHABET))
def test_any_single_changed_character_of_a_credit_code_is_told(first: str, place: int, character: str) -> None:
    code = first + credit_code_check(first)
    assert problem(IdType.CREDIT_CODE, code, TODAY) is None
    changed = code[:place] + character + code[place + 1 :]
    if changed != code:
        assert problem(IdType.CREDIT_CODE, changed, TODAY) is not None


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002X",
        "11010519491231002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X ",
        "110105-19491231-002X",
        "11010519491231002×",
        "11010519491231002Х",  # Cyrillic
        "\ufeff11010519491231002X\u200b",
    ],
)
def test_a_number_is_read_however_it_was_typed(typed: str) -> None:
    assert normalise(typed) == "11010519491231002X"
    assert holder(IdType.RESIDENT_CARD, typed, TODAY) == (date(1949, 12, 31), Sex.FEMALE)


def test_the_message_names_the_digit_that_would_be_right() -> None:
    told = problem(IdType.RESIDENT_CARD, "110105194912310021", TODAY)
    assert told is not None
    assert told.values == {"expected": "X"}


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("110105194913310021", {"written": "19491331"}),
        ("110105194902290021", {"written": "19490229"}),
        ("110105491331002", {"written": "19491331"}),
        ("1101051949123100", {"count": 16}),
        ("990105491231002", {"code": "99"}),
    ],
)
def test_what_is_wrong_is_named(number: str, values: dict[str, object]) -> None:
    told = problem(IdType.RESIDENT_CARD, number, TODAY)
    assert told is not None
    assert told.values == values


def test_a_birth_to_come_is_told() -> None:
    first = "110105" + (TODAY + timedelta(days=1)).strftime("%Y%m%d") + "001"
    told = problem(IdType.RESIDENT_CARD, first + check_digit(first), TODAY)
    assert told is not None
    assert told.values == {"birth": TODAY + timedelta(days=1)}
    assert problem(IdType.RESIDENT_CARD, first + check_digit(first), TODAY + timedelta(days=1)) is None


def test_an_old_card_has_fifteen_digits() -> None:
    assert problem(IdType.RESIDENT_CARD, "110105491231002", TODAY) is None
    assert holder(IdType.RESIDENT_CARD, "110105491231002", TODAY) == (date(1949, 12, 31), Sex.FEMALE)
    assert problem(IdType.RESIDENT_CARD, "110105491331002", TODAY) is not None


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000"])
def test_a_residence_permit_is_built_like_a_card(prefix: str) -> None:
    first = prefix + "19880808" + "013"
    number = first + check_digit(first)
    assert problem(IdType.RESIDENCE_PERMIT, number, TODAY) is None
    assert holder(IdType.RESIDENCE_PERMIT, number, TODAY) == (date(1988, 8, 8), Sex.MALE)
    assert problem(IdType.RESIDENT_CARD, number, TODAY) is not None
    assert problem(IdType.RESIDENCE_PERMIT, "11010519491231002X", TODAY) is not None


def test_a_foreign_resident_s_card_of_both_kinds_is_known() -> None:
    first = "911124" + "19810315" + "802"
    number = first + check_digit(first)
    assert problem(IdType.FOREIGN_RESIDENT, number, TODAY) is None
    assert holder(IdType.FOREIGN_RESIDENT, number, TODAY) == (date(1981, 3, 15), Sex.FEMALE)
    assert problem(IdType.FOREIGN_RESIDENT, "CAN110081031501", TODAY) is None
    assert problem(IdType.FOREIGN_RESIDENT, "11010519491231002X", TODAY) is not None


def test_a_number_without_a_standard_is_left_alone() -> None:
    assert problem(IdType.PASSPORT, "E12345678", TODAY) is None
    assert problem(IdType.OFFICER_CARD, "军字第1234567号", TODAY) is None
    assert problem(IdType.OTHER, "？", TODAY) is None


@pytest.mark.parametrize(
    ("id_type", "number"),
    [
        (IdType.PASSPORT, "E123"),
        (IdType.PASSPORT, "E1234567?"),
        (IdType.PASSPORT, "E" * 21),
        (IdType.CREDIT_CODE, "91350100M000100Y4"),
        (IdType.CREDIT_CODE, "91350100M000100Y433"),
        (IdType.CREDIT_CODE, "91350100M000100Y44"),
    ],
)
def test_a_number_that_is_none_of_its_kind_is_told(id_type: IdType, number: str) -> None:
    assert problem(id_type, number, TODAY) is not None


def test_the_oldest_who_live_are_no_problem() -> None:
    def told(year: int) -> bool:
        first = f"110105{year}0101001"
        return problem(IdType.RESIDENT_CARD, first + check_digit(first), TODAY) is not None

    assert not told(TODAY.year - 130)
    assert told(TODAY.year - 131)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("11010519491231002X", "110105194912310038", True),
        ("11010519491231002X", "１１０１０５ 19491231 002x", False),
        ("11010519491231002X", "110105194912310039", False),  # mistyped: the check digit is wrong
        ("110105194912310039", "11010519491231002X", False),
        ("11010519491231002X", "110105491231002", False),  # may be the old card of the same person
        ("11010519491231002X", "", False),
        ("E12345678", "E12345679", False),
        ("11010519491231002X", "1101051949123100X2", False),
    ],
)
def test_two_right_numbers_are_of_two_people_and_a_mistyped_one_proves_nothing(
    one: str, other: str, apart: bool
) -> None:
    assert tell_apart(one, other) is apart


def test_the_old_spelling_and_today_s_are_one_number() -> None:
    old, now = "330102720305122", "330102197203051227"
    for typed in (old, now, "３３０１０２ 720305 122", "330102 19720305 1227"):
        assert in_full(typed) == now
        assert spellings(typed) == (now, old)
    assert not tell_apart(old, now)
    assert not tell_apart(now, old)
    assert spellings("33010219720305124x") == ("33010219720305124X",), "mistyped: it is no longer spelling of anything"
    others = ("330102200503051223", "810000199408230021", "330102721305122", "012345678901234", "FRA110081080302")
    for alone in (*others, "810000940823002", "E12345678", "访", ""):
        assert spellings(alone) == (normalise(alone),), alone


@given(st.sampled_from(["110105", "330102"]), st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_every_number_of_the_last_century_is_found_from_either_spelling(
    division: str, birth: date, sequence: int
) -> None:
    first = f"{division}{birth:%Y%m%d}{sequence:03d}"
    now, old = first + check_digit(first), f"{division}{birth:%y%m%d}{sequence:03d}"
    assert spellings(now) == spellings(old) == (now, old)


def test_no_number_is_no_problem() -> None:
    for id_type in IdType:
        assert problem(id_type, "", TODAY) is None, id_type
        assert problem(id_type, " \u3000\u200b", TODAY) is None, id_type
        assert holder(id_type, "", TODAY) is None, id_type


def test_the_codes_worked_out_by_hand_agree() -> None:
    assert problem(IdType.RESIDENT_CARD, "11010519491231002X", TODAY) is None
    assert check_digit("44052418800101001") == "4"
    assert problem(IdType.CREDIT_CODE, "91350100M000100Y43", TODAY) is None
