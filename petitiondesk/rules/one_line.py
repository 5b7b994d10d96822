"""What is typed or pasted into one line, as the one line that is seen: nothing unseen is kept, matched or printed."""

import re

_BREAKS = re.compile("[ \u3000]*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+[ \u3000\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]*")
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff]")
"""Joiners and marks of direction are no such thing: they make other words of the letters beside them."""


def in_one_line(text: str) -> str:
    """``text`` with each run of line breaks and tabs as one blank, none at its ends, and without unseen characters."""
    if text.isprintable():  # quick, even for a megabyte
        return text
    text = _UNSEEN.sub("", text)
    parts = _BREAKS.split(text)
    ends = {0, len(parts) - 1}
    return " ".join(part for place, part in enumerate(parts) if part or place not in ends)
