"""Initials: a name and a catalogue entry are found by the letters that people would type for them."""

import subprocess
import sys

from petitiondesk.rules.initials import LONGEST, MOST_READINGS, initials
from petitiondesk.rules.surnames import DOUBLE, SINGLE

TYPED = {
    "单小明": "sxm",
    "曾丽": "zl",
    "查强": "zq",
    "解放": "xf",
    "仇伟": "qw",
    "区志": "oz",
    "盖娜": "gn",
    "缪芳": "mf",
    "繁星": "px",
    "朴英": "py",
    "覃海": "qh",
    "乐嘉": "yj",
    "尉迟恭": "ycg",
    "万俟洛": "mql",
    "澹台静": "ttj",
    "单于明": "cym",
    "长孙无忌": "zswj",
    "物业": "wy",
    "重大工程": "zdgc",
    "A3区": "a3q",
    "GDP核算": "gdphs",
    "买买提·艾力": "mmtal",
    "John Smith": "johnsmith",
}


def test_the_letters_people_type_come_first_or_among_the_readings() -> None:
    assert [name for name, typed in TYPED.items() if typed not in initials(name)] == []


def test_a_surname_s_own_reading_is_the_first() -> None:
    assert {name: initials(name + "明")[0] for name in SINGLE} == {
        name: reading[0] + "m" for name, reading in SINGLE.items()
    }


def test_a_double_surname_is_read_as_one() -> None:
    assert {name: initials(name + "明")[0] for name in DOUBLE} == {
        name: "".join(part[0] for part in reading.split()) + "m" for name, reading in DOUBLE.items()
    }


def test_the_everyday_reading_is_kept_beside_the_surname_s() -> None:
    assert {"sxm", "dxm"} <= set(initials("单小明"))


def test_a_long_text_of_many_readings_stays_short() -> None:
    found = initials("行长单解重朝都乐" * 50)
    assert len(found) <= MOST_READINGS
    assert {len(each) for each in found} == {LONGEST}
    assert len(set(found)) == len(found)


def test_as_many_readings_are_kept_as_the_limit_allows() -> None:
    """Three characters of two readings each make eight, the fourth adds none beyond them."""
    assert sorted(initials("小长乐行")) == sorted(f"x{a}{b}{c}" for a in "cz" for b in "ly" for c in "hx")
    assert {each[-1] for each in initials("乐行长乐")} == {initials("乐行长乐")[0][-1]}


def test_marks_between_letters_are_left_out() -> None:
    assert initials("A-3") == ("a3",)
    assert all(each.startswith("3") and len(each) == 2 for each in initials("3·区"))


def test_a_text_without_letters_has_none() -> None:
    assert initials(" ·、，\u200b\ud800") == ()


def test_the_dictionary_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys; from petitiondesk.rules.initials import initials; initials('abc'); "
        "sys.exit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
