"""Steps of the procedure: what was done on paper is recorded, and ends what was owed; a wrong one is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from petitiondesk.office.desk import Desk, Doing
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure import STEPS, StepKind, problems, tells_the_petitioner
from petitiondesk.rules.typed_days import read_coming_day, read_day
from petitiondesk.storage import cases
from petitiondesk.storage import steps as stored
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, Step
from petitiondesk.storage.text import storable


class StepRefused(Exception):
    """What was told of a step can't stand on record; ``problems`` say why, by field, and nothing was recorded."""

    def __init__(self, problems: Mapping[str, Message]) -> None:
        super().__init__(", ".join(problems))
        self.problems = dict(problems)
        self.message = Message(_("The step is not recorded yet: look at the marked fields."))


class NothingOwed(Exception):
    """What the step would end is not owed any more; ``message`` says so."""

    message = Message(_("This was done meanwhile, or is not owed any more. Read the case anew."))


@dataclass(frozen=True)
class Done:
    """A step that was recorded: the day on which it was done, and whether that was after the last day."""

    step_id: int
    taken_on: date
    late: bool


def record(
    desk: Desk, number: str, kind: StepKind, told: Mapping[str, str], *, duty_id: int | None, now: datetime
) -> Done:
    """Record a step in the case of that number, as its paper says; it ends the duty ``duty_id``.

    A step that ends nothing has no duty. Raises LookupError, StepRefused, NothingOwed, NoRight, StorageTrouble.
    """
    with desk.act(Act.RECORD_STEP, now) as act:
        case = _case(act.session, number)
        duty = _owed(act.session, case, kind, duty_id)
        kept, taken_on = _read(kind, told, duty.starts_on if duty else case.opened_on, office_day(now))
        step = _new(act, case, kind, taken_on, kept)
        if duty is not None:
            step.duties = [duty]
            duty.done_on = taken_on
        act.session.flush()
        act.on(Thing.CASE, case.number, _as_kept(step))
        return Done(step.id, taken_on, duty is not None and taken_on > duty.last_day)


def take_back(desk: Desk, step_id: int, *, reason: str, now: datetime) -> None:
    """Take back a step that was entered wrongly: it stays in the history, and what it ended is owed again.

    Raises LookupError, ValueError without a reason, NothingOwed where it was taken back already, StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a step is taken back with its reason")
    with desk.act(Act.TAKE_BACK_STEP, now) as act:
        step = stored.step_of(act.session, step_id)
        if step is None:
            raise LookupError(step_id)
        if step not in stored.standing_steps(act.session, step.case_id):
            raise NothingOwed
        for duty in step.duties:
            duty.done_on = None
        ended, step.duties = [_duty_as_kept(duty) for duty in step.duties], []
        kept = {"reason": storable(reason).strip()}
        taking = _new(act, step.case, StepKind.TAKEN_BACK, office_day(now), kept)
        taking.takes_back_id = step.id
        act.session.flush()
        kept_of = {**_as_kept(taking), "takes_back": step.id, "step_taken_back": step.kind, "owed_again": ended}
        act.on(Thing.CASE, step.case.number, kept_of)


@dataclass(frozen=True)
class Looked:
    """What a step would be as it is told now: what stands against it, by field, and whether it would be late."""

    problems: Mapping[str, Message]
    late: bool


def look_at(kind: StepKind, told: Mapping[str, str], *, starts_on: date, last_day: date, today: date) -> Looked:
    """What :func:`record` would say of this; nothing is read or written."""
    days = read_days(kind, told, today)
    done_on = days.get(STEPS[kind].day)
    found = problems(kind, told, days, starts_on=starts_on, today=today)
    return Looked(found, done_on is not None and done_on > last_day)


def likely(kind: StepKind, *, petitioner: str, sender: str, signer: str, today: date) -> dict[str, str]:
    """What is most likely told of a step, by field: a day is today, a notice goes to the petitioner."""
    told = {field.name: today.isoformat() for field in STEPS[kind].fields if field.form == "day"}
    told.pop("report_by", None)
    told |= {"signer": signer, "decided_by": signer}
    if kind in (StepKind.OBJECT, StepKind.REPORT_BACK):
        told["to"] = sender
    elif tells_the_petitioner(kind):
        told["to"] = petitioner
    names = {field.name for field in STEPS[kind].fields}
    return {name: text for name, text in told.items() if name in names and text}


def read_days(kind: StepKind, told: Mapping[str, str], today: date) -> dict[str, date | None]:
    """The days of a step's day fields as they are typed; None where one can't be read, or is blank."""
    ahead = {"report_by"}
    return {
        field.name: (read_coming_day if field.name in ahead else read_day)(told.get(field.name, ""), today)
        for field in STEPS[kind].fields
        if field.form == "day"
    }


def _case(session: Session, number: str) -> Case:
    case = cases.case_of(session, number)
    if case is None:
        raise LookupError(number)
    return case


def _owed(session: Session, case: Case, kind: StepKind, duty_id: int | None) -> Duty | None:
    if duty_id is None:
        if STEPS[kind].ends:
            raise NothingOwed
        return None
    duty = session.get(Duty, duty_id)
    if duty is None or duty.case_id != case.id or duty.done_on is not None or duty.clock not in STEPS[kind].ends:
        raise NothingOwed
    return duty


def _read(kind: StepKind, told: Mapping[str, str], starts_on: date, today: date) -> tuple[dict[str, str], date]:
    """What is kept of what was told, and the day on which the step was done. Raises StepRefused."""
    days = read_days(kind, told, today)
    if found := problems(kind, told, days, starts_on=starts_on, today=today):
        raise StepRefused(found)
    kept = {}
    for field in STEPS[kind].fields:
        text = storable(told.get(field.name, "")).strip()
        day = days.get(field.name)
        if text:
            kept[field.name] = day.isoformat() if day else text
    taken_on = days[STEPS[kind].day]
    if taken_on is None:
        raise TypeError("the day that ends a step is a needed field")
    return kept, taken_on


def _new(act: Doing, case: Case, kind: StepKind, taken_on: date, told: dict[str, str]) -> Step:
    step = Step(
        case=case, kind=kind, taken_on=taken_on, told=told, recorded_at=act.now, recorded_by_id=act.actor.id, duties=[]
    )
    act.session.add(step)
    return step


def _as_kept(step: Step) -> dict[str, object]:
    return {
        "step": step.id,
        "kind": step.kind,
        "taken_on": step.taken_on,
        "told": step.told,
        "ended": [_duty_as_kept(duty) for duty in step.duties],
    }


def _duty_as_kept(duty: Duty) -> dict[str, object]:
    return {"clock": duty.clock, "last_day": duty.last_day, "done_on": duty.done_on}
