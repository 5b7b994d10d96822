"""The box at the top, with a list below it of what can be done with the words in it; it never takes the focus.

Nothing is highlighted until an arrow key says so: Enter, and so a code that is scanned, does the same with the list as
without it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from petitiondesk.windows.widgets.list_below import list_below, stands_in
from petitiondesk.windows.widgets.one_line import OneLine

MOST_LINES = 12


@dataclass(frozen=True)
class Line:
    """A line of the list: of which kind, its words, the key that does the same, and what Enter does with it."""

    kind: str
    words: str
    do: Callable[[], object]
    key: str = ""


class SearchBox(OneLine):
    """Asks for lines whenever other words stand in it; :meth:`offer` shows them."""

    asked = Signal(str)
    """Lines are wanted for these words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: QListWidget | None = None
        self._lines: Sequence[Line] = ()
        self._composing = False
        self.textEdited.connect(self._edited)
        self.textChanged.connect(self._changed)

    def offer(self, text: str, lines: Sequence[Line]) -> None:
        """Show lines for ``text``, unless something else stands in the box by now; what is highlighted stays so."""
        if text != self.text() or self._composing or not self.hasFocus():
            return
        chosen = self.highlighted()
        self._lines = lines[:MOST_LINES]
        if not self._lines:
            self.close_list()
            return
        shown = self._list or self._make_list()
        shown.clear()
        for line in self._lines:
            shown.addItem(QListWidgetItem("    ".join(filter(None, (line.kind, line.words, line.key)))))
        same = [row for row, line in enumerate(self._lines) if chosen and (line.kind, line.words) == _name(chosen)]
        shown.setCurrentRow(same[0] if same else -1)
        shown.setAccessibleName(self.accessibleName())
        self._place()
        shown.show()
        shown.raise_()

    def lines(self) -> Sequence[Line]:
        """What the list shows; empty where there is none."""
        return self._lines if self._list is not None else ()

    def highlighted(self) -> Line | None:
        """The line that Enter takes."""
        row = self._list.currentRow() if self._list is not None else -1
        return self._lines[row] if row >= 0 else None

    def close_list(self) -> None:
        """Put the list away."""
        if self._list is None:
            return
        for widget in stands_in(self):
            widget.removeEventFilter(self)
        self._list.hide()
        self._list.deleteLater()
        self._list, self._lines = None, ()

    # -- keys and input methods ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Escape belongs to an open list before it belongs to the window."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self._list is not None:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.close_list()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list; an input method that composes has them all to itself."""
        if self._composing or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._take():
            event.accept()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """While somebody composes there is no list in the way; what was composed is asked for."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if self._composing:
            self.close_list()
        else:
            self._edited()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving closes the list; the text stays."""
        self._composing = False
        self.close_list()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A list never outlives its box."""
        self.close_list()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays below the box when what stands around it moves."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._list is not None:
            self._place()
        return False

    # -- private ---------------------------------------------------------------------------------------------------

    def _edited(self, _text: str = "") -> None:
        if not self._composing:
            self.asked.emit(self.text())

    def _changed(self, text: str) -> None:
        """Emptied or filled by program, e.g. by a scan: the list was for other words."""
        if not self.isModified():
            self.close_list()

    def _move(self, step: int) -> None:
        if self._list is None:
            self.asked.emit(self.text())
        if self._list is None:
            return
        count = self._list.count()
        row = max(-1, min(count - 1, self._list.currentRow() + step))
        self._list.setCurrentRow(row)
        if chosen := self.highlighted():
            words = " ".join(filter(None, _name(chosen)))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _take(self) -> bool:
        chosen = self.highlighted()
        if chosen is None:
            self.close_list()
            return False
        self.close_list()
        self.setText("")
        chosen.do()
        return True

    def _clicked(self, item: QListWidgetItem) -> None:
        item.listWidget().setCurrentItem(item)
        self._take()

    def _make_list(self) -> QListWidget:
        made = self._list = list_below(self, Qt.TextElideMode.ElideRight)
        made.setObjectName("search_list")
        made.itemClicked.connect(self._clicked)
        for widget in stands_in(self):
            widget.installEventFilter(self)
        return made

    def _place(self) -> None:
        """Below the box, as wide as it, no further down than the window."""
        if self._list is None:
            return
        box, whole = QRect(self.mapTo(self.window(), QPoint(0, 0)), self.size()), self.window().rect()
        wanted = self._list.sizeHintForRow(0) * self._list.count() + 2 * self._list.frameWidth() + 4
        self._list.setGeometry(box.left(), box.bottom() + 1, box.width(), min(wanted, whole.bottom() - box.bottom()))


def _name(line: Line) -> tuple[str, str]:
    return line.kind, line.words
