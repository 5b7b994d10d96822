"""The catalogue of units: added, changed, ended, taken from a table whole or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from petitiondesk.office import unit_tables, units
from petitiondesk.office.desk import Desk, NoRight
from petitiondesk.office.unit_tables import Imported, TableRefused
from petitiondesk.office.units import About, UnitEntry, UnitRefused
from petitiondesk.rules.acts import Act, Right, Thing
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.units import UnitKind, UnitLevel, reviewer
from petitiondesk.storage.models import Event
from tests.conftest import NOW

TODAY = office_day(NOW)
COUNTY = About("云河县人民政府", UnitLevel.COUNTY, UnitKind.GOVERNMENT)
BUREAU = About("云河县教育局", UnitLevel.COUNTY, UnitKind.DEPARTMENT)

TABLE = """单位名称,级别,类别,上级单位,电话
云河县教育局,县,部门,云河县人民政府,0500-1
云河县人民政府,县,政府,,
云河县青石镇人民政府,乡镇街道,政府,云河县人民政府,
"""


def acts_of(desk: Desk, unit: UnitEntry) -> list[str]:
    with desk.database.read() as session:
        told = select(Event.act).where(Event.object_kind == Thing.UNIT, Event.object_id == str(unit.id))
        return list(session.scalars(told.order_by(Event.sequence)))


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(UnitRefused) as error:
        act()
    return [problem.path for problem in error.value.problems]


@pytest.mark.both_databases
def test_a_unit_is_added_changed_and_ended_and_stays_on_record(desk: Desk) -> None:
    county = units.add(desk, COUNTY, now=NOW)
    bureau = units.add(desk, replace(BUREAU, superior_id=county.id), now=NOW)
    assert reviewer(units.facts([county, bureau], TODAY)[bureau.id], units.facts([county, bureau], TODAY)) == (
        county.id,
    )
    units.change(desk, bureau.id, replace(units.as_told(bureau), phone="0500-1"), now=NOW)
    units.change(desk, bureau.id, replace(units.as_told(bureau), phone="0500-1"), now=NOW)
    new = units.add(desk, replace(BUREAU, name="云河县教育体育局", superior_id=county.id), now=NOW)
    ended = units.end(desk, bureau.id, TODAY, new.id, now=NOW)
    assert (ended.phone, ended.valid_to, ended.successor_id) == ("0500-1", TODAY, new.id)
    assert acts_of(desk, bureau) == [Act.ADD_UNIT, Act.CHANGE_UNIT, Act.END_UNIT]
    everything = units.everything(desk)
    assert [unit.id for unit in units.in_force(everything, TODAY + timedelta(days=1))] == [county.id, new.id]
    again = units.add(desk, replace(BUREAU, valid_from=TODAY + timedelta(days=1)), now=NOW)
    assert again.name == bureau.name, "the name is free again"


def test_what_can_not_stand_is_said_at_its_field(desk: Desk) -> None:
    county = units.add(desk, COUNTY, now=NOW)
    bureau = units.add(desk, replace(BUREAU, superior_id=county.id), now=NOW)
    told = units.as_told(bureau)

    def change(unit: UnitEntry, about: About) -> Callable[[], object]:
        return lambda: units.change(desk, unit.id, about, now=NOW)

    assert refused(lambda: units.add(desk, About(" "), now=NOW)) == ["name", "level", "kind"]
    assert refused(lambda: units.add(desk, replace(BUREAU, name="云河县 教育局"), now=NOW)) == ["name"]
    assert refused(change(bureau, replace(told, phone="1" * 51))) == ["phone"]
    assert refused(change(bureau, replace(told, superior_id=99))) == ["superior_id"]
    assert refused(change(bureau, replace(told, review_organ_id=bureau.id))) == ["review_organ_id"]
    assert refused(change(county, replace(units.as_told(county), superior_id=bureau.id))) == ["superior_id"]
    assert refused(lambda: units.end(desk, bureau.id, None, now=NOW)) == ["valid_to"]
    assert refused(lambda: units.end(desk, bureau.id, TODAY - timedelta(days=1), now=NOW)) == ["valid_to"]
    assert acts_of(desk, bureau) == [Act.ADD_UNIT]
    with pytest.raises(LookupError):
        units.change(desk, 99, told, now=NOW)
    with pytest.raises(NoRight):
        units.add(replace(desk, rights=frozenset({Right.RECEIVE})), replace(BUREAU, name="县水利局"), now=NOW)


@pytest.mark.both_databases
def test_a_table_adds_and_changes_by_name_and_ends_nothing(desk: Desk) -> None:
    older = units.add(desk, replace(BUREAU, address="甲路1号"), now=NOW)
    other = units.add(desk, replace(BUREAU, name="云河县水利局"), now=NOW)
    assert unit_tables.import_table(desk, TABLE, now=NOW) == Imported(added=2, changed=1, same=0)
    by_name = {unit.name: unit for unit in units.everything(desk)}
    bureau = by_name["云河县教育局"]
    assert (bureau.id, bureau.phone, bureau.address) == (older.id, "0500-1", "甲路1号"), "no column, no change"
    assert bureau.superior_id == by_name["云河县青石镇人民政府"].superior_id == by_name["云河县人民政府"].id
    assert by_name["云河县水利局"] == other
    assert acts_of(desk, bureau) == [Act.ADD_UNIT, Act.IMPORT_UNITS]
    assert unit_tables.import_table(desk, TABLE, now=NOW) == Imported(added=0, changed=0, same=3)
    exported = unit_tables.export_table(desk, now=NOW)
    assert unit_tables.import_table(desk, exported, now=NOW) == Imported(added=0, changed=0, same=4)


@pytest.mark.both_databases
def test_of_a_table_with_a_bad_line_nothing_is_taken(desk: Desk) -> None:
    bad = TABLE.replace("云河县人民政府,县,政府,,", "云河县人民政府,县,政府,云河县教育局,")
    for text, lines in (
        (bad, [2, 3]),
        (TABLE + "云河县教育局,县,部门,,\n云河县水利局,县,部门,没有的局,\n", [5, 6]),
        (TABLE + f"{'长' * 201},县,部门,,\n", [5]),
        (TABLE + "云河县水利局,县,部门,云河县水利局,\n", [5]),
        ("", [1]),
    ):
        with pytest.raises(TableRefused) as error:
            unit_tables.import_table(desk, text, now=NOW)
        assert [finding.line for finding in error.value.findings] == lines
    assert units.everything(desk) == []


def test_files_of_spreadsheets_are_read_in_either_code() -> None:
    for code in ("utf-8", "utf-8-sig", "gb18030"):
        assert unit_tables.text_of(TABLE.encode(code)) == TABLE


def test_units_are_found_by_parts_of_names_and_initials() -> None:
    one = UnitEntry(
        1,
        "云河县教育局",
        "县教育局",
        UnitLevel.COUNTY,
        UnitKind.DEPARTMENT,
        None,
        None,
        None,
        False,
        "",
        "",
        TODAY,
        None,
    )
    other = replace(
        one, id=2, name="青石镇人民政府", short_name="", level=UnitLevel.TOWNSHIP, valid_to=date(2026, 1, 1)
    )
    for text, found in (("", [1, 2]), ("教育", [1]), ("jyj", [1]), ("QSZ", [2]), ("水利", []), ("zz", [])):
        assert [unit.id for unit in units.like([one, other], text)] == found, text
