"""Words on the screen as they were typed: what looks like a tag stays letters, and a long path is seen whole."""

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLabel

_LONG_WORD = re.compile(r"[^\s\u2e80-\uffef]{24,}")
"""A path, an address of a server: no place at which Qt would begin another line."""

_LETTER = re.compile(r"(?<=.)(?=[!-~\u00a1-\u024f\u0370-\u052f])")
_BREAK_HERE = "\u200b"


class Wrapped(QLabel):
    """A label that wraps, within a word too where that is longer than any line."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(words)

    def text(self) -> str:
        """The words as they were given."""
        return self._words

    def setText(self, words: str) -> None:
        """Show words; who has them read out hears them as they were given."""
        shown = _LONG_WORD.sub(lambda long: _LETTER.sub(_BREAK_HERE, long[0]), words)
        if shown != words or self._words != super().text():
            self.setAccessibleName(words if shown != words else "")
        self._words = words
        super().setText(shown)


class Selectable(Wrapped):
    """Its words can be copied with the mouse, as they were given."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._clipboard = QGuiApplication.clipboard()
        self._clipboard.changed.connect(self._copied)

    def _copied(self, where: QClipboard.Mode) -> None:
        """Whatever way it was copied, a path is pasted without what lets it wrap here."""
        copied = self._clipboard.text(where) if self.hasSelectedText() else ""
        if _BREAK_HERE in copied:
            self._clipboard.setText(copied.replace(_BREAK_HERE, ""), where)


def wrapped(words: str, role: str = "") -> QLabel:
    """Words that wrap, in one of the looks of theme.py."""
    label = Wrapped(words)
    if role:
        label.setProperty("role", role)
    return label


def plain_tip(words: str) -> str:
    """What a tool tip must be given to show ``words``: it would take ``<b>`` in a name for markup."""
    return f"<p>{escape(words)}</p>" if "<" in words else words
