"""Reception: a visit or call is entered while somebody talks, a letter while it is read; visitors get a slip.

The form is in the middle, what is known of the same person at the right. Nothing here refuses a matter: whatever is
wrong or missing stands beside its field, and Ctrl+Enter registers all the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from petitiondesk.office.drafts import kinds
from petitiondesk.office.finding import Entered
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.messages import _
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.reception.channel_strip import KEYS as CHANNEL_KEYS
from petitiondesk.windows.pages.reception.counter_papers import CounterPapers, Unfinished
from petitiondesk.windows.pages.reception.registering import Registering
from petitiondesk.windows.pages.reception.same_person import SamePerson
from petitiondesk.windows.pages.reception.side import ReceptionSide
from petitiondesk.windows.pages.reception.visit_on_screen import VisitOnScreen
from petitiondesk.windows.pages.reception.waiting_visits import WaitingVisits
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Everything


@dataclass(frozen=True)
class HandedOver:
    """All that a page knows and the disk perhaps doesn't."""

    draft: Draft | None
    undone: dict[str, Draft]
    dropped: dict[str, Draft]
    papers: Unfinished
    said: Everything
    channel: Channel
    pinned: Mapping[str, Mapping[str, str]]


class ReceptionPage(Page):
    """The page that matters most: puts its parts side by side and gives each its keys."""

    shows = frozenset({Thing.REGISTRATION, Thing.CASE, Thing.DRAFT})
    takes_cards = True
    takes_drafts = True

    def __init__(self, station: Station) -> None:
        super().__init__()
        self._station = station
        self._screen = VisitOnScreen(station)
        self._form = self._screen.form
        self.bar = self._screen.bar
        self.bars = self._screen.bars
        self.side = ReceptionSide()
        self._waiting = WaitingVisits(station, self._screen)
        self._registering = Registering(station, self._screen, self._waiting, self.side)
        self._same_person = SamePerson(station, self._screen, self.side.earlier)
        self._main = _button("register", "main", self._registering.register)
        self._papers = CounterPapers(station, self._registering.highlighted, self._waiting, self.bar, self)
        self._connect()
        self._lay_out()
        self._install_actions()

    def start(self) -> None:
        """A blank form with the cursor in its first field, what was registered last beside it, and what waits said."""
        self._screen.start_over()
        self._registering.show_latest()
        self._waiting.start()

    def refresh(self) -> None:
        """Other counters register and put aside too: the lists beside the form; the form stays as it is."""
        self._registering.show_latest()
        self._waiting.recount()

    def take_focus(self) -> None:
        """The page is shown again: the cursor goes back into the form."""
        self._form.focus(self._form.first())

    def words(self) -> str:
        """What went wrong, and what has to be done for somebody."""
        return self.bar.words()

    def draft_on_screen(self) -> Draft | None:
        """What is being typed, or None on a blank form."""
        return self._screen.draft()

    def take_up(self, draft: Draft) -> None:
        """Show a draft that was kept."""
        self._waiting.take_up(draft)

    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word of the form."""
        return self._form.is_composing()

    def commit_composed(self) -> None:
        """What an input method still composes belongs to the visit."""
        self._form.commit_composed()

    def handed_over(self) -> HandedOver:
        """What the page that takes this one's place goes on with."""
        return HandedOver(
            self.draft_on_screen(),
            self._waiting.undone,
            self._waiting.dropped,
            self._papers.unfinished,
            self.bar.everything(),
            self._screen.channel(),
            self._form.pins.handed_over(),
        )

    def go_on_with(self, handed_over: object) -> None:
        """Stand in the place of a page in another language or size: all that was there, seen or not, is here."""
        if not isinstance(handed_over, HandedOver):
            raise TypeError(type(handed_over))
        self._waiting.go_on_with(handed_over.undone, handed_over.dropped)
        self._papers.unfinished = handed_over.papers
        self._screen.begin_like(handed_over.channel, handed_over.pinned)
        if handed_over.draft:
            self.take_up(handed_over.draft)
            self.keep()
        self.bar.restore(handed_over.said)

    def keep(self) -> None:
        """Put what was typed and is not there yet on the disk, e.g. before the window closes."""
        self._screen.keep()
        self._waiting.keep()

    def unkept(self) -> dict[str, Mapping[str, str]]:
        """What was typed and is not known to be on the disk: the fields of each draft by its id."""
        on_screen = self._screen.unkept()
        unkept = [*self._waiting.undone.values(), *([on_screen] if on_screen else [])]
        return {draft.id: draft.fields for draft in unkept}

    def card_scanned(self, number: str) -> None:
        """The number of a card goes into its field."""
        self._screen.card_scanned(number)

    def draft_chosen(self, draft_id: str) -> None:
        """As if it had been chosen among those that wait."""
        self._waiting.take_up_by_id(draft_id)

    def highlight(self, registration: Entered) -> None:
        """The keys act on it from here on."""
        self.side.highlight(registration, self._station.today())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The form has the room that its lines need; what is beyond that is the side's."""
        super().resizeEvent(event)
        self.side.fit(self.width(), self.window().width())

    def _connect(self) -> None:
        self._screen.changed.connect(self._same_person.typed)
        self._screen.said.connect(self.said)
        self._screen.replaced.connect(self._same_person.another)
        self._screen.replaced.connect(self._name_main_button)
        self._waiting.said.connect(self.said)
        self._waiting.answer_chosen.connect(self._papers.go_on_answering)
        self._registering.said.connect(self.said)
        self._registering.slip_wanted.connect(self._papers.print_slip)
        self._papers.said.connect(self.said)
        self._papers.answered.connect(self._registering.show_latest)
        self.side.chosen.connect(self.registration_wanted)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._waiting.count)
        buttons.addStretch(1)
        buttons.addWidget(_button("park", "", self._waiting.put_aside))
        buttons.addWidget(self._main)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 4, 16, 6)
        foot.setSpacing(4)
        foot.addWidget(self._screen.area.hint)
        foot.addLayout(buttons)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._screen, 1)
        middle.addLayout(foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.side)

    def _install_actions(self) -> None:
        self.actions_by_id = actions.install(
            self,
            {
                **self._form.handlers(),
                **{key: partial(self._screen.choose_channel, channel) for channel, key in CHANNEL_KEYS.items()},
                "pin": self._screen.turn_pin,
                "register": self._registering.register,
                "park": self._waiting.put_aside,
                "resume": self._waiting.resume,
                "end_draft": self._waiting.end,
                "restricted": self._screen.turn_restricted,
                "link": self._same_person.link,
                "take_over": self._same_person.take_over,
                "another_copy": self._another_copy,
                "not_the_same": self._same_person.leave,
                "next_earlier": partial(self.side.earlier.highlight_next, 1),
                "previous_earlier": partial(self.side.earlier.highlight_next, -1),
                "recent": self.side.latest.setFocus,
                "answer_now": self._papers.answer_now,
                "why_this_day": self._papers.why_this_day,
                "papers": self._papers.choose,
                "reprint": self._papers.reprint,
                "correct": self._registering.correct,
                "open_case": self._open_case,
            },
        )

    def _another_copy(self) -> None:
        self._same_person.another_copy(self._registering.highlighted())

    def _open_case(self) -> None:
        if number := self._registering.highlighted():
            self.registration_wanted.emit(number)

    def _name_main_button(self) -> None:
        """What Ctrl+Enter does with what is on screen."""
        draft = self.draft_on_screen()
        correction = draft is not None and kinds.corrected_number(draft)
        words = tr("Save the correction") if correction else tr("Register")
        self._main.setText(f"{words}  {actions.key_text('register')}")


_ON_BUTTON = {"park": _("Put aside"), "register": _("Register")}
"""Short enough for both to stand side by side in large type."""


def _button(action_id: str, role: str, pressed: Callable[[], object]) -> QPushButton:
    """A button that says its key."""
    button = QPushButton(f"{tr(_ON_BUTTON[action_id])}  {actions.key_text(action_id)}")
    button.setObjectName(f"{action_id}_button")
    button.setProperty("role", role)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda: pressed())
    return button
