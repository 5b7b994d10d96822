"""A notice as a file: read from CSV for looking at, and written as CSV."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from petitiondesk.rules.holiday_notices import HolidayNotice, as_table, read_notice
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_notices import ToldNotice, as_lines
from petitiondesk.windows.dialogs.save_as import ask_where_as_it_is, file_dialog
from petitiondesk.windows.messages import tr

MOST_BYTES = 200_000
"""No year's table is nearly as long."""

_ENCODINGS = ("utf-8-sig", "gb18030")
"""As programs for tables write them here."""


class TableTrouble(Exception):
    """A file that can't be read or written; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def ask_for_table(parent: QWidget) -> Path | None:
    """The CSV that is to be looked at; None when the dialog was left."""
    dialog = file_dialog(parent, tr("A notice of days off as CSV"), None, tr("Tables (*.csv);;All files (*)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    try:
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None
    finally:
        dialog.deleteLater()


def ask_where(parent: QWidget, year: int) -> Path | None:
    """Where the table of a year is to be written; None when the dialog was left."""
    return ask_where_as_it_is(parent, tr("Days off {year}", year=year) + ".csv")


def read_table(path: Path) -> ToldNotice:
    """A table as a notice is typed. Raises NoticeError, TableTrouble."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TableTrouble(Message(_("{name} can't be read: {why}"), _values(path, error))) from error
    if len(content) > MOST_BYTES:
        raise TableTrouble(Message(_("{name} is too large for a table of days off."), {"name": path.name}))
    notice = read_notice(_text(path, content))
    lines = as_lines(notice.days, notice.year)
    return ToldNotice(str(notice.year), notice.title, notice.published.isoformat(), lines)


def write_table(path: Path, notice: HolidayNotice) -> None:
    """Write a notice as a table that programs for tables open as it is. Raises TableTrouble."""
    try:
        path.write_text(as_table(notice), encoding="utf-8-sig")
    except OSError as error:
        raise TableTrouble(Message(_("{name} can't be written: {why}"), _values(path, error))) from error


def _text(path: Path, content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableTrouble(Message(_("{name} is no text."), {"name": path.name}))


def _values(path: Path, error: OSError) -> dict[str, object]:
    return {"name": path.name, "why": error.strerror or type(error).__name__}
