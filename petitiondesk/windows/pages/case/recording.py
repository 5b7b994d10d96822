"""How a step is recorded from the case: which one, what its paper says, and again with everything if it was refused."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from petitiondesk.office import case_page, steps
from petitiondesk.office.case_page import CaseShown, TermShown
from petitiondesk.office.case_requests import RequestShown
from petitiondesk.office.steps import NotLawful, StepRefused
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.lawful import lawful, refused
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs.lawful_steps import choose_step
from petitiondesk.windows.dialogs.route import RouteChosen, ask_route
from petitiondesk.windows.dialogs.step import Asked, Beside, Given, ask_step
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Notices


class Recording(QObject):
    """Each asks first; nothing that was typed is lost."""

    said = Signal(str)
    """For the message line."""

    recorded = Signal(int)
    """The id of a step that was recorded now."""

    def __init__(self, station: Station, bar: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._station = station
        self._bar = bar
        self._page = page
        self._asking = Asking(station.background, self, self._failed)

    # -- which step ------------------------------------------------------------------------------------------------

    def next_step(self, shown: CaseShown, request: RequestShown | None) -> None:
        """Record the step that is proposed for a request."""
        if request is None or request.comes is None:
            key = actions.key_text("lawful_steps")
            self.said.emit(tr("Nothing comes next here by itself: {key} shows all steps.", key=key))
        else:
            self._record(shown, request, request.comes.kind)

    def any_step(self, shown: CaseShown, request: RequestShown | None) -> None:
        """Show all steps for a request, and record the one that is chosen."""
        if request is None or request.stood is None:
            return
        standing, matter = request.stood.standing, request.stood.matter
        proposed = request.comes.kind if request.comes else None
        about = f"{shown.number}  {_in_brief(request.text)}"
        chosen = choose_step(self._page, about, lawful(standing, matter), proposed, refused(standing, matter))
        if chosen is not None:
            self._record(shown, request, chosen)

    def for_term(self, shown: CaseShown, term: TermShown) -> None:
        """Record a step that ends this term: the only one, or the one that is chosen."""
        request = next((each for each in shown.requests if _has(each, term)), None)
        if request is None or request.stood is None:
            self.said.emit(_nothing_ends_it())
            return
        may = [each for each in lawful(request.stood.standing, request.stood.matter) if each in term.ended_by]
        if not may:
            self.said.emit(_nothing_ends_it())
            return
        proposed = request.comes.kind if request.comes and request.comes.kind in may else may[0]
        about = f"{shown.number}  {say(term.name)}"
        chosen = choose_step(self._page, about, may, proposed, {}) if may[1:] else may[0]
        if chosen is not None:
            self._record(shown, request, chosen)

    def _record(self, shown: CaseShown, request: RequestShown, kind: StepKind) -> None:
        if shown.found is None or request.stood is None:
            return
        if kind is StepKind.ROUTE:
            asked, only = self._routed(shown, request), [request.stood.matter.id]
            self._route(shown, ask_route(self._page, shown.number, asked, ticked=only))
        elif kind is StepKind.COMPARE and shown.follows:
            work = partial(case_page.as_told_to_anybody, self._station.desk, shown.follows)
            self._asking.read(work, partial(self._compare, shown, request))
        else:
            self._ask(shown, request, kind)

    def _compare(self, shown: CaseShown, request: RequestShown, former: CaseShown) -> None:
        self._ask(shown, request, StepKind.COMPARE, _beside(shown, former))

    # -- what its paper says ---------------------------------------------------------------------------------------

    def _ask(self, shown: CaseShown, request: RequestShown, kind: StepKind, beside: Beside = ()) -> None:
        if shown.found is None or request.stood is None:
            return
        asked = Asked(
            number=shown.number,
            kind=kind,
            found=shown.found,
            requests=steps.taken_together(kind, shown.found, request.stood),
            today=self._station.today(),
            known=shown.known,
            units=shown.units,
            staff=shown.staff,
            beside=beside,
        )
        self._go_on(asked, ask_step(self._page, asked))

    def _go_on(self, asked: Asked, given: Given | None) -> None:
        if given is not None:
            work = partial(self._keep, asked.number, given.kind, given.told, given.requests)
            self._asking.act(work, partial(self._recorded, given.kind), partial(self._not_recorded, asked, given))

    def _not_recorded(self, asked: Asked, given: Given, error: Exception) -> None:
        if isinstance(error, StepRefused):
            self._go_on(asked, ask_step(self._page, asked, typed=given, problems=error.problems))
        elif isinstance(error, NotLawful):
            self._go_on(asked, ask_step(self._page, asked, typed=given, refused=error.message))
        else:
            self._failed(error)

    # -- the route -------------------------------------------------------------------------------------------------

    def _routed(self, shown: CaseShown, request: RequestShown) -> list[tuple[int, str]]:
        """The requests that a route may be chosen for now, the one that it was opened for first."""
        may = steps.lawful_in(StepKind.ROUTE, shown.found) if shown.found else []
        first = [each for each in may if each is request.stood]
        others = [each for each in may if each is not request.stood and each.standing.route is None]
        return [(each.matter.id, _in_brief(each.text)) for each in (*first, *others)]

    def _route(self, shown: CaseShown, chosen: RouteChosen | None) -> None:
        if chosen is None:
            return
        told = {
            "route": str(chosen.route),
            "reasons": chosen.reasons,
            "to": chosen.to,
            "decided_by": shown.known.signer or shown.known.actor,
            "decided_on": self._station.today().isoformat(),
        }
        work = partial(self._keep, shown.number, StepKind.ROUTE, told, chosen.requests)
        self._asking.act(work, partial(self._recorded, StepKind.ROUTE), partial(self._not_routed, shown, chosen))

    def _not_routed(self, shown: CaseShown, chosen: RouteChosen, error: Exception) -> None:
        if isinstance(error, StepRefused):
            problems = error.problems
        elif isinstance(error, NotLawful):
            problems = {"requests": error.message}
        else:
            self._failed(error)
            return
        others = {each.matter.id: _in_brief(each.text) for each in shown.found.requests} if shown.found else {}
        asked = [(each, others.get(each, "")) for each in chosen.requests]
        self._route(shown, ask_route(self._page, shown.number, asked, typed=chosen, problems=problems))

    # -- slots and private -----------------------------------------------------------------------------------------

    def _keep(self, number: str, kind: StepKind, told: Mapping[str, str], requests: tuple[int, ...]) -> steps.Done:
        now = self._station.now()
        return steps.record(self._station.desk, number, kind, told, requests=requests or None, now=now)

    def _recorded(self, kind: StepKind, done: steps.Done) -> None:
        self._bar.say("")
        step, day, key = tr(kind.label), done.taken_on, actions.key_text("take_back")
        if done.late:
            words = tr("Recorded as done late: {step}, {day}. {key} takes it back.", step=step, day=day, key=key)
        else:
            words = tr("Recorded: {step}, {day}. {key} takes it back.", step=step, day=day, key=key)
        self.said.emit(words)
        self.recorded.emit(done.step_id)

    def _failed(self, error: Exception) -> None:
        self._bar.say(trouble(error), "late")


_BRIEF = 80


def _in_brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _BRIEF else f"{words[:_BRIEF]}…"


def _has(request: RequestShown, term: TermShown) -> bool:
    """Whether a term is one of a request's: started by its steps, or brought by its registration."""
    if request.stood is None:
        return False
    if term.request_id is not None:
        return request.stood.matter.id == term.request_id
    running = request.stood.standing.running
    return any(each.duty_id == term.duty_id or (each.duty_id is None and each.clock == term.clock) for each in running)


def _nothing_ends_it() -> str:
    key = actions.key_text("lawful_steps")
    return tr("No step that ends this term may be recorded now: {key} shows all steps, and why not.", key=key)


def _beside(shown: CaseShown, former: CaseShown) -> Beside:
    """The facts of the former matter and of this one; of a report of wrongdoing nothing is told."""
    if not former.registrations:
        return ()
    return (
        (tr("Facts of the former matter {number}", number=former.number), _facts(former)),
        (tr("Facts of this matter {number}", number=shown.number), _facts(shown)),
    )


def _facts(shown: CaseShown) -> str:
    """What was told in every registration, and what is asked."""
    told = [text for each in shown.registrations for text in (each.matter, each.facts, each.grounds) if text]
    asked = [each.text for each in shown.requests if each.text and each.text not in told]
    return "\n".join(dict.fromkeys((*told, *asked)))
