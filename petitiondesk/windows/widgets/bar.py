"""A bar over a page: what needs an answer or a look, with its key; never a box over the form."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from petitiondesk.windows.theme import Token, set_icon, set_state
from petitiondesk.windows.widgets.labels import wrapped

_LOOKS: dict[str, tuple[str, Token]] = {
    "late": ("warning", "late"),
    "owed": ("alert", "attention"),
    "ok": ("check", "done"),
}


class Bar(QFrame):
    """Hidden until something is said in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._icon = QLabel()
        self._words = wrapped("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str, state: str = "owed") -> None:
        """Show words in a look: ``late`` (trouble), ``owed`` (attention), ``ok``. Empty words hide the bar."""
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
