"""The catalogues that an office starts with (see resources/catalogues), and what they offer to what is typed."""

import csv
import re
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from petitiondesk import resources
from petitiondesk.office.desk import Desk
from petitiondesk.rules.holiday_notices import read_notice
from petitiondesk.rules.identity_numbers import normalise
from petitiondesk.rules.names import fold
from petitiondesk.rules.readings import ANY_SYLLABLE, OWN_NAME, spelling
from petitiondesk.storage import catalogues
from petitiondesk.storage.calendar import load_year
from petitiondesk.storage.catalogues import (
    CategoryEntry,
    CategoryLine,
    DivisionEntry,
    DivisionLine,
    EverydayWord,
    load_categories,
    load_divisions,
    load_everyday_words,
)
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails

COUNTY_DIGITS = 6

LONGEST_PHRASE = 200

OTHERS = "其他"
"""The name of the categories for the rest; in a phrase it names none of them."""

__all__ = [
    "Categories",
    "DivisionEntry",
    "OfferedCategory",
    "categories",
    "categories_like",
    "county_of",
    "divisions_like",
    "read_edition",
    "seed",
]


@dataclass(frozen=True)
class Categories:
    """The content categories in force and the everyday words that lead to them."""

    entries: tuple[CategoryEntry, ...]
    words: tuple[EverydayWord, ...]


@dataclass(frozen=True)
class OfferedCategory:
    """A content category as it is offered; ``word`` is the everyday word that led to it, if it wasn't its name."""

    id: int
    full_name: str
    word: str = ""


def seed(session: Session) -> None:
    """Load the shipped editions; done again, it only adds what the office doesn't have yet."""
    edition, rows = read_edition(resources.path("catalogues", "divisions.csv"))
    load_divisions(session, (DivisionLine(*row) for row in rows), edition)
    edition, rows = read_edition(resources.path("catalogues", "content-categories.csv"))
    load_categories(session, (CategoryLine(tuple(filter(None, row[:3])), row[3]) for row in rows), edition)
    edition, rows = read_edition(resources.path("catalogues", "everyday-words.csv"))
    load_everyday_words(session, (EverydayWord(*row) for row in rows), edition)
    for table in sorted(resources.path("catalogues", "calendar").glob("*.csv")):
        load_year(session, read_notice(table.read_text(encoding="utf-8")))


def read_edition(path: Path) -> tuple[date, list[list[str]]]:
    """An edition's day, from its first line (``# 2023-06-30,what it is``), and its rows without the heads."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        next(lines)
        return date.fromisoformat(head[0].removeprefix("#").strip()), list(lines)


def categories(desk: Desk) -> Categories:
    """The content categories in force and the words for them; few enough to be read once and kept."""
    with desk.database.read() as session:
        return Categories(tuple(catalogues.categories(session)), tuple(catalogues.everyday_words(session)))


def categories_like(among: Categories, text: str, *, limit: int) -> list[OfferedCategory]:
    """The categories that ``text`` may mean, the likeliest first; all of them for a blank text.

    First those whose own name it begins (of them those that an everyday word leads to which it is: wy, 物业服务 before
    网约车问题), then those that an everyday word which it begins leads to, then those of which it is any part; last,
    where somebody typed a whole phrase (家里漏水), what is named in it. A text longer than any phrase finds nothing.
    """
    if len(text) > LONGEST_PHRASE:
        return []
    typed = fold(text)
    by_full_name = {entry.full_name: entry for entry in among.entries}
    words = [(by_full_name[each.category], each.word, each.reading) for each in among.words if typed]
    led = [
        (entry, word, _is_whole(typed, word, reading))
        for entry, word, reading in words
        if _begins(typed, word, reading)
    ]
    meant = {entry.id for entry, _word, whole in led if whole}
    own = [entry for entry in among.entries if _begins(typed, entry.name, entry.reading)]
    leading = chain(
        ((entry, "") for entry in sorted(own, key=lambda entry: entry.id not in meant)),
        ((entry, word) for entry, word, _whole in sorted(led, key=lambda each: not each[2])),
        ((entry, "") for entry in among.entries if _is_part(typed, entry)),
        sorted(
            (
                *((entry, word) for entry, word, _reading in words if fold(word) in typed),
                *((entry, entry.name) for entry in among.entries if entry.name != OTHERS and fold(entry.name) in typed),
            ),
            key=lambda led: -len(led[1]),
        ),
    )
    offered: dict[int, OfferedCategory] = {}
    for entry, word in leading:
        told = "" if word == entry.name or _is_part(typed, entry) else word
        offered.setdefault(entry.id, OfferedCategory(entry.id, entry.full_name, told))
    return list(offered.values())[:limit]


def _begins(typed: str, name: str, reading: str) -> bool:
    spelt = spelling(typed, begins=OWN_NAME)
    return fold(name).startswith(typed) or (spelt is not None and re.search(spelt, reading) is not None)


def _is_whole(typed: str, name: str, reading: str) -> bool:
    """Whether nothing of the name is left to be typed: in characters, in pinyin or by initials."""
    syllables = reading.split("'")
    return typed in (fold(name), "".join(syllables), "".join(syllable[:1] for syllable in syllables))


def _is_part(typed: str, entry: CategoryEntry) -> bool:
    spelt = spelling(typed, begins=ANY_SYLLABLE)
    return typed in fold(entry.full_name) or (spelt is not None and re.search(spelt, entry.reading) is not None)


def divisions_like(desk: Desk, text: str, *, limit: int) -> list[DivisionEntry]:
    """The divisions that ``text`` may mean, those near the office first."""
    with desk.database.read() as session:
        near = session.get_one(OfficeDetails, 1).division_id
        return catalogues.divisions_like(session, text, near=near, limit=limit)


def county_of(desk: Desk, identity_number: str) -> DivisionEntry | None:
    """The county in force whose code an 18-digit number begins with: where the card was first issued."""
    with desk.database.read() as session:
        return catalogues.division_of_code(session, normalise(identity_number)[:COUNTY_DIGITS])
