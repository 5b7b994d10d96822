"""What is done in a case: steps recorded and taken back, registrations linked and taken out again."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import cases, steps
from petitiondesk.office.case_page import CaseShown, StepShown, TermShown
from petitiondesk.office.cases import NotLinked
from petitiondesk.office.steps import StepRefused
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs.case_link import Link, ask_link
from petitiondesk.windows.dialogs.reason import Why, ask_why
from petitiondesk.windows.dialogs.step import Asked, Given, ask_step
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Notices


class CaseActs(QObject):
    """Each asks first; what could not be done is asked again with everything that was typed."""

    said = Signal(str)
    """For the message line."""

    moved = Signal(str)
    """The number of a registration that is in another case now."""

    recorded = Signal(int)
    """The id of a step that was recorded now."""

    def __init__(self, station: Station, bar: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._station = station
        self._bar = bar
        self._page = page
        self._asking = Asking(station.background, self, self._failed)

    # -- steps -----------------------------------------------------------------------------------------------------

    def record(self, shown: CaseShown, term: TermShown | None) -> None:
        """Ask what was done, and record it; it ends ``term``, of which None is left to say where nothing is owed."""
        today = self._station.today()
        kinds = [*(term.ended_by if term else ()), *ending_nothing()]
        told = {"petitioner": shown.petitioner, "sender": shown.sender, "signer": shown.signer}
        asked = Asked(
            number=shown.number,
            term=say(term.name) if term else "",
            kinds=kinds,
            likely={kind: steps.likely(kind, **told, today=today) for kind in kinds},
            starts_on=term.starts_on if term else shown.opened_on,
            last_day=term.last_day if term else None,
            today=today,
        )
        self._go_on(asked, term, ask_step(self._page, asked))

    def _go_on(self, asked: Asked, term: TermShown | None, given: Given | None) -> None:
        if given is None:
            return
        ends = term.duty_id if term and given.kind in term.ended_by else None
        now = self._station.now()
        work = partial(steps.record, self._station.desk, asked.number, given.kind, given.told, duty_id=ends, now=now)
        self._asking.act(work, partial(self._recorded, given), partial(self._not_recorded, asked, term, given))

    def _recorded(self, given: Given, done: steps.Done) -> None:
        self._bar.say("")
        step, day, key = tr(given.kind.label), done.taken_on, actions.key_text("take_back")
        if done.late:
            words = tr("Recorded as done late: {step}, {day}. {key} takes it back.", step=step, day=day, key=key)
        else:
            words = tr("Recorded: {step}, {day}. {key} takes it back.", step=step, day=day, key=key)
        self.said.emit(words)
        self.recorded.emit(done.step_id)

    def _not_recorded(self, asked: Asked, term: TermShown | None, given: Given, error: Exception) -> None:
        if isinstance(error, StepRefused):
            self._go_on(asked, term, ask_step(self._page, asked, typed=given, problems=error.problems))
        else:
            self._failed(error)

    def take_back(self, step: StepShown | None) -> None:
        """Ask why, and take the highlighted step back."""
        if step is None or step.taken_back:
            self.said.emit(tr("No step that stands is highlighted: the arrow keys go to one."))
            return
        what = tr(step.kind.label) if step.kind else ""
        why = Why(
            title=tr("Take a step back"),
            about=[f"{step.taken_on}  {what}"],
            follows=tr("It stays in the history as entered wrongly, with the reason; what it ended is owed again."),
            do=tr("Take back"),
            leave=tr("Leave it"),
        )
        if reason := ask_why(self._page, why):
            work = partial(steps.take_back, self._station.desk, step.step_id, reason=reason, now=self._station.now())
            self._asking.act(work, lambda _nothing: self.said.emit(tr("Taken back: {step}.", step=what)))

    # -- which case ------------------------------------------------------------------------------------------------

    def link(self, number: str) -> None:
        """Ask to which case, and put the registration there."""
        self._link(number, ask_link(self._page, number))

    def _link(self, number: str, link: Link | None) -> None:
        if link is None:
            return
        work = partial(
            cases.link,
            self._station.desk,
            number,
            link.to,
            new_facts=link.new_facts,
            reason=link.reason,
            now=self._station.now(),
        )
        self._asking.act(work, partial(self._linked, number), partial(self._not_linked, number, link))

    def _linked(self, number: str, case_number: str) -> None:
        key = actions.key_text("unlink_case")
        words = tr(
            "{number} belongs to the case {case} now; {key} takes it out.", number=number, case=case_number, key=key
        )
        self.said.emit(words)
        self.moved.emit(number)

    def _not_linked(self, number: str, link: Link, error: Exception) -> None:
        if isinstance(error, NotLinked):
            refused = say(error.message)
        elif isinstance(error, LookupError):
            refused = tr("Nothing is registered under {code}.", code=link.to)
        else:
            self._failed(error)
            return
        self._link(number, ask_link(self._page, number, typed=link, refused=refused))

    def unlink(self, number: str) -> None:
        """Ask why, and take the registration out of its case."""
        self._unlink(number, ask_why(self._page, _unlinking(number)))

    def _unlink(self, number: str, reason: str | None) -> None:
        if reason is None:
            return
        work = partial(cases.unlink, self._station.desk, number, reason=reason, now=self._station.now())
        self._asking.act(work, partial(self._unlinked, number), partial(self._not_unlinked, number, reason))

    def _unlinked(self, number: str, case_number: str) -> None:
        self.said.emit(tr("{number} stands in a case of its own: {case}.", number=number, case=case_number))
        self.moved.emit(number)

    def _not_unlinked(self, number: str, reason: str, error: Exception) -> None:
        if isinstance(error, NotLinked):
            again = ask_why(self._page, _unlinking(number), typed=reason, refused=say(error.message))
            self._unlink(number, again)
        else:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self._bar.say(trouble(error), "late")


def _unlinking(number: str) -> Why:
    return Why(
        title=tr("Take a registration out of the case"),
        about=[number],
        follows=tr("It gets a case of its own, with what is owed and was done on it alone. No day moves."),
        do=tr("Take out"),
        leave=tr("Leave it"),
    )
