"""Pinyin initials: 单小明 is found by ``sxm``, 重大工程 by ``zdgc``.

Many characters have several readings, and dictionaries put a surname's reading last; so every reading is kept: the
surname's first, then the one that fits the phrase, then the others.
"""

from collections.abc import Sequence
from functools import lru_cache

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
    return initials_of(readings(text))


def initials_of(read: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """As :func:`initials`, of a text whose characters were read already (:func:`readings`)."""
    found = [""]
    for each in read:
        letters = list(dict.fromkeys(reading[0] for reading in each))
        kept = letters if len(found) * len(letters) <= MOST_READINGS else letters[:1]
        found = [beginning + letter for letter in kept for beginning in found]
    return tuple(found) if found != [""] else ()


def readings(text: str) -> list[list[str]]:
    """For each letter, digit and Chinese character of ``text``, folded, its toneless readings, the likeliest first.

    ü is ``v``. What has no known reading stands for itself, marks are left out; no further than :data:`LONGEST`.
    """
    characters = fold(text)[:LONGEST]
    if characters.isascii():
        return [[character] for character in characters if character.isalnum()]
    from pypinyin import Style, lazy_pinyin  # 0.4 s to import, so not before the first Chinese text

    as_surname = _surname_readings(characters)
    in_phrase = lazy_pinyin(characters, style=Style.NORMAL, errors=list)  # type: ignore[arg-type]  # keeps the places
    found = []
    for place, character in enumerate(characters):
        if character.isalnum():
            likeliest = [*as_surname[place : place + 1], in_phrase[place], *_alone(character)]
            found.append([each for each in dict.fromkeys(likeliest) if each.isascii()] or [character])
    return found


@lru_cache(maxsize=8_000)  # as many characters as names are made of; each takes ten times longer to look up anew
def _alone(character: str) -> tuple[str, ...]:
    """All readings of a character by itself; none of what is no Chinese character."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(found[0]) if found else ()


def _surname_readings(text: str) -> list[str]:
    if text[:2] in DOUBLE:
        return DOUBLE[text[:2]].split()
    return [SINGLE[text[0]]] if text[:1] in SINGLE else []
