"""The form in its scroll area: the focused field stays in view, and the foot says in full what is wrong there."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from petitiondesk.windows.pages.reception.visit_form import VisitForm
from petitiondesk.windows.widgets.labels import wrapped

MARGIN_IN_VIEW = 80
"""Pixels kept visible above and below the field with the focus, where there is room."""

LEAST_EM = 3
"""In heights of a line: a field with its label stays in sight however much the bars have to say."""

ONE_LINE_EM = 38
"""In heights of a line: the width from which one line holds the longest sentence about a field; else there are two."""


class FormArea(QScrollArea):
    """``hint`` is the foot's sentence; beside a field there may be no room for all of it."""

    def __init__(self, form: VisitForm) -> None:
        super().__init__()
        self._form = form
        self.hint = wrapped("")
        self.hint.setObjectName("hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(form)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The foot's sentence has its room, said or not: nothing moves when it is. A bar above hides no focus."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._bring_into_view)
        metrics = self.hint.fontMetrics()
        self.setMinimumHeight(metrics.height() * LEAST_EM)
        lines = "0" if self.width() >= metrics.height() * ONE_LINE_EM else "0\n0"
        self.hint.setFixedHeight(metrics.size(0, lines).height())

    def say_what_is_wrong(self) -> None:
        """Say at the foot what is said beside the field with the focus."""
        now = QApplication.focusWidget()
        self.hint.setText(self._form.form.problem_of(now) if self._holds(now) else "")

    def to_top(self) -> None:
        """Show the beginning of the form."""
        self.verticalScrollBar().setValue(0)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._holds(now):
            QTimer.singleShot(0, self._bring_into_view)  # a line just added has no place yet
            self.say_what_is_wrong()

    def _bring_into_view(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self._holds(now):
            return
        cell = self._form.form.cell_of(now)  # with its label; ensureWidgetVisible would see to the cursor only
        top = cell.mapTo(self._form, QPoint(0, 0)).y()
        margin = max(0, min(MARGIN_IN_VIEW, (self.viewport().height() - cell.height()) // 2))
        self.ensureVisible(0, top + cell.height(), 0, margin)
        self.ensureVisible(0, top, 0, margin)

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self._form.isAncestorOf(widget)
