"""A matter in brief: the words in which a list or a slip names it."""

import re

LENGTH = 40
"""Characters that a line of a slip or a list can show."""

_END = re.compile(r"[。！？!?；;\n]")


def brief(*texts: str | None) -> str | None:
    """The first sentence of the first text that says anything, cut to :data:`LENGTH` characters; None without one.

    These are the petitioner's own words, so nothing is put into them.
    """
    for text in texts:
        first = next((part.strip() for part in _END.split(text or "") if part.strip()), "")
        if first:
            return shortened(first, LENGTH)
    return None


def shortened(text: str, most: int) -> str:
    """The text on one line, cut to ``most`` characters; the dots say that it was longer."""
    joined = " ".join(text.split())
    return joined if len(joined) <= most else f"{joined[: most - 1]}…"
