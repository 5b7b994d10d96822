"""Keys: people type initials, pinyin or the tail of a phone, and find the name and the phone."""

import subprocess
import sys

from petitiondesk.rules.phones import normalise
from petitiondesk.rules.search_keys import LONGEST_KEY, MOST_SPELLINGS, keys_of, prefixes_of
from petitiondesk.rules.surnames import DOUBLE, SINGLE
from tests.rules.nasty_text import NASTY

NAMES = {
    "单小明": ("sxm", "sx", "shanxiaoming", "ShanXiaoMing", "shan xiaoming", "danxiaom", "ＳＸＭ"),
    "张玲": ("zl", "zhangl", "ZHANGLING"),
    "吕绿女": ("lln", "lvlvnv", "lulvnv", "lvlunv", "lü lü nü"),
    "西安": ("xa", "xi'an", "xi’an", "xian"),
    "尉迟恭": ("ycg", "yuchigong"),
    "解放": ("xf", "xiefang", "jiefang"),
    "仇伟": ("qw", "qiuwei"),
    "曾乐": ("zengle", "zengyue", "cengle"),
    "买买提·艾力": ("mmtal", "maimaitiaili"),
    "John Smith": ("johns", "john smith", "JOHN S"),
    "李": ("li",),
    "张玲ABC公司": ("zlabcgs", "zhanglingabcgongsi"),
}
NOT_NAMES = {
    "单小明": ("xm", "ming", "sxmm", "x", "单"),
    "张玲": ("z", "zlz", "ling", "zh1", "z.l", "z-l"),
    "李": ("l",),
    "": ("li",),
}
PHONES = {
    "13800005678": ("5678", "678", "005678", "13800005678", "138 0000 5678", "138-0000-5678", "+8613800005678"),
    "+86 13800005678": ("5678", "+86 138 0000 5678", "8613800005678", "0086 138 0000 5678", "１３８００００５６７８"),
    "0571-88001234": ("1234", "88001234", "0571-88001234", "(0571) 8800 1234", "+86 571 8800 1234"),
    "+852 9123 4567": ("4567", "91234567", "+85291234567", "0085291234567"),
    "12345": ("345", "12345"),
}
NOT_PHONES = {
    "13800005678": ("138", "1380000", "78", "05679", "5678x", "+86", "05 678 9", "5678 5678", "1" * 16, "5.678", ""),
    "12345": ("123", "012345"),
    "": ("000",),
}


def found(term: str, keys: frozenset[str]) -> bool:
    return any(key.startswith(prefix) for key in keys for prefix in prefixes_of(term))


def test_names_are_found_by_initials_and_pinyin() -> None:
    asked = [(name, term) for name, terms in NAMES.items() for term in terms]
    assert [pair for pair in asked if not found(pair[1], keys_of([pair[0]], []))] == []
    asked = [(name, term) for name, terms in NOT_NAMES.items() for term in terms]
    assert [pair for pair in asked if found(pair[1], keys_of([pair[0]], []))] == []


def test_phones_are_found_by_their_tails() -> None:
    asked = [(phone, term) for phone, terms in PHONES.items() for term in terms]
    assert [pair for pair in asked if not found(pair[1], keys_of([], [normalise(pair[0])]))] == []
    asked = [(phone, term) for phone, terms in NOT_PHONES.items() for term in terms]
    assert [pair for pair in asked if found(pair[1], keys_of([], [normalise(pair[0])]))] == []


def test_every_surname_is_found_as_it_is_read() -> None:
    spelt = {**SINGLE, **DOUBLE}
    assert [
        name for name, reading in spelt.items() if not found(f"{reading} xiaoming", keys_of([name + "小明"], []))
    ] == []


def test_letters_never_find_phones_and_digits_no_names() -> None:
    """A name of digits has its initials, which are no phone."""
    assert not found("5678", keys_of(["5678"], []))
    assert not found("pp", keys_of([], ["5678"]))


def test_keys_of_any_text_fit_their_column_and_are_few() -> None:
    for name in [*NASTY.values(), "行长单解重朝都乐" * 50, "长" * 10_000, "ﷺ" * 200]:
        keys = keys_of([name], [])
        assert len(keys) <= 2 * MOST_SPELLINGS, name[:20]
        assert all(0 < len(key.encode().decode()) <= LONGEST_KEY for key in keys), name[:20]
        assert all(prefix.isascii() and prefix[-1].isalnum() for prefix in prefixes_of(name)), name[:20]
    assert found("chang" * 40, keys_of(["长" * 60], [])), "what is typed is compared no further than the key goes"


def test_the_dictionary_is_loaded_by_warming_and_not_before() -> None:
    program = (
        "import sys; from petitiondesk.rules import search_keys as keys; "
        "keys.keys_of(['John'], ['5678']); keys.prefixes_of('zl'); early = 'pypinyin' in sys.modules; "
        "keys.warm(); sys.exit(early or 'pypinyin' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
