"""The duties of a case as its steps make them: the one kept projection, written here alone and compared by check."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select

from petitiondesk.office.desk import Desk
from petitiondesk.office.standings import WHOLE, CaseStands, case_stands
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure.owed import Owed, fulfilled, owed
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, Step, StepDuty

Key = tuple[str, int | None, int | None]
"""Clock, request and step by which a projected duty is known again."""


@dataclass(frozen=True)
class Differs:
    """A duty that is not what the steps make it: the clock, what is kept and what should be, each as last day and day
    done; None where there is none.
    """

    clock: str
    kept: tuple[date, date | None] | None
    should_be: tuple[date, date | None] | None


def project(session: Session, case: Case, today: date, *, days_off: Calendar | None = None) -> CaseStands:
    """Write the duties of a case as its steps make them, and give where its requests stand."""
    session.flush()
    found = case_stands(session, case, today, days_off=days_off)
    by_key = {_key(each): each for each in _projected(session, case)}
    links: set[tuple[int, int]] = set()
    for wanted in _wanted(found):
        duty = by_key.pop(_key_of(wanted), None) or Duty(case=case, projected=True)
        _set(duty, wanted, found)
        session.add(duty)
        session.flush()
        if wanted.done_by is not None:
            links.add((wanted.done_by, duty.id))
    for gone in by_key.values():
        session.execute(delete(StepDuty).where(StepDuty.duty_id == gone.id))
        session.delete(gone)
    links |= set(_settle_brought(session, case, found))
    _keep_links(session, case, links)
    return found


def bring_up(session: Session, today: date, *cases: Case) -> None:
    """Write the duties of cases anew after something moved or was corrected, where any steps stand for them.

    The case to which something went comes first: it reads what the other still keeps.
    """
    session.flush()
    for case in cases:
        steps = select(Step.id).where(Step.case_id == case.id).limit(1)
        if session.scalar(steps) is not None or _projected(session, case):
            project(session, case, today)


def write_first(desk: Desk, now: datetime) -> None:
    """After an upgrade: write what the steps of an older office started; nothing where any such term stands already.

    Raises StorageTrouble.
    """
    starting = [kind for kind, rule in STEPS.items() if rule.starts]
    with desk.database.read() as session:
        taken = session.scalar(select(Step.id).where(Step.kind.in_(starting)).limit(1))
        if taken is None or session.scalar(select(Duty.id).where(Duty.projected).limit(1)) is not None:
            return
    with desk.act(Act.RECOUNT, now) as act:
        ids = select(Step.case_id).distinct()
        cases = act.session.scalars(select(Case).where(Case.id.in_(ids)).order_by(Case.id)).all()
        for case in cases:
            project(act.session, case, office_day(now))
        for case in cases:
            act.on(Thing.CASE, case.number, {"terms": "from the steps"})


@dataclass(frozen=True)
class Recounted:
    """An open projected duty that other days off move, or make sure: its last day now and then.

    ``held``: the count alone would shorten a petitioner's term, and the later day stands.
    """

    clock: str
    before: date
    after: date
    was_provisional: bool
    provisional: bool
    held: bool


def recounted(session: Session, case: Case, today: date, days_off: Calendar) -> list[Recounted]:
    """What of the open duties that steps started other days off change; nothing is written.

    Office terms in working days go where the count puts them: no paper told them to a petitioner. A petitioner's term
    is only ever put off (standing).
    """
    found = case_stands(session, case, today, days_off=days_off)
    kept = {_key(each): each for each in _projected(session, case)}
    changed = []
    for wanted in _wanted(found):
        duty = kept.get(_key_of(wanted))
        if duty is None or wanted.done_on is not None:
            continue
        each = Recounted(
            wanted.clock, duty.last_day, wanted.last_day, duty.provisional, wanted.provisional, wanted.told_stands
        )
        if (each.before, each.was_provisional) != (each.after, each.provisional) or each.held:
            changed.append(each)
    return changed


def differences(session: Session, case: Case, today: date, *, days_off: Calendar | None = None) -> Iterator[Differs]:
    """What of the kept duties is not what the steps make it; nothing is written. ``days_off``: those that are kept,
    where they were read before.

    A petitioner's term that is kept with a later day than the count gives is none: nothing shortens it (standing).
    """
    found = case_stands(session, case, today, days_off=days_off)
    kept = {_key(each): (each.last_day, each.done_on) for each in _projected(session, case)}
    wanted = {_key_of(each): (each.last_day, each.done_on) for each in _wanted(found)}
    for key in kept.keys() | wanted.keys():
        if kept.get(key) != wanted.get(key):
            yield Differs(key[0], kept.get(key), wanted.get(key))
    standings = [each.standing for each in found.requests]
    for duty in _brought(session, case):
        should_be = fulfilled(duty.id, standings)
        if should_be.done_on != duty.done_on and (should_be.steps or _linked(session, duty)):
            yield Differs(duty.clock, (duty.last_day, duty.done_on), (duty.last_day, should_be.done_on))


def _wanted(found: CaseStands) -> list[Owed]:
    return [
        each for stood in found.requests for each in owed(stood.matter, stood.standing, found.calendar, found.rules)
    ]


def _projected(session: Session, case: Case) -> list[Duty]:
    return list(session.scalars(select(Duty).where(Duty.case_id == case.id, Duty.projected).order_by(Duty.id)))


def _brought(session: Session, case: Case) -> list[Duty]:
    return list(session.scalars(select(Duty).where(Duty.case_id == case.id, ~Duty.projected).order_by(Duty.id)))


def _key(duty: Duty) -> Key:
    return duty.clock, duty.request_id, duty.started_by_id


def _key_of(wanted: Owed) -> Key:
    return wanted.clock, None if wanted.request_id == WHOLE else wanted.request_id, wanted.started_by


def _set(duty: Duty, wanted: Owed, found: CaseStands) -> None:
    clock = found.rules.clocks[wanted.clock]
    duty.clock, duty.article = wanted.clock, clock.article
    duty.request_id = None if wanted.request_id == WHOLE else wanted.request_id
    duty.started_by_id = wanted.started_by
    duty.of_unit_id, duty.of_unit = (wanted.of.id, wanted.of.name) if wanted.of else (None, None)
    duty.starts_on, duty.last_day, duty.provisional = wanted.starts_on, wanted.last_day, wanted.provisional
    duty.extended, duty.paused, duty.done_on = wanted.extended, wanted.paused, wanted.done_on


def _settle_brought(session: Session, case: Case, found: CaseStands) -> Iterator[tuple[int, int]]:
    """When what registrations brought was done; a day that no step says stands."""
    standings = [each.standing for each in found.requests]
    for duty in _brought(session, case):
        done = fulfilled(duty.id, standings)
        if done.steps or _linked(session, duty):
            duty.done_on = done.done_on
        yield from ((step_id, duty.id) for step_id in done.steps)


def _linked(session: Session, duty: Duty) -> bool:
    return session.scalar(select(StepDuty.step_id).where(StepDuty.duty_id == duty.id).limit(1)) is not None


def _keep_links(session: Session, case: Case, wanted: set[tuple[int, int]]) -> None:
    """Which step ended which duty of the case."""
    session.flush()
    rows = select(StepDuty).join(Duty, Duty.id == StepDuty.duty_id).where(Duty.case_id == case.id)
    kept = {(row.step_id, row.duty_id): row for row in session.scalars(rows)}
    for pair in kept.keys() - wanted:
        session.delete(kept[pair])
    for step_id, duty_id in sorted(wanted - kept.keys()):
        session.add(StepDuty(step_id=step_id, duty_id=duty_id))
    session.flush()
