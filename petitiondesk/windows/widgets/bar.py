"""A bar over a page or in a dialog: a sentence that needs a look or an answer; never a box over the form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from petitiondesk.windows import actions
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import Token, set_icon, set_state
from petitiondesk.windows.widgets.labels import wrapped

_LOOKS: dict[str, tuple[str, Token]] = {
    "late": ("warning", "late"),
    "owed": ("alert", "attention"),
    "ok": ("check", "done"),
}

GRAVEST_FIRST = tuple(_LOOKS)
"""The looks of what is said: trouble, worth a look, done."""


class Bar(QFrame):
    """Hidden until something is said in it.

    ``label`` shows the sentence, whole on as many lines as it needs unless another one is given. ``key`` is the id
    of an action that a button at the right stands for, with ``does`` as its short words.
    """

    def __init__(
        self, parent: QWidget | None = None, *, label: QLabel | None = None, key: str = "", does: str = ""
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._icon = QLabel()
        self._words = label or wrapped("")
        self.button = QPushButton(f"{tr(does)}  {actions.key_text(key)}" if key else "")
        self.button.setAccessibleName(tr(does) if key else "")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        if not key:
            self.button.hide()
        self.hide()

    def say(self, words: str, state: str = "owed") -> None:
        """Show words in a look: ``late`` (trouble), ``owed`` (attention), ``ok``. Empty words take them away."""
        self._words.setText(words)
        self.setAccessibleName(words)
        if words:
            icon, token = _LOOKS[state]
            set_icon(self._icon, icon, token)
            set_state(self, state)
        self.setVisible(bool(words))

    def words(self) -> str:
        """What stands in it."""
        return self._words.text()
