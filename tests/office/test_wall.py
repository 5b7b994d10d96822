"""Nothing of a report of wrongdoing reaches whoever is accused (Art. 30 ¶3, 46(5))."""

from datetime import date

import pytest

from petitiondesk.office import steps, units
from petitiondesk.office.desk import Desk
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.units import UnitKind, UnitLevel
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, register
from tests.office.test_steps import NOTICE, stood

ACCUSED, BELOW, AFTER, OTHER = "区住建局", "区住建局质监站", "区建设交通局", "区市场监管局"
DECIDED = {"decided_by": "周敏", "decided_on": "2026-11-23"}


@pytest.fixture
def report(new_desk: NewDesk) -> tuple[Desk, str]:
    """A letters office with a report of wrongdoing, and units of whom one is below the accused and one follows it."""
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    added = {name: unit(desk, name) for name in (ACCUSED, AFTER, OTHER)}
    unit(desk, BELOW, superior_id=added[ACCUSED])
    return desk, register(desk, CLAIM | {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number


def unit(desk: Desk, name: str, superior_id: int | None = None) -> int:
    about = units.About(
        name, UnitLevel.COUNTY, UnitKind.DEPARTMENT, superior_id=superior_id, valid_from=date(2020, 1, 1)
    )
    return units.add(desk, about, now=NOW).id


def name_accused(desk: Desk, number: str, **told: str) -> None:
    steps.record(desk, number, StepKind.NAME_ACCUSED, {**DECIDED, **told}, now=NOW)


def refer(desk: Desk, number: str, to: str) -> None:
    steps.record(desk, number, StepKind.REFER, {**NOTICE, "to": to}, now=NOW)


def test_it_is_said_first_who_is_accused(report: tuple[Desk, str]) -> None:
    desk, number = report
    with pytest.raises(steps.NotLawful) as refused:
        refer(desk, number, OTHER)
    assert "who is accused" in refused.value.message.msgid
    with pytest.raises(steps.StepRefused) as unknown:
        name_accused(desk, number, among="among", accused="某某公司")
    assert set(unknown.value.problems) == {"accused"}, "of the catalogue alone"
    with pytest.raises(steps.StepRefused) as blank:
        name_accused(desk, number, among="among")
    assert set(blank.value.problems) == {"accused"}


@pytest.mark.both_databases
def test_it_reaches_neither_the_accused_nor_whoever_stands_below_or_follows(report: tuple[Desk, str]) -> None:
    desk, number = report
    name_accused(desk, number, among="among", accused=ACCUSED)
    for to in (ACCUSED, BELOW, "某某公司"):
        with pytest.raises(steps.StepRefused) as refused:
            refer(desk, number, to)
        assert set(refused.value.problems) == {"to"}, to
    by_name = {each.name: each.id for each in units.everything(desk)}
    units.end(desk, by_name[ACCUSED], valid_to=date(2026, 11, 22), successor_id=by_name[AFTER], now=NOW)
    with pytest.raises(steps.StepRefused):
        refer(desk, number, AFTER)
    for co in (BELOW, f"{OTHER}、{AFTER}"):
        told = {**DECIDED, "to": OTHER, "co": co}
        with pytest.raises(steps.StepRefused) as among:
            steps.record(desk, number, StepKind.APPOINT, told, now=NOW)
        assert set(among.value.problems) == {"co"}, co
    refer(desk, number, OTHER)
    [request] = stood(desk, number).requests
    assert request.standing.holder is not None
    assert request.standing.holder.id == by_name[OTHER]


def test_nor_does_what_is_put_to_somebody_who_need_be_no_unit(report: tuple[Desk, str]) -> None:
    desk, number = report
    name_accused(desk, number, among="among", accused=ACCUSED)
    with pytest.raises(steps.StepRefused) as refused:
        steps.record(desk, number, StepKind.PUT_TO_LEADERS, {**NOTICE, "to": BELOW}, now=NOW)
    assert set(refused.value.problems) == {"to"}
    steps.record(desk, number, StepKind.PUT_TO_LEADERS, {**NOTICE, "to": "区委"}, now=NOW)


def test_nobody_among_the_units_is_accused(report: tuple[Desk, str]) -> None:
    desk, number = report
    name_accused(desk, number, among="not_among")
    refer(desk, number, ACCUSED)
    claim = register(desk, CLAIM).number
    refer(desk, claim, "某某公司")
    with pytest.raises(steps.NotLawful):
        name_accused(desk, claim, among="not_among")
