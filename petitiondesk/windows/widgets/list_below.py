"""The list that opens below a line: part of the window and no window itself, so that it takes no keys."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget


def list_below(line: QWidget, elide: Qt.TextElideMode) -> QListWidget:
    """A hidden list in the window of ``line``; it never takes the focus and closes no input method."""
    made = QListWidget(line.window())
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setTextElideMode(elide)
    made.ensurePolished()
    made.hide()
    return made


def stands_in(line: QWidget) -> Iterator[QWidget]:
    """What a line stands in, up to its window. Looked up each time: who kept hold of the window would outlive it."""
    above = line.parentWidget()
    while above is not None:
        yield above
        above = None if above.isWindow() else above.parentWidget()
