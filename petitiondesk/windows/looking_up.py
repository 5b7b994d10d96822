"""A registration looked up by what was typed, scanned or chosen in a list, and what is to be done with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.rules.registration_numbers import CodeKind, read_code
from petitiondesk.windows.asking import Asking, Failed
from petitiondesk.windows.page_stack import PageStack

if TYPE_CHECKING:
    from petitiondesk.office.finding import Found
    from petitiondesk.windows.station import Station

WHILE_COMPOSING_MS = 300
"""A dialog waits so long, again and again, for an input method to finish."""


class LookingUp(QObject):
    """For all pages alike. That a restricted registration was opened stands in the history before it is shown."""

    chosen = Signal(str, object)
    """The id of the action that was chosen, and the registration (finding.Entered) that it is for."""

    def __init__(self, station: "Station", pages: PageStack, window: QWidget, failed: Failed) -> None:
        super().__init__(pages)
        self._station = station
        self._pages = pages
        self._window = window
        self._asking = Asking(station.background, self, failed)

    def look_up(self, text: str) -> None:
        """Show what a number, query code, check code or scanned slip leads to; words are looked for on their page."""
        if read_code(text).kind is CodeKind.NOTHING:
            self._pages.find_words(text)
        else:
            self._find(text)

    def look_up_for_page(self, text: str) -> None:
        """As :meth:`look_up`, for what was chosen on the page in sight; what the register opens is written down."""
        from petitiondesk.office import finding

        if self._pages.in_sight() == "register":
            self._find(text, how=finding.IN_REGISTER)
        else:
            self.look_up(text)

    def _find(self, text: str, **told: str) -> None:
        """``told``: how it is opened, and what for, as finding.find takes them."""
        from petitiondesk.office import finding

        # An act: the opening of a restricted registration is written down.
        work = partial(finding.find, self._station.desk, text, now=self._station.now(), **told)
        self._asking.act(work, self._show, partial(self._not_found, text, told))

    def _not_found(self, text: str, told: dict[str, str], error: Exception) -> None:
        from petitiondesk.office import finding
        from petitiondesk.windows.dialogs.purpose import ask_purpose

        if not isinstance(error, finding.PurposeNeeded):
            self._asking.failed(error)
        elif self._pages.page_in_sight().is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, self, partial(self._not_found, text, told, error))
        elif purpose := ask_purpose(self._window, error.number):
            self._find(text, **told, purpose=purpose)

    def _show(self, found: "Found") -> None:
        from petitiondesk.windows.dialogs import registration

        if self._pages.page_in_sight().is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, self, partial(self._show, found))
            return
        chosen = registration.show_registration(self._window, found, self._station.today())
        if chosen and found.registration:
            self.chosen.emit(chosen, found.registration)
