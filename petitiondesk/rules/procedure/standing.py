"""Where a request stands: derived from its steps alone, never kept twice.

The functions work on plain data. A step that was recorded before a rule forbade it is applied as far as it says
something; :mod:`petitiondesk.rules.procedure.lawful` tells what may be recorded now.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from petitiondesk.rules.clocks import REPORT_BACK, RULE_SETS, Clock, Owner, RuleSet
from petitiondesk.rules.procedure.changes import CHANGES, end_terms, serve
from petitiondesk.rules.procedure.kinds import End, Stage, StepKind
from petitiondesk.rules.procedure.matter import Hand, Matter, Running, Standing, Taken
from petitiondesk.rules.procedure.rule import (
    CO_TERM,
    NEXT_STEP,
    NOTICE_TERM,
    OBJECTION_TERM,
    PETITIONERS_TERMS,
)
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.working_days import Calendar

_BESIDES = frozenset({OBJECTION_TERM, REPORT_BACK, CO_TERM, *PETITIONERS_TERMS})
"""What runs beside the way of a request and says nothing of its next step."""


def stands(matter: Matter, steps: Sequence[Taken], today: date, calendar: Calendar, rules: RuleSet) -> Standing:
    """Where a request stands on a day, after the steps about it in the order in which they were recorded.

    A term of the petitioner that has run out after proved service ends the request (Art. 35, 36). Days off that become
    known later never shorten it: the later day stands (Civil Code Art. 203 lengthens it, nothing shortens it).
    """
    standing = begun(matter)
    for step in steps:
        standing = after(standing, matter, step)
    standing = _none_shorter(standing, matter)
    standing = _run_out(standing, today, calendar, rules)
    return _with_target(standing, matter)


def begun(matter: Matter) -> Standing:
    """Where a request stands before any step."""
    return Standing(
        Stage.REGISTERED,
        matter.received_on,
        matter.officer,
        hands=(Hand(matter.received_on, None, matter.officer, 0),),
        running=tuple(
            Running(
                each.clock,
                each.starts_on,
                None,
                duty_id=each.duty_id,
                since=each.since,
                set_day=each.last_day,
                done_on=each.done_on,
            )
            for each in matter.brought
        ),
    )


def replayed(matter: Matter, steps: Sequence[Taken]) -> list[Standing]:
    """Where a request stood before each of its steps; time alone ends nothing here."""
    standing, found = begun(matter), []
    for step in steps:
        found.append(standing)
        standing = after(standing, matter, step)
    return found


def after(standing: Standing, matter: Matter, step: Taken) -> Standing:
    """Where a request stands after one more step."""
    rule = STEPS.get(step.kind)
    if rule is None:
        return standing
    before = standing
    standing = end_terms(standing, step, rule.ends)
    if rule.leads is not None:
        standing = replace(standing, stage=rule.leads, since=step.on, end=None)
    if rule.end is not None:
        standing = replace(standing, stage=Stage.ENDED, end=rule.end, since=step.on)
    if rule.ends & _TOLD:
        standing = replace(standing, told=True)
    if step.kind is StepKind.SERVE:
        standing = serve(before.stage, standing, step)
    elif change := CHANGES.get(step.kind):
        standing = change(standing, matter, step)
    if standing.stage is Stage.ENDED and before.stage is not Stage.ENDED:
        standing = end_terms(standing, step, None if standing.end is End.WITHDRAWN else _ALL - {REPORT_BACK})
    standing = replace(standing, last_step=max(step.on, standing.last_step or step.on))
    return _note_hand(standing, before, step)


_ALL = frozenset(clock for rules in RULE_SETS.values() for clock in rules.clocks)
_TOLD = frozenset({"C2", NOTICE_TERM})


def owner(running: Running, rules: RuleSet) -> Owner:
    """Whose term it is; of rules that this program does not know: the office's."""
    clock: Clock | None = rules.clocks.get(running.clock)
    return clock.owner if clock else Owner.OFFICE


def _note_hand(standing: Standing, before: Standing, step: Taken) -> Standing:
    now = (standing.holder, standing.responsible_officer)
    if now == (before.holder, before.responsible_officer):
        return standing
    return replace(standing, hands=(*standing.hands, Hand(step.on, *now, step.id)))


def _none_shorter(standing: Standing, matter: Matter) -> Standing:
    running = tuple(
        replace(each, not_before=matter.told_days.get((each.clock, each.started_by)))
        if each.clock in PETITIONERS_TERMS and each.started_by is not None
        else each
        for each in standing.running
    )
    return replace(standing, running=running)


def _run_out(standing: Standing, today: date, calendar: Calendar, rules: RuleSet) -> Standing:
    """A petitioner's term that ran out after proved service ends the request; it is not final (Art. 35, 36)."""
    if standing.stage not in (Stage.SERVED, Stage.REVIEW_SERVED):
        return standing
    windows = [each for each in standing.open_terms if each.clock in PETITIONERS_TERMS]
    last = max((each.last_day(calendar, rules) for each in windows), default=None)
    if last is None or today <= last:
        return standing
    return replace(standing, stage=Stage.ENDED, end=End.WINDOW, since=last + timedelta(days=1))


def _with_target(standing: Standing, matter: Matter) -> Standing:
    """An open request on which nobody owes anything by statute or letter has an internal target, marked as such."""
    if standing.stage in (Stage.ENDED, Stage.SERVED, Stage.REVIEW_SERVED):
        return standing
    if any(each.clock not in _BESIDES and each.of == standing.holder for each in standing.open_terms):
        return standing
    target = Running(NEXT_STEP, standing.last_step or matter.received_on, None, standing.holder)
    return replace(standing, running=(*standing.running, target))
