"""The visits that wait: put aside, taken up again, ended without registering."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from petitiondesk.office import corrections, drafts
from petitiondesk.office.drafts import kinds
from petitiondesk.rules.messages import _
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs import end_draft, waiting_drafts
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.pages.reception.visit_on_screen import VisitOnScreen
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.elided_label import ElidedLabel


class WaitingVisits(QObject):
    """Acts on the visit on screen. ``count`` is a quiet label that says how many wait beside it."""

    said = Signal(str)
    """For the message line."""

    answer_chosen = Signal(str)
    """The number of the registration whose answer, begun before, was chosen."""

    def __init__(self, station: Station, screen: VisitOnScreen) -> None:
        super().__init__(screen)
        self._station = station
        self._screen = screen
        self._asking = Asking(station.background, self, screen.failed)
        self.undone: dict[str, Draft] = {}
        """Drafts whose act failed while somebody else was on screen, by their ids; perhaps on no disk."""
        self.dropped: dict[str, Draft] = {}
        """Drafts that were dropped by one key and can be brought back until the program closes; on no disk."""
        self._ending_words: dict[str, str] = {}
        self._new = True
        self.count = ElidedLabel()
        self.count.setObjectName("waiting_count")
        self.count.setProperty("role", "quiet")
        self.count.hide()

    def start(self) -> None:
        """The program was started: say which visits and answers wait from before."""
        self._asking.act(partial(drafts.waiting, self._station.desk), self._say_what_waits)
        self.recount()

    def go_on_with(self, undone: dict[str, Draft], dropped: dict[str, Draft]) -> None:
        """Stand in the place of a page that has said what waited from before."""
        self.undone, self.dropped = undone, dropped
        self._new = False

    def hold(self, draft: Draft) -> None:
        """The draft waits here and can be taken up, whatever becomes of its file."""
        self.undone[draft.id] = draft
        self.recount()

    def keep(self) -> None:
        """Try once more to put on the disk what is held here."""
        for draft in self.undone.values():
            self._asking.act(partial(drafts.keep, self._station.desk, draft), partial(self._kept, draft))

    def bring_back(self, draft: Draft, error: Exception, words: Callable[[str], str]) -> bool:
        """The act failed. Nothing typed is lost: it is back on screen if that is free, else it waits; False then.

        ``words`` say what the trouble came to. Raises an error that can't be put into words.
        """
        free = self._screen.is_free()
        if free:
            self.take_up(draft)
        else:
            self.hold(draft)
        said = words(trouble(error))
        if not free:
            said += "\n" + tr("What stood there waits: {key} takes it up.", key=actions.key_text("resume"))
        self._screen.bar.say(said, "late")
        return free

    def take_up(self, draft: Draft) -> None:
        """Go on with a draft."""
        not_on_disk = [held.pop(draft.id, None) for held in (self.undone, self.dropped)]
        self._screen.take_up(draft)
        if any(not_on_disk):
            self._screen.keep()
        self.recount()

    def put_aside(self) -> None:
        """Put what is on screen among those that wait; the form is blank for the next visitor.

        Where it can't be kept it comes back, and nothing says that it was put aside.
        """
        draft = self._screen.clear()
        if draft is None:
            self.recount()
            return
        draft = replace(draft, parked=True)
        keep = partial(drafts.keep, self._station.desk, draft)
        self._asking.act(keep, self._put_aside, partial(self._not_put_aside, draft))

    def resume(self) -> None:
        """Choose a draft that waits and go on with it; the one on screen is put aside."""
        if self._screen.draft() is not None:
            self.put_aside()
        self._asking.act(partial(drafts.waiting, self._station.desk), self._choose)

    def take_up_by_id(self, draft_id: str) -> None:
        """Go on with one that waits, as it is now; the one on screen, if it is another, is put aside."""
        on_screen = self._screen.draft()
        if on_screen is None or on_screen.id != draft_id:
            self._asking.act(partial(drafts.waiting, self._station.desk), partial(self._go_on_with_id, draft_id))

    def end(self) -> None:
        """End a visit without registering: withdrawn in the visitor's words, or opened by mistake."""
        draft = self._screen.draft()
        if draft is None:
            return
        if drafts.may_vanish(draft):
            self._drop(draft)
            return
        number = kinds.corrected_number(draft)
        ending = end_draft.ask_ending(
            self._screen,
            has_matter=True,
            me=self._station.desk.actor.name,
            former=self._ending_words.pop(draft.id, ""),
            added_to=number,
        )
        if ending is None:
            return
        if ending.kind == "stay":
            self._ending_words[draft.id] = ending.words
        now = self._station.now()
        if ending.kind == "withdrawn":
            act = partial(drafts.withdraw, self._station.desk, draft, words=ending.words, now=now)
        elif ending.kind == "mistake":
            act = partial(drafts.opened_by_mistake, self._station.desk, draft, said_by=ending.words, now=now)
        else:
            return
        self._screen.start_over()
        self._asking.act(act, partial(self._ended, number), partial(self._not_ended, draft))

    def recount(self) -> None:
        """Say anew how many wait."""
        self._asking.act(partial(drafts.waiting, self._station.desk), self._counted, key="waiting visits")

    # -- private ---------------------------------------------------------------------------------------------------

    def _all(self, kept: Sequence[Draft]) -> list[Draft]:
        """Those in the drafts file and those whose act is not done, the oldest first, without the one on screen."""
        on_screen = self._screen.draft_as_kept()
        by_id = {draft.id: draft for draft in (*kept, *self.undone.values())}
        if on_screen is not None:
            by_id.pop(on_screen.id, None)
        return sorted(by_id.values(), key=lambda draft: draft.started_at)

    def _say_what_waits(self, kept: Sequence[Draft]) -> None:
        """How to take one up; not over a visit that somebody has begun by now."""
        if not self._new or self._screen.draft() is not None:
            return
        key, answered = (
            actions.key_text("resume"),
            [number for draft in kept if (number := kinds.answered_number(draft))],
        )
        said = []
        if visits := len(kept) - len(answered):
            said.append(tr("{count} begun and not registered: {key} takes one up.", count=visits, key=key))
        if answered:
            words = _("Answers begun and not given: {numbers}. {key} goes on with one.")
            said.append(tr(words, numbers=" · ".join(answered), key=key))
        if said:
            self._screen.bar.say("\n".join(said))

    def _choose(self, kept: Sequence[Draft]) -> None:
        chosen = waiting_drafts.choose_draft(
            self._screen, self._all(kept), self._station.now(), dropped=[*self.dropped.values()]
        )
        if chosen is None:
            self.recount()
        else:
            self._go_on_with(chosen)

    def _go_on_with_id(self, draft_id: str, kept: Sequence[Draft]) -> None:
        chosen = next((draft for draft in self._all(kept) if draft.id == draft_id), None)
        if chosen is None:
            self.said.emit(tr("That draft has ended meanwhile."))
        else:
            self._go_on_with(chosen)

    def _go_on_with(self, chosen: Draft) -> None:
        if answered := kinds.answered_number(chosen):
            self.answer_chosen.emit(answered)
        elif kinds.corrected_number(chosen):
            go_on = partial(corrections.go_on, self._station.desk, chosen, now=self._station.now())
            self._asking.act(go_on, self._go_on, partial(self._not_brought_up, chosen))
        else:
            self._go_on(chosen)

    def _go_on(self, chosen: Draft) -> None:
        if self._screen.draft() is not None:
            self.put_aside()
        self.take_up(chosen)

    def _not_brought_up(self, chosen: Draft, error: Exception) -> None:
        """What was typed is shown all the same; it can't overwrite what somebody else has put on record."""
        self._go_on(chosen)
        self._screen.failed(error)

    def _counted(self, kept: Sequence[Draft]) -> None:
        self._screen.tell_unreadable_drafts()
        waiting = len(self._all(kept))
        self.count.setText(tr("{count} waiting: {key}", count=waiting, key=actions.key_text("resume")))
        self.count.setVisible(waiting > 0)

    def _drop(self, draft: Draft) -> None:
        self._screen.start_over()
        number = kinds.corrected_number(draft)
        words = (
            tr("The correction of {number} is dropped; the record stays as it is.", number=number)
            if number
            else tr("Ended; nothing had been told that must be kept.")
        )
        if not corrections.is_untouched(draft):
            self.dropped[draft.id] = draft
            words += " " + tr("{key} brings it back until the program closes.", key=actions.key_text("resume"))
        self._asking.act(partial(drafts.drop, self._station.desk, draft), lambda _nothing: self.said.emit(words))
        self.recount()

    def _kept(self, draft: Draft, _nothing: object) -> None:
        self.undone.pop(draft.id, None)
        self.recount()

    def _put_aside(self, _nothing: object) -> None:
        self.said.emit(tr("Put aside. {key} takes it up again.", key=actions.key_text("resume")))
        self.recount()

    def _not_put_aside(self, draft: Draft, error: Exception) -> None:
        self.bring_back(draft, error, lambda trouble: tr("Not put aside. {trouble}", trouble=trouble))

    def _ended(self, added_to: str | None, _nothing: object) -> None:
        self.said.emit(
            tr("Not added to {number}; the history keeps it.", number=added_to)
            if added_to
            else tr("Ended without registering; the history keeps it.")
        )
        self.recount()

    def _not_ended(self, draft: Draft, error: Exception) -> None:
        self.bring_back(draft, error, str)
