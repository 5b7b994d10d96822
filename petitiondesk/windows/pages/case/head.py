"""The head of a case: number, name, class and category; below it one sentence of what comes next, with its key."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from petitiondesk.office.case_page import CaseShown, TermShown
from petitiondesk.windows import actions
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.labels import Selectable
from petitiondesk.windows.words_for import days_left


class Head(QWidget):
    """Two lines, whatever the case is."""

    def __init__(self) -> None:
        super().__init__()
        self.number = _one_line("number")
        self.number.setObjectName("case_number")
        self.name = _one_line("title")
        self.category = ElidedLabel()
        self.category.setProperty("role", "quiet")
        self.kept_from = ElidedLabel()
        self.kept_from.setProperty("role", "quiet")
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
        rows.addLayout(comes)

    def show_case(self, shown: CaseShown, today: date) -> None:
        """Say whose case it is and what comes next."""
        self.number.setText(shown.number)
        self.name.setText(shown.known.petitioner or tr("No name given"))
        self.category.setText(next((each.category for each in shown.registrations if each.category), ""))
        self.kept_from.setText(tr(shown.confidentiality.label) if shown.confidentiality else "")
        words, state = _next(shown.next_term, today)
        self.next.setText(words)
        set_state(self.next, state)
        self.button.setProperty("role", "main" if shown.next_term else "")
        self.button.style().unpolish(self.button)
        self.button.style().polish(self.button)


def _one_line(role: str) -> Selectable:
    label = Selectable("")
    label.setProperty("role", role)
    label.setWordWrap(False)
    return label


def _next(term: TermShown | None, today: date) -> tuple[str, str]:
    """What comes next in one sentence, and how it looks."""
    if term is None:
        return tr("Nothing is owed on this case now."), "done"
    light = days_left(term.last_day, today)
    words = tr("By {day} at the latest: {what} ({light})", day=term.last_day, what=say(term.name), light=light)
    return words, "late" if term.last_day < today else "owed"
