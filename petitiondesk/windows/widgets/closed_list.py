"""A closed list of choices, opened by the arrow keys or a click."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from petitiondesk.windows.widgets.labels import plain_tip

LONGEST_SHOWN = 10
"""Han characters that the box has room for; a longer entry ends in … there, and is whole in the list."""


class ClosedList(QComboBox):
    """As wide as its entries need, up to LONGEST_SHOWN. The mouse wheel scrolls the page and never changes a choice."""

    def add(self, entries: dict[str, str]) -> None:
        """Add entries: words by the value that is kept."""
        for value, words in entries.items():
            self.addItem(words, value)
        width_of = self.fontMetrics().horizontalAdvance
        room = width_of("\u3000" * LONGEST_SHOWN)
        if max(map(width_of, entries.values())) > room:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(room // width_of("X"))
            self.currentTextChanged.connect(self._tell_whole)
            self._tell_whole(self.currentText())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box with as much of the words as fits; the style itself would cut them in the middle of a letter."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.currentText() or self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page."""
        event.ignore()

    def _tell_whole(self, words: str) -> None:
        self.setToolTip(plain_tip(words))
