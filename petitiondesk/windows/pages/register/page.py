"""The register: what is typed is looked for in all registrations, the newest first; Enter opens the highlighted one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
from petitiondesk.office.register import Lines, RegisterRow
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.messages import _
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
from petitiondesk.windows.widgets.one_line import OneLine

_TO_WHOEVER_ASKS = _("To whoever asks who was here: “I may not say that. Whoever has a slip can ask by its number.”")
"""What is found by name or phone serves the office's own work alone."""

LINE_EM = 1.6
"""Height of a line of the table in heights of its type."""

ICON_EM = 0.8

_OF_THE_TABLE = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)

SAID_AFTER_MS = 150
"""A register that is there at once needs no words."""


class RegisterPage(Page):
    """A table that is read off the window's thread; what is highlighted stays so when it is read anew."""

    shows = frozenset({Thing.REGISTRATION, Thing.CASE})
    finds_words = True

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
        """What is typed is looked for; Down leads into the table."""
        self.box.setFocus()
        self.box.selectAll()

    def refresh(self) -> None:
        """Look for what stands in the box, or read the last registrations anew."""
        find = partial(register.found, self._station.desk, self.box.text())
        self._asking.read(find, self._show, key="register")

    def find_words(self, words: str) -> None:
        """As if they had been typed into the box."""
        self.box.setText(words)
        self.box.setFocus()

    def words(self) -> str:
        """What could not be read."""
        return self._notices.words()

    def handed_over(self) -> object:
        """What is looked for, and the registration that is highlighted."""
        return self.box.text(), self._id_highlighted()

    def go_on_with(self, handed_over: object) -> None:
        """Highlight it once the register has been read."""
        match handed_over:
            case (str(text), int() | None as highlighted):
                self._highlighted = highlighted
                self.box.setText(text)

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
        self._hint = wrapped("", "quiet")
        self._hint.setObjectName("register_hint")
        self.box = _Box(self.table)
        self.box.setObjectName("register_search")
        self.box.setAccessibleName(tr("Find in the register"))
        self.box.setPlaceholderText(tr("Any words: matter, facts, names, addresses, a number …"))
        self.box.textChanged.connect(self.refresh)
        self.box.returnPressed.connect(self._open_first)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        body.addWidget(wrapped(tr("The register"), "section"))
        body.addWidget(self.box)
        body.addWidget(inside, 1)
        body.addWidget(self._hint)
        body.addWidget(wrapped(tr(_TO_WHOEVER_ASKS), "quiet"))
        layout.addLayout(body, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # -- slots and private -----------------------------------------------------------------------------------------

    def _show(self, found: Lines) -> None:
        ids = found.ids
        self._late.stop()
        self._notices.say("")
        kept = self._id_highlighted()
        self._rows.show(ids)
        self._hint.setText(self._about(found))
        if not ids and self.box.text().strip():
            self._say(tr("No registration holds “{words}”. Fewer characters find more.", words=self.box.text().strip()))
        elif not ids:
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

    def _about(self, found: Lines) -> str:
        """What the lines are, and what can be done with them."""
        key = actions.key_text("refresh")
        if not self.box.text().strip():
            return tr(
                "The last {count} registrations. Enter opens the highlighted one, {key} reads them anew.",
                count=register.SHOWN,
                key=key,
            )
        if found.count >= register.MOST_COUNTED:
            return tr("More than {count} registrations hold it; the newest are shown.", count=register.MOST_COUNTED)
        return tr(
            "{count} registrations hold it, the newest first. Enter opens the highlighted one.", count=found.count
        )

    def _open_first(self) -> None:
        self._open(self.table.currentIndex())

    def _id_highlighted(self) -> int | None:
        """The one to be highlighted next, else the one that is."""
        return self._highlighted or self._rows.id_at(self.table.currentIndex().row())

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bring_up(self._words)

    def _bring_up(self, part: QWidget) -> None:
        """Table or words; a cursor that was in the table goes into the box."""
        was_there = self.table.hasFocus()
        self._inside.setCurrentWidget(part)
        if was_there and part is not self.table:
            self.box.setFocus()

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


class _Box(OneLine):
    """Escape empties it; the arrow keys move in the table below, so that Enter opens what they highlight."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Those of the table go there; every other key as ever."""
        if event.key() in _OF_THE_TABLE:
            QApplication.sendEvent(self._table, event)
        elif event.key() == Qt.Key.Key_Escape:
            self.setText("")
        else:
            super().keyPressEvent(event)


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
