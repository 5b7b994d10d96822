"""The units of an invented county, for the demonstration and for training; none of them exists."""

from collections.abc import Iterator
from datetime import date

from petitiondesk.rules.units import UnitKind, UnitLevel
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Unit
from petitiondesk.storage.units import has_units

_CITY, _COUNTY = "云川市人民政府", "云河县人民政府"

_UNITS = (
    (_CITY, "市政府", UnitLevel.CITY, UnitKind.GOVERNMENT, None),
    ("云川市住房和城乡建设局", "市住建局", UnitLevel.CITY, UnitKind.DEPARTMENT, _CITY),
    ("云川市税务局", "市税务局", UnitLevel.CITY, UnitKind.VERTICAL, None),
    (_COUNTY, "县政府", UnitLevel.COUNTY, UnitKind.GOVERNMENT, _CITY),
    ("云河县住房和城乡建设局", "县住建局", UnitLevel.COUNTY, UnitKind.DEPARTMENT, "云川市住房和城乡建设局"),
    ("云河县自然资源局", "县自然资源局", UnitLevel.COUNTY, UnitKind.DEPARTMENT, _COUNTY),
    ("云河县人力资源和社会保障局", "县人社局", UnitLevel.COUNTY, UnitKind.DEPARTMENT, _COUNTY),
    ("云河县教育局", "县教育局", UnitLevel.COUNTY, UnitKind.DEPARTMENT, _COUNTY),
    ("云河县税务局", "县税务局", UnitLevel.COUNTY, UnitKind.VERTICAL, "云川市税务局"),
    ("云河县城市管理委员会办公室", "县城管办", UnitLevel.COUNTY, UnitKind.OTHER, _COUNTY),
    ("云河县青石镇人民政府", "青石镇", UnitLevel.TOWNSHIP, UnitKind.GOVERNMENT, _COUNTY),
    ("云河县柳湾乡人民政府", "柳湾乡", UnitLevel.TOWNSHIP, UnitKind.GOVERNMENT, _COUNTY),
)
"""Each after its superior."""

_USE_THE_PROGRAM = (_COUNTY, "云河县自然资源局")


def add_units(session: Session, valid_from: date) -> None:
    """Put them into an office that has no units; one that has keeps its own alone."""
    if has_units(session):
        return
    ids: dict[str, int] = {}
    for row in _rows(valid_from, ids):
        session.add(row)
        session.flush()
        ids[row.name] = row.id


def _rows(valid_from: date, ids: dict[str, int]) -> Iterator[Unit]:
    for place, (name, short_name, level, kind, superior) in enumerate(_UNITS, 1):
        yield Unit(
            name=name,
            short_name=short_name,
            level=level,
            kind=kind,
            superior_id=ids[superior] if superior else None,
            uses_program=name in _USE_THE_PROGRAM,
            phone=f"0500-2345 60{place:02}",
            address=f"云河县和顺路{place}号" if level is not UnitLevel.CITY else None,
            valid_from=valid_from,
        )
