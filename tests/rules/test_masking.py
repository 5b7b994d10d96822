"""A masked number can be compared and is of no other use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.masking import masked_number


@pytest.mark.parametrize(
    ("number", "shown"),
    [("33019919720305124X", "330***********124X"), ("15400001234", "154****1234"), ("E1234567", "*******7"), ("", "")],
)
def test_the_middle_is_hidden(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@given(st.text(st.sampled_from("0123456789X+-"), min_size=2, max_size=40))
def test_whatever_the_number_at_least_a_third_is_hidden_and_its_length_is_seen(number: str) -> None:
    shown = masked_number(number)
    assert len(shown) == len(number)
    assert shown.count("*") >= len(number) / 3
