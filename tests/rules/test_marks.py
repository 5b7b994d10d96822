"""The words that were found are marked in the text as it is shown, however it is folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.marks import snippet, spans
from petitiondesk.rules.searched_text import folded
from tests.rules.nasty_text import NASTY


@pytest.mark.parametrize(
    ("text", "term", "marked"),
    [
        ("屋顶漏水，墙面漏水。", "漏水", ["漏水", "漏水"]),
        ("Ａ３区２栋", "a3区", ["Ａ３区"]),
        ("A3 区", "Ａ３　区", ["A3 区"]),
        ("电梯 \n\n 停运", "电梯 停运", ["电梯 \n\n 停运"]),
        ("电梯停运", "  停运 ", ["停运"]),
        ("住在ABC楼", "abc", ["ABC"]),
        ("哈哈哈", "哈哈", ["哈哈"]),
        ("𬭚先生", "先生", ["先生"]),
        ("Cafe\u0301 店", "café", ["Cafe\u0301"]),
        ("ｶﾞス", "ガス", ["ｶﾞス"]),
        ("ﬁn", "f", []),  # half of a character is none
        ("漏\0水", "漏水", ["漏\0水"]),
        ("屋顶漏水", "屋漏", []),
        ("屋顶", " ", []),
        ("", "屋", []),
    ],
)
def test_what_folds_to_the_term_is_marked(text: str, term: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, term)] == marked


@given(
    st.text(max_size=12),
    st.text(max_size=4),
    st.text(max_size=12),
    st.sampled_from(sorted(NASTY.values(), key=len)[:20]),
)
def test_what_is_marked_is_what_was_looked_for(before: str, term: str, behind: str, nasty: str) -> None:
    for text in (before + term + behind, nasty):
        for start, end in spans(text, term):
            assert folded(text[start:end]) == folded(term)


def test_a_snippet_shows_what_stands_around() -> None:
    long = "今年八月起顶楼屋面漏水，卧室\n墙面发霉。向物业报修三次。"
    assert snippet(long, "漏水", 4) == "…顶楼屋面漏水，卧室 …".replace(" …", "…")
    assert snippet("漏水", "漏水") == "漏水"
    assert snippet("屋顶", "漏水") == ""
