"""The head of a case: whose it is, its requests one per row, the way of the highlighted one, what comes next in it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from petitiondesk.office.case_page import CaseShown
from petitiondesk.windows import actions
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.case.requests import CaseRequests
from petitiondesk.windows.pages.case.way import Way
from petitiondesk.windows.pages.case.words import comes_next
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.labels import Selectable


class Head(QWidget):
    """A line of whose case it is, the requests, the way of the highlighted one, a sentence of what comes next."""

    moved = Signal()
    """Another request is highlighted."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: CaseShown | None = None
        self._today = date.min
        self.number = _one_line("number")
        self.number.setObjectName("case_number")
        self.name = _one_line("title")
        self.category = ElidedLabel()
        self.category.setProperty("role", "quiet")
        self.kept_from = ElidedLabel()
        self.kept_from.setProperty("role", "quiet")
        self.requests = CaseRequests()
        self.requests.moved.connect(self._follow)
        self.way = Way()
        self.next = Selectable("")
        self.next.setObjectName("case_next")
        self.next.setMargin(4)
        self.button = QPushButton(f"{tr('Record as done')}  {actions.key_text('record_step')}")
        self.button.setObjectName("record_step_button")
        self.button.setProperty("role", "main")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        who = QHBoxLayout()
        who.setSpacing(16)
        for part in (self.number, self.name, self.category):
            who.addWidget(part)
        who.addStretch(1)
        who.addWidget(self.kept_from)
        comes = QHBoxLayout()
        comes.setSpacing(12)
        comes.addWidget(self.next, 1)
        comes.addWidget(self.button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(who)
        rows.addWidget(self.requests)
        rows.addWidget(self.way)
        rows.addLayout(comes)

    def show_case(self, shown: CaseShown, today: date, wanted: int | None) -> None:
        """Say whose case it is; the request of the id ``wanted`` is highlighted, else the one with the first date."""
        self._shown, self._today = shown, today
        self.number.setText(shown.number)
        self.name.setText(shown.known.petitioner or tr("No name given"))
        self.category.setText(next((each.category for each in shown.registrations if each.category), ""))
        self.kept_from.setText(tr(shown.confidentiality.label) if shown.confidentiality else "")
        self.requests.show_requests(shown.requests, today, wanted)

    def _follow(self) -> None:
        """The way and what comes next are of the highlighted request."""
        if self._shown is None:
            return
        request = self.requests.request()
        self.way.follow(request, self._today)
        words, state = comes_next(self._shown, request, self._today)
        self.next.setText(words)
        set_state(self.next, state)
        role = "main" if request is not None and request.comes is not None else ""
        if self.button.property("role") != role:
            self.button.setProperty("role", role)
            self.button.style().unpolish(self.button)
            self.button.style().polish(self.button)
        self.moved.emit()


def _one_line(role: str) -> Selectable:
    label = Selectable("")
    label.setProperty("role", role)
    label.setWordWrap(False)
    return label
