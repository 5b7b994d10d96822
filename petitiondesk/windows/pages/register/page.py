"""The register: what is typed is looked for in all registrations, the newest first; Enter opens the highlighted one."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from petitiondesk.office import register
from petitiondesk.office.register import Lines, Narrowing, RegisterRow
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.messages import _
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.register.columns import columns
from petitiondesk.windows.pages.register.filters import Filters
from petitiondesk.windows.pages.register.preview import WIDTH_EM, PreviewPanel
from petitiondesk.windows.pages.register.table import Table
from petitiondesk.windows.rows import Rows
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.lines_table import Box
from petitiondesk.windows.widgets.notices import Notices

_TO_WHOEVER_ASKS = _("To whoever asks who was here: “I may not say that. Whoever has a slip can ask by its number.”")
"""What is found by name or phone serves the office's own work alone."""

SAID_AFTER_MS = 150
"""A register that is there at once needs no words."""

PAGES_IN_SIGHT = 2
"""At most so many pages of lines are in sight at once."""

MOST_BESIDE = 0.4
"""Of the width, for the preview."""

Asked = tuple[str, Narrowing]
"""What stands in the box, and what the filters say."""


class RegisterPage(Page):
    """A table that is read off the window's thread; what is highlighted stays so when it is read anew.

    The newest are there at once, the others follow: nobody waits for the ids of a hundred thousand.
    """

    shows = frozenset({Thing.REGISTRATION, Thing.CASE})
    finds_words = True

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, self._failed)
        self._notices = Notices(self)
        self.bars = self._bars = Bars(self._notices)
        self._asked: Asked | None = None
        self._in_sight: Asked | None = None
        """Of what was asked, that of which the lines are in sight."""
        self._lines = Lines(())
        self._complete = False
        self._pages: list[list[int]] = []
        """Of ids that wait to be read, the newest last."""
        self._reading_rows = False
        self._highlighted: int | None = None
        self._late = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._late.timeout.connect(partial(self._say, tr("Reading the register …")))
        self._build_table()
        self._build_fields()
        self._lay_out()
        self.actions_by_id = actions.install(
            self,
            {
                "to_filters": self._to_filters,
                "clear_filters": self.filters.clear,
                "show_beside": self._show_beside,
            },
        )
        # A blank is typed in fields and opens lists: that key is the table's own.
        self.actions_by_id["show_beside"].setShortcuts([QKeySequence("Alt+V")])

    def start(self) -> None:
        """Read it for the first time."""
        self._late.start()
        self.refresh()

    def take_focus(self) -> None:
        """What is typed is looked for; Down leads into the table."""
        self.box.setFocus()
        self.box.selectAll()

    def refresh(self) -> None:
        """Look for what stands in the box, narrowed by the filters; or read the same anew, as far as it was read."""
        asked = (self.box.text(), self.filters.narrowing())
        if asked != self._asked:
            self._asked, self._complete = asked, False
        self._read(register.MOST if self._complete else register.FIRST)

    def find_words(self, words: str) -> None:
        """As if they had been typed into the box."""
        self.box.setText(words)
        self.box.setFocus()

    def words(self) -> str:
        """What could not be read."""
        return self._notices.words()

    def handed_over(self) -> object:
        """What is looked for, and the registration that is highlighted."""
        return self.box.text(), self._id_highlighted(), self.filters.handed_over(), not self.preview.isHidden()

    def go_on_with(self, handed_over: object) -> None:
        """Highlight it once the register has been read."""
        match handed_over:
            case (str(text), int() | None as highlighted, dict(chosen), bool(beside)):
                self._highlighted = highlighted
                self._set_beside(beside)
                self.filters.go_on_with(chosen)
                self.box.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said leaves the table half of the height."""
        super().resizeEvent(event)
        self._bars.fit(self.height() // 2)

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_table(self) -> None:
        self._rows: Rows[RegisterRow] = Rows(columns(self._station.today, self._term), self)
        self._rows.wanted.connect(self._read_rows)
        self.table = Table()
        self.table.setObjectName("register_table")
        self.table.setAccessibleName(tr("The register"))
        self.table.setModel(self._rows)
        self.table.activated.connect(self._open)
        self.table.space_pressed.connect(self._show_beside)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.preview = PreviewPanel(self._station, self._term)
        self.preview.hide()

    def _build_fields(self) -> None:
        self.box = Box(self.table)
        self.box.setObjectName("register_search")
        self.box.setAccessibleName(tr("Find in the register"))
        self.box.setPlaceholderText(tr("Any words: matter, facts, names, addresses, a number …"))
        self.filters = Filters(self._station)
        self.box.textChanged.connect(self.refresh)
        self.box.returnPressed.connect(self._open_first)
        self.box.nothing_left.connect(self.filters.clear)
        self.filters.changed.connect(self._narrowed)
        self.filters.left.connect(self.take_focus)

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
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(inside)
        split.addWidget(self.preview)
        split.setStretchFactor(0, 1)
        self._split = split
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        title = wrapped(tr("The register"), "section")
        title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.box, 1)
        body.addLayout(head)
        body.addWidget(self.filters)
        body.addWidget(split, 1)
        body.addWidget(self._hint)
        body.addWidget(wrapped(tr(_TO_WHOEVER_ASKS), "quiet"))
        layout.addLayout(body, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        in_order = [self.box, *self.filters.in_order(), self.table, self.preview]
        for before, after in pairwise(in_order):
            QWidget.setTabOrder(before, after)

    # -- reading ---------------------------------------------------------------------------------------------------

    def _read(self, limit: int) -> None:
        if self._asked is None:
            return
        find = partial(register.found, self._station.desk, *self._asked, today=self._station.today(), limit=limit)
        self._asking.read(find, partial(self._arrived, self._asked, limit), key="register")

    def _arrived(self, asked: Asked, limit: int, found: Lines) -> None:
        self._late.stop()
        self._notices.say("")
        self._complete = found.whole or limit == register.MOST
        before = self._rows.rowCount()
        if asked != self._in_sight or not self._rows.go_on(found.ids, found.places):
            self._show(found, stays=asked == self._in_sight)
        elif before == len(found.ids):
            self._rows.read_anew()
        self._in_sight, self._lines = asked, found
        self._bring_up_what_there_is()
        self._go_to_highlighted()
        self._moved()
        if not self._complete:
            self._rows.ask_first()
            self._read(register.MOST)

    def _show(self, found: Lines, *, stays: bool) -> None:
        """Other lines than before; where they answer the same question, what was in sight stays there."""
        kept = self._current_id()
        top = self._rows.id_at(self.table.rowAt(0))
        self._pages.clear()
        self._rows.show(found.ids, found.places)
        self.table.setCurrentIndex(self._rows.index(self._rows.place_of(kept) or 0, 0))
        place = self._rows.place_of(top) if stays else None
        if place is not None:
            self.table.scrollTo(self._rows.index(place, 0), self.table.ScrollHint.PositionAtTop)

    def _read_rows(self, ids: list[int]) -> None:
        """What came into sight last is read first; whatever somebody scrolled past meanwhile is not read."""
        self._pages.append(ids)
        if not self._reading_rows:
            self._read_next_page()

    def _read_next_page(self) -> None:
        self._reading_rows = bool(self._pages)
        if not self._pages:
            return
        newest = self._pages.pop()
        for passed in self._pages[:-PAGES_IN_SIGHT]:
            self._rows.give_up(passed)
        del self._pages[:-PAGES_IN_SIGHT]
        read = partial(register.rows, self._station.desk, newest, self._term())
        self._asking.read(read, self._rows_arrived, self._rows_failed)

    def _rows_arrived(self, rows: Sequence[RegisterRow]) -> None:
        self._rows.arrived({row.id: row for row in rows})
        self._read_next_page()

    def _rows_failed(self, error: Exception) -> None:
        self._pages.clear()
        self._reading_rows = False
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._late.stop()
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._notices.say(f"{trouble(error)} {again}", "late")
        if not self._rows.rowCount():
            self._say(tr("The register could not be read; nothing of it is lost."))

    # -- what is said ----------------------------------------------------------------------------------------------

    def _bring_up_what_there_is(self) -> None:
        self._hint.setText(self._about(self._lines))
        if self._lines.ids:
            self._bring_up(self.table)
        else:
            self._say(self._about_nothing())

    def _about_nothing(self) -> str:
        text, by = self._term(), self._by()
        clear = actions.key_text("clear_filters")
        if text and by:
            return tr(
                "No registration holds “{words}” among those that are: {by}. {key} clears the filters.",
                words=text,
                by=by,
                key=clear,
            )
        if by:
            return tr("No registration is: {by}. {key} clears the filters.", by=by, key=clear)
        if text:
            return tr("No registration holds “{words}”. Fewer characters find more.", words=text)
        return tr(
            "Nothing has been registered at this office yet. {key} goes to the reception, where the first "
            "visitor is entered.",
            key=actions.key_text("go_reception"),
        )

    def _about(self, found: Lines) -> str:
        """How many lines there are, by what they are narrowed, and what can be done with them."""
        said = [self._how_many(found)]
        if by := self._by():
            key = actions.key_text("clear_filters")
            said.append(tr("Narrowed to: {by}; {key} clears the filters.", by=by, key=key))
            if self.filters.narrowing().tells_of_the_matter:
                said.append(tr("Reports of wrongdoing are not listed by these filters."))
        for text in self.filters.meaningless():
            said.append(tr("“{text}” is no entry yet and narrows nothing.", text=text))
        if found.ids and not by:
            said.append(
                tr(
                    "Enter opens the highlighted one, {beside} shows it beside them; {filters} goes to the filters.",
                    beside=actions.key_text("show_beside"),
                    filters=actions.key_text("to_filters"),
                )
            )
        return " ".join(said)

    def _how_many(self, found: Lines) -> str:
        count = len(found.ids)
        if not self._complete:
            return tr("The newest {count}; the others are being read …", count=count)
        if not found.whole:
            return tr("More than {count} registrations; the newest are shown.", count=count)
        return tr("{count} registrations, the newest first.", count=count)

    def _by(self) -> str:
        return " · ".join(self.filters.words())

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bring_up(self._words)

    def _bring_up(self, part: QWidget) -> None:
        """Table or words; a cursor that was in the table goes into the box."""
        was_there = self.table.hasFocus()
        self._inside.setCurrentWidget(part)
        if was_there and part is not self.table:
            self.box.setFocus()

    # -- what is highlighted ---------------------------------------------------------------------------------------

    def _term(self) -> str:
        return self.box.text().strip()

    def _current_id(self) -> int | None:
        return self._rows.id_at(self.table.currentIndex().row())

    def _id_highlighted(self) -> int | None:
        """The one to be highlighted next, else the one that is."""
        return self._highlighted or self._current_id()

    def _go_to_highlighted(self) -> None:
        """The one that a page before this one had highlighted, as soon as it is among the lines."""
        place = self._rows.place_of(self._highlighted)
        if place is not None:
            self.table.setCurrentIndex(self._rows.index(place, 0))
        if place is not None or self._complete:
            self._highlighted = None

    def _moved(self) -> None:
        if not self.preview.isHidden():
            self.preview.follow(self._current_id())

    def _show_beside(self) -> None:
        """Preview or none; whoever reads in it when it goes is back in the table."""
        if self.preview.hasFocus():
            self.table.setFocus()
        self._set_beside(self.preview.isHidden())
        self._moved()

    def _set_beside(self, beside: bool) -> None:
        """The table keeps more than half of the width."""
        self.preview.setVisible(beside)
        whole = self._split.width()
        width = min(self.fontMetrics().height() * WIDTH_EM, round(whole * MOST_BESIDE))
        self._split.setSizes([whole - width, width])

    def _to_filters(self) -> None:
        self.filters.first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _narrowed(self) -> None:
        """A picker in which somebody types tells of every key, and narrows nothing before an entry is taken."""
        if self._asked is None or self.filters.narrowing() != self._asked[1]:
            self.refresh()
        else:
            self._hint.setText(self._about(self._lines))

    def _open_first(self) -> None:
        self._open(self.table.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        if row := self._rows.row_at(index.row()):
            self.registration_wanted.emit(row.number)
