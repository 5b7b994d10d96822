"""Alt with a letter that means nothing here types nothing: Qt's fields would write the letter into what was told."""

import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ALT = (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
"""AltGr is Ctrl+Alt or a modifier of its own, and codes typed on the keypad bear the keypad's: both go their way."""


class AltLetters(QObject):
    """Watches whatever has the focus; a combination that does something never comes so far.

    On macOS the key is Option, with which people type characters, so nothing is watched.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        if sys.platform != "darwin":
            app.focusChanged.connect(self._follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep Alt and a letter or digit from the field."""
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.modifiers() in _ALT
            and event.text().isprintable()
            and bool(event.text())
        )

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)
