"""What is said beside a field: the sentence where there is room for it, else one word for it; never a colour alone.

The foot of the form says the sentence of the field with the focus in any case.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.elided_label import ElidedLabel

_SAID = {
    "law": ("law", _("missing")),
    "owed": ("owed", _("later")),
    "wrong": ("owed", _("check")),
    "hint": ("hint", _("note")),
}
"""By severity: the state of theme.py, and the word that says it. Red is kept for what Art. 19 asks for."""


class ProblemChip(ElidedLabel):
    """As wide as what it shows; ``place`` is to be laid out: as wide as the widest word, said or not.

    ``needs_room``: it may have something to say.
    """

    def __init__(self, *, needs_room: bool) -> None:
        super().__init__()
        self._words = [tr(word) for _state, word in _SAID.values()] if needs_room else []
        self._word = ""
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place = _Place(self)

    def say(self, sentence: str, severity: str) -> None:
        """Say a sentence of a severity; "" for nothing."""
        state, word = _SAID.get(severity, ("", ""))
        if (self.text(), self.property("state") or "") == (sentence, state):
            return  # said again after each key
        self._word = tr(word) if word else ""
        self.setText(sentence)
        set_state(self, state)
        self.place.updateGeometry()
        self.fit(self.place.width())

    def fit(self, room: int) -> None:
        """Be as wide as what is shown in a place so many pixels wide."""
        shown = self.shown_in(room, self.text())
        self.resize(min(room, self.fontMetrics().horizontalAdvance(shown) + self._edges()), self.place.height())

    def sizeHint(self) -> QSize:
        """As wide as the sentence with its edges."""
        whole = self.fontMetrics().horizontalAdvance(self.text()) + self._edges()
        return QSize(max(whole, self.minimumSizeHint().width()), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest word with its edges."""
        self.ensurePolished()
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in self._words), default=0)
        return QSize(widest + self._edges() if widest else 0, self.fontMetrics().height())

    def shown_in(self, width: int, words: str) -> str:
        """The sentence if it fits, else its word."""
        fits = self.fontMetrics().horizontalAdvance(words) + self._edges() <= width
        return words if fits else self._word

    def _edges(self) -> int:
        return self.fontMetrics().height() // 2


class _Place(QWidget):
    """Where a chip stands, at the left."""

    def __init__(self, chip: ProblemChip) -> None:
        super().__init__()
        self._chip = chip
        chip.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As wide as the whole sentence."""
        return self._chip.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest word."""
        return self._chip.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence, or its word."""
        super().resizeEvent(event)
        self._chip.fit(self.width())
