"""The pages of the window: built when first shown, alive from then on, told what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from petitiondesk.rules.acts import Thing
from petitiondesk.windows import actions
from petitiondesk.windows.pages.contract import Entry, Page
from petitiondesk.windows.pages.table import PAGES

if TYPE_CHECKING:
    from petitiondesk.office.case_page import CaseShown
    from petitiondesk.office.finding import Entered
    from petitiondesk.windows.station import Station

ON_EVERY_PAGE = ("emergency",)
"""Actions of one page that any other answers by going there: nobody looks for a page while somebody is in danger."""


@dataclass(frozen=True)
class HandedOver:
    """What the pages leave to those that take their place, by their ids, and which one was in sight."""

    in_sight: str
    pages: Mapping[str, object]


class PageStack(QStackedWidget):
    """Knows the pages by the table only; the first of it is in sight at the start."""

    said = Signal(str)
    """For the message line."""

    registration_wanted = Signal(str)
    """The number of a registration of which a page wants the case shown."""

    action_wanted = Signal(str, str)
    """The id of an action, and the number of the registration for which a page wants it."""

    shown = Signal(str)
    """The id of the page that came into sight."""

    def __init__(self, station: "Station") -> None:
        super().__init__()
        self._station = station
        self._entries: dict[str, Entry] = {entry.id: entry for entry in PAGES}
        self._built: dict[str, Page] = {}
        self._stale: set[str] = set()
        station.changes.touched.connect(self._touched)

    def page(self, page_id: str) -> Page:
        """The page of that id, built if it never was in sight. KeyError where the table has none."""
        entry = self._entries[page_id]
        if page_id not in self._built:
            page = self._built[page_id] = entry.make(self._station)
            page.said.connect(self.said)
            page.registration_wanted.connect(self.registration_wanted)
            page.draft_wanted.connect(self.take_up_draft)
            page.action_wanted.connect(self.action_wanted)
            foreign = [action_id for action_id in ON_EVERY_PAGE if actions.action(action_id).where != page_id]
            actions.install(page, {action_id: partial(self.do, action_id) for action_id in foreign})
            self.addWidget(page)
            page.start()
        return self._built[page_id]

    def in_sight(self) -> str:
        """The id of the page in sight."""
        return next(page_id for page_id, page in self._built.items() if page is self.currentWidget())

    def page_in_sight(self) -> Page:
        """The page in sight."""
        return self._built[self.in_sight()]

    def go_to(self, page_id: str) -> Page:
        """Bring a page into sight, with the cursor in it."""
        page = self.page(page_id)
        self.setCurrentWidget(page)
        if page_id in self._stale:
            self._stale.remove(page_id)
            page.refresh()
        self.shown.emit(page_id)
        page.take_focus()
        return page

    def refresh(self) -> None:
        """Read the page in sight anew."""
        self.page_in_sight().refresh()

    def do(self, action_id: str, registration: "Entered | None" = None) -> None:
        """Do an action of a page, there; with a registration it acts on that one."""
        where = actions.action(action_id).where
        page = self.page_in_sight() if where == self.in_sight() else self.go_to(where)
        if registration is not None:
            page.highlight(registration)
        page.actions_by_id[action_id].trigger()

    def card_scanned(self, number: str) -> None:
        """An identity card was read: the page in sight takes it, else the first that can comes into sight for it."""
        for page_id in (self.in_sight(), *self._entries):
            if self.page(page_id).takes_cards:
                page = self.page_in_sight() if page_id == self.in_sight() else self.go_to(page_id)
                page.card_scanned(number)
                return

    def find_words(self, words: str) -> None:
        """Look for words that are no number or code, on the page that does."""
        for page_id in self._entries:
            if self.page(page_id).finds_words:
                self.go_to(page_id).find_words(words)
                return

    def take_up_draft(self, draft_id: str) -> None:
        """Go on with a draft, on the page that does."""
        for page_id in self._entries:
            if self.page(page_id).takes_drafts:
                self.go_to(page_id).draft_chosen(draft_id)

    def show_case(self, opened: "CaseShown", number: str) -> None:
        """Bring a case into sight, on the page that shows them, with a registration of it highlighted."""
        for page_id in self._entries:
            if self.page(page_id).shows_cases:
                page = self.page_in_sight() if page_id == self.in_sight() else self.go_to(page_id)
                page.show_case(opened, number)
                return

    # -- all pages that were built ---------------------------------------------------------------------------------

    def words(self) -> str:
        """What the pages say over themselves."""
        return "\n".join(filter(None, (page.words() for page in self._built.values())))

    def unkept(self) -> dict[str, object]:
        """What was typed and is not known to be on the disk."""
        return {key: what for page in self._built.values() for key, what in page.unkept().items()}

    def keep(self) -> None:
        """Put it on its way to the disk."""
        for page in self._built.values():
            page.keep()

    def commit_composed(self) -> None:
        """What an input method still composes belongs to its page."""
        for page in self._built.values():
            page.commit_composed()

    def handed_over(self) -> HandedOver:
        """What the pages that take these ones' place go on with."""
        return HandedOver(self.in_sight(), {page_id: page.handed_over() for page_id, page in self._built.items()})

    def go_on_with(self, former: HandedOver) -> None:
        """Stand in the place of pages in another language or size, with the same one in sight."""
        for page_id, handed_over in former.pages.items():
            self.page(page_id).go_on_with(handed_over)
        if former.in_sight != self.in_sight():
            self.go_to(former.in_sight)

    # -- private ---------------------------------------------------------------------------------------------------

    def _touched(self, things: frozenset[Thing]) -> None:
        for page_id, page in self._built.items():
            if not things & page.shows:
                continue
            if page is self.currentWidget():
                page.refresh()
            else:
                self._stale.add(page_id)
