"""What is done in a case besides recording steps: one taken back, registrations linked and taken out again."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import cases, steps
from petitiondesk.office.case_page import StepShown
from petitiondesk.office.cases import NotLinked
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs.case_link import Link, ask_link
from petitiondesk.windows.dialogs.reason import Why, ask_why
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Notices


class CaseActs(QObject):
    """Each asks first; what could not be done is asked again with everything that was typed."""

    said = Signal(str)
    """For the message line."""

    moved = Signal(str)
    """The number of a registration that is in another case now."""

    def __init__(self, station: Station, bar: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._station = station
        self._bar = bar
        self._page = page
        self._asking = Asking(station.background, self, self._failed)

    # -- steps that were recorded -----------------------------------------------------------------------------------

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
