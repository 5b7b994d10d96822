"""Shown for a file that can't be shown here: it is offered to be saved, and never run."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.save_as import ask_where_as_it_is
from petitiondesk.windows.messages import tr


def ask_to_save(parent: QWidget | None, name: str, facts: str) -> Path | None:
    """Where the file is to be saved; None when it was left. ``facts`` are its pages and size in words."""
    dialog = _SaveFile(parent, name, facts)
    return dialog.path if shown(dialog) else None


class _SaveFile(Frame):
    def __init__(self, parent: QWidget | None, name: str, facts: str) -> None:
        super().__init__(parent, "save_file", tr("This file can't be shown here"))
        self.path: Path | None = None
        self._name = name
        self.say(name, "strong")
        self.say(facts, "quiet")
        self.say(tr("It is kept as it came, and this program never opens it. Save it, and look at it elsewhere."))
        self.end_with(tr("Close"), tr("Save as"), self._save, action_id="save_pdf")

    def _save(self) -> None:
        self.path = ask_where_as_it_is(self, self._name)
        if self.path is not None:
            self.accept()
