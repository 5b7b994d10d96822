"""Asked before a report of wrongdoing is opened: what for."""

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import line


def ask_purpose(parent: QWidget | None, number: str) -> str | None:
    """What it is opened for, in the person's words; None when it is not to be opened."""
    dialog = _Purpose(parent, number)
    return dialog.purpose() if shown(dialog) else None


class _Purpose(Frame):
    def __init__(self, parent: QWidget | None, number: str) -> None:
        super().__init__(parent, "purpose", tr("What is it opened for?"))
        self.say(number, "number").setObjectName("number")
        self.say(
            tr(
                "This is a report of wrongdoing. Nothing of it may reach the person or unit accused (Art. 30 of the "
                "Regulation), so the history keeps who opened it, when and what for. It is asked once a day for each "
                "case."
            ),
            "quiet",
        )
        self._purpose = line()
        self.ask(self._purpose, "opening.purpose", tr("Purpose, in one sentence"))
        self.end_with(tr("Do not open"), tr("Open"), self._open)

    def purpose(self) -> str:
        """What was typed."""
        return self._purpose.text().strip()

    def _open(self) -> None:
        if self.purpose():
            self.accept()
        else:
            self.refuse(self._purpose, tr("Say what you need it for, e.g. “to answer the reporter's call”."))
