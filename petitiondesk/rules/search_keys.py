"""What finds a registration by its beginning: initials and pinyin of names, phones from their end.

张玲 is found by ``zl`` and by ``zhangling``, 13800005678 by ``5678`` and by any longer tail, the whole included. The
first letter of a key says of what kind it is; what is typed becomes the beginnings of such keys.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from petitiondesk.rules import phones
from petitiondesk.rules.initials import LONGEST, initials_of, readings
from petitiondesk.rules.searched_text import folded

LONGEST_KEY = 120
"""So many characters a key has at most, its kind included; what is typed is compared no further."""

MOST_SPELLINGS = 8
"""So many spellings of one name are kept at most, the likeliest."""

_INITIALS, _PINYIN, _PHONE = "i", "y", "p"
_FEWEST_LETTERS = 2
_FEWEST_DIGITS = 3

_BETWEEN_SYLLABLES = re.compile("[ '\u2018\u2019]")
_BETWEEN_DIGITS = re.compile("[ ()\\-\u2010-\u2015\u2212]")
_LETTERS = re.compile(rf"[a-z]{{{_FEWEST_LETTERS},}}")
_DIGITS = re.compile(r"\+?[0-9]+")
_LONGER_THAN_A_TAIL = 12
"""A number of so many digits is told whole, perhaps with 86 or 0086 before it."""


def keys_of(names: Iterable[str], phone_digits: Iterable[str]) -> frozenset[str]:
    """The keys of these names, as they were told, and of these phones (digits of rules.phones.normalise)."""
    keys = {key for name in names for key in _keys_of_name(name)}
    keys |= {_PHONE + digits.lstrip("+")[::-1] for digits in phone_digits if digits.lstrip("+")}
    return frozenset(key[:LONGEST_KEY] for key in keys)


def prefixes_of(term: str) -> tuple[str, ...]:
    """The beginnings of keys that ``term`` asks for; none where it is neither letters nor the tail of a phone.

    Each ends in an ASCII letter or digit.
    """
    typed = folded(term)
    letters = _BETWEEN_SYLLABLES.sub("", typed).replace("ü", "v")
    if _LETTERS.fullmatch(letters):
        return _INITIALS + letters[:LONGEST], (_PINYIN + letters)[:LONGEST_KEY]
    digits = _digits(_BETWEEN_DIGITS.sub("", typed))
    return (_PHONE + digits[::-1],) if len(digits) >= _FEWEST_DIGITS else ()


def warm() -> None:
    """Load the dictionary of readings, 0.4 s, so that no later name waits for it. May be called in any thread."""
    keys_of(["张玲"], [])


def _keys_of_name(name: str) -> Iterator[str]:
    read = readings(name)
    yield from (_INITIALS + each for each in initials_of(read))
    yield from (_PINYIN + each for each in _spellings(read))


def _spellings(read: Sequence[Sequence[str]]) -> list[str]:
    """A name as it may be spelt: every syllable in its likeliest reading, then those with the fewest unlikely ones."""
    found = [(0, "")]
    for each in read:
        choices = list(enumerate(_with_u_for_v(each)))
        longer = [(unlikely + rank, start + syllable) for unlikely, start in found for rank, syllable in choices]
        found = sorted(longer, key=lambda spelling: spelling[0])[:MOST_SPELLINGS]
    return [spelling for _unlikely, spelling in found if spelling]


def _with_u_for_v(syllables: Sequence[str]) -> list[str]:
    """Input methods take ``lv`` for 吕; many people type ``lu``."""
    spelt = (each for syllable in syllables for each in (syllable, _u_for_v(syllable)))
    return list(dict.fromkeys(spelt))


def _u_for_v(syllable: str) -> str:
    return syllable.replace("v", "u") if syllable[:2] in ("lv", "nv") else syllable


def _digits(typed: str) -> str:
    """The digits of a phone or of its tail; empty where ``typed`` is none."""
    if not _DIGITS.fullmatch(typed):
        return ""
    whole = typed.startswith("+") or len(typed) >= _LONGER_THAN_A_TAIL
    # A tail is no number of its own: normalised, 005678 would begin with the sign of a foreign one.
    return (phones.normalise(typed) if whole else typed).lstrip("+")
