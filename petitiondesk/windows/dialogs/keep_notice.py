"""Asked before a notice of days off is kept: what it changes, and which terms move."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr


def wants_to_keep(
    parent: QWidget | None, year: int, title: str, days: Sequence[str], moves: Sequence[str], odd: Sequence[str] = ()
) -> bool:
    """Whether it is to be kept; ``odd`` is what looks wrong and can be kept all the same."""
    return shown(_KeepNotice(parent, year, title, days, moves, odd))


class _KeepNotice(Frame):
    def __init__(
        self,
        parent: QWidget | None,
        year: int,
        title: str,
        days: Sequence[str],
        moves: Sequence[str],
        odd: Sequence[str],
    ) -> None:
        super().__init__(parent, "keep_notice", tr("Keep the days off of {year}?", year=year))
        self.say(title, "strong")
        for words in odd:
            self.say(words).setProperty("state", "owed")
        for words in days:
            self.say(words)
        self.say(tr("Open terms in working days:"), "strong")
        self.say("\n".join(moves))
        self.say(tr("What was told on a slip stands; terms in calendar days do not move."), "quiet")
        self.end_with(tr("Back"), tr("Keep"), self.accept, action_id="keep_notice")
