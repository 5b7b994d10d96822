"""Text that every database can keep."""

import re

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with each NUL and lone surrogate replaced by U+FFFD; the same object's value when there is none.

    PostgreSQL refuses NUL, and neither database can encode a surrogate. Whoever saves tells the person when the
    result differs from what was typed.
    """
    return _NOT_STORABLE.sub("\ufffd", text)
