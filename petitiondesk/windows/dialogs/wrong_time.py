"""Asked before anything else when the computer's clock stands behind the newest entry, or far ahead of it."""

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.messages import Message
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr


def time_is_right(parent: QWidget | None, said: Message) -> bool:
    """Whether whoever sits here says that the clock is right; False when it has to be put right first.

    ``said`` names both times, as rules.office_day.wrong_time gives it.
    """
    return shown(_WrongTime(parent, said))


class _WrongTime(Frame):
    def __init__(self, parent: QWidget | None, said: Message) -> None:
        super().__init__(parent, "time_behind", tr("Is the clock right?"))
        self.say(say(said))
        self.end_with(tr("Quit and put the clock right"))  # first, for the focus: Enter believes no wrong clock
        self.offer(
            [(tr("The clock is right: go on"), tr("The history keeps who said so, and both times."))],
            lambda _place: self.accept(),
        )
        self.form.addStretch(1)
