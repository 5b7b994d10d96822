"""The form in its scroll area: the focused field stays in view, and the foot says in full what is wrong there."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from petitiondesk.windows.pages.visit_form import VisitForm
from petitiondesk.windows.widgets.elided_label import ElidedLabel

MARGIN_IN_VIEW = 80
"""Pixels kept visible above and below the field with the focus."""


class FormArea(QScrollArea):
    """``hint`` is the foot's sentence; beside a field there may be no room for all of it."""

    def __init__(self, form: VisitForm) -> None:
        super().__init__()
        self._form = form
        self.hint = ElidedLabel()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(form)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

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
        if now is not None and self._holds(now):
            self.ensureWidgetVisible(now, 0, MARGIN_IN_VIEW)

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self._form.isAncestorOf(widget)
