"""Real messages: words find what a plain scan of them finds, 2,000 random terms, before and after corrections.

The messages are not ours to copy: the environment variable PETITIONDESK_MESSAGES names the folder that holds them, as
``.xlsx`` files with the columns 留言主题 and 留言详情.
"""

import os
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.registration_numbers import registration_number
from petitiondesk.rules.searched_text import folded
from petitiondesk.storage import registrations, search
from petitiondesk.storage.database import Database, Session
from tests.storage.test_search import add, somebody_works_here

FOLDER = os.environ.get("PETITIONDESK_MESSAGES")

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.deep,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not FOLDER, reason="PETITIONDESK_MESSAGES names no folder of real messages"),
]

TERMS = 2_000
CORRECTED = 400
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HEADS = ("留言主题", "留言详情")


def test_words_of_real_messages_are_found_as_by_a_scan(database: Database) -> None:
    random = Random(7)
    told = [words for path in sorted(Path(FOLDER or "").glob("*.xlsx")) for words in messages(path)]
    assert len(told) > 1_000
    with database.write() as session:
        somebody_works_here(session)
        for sequence, words in enumerate(told, 1):
            add(session, sequence, words)
    kept = {sequence: folded(words) for sequence, words in enumerate(told, 1)}
    with database.read() as session:
        assert found_otherwise(session, kept, random) == []
    with database.write() as session:
        for sequence in random.sample(sorted(kept), CORRECTED):
            told_now = "".join(piece(random, told) for _ in range(30))
            kept[sequence] = folded(told_now)
            correct(session, sequence, told_now)
    with database.read() as session:
        assert found_otherwise(session, kept, random) == []
        assert search.verify(session) == []
    with database.write() as session:
        search.rebuild(session)
    with database.read() as session:
        assert found_otherwise(session, kept, random) == []


def found_otherwise(session: Session, kept: dict[int, str], random: Random) -> list[str]:
    """The terms that words and a scan don't find in the same registrations."""
    texts = list(kept.values())
    terms = [term(random, texts) for _ in range(TERMS)]
    scans = {each: [id_ for id_ in sorted(kept, reverse=True) if each in kept[id_]] for each in map(folded, terms)}
    held = [len(ids) for ids in scans.values()]
    assert min(held) == 0, "some are held by none"
    assert max(held) > len(kept) / 10, "some are held by many"
    return [
        each
        for each in terms
        if folded(each)
        and (
            list(search.found(session, each, limit=len(kept))) != scans[folded(each)]
            or search.counted(session, each) != len(scans[folded(each)])
        )
    ]


def term(random: Random, texts: Sequence[str]) -> str:
    """One to ten characters cut from a text, or mixed out of several."""
    length = random.randint(1, 10)
    if random.random() < 0.6:
        return piece(random, texts)[:length]
    return "".join(piece(random, texts)[: random.randint(1, 4)] for _ in range(length))[:length]


def piece(random: Random, texts: Sequence[str]) -> str:
    """Ten characters of a text that has some."""
    words = random.choice(texts)
    start = random.randrange(max(1, len(words) - 10))
    return words[start : start + 10] or "水"


def correct(session: Session, sequence: int, words: str) -> None:
    registration = registrations.with_everything(session, registration_number(2026, Channel.VISIT, sequence))
    assert registration is not None
    registration.facts = words
    session.flush()
    search.put(session, registration)


def messages(path: Path) -> Iterator[str]:
    """Subject and text of each row of a workbook's first sheet."""
    with zipfile.ZipFile(path) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        strings = ["".join(part.text or "" for part in each.iter(f"{MAIN}t")) for each in shared.iter(f"{MAIN}si")]
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = (dict(cells(row, strings)) for row in sheet.iter(f"{MAIN}row"))
    heads = {head: column for column, head in next(rows).items()}
    for row in rows:
        yield "\n".join(row.get(heads[head], "") for head in HEADS)


def cells(row: ElementTree.Element, strings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The letters of a column, and what stands there."""
    for cell in row.iter(f"{MAIN}c"):
        value = cell.findtext(f"{MAIN}v") or ""
        column = re.sub("[0-9]", "", cell.get("r", ""))
        yield column, strings[int(value)] if cell.get("t") == "s" and value else value
