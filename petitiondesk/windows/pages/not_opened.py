"""What stands against opening the office, said in the frame: what is wrong, what to do, where the log is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from petitiondesk.windows import actions
from petitiondesk.windows.dialogs.frame import button, press
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import set_icon
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.labels import Selectable, wrapped

COLUMN_EM = 36
"""Width of the words in heights of a line."""


class NotOpenedPage(QWidget):
    """Enter tries again, the key of closing closes; whoever shows the page does both."""

    again = Signal()

    def __init__(self, words: str, log_file: str, parent: QWidget | None = None) -> None:
        """``words`` say what is wrong and what to do."""
        super().__init__(parent)
        self._words = Selectable(words)
        self._words.setObjectName("what_is_wrong")
        self._log = Selectable(
            tr("Whoever looks after this computer finds the details in the log file: {log}", log=log_file)
        )
        self._log.setProperty("role", "quiet")
        self._again = button(tr("Try again"), "Enter")
        self._again.setObjectName("again")
        self._again.setProperty("role", "main")
        self._again.setAccessibleDescription(words)
        self._again.clicked.connect(self._try)
        self._close = button(tr("Close the program"), actions.key_text("quit"))
        self._close.setObjectName("close")
        self._lay_out()
        self._enter = EnterMoves(self, press)

    def take_focus(self) -> None:
        """Enter tries again."""
        self._again.setFocus()

    def _lay_out(self) -> None:
        icon = QLabel()
        set_icon(icon, "warning", "late")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(icon)
        head.addWidget(wrapped(tr("The office can't be opened"), "title"), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._again)
        column = QWidget()
        column.setMaximumWidth(self.fontMetrics().height() * COLUMN_EM)
        rows = QVBoxLayout(column)
        rows.setSpacing(16)
        rows.addLayout(head)
        rows.addWidget(self._words)
        rows.addWidget(self._log)
        rows.addLayout(buttons)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(24, 24, 24, 24)
        whole.addStretch(1)
        whole.addWidget(column, 1000, Qt.AlignmentFlag.AlignVCenter)
        whole.addStretch(1)

    def _try(self) -> None:
        """It may take a moment until a server or another program answers."""
        self._again.setEnabled(False)
        self._words.setText(tr("Opening the office …"))
        self.again.emit()
