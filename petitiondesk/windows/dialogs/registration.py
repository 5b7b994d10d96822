"""What a code, or the scan of a slip, led to: the registration, whether the paper is genuine, and what can be done."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from petitiondesk.office.finding import Entered, Found, Verdict
from petitiondesk.rules.clocks import clock_of
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.rules.registration_numbers import grouped
from petitiondesk.windows import actions
from petitiondesk.windows.dialogs.frame import Frame, button, shown
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.bar import Bar
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.words_for import days_left

OPEN_CASE = "open_case"

OFFERED = (
    OPEN_CASE,
    "papers",
    "reprint",
    "correct",
    "answer_now",
    "why_this_day",
)
"""The actions that can follow, by id."""

_LOOKS: Mapping[Verdict, str] = {"genuine": "ok", "superseded": "owed", "unknown": "late", "altered": "late"}
"""How it looks what a check code proves."""


def show_registration(parent: QWidget | None, found: Found, today: date) -> str | None:
    """Show it and give the id of the action that the person chose, one of :data:`OFFERED`, or None."""
    dialog = _Registration(parent, found, today)
    return dialog.chosen if shown(dialog) else None


class _Registration(Frame):
    def __init__(self, parent: QWidget | None, found: Found, today: date) -> None:
        super().__init__(parent, "registration", tr("Found") if found.registration else tr("Nothing found"))
        self.chosen = ""
        if found.said:
            self._build_bar(found.said, "owed")
        if found.paper:
            self._build_bar(found.paper.message, _LOOKS[found.paper.verdict])
        if found.registration:
            self.say(found.registration.number, "number").setObjectName("number")
            self._build_facts(found.registration, today)
            self._build_buttons()
        self.form.addStretch(1)
        self.end_with(tr("Close"))

    def _build_bar(self, said: Message, state: str) -> None:
        bar = Bar()
        bar.setObjectName("said")
        bar.say(say(said), state)
        self.form.addWidget(bar)

    def _build_facts(self, entered: Entered, today: date) -> None:
        registered = entered.registered_at.astimezone(CHINA_STANDARD_TIME)
        facts = [(tr("Query code"), grouped(entered.query_code), "")]
        if entered.confidentiality == Confidentiality.RESTRICTED:
            facts.append((tr("Matter in brief"), tr("A report of wrongdoing: nothing of it is shown here."), ""))
        else:
            facts.append((tr("Name"), entered.name or tr("No name given"), ""))
            facts.append((tr("Matter in brief"), entered.matter or tr("Nothing in brief"), ""))
        facts.append((tr("Registered"), registered.strftime("%Y-%m-%d %H:%M"), ""))
        facts.append((tr("We owe"), *_owed(entered, today)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (what, words, state) in enumerate(facts):
            value = wrapped(words)
            set_state(value, state)
            grid.addWidget(wrapped(what, "caption"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        self.form.addLayout(grid)

    def _build_buttons(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        made = [self._button(action_id) for action_id in OFFERED]
        for each in made:
            each.ensurePolished()
        two_fit = 2 * max(each.sizeHint().width() for each in made) + 64 < self.screen().availableSize().width()
        for place, each in enumerate(made):
            grid.addWidget(each, *divmod(place, 2 if two_fit else 1))
            self.start_at(each)
        self.form.addLayout(grid)
        actions.install(self, {action_id: partial(self._choose, action_id) for action_id in OFFERED})

    def _button(self, action_id: str) -> QPushButton:
        made = button(tr(actions.action(action_id).text), actions.key_text(action_id))
        made.setObjectName(action_id)
        made.clicked.connect(partial(self._choose, action_id))
        return made

    def _choose(self, action_id: str, _checked: bool = False) -> None:
        self.chosen = action_id
        self.accept()


def _owed(entered: Entered, today: date) -> tuple[str, str]:
    """What is owed in words, and how it looks."""
    what = tr(clock_of(entered.rule_set, entered.clock).name)
    if entered.done_on:
        return tr("{what}: done on {day}", what=what, day=entered.done_on), "done"
    light = days_left(entered.last_day, today)
    words = tr("{what}: by {day}, {light}", what=what, day=entered.last_day, light=light)
    return words, "late" if entered.last_day < today else "owed"
