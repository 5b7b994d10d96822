"""Where a file is saved: the system's own dialog where it has one, else Qt's in the program's language."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from petitiondesk.windows.messages import tr

PDF, TEXT, TABLE = ".pdf", ".txt", ".csv"

_NOT_IN_FILE_NAMES = str.maketrans({character: "-" for character in '\\/:*?"<>|'})

_last_folder: Path | None = None


def ask_where(parent: QWidget, name: str, ending: str = PDF) -> Path | None:
    """The file in which a PDF, a text or a table is to be saved, offered as ``name`` and the ending.

    Asked in the folder of the last time, at first in the person's documents. Replacing a file is asked about. None
    when the dialog was left.
    """
    title, kinds = {
        PDF: (tr("Save as PDF"), tr("PDF (*.pdf)")),
        TEXT: (tr("Save as text"), tr("Text (*.txt)")),
        TABLE: (tr("Save as a table"), tr("Table of text (*.csv)")),
    }[ending]
    return _asked(parent, title, name + ending, kinds, ending)


def ask_which_table(parent: QWidget) -> Path | None:
    """The table of text (CSV) that is chosen to be read, in the folder of the last time; None when it was left."""
    global _last_folder
    dialog = file_dialog(parent, tr("Table to import"), _last_folder, tr("Table of text (*.csv *.txt)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    try:
        chosen = Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()
    if chosen is not None:
        _last_folder = chosen.parent
    return chosen


def ask_where_as_it_is(parent: QWidget, name: str) -> Path | None:
    """As :func:`ask_where` for a file of any other kind, which keeps the ending of its ``name``."""
    return _asked(parent, tr("Save as"), name, tr("All files (*)"), Path(name).suffix.lower())


def file_dialog(parent: QWidget, title: str, folder: Path | None, kinds: str) -> QFileDialog:
    """The system's own dialog for files where it has one, else Qt's in the program's language."""
    dialog = QFileDialog(parent, title, str(folder or _documents()), kinds)
    dialog.setViewMode(QFileDialog.ViewMode.List)  # the other one names kinds of files in English
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, tr("Folder:"))  # as Qt's own Chinese leaves these two
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, tr("Kind of file:"))
    return dialog


def _asked(parent: QWidget, title: str, name: str, kinds: str, ending: str) -> Path | None:
    global _last_folder
    dialog = file_dialog(parent, title, _last_folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(name.translate(_NOT_IN_FILE_NAMES))
    try:
        chosen = _chosen(dialog, ending)
    finally:
        dialog.deleteLater()
    if chosen is not None:
        _last_folder = chosen.parent
    return chosen


def _chosen(dialog: QFileDialog, ending: str) -> Path | None:
    """A name with another ending gets ours; where such a file is there already, the dialog asks once more."""
    while dialog.exec():
        typed = Path(dialog.selectedFiles()[0])
        path = typed if typed.suffix.lower() == ending else typed.with_name(typed.name + ending)
        if path == typed or not path.exists():
            return path
        dialog.selectFile(path.name)
    return None


def _documents() -> Path:
    """The folder of documents; where the system names one that isn't there, the person's own folder."""
    named = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return named if named.is_dir() else Path.home()
