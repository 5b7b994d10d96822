"""Names of people: how two spellings are compared, how a name is found again, and how it is hidden."""

import re
import unicodedata

from petitiondesk.rules.surnames import DOUBLE
from petitiondesk.rules.typed_text import without_blanks

LONGEST_KEYED = 64
"""A longer name has no keys with one character left out: it would fill the index, and is found whole."""

_DOTS = re.compile("[.\u00b7\u0387\u2022\u2027\u2219\u22c5\u30fb]")
_LETTER = re.compile(r"[^\s·.\-]")


def fold(name: str) -> str:
    """``name`` as it is compared: NFKC, lower case, no blanks or invisible marks, every middle dot as ``·``."""
    folded = unicodedata.normalize("NFKC", without_blanks(name)).casefold()
    return _DOTS.sub("·", unicodedata.normalize("NFKC", without_blanks(folded)))


def one_character_apart(one: str, other: str) -> bool:
    """Whether one substitution, insertion or omission of a character turns one name, folded, into the other."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    alike = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[alike + 1 :] if len(short) == len(long) else short[alike:]
    return rest == long[alike + 1 :]


def deletion_keys(name: str) -> frozenset[str]:
    """The folded name and each form of it with one character left out, for an index of names.

    Any two names at most one character apart share a key. Some that share a key are two characters apart: ask
    :func:`one_character_apart` of what the index finds. A blank name has no keys.
    """
    folded = fold(name)
    if not folded:
        return frozenset()
    left_out = range(len(folded)) if len(folded) <= LONGEST_KEYED else ()
    return frozenset({folded, *(folded[:i] + folded[i + 1 :] for i in left_out)})


def masked(name: str) -> str:
    """``name`` as others may see it: the surname or first character kept, stars for the rest (李*, 欧阳**, J*** *****).

    Blanks and dots between the parts stay. A name of a single character is hidden altogether.
    """
    shown = unicodedata.normalize("NFC", " ".join(without_blanks(part) for part in name.split())).strip()
    letters = len(_LETTER.findall(shown))
    kept = 2 if letters > 2 and shown[:2] in DOUBLE else int(letters > 1)
    return shown[:kept] + _LETTER.sub("*", shown[kept:])
