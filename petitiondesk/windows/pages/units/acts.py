"""What is done in the catalogue of units: added, changed, ended, taken from a file, saved as one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import unit_tables, units
from petitiondesk.office.unit_tables import Imported, TableRefused
from petitiondesk.office.units import UnitEntry, UnitRefused
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs.findings import Told, show_findings
from petitiondesk.windows.dialogs.save_as import TABLE, ask_where, ask_which_table
from petitiondesk.windows.dialogs.unit import Catalogue, Typed, ask_unit
from petitiondesk.windows.dialogs.unit_end import End, ask_end
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Notices


class UnitActs(QObject):
    """Each asks first; what could not be done is asked again with everything that was typed."""

    said = Signal(str)
    """For the message line."""

    done = Signal(int)
    """The id of the unit that was added, changed or ended."""

    def __init__(self, station: Station, bar: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._station = station
        self._bar = bar
        self._page = page
        self._asking = Asking(station.background, self, self._failed)

    # -- one unit --------------------------------------------------------------------------------------------------

    def write(self, everything: Sequence[UnitEntry], former: UnitEntry | None) -> None:
        """Ask what is to stand of a unit, a new one with None, and keep it."""
        catalogue = self._catalogue(everything)
        self._write(catalogue, former, ask_unit(self._page, catalogue, former))

    def _write(self, catalogue: Catalogue, former: UnitEntry | None, typed: Typed | None) -> None:
        if typed is None:
            return
        desk, now = self._station.desk, self._station.now()
        if former is None:
            work = partial(units.add, desk, typed.about, now=now)
            words = tr("Added: {unit}.", unit=typed.about.name.strip())
        else:
            work = partial(units.change, desk, former.id, typed.about, now=now)
            words = tr("Changed: {unit}.", unit=typed.about.name.strip())
        self._asking.act(work, partial(self._kept, words), partial(self._not_kept, catalogue, former, typed))

    def _not_kept(self, catalogue: Catalogue, former: UnitEntry | None, typed: Typed, error: Exception) -> None:
        if isinstance(error, UnitRefused):
            problems = error.problems
            again = ask_unit(self._page, catalogue, former, typed=typed.texts, problems=problems)
            self._write(catalogue, former, again)
        else:
            self._failed(error)

    def end(self, everything: Sequence[UnitEntry], unit: UnitEntry) -> None:
        """Ask for the last day and the successor, and end the unit."""
        catalogue = self._catalogue(everything)
        self._end(catalogue, unit, ask_end(self._page, catalogue, unit))

    def _end(self, catalogue: Catalogue, unit: UnitEntry, end: End | None) -> None:
        if end is None:
            return
        work = partial(units.end, self._station.desk, unit.id, end.valid_to, end.successor_id, now=self._station.now())
        words = tr("Ended: {unit}, last day {day}.", unit=unit.name, day=end.valid_to)
        self._asking.act(work, partial(self._kept, words), partial(self._not_ended, catalogue, unit, end))

    def _not_ended(self, catalogue: Catalogue, unit: UnitEntry, end: End, error: Exception) -> None:
        if isinstance(error, UnitRefused):
            again = ask_end(self._page, catalogue, unit, typed=end.texts, problems=error.problems)
            self._end(catalogue, unit, again)
        else:
            self._failed(error)

    def _kept(self, words: str, unit: UnitEntry) -> None:
        self._bar.say("")
        self.said.emit(words)
        self.done.emit(unit.id)

    # -- files -----------------------------------------------------------------------------------------------------

    def import_table(self) -> None:
        """Ask which file, and take it over whole or not at all."""
        if path := ask_which_table(self._page):
            self._asking.act(partial(self._imported_from, path), self._imported, partial(self._not_imported, path))

    def _imported_from(self, path: Path) -> Imported:
        text = unit_tables.text_of(path.read_bytes())
        return unit_tables.import_table(self._station.desk, text, now=self._station.now())

    def _imported(self, found: Imported) -> None:
        self._bar.say("")
        words = tr(
            "Imported: {added} new, {changed} changed, {same} as before. None was ended.",
            added=found.added,
            changed=found.changed,
            same=found.same,
        )
        self.said.emit(words)

    def _not_imported(self, path: Path, error: Exception) -> None:
        if isinstance(error, TableRefused):
            lines = [tr("Line {line}: {what}", line=each.line, what=say(each.message)) for each in error.findings]
            told = Told(
                tr("Why {file} was not imported", file=path.name),
                tr("Nothing of it was taken over. Put these lines right in the file and import it again."),
                tr("Findings in {file}", file=path.stem),
            )
            show_findings(self._page, lines, self._station.today(), told=told)
        elif isinstance(error, OSError):
            self._bar.say(tr("{file} could not be read ({reason}).", file=path.name, reason=_reason(error)), "late")
        else:
            self._failed(error)

    def export_table(self) -> None:
        """Ask where, and save the units in force as a table that can be imported."""
        if path := ask_where(self._page, tr("Units {day}", day=self._station.today()), TABLE):
            self._asking.read(partial(self._write_to, path), self._exported, partial(self._not_exported, path))

    def _write_to(self, path: Path) -> Path:
        text = unit_tables.export_table(self._station.desk, now=self._station.now())
        path.write_bytes(text.encode("utf-8-sig"))  # the mark by which spreadsheets know the code
        return path

    def _exported(self, path: Path) -> None:
        self._bar.say("")
        self.said.emit(tr("Saved: {path}", path=path))

    def _not_exported(self, path: Path, error: Exception) -> None:
        if isinstance(error, OSError):
            words = tr("Not saved ({reason}): choose another place.", reason=_reason(error))
            self._bar.say(f"{path.name}: {words}", "late")
        else:
            self._failed(error)

    # -- private ---------------------------------------------------------------------------------------------------

    def _catalogue(self, everything: Sequence[UnitEntry]) -> Catalogue:
        return Catalogue(everything, self._station.today(), self._station.background)

    def _failed(self, error: Exception) -> None:
        self._bar.say(trouble(error), "late")


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
