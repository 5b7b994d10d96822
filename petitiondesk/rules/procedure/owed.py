"""What a request owes by its steps: the one kept projection (the duties), counted here from the steps alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from petitiondesk.rules.clocks import Owner, RuleSet
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.matter import Body, Matter, Running, Standing
from petitiondesk.rules.procedure.rule import HANDLE_TERM, NEXT_STEP, OBJECTION_TERM
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.terms import count_term
from petitiondesk.rules.working_days import Calendar


@dataclass(frozen=True)
class Owed:
    """A term that a step started: what it is of, whose it is, from when to when, when it was done and by which step.

    ``told_stands``: the count alone would end it before the day that the petitioner was told.
    """

    request_id: int
    clock: str
    started_by: int | None
    of: Body | None
    starts_on: date
    last_day: date
    provisional: bool
    extended: int
    paused: int
    done_on: date | None
    done_by: int | None
    told_stands: bool = False


@dataclass(frozen=True)
class Fulfilled:
    """A duty that registrations brought: when it was done, None while it is open, and the steps that ended it."""

    done_on: date | None
    steps: frozenset[int]


@dataclass(frozen=True)
class Due:
    """The one date of an open request: what is due, its last day, whose term it is, and whether it is a target."""

    clock: str
    last_day: date
    of: Body | None
    petitioners: bool


def owed(matter: Matter, standing: Standing, calendar: Calendar, rules: RuleSet) -> list[Owed]:
    """The terms that the steps of a request started, as they stand now."""
    return [_counted(matter, each, calendar, rules) for each in standing.running if each.duty_id is None]


def fulfilled(duty_id: int, standings: Iterable[Standing]) -> Fulfilled:
    """Whether all requests under a duty have what it owes, and by which steps; the day is that of the last of them."""
    of_it = [each for standing in standings for each in standing.running if each.duty_id == duty_id]
    steps = frozenset(each.done_by for each in of_it if each.done_by is not None)
    days = [each.done_on for each in of_it if each.done_on is not None]
    return Fulfilled(max(days) if days and len(days) == len(of_it) else None, steps)


def due(standing: Standing, calendar: Calendar, rules: RuleSet, today: date) -> Due | None:
    """The date by which something is due next of an open request; None where it has ended.

    While the petitioner's own term runs, its last day is shown as the petitioner's, and the office owes nothing. What
    may be left undone is no date of the request.
    """
    if standing.end is not None:
        return None
    terms = [each for each in standing.open_terms if each.clock != OBJECTION_TERM and each.of == standing.holder]
    petitioners = [each for each in standing.open_terms if _is_petitioners(each, rules)]
    of_office = [each for each in terms if each not in petitioners]
    chosen = petitioners if petitioners and not of_office else of_office
    if not chosen:
        return None
    first = min(chosen, key=lambda each: (each.last_day(calendar, rules), each.clock))
    return Due(first.clock, first.last_day(calendar, rules), first.of, first in petitioners)


def last_day_for(kind: StepKind, standing: Standing, calendar: Calendar, rules: RuleSet) -> date | None:
    """The last day by which a step is in time: of the terms that it ends, and of the one that it extends (Art. 34)."""
    clocks = STEPS[kind].ends | ({HANDLE_TERM} if kind is StepKind.EXTEND else frozenset())
    days = (each.last_day(calendar, rules) for each in standing.open_terms if each.clock in clocks)
    return min(days, default=None)


def is_target(clock: str) -> bool:
    """Whether a clock is an internal target and no term of the law."""
    return clock.startswith(NEXT_STEP[0])


def _is_petitioners(running: Running, rules: RuleSet) -> bool:
    clock = rules.clocks.get(running.clock)
    return clock is not None and clock.owner is Owner.PETITIONER


def _counted(matter: Matter, each: Running, calendar: Calendar, rules: RuleSet) -> Owed:
    provisional, told_stands = False, False
    if each.set_day is None:
        term = count_term(each.clock, each.starts_on, calendar, rules=rules, extended=each.extended, paused=each.paused)
        provisional = term.provisional
        told_stands = each.not_before is not None and term.last_day < each.not_before
    return Owed(
        request_id=matter.id,
        clock=each.clock,
        started_by=each.started_by,
        of=each.of,
        starts_on=each.starts_on,
        last_day=each.last_day(calendar, rules),
        provisional=provisional,
        extended=each.extended,
        paused=each.paused,
        done_on=each.done_on,
        done_by=each.done_by,
        told_stands=told_stands,
    )
