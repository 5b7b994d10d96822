"""A registration looked up by what was typed, scanned or chosen in a list, and what is to be done with it."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.rules.registration_numbers import CodeKind, read_code
from petitiondesk.windows.asking import Asking, Failed
from petitiondesk.windows.page_stack import PageStack

if TYPE_CHECKING:
    from petitiondesk.office.case_page import CaseShown
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

    def look_up_for_page(self, number: str) -> None:
        """Show the case of what was chosen on the page in sight."""
        self._open_case(number, how=self._pages.in_sight())

    def do_for(self, action_id: str, number: str, *, purpose: str = "") -> None:
        """What a page wants done for a registration of which it knows the number only."""
        from petitiondesk.office import finding

        work = partial(finding.find, self._station.desk, number, now=self._station.now(), purpose=purpose)
        again = partial(self.do_for, action_id, number)
        self._asking.act(work, partial(self._chosen_for, action_id), partial(self._ask_purpose, number, again))

    def _chosen_for(self, action_id: str, found: "Found") -> None:
        if found.registration:
            self.chosen.emit(action_id, found.registration)

    def _open_case(self, number: str, *, how: str, purpose: str = "") -> None:
        """That it was opened stands in the history before it is shown."""
        from petitiondesk.office import case_page

        work = partial(case_page.opened, self._station.desk, number, purpose=purpose, how=how, now=self._station.now())
        self._asking.act(work, partial(self._show_case, number), partial(self._case_not_opened, number, how))

    def _case_not_opened(self, number: str, how: str, error: Exception) -> None:
        self._ask_purpose(number, partial(self._open_case, number, how=how), error)

    def _show_case(self, number: str, opened: "CaseShown") -> None:
        if self._pages.page_in_sight().is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, self, partial(self._show_case, number, opened))
        else:
            self._pages.show_case(opened, number)

    def _find(self, text: str, *, purpose: str = "") -> None:
        from petitiondesk.office import finding

        # An act: the opening of a restricted registration is written down.
        work = partial(finding.find, self._station.desk, text, now=self._station.now(), purpose=purpose)
        self._asking.act(work, self._show, partial(self._not_found, text))

    def _not_found(self, text: str, error: Exception) -> None:
        number = getattr(error, "number", text)
        self._ask_purpose(number, partial(self._find, text), error)

    def _ask_purpose(self, number: str, again: Callable[..., object], error: Exception) -> None:
        """Of a report of wrongdoing ask what for, and do it ``again`` with that."""
        from petitiondesk.office import finding
        from petitiondesk.windows.dialogs.purpose import ask_purpose

        if not isinstance(error, finding.PurposeNeeded):
            self._asking.failed(error)
        elif self._pages.page_in_sight().is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, self, partial(self._ask_purpose, number, again, error))
        elif purpose := ask_purpose(self._window, number):
            again(purpose=purpose)

    def _show(self, found: "Found") -> None:
        from petitiondesk.windows.dialogs import registration

        if self._pages.page_in_sight().is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, self, partial(self._show, found))
            return
        chosen = registration.show_registration(self._window, found, self._station.today())
        if chosen == registration.OPEN_CASE and found.registration:
            self._open_case(found.registration.number, how="found")
        elif chosen and found.registration:
            self.chosen.emit(chosen, found.registration)
