"""A sentence for a person, before it is put into words.

Every room below the windows says what it has to say as a :class:`Message`: an English msgid and the values that
belong in it. The door (windows/messages.py, or the command line) looks the words up in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _(msgid: str) -> str:
    """Mark a msgid for translation; the words are looked up where the sentence is shown."""
    return msgid


@dataclass(frozen=True)
class Message:
    """A sentence to be shown: ``msgid`` is English with ``{named}`` places, ``values`` fills them.

    A value may itself be a Message; it is put into words first.
    """

    msgid: str
    values: Mapping[str, object] = field(default_factory=dict)
