"""The slip (回执, F02) that a visitor takes home: A5, or a strip of 80 mm from a receipt printer.

It says what was registered, what this office owes next and by which day (Art. 22 for a letters-and-visits office,
Art. 23 for a competent organ), whom to ask and which rights there are. The slip of a report of wrongdoing carries no
name, no unit and no summary (Art. 30 ¶3), even when its data hold them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Literal

from petitiondesk.documents import letters, rows, seals
from petitiondesk.documents.letters import Level, Template
from petitiondesk.documents.materials import Material, described
from petitiondesk.documents.paper import DOT, MM, Paper
from petitiondesk.documents.printable import missing_in, missing_note, printable
from petitiondesk.documents.rows import Look
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.sheets import Cell, Sheet
from petitiondesk.documents.written_days import day, moment
from petitiondesk.rules.kinds import OfficeRole

Size = Literal["A5", "80mm"]

FIELDS = frozenset({"最后一天", "法律援助"})


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
    materials: tuple[Material, ...] = ()
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
    look: Look
    note: Look
    title: float
    columns: int
    rule: float
    footer_height: float
    beside_code: float
    """Width of check code and handler beside the QR code."""
    seal_x: float
    """Left edge of office and day in the foot, from the left margin ..."""
    seal_room: float
    """... and how far below the top of the QR code they begin: a seal is about 40 mm across."""


_STYLES: Mapping[Size, _Style] = {
    "A5": _Style(
        Paper(148 * MM, 210 * MM, left=13 * MM, right=13 * MM, top=11 * MM, bottom=8 * MM),
        look=Look("hei", "song", 10.5, 16.0),
        note=Look("hei", "song", 8.5, 12.5),
        title=19.0,
        columns=2,
        rule=0.5,
        footer_height=12.0,
        beside_code=42 * MM,
        seal_x=68 * MM,
        seal_room=11 * MM,
    ),
    # Thin strokes of Song break up in heat: receipts are set in Hei throughout.
    "80mm": _Style(
        Paper(80 * MM, None, left=4 * MM, right=4 * MM, top=4 * MM, bottom=6 * MM),
        look=Look("hei", "hei", 10.0, 15.0),
        note=Look("hei", "hei", 9.0, 13.0),
        title=16.0,
        columns=1,
        rule=0.75,
        footer_height=0.0,
        beside_code=47 * MM,
        seal_x=0.0,
        seal_room=46 * MM,
    ),
}


def render(data: SlipData, *, seal: Seal, size: Size, copy: int = 0) -> bytes:
    """The slip as PDF. ``copy`` counts reprints: 0 for the first print, n for the n-th print after it."""
    if data.report_of_wrongdoing:
        data = _without_names(data)
    missing = missing_in(data)
    data = printable(data)
    style = _STYLES[size]
    sheet = Sheet(style.paper, footer=partial(_page_number, style.note, data.number), footer_height=style.footer_height)
    paragraphs = letters.fill(template(data), {"最后一天": day(data.last_day), "法律援助": data.legal_aid})
    title, body, notes = (
        [paragraph.text for paragraph in paragraphs if paragraph.level == level]
        for level in (Level.TITLE, Level.BODY, Level.NOTE)
    )
    _head(sheet, style, data.office, title, copy)
    _registered(sheet, style, data)
    rows.ruled(sheet, style.look, style.rule)
    sheet.kept(lambda sheet: _promised(sheet, style, data, body))
    rows.ruled(sheet, style.look, style.rule)
    rows.numbered(sheet, style.note, notes + missing_note(missing))
    sheet.kept(lambda sheet: _foot(sheet, style, data, seal))
    return sheet.pdf(title=" ".join([*title, data.number]), subject="回执", author=data.office)


def template(data: SlipData) -> Template:
    """The wording that this slip is printed with; its version is kept with the data."""
    if data.report_of_wrongdoing:
        return letters.load("slip_report_of_wrongdoing", FIELDS)
    if data.office_role == OfficeRole.LETTERS_OFFICE:
        return letters.load("slip_letters_office", FIELDS)
    return letters.load("slip_competent_organ", FIELDS)


def _without_names(data: SlipData) -> SlipData:
    """What may stand on the slip of a report of wrongdoing: of the things handed over, no more than their number."""
    materials = tuple(replace(material, name="", form="") for material in data.materials)
    return replace(data, name="", matter="", contact="", handler="", materials=materials)


def _head(sheet: Sheet, style: _Style, office: str, title: list[str], copy: int) -> None:
    look = style.look
    sheet.row(Cell(office, look.label, look.size + 1, align="centre"), leading=look.leading + 2)
    for line in title:
        sheet.row(Cell(line, "title", style.title, align="centre"), leading=style.title * 1.5)
    if copy:
        sheet.row(Cell(rows.reprint(copy), look.label, look.label_size, align="centre"), leading=look.leading)
    rows.ruled(sheet, look, 2 * style.rule)


def _registered(sheet: Sheet, style: _Style, data: SlipData) -> None:
    pairs = [("登记编号", data.number), ("查询码", data.query_code), ("来访时间", moment(data.received))]
    if data.report_of_wrongdoing:
        rows.fields(sheet, style.look, [*pairs, ("事项", "检举控告类事项")], columns=style.columns)
        if data.materials:
            copies = sum(material.copies for material in data.materials)
            rows.field(sheet, style.look, "收到材料", f"共{copies}份，清单另附")
        return
    if data.name:
        pairs.insert(2, ("来访人", data.name))
    rows.fields(sheet, style.look, pairs, columns=style.columns)
    rows.field(sheet, style.look, "反映事项", data.matter)
    materials = [f"{number}. {described(material)}" for number, material in enumerate(data.materials, 1)]
    rows.field(sheet, style.look, "收到材料", "\n".join(materials) or "无")


def _promised(sheet: Sheet, style: _Style, data: SlipData, body: list[str]) -> None:
    for paragraph in body:
        rows.paragraph(sheet, style.look, paragraph)
    if data.last_day:
        sheet.skip(2)
        rows.field(sheet, style.look, "最迟日期", day(data.last_day), role="hei_bold")
        rows.field(sheet, style.look, "计算方法", _counted(data), size=style.note.size)
    rows.field(sheet, style.look, "咨询", f"{data.contact} {data.phone}".strip())


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


def _foot(sheet: Sheet, style: _Style, data: SlipData, seal: Seal) -> None:
    """QR code and check code at the left; office and day where the seal will be pressed over them."""
    look = style.look
    symbol = seals.symbol(seal.qr_digits)
    sheet.skip(6)
    sheet.rule(style.rule)
    top = DOT * ceil((sheet.y + symbol.quiet) / DOT)
    beside = symbol.side + symbol.quiet
    sheet.code(symbol, x=0.0, y=top)
    sheet.y = top
    for cell in (
        Cell("校验码", look.label, look.label_size, x=beside),
        Cell(seal.check_code, "hei_bold", look.size, x=beside),
        Cell(f"经办人：{data.handler}", look.text, look.size, x=beside),
    ):
        sheet.row(replace(cell, width=style.beside_code), leading=1.2 * look.leading)
    sheet.y = top + style.seal_room
    for cell in (
        Cell(data.office, look.text, look.size, x=style.seal_x, align="right"),
        Cell(day(data.issued), look.text, look.size, x=style.seal_x, align="right"),
        Cell("（盖章处）", look.label, look.label_size, x=style.seal_x, align="right"),
    ):
        sheet.row(cell, leading=look.leading)
    sheet.y = max(sheet.y, top + beside)


def _page_number(note: Look, number: str, page: int, pages: int) -> tuple[Cell, ...]:
    if pages == 1:
        return ()
    return (
        Cell(number, note.text, note.size),
        Cell(f"第 {page} 页 共 {pages} 页", note.text, note.size, align="right"),
    )
