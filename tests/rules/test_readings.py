"""A reading is found by what people type for it: initials, whole pinyin, the beginning of either, any mixture."""

import re

import pytest

from petitiondesk.rules.readings import ANY_SYLLABLE, OWN_NAME, spelling

JIANQIAO = "jian'qiao'jie'dao shang'cheng'qu hang'zhou'shi"


def found(letters: str, begins: str) -> bool:
    pattern = spelling(letters, begins=begins)
    return pattern is not None and re.search(pattern, JIANQIAO) is not None


@pytest.mark.parametrize("letters", ["j", "jq", "jqjd", "jian", "jianq", "jianqiao", "jqiao", "jianqjd", "jiqijd"])
def test_the_own_name_is_found_from_its_beginning(letters: str) -> None:
    assert found(letters, OWN_NAME)


@pytest.mark.parametrize("letters", ["shangcheng", "scq", "hz", "hangzhous"])
def test_other_names_are_found_where_they_may_be(letters: str) -> None:
    assert found(letters, r"(?:^| )")
    assert not found(letters, OWN_NAME)


@pytest.mark.parametrize("letters", ["qiao", "qjd", "jiedao", "cheng"])
def test_any_part_is_found_where_it_may_be(letters: str) -> None:
    assert found(letters, ANY_SYLLABLE)
    assert not found(letters, OWN_NAME)


@pytest.mark.parametrize("letters", ["ian", "jaq", "jianiao", "jianqiaoshang", "jqq", "iao"])
def test_what_nobody_would_spell_is_not_found(letters: str) -> None:
    assert not found(letters, ANY_SYLLABLE)


@pytest.mark.parametrize("text", ["", "笕桥", "jian qiao", "j.", "j" * 101])
def test_what_is_no_word_of_letters_spells_nothing(text: str) -> None:
    assert spelling(text) is None
