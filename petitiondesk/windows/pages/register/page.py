"""The register: the last registrations, the newest first; Enter opens the highlighted one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.office import register
from petitiondesk.office.register import RegisterRow
from petitiondesk.rules.acts import Thing
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.register.columns import MATTER, columns
from petitiondesk.windows.rows import Rows
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.notices import Notices

LINE_EM = 1.6
"""Height of a line of the table in heights of its type."""

ICON_EM = 0.8

SAID_AFTER_MS = 150
"""A register that is there at once needs no words."""


class RegisterPage(Page):
    """A table that is read off the window's thread; what is highlighted stays so when it is read anew."""

    shows = frozenset({Thing.REGISTRATION, Thing.CASE})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, self._failed)
        self._notices = Notices(self)
        self.bars = self._bars = Bars(self._notices)
        self._rows: Rows[RegisterRow] = Rows(columns(station.today), self)
        self._rows.wanted.connect(self._read_rows)
        self._highlighted: int | None = None
        self._late = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._late.timeout.connect(partial(self._say, tr("Reading the register …")))
        self._build_table()
        self._lay_out()

    def start(self) -> None:
        """Read it for the first time."""
        self._late.start()
        self.refresh()

    def take_focus(self) -> None:
        """The arrow keys move in the table, if there is anything in it."""
        (self.table if self.table.isVisible() else self).setFocus()

    def refresh(self) -> None:
        """Read the last registrations anew."""
        self._asking.read(partial(register.newest, self._station.desk), self._show, key="register")

    def words(self) -> str:
        """What could not be read."""
        return self._notices.words()

    def handed_over(self) -> object:
        """The registration that is highlighted."""
        return self._id_highlighted()

    def go_on_with(self, handed_over: object) -> None:
        """Highlight it once the register has been read."""
        self._highlighted = handed_over if isinstance(handed_over, int) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said leaves the table half of the height."""
        super().resizeEvent(event)
        self._bars.fit(self.height() // 2)

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_table(self) -> None:
        self.table = _Table()
        self.table.setObjectName("register_table")
        self.table.setAccessibleName(tr("The register"))
        self.table.setModel(self._rows)
        self.table.activated.connect(self._open)

    def _lay_out(self) -> None:
        self._words = wrapped("")
        self._words.setObjectName("register_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        self._inside = QStackedLayout(inside)
        self._inside.addWidget(self.table)
        self._inside.addWidget(self._words)
        hint = wrapped(
            tr(
                "The last {count} registrations. Enter opens the highlighted one, {key} reads them anew.",
                count=register.SHOWN,
                key=actions.key_text("refresh"),
            ),
            "quiet",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        body.addWidget(wrapped(tr("The register"), "section"))
        body.addWidget(inside, 1)
        body.addWidget(hint)
        layout.addLayout(body, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- slots and private -----------------------------------------------------------------------------------------

    def _show(self, ids: Sequence[int]) -> None:
        self._late.stop()
        self._notices.say("")
        kept = self._id_highlighted()
        self._rows.show(ids)
        if not ids:
            self._say(
                tr(
                    "Nothing has been registered at this office yet. {key} goes to the reception, where the first "
                    "visitor is entered.",
                    key=actions.key_text("go_reception"),
                )
            )
        else:
            self._bring_up(self.table)
            self.table.setCurrentIndex(self._rows.index(self._rows.place_of(kept) or 0, 0))
            self._highlighted = None

    def _id_highlighted(self) -> int | None:
        """The one to be highlighted next, else the one that is."""
        return self._highlighted or self._rows.id_at(self.table.currentIndex().row())

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bring_up(self._words)

    def _bring_up(self, part: QWidget) -> None:
        """Table or words; a cursor that is on the page stays on it."""
        now = QApplication.focusWidget()
        is_here = now is not None and (now is self or self.isAncestorOf(now))
        self._inside.setCurrentWidget(part)
        if is_here:
            self.take_focus()

    def _read_rows(self, ids: list[int]) -> None:
        self._asking.read(partial(register.rows, self._station.desk, ids), self._arrived)

    def _arrived(self, rows: Sequence[RegisterRow]) -> None:
        self._rows.arrived({row.id: row for row in rows})

    def _failed(self, error: Exception) -> None:
        self._late.stop()
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._notices.say(f"{trouble(error)} {again}", "late")
        if not self._rows.rowCount():
            self._say(tr("The register could not be read; nothing of it is lost."))

    def _open(self, index: QModelIndex) -> None:
        if row := self._rows.row_at(index.row()):
            self.registration_wanted.emit(row.number)


class _Table(QTableView):
    """Lines that are chosen and never edited; the matter has the room that the other columns leave."""

    def __init__(self) -> None:
        super().__init__()
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
        super().setModel(model)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._head.setSectionResizeMode(MATTER, QHeaderView.ResizeMode.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The matter goes by the width, the lines by the type."""
        super().resizeEvent(event)
        line = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(round(line * LINE_EM))
        self.setIconSize(QSize(line, line) * ICON_EM)
        self._fit_matter()

    def _other_resized(self, column: int, _before: int, _now: int) -> None:
        if column != MATTER:
            self._fit_matter()

    def _fit_matter(self) -> None:
        """Never less than its heading: at large type the table scrolls."""
        others = self._head.length() - self._head.sectionSize(MATTER)
        room = self.viewport().width() - others
        self._head.resizeSection(MATTER, max(room, self._head.sectionSizeHint(MATTER)))
