"""Words on the screen as they were typed: what looks like a tag stays letters."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def wrapped(words: str, role: str = "") -> QLabel:
    """Words that wrap, in one of the looks of theme.py."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def plain_tip(words: str) -> str:
    """What a tool tip must be given to show ``words``: it would take ``<b>`` in a name for markup."""
    return f"<p>{escape(words)}</p>" if "<" in words else words
