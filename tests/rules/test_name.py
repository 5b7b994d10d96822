"""Names: the same person is found again though the name is spelled a little otherwise, and others see it masked."""

from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from petitiondesk.rules.names import LONGEST_KEYED, deletion_keys, fold, masked, one_character_apart

short_names = st.text("李明小买提·ab", min_size=1, max_size=6)


def edits(one: str, other: str) -> int:
    """Levenshtein distance by the textbook's table."""
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b)))
        above = row
    return above[-1]


@pytest.mark.parametrize(
    "spelling",
    [
        "买买提·艾力",
        "买买提‧艾力",
        "买买提•艾力",
        "买买提・艾力",
        "买买提．艾力",
        " 买买提 · 艾力 ",
        "买买提·\u200d艾力",
    ],
)
def test_spellings_of_one_name_are_one(spelling: str) -> None:
    assert fold(spelling) == "买买提·艾力"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "ＪＯＨＮ　ＳＭＩＴＨ"),
        ("李\u3000明", "李明"),
        ("Jose\u0301", "JOSÉ"),
        ("李\ufe00明\x00", "李明"),
    ],
)
def test_width_case_blanks_and_invisible_marks_make_no_other_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(st.characters(), max_size=20))
@example("\u0345\u0301ΐ")
def test_a_folded_name_stays_as_it_is(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(short_names, short_names)
def test_one_character_apart_is_one_edit(one: str, other: str) -> None:
    assert one_character_apart(one, other) == (edits(fold(one), fold(other)) == 1)
    assert one_character_apart(one, other) == one_character_apart(other, one)


@given(st.sets(short_names, max_size=30))
def test_the_index_of_deletion_keys_finds_exactly_the_names_one_edit_apart(names: set[str]) -> None:
    index: dict[str, set[str]] = {}
    for name in names:
        for key in deletion_keys(name):
            index.setdefault(key, set()).add(name)
    found = {
        frozenset((name, other))
        for name in names
        for key in deletion_keys(name)
        for other in index[key]
        if one_character_apart(name, other)
    }
    assert found == {frozenset(pair) for pair in combinations(names, 2) if edits(*map(fold, pair)) == 1}


def test_keys_of_a_name() -> None:
    assert deletion_keys("李小明") == {"李小明", "小明", "李明", "李小"}
    assert deletion_keys(" \u200b") == frozenset()
    assert len(deletion_keys("李" * LONGEST_KEYED + "明")) == 1
    assert len(deletion_keys("李" * (LONGEST_KEYED - 1) + "明")) == 3


MASKED = {
    "李明": "李*",
    "李小明": "李**",
    "欧阳小明": "欧阳**",
    "欧阳修": "欧阳*",
    "欧阳": "欧*",
    "买买提·艾力": "买**·**",
    "John Smith": "J*** *****",
    "Jean-Luc": "J***-***",
    "𬱖䶮": "𬱖*",
    "李": "*",
    "": "",
    " 李\u3000明 ": "李 *",
    "\ud800李\x00明": "李*",
}


def test_a_masked_name_shows_the_surname_only() -> None:
    assert {name: masked(name) for name in MASKED} == MASKED


@given(st.text(st.characters(exclude_categories=("C", "Z", "M", "P")), min_size=2, max_size=30))
def test_a_masked_name_shows_at_most_its_first_two_characters(name: str) -> None:
    assert set(masked(name)[2:]) <= {"*"}
    assert masked(name) != name
