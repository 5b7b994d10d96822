"""The lines of a notice as they are typed, each with its number, and a sign beside those that can't be read."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from petitiondesk.windows import theme
from petitiondesk.windows.messages import tr

LINES = 8
"""So many are seen at once, at least."""

_SIGN = "!"
_FIGURES = 4


class NoticeText(QPlainTextEdit):
    """A box whose lines have numbers; Tab leaves it, Enter makes a new line."""

    def __init__(self) -> None:
        super().__init__()
        self._problems: Mapping[int, str] = {}
        self._margin = _Margin(self)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * LINES + 14)
        self.setViewportMargins(self._margin_width(), 0, 0, 0)
        self.updateRequest.connect(lambda *_what: self._margin.update())

    def put(self, text: str, *, undone: bool) -> None:
        """Put a text in place of what stands there; ``undone``: undoing brings that back."""
        if text == self.toPlainText():
            return
        if not undone:
            self.setPlainText(text)
            return
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def mark(self, problems: Mapping[int, str]) -> None:
        """Mark lines by number, the first being 1, with what is said of each."""
        self._problems = dict(problems)
        found = []
        for number in problems:
            marked = QTextEdit.ExtraSelection()
            marked.cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
            marked.format.setBackground(theme.colour("late_tint"))
            marked.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            found.append(marked)
        self.setExtraSelections(found)
        self.setAccessibleDescription("\n".join(problems.values()))
        self._margin.update()

    def go_to_line(self, number: int) -> None:
        """Put the cursor at the end of a line."""
        cursor = QTextCursor(self.document().findBlockByNumber(number - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """In light and dark the marks have other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "_problems", None):
            self.mark(self._problems)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers are as high as the text."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), self._margin_width(), inside.height()))

    def _margin_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("0") * (_FIGURES + 1)

    def paint_margin(self) -> None:
        """The number of each line in sight, and the sign beside those with a problem."""
        painter = QPainter(self._margin)
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                break
            number = block.blockNumber() + 1
            wrong = number in self._problems
            painter.setPen(theme.colour("late" if wrong else "quiet"))
            words = f"{_SIGN} {number}" if wrong else str(number)
            line = QRect(0, round(place.top()), self._margin.width() - 6, self.fontMetrics().height())
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, words)
            block = block.next()
        painter.end()


class _Margin(QWidget):
    def __init__(self, text: NoticeText) -> None:
        super().__init__(text)
        self._text = text
        self.setToolTip(tr("Lines marked with ! are not understood"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """What the text says."""
        self._text.paint_margin()
