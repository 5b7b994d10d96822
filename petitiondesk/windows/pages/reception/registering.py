"""Registering and correcting what is on screen, and what was registered last."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from petitiondesk.office import corrections, finding, reception
from petitiondesk.office.corrections import ChangedMeanwhile
from petitiondesk.office.drafts import kinds
from petitiondesk.office.drafts.reading import ticked_needs
from petitiondesk.office.reception import Registered
from petitiondesk.rules.channels import CHANNELS
from petitiondesk.rules.needs import at_handover
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs import correction_reason
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.reception.conflicts import changes
from petitiondesk.windows.pages.reception.side import ReceptionSide
from petitiondesk.windows.pages.reception.visit_on_screen import VisitOnScreen
from petitiondesk.windows.pages.reception.waiting_visits import WaitingVisits
from petitiondesk.windows.station import Station

WHILE_COMPOSING_MS = 300
"""What would take the place of words waits so long, again and again, for an input method to finish."""


class Registering(QObject):
    """Acts on the visit on screen and on the registration that is highlighted beside it."""

    said = Signal(str)
    """For the message line."""

    slip_wanted = Signal(str, str)
    """The number of a registration whose slip is to be printed, and what was just done."""

    def __init__(self, station: Station, screen: VisitOnScreen, waiting: WaitingVisits, side: ReceptionSide) -> None:
        super().__init__(screen)
        self._station = station
        self._screen = screen
        self._waiting = waiting
        self._side = side
        self._asking = Asking(station.background, self, screen.failed)

    def highlighted(self) -> str | None:
        """The number that keys act on; where nothing is highlighted that is said."""
        number = self._side.number()
        if number is None:
            self.said.emit(
                tr(
                    "No registration is highlighted: {list} goes to the list, {find} finds one.",
                    list=actions.key_text("recent"),
                    find=actions.key_text("find"),
                )
            )
        return number

    def register(self) -> None:
        """Register what is on screen and print the slip that is due; the form is blank for the next visitor at once."""
        draft = self._screen.draft()
        if draft is None:
            self.said.emit(tr("Nothing has been entered yet."))
            return
        if corrections.says_the_record(draft):
            self.said.emit(say(corrections.NothingChanged.message))
            return
        self._screen.keep()
        if kinds.corrected_number(draft):
            self._save_correction(draft)
            return
        self._screen.start_over()
        act = partial(reception.register, self._station.desk, draft, now=self._station.now())
        self._asking.act(act, partial(self._registered, draft), partial(self._not_registered, draft))

    def correct(self) -> None:
        """Open the highlighted registration for correction; the draft on screen is put aside."""
        number = self.highlighted()
        draft = self._screen.draft()
        if number is None:
            return
        if draft is not None and kinds.corrected_number(draft) == number:
            self.said.emit(tr("The correction of {number} is on screen already.", number=number))
            return
        begin = partial(corrections.begin, self._station.desk, number, now=self._station.now())
        self._asking.act(begin, self._show_correction)

    def show_latest(self) -> None:
        """Read anew what was registered last."""
        self._asking.read(
            partial(finding.latest, self._station.desk),
            lambda entered: self._side.show_latest(entered, self._station.today()),
            key="latest",
        )

    # -- registering -----------------------------------------------------------------------------------------------

    def _registered(self, draft: Draft, done: Registered) -> None:
        self._waiting.recount()
        if done.time_behind:
            self._screen.bar.keep("this computer", say(done.time_behind))
        self._side.highlight_number(done.number)
        self.show_latest()
        if done.already:
            self._registered_before(draft, done)
            return
        if done.trouble:
            words = tr(
                "Registered {number}, but its draft is still offered: {key}.",
                number=done.number,
                key=actions.key_text("resume"),
            )
            self._screen.bar.keep("draft", f"{words} {say(done.trouble.message)}")
        if done.done_on:
            words = tr("Registered {number} · what was owed was done on {day}", number=done.number, day=done.done_on)
        else:
            words = tr("Registered {number} · by {day} at the latest", number=done.number, day=done.last_day)
        if CHANNELS[kinds.channel_of(draft)].slip_due:
            self._say_at_handover(draft, done.number)
            self.said.emit(tr("Registered {number}. The slip is being printed.", number=done.number))
            self.slip_wanted.emit(done.number, words)
        else:
            self._say_no_slip(words)

    def _say_no_slip(self, what: str) -> None:
        """Nobody stands at the counter to be handed one."""
        self.said.emit(
            tr("{what} · no slip unless one is asked for: {key}", what=what, key=actions.key_text("reprint"))
        )

    def _say_at_handover(self, draft: Draft, number: str) -> None:
        """What this visitor needs with the slip: until it is seen, or the next who needs something is registered."""
        keys = {"papers": actions.key_text("papers")}
        if needed := at_handover(ticked_needs(draft.fields), keys):
            self._screen.bar.keep("handover", "\n".join([number, *map(say, needed)]), "owed")

    def _registered_before(self, draft: Draft, done: Registered) -> None:
        """The draft was offered once more: no second number, no second slip by itself, and no later word lost."""
        words = [
            tr(
                "This was registered before, as {number}. No slip was printed now: {key} prints it.",
                number=done.number,
                key=actions.key_text("reprint"),
            )
        ]
        if done.trouble:
            words.append(tr("What was typed could not be put away. {trouble}", trouble=say(done.trouble.message)))
            self._waiting.hold(done.added_later or draft)
        if done.added_later and self._screen.is_free():
            self._waiting.take_up(done.added_later)
            words.append(tr("What was told later stands here as a correction; it is not saved yet."))
        elif done.added_later:
            words.append(
                tr("What was told later waits as a correction: {key} takes it up.", key=actions.key_text("resume"))
            )
        if done.trouble:
            self._screen.bar.keep("draft", "\n".join(words))
        else:
            self._screen.bar.say("\n".join(words))

    def _not_registered(self, draft: Draft, error: Exception) -> None:
        self._waiting.bring_back(draft, error, lambda trouble: tr("Not registered. {trouble}", trouble=trouble))

    def _not_corrected(self, draft: Draft, error: Exception) -> None:
        free = self._waiting.bring_back(
            draft, error, lambda trouble: tr("The correction is not saved. {trouble}", trouble=trouble)
        )
        if isinstance(error, ChangedMeanwhile) and free:
            again = partial(corrections.go_on, self._station.desk, draft, now=self._station.now())
            self._asking.act(again, self._show_on_top)

    # -- correcting ------------------------------------------------------------------------------------------------

    def _show_correction(self, draft: Draft) -> None:
        self._waiting.put_aside()
        self._waiting.take_up(draft)
        if not corrections.is_untouched(draft):
            self._screen.bar.say(tr("This correction was begun before; it is taken up again."), "ok")

    def _show_on_top(self, draft: Draft) -> None:
        """Unless something else is on screen by now: the correction on top of what somebody else has corrected."""
        if self._screen.form.is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, self, partial(self._show_on_top, draft))
            return
        on_screen = self._screen.draft()
        if on_screen is not None and on_screen.id == draft.id:
            self._screen.bring_up(corrections.brought_up(on_screen, draft.opened))  # keys may have come meanwhile

    def _save_correction(self, draft: Draft) -> None:
        reason = correction_reason.ask_reason(self._screen, changes(self._screen.form, draft))
        if reason is None:
            return
        self._screen.start_over()
        act = partial(corrections.correct, self._station.desk, draft, reason=reason, now=self._station.now())
        slip_due = CHANNELS[kinds.channel_of(draft)].slip_due
        self._asking.act(act, partial(self._corrected, slip_due), partial(self._not_corrected, draft))

    def _corrected(self, slip_due: bool, number: str) -> None:
        self._waiting.recount()
        self._side.highlight_number(number)
        self.show_latest()
        words = tr("Corrected {number}", number=number)
        if slip_due:
            self.slip_wanted.emit(number, words)
        else:
            self._say_no_slip(words)
