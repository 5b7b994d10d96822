"""The slip (回执, F02) that a visitor takes home: A5, or a strip of 80 mm from a receipt printer.

It says what was registered, what this office owes next and by which day (Art. 22 for a letters-and-visits office,
Art. 23 for a competent organ), whom to ask and which rights there are. The slip of a report of wrongdoing carries no
name, no unit and no summary (Art. 30 ¶3), even when its data hold them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from petitiondesk.documents import letters, seals
from petitiondesk.documents.fonts import MISSING, Role
from petitiondesk.documents.letters import Level, Template
from petitiondesk.documents.printable import missing_in, printable
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.sheets import MM, Cell, Footer, Paper, Sheet
from petitiondesk.documents.written_days import day, moment
from petitiondesk.rules.kinds import OfficeRole

Size = Literal["A5", "80mm"]

FIELDS = frozenset({"最后一天", "法律援助"})

_DOT = MM / 8
"""A dot of a receipt printer (203 dpi): modules of whole dots keep the QR code's edges sharp."""
_SMALLEST_CODE = 20 * MM


@dataclass(frozen=True)
class SlipMaterial:
    """One thing handed over: its name, ``form`` (原件, 复印件, 照片 …), number, and whether it was given back."""

    name: str
    form: str
    copies: int
    returned: bool = False


@dataclass(frozen=True)
class SlipData:
    """What a slip says, in plain values; this is what is kept for printing it again.

    ``name`` is as the slip shall show it (whole on A5, masked on 80 mm, empty for somebody anonymous). Days are ISO
    dates, ``received`` an ISO time of the office's day. ``office_role`` is an OfficeRole code. The term counts
    ``term_days`` calendar or working days from the day after ``received``; ``rolled`` says that a last day off was
    moved to the next working day, ``provisional`` that a year's days off are not announced yet.
    """

    office: str
    office_role: str
    number: str
    query_code: str
    received: str
    issued: str
    last_day: str
    term_days: int
    phone: str
    name: str = ""
    matter: str = ""
    materials: tuple[SlipMaterial, ...] = ()
    contact: str = ""
    handler: str = ""
    legal_aid: str = ""
    working_days: bool = False
    rolled: bool = False
    provisional: bool = False
    report_of_wrongdoing: bool = False


@dataclass(frozen=True)
class _Style:
    paper: Paper
    label: Role
    text: Role
    size: float
    leading: float
    small: float
    small_leading: float
    title: float
    label_width: float
    columns: int
    rule: float
    beside_code: float
    """Width of check code and handler beside the QR code."""
    seal_x: float
    """Left edge of office and day in the foot, from the left margin ..."""
    seal_room: float
    """... and how far below the top of the QR code they begin: a seal is about 40 mm across."""


_A5 = _Style(
    Paper(148 * MM, 210 * MM, left=13 * MM, right=13 * MM, top=11 * MM, bottom=8 * MM),
    label="hei",
    text="song",
    size=10.5,
    leading=16.0,
    small=8.5,
    small_leading=12.5,
    title=19.0,
    label_width=44.0,
    columns=2,
    rule=0.5,
    beside_code=42 * MM,
    seal_x=68 * MM,
    seal_room=11 * MM,
)
# Thin strokes of Song break up in heat: receipts are set in Hei throughout.
_ROLL = _Style(
    Paper(80 * MM, None, left=4 * MM, right=4 * MM, top=4 * MM, bottom=6 * MM),
    label="hei",
    text="hei",
    size=10.0,
    leading=15.0,
    small=9.0,
    small_leading=13.0,
    title=16.0,
    label_width=42.0,
    columns=1,
    rule=0.75,
    beside_code=47 * MM,
    seal_x=0.0,
    seal_room=46 * MM,
)
_STYLES: Mapping[Size, _Style] = {"A5": _A5, "80mm": _ROLL}
_GAP = 8.0


def render(data: SlipData, *, seal: Seal, size: Size, copy: int = 0) -> bytes:
    """The slip as PDF. ``copy`` counts reprints: 0 for the first print, n for the n-th print after it."""
    missing = missing_in(data)
    data = printable(data)
    style = _STYLES[size]
    sheet = Sheet(style.paper, footer=_footer(data, style), footer_height=12.0 if style.columns > 1 else 0.0)
    paragraphs = letters.fill(template(data), {"最后一天": day(data.last_day), "法律援助": data.legal_aid})
    title, body, notes = (
        [paragraph.text for paragraph in paragraphs if paragraph.level == level]
        for level in (Level.TITLE, Level.BODY, Level.NOTE)
    )
    _head(sheet, style, data.office, title, copy)
    _registered(sheet, style, data)
    _promised(sheet, style, data, body)
    _told(sheet, style, notes + [f"{MISSING}处为字库暂缺的字，请当面核对后手写补正。"] * bool(missing))
    sheet.kept(lambda sheet: _foot(sheet, style, data, seal))
    return sheet.pdf(title=f"来访登记回执 {data.number}", subject="回执", author=data.office)


def template(data: SlipData) -> Template:
    """The wording that this slip is printed with; its version is kept with the data."""
    if data.report_of_wrongdoing:
        return letters.load("slip_report_of_wrongdoing", FIELDS)
    if data.office_role == OfficeRole.LETTERS_OFFICE:
        return letters.load("slip_letters_office", FIELDS)
    return letters.load("slip_competent_organ", FIELDS)


def _head(sheet: Sheet, style: _Style, office: str, title: list[str], copy: int) -> None:
    sheet.row(Cell(office, style.label, style.size + 1, align="centre"), leading=style.leading + 2)
    for line in title:
        sheet.row(Cell(line, "title", style.title, align="centre"), leading=style.title * 1.5)
    if copy:
        sheet.row(Cell(f"副本 · 第 {copy} 次补打", style.label, style.small, align="centre"), leading=style.leading)
    sheet.skip(3)
    sheet.rule(2 * style.rule)
    sheet.skip(4)


def _registered(sheet: Sheet, style: _Style, data: SlipData) -> None:
    fields = [("登记编号", data.number), ("查询码", data.query_code), ("来访时间", moment(data.received))]
    if data.report_of_wrongdoing:
        fields.append(("事项", "检举控告类事项"))
    elif data.name:
        fields.insert(2, ("来访人", data.name))
    for start in range(0, len(fields), style.columns):
        _fields(sheet, style, fields[start : start + style.columns])
    if not data.report_of_wrongdoing:
        _field(sheet, style, "反映事项", data.matter)
        _field(sheet, style, "收到材料", _materials(data.materials) or "无")
    elif data.materials:
        # What was handed in may itself name somebody; the list (F40) is given separately.
        _field(sheet, style, "收到材料", f"共{sum(material.copies for material in data.materials)}份，清单另附")


def _promised(sheet: Sheet, style: _Style, data: SlipData, body: list[str]) -> None:
    sheet.skip(4)
    sheet.rule(style.rule)
    sheet.skip(4)
    for paragraph in body:
        sheet.row(Cell(paragraph, style.text, style.size, indent=2 * style.size), leading=style.leading)
    if data.last_day:
        sheet.skip(2)
        _field(sheet, style, "最迟日期", day(data.last_day), role="hei_bold")
        _field(sheet, style, "计算方法", _counted(data), small=True)
    contact = "" if data.report_of_wrongdoing else data.contact
    _field(sheet, style, "咨询", f"{contact} {data.phone}".strip())


def _told(sheet: Sheet, style: _Style, notes: list[str]) -> None:
    sheet.skip(4)
    sheet.rule(style.rule)
    sheet.skip(4)
    for number, note in enumerate(notes, 1):
        _hanging(sheet, style, f"{number}.", note)


def _foot(sheet: Sheet, style: _Style, data: SlipData, seal: Seal) -> None:
    """QR code and check code at the left; office and day where the seal will be pressed over them."""
    side, _ = seals.dark_runs(seal.qr_digits)
    module = _DOT * ceil(_SMALLEST_CODE / (_DOT * side))
    quiet = 4 * module
    sheet.skip(6)
    sheet.rule(style.rule)
    top = _DOT * ceil((sheet.y + quiet) / _DOT)
    bottom = top + side * module + quiet
    beside = side * module + quiet
    sheet.code(seal.qr_digits, module, x=0.0, y=top)
    sheet.y = top
    handler = "" if data.report_of_wrongdoing else data.handler
    for cell in (
        Cell("校验码", style.label, style.small, x=beside),
        Cell(seal.check_code, "hei_bold", style.size, x=beside),
        Cell(f"经办人：{handler}", style.text, style.size, x=beside),
    ):
        sheet.row(replace(cell, width=style.beside_code), leading=1.2 * style.leading)
    sheet.y = top + style.seal_room
    for cell in (
        Cell(data.office, style.text, style.size, x=style.seal_x, align="right"),
        Cell(day(data.issued), style.text, style.size, x=style.seal_x, align="right"),
        Cell("（盖章处）", style.label, style.small, x=style.seal_x, align="right"),
    ):
        sheet.row(cell, leading=style.leading)
    sheet.y = max(sheet.y, bottom)


def _field(
    sheet: Sheet, style: _Style, label: str, text: str, *, role: Role | None = None, small: bool = False
) -> None:
    size = style.small if small else style.size
    value = Cell(text, role or style.text, size, x=style.label_width + _GAP)
    sheet.row(_label(style, label), value, leading=size * style.leading / style.size)


def _fields(sheet: Sheet, style: _Style, fields: list[tuple[str, str]]) -> None:
    width = style.paper.column / style.columns
    cells: list[Cell] = []
    for column, (label, text) in enumerate(fields):
        x = column * width
        room = width - style.label_width - 2 * _GAP
        cells.append(_label(style, label, x))
        cells.append(Cell(text, style.text, style.size, x=x + style.label_width + _GAP, width=room))
    sheet.row(*cells, leading=style.leading)


def _label(style: _Style, label: str, x: float = 0.0) -> Cell:
    return Cell(label, style.label, style.size - 1, x=x, width=style.label_width, align="spread")


def _hanging(sheet: Sheet, style: _Style, number: str, text: str) -> None:
    sheet.row(
        Cell(number, style.text, style.small),
        Cell(text, style.text, style.small, x=1.4 * style.small),
        leading=style.small_leading,
    )


def _materials(materials: tuple[SlipMaterial, ...]) -> str:
    return "\n".join(
        f"{number}. {each.name}（{each.form}{each.copies}份{'，已核对并当场退还' if each.returned else ''}）"
        for number, each in enumerate(materials, 1)
    )


def _counted(data: SlipData) -> str:
    """How the last day was counted: the day of receipt is left out (Civil Code, Art. 201)."""
    start = f"收到当日（{day(data.received)}）不计入，自次日起"
    if data.working_days:
        counted = f"第{data.term_days}个工作日"
    elif data.rolled:
        counted = f"第{data.term_days}日，该日为休息日，顺延至其后第一个工作日"
    else:
        counted = f"第{data.term_days}日，休息日计算在内"
    return f"{start}{counted}{'；次年放假安排公布后可能调整' if data.provisional else ''}。"


def _footer(data: SlipData, style: _Style) -> Footer:
    def cells(page: int, pages: int) -> tuple[Cell, ...]:
        if pages == 1:
            return ()
        return (
            Cell(data.number, style.text, style.small),
            Cell(f"第 {page} 页 共 {pages} 页", style.text, style.small, align="right"),
        )

    return cells
