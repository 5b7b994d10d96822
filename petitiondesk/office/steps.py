"""Steps of the procedure, each one act: what it says is read, held against the rules, kept; the duties follow."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from petitiondesk.office import units
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.projection import project
from petitiondesk.office.standings import CaseStands, Stood, body_named, case_stands
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure import wall
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import Accused, StepKind
from petitiondesk.rules.procedure.lawful import fields_of, proposed, refusal, resting_on, second
from petitiondesk.rules.procedure.matter import Body
from petitiondesk.rules.procedure.owed import last_day_for
from petitiondesk.rules.procedure.rule import SAYS_OF_EACH, Whose
from petitiondesk.rules.procedure.table import STEPS, unit_field
from petitiondesk.rules.procedure.telling import problems, problems_here, window_of
from petitiondesk.rules.second_person import SheetRefused, SignedSheet
from petitiondesk.rules.typed_days import read_coming_day, read_day
from petitiondesk.storage import cases
from petitiondesk.storage import steps as stored
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Request, Step
from petitiondesk.storage.text import storable


class StepRefused(Exception):
    """What was told of a step can't stand on record; ``problems`` say why, by field, and nothing was recorded."""

    def __init__(self, problems: Mapping[str, Message]) -> None:
        super().__init__(", ".join(problems))
        self.problems = dict(problems)
        self.message = Message(_("The step is not recorded yet: look at the marked fields."))


class NotLawful(Exception):
    """A step that may not be recorded as the request stands; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


MEANWHILE = Message(_("This was done meanwhile, or is not owed any more. Read the case anew."))


@dataclass(frozen=True)
class Done:
    """A step that was recorded: the day on which it was done, and whether that was after the last day."""

    step_id: int
    taken_on: date
    late: bool


def record(
    desk: Desk,
    number: str,
    kind: StepKind,
    told: Mapping[str, str],
    *,
    requests: Collection[int] | None = None,
    now: datetime,
) -> Done:
    """Record a step about these requests of the case of that number, as its paper says; the duties follow from it.

    ``requests`` are ids, None for all in which it may be recorded now. What a unit without the program did is kept as
    its own. Raises LookupError, NotLawful, StepRefused, NoRight, StorageTrouble.
    """
    with desk.act(Act.RECORD_STEP, now) as act:
        case, today = _case(act.session, number), office_day(now)
        found = case_stands(act.session, case, today)
        chosen = _chosen(found, kind, requests)
        fields = fields_for(kind, chosen)
        kept, taken_on = _read(kind, fields, told, chosen, found, today)
        by, to = _whose(kind, chosen), _named(act.session, kind, kept)
        _refuse(_against_units(act.session, kind, chosen, to, kept, today))
        if by is None and any(second(kind, each.standing) for each in chosen):
            _sign(act, kept)
        step = Step(
            case=case,
            kind=kind,
            taken_on=taken_on,
            told={**kept, **({"by": by.name} if by else {})},
            recorded_at=act.now,
            recorded_by_id=act.actor.id,
            by_id=by.id if by else None,
            to_id=to.id if to else None,
            duties=[],
            requests=[act.session.get_one(Request, each.matter.id) for each in chosen if each.matter.id],
        )
        act.session.add(step)
        last_day = last_day_of(kind, chosen, found)
        project(act.session, case, today)
        act.on(Thing.CASE, case.number, _as_kept(step))
        return Done(step.id, taken_on, last_day is not None and taken_on > last_day)


def take_back(desk: Desk, step_id: int, *, reason: str, now: datetime) -> None:
    """Take back a step that was entered wrongly: it stays in the history, and what it ended is owed again.

    Raises LookupError, ValueError without a reason, NotLawful where it was taken back already or a later step rests on
    it, StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a step is taken back with its reason")
    with desk.act(Act.TAKE_BACK_STEP, now) as act:
        step = stored.step_of(act.session, step_id)
        if step is None:
            raise LookupError(step_id)
        if step not in stored.standing_steps(act.session, step.case_id):
            raise NotLawful(MEANWHILE)
        today = office_day(now)
        for stood in case_stands(act.session, step.case, today).requests:
            later = resting_on(stood.matter, stood.steps, step.id)
            if later is not None:
                words = _("A later step rests on it; take that one back first: {step}.")
                raise NotLawful(Message(words, {"step": Message(later.label)}))
        taking = Step(
            case=step.case,
            kind=StepKind.TAKEN_BACK,
            taken_on=today,
            told={"reason": storable(reason).strip()},
            recorded_at=act.now,
            recorded_by_id=act.actor.id,
            takes_back_id=step.id,
            duties=[],
            requests=[],
        )
        act.session.add(taking)
        project(act.session, step.case, today)
        kept = {**_as_kept(taking), "takes_back": step.id, "step_taken_back": step.kind}
        act.on(Thing.CASE, step.case.number, kept)


@dataclass(frozen=True)
class Looked:
    """What a step would be as it is told now: what stands against it, by field, and whether it would be late."""

    problems: Mapping[str, Message]
    late: bool


def look_at(
    kind: StepKind,
    told: Mapping[str, str],
    chosen: Sequence[Stood],
    found: CaseStands,
    today: date,
) -> Looked:
    """What :func:`record` would say of this, but for units and signatures; nothing is read or written."""
    fields = fields_for(kind, chosen)
    days = read_days(fields, told, today)
    against = _problems(kind, fields, told, days, chosen, found, today)
    last_day, done_on = last_day_of(kind, chosen, found), days.get(STEPS[kind].day)
    return Looked(against, done_on is not None and last_day is not None and done_on > last_day)


def fields_for(kind: StepKind, chosen: Sequence[Stood]) -> tuple[StepField, ...]:
    """What a step tells about these requests, with the approval that one of them needs."""
    return max((fields_of(kind, each.standing) for each in chosen), key=len, default=STEPS[kind].fields)


def last_day_of(kind: StepKind, chosen: Sequence[Stood], found: CaseStands) -> date | None:
    """The last day by which a step is done in time; None where it ends no term."""
    days = (last_day_for(kind, each.standing, found.calendar, found.rules) for each in chosen)
    return min((day for day in days if day is not None), default=None)


def lawful_in(kind: StepKind, found: CaseStands) -> list[Stood]:
    """The requests in which a step may be recorded now."""
    return [each for each in found.requests if refusal(kind, each.standing, each.matter) is None]


def taken_together(kind: StepKind, found: CaseStands, stood: Stood) -> tuple[int, ...]:
    """The requests for which a step is most likely taken at once with this one: those in which it comes next too, on
    the same route and with the same unit; of what says something of each request on its own only this one.
    """
    if kind in SAYS_OF_EACH:
        return (stood.matter.id,)
    where = (stood.standing.route, stood.standing.holder)
    others = [each for each in found.requests if (each.standing.route, each.standing.holder) == where]
    same = [each.matter.id for each in others if proposed(each.standing, each.matter) is kind]
    return (stood.matter.id, *(each for each in same if each != stood.matter.id))


def read_days(fields: Sequence[StepField], told: Mapping[str, str], today: date) -> dict[str, date | None]:
    """The days of day fields as they are typed; None where one can't be read, or is blank."""
    return {
        field.name: (read_coming_day if field.coming else read_day)(told.get(field.name, ""), today)
        for field in fields
        if field.form == "day"
    }


def _case(session: Session, number: str) -> Case:
    case = cases.case_of(session, number)
    if case is None:
        raise LookupError(number)
    return case


def _chosen(found: CaseStands, kind: StepKind, requests: Collection[int] | None) -> list[Stood]:
    if requests is None:
        chosen = lawful_in(kind, found)
        against = next((refusal(kind, each.standing, each.matter) for each in found.requests), None)
        if not chosen:
            raise NotLawful(against or MEANWHILE)
    else:
        chosen = [each for each in found.requests if each.matter.id in requests]
    if not chosen or {each.matter.id for each in chosen} < set(requests or ()):
        raise NotLawful(MEANWHILE)
    for each in chosen:
        if why := refusal(kind, each.standing, each.matter):
            raise NotLawful(why)
    if len({_holder(kind, each) for each in chosen}) > 1:
        raise NotLawful(Message(_("These requests are with different units: record it for each of them.")))
    return chosen


def _holder(kind: StepKind, stood: Stood) -> Body | None:
    rule = STEPS[kind]
    if rule.whose not in (Whose.HANDLER, Whose.HOLDER, Whose.REVIEWER):
        return None
    return stood.standing.holder


def _whose(kind: StepKind, chosen: Sequence[Stood]) -> Body | None:
    """The unit whose step it is; None for this office."""
    return _holder(kind, chosen[0])


def _problems(
    kind: StepKind,
    fields: Sequence[StepField],
    told: Mapping[str, str],
    days: Mapping[str, date | None],
    chosen: Sequence[Stood],
    found: CaseStands,
    today: date,
) -> dict[str, Message]:
    starts_on = min(each.matter.received_on for each in chosen)
    against = problems(kind, fields, told, days, starts_on=starts_on, today=today)
    for each in chosen:
        last_days = {run.clock: run.last_day(found.calendar, found.rules) for run in each.standing.open_terms}
        window = window_of(each.standing, kind, last_days)
        against = {**problems_here(kind, told, days, each.standing, window), **against}
    names_paper = any(field.name == "number" for field in fields)
    if _whose(kind, chosen) and names_paper and not told.get("number", "").strip():
        against.setdefault("number", Message(_("What another unit did is kept with the number of its paper.")))
    return against


def _read(
    kind: StepKind,
    fields: Sequence[StepField],
    told: Mapping[str, str],
    chosen: Sequence[Stood],
    found: CaseStands,
    today: date,
) -> tuple[dict[str, str], date]:
    """What is kept of what was told, and the day on which the step was done. Raises StepRefused."""
    days = read_days(fields, told, today)
    _refuse(_problems(kind, fields, told, days, chosen, found, today))
    kept = {}
    for field in fields:
        text = storable(told.get(field.name, "")).strip()
        day = days.get(field.name)
        if text:
            kept[field.name] = day.isoformat() if day else text
    taken_on = days[STEPS[kind].day]
    if taken_on is None:
        raise TypeError("the day of a step is a needed field")
    return kept, taken_on


def _refuse(against: Mapping[str, Message]) -> None:
    if against:
        raise StepRefused(against)


def _named(session: Session, kind: StepKind, told: Mapping[str, str]) -> Body | None:
    """The unit that a step names, by the catalogue where it is known there; None for none and for this office."""
    field = unit_field(kind)
    return body_named(session, told[field.name]) if field and told.get(field.name) else None


def _against_units(
    session: Session,
    kind: StepKind,
    chosen: Sequence[Stood],
    to: Body | None,
    told: Mapping[str, str],
    today: date,
) -> dict[str, Message]:
    """The informant wall (Art. 30 ¶3), by the field that names whom it goes to."""
    field = unit_field(kind)
    if field is None:
        return _against_typed(session, chosen, told, today)
    if not told.get(field.name):
        return {}
    if kind is StepKind.NAME_ACCUSED:
        known = to is None or to.id is not None or told.get("among") != Accused.AMONG
        return {} if known else {field.name: Message(_("Choose a unit of the catalogue; put it there first."))}
    if not any(each.matter.restricted for each in chosen) or kind is StepKind.RECEIPT:
        return {}
    accused = [body for each in chosen for body in each.standing.accused]
    catalogue = units.facts(units.units_of(session), today)
    why = wall.refuses(to, accused, catalogue)
    against = {field.name: why} if why else {}
    for name in _CO_HANDLERS.split(told.get("co", "")):
        if name.strip() and (why := wall.refuses(body_named(session, name), accused, catalogue)):
            against["co"] = why
    return against


def _against_typed(
    session: Session, chosen: Sequence[Stood], told: Mapping[str, str], today: date
) -> dict[str, Message]:
    """As :func:`_against_units`, for whom it goes to where that need be no unit: the leaders, whoever decides."""
    to = body_named(session, told["to"]) if told.get("to") else None
    if to is None or to.id is None or not any(each.matter.restricted for each in chosen):
        return {}
    accused = [body for each in chosen for body in each.standing.accused]
    why = wall.refuses(to, accused, units.facts(units.units_of(session), today))
    return {"to": why} if why else {}


_CO_HANDLERS = re.compile(r"[、，,；;\n]")
"""What stands between the names of several units."""


def _sign(act: Doing, told: Mapping[str, str]) -> None:
    """Another person approved it on paper. Raises StepRefused where the sheet does not hold."""
    sheet = SignedSheet(told["approver"], date.fromisoformat(told["approved_on"]), told["sheet"])
    try:
        act.signed_by(sheet)
    except SheetRefused as refused:
        raise StepRefused({"approver": refused.message}) from refused


def _as_kept(step: Step) -> dict[str, object]:
    return {
        "step": step.id,
        "kind": step.kind,
        "taken_on": step.taken_on,
        "told": step.told,
        "requests": [request.id for request in step.requests],
    }
