"""One column of the today page: its heading, its lines in a list, or what it means that there are none."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.windows import theme
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.today.cards import Card
from petitiondesk.windows.rows import light_icon
from petitiondesk.windows.theme import Token
from petitiondesk.windows.widgets.labels import plain_tip, wrapped

CARD = Qt.ItemDataRole.UserRole
"""The role under which a line gives its Card."""

_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_HIGHEST = 2**24 - 1
"""Pixels, the most that Qt knows."""

_LEAST_LINES = 2
"""So many lines of a column that has lines are always in sight."""

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Cards(QAbstractListModel):
    """The lines of a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: Sequence[Card] = ()

    def show(self, cards: Sequence[Card]) -> None:
        """Show these lines in place of the former."""
        self.beginResetModel()
        self._cards = cards
        self.endResetModel()

    def place_of(self, card: Card | None) -> int | None:
        """Where a line stands that says the same but for its days; None where none does."""
        if card is None:
            return None
        alike = (card.of, card.below)
        return next((place for place, each in enumerate(self._cards) if (each.of, each.below) == alike), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are lines."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line as a sentence, or its Card."""
        card = self._cards[index.row()]
        if role == CARD:
            return card
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(card.sentence())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.sentence()
        return None


class Column(QWidget):
    """``heading`` is a msgid with ``{count}``, ``rows`` how many rows of type each of its lines takes."""

    chosen = Signal(str)
    """What the line hands on on which Enter was pressed."""

    aside = Signal(int)
    """The cursor is to go to the next column (1) or the one before (-1)."""

    moved = Signal()
    """Another line is highlighted while the cursor is in it."""

    def __init__(self, name: str, heading: str, rows: int) -> None:
        super().__init__()
        self._heading_msgid = heading
        self._cards = Cards(self)
        self.list = _List(_Drawn(rows, self))
        self.list.setObjectName(name)
        self.list.setModel(self._cards)
        self.list.activated.connect(self._activated)
        self.list.aside.connect(self.aside)
        self.list.selectionModel().currentChanged.connect(self._moved)
        self.words = wrapped("", "quiet")
        self.words.setObjectName(f"{name}_words")
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.heading = wrapped(tr(heading, count="…"), "strong")
        self.heading.setObjectName(f"{name}_heading")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.heading)
        inside = QWidget()
        self._inside = QStackedLayout(inside)
        self._inside.addWidget(self.words)
        self._inside.addWidget(self.list)
        layout.addWidget(inside, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # all as wide as one another

    def count(self) -> int:
        """How many lines it has."""
        return self._cards.rowCount()

    def say(self, words: str) -> None:
        """Say this where the lines would stand."""
        self.words.setText(words)
        self._inside.setCurrentWidget(self.words)

    def show_cards(self, cards: Sequence[Card], empty: str) -> None:
        """Show lines, or what it means that there are none; the one that was highlighted stays so, or its place."""
        before = self.list.currentIndex()
        place = before.row() if before.isValid() else 0
        card = before.data(CARD) if before.isValid() else None
        self._cards.show(cards)
        self.heading.setText(tr(self._heading_msgid, count=len(cards)))
        self.list.setAccessibleName(self.heading.text())
        if not cards:
            self.say(empty)
            return
        self._inside.setCurrentWidget(self.list)
        same = self._cards.place_of(card)
        self.list.setCurrentIndex(self._cards.index(min(place, len(cards) - 1) if same is None else same, 0))

    def fit(self, most: int | None) -> None:
        """Stand over others, at most ``most`` pixels of lines high; with None beside others, as high as they are."""
        line = self.list.sizeHintForRow(0) if self.count() else 0
        frame = 2 * (self.list.frameWidth() + theme.RING_PX) if self.count() else 0
        least = min(self.count(), _LEAST_LINES) * line + frame
        if most is None:
            self.list.setMinimumHeight(least)
            self.list.setMaximumHeight(_HIGHEST)
        else:
            self.list.setFixedHeight(max(least, min(self.count() * line + frame, most)))
        self.list.updateGeometry()

    def _moved(self) -> None:
        if self.list.hasFocus():
            self.moved.emit()

    def _activated(self, index: QModelIndex) -> None:
        self.chosen.emit(cast(Card, index.data(CARD)).of)


class _List(QListView):
    """Lines that are chosen and never edited; Left and Right lead out of it."""

    aside = Signal(int)

    def __init__(self, drawn: "_Drawn") -> None:
        super().__init__()
        self.setItemDelegate(drawn)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def sizeHint(self) -> QSize:
        """No higher than it must be: what room is left goes where lines are."""
        return QSize(0, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To another column, or as ever."""
        step = _ASIDE.get(Qt.Key(event.key()))
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.aside.emit(step)
        else:
            super().keyPressEvent(event)


class _Drawn(QStyledItemDelegate):
    """Draws a Card in so many rows of type; in one, what else it says follows its head."""

    def __init__(self, rows: int, parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """As high as its rows; as wide as there is room."""
        line = option.fontMetrics.height()
        return QSize(line, line * self._rows + line * 2 // 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The light with its word, the number, who received it; below, row by row, the rest."""
        card = cast(Card, index.data(CARD))
        here = bool(option.state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()
        painter.save()
        if here:
            painter.fillRect(option.rect, theme.colour("accent"))
        painter.setPen(theme.colour("rule"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        line = option.fontMetrics.height()
        room = option.rect.adjusted(line // 2, line // 3, -line // 2, 0)
        room.setHeight(line)
        self._draw_head(painter, room, card, option.font, here=here)
        for row in card.below[: self._rows - 1]:
            room.translate(0, line)
            _draw(painter, room, row, option.font, "surface" if here else "text")
        painter.restore()

    def _draw_head(self, painter: QPainter, room: QRect, card: Card, font: QFont, *, here: bool) -> None:
        side = round(room.height() * 0.8)
        icon = light_icon(card.light._replace(token="surface") if here else card.light)
        icon.paint(painter, QRect(room.topLeft() + QPoint(0, (room.height() - side) // 2), QSize(side, side)))
        bold = QFont(font)
        bold.setBold(True)
        rest = room.adjusted(side + room.height() // 3, 0, 0, 0)
        gap = room.height() * 2 // 3
        taken = _draw(painter, rest, card.word, bold, "surface" if here else card.light.token)
        rest.setLeft(rest.left() + taken + gap)
        taken = _draw(painter, rest, card.head, bold, "surface" if here else "text")
        rest.setLeft(rest.left() + taken + gap)
        if self._rows == 1:
            _draw(painter, rest, "  ".join(card.below), font, "surface" if here else "text")
        elif card.side and rest.width() > QFontMetrics(font).horizontalAdvance(card.side):
            _draw(painter, rest, card.side, font, "surface" if here else "quiet", Qt.AlignmentFlag.AlignRight)


def _draw(
    painter: QPainter,
    room: QRect,
    words: str,
    font: QFont,
    token: Token,
    at: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draw words in one row, cut where there is no room; gives their width in pixels."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room.width(), 0))
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(room, at | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)
