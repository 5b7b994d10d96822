"""Asked before a correction is saved: why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.fields import line


def ask_reason(parent: QWidget | None, changed: Sequence[str]) -> str | None:
    """The reason of a correction; None when it is not to be saved. ``changed``: a line for each field."""
    dialog = _CorrectionReason(parent, changed)
    return dialog.reason() if shown(dialog) else None


class _CorrectionReason(Frame):
    def __init__(self, parent: QWidget | None, changed: Sequence[str]) -> None:
        super().__init__(parent, "correction_reason", tr("Save the correction"))
        for words in changed:
            self.form.addWidget(ElidedLabel(words))
        self.say(tr("The number stays. What was there before, and the reason, stay in the history."), "quiet")
        self._reason = line()
        self.ask(self._reason, "correction.reason", tr("Reason of the correction"))
        self.end_with(tr("Go on correcting"), tr("Save"), self._save)

    def reason(self) -> str:
        """What was typed."""
        return self._reason.text().strip()

    def _save(self) -> None:
        if self.reason():
            self.accept()
        else:
            self.refuse(self._reason, tr("Say why, in a few words."))
