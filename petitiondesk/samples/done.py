"""How invented duties were fulfilled: the step of the procedure that ended each, as its paper says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import aliased

from petitiondesk.rules.clocks import REPORT_BACK
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.rules.procedure.kinds import StepKind, Way
from petitiondesk.samples.filling import Office, insert_all, insert_with_ids
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, Party, Petitioner, Registration, Step, StepDuty

_KINDS: Mapping[str, Mapping[StepKind, float]] = {
    "C1": {StepKind.REFER: 0.7, StepKind.ASSIGN: 0.25, StepKind.PUT_TO_LEADERS: 0.05},
    "C2": {StepKind.ACCEPT: 0.7, StepKind.LEAD_INTO: 0.12, StepKind.TELL_WHOM: 0.12, StepKind.ANSWER: 0.06},
    "C3": {StepKind.ACCEPT: 0.8, StepKind.LEAD_INTO: 0.1, StepKind.TELL_WHOM: 0.1},
    "C4": {StepKind.OBJECT: 1.0},
    REPORT_BACK: {StepKind.REPORT_BACK: 1.0},
}
_UNITS = ("区住房和城乡建设局", "区人力资源和社会保障局", "区自然资源分局", "笕桥街道办事处", "区市场监督管理局")
_SIGNERS = ("周建国", "陈秀英", "吴国平")
_REASONS = "经核对材料，属于上述情形。"
_RECEIPTS = 0.75
_TO_A_UNIT = frozenset({StepKind.REFER, StepKind.ASSIGN, StepKind.PUT_TO_LEADERS})
_WITH_REASONS = frozenset({StepKind.LEAD_INTO, StepKind.TELL_WHOM, StepKind.OBJECT})
_AT = time(16, 0)
_NAME = case((Registration.anonymous, None), else_=Petitioner.name).label("petitioner")
_ASSIGNED_FOR = timedelta(days=60)


@dataclass(frozen=True)
class Taken:
    """A step that was written: which case it is of, and what its event tells."""

    case_number: str
    at: datetime
    recorded_by: int
    said: Mapping[str, Any]


def last_duty(session: Session) -> int:
    """The id of the last duty on record; 0 where there is none."""
    return session.scalar(select(func.max(Duty.id))) or 0


def write_steps(session: Session, office: Office, random: Random, *, after: int) -> list[Taken]:
    """A step for each duty behind ``after`` that is done, and for some the receipt of the unit it was sent to."""
    each = aliased(Registration)
    first = select(func.min(each.id)).where(each.case_id == Duty.case_id).scalar_subquery()
    rows = session.execute(
        select(Duty.id, Duty.case_id, Duty.clock, Duty.last_day, Duty.done_on, Case.number, _NAME)
        .join(Case, Case.id == Duty.case_id)
        .join(Registration, Registration.id == first)
        .outerjoin(Party, (Party.registration_id == first) & (Party.position == 0))
        .outerjoin(Petitioner, Petitioner.id == Party.petitioner_id)
        .where(Duty.id > after, Duty.done_on.is_not(None), Duty.clock.in_(_KINDS))
        .order_by(Duty.done_on, Duty.id)
    ).all()
    steps: list[dict[str, Any]] = []
    of: list[Any] = []
    for row in rows:
        kinds = _KINDS[row.clock]
        kind = random.choices(tuple(kinds), tuple(kinds.values()))[0]
        steps.append(_step(office, random, row.case_id, kind, row.done_on, _told(random, kind, row)))
        of.append(row)
        if kind in (StepKind.REFER, StepKind.ASSIGN) and random.random() < _RECEIPTS:
            told = {"from": steps[-1]["told"]["to"], "received_on": row.done_on.isoformat()}
            steps.append(_step(office, random, row.case_id, StepKind.RECEIPT, row.done_on, told))
            of.append(row)
    ids = insert_with_ids(session, Step, steps)
    ended = [
        {"step_id": step_id, "duty_id": row.id}
        for step_id, step, row in zip(ids, steps, of, strict=True)
        if step["kind"] != StepKind.RECEIPT
    ]
    insert_all(session, StepDuty, ended)
    return [_taken(step_id, step, row) for step_id, step, row in zip(ids, steps, of, strict=True)]


def _step(
    office: Office, random: Random, case_id: int, kind: StepKind, day: date, told: dict[str, str]
) -> dict[str, Any]:
    return {
        "case_id": case_id,
        "kind": kind,
        "taken_on": day,
        "told": told,
        "recorded_at": datetime.combine(day, _AT, CHINA_STANDARD_TIME),
        "recorded_by_id": random.choice(office.receptionists).id,
        "takes_back_id": None,
    }


def _told(random: Random, kind: StepKind, row: Any) -> dict[str, str]:
    day: date = row.done_on
    told = {
        "number": f"信〔{day.year}〕{random.randint(1, 400)}号",
        "signed_on": day.isoformat(),
        "signer": random.choice(_SIGNERS),
        "to": random.choice(_UNITS) if kind in _TO_A_UNIT else row.petitioner or "信访人",
        "way": Way.ELECTRONIC if kind in _TO_A_UNIT else random.choice((Way.HANDED, Way.REGISTERED_POST)),
        "sent_on": day.isoformat(),
    }
    if kind in (StepKind.OBJECT, StepKind.REPORT_BACK):
        told |= {"to": "上级信访局", "way": Way.ELECTRONIC}
    if kind in _WITH_REASONS:
        told["reasons"] = _REASONS
    if kind is StepKind.ASSIGN:
        told["report_by"] = (day + _ASSIGNED_FOR).isoformat()
    return {name: str(text) for name, text in told.items()}


def _taken(step_id: int, step: Mapping[str, Any], row: Any) -> Taken:
    ended = {"clock": row.clock, "last_day": row.last_day.isoformat(), "done_on": row.done_on.isoformat()}
    said = {
        "step": step_id,
        "kind": step["kind"],
        "taken_on": step["taken_on"].isoformat(),
        "told": step["told"],
        "ended": [] if step["kind"] == StepKind.RECEIPT else [ended],
    }
    return Taken(row.number, step["recorded_at"], step["recorded_by_id"], said)
