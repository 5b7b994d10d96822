"""The date card: how a last day was counted, line by line."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.messages import Message
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr


def show_why(parent: QWidget | None, lines: Sequence[Message], last_day: date, number: str) -> None:
    """Show why ``last_day`` is the last day of a registration; ``lines`` as rules.terms.why gives them."""
    shown(_WhyThisDay(parent, lines, last_day, number))


class _WhyThisDay(Frame):
    def __init__(self, parent: QWidget | None, lines: Sequence[Message], last_day: date, number: str) -> None:
        super().__init__(parent, "why_this_day", tr("Why this day: {number}", number=number))
        self.say(last_day.isoformat(), "number").setObjectName("last_day")
        for line in lines:
            self.say(say(line))
        self.form.addStretch(1)
        self.end_with(tr("Close"))
