"""The lines of a case: registrations, people, terms with why they end when they do, steps."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from petitiondesk.office.case_page import CaseShown, PersonShown, RegistrationShown, StepShown, TermShown
from petitiondesk.office.case_requests import RequestShown
from petitiondesk.rules.citations import cited
from petitiondesk.rules.procedure.owed import is_target
from petitiondesk.windows import theme
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.case.words import petitioners_term
from petitiondesk.windows.theme import Token
from petitiondesk.windows.widgets.labels import plain_tip
from petitiondesk.windows.words_for import days_left

Told = RegistrationShown | RequestShown | PersonShown | TermShown | StepShown
Key = tuple[str, str]
"""What a line stands for: its sort, and which of them."""

MOST_FIRST, MOST_LAST = 0.38, 0.36
"""Of the width, for the first and the last cell of a line."""

_KEY = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(NamedTuple):
    """Three cells, what they stand for, and how the last one looks."""

    key: Key
    told: Told
    cells: tuple[str, str, str]
    token: Token | None = None
    icon: str = ""


class CaseLines(QTreeWidget):
    """One list under headings; only terms unfold. What is highlighted, unfolded and in sight stays so."""

    moved = Signal()
    """Another line is highlighted."""

    came = Signal()
    """The cursor came here."""

    entered = Signal()
    """Enter was pressed on a line that doesn't unfold."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_lines")
        self.setAccessibleName(tr("The lines of the case"))
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(self.fontMetrics().height())
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(2 * self.fontMetrics().height())
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(0)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._by_key: dict[Key, tuple[QTreeWidgetItem, Line]] = {}
        self.currentItemChanged.connect(self.moved)

    def show_case(self, shown: CaseShown, today: date, wanted: Key | None = None) -> None:
        """Fill it; ``wanted`` is highlighted, else what was, else the first line."""
        highlighted, place = wanted or self.key(), self.verticalScrollBar().value()
        unfolded = {key for key, (item, _line) in self._by_key.items() if item.isExpanded()}
        with QSignalBlocker(self):
            self.clear()
            self._by_key = {}
            for heading, lines in _sections(shown, today):
                self._add_heading(heading)
                for line in lines:
                    self._add(line, unfolded)
            first = next(iter(self._by_key), None)
            chosen = highlighted if highlighted in self._by_key else first
            if chosen is not None:
                self.setCurrentItem(self._by_key[chosen][0])
            self._fit()
            self.verticalScrollBar().setValue(place)
        if wanted is not None and (item := self.currentItem()):
            self.scrollToItem(item)
        self.moved.emit()

    def key(self) -> Key | None:
        """What the highlighted line stands for; of a line that was unfolded, the one that it explains."""
        item = self.currentItem()
        item = item.parent() or item if item else None
        key = item.data(0, _KEY) if item else None
        return (str(key[0]), str(key[1])) if key else None

    def told(self) -> Told | None:
        """What is told by the highlighted line."""
        key = self.key()
        return self._by_key[key][1].told if key in self._by_key else None

    def fold(self, duty_id: int) -> None:
        """Show why a term ends when it does, or no more."""
        if found := self._by_key.get(("term", str(duty_id))):
            item = found[0]
            item.setExpanded(not item.isExpanded())
            self.setCurrentItem(item)
            last = item.child(item.childCount() - 1) if item.isExpanded() else None
            self.scrollToItem(last or item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cells share the width."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is told of the highlighted line comes back."""
        super().focusInEvent(event)
        self.came.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter unfolds a term, or goes to what is told of the line."""
        if event.key() not in _ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif isinstance(told := self.told(), TermShown):
            self.fold(told.duty_id)
        else:
            self.entered.emit()

    def _fit(self) -> None:
        """The first and last cells have what they need, up to their part of the width; the middle has the rest."""
        width = self.viewport().width()
        first = min(self._needed(0) + 3 * self.indentation(), round(width * MOST_FIRST))
        last = min(self._needed(2) + 3 * self.indentation(), round(width * MOST_LAST))
        for column, each in enumerate((first, width - first - last, last)):
            self.header().resizeSection(column, each)

    def _needed(self, column: int) -> int:
        words = [line.cells[column] for _item, line in self._by_key.values()]
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0)

    def _add_heading(self, heading: str) -> None:
        item = QTreeWidgetItem([heading])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        bold = QFont(self.font())
        bold.setBold(True)
        item.setFont(0, bold)
        self.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)

    def _add(self, line: Line, unfolded: set[Key]) -> None:
        item = QTreeWidgetItem(list(line.cells))
        item.setData(0, _KEY, line.key)
        for column, words in enumerate(line.cells):
            item.setToolTip(column, plain_tip(words))
        if line.token is not None:
            item.setForeground(2, QColor(theme.colour(line.token)))
        if line.icon and line.token is not None:
            item.setIcon(2, theme.icon(line.icon, line.token))
        self.addTopLevelItem(item)
        if isinstance(line.told, TermShown):
            for reason in line.told.why:
                child = QTreeWidgetItem([say(reason)])
                child.setToolTip(0, plain_tip(say(reason)))
                item.addChild(child)
                child.setFirstColumnSpanned(True)
            item.setExpanded(line.key in unfolded)
        self._by_key[line.key] = (item, line)


def _sections(shown: CaseShown, today: date) -> Iterator[tuple[str, list[Line]]]:
    """The headings with their lines; people and requests that were said again stand there only where there are any."""
    yield tr("Registrations ({count})", count=len(shown.registrations)), [_registration(e) for e in shown.registrations]
    said_again = [each for each in shown.requests if each.stood is None]
    if said_again:
        yield tr("Requests said again"), [_request(place, each) for place, each in enumerate(said_again, 1)]
    if shown.people:
        yield tr("People"), [_person(place, each) for place, each in enumerate(shown.people)]
    yield tr("Terms"), [_term(each, today) for each in shown.terms]
    taken = [_step(each) for each in reversed(shown.steps)]
    yield (tr("Steps") if taken else tr("Steps: none is recorded yet")), taken


def _registration(each: RegistrationShown) -> Line:
    channel = tr(each.channel.label) if each.channel else ""
    words = " · ".join(filter(None, (channel, each.name or tr("No name given"), each.matter or each.facts[:40])))
    return Line(("registration", each.number), each, (each.number, words, each.received_on.isoformat()))


def _request(place: int, each: RequestShown) -> Line:
    return Line(("request", str(place)), each, (each.of, each.text, say(each.stands)))


def _person(place: int, each: PersonShown) -> Line:
    role = tr(each.role.label) if each.role else ""
    words = " · ".join(filter(None, (each.name or tr("No name given"), each.address)))
    return Line(("person", str(place)), each, (role, words, each.phone))


def _term(each: TermShown, today: date) -> Line:
    where = " · ".join(filter(None, (each.of, each.number, say(cited(each.article)))))
    if each.done_on is not None:
        late = each.done_on > each.last_day
        words = tr("done late on {day}", day=each.done_on) if late else tr("done on {day}", day=each.done_on)
        return Line(
            ("term", str(each.duty_id)), each, (say(each.name), where, words), "late" if late else "done", "check"
        )
    light = days_left(each.last_day, today)
    if each.petitioners:
        words = petitioners_term(each.clock, each.last_day)
        return Line(("term", str(each.duty_id)), each, (say(each.name), where, words), "quiet")
    if is_target(each.clock):
        words = tr("internal target {day}, {light}", day=each.last_day, light=light)
    else:
        words = tr("by {day}, {light}", day=each.last_day, light=light)
    late = each.last_day < today
    icon = "warning" if late else "clock"
    return Line(
        ("term", str(each.duty_id)), each, (say(each.name), where, words), "late" if late else "attention", icon
    )


def _step(each: StepShown) -> Line:
    what = tr(each.kind.label) if each.kind else ""
    words = " · ".join(filter(None, (what, each.told.get("to", ""), each.told.get("number", ""))))
    state = tr("taken back") if each.taken_back else ""
    return Line(("step", str(each.step_id)), each, (each.taken_on.isoformat(), words, state), "quiet")
