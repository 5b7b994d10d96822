"""Words, initials and tails of phones looked for in a full register."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice, repeat
from pathlib import Path
from random import Random

from sqlalchemy import select

from petitiondesk.rules.initials import initials
from petitiondesk.rules.searched_text import SEPARATOR, grams_of_term, is_exact
from petitiondesk.storage import search
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Petitioner, SearchText
from tests.benchmarks.measuring import WARM_UP, Row, in_turn
from tests.benchmarks.offices import generated

REGISTRATIONS = 100_000
LENGTHS = (1, 2, 3, 5, 10)
SHOWN = 200
"""So many of the newest are asked for, as the register does."""

RUNS = 600
CUTS = 300
"""So many terms are cut from the texts to choose the common and the rare ones from."""

TERMS = 20
"""So many of each kind are asked."""

PEOPLE = 80
"""Initials and phones of so many are asked."""

_MATCHING = "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?"
_HOLDING = (
    "SELECT search_text.id FROM search_index JOIN search_text ON search_text.id = search_index.rowid "
    "WHERE search_index MATCH ? AND instr(search_text.text, ?) > 0 ORDER BY search_index.rowid DESC LIMIT ?"
)


def rows(folder: Path, registrations: int = REGISTRATIONS) -> Iterator[Row]:
    """Each search is one of a unit of work that is open already, beside the bare driver on the same file."""
    desk = generated(folder, registrations)
    with desk.database.read() as session, closing(sqlite3.connect(folder / "office.db")) as bare:
        for length in LENGTHS:
            terms = terms_of(session, length, Random(length))
            told = f"searching {length} characters, common, rare and absent in turn, {registrations:,} there"
            yield _words(session, bare, told, terms)
        ids = Random(1).sample(range(1, registrations // 2), PEOPLE)
        people = session.scalars(select(Petitioner).where(Petitioner.id.in_(ids))).all()
        names = [initials(person.name)[0] for person in people if person.name]
        yield _keys(session, bare, "initials of two or three letters", [each for each in names if len(each) in (2, 3)])
        yield _keys(
            session, bare, "the last four digits of a phone", [each.phone[-4:] for each in people if each.phone]
        )
    desk.close()


def terms_of(session: Session, length: int, random: Random) -> Sequence[str]:
    """Terms of one length in turn: one that many registrations hold, one that few hold, one that none holds."""
    last = session.scalar(select(SearchText.id).order_by(SearchText.id.desc()).limit(1)) or 0
    ids = random.sample(range(1, last + 1), min(2 * CUTS, last))
    texts = session.scalars(select(SearchText.text).where(SearchText.id.in_(ids))).all()
    cuts = sorted({_cut(random, words, length) for words in texts if len(words) > length} - {""})
    by_count = sorted(random.sample(cuts, min(CUTS, len(cuts))), key=lambda term: search.counted(session, term))
    mixed = (_mixed(random, cuts, length) for _ in repeat(None))
    absent = islice((term for term in mixed if not search.counted(session, term)), TERMS)
    return [term for each in zip(by_count[::-1], by_count, absent, strict=False) for term in each]


def _mixed(random: Random, cuts: Sequence[str], length: int) -> str:
    """Characters out of several pieces; of one or two, which would be found, such as hardly anybody writes."""
    if length > 2:
        return "".join(random.choice(random.choice(cuts).replace(" ", "") or "。") for _ in range(length))
    return "".join(chr(random.randrange(0x3400, 0x4DB0)) for _ in range(length))


def _cut(random: Random, words: str, length: int) -> str:
    """A piece of a text; empty where it lies across two texts or begins or ends with a blank."""
    start = random.randrange(len(words) - length)
    term = words[start : start + length]
    return "" if SEPARATOR in term or term != term.strip() else term


def _words(session: Session, bare: sqlite3.Connection, what: str, terms: Sequence[str]) -> Row:
    asked = [terms[go % len(terms)] for go in range(RUNS + WARM_UP)]
    wanted = [_bare(term) for term in asked]
    job, baseline = in_turn(
        lambda go: search.found(session, asked[go], limit=SHOWN),
        lambda go: bare.execute(*wanted[go]).fetchall(),
        RUNS,
    )
    return Row(what, "the bare MATCH, and instr for more than two characters", job, baseline, most_p95_ratio=2)


def _bare(term: str) -> tuple[str, tuple[object, ...]]:
    match = " AND ".join(f'"{gram}"' for gram in sorted(grams_of_term(term)))
    return (_MATCHING, (match, SHOWN)) if is_exact(term) else (_HOLDING, (match, term, SHOWN))


def _keys(session: Session, bare: sqlite3.Connection, what: str, terms: Sequence[str]) -> Row:
    asked = [terms[go % len(terms)] for go in range(RUNS + WARM_UP)]
    newest = session.scalar(select(SearchText.id).order_by(SearchText.id.desc()).limit(1)) or 1
    job, baseline = in_turn(
        lambda go: search.found(session, asked[go], limit=SHOWN, keys=True),
        lambda go: bare.execute("SELECT * FROM registration WHERE id = ?", (1 + 7919 * go % newest,)).fetchone(),
        RUNS,
    )
    return Row(what, "one registration read by id by the bare driver", job, baseline, most_ratio=60)
