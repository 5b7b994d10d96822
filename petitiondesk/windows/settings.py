"""What belongs to this machine, not to the office: language, size, colours, printers. Kept in a small ini file."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

from petitiondesk.words import Language

SMALLEST, LARGEST, STEP = 100, 200, 25
"""Text size in percent."""


class MachineSettings:
    """Settings as typed attributes; each is written at once."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The language of the screen; papers are Chinese whatever it is."""
        return "en" if self._kept.value("language") == "en" else "zh"

    @language.setter
    def language(self, value: Language) -> None:
        self._set("language", value)

    @property
    def percent(self) -> int:
        """Text size, 100 to 200 %."""
        kept = str(self._kept.value("percent", ""))
        return min(LARGEST, max(SMALLEST, int(kept))) if kept.isdecimal() else SMALLEST

    @percent.setter
    def percent(self, value: int) -> None:
        self._set("percent", min(LARGEST, max(SMALLEST, value)))

    @property
    def dark(self) -> bool:
        """Light letters on dark."""
        return str(self._kept.value("dark", "")) == "true"

    @dark.setter
    def dark(self, value: bool) -> None:
        self._set("dark", "true" if value else "false")

    @property
    def slip_printer(self) -> str:
        """The printer of slips; empty: the system's own."""
        return str(self._kept.value("slip_printer", ""))

    @slip_printer.setter
    def slip_printer(self, value: str) -> None:
        self._set("slip_printer", value)

    @property
    def slip_size(self) -> str:
        """``A5`` or ``80mm``."""
        return "80mm" if self._kept.value("slip_size") == "80mm" else "A5"

    @slip_size.setter
    def slip_size(self, value: str) -> None:
        self._set("slip_size", value)

    @property
    def sitting(self) -> int | None:
        """The id of the person of the office who sat here last; None where nobody was asked yet."""
        kept = str(self._kept.value("sitting", ""))
        return int(kept) if kept.isdecimal() else None

    @sitting.setter
    def sitting(self, value: int) -> None:
        self._set("sitting", value)

    @property
    def notice_typed(self) -> str:
        """Notices of days off that were typed at this machine and are not kept yet, as their page writes them."""
        return str(self._kept.value("notice_typed", ""))

    @notice_typed.setter
    def notice_typed(self, value: str) -> None:
        self._set("notice_typed", value)

    @property
    def year_end_seen(self) -> int | None:
        """The year of which somebody has seen here that its days off are not entered yet."""
        kept = str(self._kept.value("year_end_seen", ""))
        return int(kept) if kept.isdecimal() else None

    @year_end_seen.setter
    def year_end_seen(self, value: int) -> None:
        self._set("year_end_seen", value)

    @property
    def checked_on(self) -> date | None:
        """The day on which an office was last checked whole at this machine; None where none ever was."""
        try:
            return date.fromisoformat(str(self._kept.value("checked_on", "")))
        except ValueError:
            return None

    @checked_on.setter
    def checked_on(self, value: date) -> None:
        self._set("checked_on", value.isoformat())

    def _set(self, name: str, value: object) -> None:
        self._kept.setValue(name, value)
        self._kept.sync()


def keep_qt_notes_in(folder: Path) -> None:
    """Have Qt write there what it notes of its own accord, e.g. the folders that its file dialog showed.

    On Windows and macOS that is the system's own dialog, which keeps its notes itself.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
