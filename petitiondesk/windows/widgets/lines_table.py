"""A table of lines that are chosen and never edited, and a box above it whose arrow keys move in it."""

from PySide6.QtCore import QAbstractItemModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from petitiondesk.windows.widgets.one_line import OneLine

LINE_EM = 1.6
"""Height of a line of the table in heights of its type."""

ICON_EM = 0.8

_OF_THE_TABLE = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class Box(OneLine):
    """Escape empties it; the arrow keys move in the table below, so that Enter opens what they highlight.

    While it is empty a blank, with which nothing begins that is looked for, is for the table too.
    """

    nothing_left = Signal()
    """Escape, and it was empty."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Those of the table go there; every other key as ever."""
        space = event.key() == Qt.Key.Key_Space and not self.text() and not event.modifiers()
        if space or event.key() in _OF_THE_TABLE:
            QApplication.sendEvent(self._table, event)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.text():
            self.setText("")
        else:
            self.nothing_left.emit()


class Table(QTableView):
    """Lines that are chosen and never edited; the column ``wide`` has the room that the others leave.

    It is never narrower than ``least_em`` heights of a line: at large type the table scrolls.
    """

    space_pressed = Signal()

    def __init__(self, wide: int, least_em: float = 0) -> None:
        super().__init__()
        self._wide, self._least_em = wide, least_em
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._head = self.horizontalHeader()
        self._head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._head.setResizeContentsPrecision(0)  # by the lines in sight
        self._head.setHighlightSections(False)
        self._head.sectionResized.connect(self._other_resized)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """With its columns as wide as what is in sight of them."""
        super().setModel(model)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._head.setSectionResizeMode(self._wide, QHeaderView.ResizeMode.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A blank is for the page; every other key as ever."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.space_pressed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The wide column goes by the width, the lines by the type."""
        super().resizeEvent(event)
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(line * LINE_EM))
        self.setIconSize(QSize(line, line) * ICON_EM)
        self._fit_wide()

    def _other_resized(self, column: int, _before: int, _now: int) -> None:
        if column != self._wide:
            self._fit_wide()

    def _fit_wide(self) -> None:
        """Never less than its heading: at large type the table scrolls."""
        others = self._head.length() - self._head.sectionSize(self._wide)
        room = self.viewport().width() - others
        least = round(self.fontMetrics().height() * self._least_em)
        self._head.resizeSection(self._wide, max(room, least, self._head.sectionSizeHint(self._wide)))
