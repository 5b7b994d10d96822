"""The catalogue of units as a table of text (CSV) that one office hands to another, or that is kept in a spreadsheet.

The head names the columns in Chinese or by their codes, in any order; the words of the closed lists likewise.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.typed_text import is_blank
from petitiondesk.rules.units import UnitKind, UnitLevel

Member = TypeVar("Member", bound=Kind)

COLUMNS: Mapping[str, str] = {
    "name": "单位名称",
    "short_name": "简称",
    "level": "级别",
    "kind": "类别",
    "superior": "上级单位",
    "review_organ": "复查机关",
    "uses_program": "使用本程序",
    "phone": "电话",
    "address": "地址",
}
"""The codes of the columns, each with its Chinese head."""

_NEEDED = ("name", "level", "kind")

_OTHER_HEADS = {"名称": "name", "单位": "name", "上级": "superior", "联系电话": "phone"}

_LEVELS = {
    UnitLevel.NATIONAL: ("国家", "国家级", "中央"),
    UnitLevel.PROVINCE: ("省", "省级"),
    UnitLevel.CITY: ("市", "市级", "地市级"),
    UnitLevel.COUNTY: ("县", "县级", "区县级"),
    UnitLevel.TOWNSHIP: ("乡镇街道", "乡镇", "街道", "乡级", "乡镇级"),
}
_KINDS = {
    UnitKind.DEPARTMENT: ("部门", "政府部门"),
    UnitKind.GOVERNMENT: ("政府",),
    UnitKind.VERTICAL: ("垂直管理", "垂直管理单位"),
    UnitKind.PARTY: ("党的机关", "党委机关"),
    UnitKind.OTHER: ("其他", "其他单位"),
}
_YES, _NO = ("是", "yes", "y", "1", "true"), ("否", "no", "n", "0", "false", "")
"""Of each what stands first is what is written."""


@dataclass(frozen=True)
class UnitLine:
    """A line of the table. ``number`` is that of the line in the file, ``given`` the columns that the file has."""

    name: str
    level: UnitLevel
    kind: UnitKind
    short_name: str = ""
    superior: str = ""
    review_organ: str = ""
    uses_program: bool = False
    phone: str = ""
    address: str = ""
    number: int = 0
    given: frozenset[str] = frozenset(COLUMNS)


@dataclass(frozen=True)
class Finding:
    """What keeps a line from being taken over; ``line`` is its number in the file."""

    line: int
    message: Message


@dataclass
class Table:
    """What was read: the lines that can be read, and what was found in the others."""

    lines: list[UnitLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(text: str) -> Table:
    """Read a table of units; whatever can't be read is a finding. Blank lines are passed over. Raises nothing."""
    table = Table()
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: Sequence[str] = ()
    try:
        for cells in reader:
            if all(is_blank(cell) for cell in cells):
                continue
            if columns:
                _read_line(table, columns, cells, reader.line_num)
                continue
            columns = _columns(table, cells, reader.line_num)
            if table.findings:
                return table
    except csv.Error:
        table.findings.append(
            Finding(reader.line_num, Message(_("Not a table of text (CSV): a quotation mark stands where none may.")))
        )
    if not columns and not table.findings:
        table.findings.append(Finding(1, Message(_("The file is empty: its first line names the columns."))))
    return table


def written(lines: Iterable[UnitLine]) -> str:
    """The same table as text, with Chinese heads, as :func:`read` reads it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS.values())
    for line in lines:
        yes = (_YES if line.uses_program else _NO)[0]
        level, kind = _LEVELS[line.level][0], _KINDS[line.kind][0]
        writer.writerow(
            (line.name, line.short_name, level, kind, line.superior, line.review_organ, yes, line.phone, line.address)
        )
    return out.getvalue()


def _columns(table: Table, cells: Sequence[str], number: int) -> Sequence[str]:
    """The code of each column; what is wrong with the head becomes findings."""
    heads = {fold(head): code for code, head in COLUMNS.items()} | {fold(code): code for code in COLUMNS}
    heads |= {fold(head): code for head, code in _OTHER_HEADS.items()}
    found = [heads.get(fold(cell), "") for cell in cells]
    for cell, code in zip(cells, found, strict=True):
        if not code and not is_blank(cell):
            known = "、".join(COLUMNS.values())
            unknown = _("No column is called “{head}”; the columns are {known}.")
            table.findings.append(Finding(number, Message(unknown, {"head": cell.strip(), "known": known})))
        elif code and found.count(code) > 1:
            twice = _("The column “{head}” stands there twice.")
            table.findings.append(Finding(number, Message(twice, {"head": COLUMNS[code]})))
    for code in _NEEDED:
        if code not in found:
            missing = _("The column “{head}” is missing in the first line.")
            table.findings.append(Finding(number, Message(missing, {"head": COLUMNS[code]})))
    return found


def _read_line(table: Table, columns: Sequence[str], cells: Sequence[str], number: int) -> None:
    if len(cells) > len(columns) and not all(is_blank(cell) for cell in cells[len(columns) :]):
        table.findings.append(Finding(number, Message(_("The line has more cells than the first line has columns."))))
        return
    told = {code: cell.strip() for code, cell in zip(columns, cells, strict=False) if code}
    level, kind = _of(_LEVELS, told.get("level", "")), _of(_KINDS, told.get("kind", ""))
    uses = fold(told.get("uses_program", ""))
    found = []
    if not told.get("name"):
        found.append(Message(_("No name stands there.")))
    if level is None:
        found.append(_not_read("level", told, [words[0] for words in _LEVELS.values()]))
    if kind is None:
        found.append(_not_read("kind", told, [words[0] for words in _KINDS.values()]))
    if uses not in (*_YES, *_NO):
        found.append(_not_read("uses_program", told, [_YES[0], _NO[0]]))
    table.findings += [Finding(number, message) for message in found]
    if found or level is None or kind is None:
        return
    words = {code: told.get(code, "") for code in COLUMNS if code not in ("level", "kind", "uses_program")}
    given = frozenset(code for code in columns if code)
    line = UnitLine(**words, level=level, kind=kind, uses_program=uses in _YES, number=number, given=given)
    table.lines.append(line)


def _not_read(code: str, told: Mapping[str, str], may_be: Sequence[str]) -> Message:
    values = {"head": COLUMNS[code], "words": told.get(code, ""), "known": "、".join(may_be)}
    return Message(_("“{words}” can't stand under “{head}”; it can be {known}."), values)


def _of(words: Mapping[Member, Sequence[str]], cell: str) -> Member | None:
    """The member that a cell means: by a Chinese word, its code or its English label."""
    typed = fold(cell)
    for member, chinese in words.items():
        if typed in (fold(each) for each in (*chinese, member.value, member.label)):
            return member
    return None
