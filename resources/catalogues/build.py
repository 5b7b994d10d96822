"""Makes the shipped editions from their source tables; run by a developer, never at run time.

    python resources/catalogues/build.py DIVISIONS.csv CATEGORIES.csv

DIVISIONS has the columns code,name,level,parent, CATEGORIES level1,level2,level3. Level and parent of a division follow
from its code and are left out; the initials are added, since reading 44,703 names would take an office seconds.
"""

import csv
import sys
from collections.abc import Iterable
from pathlib import Path

from pypinyin import Style, lazy_pinyin

MISREAD = {
    **{"朝阳": "c", "长宁": "c", "长岛": "c", "长垣": "c", "曾": "z", "单县": "s", "单城": "s", "单集": "s"},
    **{"泊头": "b", "祭城": "z", "召陵": "s", "会稽": "k", "浚县": "x", "涡阳": "g", "荥经": "y", "筠连": "j"},
    **{"繁峙": "f", "宕昌": "t", "伽师": "j", "解州": "h"},
}
"""First letters of names that the dictionary of readings has wrong, by how the name begins."""

FOLDER = Path(__file__).parent
DIVISIONS_HEAD = ("# 2023-06-30", "县级以上及乡级区划 (统计用区划代码)")
CATEGORIES_HEAD = ("# 2026-11-23", "信访事项内容分类 (来源未注明日期, 以收录日为版本日)")


def main(divisions: Path, categories: Path) -> None:
    """Write both editions beside this file."""
    with divisions.open(encoding="utf-8", newline="") as file:
        places = [(row["code"], row["name"], written(row["name"])) for row in csv.DictReader(file)]
    write("divisions.csv", DIVISIONS_HEAD, ("code", "name", "initials"), places)
    with categories.open(encoding="utf-8", newline="") as file:
        leaves = [tuple(row.values()) for row in csv.DictReader(file)]
    branches = {leaf[:depth] for leaf in leaves for depth in (1, 2, 3)}
    write(
        "content-categories.csv",
        CATEGORIES_HEAD,
        ("level1", "level2", "level3", "initials"),
        ((*names, *[""] * (3 - len(names)), written(names[-1])) for names in sorted(branches)),
    )


def written(name: str) -> str:
    """The initials of a name as it is read in a phrase. Other readings would only bring in what nobody meant."""
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))
    right = next((first for beginning, first in MISREAD.items() if name.startswith(beginning)), letters[:1])
    return right + letters[1:]


def write(name: str, head: Iterable[str], columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """One edition: its day and name, the columns, the rows."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
