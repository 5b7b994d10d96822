"""Random ways through the procedure by the rules alone: whatever is lawful leads to a lawful place."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from petitiondesk import resources
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.holiday_notices import calendar_of, read_notice
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import Conclusion, End, Outcome, Sameness, Stage, StepKind
from petitiondesk.rules.procedure.lawful import lawful, proposed
from petitiondesk.rules.procedure.matter import Body, Brought, Former, Matter, Standing, Taken
from petitiondesk.rules.procedure.owed import due, owed
from petitiondesk.rules.procedure.standing import stands
from petitiondesk.rules.procedure.table import STEPS, unit_field

SHIPPED = calendar_of(
    read_notice(table.read_text(encoding="utf-8"))
    for table in sorted(resources.path("catalogues", "calendar").glob("*.csv"))
)

BEGINS = date(2026, 1, 5)
UNITS = (Body(1, "住建局"), Body(2, "教育局"), Body(None, "上级机关"))

DULL = frozenset({StepKind.HELP, StepKind.REPORT_BACK, StepKind.COMPARE, StepKind.RECUSE, StepKind.NAME_ACCUSED})
"""May be done again and again, and lead nowhere."""


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(4), UTC)


matters = st.builds(
    Matter,
    id=st.just(1),
    role=st.sampled_from(list(OfficeRole)),
    received_on=st.just(BEGINS),
    officer=st.just("张玲"),
    purpose=st.sampled_from([*Purpose, None, Purpose.CLAIM, Purpose.CLAIM, Purpose.CLAIM]),
    restricted=st.booleans(),
    forwarded=st.booleans(),
    sender=st.just("市局"),
    brought=st.sampled_from(
        [(Brought(7, clock, BEGINS, BEGINS + timedelta(days=15), at_noon(BEGINS)),) for clock in ("C1", "C2", "C3")]
    ),
    former=st.sampled_from(
        [None, None, None, None, Former("2025-访-000001", End.FINAL), Former("2025-访-000002", End.WINDOW)]
    ),
)


def taken(draw: st.DrawFn, kind: StepKind, place: int, day: date) -> Taken:
    told = {"days": "15", "granted": draw(st.sampled_from(Outcome)), "who": "张玲", "officer": "李四"}
    told["conclusion"] = draw(st.sampled_from(Conclusion))
    told["found"] = draw(st.sampled_from(Sameness))
    told["performs"] = draw(st.sampled_from(Outcome))
    told["route"] = draw(st.sampled_from(["r1", "r5", "r6"]))
    told["redo_by"] = told["report_by"] = told["co_by"] = (day + timedelta(days=20)).isoformat()
    to = draw(st.sampled_from(UNITS)) if unit_field(kind) else None
    return Taken(place, kind, day, told, to=to, recorded_at=at_noon(day))


@st.composite
def ways(draw: st.DrawFn) -> tuple[Matter, list[Taken], date]:
    matter = draw(matters)
    day, steps = BEGINS, []
    for place in range(1, draw(st.integers(1, 25))):
        standing = stands(matter, steps, day, SHIPPED, NATIONAL_2022)
        may = lawful(standing, matter)
        likely = proposed(standing, matter)
        assert likely is None or likely in may
        if not may:
            break
        onwards = [each for each in may if STEPS[each].end is None and each not in DULL] or list(may)
        pool = draw(st.sampled_from([[likely] if likely else onwards, onwards, onwards, list(may)]))
        kind = draw(st.sampled_from(pool))
        day = max(day, standing.since) + timedelta(days=draw(st.integers(0, 12)))
        standing = stands(matter, steps, day, SHIPPED, NATIONAL_2022)
        if kind in lawful(standing, matter):
            steps.append(taken(draw, kind, place, day))
    return matter, steps, day


@settings(max_examples=300, deadline=None, derandomize=True)
@given(ways())
def test_whatever_is_lawful_leads_to_a_lawful_place(way: tuple[Matter, list[Taken], date]) -> None:
    matter, steps, _day = way
    for count in range(len(steps) + 1):
        today = steps[count - 1].on if count else BEGINS
        _holds(matter, steps[:count], stands(matter, steps[:count], today, SHIPPED, NATIONAL_2022), today)


def _holds(matter: Matter, steps: list[Taken], standing: Standing, today: date) -> None:
    assert (standing.stage is Stage.ENDED) == (standing.end is not None)
    assert standing.responsible_officer
    found = due(standing, SHIPPED, NATIONAL_2022, today)
    if standing.end is None:
        assert found is not None, (standing.stage, [step.kind for step in steps])
        assert found.petitioners or found.of == standing.holder
    else:
        assert found is None
    assert standing.objections <= 2
    assert sum(step.kind is StepKind.OBJECT for step in steps) <= 1
    assert standing.extended <= 30
    if standing.end is End.FINAL:
        assert any(step.kind is StepKind.REREVIEW for step in steps)
        assert standing.since <= today
    if standing.end is End.NO_LONGER and matter.former is not None:
        assert matter.former.end is End.FINAL
    if standing.binding:
        assert not {StepKind.OBJECT, StepKind.PUT_DISPUTE, StepKind.REFER, StepKind.ASSIGN} & set(
            lawful(standing, matter)
        )
    for each in owed(matter, standing, SHIPPED, NATIONAL_2022):
        started_by = next((step.kind for step in steps if step.id == each.started_by), None)
        assert each.last_day >= each.starts_on or started_by is StepKind.SERVE, "a day set by a review may have passed"
