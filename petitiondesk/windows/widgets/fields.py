"""The fields that forms are made of, and how much of what is in them is seen at once."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from petitiondesk.rules.kinds import Kind
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.one_line import OneLine

NARROWEST = 8
"""Digits that a line shows at once if nothing else is said."""

ID_DIGITS, PHONE_DIGITS, DAY_DIGITS, WORDS = 18, 11, 10, 16
"""What fields for these show at once even at large type; WORDS are eight Han characters."""


def combo(choices: Iterable[Kind], *, blank: bool = False) -> ClosedList:
    """A closed list with translated labels; the value is kept, never the label. ``blank``: nothing chosen at first."""
    box = ClosedList()
    box.add(({"": ""} if blank else {}) | {str(choice): tr(choice.label) for choice in choices})
    return box


class _Line(OneLine):
    """Shows the beginning of what is too long for it, as long as nobody types there."""

    _COMES_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
    """Why the focus goes only for a moment: the cursor stays where it is."""

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """To the beginning."""
        super().focusOutEvent(event)
        if event.reason() not in self._COMES_BACK:
            self.home(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever is led here by a key goes on at the end."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.OtherFocusReason:
            self.end(False)


def line(*, latin: bool = False, digits: int = NARROWEST) -> QLineEdit:
    """A line of text. ``latin``: numbers and codes, for which the input method is switched off.

    ``digits``: how many it shows at once however little room there is.
    """
    edit = _Line()
    keep_room(edit, digits)
    if latin:
        edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoPredictiveText)
        edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
    return edit


def keep_room(edit: QWidget, digits: int) -> None:
    """Let a field show at least so many digits at once; Han characters take twice the room."""
    edge = 2 * edit.fontMetrics().horizontalAdvance("0")
    edit.setMinimumWidth(edit.fontMetrics().horizontalAdvance("0") * digits + edge)


class _Box(QPlainTextEdit):
    """Asks for no more height than it must have."""

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def text_box(lines: int, *, digits: int = NARROWEST, grows: bool = False) -> QPlainTextEdit:
    """Several lines of text; Tab leaves it, Enter makes a new line. ``digits`` as in :func:`line`.

    ``grows``: where there is height to spare it has more lines.
    """
    box = _Box()
    box.setTabChangesFocus(True)
    keep_room(box, digits)
    metrics = box.fontMetrics()
    height = metrics.lineSpacing() * lines + 14
    if grows:
        box.setMinimumHeight(height)
    else:
        box.setFixedHeight(height)
    return box
