"""The catalogue of units: looked through by words, changed by Enter, taken from a file."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from petitiondesk.office import unit_list
from petitiondesk.office.unit_list import Listed, UnitRow
from petitiondesk.rules.acts import Thing
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.units.acts import UnitActs
from petitiondesk.windows.pages.units.columns import REVIEW, REVIEW_EM, columns
from petitiondesk.windows.rows import Rows
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.lines_table import Box, Table
from petitiondesk.windows.widgets.notices import Notices

SAID_AFTER_MS = 150
"""What is there at once needs no words."""

_UNREAD = "units_unread"
"""The notice that the units could not be read."""


class UnitsPage(Page):
    """A table that is read off the window's thread; what is highlighted stays so when it is read anew."""

    shows = frozenset({Thing.UNIT})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, self._failed)
        self._notices = Notices(self)
        self.bars = self._bars = Bars(self._notices)
        self._listed: Listed | None = None
        self._highlighted: int | None = None
        """The unit to be highlighted as soon as it is among the lines."""
        self._late = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._late.timeout.connect(partial(self._say, tr("Reading the units …")))
        self._acts = UnitActs(station, self._notices, self)
        self._acts.said.connect(self.said)
        self._acts.done.connect(self._go_to)
        self._build()
        self._lay_out()
        self.actions_by_id = actions.install(
            self,
            {
                "add_unit": self._add,
                "change_unit": self._change,
                "end_unit": self._end,
                "show_ended": self.with_ended.toggle,
                "import_units": self._acts.import_table,
                "export_units": self._acts.export_table,
            },
        )

    def start(self) -> None:
        """Read them for the first time."""
        self._late.start()
        self.refresh()

    def take_focus(self) -> None:
        """What is typed is looked for; Down leads into the table."""
        self.box.setFocus()
        self.box.selectAll()

    def refresh(self) -> None:
        """Read the units anew that the words in the box may mean."""
        read = partial(
            unit_list.listed,
            self._station.desk,
            self.box.text(),
            today=self._station.today(),
            with_ended=self.with_ended.isChecked(),
        )
        self._asking.read(read, self._show, key="units")

    def words(self) -> str:
        """What could not be read or done."""
        return self._notices.words()

    def handed_over(self) -> object:
        """What is looked for, whether ended ones are shown, and the unit that is highlighted."""
        return self.box.text(), self.with_ended.isChecked(), self._current_id()

    def go_on_with(self, handed_over: object) -> None:
        """Highlight it once the units have been read."""
        match handed_over:
            case (str(text), bool(with_ended), int() | None as highlighted):
                self._highlighted = highlighted
                self.with_ended.setChecked(with_ended)
                self.box.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is said leaves the table half of the height."""
        super().resizeEvent(event)
        self._bars.fit(self.height() // 2)

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._rows: Rows[UnitRow] = Rows(columns(), self)
        self.table = Table(REVIEW, REVIEW_EM)
        self.table.setObjectName("units_table")
        self.table.setAccessibleName(tr("Units"))
        self.table.setModel(self._rows)
        self.table.activated.connect(self._open)
        self.box = Box(self.table)
        self.box.setObjectName("units_search")
        self.box.setAccessibleName(tr("Find a unit"))
        self.box.setPlaceholderText(tr("Part of a name, or its initials …"))
        self.box.textChanged.connect(self.refresh)
        self.box.returnPressed.connect(self._change)
        words = f"{tr('Ended ones too')}  {actions.key_text('show_ended')}"
        self.with_ended = QCheckBox(words)
        self.with_ended.setObjectName("units_ended")
        self.with_ended.toggled.connect(self.refresh)

    def _lay_out(self) -> None:
        self._words = wrapped("")
        self._words.setObjectName("units_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QWidget()
        self._inside = QStackedLayout(inside)
        self._inside.addWidget(self.table)
        self._inside.addWidget(self._words)
        self._hint = wrapped("", "quiet")
        self._hint.setObjectName("units_hint")
        title = wrapped(tr("Units"), "section")
        title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.box, 1)
        head.addWidget(self.with_ended)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        body.addLayout(head)
        body.addWidget(inside, 1)
        body.addWidget(self._hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars)
        layout.addLayout(body, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QWidget.setTabOrder(self.box, self.with_ended)
        QWidget.setTabOrder(self.with_ended, self.table)

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _show(self, found: Listed) -> None:
        self._late.stop()
        self._notices.answered(_UNREAD)
        kept = self._highlighted or self._current_id()
        self._listed = found
        self._rows.show([row.unit.id for row in found.rows])
        self._rows.arrived({row.unit.id: row for row in found.rows})
        place = self._rows.place_of(kept)
        if place is not None:
            self._highlighted = None
        self.table.setCurrentIndex(self._rows.index(place or 0, 0))
        self._hint.setText(self._about(found))
        if found.rows:
            self._bring_up(self.table)
        else:
            self._say(self._about_nothing(found))

    def _about(self, found: Listed) -> str:
        """How many there are, and what can be done with them."""
        if not found.everything:
            return ""
        said = [tr("{count} units.", count=len(found.rows))]
        if found.ended and not self.with_ended.isChecked():
            said.append(tr("{count} ended ones are not shown.", count=found.ended))
        said.append(
            tr(
                "Enter changes the highlighted one, {add} adds one, {end} ends it; {load} imports a file, {save} saves "
                "one.",
                add=actions.key_text("add_unit"),
                end=actions.key_text("end_unit"),
                load=actions.key_text("import_units"),
                save=actions.key_text("export_units"),
            )
        )
        return " ".join(said)

    def _about_nothing(self, found: Listed) -> str:
        if found.everything and self.box.text().strip():
            return tr("No unit is called “{words}”. Fewer characters find more.", words=self.box.text().strip())
        if found.everything:
            return tr("All units have ended; {key} shows them.", key=actions.key_text("show_ended"))
        return tr(
            "No unit is on record yet. Units are those who are responsible for matters: the catalogue says who is "
            "above each of them, who reviews what it answered, and who accepts its matters when it has ended.\n\n"
            "{add} adds one. {load} imports a table (CSV) with the columns 单位名称, 级别, 类别 and, if you have them, "
            "简称, 上级单位, 复查机关, 使用本程序, 电话, 地址.",
            add=actions.key_text("add_unit"),
            load=actions.key_text("import_units"),
        )

    def _failed(self, error: Exception) -> None:
        self._late.stop()
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._notices.keep(_UNREAD, f"{trouble(error)} {again}")
        if not self._rows.rowCount():
            self._say(tr("The units could not be read; nothing of them is lost."))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bring_up(self._words)

    def _bring_up(self, part: QWidget) -> None:
        """Table or words; a cursor that was in the table goes into the box."""
        was_there = self.table.hasFocus()
        self._inside.setCurrentWidget(part)
        if was_there and part is not self.table:
            self.box.setFocus()

    # -- what is done ----------------------------------------------------------------------------------------------

    def _current(self) -> UnitRow | None:
        return self._rows.row_at(self.table.currentIndex().row())

    def _current_id(self) -> int | None:
        return self._rows.id_at(self.table.currentIndex().row())

    def _go_to(self, unit_id: int) -> None:
        """What was just written is highlighted as soon as it has been read."""
        self._highlighted = unit_id
        self.refresh()

    def _add(self) -> None:
        if self._listed is not None:
            self._acts.write(self._listed.everything, None)

    def _open(self, _index: QModelIndex) -> None:
        self._change()

    def _change(self) -> None:
        row = self._current()
        if row is not None and self._listed is not None:
            self._acts.write(self._listed.everything, row.unit)

    def _end(self) -> None:
        row = self._current()
        if row is None or self._listed is None:
            return
        if row.ended:
            self.said.emit(tr("{unit} has ended already; Enter changes its last day.", unit=row.unit.name))
            return
        self._acts.end(self._listed.everything, row.unit)
