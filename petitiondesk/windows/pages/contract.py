"""What a page of the window is, and the line that stands for it in the table of pages.

The line says what the window must know before the page is there: rail, keys and key sheet are made from it, and the
page itself is imported and built when it is first shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from petitiondesk.rules.acts import Thing
from petitiondesk.windows.actions import Where

if TYPE_CHECKING:
    from petitiondesk.office.case_page import CaseShown
    from petitiondesk.office.finding import Entered
    from petitiondesk.windows.station import Station
    from petitiondesk.windows.widgets.bars import Bars

Group = tuple[str, tuple[str, ...]]
"""A heading of the key sheet (a msgid) and the ids of the actions below it."""

Columns = tuple[tuple[Group, ...], ...]
"""The keys of a page by what one does with them, column by column."""


class Page(QWidget):
    """A page; whatever of this means nothing to it, it leaves as it is here.

    A page is built once and lives on while others are in sight. When the language or the size changes it is built
    anew: the new one is started and goes on with what the former one handed over.
    """

    said = Signal(str)
    """For the message line."""

    registration_wanted = Signal(str)
    """The number of a registration whose case the person wants to see."""

    action_wanted = Signal(str, str)
    """The id of an action of another page, and the number of the registration that it is for."""

    draft_wanted = Signal(str)
    """The id of a draft with which the person wants to go on."""

    shows: ClassVar[frozenset[Thing]] = frozenset()
    """The kinds of things on record that stand on the page."""

    takes_cards: ClassVar[bool] = False
    """Whether the number of an identity card that is read belongs here."""

    finds_words: ClassVar[bool] = False
    """Whether words that are no number or code are looked for here."""

    takes_drafts: ClassVar[bool] = False
    """Whether drafts are gone on with here."""

    shows_cases: ClassVar[bool] = False
    """Whether cases are shown here."""

    bars: "Bars | None" = None
    """What the page has to say over itself; the keys of notices act on it after those of the window."""

    actions_by_id: Mapping[str, QAction] = {}
    """The page's own actions, as ``actions.install`` gave them."""

    def start(self) -> None:
        """The page is there for the first time: begin to read what it shows."""

    def take_focus(self) -> None:
        """The page comes into sight: the cursor goes where the next key belongs."""
        self.setFocus()

    def refresh(self) -> None:
        """Something that the page shows has changed: read it anew. What is being typed is never touched."""

    def words(self) -> str:
        """What the page says over itself now, each on a line of its own; new trouble keeps the window open."""
        return ""

    def unkept(self) -> Mapping[str, object]:
        """What was typed and is not known to be on the disk, by an id of its own."""
        return {}

    def keep(self) -> None:
        """Put what :meth:`unkept` tells of on its way to the disk."""

    def handed_over(self) -> object:
        """What the page that takes this one's place goes on with."""
        return None

    def go_on_with(self, handed_over: object) -> None:
        """Stand in the place of a page in another language or size; comes after :meth:`start`."""

    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word: no dialog comes now."""
        return False

    def commit_composed(self) -> None:
        """What an input method still composes belongs to the page."""

    def card_scanned(self, number: str) -> None:
        """An identity card was read; comes only where the page ``takes_cards``."""

    def find_words(self, words: str) -> None:
        """Look for these words; comes only where the page ``finds_words``, which is in sight by then."""

    def draft_chosen(self, draft_id: str) -> None:
        """Go on with this draft; comes only where the page ``takes_drafts``, which is in sight by then."""

    def show_case(self, opened: "CaseShown", number: str) -> None:
        """Show a case with the registration of that number highlighted; comes only where the page ``shows_cases``."""

    def highlight(self, registration: "Entered") -> None:
        """The person has chosen one of the page's actions for this registration, and it comes next."""


@dataclass(frozen=True)
class Entry:
    """A line of the table of pages. ``title`` is a msgid, ``key`` the id of the action that goes to the page.

    ``make`` imports the page and builds it. ``columns`` are its groups on the key sheet; without any its actions stand
    under one heading.
    """

    id: Where
    icon: str
    title: str
    key: str
    make: "Callable[[Station], Page]"
    columns: Columns = ()
