"""The page of days off: the years, a notice as it is typed, and what it means before it is kept."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from petitiondesk.office import calendar
from petitiondesk.office.calendar import KeptYear, Looked
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.holiday_notices import HolidayNotice, newest_asked_for
from petitiondesk.rules.typed_notices import ToldNotice, read_told, warnings
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.composing import commit_composed
from petitiondesk.windows.dialogs.keep_notice import wants_to_keep
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.pages.calendar import tables, told_changes, waiting
from petitiondesk.windows.pages.calendar.told_form import ToldForm
from petitiondesk.windows.pages.calendar.year_view import YearView
from petitiondesk.windows.pages.calendar.years import Years
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.station import Station
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.notices import Notices

LOOKED_AFTER_MS = 100
"""After the last key; a picture waits for it."""

SIDE_BY_SIDE_EM = 48
"""Heights of type that years, lines and the year need beside one another."""

YEARS_EM = 9


class CalendarPage(Page):
    """What is typed of each year stays until it is kept, also when the program is closed."""

    shows = frozenset({Thing.CALENDAR})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, self._failed)
        self._notices = Notices(self)
        self.bars = self._bars = Bars(self._notices)
        self._typed, self._in_sight = waiting.from_text(station.settings.notice_typed)
        self._kept: dict[str, ToldNotice | None] = {}
        self._years: list[KeptYear] = []
        self._asked_to_keep = False
        self._later = QTimer(self, singleShot=True, interval=LOOKED_AFTER_MS)
        self._later.timeout.connect(self._look)
        self.years, self.form, self.year_view = Years(), ToldForm(), YearView()
        self._lay_out()
        self._connect()

    def start(self) -> None:
        """Read the years, and the notice of the one that is asked about now."""
        asked = newest_asked_for(self._station.today())
        self._choose(int(self._in_sight) if self._in_sight.isdecimal() else asked)
        self.refresh()

    def take_focus(self) -> None:
        """The cursor goes into the lines."""
        self._to_lines()

    def refresh(self) -> None:
        """Read the years anew, and what would move; what is typed stays."""
        self._asking.read(
            partial(calendar.years, self._station.desk, self._station.today()), self._show_years, key="calendar years"
        )
        self._later.start()

    def words(self) -> str:
        """What could not be read or kept."""
        return self._notices.words()

    def unkept(self) -> dict[str, object]:
        """Notices that were typed since they were last written down."""
        text = self._waiting()
        return {"calendar": text} if text != self._station.settings.notice_typed else {}

    def keep(self) -> None:
        """Write down what is typed, at this machine."""
        self._station.settings.notice_typed = self._waiting()

    def handed_over(self) -> object:
        """What is typed, of the year in sight too."""
        self.keep()
        return self.form.told(), dict(self._kept)

    def go_on_with(self, handed_over: object) -> None:
        """The same words in the same fields."""
        match handed_over:
            case (ToldNotice() as told, dict(kept)):
                self._kept = kept
                self._in_sight = told.year.strip()
                self.form.put(told)
                self._remember()

    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return self.form.is_composing()

    def commit_composed(self) -> None:
        """What it composes belongs to the fields."""
        commit_composed()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever leaves the page loses nothing."""
        super().hideEvent(event)
        if self.unkept():
            self.keep()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Parts stand beside one another where there is room for them."""
        super().resizeEvent(event)
        self._bars.fit(self.height() // 2)
        self._fit()

    # -- build by visible block ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._odd = wrapped("")
        self._odd.setObjectName("calendar_odd")
        self._odd.hide()
        self._changes = wrapped("")
        self._changes.setObjectName("calendar_changes")
        self._beyond = wrapped("", "quiet")
        inside = QWidget()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(16)
        self._beside.addWidget(self.years)
        self._beside.addLayout(self._told(), 1)
        self._beside.addLayout(self._meaning())
        body = QVBoxLayout(inside)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        body.addWidget(wrapped(tr("Days off and working days by the yearly notice"), "section"))
        body.addLayout(self._beside, 1)
        body.addWidget(self._keys())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bars)
        layout.addWidget(self._area, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _told(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.form, 1)
        column.addWidget(self._odd)
        column.addWidget(wrapped(tr("What keeping it would change"), "strong"))
        column.addWidget(self._changes)
        return column

    def _meaning(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.year_view)
        legend = tr("{off} day off by the notice   {working} working day instead of one", off=tr("H"), working=tr("W"))
        column.addWidget(wrapped(legend, "quiet"))
        column.addWidget(self._beyond)
        column.addStretch(1)
        return column

    def _keys(self) -> QWidget:
        told = (
            ("keep_notice", tr("keep")),
            ("to_years", tr("years")),
            ("to_notice", tr("lines")),
            ("import_notice", tr("from CSV")),
            ("export_notice", tr("as CSV")),
        )
        return wrapped(
            "  ".join(tr("{key} {what}", key=actions.key_text(key), what=what) for key, what in told), "quiet"
        )

    def _connect(self) -> None:
        self.actions_by_id = actions.install(
            self,
            {
                "keep_notice": self._keep_notice,
                "to_years": partial(self._go_to, self.years),
                "to_notice": self._to_lines,
                "import_notice": self._import,
                "export_notice": self._export,
            },
        )
        self.form.typed.connect(self._later.start)
        self.years.chosen.connect(self._choose)
        self.years.entered.connect(self._to_lines)

    def _to_lines(self) -> None:
        self._go_to(self.form.lines)

    def _go_to(self, part: QWidget) -> None:
        """The cursor goes there, and at large type the page scrolls to it."""
        part.setFocus()
        self._area.ensureWidgetVisible(part, 0, 0)

    def _fit(self) -> None:
        em = self.fontMetrics().height()
        beside = self.width() >= SIDE_BY_SIDE_EM * em
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(direction)
        self.years.setMaximumWidth(YEARS_EM * em if beside else self.width())
        self.years.setMaximumHeight(self.height() if beside else self.years.minimumHeight())

    # -- years -----------------------------------------------------------------------------------------------------

    def _show_years(self, years: list[KeptYear]) -> None:
        self._notices.answered("years")
        self._years = years
        self._list_years()

    def _list_years(self) -> None:
        self.years.show_years(self._years, self._typed, self._in_sight)

    def _choose(self, year: int) -> None:
        """Bring a year into sight: what is typed of it, else what is kept."""
        self._remember()
        self._in_sight = str(year)
        self._asked_to_keep = False
        self._asking.read(
            partial(calendar.notice_of, self._station.desk, year), partial(self._chosen, str(year)), key="calendar year"
        )

    def _chosen(self, year: str, kept: ToldNotice | None) -> None:
        self._kept[year] = kept
        if year == self._in_sight:
            blank = ToldNotice(year, "", "", "")
            self.form.put(self._typed.get(year) or kept or blank)

    # -- what is typed ---------------------------------------------------------------------------------------------

    def _remember(self) -> None:
        """What stands in the fields belongs to its year."""
        told = self.form.told()
        year = told.year.strip()
        if told == waiting.BLANK:
            return
        if waiting.says_more(told, self._kept.get(year)):
            self._typed[year] = told
        else:
            self._typed.pop(year, None)

    def _waiting(self) -> str:
        self._remember()
        return waiting.as_text(self._typed, self._in_sight)

    def _look(self) -> None:
        """Say what stands against what is typed, and what it means."""
        told = self.form.told()
        if told == waiting.BLANK:
            return
        typed_before = set(self._typed)
        if self.unkept():
            self.keep()
        if told.year.strip() != self._in_sight or set(self._typed) != typed_before:
            self._in_sight = told.year.strip()
            self._list_years()
        read = read_told(told, self._station.today())
        self.form.show_problems(read, blank_too=self._asked_to_keep)
        self.year_view.show_year(read.year, read.typed.days)
        beyond = self.year_view.beyond()
        self._beyond.setText(tr("Beside the year: {days}", days=tr(", ").join(beyond)) if beyond else "")
        self._say_odd([say(each) for each in warnings(read.seen)] if read.seen else [])
        if read.seen is None:
            self._changes.setText(tr("It is said here as soon as the lines can be read."))
        else:
            look = partial(calendar.look_at, self._station.desk, read.seen)
            self._asking.read(look, self._looked, key="calendar look")

    def _say_odd(self, words: list[str]) -> None:
        self._odd.setText("\n".join(words))
        self._odd.setVisible(bool(words))
        set_state(self._odd, "owed" if words else "")

    def _looked(self, looked: Looked) -> None:
        self._changes.setText("\n".join((*told_changes.days_changed(looked), *told_changes.moves(looked))))

    # -- keeping ---------------------------------------------------------------------------------------------------

    def _keep_notice(self) -> None:
        commit_composed()
        self._asked_to_keep = True
        read = read_told(self.form.told(), self._station.today())
        if read.notice is None:
            self.form.show_problems(read, blank_too=True)
            self.form.go_to_first_problem(read.problems)
            self.said.emit(tr("Not kept yet: look at what is marked."))
            return
        look = partial(calendar.look_at, self._station.desk, read.notice)
        self._asking.read(look, partial(self._ask, self.form.told(), read.notice), key="calendar ask")

    def _ask(self, told: ToldNotice, notice: HolidayNotice, looked: Looked) -> None:
        days, moves = told_changes.days_changed(looked), told_changes.moves(looked)
        odd = [say(each) for each in warnings(notice)]
        if wants_to_keep(self, notice.year, notice.title, days, moves, odd):
            keep = partial(calendar.keep, self._station.desk, notice, self._station.now())
            self._asking.act(keep, partial(self._was_kept, told, notice.year), self._went_wrong)

    def _was_kept(self, told: ToldNotice, year: int, looked: Looked) -> None:
        self._notices.say("")
        self._kept[str(year)] = told
        self._typed.pop(str(year), None)
        self._asked_to_keep = False
        self.keep()
        moved = sum(move.before != move.after or move.before is None for move in looked.moves)
        self.said.emit(tr("The days off of {year} are kept; last days that moved: {count}.", year=year, count=moved))
        self.refresh()

    # -- files -----------------------------------------------------------------------------------------------------

    def _import(self) -> None:
        path = tables.ask_for_table(self)
        if path is not None:
            self._asking.paper(partial(tables.read_table, path), partial(self._imported, path), self._went_wrong)

    def _imported(self, path: Path, told: ToldNotice) -> None:
        """It stands in the fields to be looked at; undoing brings back the lines that stood there."""
        self._remember()
        self._notices.say("")
        self._in_sight = told.year
        with QSignalBlocker(self.years):
            self.years.highlight(told.year)
        self._read_kept(told.year)
        self.form.put(told, undone=True)
        self.form.lines.setFocus()
        self.said.emit(tr("{name} stands here to be looked at; nothing is kept yet.", name=path.name))

    def _read_kept(self, year: str) -> None:
        """What is kept of a year, to tell what is typed beyond it."""
        read = partial(calendar.notice_of, self._station.desk, int(year))
        self._asking.read(read, lambda kept: (self._kept.update({year: kept}), self._later.start()))

    def _export(self) -> None:
        read = read_told(self.form.told(), self._station.today())
        if read.notice is None:
            self._asked_to_keep = True
            self.form.show_problems(read, blank_too=True)
            self.said.emit(tr("Nothing is written: look at what is marked."))
            return
        path = tables.ask_where(self, read.notice.year)
        if path is not None:
            told = partial(self.said.emit, tr("Written as {name}.", name=path.name))
            self._asking.paper(
                partial(tables.write_table, path, read.notice), lambda _nothing: told(), self._went_wrong
            )

    def _went_wrong(self, error: Exception) -> None:
        self._notices.say(trouble(error), "late")

    def _failed(self, error: Exception) -> None:
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._notices.say(f"{trouble(error)} {again}", "late")
