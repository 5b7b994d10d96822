"""The way of a request as one line: its steps in order, then what comes next in a quieter look."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from petitiondesk.office.case_requests import RequestShown
from petitiondesk.rules.procedure.matter import Taken
from petitiondesk.windows import theme
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.labels import plain_tip

_ARROW, _MORE = "  →  ", "…"


class Way(QWidget):
    """Where there is no room for all steps the first ones are left out; the whole stands in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("case_way")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.steps: Sequence[str] = ()
        self.following = ""

    def follow(self, request: RequestShown | None, today: date) -> None:
        """Show the way of this request."""
        stood = request.stood if request else None
        self.steps = [step_words(each, today) for each in stood.steps] if stood else []
        self.steps = self.steps or [tr("no step is recorded yet")]
        self.following = tr(request.comes.kind.label) if request and request.comes else ""
        whole = _ARROW.join(filter(None, (*self.steps, self.following)))
        self.setAccessibleName(tr("The way of the request: {steps}", steps=whole))
        self.setToolTip(plain_tip(whole))
        self.update()

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(0, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """As :meth:`sizeHint`."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The last steps that there is room for, and what comes next."""
        width_of = self.fontMetrics().horizontalAdvance
        after = f"{_ARROW}{self.following}" if self.following else ""
        room = self.width() - width_of(after)
        words, left = self.steps[-1], list(self.steps[:-1])
        while left and width_of(_ARROW.join((*((_MORE,) if left[:-1] else ()), left[-1], words))) <= room:
            words = _ARROW.join((left.pop(), words))
        if left:
            words = _ARROW.join((_MORE, words))
        words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideLeft, max(room, self.width() // 2))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect(), flags, words)
        painter.setPen(QColor(theme.colour("quiet")))
        painter.drawText(self.rect().adjusted(width_of(words), 0, 0, 0), flags, after)
        painter.end()


def step_words(step: Taken, today: date) -> str:
    """A step in short: day, what, the number of its paper, and the unit if it was another's."""
    day = step.on.strftime("%m-%d") if step.on.year == today.year else step.on.isoformat()
    words = " ".join(filter(None, (day, tr(step.kind.label), step.told.get("number", ""))))
    return tr("{step} ({unit})", step=words, unit=step.by.name) if step.by else words
