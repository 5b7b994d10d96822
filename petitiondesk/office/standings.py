"""Where the requests of a case stand: what is on record, read for the rules of the procedure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from petitiondesk.office.duties import role_of, source_of
from petitiondesk.rules.channels import FORWARDED
from petitiondesk.rules.clocks import RULE_SETS, RuleSet, rule_set_in_force
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.names import fold
from petitiondesk.rules.procedure.kinds import End, StepKind
from petitiondesk.rules.procedure.matter import Body, Brought, Former, Matter, Standing, Taken
from petitiondesk.rules.procedure.rule import PETITIONERS_TERMS
from petitiondesk.rules.procedure.standing import stands
from petitiondesk.rules.procedure.table import unit_field
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage import cases, registrations, steps
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, OfficeDetails, Registration, Request, Step, StepDuty, Unit

WHOLE = 0
"""Stands for all of a case that tells no request."""


@dataclass(frozen=True)
class Stood:
    """A request of a case: what it asks, in which registration it was told, what the rules know, where it stands."""

    text: str
    of: str
    matter: Matter
    steps: tuple[Taken, ...]
    standing: Standing


@dataclass(frozen=True)
class CaseStands:
    """All requests of a case with what they are counted by."""

    requests: tuple[Stood, ...]
    calendar: Calendar
    rules: RuleSet


def rules_of(case: Case) -> RuleSet:
    """The rules under which a case was opened; the newest where this program does not know them."""
    return RULE_SETS.get(case.rule_set) or rule_set_in_force(case.opened_on)


def case_stands(session: Session, case: Case, today: date, *, days_off: Calendar | None = None) -> CaseStands:
    """Where each request of a case stands on a day; requests that a repeat only says again are none of their own.

    ``days_off``: another calendar than the one that is kept. Everything must be flushed.
    """
    belonging = registrations.in_case(session, case.id)
    counted_by, rules = days_off or calendar(session), rules_of(case)
    standing_steps = steps.standing_steps(session, case.id)
    units = _units(session, standing_steps)
    told_days = _told_days(session, case)
    former = _former(session, case, today)
    found = []
    for matter, request, registration in _matters(session, case, belonging, former, told_days):
        about = [step for step in standing_steps if _is_about(step, request, registration)]
        taken = tuple(_taken(step, kind, units) for step in about if (kind := StepKind.of(step.kind)))
        standing = stands(matter, taken, today, counted_by, rules)
        text = request.text if request else (registration.matter or registration.facts or "")
        found.append(Stood(text, registration.number, matter, taken, standing))
    return CaseStands(tuple(found), counted_by, rules)


Told = tuple[Matter, Request | None, Registration]


def _matters(
    session: Session, case: Case, belonging: Sequence[Registration], former: Former | None, told_days: "ToldDays"
) -> list[Told]:
    """A matter for each request, with the duties of the registrations that stand for it.

    A duty of a registration that tells no request of its own goes with the first matter of the case.
    """
    asked = [(request, each) for each in belonging for request in each.requests if not request.said_again]
    whole: list[tuple[Request | None, Registration]] = [*asked] or [(None, belonging[0])] if belonging else []
    by_steps = _ended_by_steps(session, case)
    brought: dict[int, Brought] = {}
    whose: dict[int, set[int]] = {}
    for registration in belonging:
        for duty in (registration.duty, *registration.further_duties):
            first = brought.get(duty.id)
            since = min(first.since, registration.registered_at) if first else registration.registered_at
            done_on = None if duty.id in by_steps else duty.done_on
            brought[duty.id] = Brought(duty.id, duty.clock, duty.starts_on, duty.last_day, since, done_on)
            whose.setdefault(duty.id, set()).add(registration.id)
    covered = {
        duty_id for duty_id, ids in whose.items() if any(registration.id in ids for _request, registration in whole)
    }
    found = []
    for place, (request, registration) in enumerate(whole):
        own = [
            each
            for duty_id, each in brought.items()
            if registration.id in whose[duty_id] or (place == 0 and duty_id not in covered)
        ]
        matter = _matter(session, case, registration, request, own, former)
        matter = replace(matter, told_days=told_days.get(matter.id, {}))
        found.append((matter, request, registration))
    return found


def _ended_by_steps(session: Session, case: Case) -> set[int]:
    """The duties that steps ended; the day of any other that is done no step says, and it stands."""
    ended = select(StepDuty.duty_id).join(Duty, Duty.id == StepDuty.duty_id).where(Duty.case_id == case.id)
    return set(session.scalars(ended))


def _matter(
    session: Session,
    case: Case,
    registration: Registration,
    request: Request | None,
    brought: Sequence[Brought],
    former: Former | None,
) -> Matter:
    arrival = registration.arrival
    return Matter(
        id=request.id if request else WHOLE,
        role=role_of(session),
        received_on=registration.received_on,
        officer=registrations.receptionist(session, registration).name,
        purpose=Purpose.of(registration.purpose),
        restricted=Confidentiality.of(case.confidentiality) in (None, Confidentiality.RESTRICTED),
        forwarded=source_of(registration) in FORWARDED,
        sender=(arrival.sender or "") if arrival else "",
        brought=tuple(brought),
        former=former,
    )


def _former(session: Session, case: Case, today: date) -> Former | None:
    if case.follows_id is None:
        return None
    before = cases.followed(session, session.get_one(Case, case.follows_id))
    ends = [each.standing.end for each in case_stands(session, before, today).requests]
    ended = None if not ends or None in ends else max(filter(None, ends), key=_firmness)
    return Former(before.number, ended)


def has_ended(session: Session, case: Case, today: date) -> bool:
    """Whether all requests of a case have ended: what comes after that opens a case of its own."""
    requests = case_stands(session, case, today).requests
    return bool(requests) and all(each.standing.end is not None for each in requests)


ToldDays = Mapping[int, Mapping[tuple[str, int], date]]


def _told_days(session: Session, case: Case) -> ToldDays:
    """The last days of petitioner's terms as they are kept, by request, clock and step: none is ever shortened.

    Of a request that came from another case they stand there still until both are written anew.
    """
    found: dict[int, dict[tuple[str, int], date]] = {}
    kept = select(Duty.request_id, Duty.clock, Duty.started_by_id, Duty.last_day)
    of_requests = Duty.request_id.in_(select(Request.id).where(Request.case_id == case.id))
    own = of_requests | ((Duty.case_id == case.id) & Duty.request_id.is_(None))
    kept = kept.where(own, Duty.projected, Duty.clock.in_(PETITIONERS_TERMS))
    for row in session.execute(kept):
        if row.started_by_id is not None:
            found.setdefault(row.request_id or WHOLE, {})[row.clock, row.started_by_id] = row.last_day
    return found


def _firmness(end: End) -> int:
    """Of several requests that ended, the one that stands for the case: only if all are final is it final."""
    return 0 if end is End.FINAL else 1


def _is_about(step: Step, request: Request | None, registration: Registration) -> bool:
    if step.requests:
        return request is not None and request.id in {each.id for each in step.requests}
    return registration.registered_at <= step.recorded_at


@dataclass(frozen=True)
class Units:
    """The names of units by id, and that of this office."""

    names: Mapping[int, str]
    own: str


def _units(session: Session, taken: Sequence[Step]) -> Units:
    """The names of the units that steps name."""
    ids = {unit_id for step in taken for unit_id in (step.by_id, step.to_id) if unit_id is not None}
    rows = session.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids))) if ids else ()
    return Units({row.id: row.name for row in rows}, own_name(session))


def _taken(step: Step, kind: StepKind, units: Units) -> Taken:
    return Taken(
        id=step.id,
        kind=kind,
        on=step.taken_on,
        told=step.told,
        by=_body(step.by_id, step.told.get("by", ""), units),
        to=_body(step.to_id, _named(kind, step.told), units),
        recorded_at=step.recorded_at,
    )


def own_name(session: Session) -> str:
    """What this office is called."""
    return session.get_one(OfficeDetails, 1).name


def body_named(session: Session, name: str) -> Body | None:
    """The unit of this name, by the catalogue where a unit in force bears it; None where it is this office itself."""
    wanted = fold(name)
    if wanted == fold(own_name(session)):
        return None
    for unit in session.scalars(select(Unit).where(Unit.valid_to.is_(None)).order_by(Unit.id)):
        if wanted in (fold(unit.name), fold(unit.short_name or unit.name)):
            return Body(unit.id, unit.name)
    return Body(None, name.strip())


def _body(unit_id: int | None, name: str, units: Units) -> Body | None:
    if unit_id is not None:
        return Body(unit_id, units.names.get(unit_id, name))
    return Body(None, name) if name and fold(name) != fold(units.own) else None


def _named(kind: StepKind, told: Mapping[str, str]) -> str:
    field = unit_field(kind)
    return told.get(field.name, "") if field else ""
