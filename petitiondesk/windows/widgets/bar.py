"""A bar over a page: what needs an answer or a look, with its key; never a box over the form."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
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
"""The gravest first."""


@dataclass(frozen=True)
class Said:
    """A sentence and its look."""

    words: str
    state: str


@dataclass(frozen=True)
class Everything:
    """The sentence for the visit on screen, and the notices by name."""

    said: Said
    kept: dict[str, Said]


class Bar(QFrame):
    """Hidden until something is said in it.

    What is said with :meth:`say` holds for the visit on screen and gives way to the next sentence. A notice put into
    it with :meth:`keep` stays beside that, over whoever comes next, until it is answered or dismissed.
    """

    dismissed = Signal()
    """The person has seen the notices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._said = Said("", "owed")
        self._kept: dict[str, Said] = {}
        self._icon = QLabel()
        self._words = wrapped("")
        self._seen = QPushButton(f"{tr('Seen')}  {actions.key_text('seen')}")
        self._seen.setAccessibleName(tr("Seen"))
        self._seen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._seen.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._seen)
        self.hide()

    def say(self, words: str, state: str = "owed") -> None:
        """Show words in a look: ``late`` (trouble), ``owed`` (attention), ``ok``. Empty words take them away."""
        self._said = Said(words, state)
        self._show()

    def keep(self, name: str, words: str, state: str = "late") -> None:
        """Keep a notice in the bar; a former one of that name gives way to it."""
        self._kept[name] = Said(words, state)
        self._show()

    def answered(self, name: str) -> None:
        """The notice of that name, if there is one, needs no look any more."""
        if self._kept.pop(name, None):
            self._show()

    def dismiss(self) -> None:
        """The person has seen the notices: they go."""
        self._kept.clear()
        self._show()
        self.dismissed.emit()

    def everything(self) -> Everything:
        """All that stands in it, for :meth:`restore`."""
        return Everything(self._said, dict(self._kept))

    def restore(self, everything: Everything) -> None:
        """Show what stood in a bar before the window was built anew."""
        self._said, self._kept = everything.said, dict(everything.kept)
        self._show()

    def holds(self, name: str) -> bool:
        """Whether a notice of that name stands in it."""
        return name in self._kept

    def words(self) -> str:
        """What stands in it."""
        return self._words.text()

    def _show(self) -> None:
        shown = [said for said in (*self._kept.values(), self._said) if said.words]
        words = "\n".join(said.words for said in shown)
        self._words.setText(words)
        self.setAccessibleName(words)
        self._seen.setVisible(bool(self._kept))
        if shown:
            state = min((said.state for said in shown), key=list(_LOOKS).index)
            icon, token = _LOOKS[state]
            set_icon(self._icon, icon, token)
            set_state(self, state)
        self.setVisible(bool(shown))
