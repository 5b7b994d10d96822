"""What the office owes on invented visits, counted by the rules, and when it was done."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from petitiondesk.rules.clocks import MAY_BE_LEFT, REPORT_BACK, further_duties, rule_set_in_force
from petitiondesk.rules.kinds import NewFacts
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.repeats import repeat
from petitiondesk.rules.set_terms import SetTerm, read_set_term
from petitiondesk.rules.terms import Term, count_term
from petitiondesk.rules.working_days import is_day_off
from petitiondesk.samples import visits
from petitiondesk.samples.filling import Office, insert_all, insert_with_ids
from petitiondesk.samples.visits import Visit
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Duty, FurtherDuty

_DONE_LATE = 0.04
_DONE_BEFORE_THE_END = 0.8


def write_first(
    session: Session, office: Office, random: Random, batch: Sequence[Visit], *, today: date, late: float
) -> list[visits.Duty]:
    """The duty under which each visit stands: the earlier one of its case where that holds, else one of its own.

    ``late`` is the share of duties past their last day that are still open.
    """
    done = partial(_done_on, office, random, today=today, late=late)
    duties = []
    new: list[tuple[visits.Duty, visits.Case]] = []
    for visit in batch:
        case = visit.case
        if case.duty is None or _has_own_term(visit, case.duty):
            term = office.first_term(case.matter.purpose, visit.received_on, forwarded=visit.arrived.forwarded)
            done_on = done(term.start, term.last_day, since=office_day(visit.registered_at))
            if case.duty is not None and visit.told["new_facts"] != NewFacts.YES:
                done_on = case.duty.done_on  # said again after its day had passed: one notice answers both
            case.duty = visits.Duty(term, done_on)
            new.append((case.duty, case))
        duties.append(case.duty)
    rows = (_row(case, duty.term, duty.done_on) for duty, case in new)
    for (duty, _case), duty_id in zip(new, insert_with_ids(session, Duty, rows), strict=True):
        duty.id = duty_id
    return duties


def write_further(
    session: Session,
    office: Office,
    random: Random,
    batch: Sequence[Visit],
    ids: Sequence[int],
    *,
    today: date,
    late: float,
) -> None:
    """What registrations, whose ``ids`` stand already, brought the office to owe besides."""
    done = partial(_done_on, office, random, today=today, late=late)
    owed: list[dict[str, Any]] = []
    owing: list[int] = []
    for visit, registration_id in zip(batch, ids, strict=True):
        for row in _further(office, visit):
            done_on = done(row["starts_on"], row["last_day"], since=office_day(visit.registered_at))
            owed.append({**row, "done_on": None if row["clock"] in MAY_BE_LEFT else done_on})
            owing.append(registration_id)
    duty_ids = insert_with_ids(session, Duty, owed)
    rows = [{"registration_id": one, "duty_id": other} for one, other in zip(owing, duty_ids, strict=True)]
    insert_all(session, FurtherDuty, rows)


def _further(office: Office, visit: Visit) -> list[dict[str, Any]]:
    told = visit.arrived.told
    start = min(told.get("sender_day", visit.received_on), visit.received_on)
    term_set = read_set_term(told.get("term_set", ""), start)
    clocks = further_duties(office.role, forwarded=visit.arrived.forwarded, term_set=term_set is not None)
    return [
        _reported_back(office, visit, start, term_set)
        if clock == REPORT_BACK and term_set
        else _row(visit.case, office.term(clock, visit.received_on))
        for clock in clocks
    ]


def _reported_back(office: Office, visit: Visit, start: date, term_set: SetTerm) -> dict[str, Any]:
    rules = rule_set_in_force(visit.case.opened_on)
    if term_set.last_day is None:
        days, working = term_set.days, term_set.working
        counted = count_term(REPORT_BACK, start, office.calendar, rules=rules, days=days, working=working)
        return _row(visit.case, counted)
    return {
        "case_id": visit.case.id,
        "clock": REPORT_BACK,
        "article": rules.clocks[REPORT_BACK].article,
        "starts_on": start,
        "last_day": term_set.last_day,
        "provisional": False,
    }


def _row(case: visits.Case, term: Term, done_on: date | None = None) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "clock": term.clock.id,
        "article": term.clock.article,
        "starts_on": term.start,
        "last_day": term.last_day,
        "provisional": term.provisional,
        "done_on": done_on,
    }


def _has_own_term(visit: Visit, earlier: visits.Duty) -> bool:
    new_facts = NewFacts.of(visit.told["new_facts"])
    last_day, done_on = earlier.term.last_day, earlier.done_on
    return repeat(new_facts, last_day=last_day, done_on=done_on, day=visit.received_on).own_term


def _done_on(
    office: Office, random: Random, starts_on: date, last_day: date, *, since: date, today: date, late: float
) -> date | None:
    """When a duty was done, not before ``since``; what ends today is still open: this is the morning of the day."""
    length, waited = (last_day - starts_on).days, (today - starts_on).days
    draw = random.random()
    if waited == length or (waited > length and draw < late):
        return None
    if waited > length:
        after = length + random.randint(1, 9) if draw < late + _DONE_LATE else random.randint(1, length)
    elif draw < _DONE_BEFORE_THE_END * waited / length:
        after = random.randint(0, waited)
    else:
        return None
    done = max(since, min(starts_on + timedelta(days=after), today - timedelta(days=1)))
    while is_day_off(done, office.calendar) and done > since:
        done -= timedelta(days=1)
    return done
