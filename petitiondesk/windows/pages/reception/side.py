"""The side of the reception page: the same person's earlier registrations, and the last ones entered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from petitiondesk.office.finding import Entered
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.names import masked
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.windows.actions import key_text
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.earlier_panel import EarlierPanel
from petitiondesk.windows.widgets.labels import plain_tip, wrapped
from petitiondesk.windows.widgets.law_panel import LawPanel

PART = 4
"""The side takes one part of so many of the window's width."""

NARROWEST_EM, WIDEST_EM = 11, 26
"""In heights of a line, as long as there is no room to spare."""

FORM_EM = 50
"""In heights of a line: a form that is wider has lines too long to read; the room beyond is the side's."""

LATEST, FEWEST = 5, 3
"""Registrations seen at once, in a high window and in a low one."""

SPACING = 8

LAW_FROM = 30
"""Heights of a line that the side has at least for the law to stand there too; the lists come first."""


class ReceptionSide(QWidget):
    """Two lists, what is highlighted in them is what the keys act on; between them the law on the field in hand."""

    chosen = Signal(str)
    """The number of the registration that Enter was pressed on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.earlier = EarlierPanel()
        self.law = LawPanel()
        self.law.hide()  # until there is known to be room: the window would grow for it
        title = wrapped(tr("Registered last"), "section")
        self.latest = _Latest()
        self.latest.setObjectName("latest")
        self.latest.setAccessibleName(tr("Registered last"))
        self.latest.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.latest.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.latest.itemActivated.connect(self._activated)
        keys = wrapped(
            "  ".join(
                tr("{key} {what}", key=key_text(action_id), what=what)
                for action_id, what in (
                    ("recent", tr("go here")),
                    ("reprint", tr("print again")),
                    ("correct", tr("correct")),
                    ("papers", tr("papers")),
                )
            ),
            "quiet",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(SPACING)
        layout.addWidget(self.earlier, 1)
        layout.addWidget(self.law)
        layout.addWidget(title)
        layout.addWidget(self.latest)
        layout.addWidget(keys)

    def show_latest(self, entered: Sequence[Entered], today: date) -> None:
        """The last registrations, the newest first. What is highlighted stays so, and in the list; else the newest."""
        former = self.latest.currentItem()
        kept = former.clone() if former and self.number() else None
        self.latest.clear()
        for one in entered:
            self.latest.addItem(_item(one.number, _line(one, today)))
        if kept is not None:
            self._highlight(kept)
        elif entered:
            self.latest.setCurrentRow(0)
        else:
            item = QListWidgetItem(tr("Nothing registered yet"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.latest.addItem(item)

    def highlight(self, entered: Entered, today: date) -> None:
        """Highlight a registration that was found, so that the keys act on it."""
        self._highlight(_item(entered.number, _line(entered, today)))

    def highlight_number(self, number: str) -> None:
        """Highlight what was registered this moment, before more of it than its number has been read."""
        self._highlight(_item(number, number))

    def number(self) -> str | None:
        """The number of the highlighted registration."""
        item = self.latest.currentItem()
        number = item.data(Qt.ItemDataRole.UserRole) if item else None
        return number if isinstance(number, str) else None

    def fit(self, page: int, window: int) -> None:
        """Take its part of the width of the page and the window, in pixels."""
        line = self.fontMetrics().height()
        part = max(line * NARROWEST_EM, min(line * WIDEST_EM, window // PART))
        self.setFixedWidth(max(part, page - line * FORM_EM))

    def minimumSizeHint(self) -> QSize:
        """What it must have in a low window, however high this one is: else the window could be made low step by step
        only.
        """
        law = 0 if self.law.isHidden() else self.law.minimumSizeHint().height() + SPACING
        return super().minimumSizeHint() - QSize(
            0, law + max(0, self.latest.minimumHeight() - self._latest_height(FEWEST))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The law gives way first, and the last ones to the earlier ones."""
        super().resizeEvent(event)
        line = self.fontMetrics().height()
        high = self.height() >= line * LAW_FROM
        self.law.setVisible(high)
        self.latest.setMinimumHeight(round(line * 1.7))  # when the bars of window and page both have much to say
        self.latest.setMaximumHeight(self._latest_height(LATEST if high else FEWEST))

    def _latest_height(self, lines: int) -> int:
        return round(self.fontMetrics().height() * 1.7 * lines)

    def _highlight(self, item: QListWidgetItem) -> None:
        """The line with the item's number, which is put at the top where there is none."""
        number = item.data(Qt.ItemDataRole.UserRole)
        numbers = [self.latest.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.latest.count())]
        if number not in numbers:
            self.latest.insertItem(0, item)
            numbers.insert(0, number)
        self.latest.setCurrentRow(numbers.index(number))

    def _activated(self, item: QListWidgetItem) -> None:
        number = item.data(Qt.ItemDataRole.UserRole)
        if isinstance(number, str):
            self.chosen.emit(number)


class _Latest(QListWidget):
    """As high as it may be, where there is room."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.maximumHeight())


def _item(number: str, line: str) -> QListWidgetItem:
    item = QListWidgetItem(line)
    item.setData(Qt.ItemDataRole.UserRole, number)
    item.setToolTip(plain_tip(line))
    return item


def _line(entered: Entered, today: date) -> str:
    """Number; when it was: the time, or the day if that is another; the name as others at the counter may see it."""
    at = entered.registered_at.astimezone(CHINA_STANDARD_TIME)
    when = at.strftime("%H:%M" if at.date() == today else "%m-%d" if at.year == today.year else "%Y-%m-%d")
    if entered.confidentiality == Confidentiality.RESTRICTED:
        return f"{entered.number}  {when}  {tr('Report of wrongdoing')}"
    return f"{entered.number}  {when}  {masked(entered.name or '') or tr('No name given')}  {entered.matter or ''}"
