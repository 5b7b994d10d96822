"""The requests of a case, one row each: number and text, where it stands, its route, who has it, its one date."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from petitiondesk.office.case_requests import RequestShown
from petitiondesk.office.standings import WHOLE
from petitiondesk.rules import routes
from petitiondesk.rules.procedure.owed import is_target
from petitiondesk.windows import theme
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.case.words import petitioners_term
from petitiondesk.windows.theme import Token
from petitiondesk.windows.widgets.labels import plain_tip
from petitiondesk.windows.words_for import days_left

MOST_ROWS = 4
"""Requests seen at once; further ones are scrolled to."""

_NUMBER, _TEXT, _STAGE, _ROUTE, _WHO, _DATE = range(6)
_LEAST_TEXT = 0.18
"""Of the width, for the words of the request, where they need it; else route and unit are left to the details."""

_SHARES = {_STAGE: 0.22, _ROUTE: 0.16, _WHO: 0.2}
"""Of the width, at most, for a column; number and date are seen whole, the words of the request have the rest."""

_PADDING = 16
_ID = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Row(NamedTuple):
    """The cells of a request, and how its date looks."""

    cells: tuple[str, ...]
    token: Token | None
    icon: str


class CaseRequests(QTreeWidget):
    """One of them is always highlighted: what comes next, and the key for it, are of that one."""

    moved = Signal()
    """Another request is highlighted, or the cursor came back to it."""

    entered = Signal()
    """Enter was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_requests")
        self.setAccessibleName(tr("The requests"))
        self.setColumnCount(_DATE + 1)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(0)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._requests: Sequence[RequestShown] = ()
        self.currentItemChanged.connect(self.moved)

    def show_requests(self, requests: Sequence[RequestShown], today: date, wanted: int | None) -> None:
        """Fill it; ``wanted`` is highlighted, else the one with the earliest date."""
        self._requests = [each for each in requests if each.stood is not None]
        with QSignalBlocker(self):
            self.clear()
            for place, each in enumerate(self._requests, 1):
                self._add(place, each, today)
            ids = [_id(each) for each in self._requests]
            chosen = ids.index(wanted) if wanted in ids else _earliest(self._requests)
            if item := self.topLevelItem(chosen):
                self.setCurrentItem(item)
                self.scrollToItem(item)
        row = max(self.sizeHintForRow(0), self.fontMetrics().height())
        self.setFixedHeight(row * max(1, min(len(self._requests), MOST_ROWS)) + 2 * self.frameWidth() + 2)
        self._fit()
        self.moved.emit()

    def request(self) -> RequestShown | None:
        """The highlighted request."""
        item = self.currentItem()
        row = self.indexOfTopLevelItem(item) if item else -1
        return self._requests[row] if 0 <= row < len(self._requests) else None

    def request_id(self) -> int | None:
        """The id of the highlighted request."""
        found = self.request()
        return _id(found) if found else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cells share the width."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is told of the highlighted request comes back."""
        super().focusInEvent(event)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to what is told of the request."""
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _add(self, place: int, each: RequestShown, today: date) -> None:
        row = _row(place, each, today)
        item = QTreeWidgetItem(list(row.cells))
        item.setData(0, _ID, _id(each))
        for column, words in enumerate(row.cells):
            item.setToolTip(column, plain_tip(words))
        if row.token is not None:
            item.setForeground(_DATE, QColor(theme.colour(row.token)))
            if row.icon:
                item.setIcon(_DATE, theme.icon(row.icon, row.token))
        self.addTopLevelItem(item)

    def _fit(self) -> None:
        """Each cell has what it needs, up to its part of the width; the words of the request have the rest."""
        width, edge = self.viewport().width(), round(1.2 * self.fontMetrics().height()) + _PADDING
        wide = {_NUMBER: self._needed(_NUMBER) + edge, _DATE: self._needed(_DATE) + 2 * edge}
        wide |= {column: min(self._needed(column) + edge, round(width * share)) for column, share in _SHARES.items()}
        text = min(self._needed(_TEXT) + edge, round(width * _LEAST_TEXT))
        hidden = set()
        for column in (_ROUTE, _WHO):
            if sum(each for place, each in wide.items() if place not in hidden) + text > width:
                hidden.add(column)
        for column in (_ROUTE, _WHO):
            self.header().setSectionHidden(column, column in hidden)
        for column, each in wide.items():
            if column not in hidden:
                self.header().resizeSection(column, each)
        taken = sum(each for column, each in wide.items() if column not in hidden)
        self.header().resizeSection(_TEXT, max(width - taken, 0))

    def _needed(self, column: int) -> int:
        items = (self.topLevelItem(place) for place in range(self.topLevelItemCount()))
        return max((self.fontMetrics().horizontalAdvance(item.text(column)) for item in items if item), default=0)


def date_words(each: RequestShown, today: date) -> tuple[str, Token | None, str]:
    """The one date of a request with its light, how it looks, and its icon."""
    due = each.due
    if due is None:
        return "", None, ""
    if due.petitioners:
        return petitioners_term(due.clock, due.last_day), "quiet", ""
    light = days_left(due.last_day, today)
    if is_target(due.clock):
        words = tr("internal target {day}, {light}", day=due.last_day, light=light)
    else:
        words = tr("by {day}, {light}", day=due.last_day, light=light)
    late = due.last_day < today
    return words, "late" if late else "attention", "warning" if late else "clock"


def stands(each: RequestShown) -> str:
    """Its stage or how it ended."""
    if each.stood is None:
        return ""
    standing = each.stood.standing
    if standing.end is None:
        return tr(standing.stage.label)
    words = tr("Ended {day}: {how}", day=standing.since, how=tr(standing.end.label))
    return tr("{ended}, archived", ended=words) if standing.archived else words


def route_of(each: RequestShown) -> str:
    """Its route with the item of Art. 31; "" where none is chosen."""
    route = each.stood.standing.route if each.stood else None
    return say(routes.named(route)) if route else ""


def responsible(each: RequestShown) -> str:
    """Unit and officer."""
    if each.stood is None:
        return ""
    standing = each.stood.standing
    unit = standing.holder.name if standing.holder else tr("This office")
    return " · ".join(filter(None, (unit, standing.responsible_officer)))


def _row(place: int, each: RequestShown, today: date) -> Row:
    whole = each.stood is not None and each.stood.matter.id == WHOLE
    number = tr("The matter") if whole else tr("Request {number}", number=place)
    words, token, icon = date_words(each, today)
    text = " ".join(each.text.split())
    return Row((number, text, stands(each), route_of(each), responsible(each), words), token, icon)


def _id(each: RequestShown) -> int | None:
    return each.stood.matter.id if each.stood else None


def _earliest(requests: Sequence[RequestShown]) -> int:
    """The place of the request whose date comes first; one that owes nothing comes last."""
    days = [each.due.last_day if each.due and not each.due.petitioners else date.max for each in requests]
    return days.index(min(days)) if days else 0
