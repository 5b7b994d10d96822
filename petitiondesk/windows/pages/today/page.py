"""The today page: what is to do, what others owe, what the office has missed, and the drafts of this counter."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from petitiondesk.office import drafts
from petitiondesk.office.today import MISSED_FOR, Line, Today, today
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.messages import _
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.today.cards import card_of, card_of_draft
from petitiondesk.windows.pages.today.column import Column
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.notices import Notices

SIDE_BY_SIDE_EM = 50
"""Heights of type that three columns need beside one another."""

SAID_AFTER_MS = 150
"""What is there at once needs no words."""

LOOKED_AGAIN_MS = 30_000
"""So often it is asked whether another day has begun, or a draft was kept."""

DRAFTS_IN_SIGHT = 2

_STACKED_PART = 0.7
"""The most of the height in sight that the lines of one column take where columns stand over one another."""


_HEADINGS = {
    "to_do": _("To do: {count}"),
    "waiting": _("Waiting for others: {count}"),
    "missed": _("Missed by this office: {count}"),
}

_EMPTY = {
    "to_do": _("Nothing is due today, and no later term is open either."),
    "waiting": _(
        "Nothing waits for others: no unit owes anything, whatever was sent has been signed for, no objection is open."
    ),
    "missed": _(
        "No gap of this office: no term has passed undone, nothing was done late in the last {days} days, no objection "
        "and no report waits for it, and it is told what became of everything that lay in envelopes."
    ),
}


class TodayPage(Page):
    """Three columns that are read off the window's thread; what is highlighted stays so when they are read anew."""

    shows = frozenset({Thing.REGISTRATION, Thing.CASE, Thing.DRAFT})

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, self._failed)
        self._notices = Notices(self)
        self.bars = self._bars = Bars(self._notices)
        self._mine = False
        self._read: Today | None = None
        self._late = QTimer(self, singleShot=True, interval=SAID_AFTER_MS)
        self._late.timeout.connect(partial(self._say, tr("Reading what is due …")))
        self._again = QTimer(self, interval=LOOKED_AGAIN_MS)
        self._again.timeout.connect(self.look_again)
        self.drafts = Column("today_drafts", _("Drafts to go on with: {count}"), rows=1)
        self.columns = {name: Column(f"today_{name}", heading, rows=3) for name, heading in _HEADINGS.items()}
        self._lay_out()
        self._connect()
        self._name()

    def start(self) -> None:
        """Read it for the first time."""
        self._late.start()
        self._again.start()
        self.refresh()

    def take_focus(self) -> None:
        """The cursor goes into the column in which it was, else the first that has lines; drafts are read anew."""
        if self._read is not None:
            self._read_drafts()
        self._focus_lines()

    def refresh(self) -> None:
        """Read what is due on the office's day, and the drafts."""
        read = partial(today, self._station.desk, self._station.today(), mine=self._mine)
        self._asking.read(read, self._show, key="today")
        self._read_drafts()

    def look_again(self) -> None:
        """Read anew what nobody tells: that another day has begun, and drafts, which are kept while somebody types."""
        if self._read is not None and self._read.day != self._station.today():
            self.refresh()
        elif self.isVisible():
            self._read_drafts()

    def words(self) -> str:
        """What could not be read."""
        return self._notices.words()

    def handed_over(self) -> object:
        """Whose lines stand there."""
        return self._mine

    def go_on_with(self, handed_over: object) -> None:
        """The same person's lines, in another language or size."""
        if handed_over is True and not self._mine:
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns stand beside one another where there is room for them."""
        super().resizeEvent(event)
        self._bars.fit(self.height() // 2)
        self._fit()

    # -- build by visible block ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._title = wrapped("", "section")
        self._title.setObjectName("today_title")
        self._hint = wrapped("", "quiet")
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(12)
        body.addWidget(self._title)
        body.addWidget(self.drafts, 0, Qt.AlignmentFlag.AlignTop)
        self.drafts.hide()
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(12)
        for column in self.columns.values():
            self._beside.addWidget(column, 1)
        body.addLayout(self._beside, 1)
        self._body = body
        body.addWidget(self._hint)
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

    def _connect(self) -> None:
        self.actions_by_id = actions.install(self, {"mine": self._turn})
        self.drafts.chosen.connect(self.draft_wanted)
        for column in self.columns.values():
            column.chosen.connect(self.registration_wanted)
        for column in self._in_order():
            column.aside.connect(partial(self._aside, column))
            column.moved.connect(partial(self._bring_into_sight, column))

    def _in_order(self) -> list[Column]:
        return [self.drafts, *self.columns.values()]

    # -- slots and private -----------------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Mine or the whole office."""
        self._mine = not self._mine
        self._name()
        self.refresh()

    def _name(self) -> None:
        """Say whose lines stand there, and what the keys do."""
        name, day = self._station.desk.actor.name, self._read.day if self._read else self._station.today()
        key = actions.key_text("mine")
        if self._mine:
            self._title.setText(tr("Today, {day}: what {name} received or took over", day=day, name=name))
            whose = tr("{key} shows the whole office.", key=key)
        else:
            self._title.setText(tr("Today, {day}: the whole office", day=day))
            whose = tr("{key} shows only what you received or took over.", key=key)
        others = tr(
            "Enter opens the highlighted line, ← and → go to another column, {key} reads them anew.",
            key=actions.key_text("refresh"),
        )
        self._hint.setText(f"{whose} {others}")

    def _show(self, read: Today) -> None:
        self._late.stop()
        self._notices.say("")
        self._read = read
        self._name()
        held = self._holds_focus()
        lines: dict[str, Sequence[Line]] = {"to_do": read.to_do, "waiting": read.waiting, "missed": read.missed}
        for name, column in self.columns.items():
            cards = [card_of(line, read.day, read.attention) for line in lines[name]]
            column.show_cards(cards, tr(_EMPTY[name], days=MISSED_FOR.days))
        self._shown(held=held)

    def _read_drafts(self) -> None:
        # After the draft that was kept last, so among the acts.
        self._asking.act(partial(drafts.waiting, self._station.desk), self._show_drafts, key="today's drafts")

    def _show_drafts(self, kept: Sequence[Draft]) -> None:
        held = self._holds_focus()
        now = self._station.now()
        self.drafts.show_cards([card_of_draft(draft, now) for draft in kept], "")
        self.drafts.setVisible(bool(kept))
        self._shown(held=held)

    def _shown(self, *, held: bool) -> None:
        self._fit()
        if held and self._read is not None:  # what is due comes before drafts
            self._focus_lines()
            if column := next((each for each in self._in_order() if each.list.hasFocus()), None):
                self._bring_into_sight(column)

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def _focus_lines(self) -> None:
        with_lines = [column for column in (*self.columns.values(), self.drafts) if column.count()]
        if any(column.list.hasFocus() for column in with_lines):
            return
        self._focus(with_lines[0]) if with_lines else self.setFocus()

    def _focus(self, column: Column) -> None:
        column.list.setFocus()
        self._bring_into_sight(column)

    def _bring_into_sight(self, column: Column) -> None:
        """Whole, once it has its place."""
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(column, 0, 0))

    def _aside(self, column: Column, step: int) -> None:
        """To the next column with lines on that side, if there is one."""
        there = self._in_order()
        following = there[there.index(column) + 1 :] if step > 0 else there[: there.index(column)][::-1]
        if with_lines := next((each for each in following if each.count()), None):
            self._focus(with_lines)

    def _fit(self) -> None:
        beside = self._area.viewport().width() >= SIDE_BY_SIDE_EM * self.fontMetrics().height()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._beside.setDirection(direction)
        self._body.setAlignment(self._beside, Qt.AlignmentFlag(0) if beside else Qt.AlignmentFlag.AlignTop)
        most = None if beside else round(self._area.viewport().height() * _STACKED_PART)
        for column in self.columns.values():
            column.fit(most)
        self.drafts.fit(DRAFTS_IN_SIGHT * self.drafts.list.sizeHintForRow(0))

    def _say(self, words: str) -> None:
        for column in self.columns.values():
            column.say(words)

    def _failed(self, error: Exception) -> None:
        self._late.stop()
        again = tr("{key} tries again.", key=actions.key_text("refresh"))
        self._notices.say(f"{trouble(error)} {again}", "late")
        if self._read is None:
            self._say(tr("What is due could not be read; nothing of it is lost."))
