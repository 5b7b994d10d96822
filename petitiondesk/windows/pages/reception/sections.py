"""What the forms of the reception are put together from: titled sections, and fields with room for words."""

from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QWidget

from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import WORDS, keep_room, text_box
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.picker import Picker


class Section(QWidget):
    """A section's title over a thin rule, with what belongs ``beside`` it at the right."""

    def __init__(self, title: str, *beside: QWidget) -> None:
        super().__init__()
        layout = Flow(spacing=12)
        self._words = QLabel(tr(title))
        self._words.setProperty("role", "section")
        rule = QFrame()
        rule.setFrameShape(QFrame.Shape.HLine)
        rule.setProperty("role", "rule")
        layout.add(self._words)
        layout.add(rule, 1)
        for widget in beside:
            layout.add(widget)
        self.setLayout(layout)

    def call(self, title: str) -> None:
        """Give the section another title (a msgid)."""
        self._words.setText(tr(title))


def roomy(picker: Picker) -> Picker:
    """A catalogue's entries are words, and long ones."""
    keep_room(picker, WORDS)
    return picker


def told(digits: int) -> QPlainTextEdit:
    """A box for what is told at length; how one leaves it stands in it until something does."""
    box = text_box(5, digits=digits, grows=True)
    box.setPlaceholderText(tr("Enter: new line; Tab: next field"))
    return box
