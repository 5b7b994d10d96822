"""A rule of the law in its words, as the form shows it beside its fields."""

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.articles import Rule
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr


def show_rule(parent: QWidget | None, rule: Rule) -> None:
    """Show what a rule says, and on which articles it rests."""
    shown(_Rule(parent, rule))


class _Rule(Frame):
    def __init__(self, parent: QWidget | None, rule: Rule) -> None:
        numbers = ", ".join(map(str, rule.articles))
        super().__init__(parent, "rule", tr("Regulation on petitioning, Art. {numbers}", numbers=numbers))
        self.say(say(rule.says)).setObjectName("words")
        self.form.addStretch(1)
        self.end_with(tr("Close"))
