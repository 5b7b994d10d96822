"""Pinyin initials: 单小明 is found by ``sxm``, 重大工程 by ``zdgc``.

Many characters have several readings, and dictionaries put a surname's reading last; so every reading is kept: the
surname's first, then the one that fits the phrase, then the others.
"""

from petitiondesk.rules.names import fold
from petitiondesk.rules.surnames import DOUBLE, SINGLE

MOST_READINGS = 8
"""So many initials of one text are kept at most; beyond them a character adds its likeliest reading only."""

LONGEST = 100
"""Initials are made of so many characters at most: nobody types more."""


def initials(text: str) -> tuple[str, ...]:
    """The initials of ``text`` in lower case, the likeliest first, at most :data:`MOST_READINGS` of them.

    Letters, digits and characters without a known reading stand for themselves; marks are left out. Empty for a text
    without letters or digits.
    """
    found = [""]
    for letters in _letters(fold(text)[:LONGEST]):
        kept = letters if len(found) * len(letters) <= MOST_READINGS else letters[:1]
        found = [beginning + letter for letter in kept for beginning in found]
    return tuple(found) if found != [""] else ()


def _letters(text: str) -> list[list[str]]:
    """For each character that counts, the first letters of its readings, the likeliest first."""
    if text.isascii():
        return [[character] for character in text if character.isalnum()]
    from pypinyin import Style, lazy_pinyin, pinyin  # 0.4 s to import, so not before the first Chinese text

    as_surname = _surname_readings(text)
    in_phrase = lazy_pinyin(text, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # a list keeps the places
    letters = []
    for place, character in enumerate(text):
        alone = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
        readings = [*as_surname[place : place + 1], in_phrase[place], *(alone[0] if alone else [])]
        if character.isalnum():
            firsts = dict.fromkeys(reading[0] for reading in readings)
            letters.append([first for first in firsts if first.isascii()] or [character])
    return letters


def _surname_readings(text: str) -> list[str]:
    if text[:2] in DOUBLE:
        return DOUBLE[text[:2]].split()
    return [SINGLE[text[0]]] if text[:1] in SINGLE else []
