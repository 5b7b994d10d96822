"""What a step changes besides what its line in the table says, by kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from petitiondesk.rules.clocks import REPORT_BACK
from petitiondesk.rules.kinds import Purpose
from petitiondesk.rules.names import fold
from petitiondesk.rules.procedure.kinds import Conclusion, End, Outcome, Sameness, Stage, StepKind, Way
from petitiondesk.rules.procedure.matter import REFERS, Body, Matter, Running, Standing, Taken
from petitiondesk.rules.procedure.rule import (
    CO_TERM,
    DUTY_TERM,
    HANDLE_TERM,
    NOTICE_TERM,
    OBJECTION_TERM,
    REREVIEW_TERM,
    REVIEW_TERM,
    SERVE_TERM,
    SUGGESTION_TERM,
)
from petitiondesk.rules.routes import Route

AT_ONCE = frozenset({Way.HANDED, Way.ELECTRONIC, Way.FAX})
"""Ways by which what is sent is there on the same day."""

MOST_EXTENDED = 30
"""Days by which the term of handling may be extended in all (Art. 34)."""


def end_terms(standing: Standing, step: Taken, clocks: frozenset[str] | None) -> Standing:
    """The terms of these clocks, all where None, are done by a step."""
    running = tuple(
        replace(each, done_on=step.on, done_by=step.id)
        if each.done_on is None
        and (clocks is None or each.clock in clocks)
        and (each.since is None or each.since <= step.recorded_at)
        else each
        for each in standing.running
    )
    return replace(standing, running=running)


def start(
    standing: Standing, step: Taken, clock: str, starts_on: date, *, of: Body | None = None, set_day: date | None = None
) -> Standing:
    """A term begins with a step: of this office, or of a unit; with a day that was set in a letter."""
    return replace(standing, running=(*standing.running, Running(clock, starts_on, step.id, of, set_day=set_day)))


def day(step: Taken, name: str) -> date | None:
    """The day that a step tells in one of its fields."""
    try:
        return date.fromisoformat(step.told.get(name, ""))
    except ValueError:
        return None


def _route(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    return replace(standing, route=Route.of(step.told.get("route")))


def _sent(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    standing = replace(standing, holder=step.to, handler=step.to, unit_officer="", signed=False, told=False)
    standing = replace(standing, sent_way=step.told.get("way", ""))
    standing = start(standing, step, NOTICE_TERM, step.on, of=step.to)
    standing = start(standing, step, OBJECTION_TERM, step.on, of=step.to)
    if step.kind is StepKind.ASSIGN:
        set_day = day(step, "report_by")
        if set_day is not None:
            standing = start(standing, step, REPORT_BACK, step.on, of=step.to, set_day=set_day)
    return replace(standing, report="due" if step.kind is StepKind.ASSIGN else "")


def _signed_for(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    """From a unit to which it was sent by post the days count from the day on which they had it; nobody gains days by
    signing late for what was handed over.
    """
    standing = replace(standing, signed=True, unit_officer=step.told.get("officer", "") or standing.unit_officer)
    if standing.stage is not Stage.SENT:
        return standing
    at_once = Way.of(standing.sent_way) in AT_ONCE
    running = tuple(
        replace(each, starts_on=max(step.on, each.starts_on))
        if not at_once and each.done_on is None and each.started_by and each.clock in (NOTICE_TERM, OBJECTION_TERM)
        else each
        for each in standing.running
    )
    return replace(standing, stage=Stage.SIGNED, since=step.on, running=running)


def _object(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    """The sender verifies it, and has the matter until then (Art. 23 ¶3)."""
    return replace(
        standing, objections=standing.objections + 1, objector=standing.holder, holder=None, told=standing.told
    )


def _agree(standing: Standing, matter: Matter, step: Taken) -> Standing:
    """The materials go back: to this office, or from it to whoever sent them."""
    if standing.objector is None and matter.forwarded:
        return replace(standing, stage=Stage.ENDED, end=End.RETURNED)
    standing = _end_units_terms(standing, step)
    return replace(standing, objector=None, handler=None, unit_officer="")


def _reject(standing: Standing, matter: Matter, _step: Taken) -> Standing:
    if standing.objector is None and matter.forwarded:
        return replace(standing, stage=Stage.REGISTERED)
    return replace(standing, holder=standing.objector, objector=None)


def _dispute(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, objections=standing.objections + 1, objector=standing.holder, holder=None)


def _dispute_decided(standing: Standing, matter: Matter, step: Taken) -> Standing:
    """Binding: whoever is named has the matter, and nobody objects again (Art. 24)."""
    standing = replace(standing, binding=True, objector=None)
    if step.to is None:
        standing = _end_units_terms(standing, step)
        return replace(standing, stage=Stage.REGISTERED, holder=None, handler=None)
    if matter.forwarded and matter.role not in REFERS:
        return replace(standing, stage=Stage.ENDED, end=End.RETURNED)
    standing = end_terms(standing, step, frozenset({NOTICE_TERM, OBJECTION_TERM}))
    standing = replace(standing, holder=step.to, handler=step.to, unit_officer="", signed=True)
    return start(standing, step, NOTICE_TERM, step.on, of=step.to)


def _end_units_terms(standing: Standing, step: Taken) -> Standing:
    """What the unit had to do whose the matter is not any more; what registrations brought this office stays."""
    clocks = (NOTICE_TERM, OBJECTION_TERM, REPORT_BACK)
    running = tuple(
        replace(each, done_on=step.on, done_by=step.id)
        if each.done_on is None and each.duty_id is None and each.clock in clocks
        else each
        for each in standing.running
    )
    return replace(standing, running=running, report="")


def _accept(standing: Standing, matter: Matter, step: Taken) -> Standing:
    """A claim is handled in 60 days from its acceptance; a suggestion by a target; a report by its own rules."""
    standing = replace(standing, handler=standing.holder)
    accepted_on = day(step, "accepted_on") or step.on
    if matter.purpose is Purpose.REPORT_OF_WRONGDOING:
        return standing
    if matter.purpose is Purpose.SUGGESTION:
        return start(standing, step, SUGGESTION_TERM, matter.received_on, of=standing.holder)
    return start(standing, step, HANDLE_TERM, accepted_on, of=standing.holder)


def _led(standing: Standing, matter: Matter, step: Taken) -> Standing:
    """A body that itself performs the duty asked for answers on it (Art. 31(5))."""
    if step.told.get("performs") != Outcome.YES:
        return standing
    standing = replace(standing, stage=Stage.PERFORMING, end=None, route=Route.DUTY, handler=standing.holder)
    return start(standing, step, DUTY_TERM, matter.received_on, of=standing.holder)


def _asked_papers(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, papers_asked=standing.papers_asked + 1)


def _appoint(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    standing = replace(standing, holder=step.to, handler=step.to, unit_officer="")
    co_by = day(step, "co_by")
    return start(standing, step, CO_TERM, step.on, of=step.to, set_day=co_by) if co_by else standing


def _hear(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, heard=True)


def _investigate(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, investigated=True)


def _hearing(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    """Its days are left out of the term of a re-review alone (Art. 36 ¶2)."""
    begins = day(step, "begins_on") or step.on
    days = max((step.on - begins).days + 1, 0)
    return lengthen(standing, REREVIEW_TERM, paused=days)


def _extend(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    days = int(step.told["days"]) if step.told.get("days", "").isdecimal() else 0
    days = min(days, MOST_EXTENDED - standing.extended)
    return replace(lengthen(standing, HANDLE_TERM, extended=days), extended=standing.extended + days)


def lengthen(standing: Standing, clock: str, *, extended: int = 0, paused: int = 0) -> Standing:
    """The open terms of a clock last longer by so many days."""
    running = tuple(
        replace(each, extended=each.extended + extended, paused=each.paused + paused)
        if each.clock == clock and each.done_on is None
        else each
        for each in standing.running
    )
    return replace(standing, running=running)


def _opinion(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    standing = start(standing, step, SERVE_TERM, step.on, of=standing.holder)
    return replace(standing, supported=step.told.get("result", ""), conclusion="", redo_by=None)


def _reviewed(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    standing = start(standing, step, SERVE_TERM, step.on, of=standing.holder)
    return replace(standing, conclusion=step.told.get("conclusion", ""), redo_by=day(step, "redo_by"))


def serve(before: Stage, standing: Standing, step: Taken) -> Standing:
    """Service alone starts the petitioner's terms, and alone makes a re-review opinion final (Art. 35, 36)."""
    if before is Stage.DECIDED:
        return start(standing, step, "C6", step.on)
    if before is Stage.REREVIEWED:
        return replace(standing, stage=Stage.ENDED, end=End.FINAL)
    if standing.conclusion == Conclusion.REVOKED:
        standing = replace(standing, stage=Stage.ACCEPTED, holder=standing.handler, unit_officer="")
        return start(standing, step, HANDLE_TERM, step.on, of=standing.handler, set_day=standing.redo_by)
    return start(replace(standing, stage=Stage.REVIEW_SERVED), step, "C8", step.on)


def _review_asked(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    standing = replace(standing, holder=step.to, unit_officer="", signed=True)
    clock = REVIEW_TERM if step.kind is StepKind.ASK_REVIEW else REREVIEW_TERM
    return start(standing, step, clock, step.on, of=step.to)


def _report_in(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, report="came")


def _report_accepted(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, report="accepted")


def _report_returned(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    set_day = day(step, "report_by")
    standing = replace(standing, report="due")
    return start(standing, step, REPORT_BACK, step.on, of=standing.holder, set_day=set_day) if set_day else standing


def _name_accused(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    accused = (*standing.accused, step.to) if step.to else standing.accused
    return replace(standing, accused=accused, accused_said=True)


def _recuse(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    if step.told.get("granted") != Outcome.YES:
        return standing
    return replace(standing, recused=standing.recused | {fold(step.told.get("who", ""))})


def _hand_over(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    return replace(standing, offered_to=step.told.get("who", ""))


def _take_over(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, officer=standing.offered_to or standing.officer, offered_to="")


def _compare(standing: Standing, _matter: Matter, step: Taken) -> Standing:
    return replace(standing, compared=Sameness.of(step.told.get("found")))


def _take_up(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, taken_up=True)


def _archive(standing: Standing, _matter: Matter, _step: Taken) -> Standing:
    return replace(standing, archived=True)


Change = Callable[[Standing, Matter, Taken], Standing]

CHANGES: Mapping[StepKind, Change] = MappingProxyType(
    {
        StepKind.ROUTE: _route,
        StepKind.REFER: _sent,
        StepKind.ASSIGN: _sent,
        StepKind.RECEIPT: _signed_for,
        StepKind.OBJECT: _object,
        StepKind.AGREE_OBJECTION: _agree,
        StepKind.REJECT_OBJECTION: _reject,
        StepKind.PUT_DISPUTE: _dispute,
        StepKind.DECIDE_DISPUTE: _dispute_decided,
        StepKind.ACCEPT: _accept,
        StepKind.LEAD_INTO: _led,
        StepKind.ASK_PAPERS: _asked_papers,
        StepKind.APPOINT: _appoint,
        StepKind.HEAR: _hear,
        StepKind.INVESTIGATE: _investigate,
        StepKind.HEARING: _hearing,
        StepKind.EXTEND: _extend,
        StepKind.OPINION: _opinion,
        StepKind.REVIEW: _reviewed,
        StepKind.REREVIEW: _reviewed,
        StepKind.ASK_REVIEW: _review_asked,
        StepKind.ASK_REREVIEW: _review_asked,
        StepKind.REPORT_IN: _report_in,
        StepKind.ACCEPT_REPORT: _report_accepted,
        StepKind.RETURN_REPORT: _report_returned,
        StepKind.NAME_ACCUSED: _name_accused,
        StepKind.RECUSE: _recuse,
        StepKind.HAND_OVER: _hand_over,
        StepKind.TAKE_OVER: _take_over,
        StepKind.COMPARE: _compare,
        StepKind.TAKE_UP_AGAIN: _take_up,
        StepKind.ARCHIVE: _archive,
    }
)
