"""The requests of a case that a decision or a step is about, as a list of boxes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.labels import Wrapped, wrapped

_SEVERAL = 2


class RequestBoxes(QWidget):
    """What it is about: a single request in words, several to be ticked. All are, or those that were before."""

    changed = Signal()
    """Others are ticked."""

    def __init__(self, name: str, requests: Sequence[tuple[int, str]], ticked: Sequence[int] | None) -> None:
        super().__init__()
        self._boxes: dict[int, QCheckBox] = {}
        self._only = [request_id for request_id, _words in requests] if len(requests) < _SEVERAL else []
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2)
        for place, (request_id, words) in enumerate(requests, 1):
            if self._only:
                inside.addWidget(wrapped(words))
                continue
            box = self._boxes[request_id] = QCheckBox()
            box.setObjectName(f"{name}.request.{place}")
            box.setAccessibleName(words)
            box.setChecked(ticked is None or request_id in ticked)
            box.setProperty(ENTER_STOPS, False)
            box.toggled.connect(self._ticked)
            label = _Toggles(words, box)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(label, 1)
            inside.addLayout(row)
        self._problem = wrapped(" ")
        self._problem.setObjectName(f"{name}.requests.problem")
        self._problem.setVisible(bool(self._boxes))
        inside.addWidget(self._problem)

    def ticked(self) -> tuple[int, ...]:
        """The ids of the requests that it is about."""
        return tuple(self._only or [each for each, box in self._boxes.items() if box.isChecked()])

    def complete(self) -> bool:
        """Whether it is about anything; without a request at all it is about the whole matter."""
        return not self._boxes or bool(self.ticked())

    def refuse(self, words: str) -> QWidget | None:
        """Say what is wrong with them, and put the cursor there."""
        self._say(words)
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.setFocus()
        return first

    def _ticked(self, _checked: bool) -> None:
        self._say("")
        self.changed.emit()

    def _say(self, words: str) -> None:
        self._problem.setText(words or " ")
        self._problem.setVisible(bool(words or self._boxes))
        set_state(self._problem, "law" if words else "")
        for box in self._boxes.values():
            box.setAccessibleDescription(words)


class _Toggles(Wrapped):
    """The words of a box that is ticked; they wrap, which a box's own don't."""

    def __init__(self, words: str, box: QCheckBox) -> None:
        super().__init__(words)
        self._box = box

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """As by a click on the box."""
        self._box.toggle()
