"""Texts as they are searched: folded alike on both sides, and cut into the grams by which an index finds them.

Chinese has no blanks between words, so that a text is found by its single characters and its pairs of characters; what
is longer than two is looked up by all of its pairs and then compared with the text itself. Digits, Latin and signs are
cut the same way: A3区 and 2栋1201 are found like any other words.
"""

import re
import unicodedata

TOKENISER = 2
"""The version of :func:`folded`, :func:`grams` and of what is indexed by them and by rules.search_keys; raised with any
change, and every index is rebuilt."""

SEPARATOR = "\x1f"
"""Stands between two texts that are searched as one; no search term holds it."""

_BLANKS = re.compile(r"\s+")


def folded(text: str) -> str:
    """``text`` as it is compared: NFKC, without case, each run of blanks and line breaks as one blank.

    What no database keeps (NUL, lone surrogates) is left out on both sides.
    """
    kept = text.replace("\0", "").encode("utf-8", "ignore").decode()
    once = unicodedata.normalize("NFKC", kept).casefold()
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", once).replace(SEPARATOR, " ")).strip()


def joined(texts: list[str]) -> str:
    """Texts folded and put together so that no term is found across two of them."""
    return SEPARATOR.join(filter(None, map(folded, texts)))


def grams(text: str) -> set[str]:
    """The characters and the pairs of characters of a folded text, each spelt in letters and digits only.

    So spelt no index divides, drops or folds them; ``-`` is never part of one.
    """
    codes = [f"{ord(character):x}" for character in text]
    parts = {code for character, code in zip(text, codes, strict=True) if character != SEPARATOR}
    for place in range(len(text) - 1):
        if SEPARATOR not in text[place : place + 2]:
            parts.add(f"{codes[place]}x{codes[place + 1]}")
    return parts


def grams_of_term(term: str) -> set[str]:
    """The grams that a text must have to hold a folded term: its one character, or all of its pairs."""
    return grams(term) if len(term) == 1 else {gram for gram in grams(term) if "x" in gram}


def is_exact(term: str) -> bool:
    """Whether a text with the term's grams holds the term; a longer one has to be looked for in the text itself."""
    return len(term) <= 2
