"""The ways of invented requests through the procedure: what most likely comes next, some days later, until today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from petitiondesk.rules.clocks import RuleSet
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import (
    Accused,
    Conclusion,
    End,
    Ground,
    Outcome,
    Result,
    Service,
    Stage,
    StepKind,
    Way,
)
from petitiondesk.rules.procedure.lawful import fields_of, proposed, refusal
from petitiondesk.rules.procedure.matter import HANDLES, Body, Matter, Standing, Taken
from petitiondesk.rules.procedure.rule import Whose
from petitiondesk.rules.procedure.standing import begun, stands
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.routes import Route
from petitiondesk.rules.working_days import Calendar, is_day_off

_SIGNERS = ("周建国", "陈秀英", "吴国平")
_AT = time(16, 0)
_AFTER_REGISTERING = timedelta(minutes=40)
_MOST_STEPS = 30
_NO_RECEIPT = 0.08

FIRST = frozenset({"C1", "C2", "C3", "C14"})
"""What a registration brings to be done first."""

_DAYS: Mapping[StepKind, tuple[int, int]] = {
    StepKind.RECEIPT: (1, 3),
    StepKind.OBJECT: (1, 5),
    StepKind.AGREE_OBJECTION: (1, 6),
    StepKind.ACCEPT: (2, 12),
    StepKind.HEAR: (3, 10),
    StepKind.INVESTIGATE: (5, 15),
    StepKind.OPINION: (8, 22),
    StepKind.SERVE: (1, 6),
    StepKind.ASK_REVIEW: (6, 26),
    StepKind.ASK_REREVIEW: (6, 26),
    StepKind.REVIEW: (12, 28),
    StepKind.REREVIEW: (12, 28),
    StepKind.ANSWER_DUTY: (15, 55),
    StepKind.REPLY_SUGGESTION: (15, 55),
    StepKind.ARCHIVE: (5, 40),
}
"""So many days after the step before; any other step comes within four."""

_WORDS: Mapping[str, str] = {
    "reasons": "经核对材料，属于上述情形。",
    "facts": "经调查核实，反映的情况部分属实。",
    "basis": "依照有关法律法规和政策的规定。",
    "summary": "已当面听取意见并记录在案。",
    "instruction": "请有关单位依法办理，按期反馈。",
    "proposal": "建议交有权处理的单位办理。",
    "instead": "已在来访时当面说明。",
    "missing": "身份证明和有关合同的复印件。",
    "words": "问题已经协商解决，自愿撤回。",
    "place": "第一接谈室",
    "officers": "张玲、王敏",
    "former": "前次意见书",
    "officer": "王敏",
    "sheet": "审〔2026〕12号",
    "whom": "有权处理的单位",
    "why_unsigned": "本人不识字，已宣读。",
    "witnesses": "社区工作人员二人",
    "relation": "同住的成年家属",
}
_CHOICES: Mapping[str, Sequence[str]] = {
    "way": (Way.HANDED, Way.REGISTERED_POST, Way.REGISTERED_POST),
    "route": (Route.PETITION,) * 7 + (Route.ADMINISTRATIVE_PROCEDURE, Route.LEGAL_PROCEDURE, Route.DUTY),
    "result": (Result.SUPPORTED, Result.EXPLAINED, Result.NOT_SUPPORTED),
    "conclusion": (Conclusion.UPHELD, Conclusion.UPHELD, Conclusion.CHANGED),
    "service": (Service.HANDED, Service.HANDED, Service.REGISTERED_POST),
    "granted": (Outcome.YES,),
    "signed": (Outcome.YES,),
    "among": (Accused.AMONG, Accused.NOT_AMONG),
}


@dataclass(frozen=True)
class Around:
    """What invented steps refer to: the units to which matters go, those that review, the names of the office."""

    calendar: Calendar
    rules: RuleSet
    until: date
    units: Sequence[Body]
    organs: Sequence[Body]
    petitioner: str = ""


@dataclass
class Walk:
    """A request on its way: where it stands after the steps so far, and whether the steps are about it alone."""

    matter: Matter
    registered_at: datetime
    steps: list[Taken] = field(default_factory=list)

    def at(self, day: date) -> datetime:
        """When a step of a day is recorded: in the afternoon, and after the registration that it is about."""
        return max(datetime.combine(day, _AT, CHINA_STANDARD_TIME), self.registered_at + _AFTER_REGISTERING)


def walk(random: Random, walking: Walk, first_on: date, around: Around) -> None:
    """Take the first step on a day, and go on as offices do, until today, the end, or where somebody is waited for."""
    matter, day = walking.matter, first_on
    standing = begun(matter)
    while len(walking.steps) < _MOST_STEPS:
        standing = stands(matter, walking.steps, day, around.calendar, around.rules)
        kind = _next(random, standing, matter)
        if kind is None or refusal(kind, standing, matter) is not None:
            return
        if walking.steps and not _owes_the_first(standing):
            day = _later(random, kind, day, around)
            standing = stands(matter, walking.steps, day, around.calendar, around.rules)
            if refusal(kind, standing, matter) is not None:
                return
        if day >= around.until:
            return
        walking.steps.append(_step(random, walking, kind, standing, day, around))


def _owes_the_first(standing: Standing) -> bool:
    """Whether what a registration brought is still owed: route, accused and notice are of one day."""
    return any(each.duty_id and each.clock in FIRST for each in standing.open_terms)


def step_besides(random: Random, walking: Walk, kind: StepKind, day: date, around: Around) -> Taken | None:
    """A step of a day beside the way of a request; None where it may not be recorded then."""
    standing = stands(walking.matter, walking.steps, day, around.calendar, around.rules)
    if refusal(kind, standing, walking.matter) is not None:
        return None
    return _step(random, walking, kind, standing, day, around)


def _next(random: Random, standing: Standing, matter: Matter) -> StepKind | None:
    """The step that is proposed, or another that offices take as well; None where it waits."""
    draw = random.random()
    match standing.stage:
        case Stage.REGISTERED if standing.route is None and not standing.accused_said and draw < 0.2:
            return _another(random, standing, matter)
        case Stage.SENT if draw < _NO_RECEIPT:
            return None
        case Stage.SIGNED if draw < 0.05 and not standing.objections:
            return StepKind.OBJECT
        case Stage.ACCEPTED if draw < 0.06 and not standing.extended and standing.investigated:
            return StepKind.EXTEND
        case Stage.SERVED:
            return StepKind.ASK_REVIEW if draw < 0.2 else None
        case Stage.REVIEW_SERVED:
            return StepKind.ASK_REREVIEW if draw < 0.5 else None
        case Stage.ENDED if standing.report == "due":
            return StepKind.REPORT_IN if draw < 0.8 else None
        case Stage.ENDED if draw < 0.4 or standing.end is End.WINDOW:
            return None
    return proposed(standing, matter)


def _another(random: Random, standing: Standing, matter: Matter) -> StepKind | None:
    kinds = (
        (StepKind.TELL_WHOM, StepKind.ANSWER, StepKind.FILE)
        if matter.role in HANDLES
        else (StepKind.ASSIGN, StepKind.ASSIGN, StepKind.PUT_TO_LEADERS)
    )
    kind = random.choice(kinds)
    return kind if refusal(kind, standing, matter) is None else proposed(standing, matter)


def _later(random: Random, kind: StepKind, day: date, around: Around) -> date:
    then = day + timedelta(days=random.randint(*_DAYS.get(kind, (0, 4))))
    while is_day_off(then, around.calendar):
        then += timedelta(days=1)
    return then


def _step(random: Random, walking: Walk, kind: StepKind, standing: Standing, day: date, around: Around) -> Taken:
    rule = STEPS[kind]
    by = standing.holder if rule.whose in (Whose.HANDLER, Whose.HOLDER, Whose.REVIEWER) else None
    to = _unit(random, kind, standing, around)
    told: dict[str, str] = {}
    for each in fields_of(kind, standing):
        needed = told.get(each.when[0]) == each.when[1] if each.when else each.needed
        if needed or each.name in ("number", "report_by"):
            told[each.name] = _told(random, each, day, to, around)
    if told.get("conclusion"):
        told["ground"] = Ground.NONE if told["conclusion"] == Conclusion.UPHELD else Ground.FACTS
    if kind is StepKind.LEAD_INTO and standing.route is Route.DUTY:
        told["performs"] = Outcome.YES
    if kind is StepKind.EXTEND:
        told["days"] = random.choice(("15", "30"))
    if by is not None:
        told["by"] = by.name
    if told.get("among") == Accused.NOT_AMONG:
        to = None
    return Taken(len(walking.steps) + 1, kind, day, told, by, to, walking.at(day))


def _unit(random: Random, kind: StepKind, standing: Standing, around: Around) -> Body | None:
    if kind in (StepKind.REFER, StepKind.ASSIGN, StepKind.DECIDE_DISPUTE):
        accused = {each.id for each in standing.accused}
        return random.choice([each for each in around.units if each.id not in accused])
    if kind in (StepKind.ASK_REVIEW, StepKind.ASK_REREVIEW):
        return random.choice(around.organs)
    if kind is StepKind.NAME_ACCUSED:
        return around.units[-1]
    return standing.holder if kind is StepKind.RECEIPT else None


def _told(random: Random, each: StepField, day: date, to: Body | None, around: Around) -> str:
    match each.form:
        case "day":
            return (day + timedelta(days=60) if each.coming else day).isoformat()
        case "choice":
            return str(random.choice(_CHOICES.get(each.name) or list(each.choices or ())))
        case "number":
            return "30"
        case "unit":
            return to.name if to else ""
    if each.name in ("signer", "decided_by", "approver", "first_signer", "chair"):
        return random.choice(_SIGNERS)
    if each.name == "to":
        return around.petitioner or "信访人"
    if each.name == "number":
        return f"信〔{day.year}〕{random.randint(1, 400)}号"
    return _WORDS.get(each.name, "有关单位")
