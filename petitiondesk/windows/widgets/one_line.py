"""A line edit that holds what it shows: one line."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from petitiondesk.rules.one_line import in_one_line
from petitiondesk.windows.utf16 import difference, units


class OneLine(QLineEdit):
    """Line breaks and tabs become a blank however they come in; Qt would show a blank and keep the break."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(self._straighten)

    def setText(self, text: str | None) -> None:
        """Show a text as one line."""
        super().setText(in_one_line(text or ""))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method hands over, e.g. what was dictated, as one line."""
        handed = event.commitString()
        if handed != in_one_line(handed):
            event.setCommitString(in_one_line(handed), event.replacementStart(), event.replacementLength())
        super().inputMethodEvent(event)

    def _straighten(self, text: str) -> None:
        """Pasted or dropped: put it in once more as one line. Undo knows of this one only."""
        straight = in_one_line(text)
        if straight == text:
            return
        behind = units(text) - self.cursorPosition()
        with QSignalBlocker(self):
            self.undo()
        first, removed, missing = difference(self.text(), straight)
        self.setSelection(first, removed)
        self.insert(missing)
        self.setCursorPosition(max(0, units(straight) - behind))
