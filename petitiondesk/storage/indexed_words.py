"""The index of words compared with the texts that it was made from, quickly however large the office.

An office file's index is read once, gram by gram: of each gram only the sum of where it stands is kept, and compared
with the sum that the texts make. Only where the two differ the rows are asked for, batch by batch, and named. A server
keeps the grams of each row, which are compared as they are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, bindparam, text

from petitiondesk.rules.searched_text import grams
from petitiondesk.storage.database import Session

_SPREAD, _WITHIN = 2_654_435_761, 0xFFFF_FFFF
"""Spreads ids, so that one that went and another that came do not make the same sum."""

_BATCH = 500
_FEW = 2_000
"""So many grams that differ are all asked for with each batch; of more, those of its texts."""

_LAST = 2**62
_MAKE = "CREATE VIRTUAL TABLE temp.search_vocabulary USING fts5vocab('main', 'search_index', 'instance')"
_SUMS = text(f"SELECT term, sum((doc * {_SPREAD}) & {_WITHIN}) FROM temp.search_vocabulary GROUP BY term")
_TEXTS = text("SELECT id, text FROM search_text WHERE id >= :first ORDER BY id LIMIT :limit")
_WITH_GRAM = text("SELECT rowid FROM search_index WHERE search_index MATCH :gram AND rowid BETWEEN :first AND :last")
_KEPT = text("SELECT id, grams FROM search_index WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
_STRAY = text("SELECT id FROM search_index WHERE id NOT IN (SELECT id FROM search_text) ORDER BY id LIMIT :limit")


class ExpectedWords:
    """Told the texts batch by batch; :meth:`wrong` says afterwards which rows the index finds wrongly."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_gram = session.get_bind().dialect.name == "sqlite"
        self._sums: defaultdict[str, int] = defaultdict(int)
        self._wrong: set[int] = set()

    def add(self, texts: Mapping[int, str]) -> None:
        """These texts stand in ``search_text`` under these ids."""
        if not self._by_gram:
            self._compare_rows(texts)
            return
        for each, words in texts.items():
            place = (each * _SPREAD) & _WITHIN
            for gram in grams(words):
                self._sums[gram] += place

    def wrong(self) -> Sequence[int]:
        """The ids that the index does not find by each of their grams, or finds by others, in order."""
        connection = self._session.connection()
        if not self._by_gram:
            self._wrong.update(connection.scalars(_STRAY, {"limit": _BATCH}))
        elif differing := self._differing(connection):
            for texts, first, last in _ranges(connection):
                self._wrong.update(_wrong_of(connection, texts, range(first, last + 1), differing))
        return sorted(self._wrong)

    def _compare_rows(self, texts: Mapping[int, str]) -> None:
        if not texts:
            return
        kept = {row.id: set(row.grams) for row in self._session.connection().execute(_KEPT, {"ids": list(texts)})}
        self._wrong.update(each for each, words in texts.items() if kept.get(each) != grams(words))

    def _differing(self, connection: Connection) -> set[str]:
        """The grams whose rows are not those of the texts."""
        with _vocabulary(connection):
            for gram, found in connection.execute(_SUMS):
                self._sums[gram] -= found
        return {gram for gram, rest in self._sums.items() if rest}


@contextmanager
def _vocabulary(connection: Connection) -> Iterator[None]:
    """The index as a table of grams and rows; it is made beside the office, which is only read meanwhile."""
    only_read = connection.scalar(text("PRAGMA query_only"))
    connection.execute(text("PRAGMA query_only = 0"))
    connection.execute(text(_MAKE))
    try:
        yield
    finally:
        connection.execute(text("DROP TABLE temp.search_vocabulary"))
        connection.execute(text(f"PRAGMA query_only = {only_read}"))


def _ranges(connection: Connection) -> Iterator[tuple[dict[int, str], int, int]]:
    """The texts in batches, each with the first and the last id that is looked at with it; together that is all."""
    first = 1
    while batch := {row.id: row.text for row in connection.execute(_TEXTS, {"first": first, "limit": _BATCH})}:
        yield batch, first, max(batch)
        first = max(batch) + 1
    yield {}, first, _LAST


def _wrong_of(connection: Connection, texts: Mapping[int, str], ids: range, differing: set[str]) -> Iterator[int]:
    """Those of ``ids`` that one of the grams finds and should not, or does not find and should."""
    having: dict[str, set[int]] = {gram: set() for gram in differing} if len(differing) <= _FEW else {}
    for each, words in texts.items():
        for gram in grams(words) & differing:
            having.setdefault(gram, set()).add(each)
    for gram, expected in having.items():
        asked = {"gram": f'"{gram}"', "first": ids.start, "last": ids.stop - 1}
        yield from expected.symmetric_difference(connection.scalars(_WITH_GRAM, asked))
