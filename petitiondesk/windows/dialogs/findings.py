"""What the check of the office, or of a file, found: read, selected, and saved as a text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.save_as import TEXT, ask_where
from petitiondesk.windows.messages import tr

_WIDTH_EM = 45
_LINES = 14


@dataclass(frozen=True)
class Told:
    """What stands over the findings, what they mean, and the name that is offered for their file."""

    title: str
    means: str
    file_name: str


def show_findings(
    parent: QWidget | None, lines: Sequence[str], today: date, *, told: Told | None = None
) -> Path | None:
    """Show them, one a line; the file in which they were saved, if they were. Without ``told``, of the office."""
    dialog = _Findings(parent, lines, told or _of_the_office(today))
    shown(dialog)
    return dialog.saved


class _Findings(Frame):
    width_em = _WIDTH_EM

    def __init__(self, parent: QWidget | None, lines: Sequence[str], told: Told) -> None:
        super().__init__(parent, "findings", told.title)
        self.saved: Path | None = None
        self._told = told
        self.say(told.means, "quiet")
        self._text = QPlainTextEdit("\n".join(lines))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * _LINES)
        self.ask(self._text, "findings.lines", tr("Findings: {count}", count=len(lines)))
        self.end_with(tr("Close"), tr("Save as text"), self._save, action_id="save_pdf")

    def _save(self) -> None:
        path = ask_where(self, self._told.file_name, TEXT)
        if path is None:
            return
        try:
            path.write_text(self._text.toPlainText() + "\n", "utf-8")
        except OSError as error:
            self.refuse(self._text, tr("Not saved ({reason}): choose another place.", reason=error.strerror or error))
            return
        self.saved = path
        self.accept()


def _of_the_office(today: date) -> Told:
    return Told(
        tr("What the check of the office found"),
        tr("Nothing was changed by the check. Keep the office file and the newest backup as they are."),
        tr("Check of the office {day}", day=today),
    )
