"""What an input method still composes: remembered, so that whoever reads a field has it finished first.

Qt's own ``inputMethod().commit()`` does nothing on some platforms, and a click on a button leaves the focus, and the
composition with it, where it is. One field composes at a time: that with the focus.
"""

from functools import cache

import shiboken6
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


class _Composing(QObject):
    """The field in which an input method is at work, and what it shows there."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._field: QWidget | None = None

    @property
    def field(self) -> QWidget | None:
        """The field; None where nothing is composed."""
        alive = self._field is not None and shiboken6.isValid(self._field)
        return self._field if alive and self.text else None

    def finish(self, text: str) -> None:
        """Put ``text`` in the place of what is composed, unless the input method itself has finished by now."""
        field = self.field
        if field is not None:
            finished = QInputMethodEvent("", [])
            finished.setCommitString(text)
            QApplication.sendEvent(field, finished)
        self.text = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remember what is composed. A field that is left keeps it: the next one's is another."""
        kind = event.type()
        if kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent) and isinstance(watched, QWidget):
            self.text, self._field = event.preeditString(), watched
        elif kind == QEvent.Type.FocusOut and watched is self.field:
            commit_composed()
        return False


@cache
def _composing() -> _Composing:
    return _Composing()


def watch(field: QWidget) -> None:
    """Remember from now on what is composed in a field."""
    field.removeEventFilter(_composing())
    field.installEventFilter(_composing())


def composing_in() -> QWidget | None:
    """The watched field in which an input method is at work."""
    return _composing().field


def commit_composed() -> None:
    """What is being composed becomes text: by the input method itself, else as it stands."""
    QGuiApplication.inputMethod().commit()
    _composing().finish(_composing().text)


def drop_composed(field: QWidget) -> None:
    """What is being composed in a field goes: it belongs to the visitor before."""
    if composing_in() is field:
        QGuiApplication.inputMethod().reset()
        _composing().finish("")
