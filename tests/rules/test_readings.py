"""A reading is found by what people type for it: initials, whole pinyin, the beginning of either, any mixture."""

import re

from petitiondesk.rules.readings import ANY_SYLLABLE, OWN_NAME, spelling

JIANQIAO = "jian'qiao'jie'dao shang'cheng'qu hang'zhou'shi"


def found(letters: str, begins: str) -> bool:
    pattern = spelling(letters, begins=begins)
    return pattern is not None and re.search(pattern, JIANQIAO) is not None


def test_the_own_name_is_found_from_its_beginning() -> None:
    for letters in ("j", "jq", "jqjd", "jian", "jianq", "jianqiao", "jqiao", "jianqjd", "jiqijd"):
        assert found(letters, OWN_NAME), letters


def test_other_names_are_found_where_they_may_be() -> None:
    for letters in ("shangcheng", "scq", "hz", "hangzhous"):
        assert found(letters, r"(?:^| )"), letters
        assert not found(letters, OWN_NAME), letters


def test_any_part_is_found_where_it_may_be() -> None:
    for letters in ("qiao", "qjd", "jiedao", "cheng"):
        assert found(letters, ANY_SYLLABLE), letters
        assert not found(letters, OWN_NAME), letters


def test_what_nobody_would_spell_is_not_found() -> None:
    for letters in ("ian", "jaq", "jianiao", "jianqiaoshang", "jqq", "iao"):
        assert not found(letters, ANY_SYLLABLE), letters


def test_what_is_no_word_of_letters_spells_nothing() -> None:
    for text in ("", "笕桥", "jian qiao", "j.", "j" * 101):
        assert spelling(text) is None, text
