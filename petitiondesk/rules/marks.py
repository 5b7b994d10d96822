"""Where in a text the words stand that were looked for, so that they can be marked in it."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from petitiondesk.rules.searched_text import folded

AROUND = 12
"""Characters on either side of the words that were found, where a text is too long to be shown."""

_CUT = "…"
_HAN = range(0x4E00, 0xA000)
"""Folded as they are, each for itself; most characters are."""


class Span(NamedTuple):
    """Places in a text as Python counts them."""

    start: int
    end: int


class _Part(NamedTuple):
    """Characters that are folded together, where they stand, and what they become; blanks become one blank."""

    span: Span
    becomes: str


def spans(text: str, term: str) -> list[Span]:
    """Where ``text`` holds words that fold to what ``term`` folds to (rules.searched_text), from left to right.

    A character that folds to several, of which the term has some only, is not marked: what is marked is what was
    looked for, no more and no less.
    """
    wanted = folded(term)
    if not wanted or wanted not in folded(text):
        return []
    parts = list(_parts(text))
    whole = "".join(part.becomes for part in parts)
    begins, ends = _edges(parts)
    found: list[Span] = []
    place = whole.find(wanted)
    while place >= 0:
        first, last = begins.get(place), ends.get(place + len(wanted))
        if first is not None and last is not None:
            found.append(Span(first, last))
            place = whole.find(wanted, place + len(wanted))
        else:
            place = whole.find(wanted, place + 1)
    return found


def snippet(text: str, term: str, around: int = AROUND) -> str:
    """The first words of ``text`` that are marked, with what stands around them, in one line; "" without any."""
    found = spans(text, term)
    if not found:
        return ""
    start, end = max(0, found[0].start - around), min(len(text), found[0].end + around)
    cut = " ".join(text[start:end].split())
    return f"{_CUT if start else ''}{cut}{_CUT if end < len(text) else ''}"


def _parts(text: str) -> Iterator[_Part]:
    """``text`` cut where folding the pieces and folding the whole come to the same."""
    start = 0
    while start < len(text):
        end = start + 1
        blank = text[start].isspace()
        while end < len(text) and _goes_on(text[start:end], text[end], blank):
            end += 1
        yield _Part(Span(start, end), " " if blank else _fold(text[start:end]))
        start = end


def _goes_on(piece: str, following: str, blank: bool) -> bool:
    """Whether the character after a piece belongs to it: another blank, or what is written onto the one before."""
    if blank or following.isspace():
        return blank and following.isspace()
    if following.isascii() or ord(following) in _HAN:
        return False
    return _fold(piece + following) != _fold(piece) + _fold(following)


def _fold(piece: str) -> str:
    """As rules.searched_text folds, blanks apart."""
    kept = piece.replace("\0", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", kept).casefold())


def _edges(parts: list[_Part]) -> tuple[dict[int, int], dict[int, int]]:
    """The places in the folded text at which a part begins, and ends, each with its place in the text itself."""
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    place = 0
    for part in parts:
        if part.becomes:
            begins[place] = part.span.start
            place += len(part.becomes)
            ends[place] = part.span.end
    return begins, ends
