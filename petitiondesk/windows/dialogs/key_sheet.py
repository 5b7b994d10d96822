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
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.labels import wrapped

Group = tuple[str, tuple[str, ...]]
"""A heading and the actions below it."""

RECEPTION: tuple[tuple[Group, ...], ...] = (
    (
        (
            _("Writing down"),
            (
                *("to_matter", "to_facts", "to_requests", "to_materials", "to_needs", "procedure"),
                *("anonymous", "confidential", "under_age", "restricted", "emergency"),
            ),
        ),
        (_("Who came along"), ("proxy", "group", "helper")),
        (_("Putting aside"), ("park", "resume", "end_draft")),
    ),
    (
        (
            _("Registering and papers"),
            (
                *("register", "correct", "answer_now", "recent", "why_this_day"),
                *("preview", "reprint", "preview_large", "visit_form", "visit_form_large"),
            ),
        ),
        (_("Who was here before"), ("link", "take_over", "not_the_same", "next_earlier", "previous_earlier")),
        (_("Notices"), ("more_notices",)),
    ),
)
"""The keys of the reception by what one does with them, in two columns."""


WIDEST_EM = 13
"""Width of what a key does, in heights of a line; what is longer wraps, so that the columns stand side by side."""


def show_key_sheet(parent: QWidget, page: Where) -> None:
    """Show the keys of ``page`` that work in the window of ``parent``."""
    sheet = KeySheet(parent, page)
    try:
        sheet.exec()
    finally:
        sheet.deleteLater()


class KeySheet(QDialog):
    """Columns side by side: the page's own keys by what one does, then those of the fields and of every page."""

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
    columns = Flow(spacing=32, line_spacing=12)
    for groups in _columns(page):
        columns.add(_column(parent, groups), 1)
    sheet.setLayout(columns)
    return sheet


def _columns(page: Where) -> tuple[tuple[Group, ...], ...]:
    everywhere = (_("Everywhere"), _ids("everywhere"))
    if page == "reception":
        return (*RECEPTION, ((_("In the fields"), _ids("fields")), everywhere))
    return ((_("On this page"), _ids(page)),), (everywhere,)


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
