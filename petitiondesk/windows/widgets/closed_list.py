"""A closed list of choices, opened by the arrow keys or a click."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from petitiondesk.rules.initials import initials
from petitiondesk.windows.widgets.labels import plain_tip

LONGEST_SHOWN = 10
"""Han characters that the box has room for; a longer entry ends in … there, and is whole in the list."""


_FREE = QSize(2, 0)
_OF_A_LETTER = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ClosedList(QComboBox):
    """As wide as its entries need, up to LONGEST_SHOWN. The mouse wheel scrolls the page and never changes a choice.

    A letter goes to the next entry that begins with it, for Chinese entries by pinyin.
    """

    _instead = ""

    def add(self, entries: dict[str, str]) -> None:
        """Add entries: words by the value that is kept."""
        for value, words in entries.items():
            self.addItem(words, value)
        self.setMaxVisibleItems(self.count())
        width_of = self.fontMetrics().horizontalAdvance
        room = width_of("\u3000" * LONGEST_SHOWN)
        if max(map(width_of, entries.values())) > room:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(room // width_of("X"))
            self.currentTextChanged.connect(self._tell_whole)
            self._tell_whole(self.currentText())

    def sizeHint(self) -> QSize:
        """As Qt reckons, with the two pixels that the style keeps free beside the words."""
        return super().sizeHint() + _FREE

    def minimumSizeHint(self) -> QSize:
        """As :meth:`sizeHint`."""
        return super().minimumSizeHint() + _FREE

    def show_instead(self, words: str) -> None:
        """Show what holds whatever is chosen here, and let nobody choose; "" shows the choice again, which is kept."""
        if words == self._instead:
            return
        self._instead = words
        self.setEnabled(not words)
        self.setAccessibleDescription(words)
        self._tell_whole(words or self.currentText())
        self.update()

    def shown(self) -> str:
        """The words in the box."""
        return self._instead or self.currentText() or self.placeholderText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter looks for its entry; every other key as ever."""
        if not event.modifiers() & ~_OF_A_LETTER and event.text().isalnum() and self._go_to(event.text()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box with as much of the words as fits; the style itself would cut them in the middle of a letter."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.shown(), Qt.TextElideMode.ElideRight, room.width() - _FREE.width()
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if self._instead or self.currentIndex() >= 0:
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        else:
            # The style would draw what asks for a choice in the colour of a choice.
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, option.currentText)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def _go_to(self, letter: str) -> bool:
        """Choose the next entry after the present one that begins with ``letter``; False where there is none."""
        others = [(self.currentIndex() + step) % self.count() for step in range(1, self.count())]
        for row in others:
            likeliest = initials(self.itemText(row))[:1]
            if likeliest and likeliest[0].startswith(letter.casefold()):
                self.setCurrentIndex(row)
                return True
        return False

    def _tell_whole(self, words: str) -> None:
        self.setToolTip(plain_tip(words))
