"""The keys of a page on one sheet, made from the registry of actions."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.rules.messages import _
from petitiondesk.windows import actions
from petitiondesk.windows.actions import Action, Where
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.labels import wrapped

_HEADINGS: dict[Where, str] = {
    "reception": _("On this page"),
    "preview": _("On this page"),
    "fields": _("In the fields"),
    "everywhere": _("Everywhere"),
}


LONGEST_COLUMN = 16
"""Keys below one another; a page with more has two columns of its own."""


def show_key_sheet(parent: QWidget, page: Where) -> None:
    """Show the keys of ``page`` that work in the window of ``parent``."""
    sheet = KeySheet(parent, page)
    try:
        sheet.exec()
    finally:
        sheet.deleteLater()


class KeySheet(QDialog):
    """Columns side by side: the page's own keys, then those of the fields and of every page."""

    def __init__(self, parent: QWidget, page: Where) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle(tr("Keys of this page"))
        sheet = _sheet(parent, page)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        close = QPushButton(f"{tr('Close')}  {QKeySequence(Qt.Key.Key_Escape).toString()}")
        close.setDefault(True)
        close.clicked.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 16)
        whole.setSpacing(12)
        whole.addWidget(area, 1)
        whole.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.ensurePolished()
        around = QSize(2 * 24 + 24, 2 * 16 + 12 + close.sizeHint().height())
        room = self.screen().availableSize() * 0.94 - around
        width = min(sheet.sizeHint().width(), room.width())
        self.resize(QSize(width, min(sheet.heightForWidth(width), room.height())) + around)
        area.setFocus()  # so that the arrow keys scroll; Enter and Escape close


def _sheet(parent: QWidget, page: Where) -> QWidget:
    sheet = QWidget()
    columns = Flow(spacing=40, line_spacing=12)
    others: tuple[Where, ...] = ("everywhere",) if page == "preview" else ("fields", "everywhere")
    own = _that_work(parent, page)
    half = -(-len(own) // 2) if len(own) > LONGEST_COLUMN else len(own)
    columns.add(_column([(tr(_HEADINGS[page]), own[:half])]), 1)
    if own[half:]:
        columns.add(_column([("", own[half:])]), 1)
    columns.add(_column([(tr(_HEADINGS[where]), _that_work(parent, where)) for where in others]), 1)
    sheet.setLayout(columns)
    return sheet


def _column(parts: Iterable[tuple[str, Sequence[Action]]]) -> QWidget:
    """Keys below one another under their headings."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for heading, entries in parts:
        if entries:
            layout.addWidget(wrapped(heading, "section"))
            layout.addLayout(_table(entries))
            layout.addSpacing(12)
    layout.addStretch(1)
    return column


def _that_work(parent: QWidget, where: Where) -> list[Action]:
    """The actions of the registry that were given a handler in this window; the fields' own work in every form."""
    window = parent.window()
    installed = {action.objectName() for action in window.findChildren(QAction)}
    return [entry for entry in actions.of_page(where) if where == "fields" or entry.id in installed]


def _table(entries: Iterable[Action]) -> QGridLayout:
    table = QGridLayout()
    table.setHorizontalSpacing(16)
    table.setVerticalSpacing(2)
    table.setColumnStretch(1, 1)
    for row, entry in enumerate(entries):
        key = QLabel(actions.key_text(entry.id))
        key.setProperty("role", "key")
        key.setMinimumWidth(key.fontMetrics().horizontalAdvance("Shift+Enter"))  # the tables of a column in line
        what = QLabel(tr(entry.text))
        table.addWidget(key, row, 0)
        table.addWidget(what, row, 1)
    return table
