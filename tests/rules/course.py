"""A request on its way, step by step, for tests of the procedure."""

from dataclasses import replace
from datetime import date, timedelta

from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import Decider, StepKind, Way
from petitiondesk.rules.procedure.lawful import refusal
from petitiondesk.rules.procedure.matter import LATEST, Body, Brought, Matter, Standing, Taken
from petitiondesk.rules.procedure.owed import owed
from petitiondesk.rules.procedure.standing import stands
from petitiondesk.rules.working_days import Calendar

PLAIN = Calendar(days={}, announced=frozenset({2026, 2027}))
RECEIVED = date(2026, 3, 2)  # a Monday
LATER = date(2026, 3, 3)
UNIT, ORGAN, TOP = Body(1, "区住建局"), Body(2, "区政府"), Body(3, "市政府")


def brought(clock: str, duty_id: int = 1, starts_on: date = RECEIVED) -> Brought:
    return Brought(duty_id, clock, starts_on, starts_on + timedelta(days=15), LATEST)


def matter(role: OfficeRole = OfficeRole.COMPETENT_ORGAN, clock: str = "C2", **more: object) -> Matter:
    base = Matter(7, role, RECEIVED, "张玲", Purpose.CLAIM, brought=(brought(clock),))
    return replace(base, **more)  # type: ignore[arg-type]


class Course:
    """A request on its way: each step is held against the rules before it is taken."""

    def __init__(self, of: Matter) -> None:
        self.of, self.steps, self.today = of, [], RECEIVED  # type: ignore[var-annotated]

    @property
    def stands(self) -> Standing:
        return self.on(self.today)

    def on(self, day: date, calendar: Calendar = PLAIN) -> Standing:
        return stands(self.of, self.steps, day, calendar, NATIONAL_2022)

    def take(self, kind: StepKind, on: date = LATER, to: Body | None = None, **told: str) -> "Course":
        why = refusal(kind, self.on(on), self.of)
        assert why is None, (kind, self.on(on).stage, why)
        self.steps.append(Taken(len(self.steps) + 1, kind, on, told, to=to))
        self.today = max(self.today, on)
        return self

    def may(self, kind: StepKind, day: date | None = None) -> bool:
        return refusal(kind, self.on(day or self.today), self.of) is None

    def days(self) -> dict[str, tuple[date, date | None]]:
        """What steps started, by clock; the newest where one ran twice."""
        return {each.clock: (each.last_day, each.done_on) for each in owed(self.of, self.stands, PLAIN, NATIONAL_2022)}

    def open_days(self) -> set[str]:
        return {clock for clock, (_last, done) in self.days().items() if done is None}


def competent(**more: object) -> Course:
    return Course(matter(**more))  # type: ignore[arg-type]


def referring(**more: object) -> Course:
    return Course(matter(OfficeRole.LETTERS_OFFICE, "C1", **more))


def decided() -> Course:
    way = competent().take(StepKind.ROUTE, route="r6").take(StepKind.ACCEPT)
    way.take(StepKind.HEAR).take(StepKind.INVESTIGATE)
    return way.take(StepKind.OPINION, date(2026, 4, 1), result="supported")


def reviewing() -> Course:
    way = decided().take(StepKind.SERVE, date(2026, 4, 7))
    return way.take(StepKind.ASK_REVIEW, date(2026, 5, 6), ORGAN)


def rereviewing() -> Course:
    way = reviewing().take(StepKind.REVIEW, date(2026, 6, 1), conclusion="upheld", ground="none")
    return way.take(StepKind.SERVE, date(2026, 6, 3)).take(StepKind.ASK_REREVIEW, date(2026, 7, 3), TOP)


def final() -> Course:
    way = rereviewing().take(StepKind.REREVIEW, date(2026, 7, 30), conclusion="upheld", ground="none")
    return way.take(StepKind.SERVE, date(2026, 8, 3))


def sent(post: bool = False) -> Course:
    way = Way.REGISTERED_POST if post else Way.ELECTRONIC
    return referring().take(StepKind.REFER, to=UNIT, way=way, sent_on="2026-03-03")


def with_unit() -> Course:
    return sent().take(StepKind.RECEIPT)


def disputed() -> Course:
    way = with_unit().take(StepKind.OBJECT).take(StepKind.REJECT_OBJECTION)
    return way.take(StepKind.PUT_DISPUTE, decider=Decider.SUPERIOR)


def performing() -> Course:
    way = competent().take(StepKind.ROUTE, route="r5")
    return way.take(StepKind.LEAD_INTO, performs="yes")
