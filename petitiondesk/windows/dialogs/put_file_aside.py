"""Asked before a file that was attached wrongly is put aside: why."""

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import line


def ask_why_aside(parent: QWidget | None, name: str) -> str | None:
    """The reason for which a file is put aside; None when it stays."""
    dialog = _PutFileAside(parent, name)
    return dialog.reason() if shown(dialog) else None


class _PutFileAside(Frame):
    def __init__(self, parent: QWidget | None, name: str) -> None:
        super().__init__(parent, "put_file_aside", tr("Put a file aside"))
        self.say(name, "strong")
        self.say(tr("It stays on record with the reason, and is shown only where that is asked for."), "quiet")
        self._reason = line()
        self.ask(self._reason, "put_file_aside.reason", tr("Why it does not belong here"))
        self.end_with(tr("Leave it"), tr("Put aside"), self._put_aside)

    def reason(self) -> str:
        """What was typed."""
        return self._reason.text().strip()

    def _put_aside(self) -> None:
        if self.reason():
            self.accept()
        else:
            self.refuse(self._reason, tr("Say why, in a few words."))
