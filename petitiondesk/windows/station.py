"""One counter: the desk with its machine. Every page is given one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from petitiondesk.office.desk import Desk
from petitiondesk.rules.office_day import office_day
from petitiondesk.windows.background import Background
from petitiondesk.windows.changes import Changes
from petitiondesk.windows.settings import MachineSettings

Print = Callable[[bytes, str, str], None]
"""PDF bytes, printer's name ("" is the system's own), size of paper; raises PrintTrouble."""


@dataclass(frozen=True)
class Station:
    """``now`` gives the instant; ``print_pdf`` sends a paper to a printer (the demo's puts it into a folder)."""

    desk: Desk
    background: Background
    changes: Changes
    settings: MachineSettings
    now: Callable[[], datetime]
    print_pdf: Print
    log_file: str = ""

    def today(self) -> date:
        """The day at the office."""
        return office_day(self.now())
