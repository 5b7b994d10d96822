"""Which sending a receipt answers."""

import pytest

from petitiondesk.rules.receipts import Sent, unanswered


def told(text: str) -> list[Sent]:
    """Steps as ``>unit`` (sent) and ``<unit`` (receipt), their ids from 1."""
    return [Sent(place, each[1:], receipt=each[0] == "<") for place, each in enumerate(text.split(), 1)]


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ("", []),
        (">住建局", [1]),
        (">住建局 <住建局", []),
        (">住建局 >街道办 <街道办", [1]),
        (">住建局 >街道办 <区住建局", [2]),  # typed in another way: the oldest
        (">住建局 >住建局 <住建局", [2]),
        ("<住建局 >住建局", [2]),
        (">住建局 <住建局 <住建局 >街道办", [4]),
    ],
)
def test_a_receipt_answers_the_unit_it_names_else_the_oldest(steps: str, left: list[int]) -> None:
    assert unanswered(told(steps)) == left


def test_blanks_in_a_unit_make_no_other_unit() -> None:
    assert unanswered([Sent(1, "街道办"), Sent(2, "上城区 住建局"), Sent(3, "上城区住建局 ", receipt=True)]) == [1]
