"""Asked before something is taken back or taken apart: why."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import line


@dataclass(frozen=True)
class Why:
    """What a reason is asked for: title, what it is about, what follows from it, the words on the buttons."""

    title: str
    about: Sequence[str]
    follows: str
    do: str
    leave: str


def ask_why(parent: QWidget | None, why: Why, *, typed: str = "", refused: str = "") -> str | None:
    """The reason; None when it is not to be done. ``refused`` is why what was ``typed`` before could not stand."""
    dialog = _Reason(parent, why, typed, refused)
    return dialog.reason() if shown(dialog) else None


class _Reason(Frame):
    def __init__(self, parent: QWidget | None, why: Why, typed: str, refused: str) -> None:
        super().__init__(parent, "reason", why.title)
        for words in why.about:
            self.say(words, "strong")
        self.say(why.follows, "quiet")
        self._reason = line()
        self._reason.setText(typed)
        self.ask(self._reason, "reason.words", tr("Reason"))
        self.end_with(why.leave, why.do, self._do, action_id="record_step")
        if refused:
            self.refuse(self._reason, refused)

    def reason(self) -> str:
        """What was typed."""
        return self._reason.text().strip()

    def _do(self) -> None:
        if self.reason():
            self.accept()
        else:
            self.refuse(self._reason, tr("Say why, in a few words."))
