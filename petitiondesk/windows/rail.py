"""The rail at the left: a button for every page of the table, with its key."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from petitiondesk.windows import actions, theme
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.table import PAGES

RAIL_EM = 8
"""Width of the rail in heights of a line."""

NARROW_EM = 80
"""In a window narrower than so many heights of a line the rail shows its icons only: the form needs the room more."""


class Rail(QWidget):
    """Words and icons where there is room for both, else icons; the button of the page in sight is down."""

    chosen = Signal(str)
    """The id of the page whose button was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {entry.id: _button(entry.key, entry.title, entry.icon) for entry in PAGES}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        for page_id, button in self._buttons.items():
            button.clicked.connect(partial(self._press, page_id))
            layout.addWidget(button)
        layout.addStretch(1)

    def show_chosen(self, page_id: str) -> None:
        """The page of that id is in sight."""
        for each, button in self._buttons.items():
            button.setChecked(each == page_id)

    def fit(self, window: int) -> None:
        """Take the room that a window of this width has for a rail, in pixels."""
        line = self.fontMetrics().height()
        narrow = window < line * NARROW_EM
        for button in self._buttons.values():
            button.setText("" if narrow else button.accessibleName())
        self.setFixedWidth(line * (2 if narrow else RAIL_EM) + (16 if narrow else 0))

    def _press(self, page_id: str, _checked: bool = False) -> None:
        self.chosen.emit(page_id)


def _button(key: str, title: str, icon: str) -> QPushButton:
    words = f"{tr(title)}  {actions.key_text(key)}"
    made = QPushButton()
    made.setObjectName(f"{key}_button")
    made.setAccessibleName(words)
    made.setToolTip(words)
    made.setProperty("role", "page")
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    theme.set_icon(made, icon)
    return made
