"""A matter in brief: the petitioner's own first sentence, on one line."""

import pytest

from petitiondesk.rules.briefs import LENGTH, brief, shortened


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], None),
        ([None, "", " \n。"], None),
        (["屋面漏水。已报修三次。"], "屋面漏水"),
        ([None, "  ", "漏水！\n没人修"], "漏水"),
        (["。；\n 漏水 "], "漏水"),
        (["漏水", "没人修"], "漏水"),
        (["屋面\t漏水"], "屋面 漏水"),
    ],
)
def test_the_first_sentence_that_says_anything_stands_for_the_matter(texts: list[str | None], said: str | None) -> None:
    assert brief(*texts) == said


def test_what_fits_a_line_stays_whole_and_what_does_not_says_so() -> None:
    assert brief("漏" * LENGTH) == "漏" * LENGTH
    assert brief("漏" * (LENGTH + 1)) == "漏" * (LENGTH - 1) + "…"
    assert shortened("a  b\nc", 5) == "a b c"
    assert shortened("abcdef", 5) == "abcd…"
