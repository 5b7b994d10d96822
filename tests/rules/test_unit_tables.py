"""Tables of units as spreadsheets write them: read by Chinese or English heads, what can't be read is said by line."""

import pytest

from petitiondesk.rules.unit_tables import UnitLine, read, written
from petitiondesk.rules.units import UnitKind, UnitLevel

LINES = [
    UnitLine("云河县人民政府", UnitLevel.COUNTY, UnitKind.GOVERNMENT, uses_program=True),
    UnitLine(
        "云河县教育局",
        UnitLevel.COUNTY,
        UnitKind.DEPARTMENT,
        "县教育局",
        "云河县人民政府",
        "",
        False,
        "0500-1",
        "甲路1号,二楼",
    ),
]


def test_what_is_written_is_read_again() -> None:
    table = read(written(LINES))
    assert [(line.name, line.superior, line.address, line.uses_program) for line in table.lines] == [
        (line.name, line.superior, line.address, line.uses_program) for line in LINES
    ]
    assert [line.number for line in table.lines] == [2, 3]
    assert not table.findings


@pytest.mark.parametrize(
    "text",
    [
        "name,level,kind\n云河县教育局,county,department\n",
        "\ufeff类别,单位名称,级别\r\n部门,云河县教育局,县级\r\n\r\n,,\r\n",
        'Kind , name,LEVEL,\nDepartment of a government," 云河县教育局 ",County\n',
    ],
)
def test_heads_and_words_in_either_language(text: str) -> None:
    table = read(text)
    assert not table.findings
    assert [(line.name, line.level, line.kind) for line in table.lines] == [
        ("云河县教育局", UnitLevel.COUNTY, UnitKind.DEPARTMENT)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [1]),
        ("name,level\n甲,county", [1]),
        ("name,level,kind,备注\n甲,county,other,x", [1]),
        ("name,level,kind,名称\n甲,county,other,x", [1, 1]),
        ("name,level,kind\n,county,other\n甲,区里,other\n乙,county,some\n丙,county,other,更多", [2, 3, 4, 5]),
        ("name,level,kind,uses_program\n甲,x,y,也许", [2, 2, 2]),
        ('name,level,kind\n"甲"乙,county,other', [2]),
    ],
)
def test_what_can_not_be_read_is_said_by_line(text: str, lines: list[int]) -> None:
    table = read(text)
    assert [finding.line for finding in table.findings] == lines
