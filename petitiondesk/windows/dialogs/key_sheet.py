"""The keys of a page on one sheet, made from the registry of actions."""

from collections.abc import Iterable

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
from petitiondesk.windows.pages.contract import Columns, Group
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.labels import wrapped

WIDEST_EM = 13
"""Width of what a key does, in heights of a line; what is longer wraps, so that the columns stand side by side."""


def show_key_sheet(parent: QWidget, page: Where, columns: Columns = ()) -> None:
    """Show the keys of ``page`` that work in the window of ``parent``.

    ``columns`` are the page's own by what one does with them; without any they stand under one heading.
    """
    sheet = KeySheet(parent, page, columns)
    try:
        sheet.exec()
    finally:
        sheet.deleteLater()


class KeySheet(QDialog):
    """Columns side by side: the page's own keys by what one does, then those of the fields and of every page."""

    def __init__(self, parent: QWidget, page: Where, columns: Columns = ()) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle(tr("Keys of this page"))
        sheet = _sheet(parent, _columns(page, columns))
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


def _sheet(parent: QWidget, columns: Columns) -> QWidget:
    sheet = QWidget()
    side_by_side = Flow(spacing=32, line_spacing=12)
    for groups in columns:
        side_by_side.add(_column(parent, groups), 1)
    sheet.setLayout(side_by_side)
    return sheet


def _columns(page: Where, own: Columns) -> Columns:
    everywhere = (_("Everywhere"), _ids("everywhere"))
    if own:
        return (*own, ((_("In the fields"), _ids("fields")), everywhere))
    on_page = _ids(page)
    return (*((((_("On this page"), on_page),),) if on_page else ()), (everywhere,))


def _ids(where: Where) -> tuple[str, ...]:
    return tuple(entry.id for entry in actions.of_page(where))


def _column(parent: QWidget, groups: Iterable[Group]) -> QWidget:
    """Keys below one another under their headings."""
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for heading, ids in groups:
        if entries := _that_work(parent, ids):
            layout.addWidget(wrapped(tr(heading), "section"))
            layout.addLayout(_table(entries))
            layout.addSpacing(12)
    layout.addStretch(1)
    return column


def _that_work(parent: QWidget, ids: Iterable[str]) -> list[Action]:
    """Those that were given a handler in this window; the fields' own work in every form."""
    installed = {action.objectName() for action in parent.window().findChildren(QAction)}
    entries = map(actions.action, ids)
    return [entry for entry in entries if entry.where == "fields" or entry.id in installed]


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
        widest = what.fontMetrics().height() * WIDEST_EM
        if what.sizeHint().width() > widest:
            what.setWordWrap(True)
            what.setFixedSize(widest, what.heightForWidth(widest))
        table.addWidget(key, row, 0)
        table.addWidget(what, row, 1)
    return table
