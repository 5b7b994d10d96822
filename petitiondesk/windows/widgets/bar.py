"""A bar over a page or in a dialog: a sentence that needs a look or an answer; never a box over the form."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

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


class _Words(QScrollArea):
    """As high as its words; where there is less room than that they scroll."""

    def __init__(self, words: QLabel) -> None:
        super().__init__()
        self._words = words
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setWidget(words)
        for ground in (self.viewport(), words):
            ground.setAutoFillBackground(False)  # the bar's own shows

    def hasHeightForWidth(self) -> bool:
        """As the words."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As the words."""
        return self._words.heightForWidth(width)

    def sizeHint(self) -> QSize:
        """As the words."""
        return self._words.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """One line."""
        return QSize(self._words.minimumSizeHint().width(), self._words.fontMetrics().height())

    def read_on(self) -> bool:
        """Scroll to what was not seen yet; False at the end."""
        if self.height() >= self.heightForWidth(self.width()):
            return False  # whatever the scroll bar still has from the words before
        at = self.verticalScrollBar()
        before = at.value()
        line = self._words.fontMetrics().height()
        at.setValue(before + max(at.pageStep() - line, min(at.pageStep(), line)))
        return at.value() > before


class Bar(QFrame):
    """Hidden until something is said in it.

    ``label`` shows the sentence, whole on as many lines as it needs unless another one is given; where there is no room
    for so many they scroll. ``key`` is the id
    of an action that a button at the right stands for, with ``does`` as its short words.
    """

    def __init__(
        self, parent: QWidget | None = None, *, label: QLabel | None = None, key: str = "", does: str = ""
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._icon = QLabel()
        self._words = label or wrapped("")
        self._area = None if label else _Words(self._words)
        self.button = QPushButton(f"{tr(does)}  {actions.key_text(key)}" if key else "")
        self.button.setAccessibleName(tr(does) if key else "")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        layout.addWidget(self._area or self._words, 1)
        layout.addWidget(self.button)
        if not key:
            self.button.hide()
        self.hide()

    def say(self, words: str, state: str = "owed") -> None:
        """Show words in a look: ``late`` (trouble), ``owed`` (attention), ``ok``. Empty words take them away."""
        if words != self._words.text() and self._area:
            self._area.verticalScrollBar().setValue(0)
        self._words.setText(words)
        self.setAccessibleName(words)
        if words:
            icon, token = _LOOKS[state]
            set_icon(self._icon, icon, token)
            set_state(self, state)
        self.setVisible(bool(words))

    def read_on(self) -> bool:
        """Show the next lines of words that have not room at once; False where there are no more."""
        return self._area is not None and self.isVisible() and self._area.read_on()

    def from_the_top(self) -> None:
        """Show the first lines."""
        if self._area is not None:
            self._area.verticalScrollBar().setValue(0)

    def words(self) -> str:
        """What stands in it."""
        return self._words.text()
