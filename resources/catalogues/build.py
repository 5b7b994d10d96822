"""Makes the shipped editions from their source tables; run by a developer, never at run time.

    python resources/catalogues/build.py DIVISIONS.csv CATEGORIES.csv

DIVISIONS has the columns code,name,level,parent, CATEGORIES level1,level2,level3. Level and parent of a division follow
from its code and are left out; the readings are added, since reading 44,703 names would take an office seconds. So are
those of everyday-words.csv, which is written by hand and kept otherwise as it is.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from pypinyin import Style, lazy_pinyin

IN_PLACES = {"长": "chang", "都": "du", "什": "shi", "勒": "le", "佛": "fo", "朝": "chao", "柏": "bai"}
"""How a character is read in names of places, where the dictionary often takes it for another word."""

MISREAD = {
    **{"长治": "zhang zhi", "长子": "zhang zi", "曾": "zeng", "大城县": "dai cheng xian", "洪洞": "hong tong"},
    **{"单县": "shan xian", "单城": "shan cheng", "单集": "shan ji", "泊头": "bo tou", "祭城": "zha cheng"},
    **{"召陵": "shao ling", "会稽": "kuai ji", "浚县": "xun xian", "涡阳": "guo yang", "荥经": "ying jing"},
    **{"筠连": "jun lian", "繁峙": "fan shi", "宕昌": "tan chang", "伽师": "jia shi", "解州": "hai zhou"},
    **{"珲春": "hun chun", "穆棱": "mu ling", "闵行": "min hang", "六合": "lu he", "覃塘": "qin tang"},
}
"""Names of places that the dictionary has wrong, by how the name begins."""

FOLDER = Path(__file__).parent
DIVISIONS_HEAD = ("# 2023-06-30", "县级以上及乡级区划 (统计用区划代码)")
CATEGORIES_HEAD = ("# 2026-11-23", "信访事项内容分类 (来源未注明日期, 以收录日为版本日)")


def main(divisions: Path, categories: Path) -> None:
    """Write both editions beside this file."""
    with divisions.open(encoding="utf-8", newline="") as file:
        places = [(row["code"], row["name"], reading_of_place(row["name"])) for row in csv.DictReader(file)]
    write("divisions.csv", DIVISIONS_HEAD, ("code", "name", "reading"), places)
    with categories.open(encoding="utf-8", newline="") as file:
        leaves = [tuple(row.values()) for row in csv.DictReader(file)]
    branches = {leaf[:depth] for leaf in leaves for depth in (1, 2, 3)}
    write(
        "content-categories.csv",
        CATEGORIES_HEAD,
        ("level1", "level2", "level3", "reading"),
        ((*names, *[""] * (3 - len(names)), reading(names[-1])) for names in sorted(branches)),
    )
    with (FOLDER / "everyday-words.csv").open(encoding="utf-8", newline="") as file:
        head, columns, *lines = csv.reader(file)
    write("everyday-words.csv", head, columns, [(word, reading(word), category) for word, _former, category in lines])


def reading(name: str) -> str:
    """The syllables of a name as it is read in a phrase. Other readings would only bring in what nobody meant."""
    return "'".join(filter(None, syllables(name)))


def reading_of_place(name: str) -> str:
    """As :func:`reading`, for the name of a division."""
    known = next((beginning for beginning in MISREAD if name.startswith(beginning)), "")
    read = [IN_PLACES.get(character, syllable) for character, syllable in zip(name, syllables(name), strict=True)]
    return "'".join(filter(None, [*MISREAD.get(known, "").split(), *read[len(known) :]]))


def syllables(name: str) -> list[str]:
    """One for each character; letters and digits stand for themselves (A3区: a, 3, qu), marks are left blank."""
    return lazy_pinyin(name, style=Style.NORMAL, errors=lambda text: [c.lower() if c.isalnum() else "" for c in text])


def write(name: str, head: Iterable[str], columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """One edition: its day and name, the columns, the rows."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
