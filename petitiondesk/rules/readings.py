"""Pinyin as people type it to find a name: 笕桥街道 by ``jqjd``, ``jianqiao`` or ``jqiao``.

A reading is the syllables of a name between apostrophes (``jian'qiao'jie'dao``); the readings of several names stand
between blanks. Catalogues bring their readings along, so nothing is read aloud while somebody types.
"""

OWN_NAME, ANY_NAME, ANY_SYLLABLE = "^", "(?:^| )", "(?:^|[ '])"
"""Where in a reading the typed letters may begin; the own name is the first."""

LONGEST = 100
"""Letters; nobody spells more."""


def spelling(letters: str, *, begins: str = ANY_NAME) -> str | None:
    """A regular expression, for Python and for PostgreSQL, that finds the readings which ``letters`` may stand for.

    Each letter goes on in the syllable of the one before or begins the next syllable, so that initials, whole pinyin,
    the beginning of either and any mixture of both are found. None where ``letters`` are no lower-case Latin letters
    or digits, or more than :data:`LONGEST`: these spell nothing.
    """
    if not (letters.isascii() and letters.isalnum()) or len(letters) > LONGEST:
        return None
    return begins + "(?:[a-z0-9]*')?".join(letters)
