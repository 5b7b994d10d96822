"""What a reader types: papers of ours and identity cards are told from what stands on parcels and books."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.identity_numbers import check_digit, type_of
from petitiondesk.rules.kinds import IdType
from petitiondesk.rules.registration_numbers import registration_number, scanned_digits
from petitiondesk.rules.scans import is_recognised
from tests.rules.nasty_text import NASTY

births = st.dates(date(1910, 1, 1), date(2026, 11, 23))


@given(st.sampled_from(["110105", "330102", "810000", "830000"]), births, st.integers(0, 999))
def test_every_card_is_recognised(division: str, birth: date, sequence: int) -> None:
    first = f"{division}{birth:%Y%m%d}{sequence:03d}"
    assert is_recognised(first + check_digit(first))
    assert is_recognised(f"{first}x"), "a misread digit at the end is said beside the field, not swallowed"


@pytest.mark.parametrize(
    ("number", "id_type"),
    [
        ("33010219720305122X", IdType.RESIDENT_CARD),
        ("330102720305122", IdType.RESIDENT_CARD),
        ("810000199408230021", IdType.RESIDENCE_PERMIT),
        ("911124198108030024", IdType.FOREIGN_RESIDENT),
        ("FRA110081080302", IdType.FOREIGN_RESIDENT),
    ],
)
def test_the_kind_of_card_is_told_by_its_number(number: str, id_type: IdType) -> None:
    assert type_of(number) is id_type


def test_what_is_no_business_of_ours_is_not_recognised() -> None:
    others = [
        "9787510912345",  # a book
        "6901234567892",  # goods
        "123456789012",  # a parcel, or a check code: nobody can tell
        "48210937",
        "EA123456789CN",
        "SF1234567890123",
        "JDX012345678901",
        "376900000000012345",  # eighteen digits of a pallet
        "356938035643809",  # a telephone's own number
        "https://weixin.qq.com/r/abcdef",
        "2026-13-000147",
        *NASTY.values(),
    ]
    assert [other[:50] for other in others if is_recognised(other)] == []


@given(st.integers(2020, 2099), st.integers(1, 10**9 - 1), st.integers(0, 10**12 - 1))
def test_our_papers_are_recognised(year: int, sequence: int, code: int) -> None:
    number = registration_number(year, Channel.VISIT, sequence)
    assert is_recognised(number)
    assert is_recognised(scanned_digits(number, f"{code:012d}"))
