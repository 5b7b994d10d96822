"""The slip (回执, F02) that a visitor takes home: A5, A4 in large print, or a strip of 80 mm from a receipt printer.

It says what was registered, what this office owes next and by which day (Art. 22 for a letters-and-visits office,
Art. 23 for a competent organ), whom to ask and which rights there are. The slip of a report of wrongdoing carries no
name, no unit and no summary (Art. 30 ¶3), even when its data hold them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Literal

from petitiondesk.documents import letters, rows, seals, sheets
from petitiondesk.documents.letters import Level, Paragraph, Template
from petitiondesk.documents.lines import compose, measure
from petitiondesk.documents.materials import Material, described, number_of
from petitiondesk.documents.paper import DOT, MM, Paper
from petitiondesk.documents.printable import printable
from petitiondesk.documents.rows import Look
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.sheets import Cell, Sheet
from petitiondesk.documents.written_days import day, moment
from petitiondesk.rules.kinds import OfficeRole

Size = Literal["A5", "80mm", "A4"]
"""A4 is in large print, for those who see badly."""

FIELDS = frozenset(
    {
        *("书面告知", "自行询问", "此前登记", "新的内容", "期限未满", "期限已过", "已经完成", "最后一天"),
        *("形式", "查询处", "法律援助", "内容不印", "整页", "小票"),
    }
)

_WINDOW = "来访接待窗口"
_LAST_DAY = 1.25
"""Size of the last day in that of the other words: what the slip is kept for is found at a glance."""


@dataclass(frozen=True)
class SlipData:
    """What a slip says, in plain values; this is what is kept for printing it again.

    ``name`` is as the slip shall show it (masked on 80 mm, else whole, empty for somebody anonymous), ``others`` the
    head count of a group (``等7人``). ``requests`` are filled where there are several, each already short. Days are ISO
    dates, ``received`` an ISO time of the office's day. ``office_role`` is an OfficeRole code.

    ``last_day`` is empty where this visit starts no term and none runs. The term counts ``term_days`` calendar or
    working days from the day after ``counted_from``, or after ``received`` where that is empty; ``rolled`` says that a
    last day off was moved to the next working day, ``provisional`` that a year's days off are not announced yet.
    ``reachable`` says whether a notice in writing can reach anybody; else the slip says how to ask (Art. 23).

    Of a matter that comes again ``earlier`` is the number under which its term runs; ``anew`` says that something new
    was told, so that this visit has a term of its own. ``earlier_done`` is the day on which what was owed there had
    been done, ``earlier_lapsed`` its last day where that had gone by. ``phone`` and ``address`` are the office's, empty
    where it has told none: the slip then sends to the window. ``corrected`` is the day from which the slip replaces
    the earlier ones of its number, empty for one that never said anything else of the matter.

    ``channel`` and ``petitioner`` are the words for how it came and for who brought it. ``received`` without a time is
    the day of receipt of what nobody brought in person.
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
    others: str = ""
    matter: str = ""
    requests: tuple[str, ...] = ()
    withheld: bool = False
    materials: tuple[Material, ...] = ()
    contact: str = ""
    receptionist: str = ""
    legal_aid: str = ""
    address: str = ""
    reachable: bool = True
    earlier: str = ""
    anew: bool = False
    earlier_done: str = ""
    earlier_lapsed: str = ""
    counted_from: str = ""
    working_days: bool = False
    rolled: bool = False
    provisional: bool = False
    report_of_wrongdoing: bool = False
    corrected: str = ""
    channel: str = "来访"
    petitioner: str = "来访人"


@dataclass(frozen=True)
class _Style:
    paper: Paper
    look: Look
    note: Look
    title: float
    counted: float
    """Size of how the last day was counted: on A5 it stays on one line."""
    columns: int
    rule: float
    footer_height: float
    beside_code: float
    """Width of check code and handler beside the QR code."""
    seal_x: float
    """Left edge of office and day in the foot, from the left margin ..."""
    seal_room: float
    """... and how far below the top of the QR code they begin: a seal is about 40 mm across."""


_A5 = _Style(
    Paper(148 * MM, 210 * MM, left=13 * MM, right=13 * MM, top=11 * MM, bottom=8 * MM),
    look=Look("hei", "song", 10.5, 16.0),
    note=Look("hei", "song", 10.0, 14.5),
    title=19.0,
    counted=9.0,
    columns=2,
    rule=0.5,
    footer_height=16.0,
    beside_code=42 * MM,
    seal_x=68 * MM,
    seal_room=11 * MM,
)
# Thin strokes of Song break up in heat: receipts are set in Hei throughout.
_ROLL = _Style(
    Paper(80 * MM, None, left=4 * MM, right=4 * MM, top=4 * MM, bottom=6 * MM),
    look=Look("hei", "hei", 10.0, 15.0),
    note=Look("hei", "hei", 9.0, 13.0),
    title=16.0,
    counted=9.0,
    columns=1,
    rule=0.75,
    footer_height=0.0,
    beside_code=47 * MM,
    seal_x=0.0,
    seal_room=38 * MM,
)
_LARGE = _Style(
    Paper(210 * MM, 297 * MM, left=20 * MM, right=20 * MM, top=12 * MM, bottom=8 * MM),
    look=Look("hei", "song", 18.0, 27.0),
    note=Look("hei", "song", 16.0, 22.5),
    title=28.0,
    counted=16.0,
    columns=2,
    rule=1.0,
    footer_height=24.0,
    beside_code=74 * MM,
    seal_x=100 * MM,
    seal_room=18 * MM,
)
_STYLES: Mapping[Size, tuple[_Style, ...]] = {
    "A5": tuple(
        replace(_A5, look=Look("hei", "song", 10.5, leading), note=Look("hei", "song", note, 1.4 * note))
        for leading, note in ((16.0, 10.0), (16.0, 9.5), (16.0, 9.0), (15.0, 9.0), (14.0, 9.0), (13.5, 9.0))
    ),
    "80mm": (_ROLL,),
    "A4": tuple(
        replace(_LARGE, look=Look("hei", "song", size, 1.45 * size), note=Look("hei", "song", 16.0, leading))
        for size, leading in ((18.0, 22.5), (17.0, 21.0), (16.0, 20.0))
    ),
}
"""From the roomiest to the tightest; what fits on one page in none of them is set in the roomiest on several."""


def render(data: SlipData, *, seal: Seal, size: Size, copy: int = 0) -> bytes:
    """The slip as PDF. ``copy`` counts reprints: 0 for the first print, n for the n-th print after it."""
    if data.report_of_wrongdoing:
        data = without_names(data)
    data, lacking = printable(data)
    paragraphs = letters.fill(template(data), _values(data, size))
    paragraphs += [letters.Paragraph(Level.NOTE, note) for note in lacking]
    marks = rows.marks("回执", data.corrected, copy)
    composed = partial(_composed, data=data, paragraphs=paragraphs, marks=marks, seal=seal)
    sheet = sheets.first_on_one_page(partial(composed, style) for style in _STYLES[size])
    if size == "A4" and len(sheet.pages) > 1:
        sheet = composed(_LARGE, owed_first=True)
    title = letters.texts_of(paragraphs, Level.TITLE)
    return sheet.pdf(title=" ".join([*title, data.number]), subject="回执", author=data.office)


def _composed(
    style: _Style,
    data: SlipData,
    paragraphs: list[Paragraph],
    marks: list[str],
    seal: Seal,
    *,
    owed_first: bool = False,
) -> Sheet:
    """``owed_first``: the last day and whom to ask stand on the first page; what was told and the rights follow."""
    sheet = Sheet(style.paper, footer=partial(_page_number, style.note, data.number), footer_height=style.footer_height)
    title, body, notes = (letters.texts_of(paragraphs, level) for level in (Level.TITLE, Level.BODY, Level.NOTE))
    _head(sheet, style, data.office, title, marks)
    _who_and_when(sheet, style, data)
    if owed_first:
        rows.ruled(sheet, style.look, style.rule)
        _promised(sheet, style, data, body)
        _foot(sheet, style, data, seal)
        rows.ruled(sheet, style.look, style.rule)
        _told(sheet, style, data)
        rows.ruled(sheet, style.look, style.rule)
        rows.numbered(sheet, style.note, notes)
        return sheet

    def owed(sheet: Sheet) -> None:
        if not sheet.at_top:
            rows.ruled(sheet, style.look, style.rule)
        _promised(sheet, style, data, body)
        rows.ruled(sheet, style.look, style.rule)
        rows.numbered(sheet, style.note, notes)
        _foot(sheet, style, data, seal)

    _told(sheet, style, data)
    # The seal stands for what is promised: never on another page than the promise and its last day.
    sheet.kept(owed)
    return sheet


def template(data: SlipData) -> Template:
    """The wording that this slip is printed with; its version is kept with the data."""
    if data.report_of_wrongdoing:
        return letters.load("slip_report_of_wrongdoing", FIELDS)
    if data.office_role == OfficeRole.LETTERS_OFFICE:
        return letters.load("slip_letters_office", FIELDS)
    return letters.load("slip_competent_organ", FIELDS)


def without_names(data: SlipData) -> SlipData:
    """What may stand on the slip of a report of wrongdoing: of the things handed over, no more than their number."""
    return replace(
        data,
        name="",
        petitioner="来访人",
        others="",
        matter="",
        requests=(),
        materials=tuple(replace(each, name="", form="", copies_told="") for each in data.materials),
        contact="",
        receptionist="",
        earlier="",
        earlier_done="",
        earlier_lapsed="",
    )


def _values(data: SlipData, size: Size) -> dict[str, str]:
    """The template's fields; which of those about the term are filled decides which promise stands there."""
    done, lapsed = day(data.earlier_done), day(data.earlier_lapsed)
    runs_on = bool(data.earlier) and not (data.anew or done or lapsed)
    last_day = day(data.last_day)
    return {
        "最后一天": last_day,
        "书面告知": last_day if data.reachable else "",
        "自行询问": "" if data.reachable else last_day,
        "此前登记": data.earlier,
        "新的内容": data.earlier if data.anew else "",
        "期限未满": last_day if runs_on else "",
        "期限已过": lapsed,
        "已经完成": done,
        "形式": data.channel,
        "查询处": f"到{_WINDOW}或者拨打{data.phone}" if data.phone else f"到{data.address or '本单位'}{_WINDOW}",
        "法律援助": data.legal_aid,
        "内容不印": "是" if data.withheld else "",
        "整页": size if size == "A5" else "",
        "小票": size if size != "A5" else "",
    }


def _head(sheet: Sheet, style: _Style, office: str, title: list[str], marks: list[str]) -> None:
    look = style.look
    sheet.row(Cell(office, look.label, look.size + 1, align="centre"), leading=look.leading + 2)
    for line in title:
        sheet.row(Cell(line, "title", style.title, align="centre"), leading=style.title * 1.5)
    for mark in marks:
        sheet.row(Cell(mark, look.label, look.label_size, align="centre"), leading=look.leading)
    rows.ruled(sheet, look, 2 * style.rule)


def _who_and_when(sheet: Sheet, style: _Style, data: SlipData) -> None:
    pairs = [
        ("登记编号", data.number),
        ("查询码", data.query_code),
        (_when(data.channel, data.received), moment(data.received)),
    ]
    if data.report_of_wrongdoing:
        pairs.append(("事项", "检举控告类事项"))
    elif data.name:
        pairs.insert(2, (data.petitioner, f"{data.name} {data.others}".strip()))
    rows.fields(sheet, style.look, pairs, columns=style.columns)


def _when(channel: str, received: str) -> str:
    """What stands before the moment of a visit or a call, or before the day on which something was received."""
    return f"{channel}时间" if len(received) > len("2026-11-03") else "收到日期"


def _told(sheet: Sheet, style: _Style, data: SlipData) -> None:
    if data.report_of_wrongdoing:
        if data.materials:
            received = f"{number_of(data.materials)}，已登记；为保密，名称不写在本回执上"
            rows.field(sheet, style.look, "收到材料", received)
        return
    if data.matter or not (data.requests or data.withheld):
        rows.field(sheet, style.look, "反映事项", data.matter)
    if data.requests:
        rows.listed(sheet, style.look, "请求事项", data.requests)
    rows.listed(sheet, style.look, "收到材料", [described(material) for material in data.materials] or ["无"])


def _promised(sheet: Sheet, style: _Style, data: SlipData, body: list[str]) -> None:
    for paragraph in body:
        rows.paragraph(sheet, style.look, paragraph)
    if data.last_day:
        sheet.skip(2)
        rows.field(sheet, style.look, "最迟日期", day(data.last_day), role="hei_bold", size=_LAST_DAY * style.look.size)
        rows.field(sheet, style.look, "计算方法", _counted(data), size=style.counted)
    rows.field(sheet, style.look, "咨询", _whom_to_ask(data))


def _whom_to_ask(data: SlipData) -> str:
    """Somebody by phone and where he or she sits; an office that has told neither is asked at its window."""
    by_phone = (data.contact, data.phone, data.address)
    at_the_window = (f"{data.address or '本单位'}{_WINDOW}", data.contact)
    return " ".join(filter(None, by_phone if data.phone else at_the_window))


def _counted(data: SlipData) -> str:
    """How the last day was counted: the day of receipt is left out (Civil Code, Art. 201)."""
    start = f"收到当日（{day(data.counted_from or data.received)}）不计入，自次日起"
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
        Cell("二维码供接待窗口扫码核验", look.label, look.label_size - 1, x=beside),
        *[Cell(f"接待人：{data.receptionist}", look.text, look.size, x=beside)] * bool(data.receptionist),
    ):
        sheet.row(replace(cell, width=style.beside_code), leading=1.2 * look.leading)
    sheet.y = top + style.seal_room
    for cell in (
        Cell(data.office, look.text, look.size, x=_even_x(sheet, look, data.office, style.seal_x), align="right"),
        Cell(day(data.issued), look.text, look.size, x=style.seal_x, align="right"),
        Cell("（盖章处）", look.label, look.label_size, x=style.seal_x, align="right"),
    ):
        sheet.row(cell, leading=look.leading)
    sheet.y = max(sheet.y, top + beside)


def _even_x(sheet: Sheet, look: Look, text: str, x: float) -> float:
    """From where on a text at the right margin has lines of like length: a name's last character never stands alone."""
    room = sheet.paper.column - x
    lines = len(compose(text, look.text, look.size, room, justified=False))
    return x if lines == 1 else x + max(0.0, room - measure(text, look.text, look.size) / lines - look.size)


def _page_number(note: Look, number: str, page: int, pages: int) -> tuple[Cell, ...]:
    if pages == 1:
        return ()
    return (
        Cell(number, note.text, note.size),
        Cell(f"第 {page} 页 共 {pages} 页", note.text, note.size, align="right"),
    )
