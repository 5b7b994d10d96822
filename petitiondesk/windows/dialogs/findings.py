"""What the check of the office found: read, selected, and saved as a text for the administrator."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.save_as import TEXT, ask_where
from petitiondesk.windows.messages import tr

_WIDTH_EM = 45
_LINES = 14


def show_findings(parent: QWidget | None, lines: Sequence[str], today: date) -> Path | None:
    """Show them, one a line; the file in which they were saved, if they were."""
    dialog = _Findings(parent, lines, today)
    shown(dialog)
    return dialog.saved


class _Findings(Frame):
    width_em = _WIDTH_EM

    def __init__(self, parent: QWidget | None, lines: Sequence[str], today: date) -> None:
        super().__init__(parent, "findings", tr("What the check of the office found"))
        self.saved: Path | None = None
        self._today = today
        self.say(
            tr("Nothing was changed by the check. Keep the office file and the newest backup as they are."), "quiet"
        )
        self._text = QPlainTextEdit("\n".join(lines))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * _LINES)
        self.ask(self._text, "findings.lines", tr("Findings: {count}", count=len(lines)))
        self.end_with(tr("Close"), tr("Save as text"), self._save, action_id="save_pdf")

    def _save(self) -> None:
        path = ask_where(self, tr("Check of the office {day}", day=self._today), TEXT)
        if path is None:
            return
        try:
            path.write_text(self._text.toPlainText() + "\n", "utf-8")
        except OSError as error:
            self.refuse(self._text, tr("Not saved ({reason}): choose another place.", reason=error.strerror or error))
            return
        self.saved = path
        self.accept()
