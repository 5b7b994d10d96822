"""What people type, paste and scan, made plain before a rule reads it."""

import re
import unicodedata

_UNREADABLE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_VARIATION_SELECTORS = re.compile("[\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PIECE = 1000
_DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\u4e00]")


def without_blanks(text: str) -> str:
    """``text`` without spaces, control characters, lone surrogates and marks that nobody sees (joiners, BOM …).

    What comes back can always be encoded.
    """
    if not text.isprintable():  # quick, even for a megabyte; also False for private use, which may be a rare name
        text = "".join(c for c in text if unicodedata.category(c) not in _UNREADABLE)
    return _VARIATION_SELECTORS.sub("", text.replace(" ", ""))


def plain(text: str) -> str:
    """``text`` in half-width upper case without blanks; every dash, the long one and 一 included, as ``-``.

    For numbers and codes only: words would lose their spaces.
    """
    bare = without_blanks(text)
    # In pieces, since what marks cost grows with the square of their number; no number or code is as long as one.
    pieces = (bare[start : start + _PIECE] for start in range(0, len(bare), _PIECE))
    return _DASHES.sub("-", without_blanks("".join(unicodedata.normalize("NFKC", piece) for piece in pieces))).upper()


def is_blank(text: str | None) -> bool:
    """Whether there is nothing in ``text`` that anybody could read."""
    return text is None or not without_blanks(text)
