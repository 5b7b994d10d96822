"""The answer on the spot (当场告知书, F38): in writing at the counter instead of a notice within 15 days (Art. 23 ¶2).

Set by the figures of GB/T 9704-2012: 22 lines of 28 characters of 16 pt on 156 x 225 mm.
"""

from dataclasses import dataclass, replace
from functools import partial

from petitiondesk.documents import letters, rows, seals
from petitiondesk.documents.letters import Level, Paragraph, Template
from petitiondesk.documents.paper import MM, Paper
from petitiondesk.documents.printable import printable
from petitiondesk.documents.rows import Look
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.sheets import Cell, Sheet
from petitiondesk.documents.written_days import day

FIELDS = frozenset({"反映日期", "反映事项", "登记编号", "答复内容", "依据", "救济途径", "咨询"})

_PAPER = Paper(210 * MM, 297 * MM, left=28 * MM, right=26 * MM, top=37 * MM, bottom=26 * MM)
_FOOTER_HEIGHT = 9 * MM
"""Page number and check code stand 7 mm below the 225 mm of text."""
_LOOK = Look("hei", "fang", 16.0, 225 * MM / 22)
_SPACING = 156 * MM / 28 - 16.0
_NOTE = Look("hei", "fang", 12.0, 20.0)
_SEAL_ROOM = 36 * MM
_NUMBERS = [f"{number}、" for number in "一二三四五六七八九十"]


@dataclass(frozen=True)
class AnswerData:
    """What the answer says, in plain values; ``received`` and ``issued`` are ISO days.

    ``name`` is empty for somebody anonymous; ``document_number`` where the office numbers such answers; ``contact``
    tells whom to ask, with the phone.
    """

    office: str
    number: str
    received: str
    issued: str
    matter: str
    answer: str
    name: str = ""
    document_number: str = ""
    basis: str = ""
    remedy: str = ""
    contact: str = ""
    signer: str = ""


def render(data: AnswerData, *, seal: Seal, copy: int = 0) -> bytes:
    """The answer as PDF. ``copy`` counts reprints, 0 for the first print."""
    data, lacking = printable(data)
    sheet = Sheet(_PAPER, footer=partial(rows.footer, data.number, seal.check_code), footer_height=_FOOTER_HEIGHT)
    paragraphs = letters.fill(template(), _values(data))
    _head(sheet, data, letters.texts_of(paragraphs, Level.TITLE), copy)
    _parts(sheet, [paragraph for paragraph in paragraphs if paragraph.level in (Level.HEADING, Level.BODY)])
    notes = letters.texts_of(paragraphs, Level.NOTE) + lacking
    # No signature on a page without text (GB/T 9704-2012, 7.3.5.5).
    sheet.kept(lambda sheet: _foot(sheet, data, seal, notes), along=2)
    return sheet.pdf(title=f"当场告知书 {data.number}", subject="当场告知书", author=data.office)


def template() -> Template:
    """The wording that the answer is printed with; its version is kept with the data."""
    return letters.load("answer", FIELDS)


def _values(data: AnswerData) -> dict[str, str]:
    return {
        "反映日期": day(data.received),
        "反映事项": data.matter,
        "登记编号": data.number,
        "答复内容": data.answer,
        "依据": data.basis,
        "救济途径": data.remedy,
        "咨询": data.contact,
    }


def _head(sheet: Sheet, data: AnswerData, title: list[str], copy: int) -> None:
    sheet.row(Cell(data.office, "title", 22.0, align="centre"), leading=33.0)
    for line in title:
        sheet.row(Cell(line, "title", 22.0, align="centre"), leading=33.0)
    marks = [data.document_number] * bool(data.document_number) + rows.marks("告知书", "", copy)
    for mark in marks:
        sheet.row(Cell(mark, "fang", _NOTE.size, align="centre"), leading=_NOTE.leading)
    sheet.skip(_LOOK.leading / 2)
    sheet.row(Cell(f"{data.name or '信访人'}：", "fang", _LOOK.size, spacing=_SPACING), leading=_LOOK.leading)


def _parts(sheet: Sheet, paragraphs: list[Paragraph]) -> None:
    """The parts under their headings, which are numbered 一、二、 (7.3.3) where there are several."""
    headings = letters.texts_of(paragraphs, Level.HEADING)
    numbers = iter(_NUMBERS if len(headings) > 1 else [""])
    for paragraph in paragraphs:
        if paragraph.level == Level.HEADING:
            text = next(numbers, "") + paragraph.text
            rows.paragraph(sheet, replace(_LOOK, text="hei"), text, spacing=_SPACING, heads=True)
        else:
            rows.paragraph(sheet, _LOOK, paragraph.text, spacing=_SPACING)


def _foot(sheet: Sheet, data: AnswerData, seal: Seal, notes: list[str]) -> None:
    """Office and day where the seal will be pressed over them (7.3.5), the QR code beside, the receipt below."""
    symbol = seals.symbol(seal.qr_digits)
    sheet.skip(_LOOK.leading / 2)
    top = sheet.y
    half = sheet.paper.column / 2
    sheet.code(symbol, x=0.0, y=top)
    sheet.skip(_LOOK.leading / 2)
    for text in (data.office, day(data.issued)):
        sheet.row(Cell(text, "fang", _LOOK.size, x=half, width=half, align="centre"), leading=_LOOK.leading)
    sheet.row(Cell("（盖章处）", "hei", 9.0, x=half, width=half, align="centre"), leading=_NOTE.leading)
    sheet.y = top + symbol.side + symbol.quiet
    sheet.row(Cell(f"接待人：{data.signer}", "fang", _NOTE.size, width=half), leading=_NOTE.leading)
    sheet.y = max(sheet.y, top + _SEAL_ROOM)
    for note in notes:
        sheet.row(Cell(note, _NOTE.text, _NOTE.size, align="left"), leading=1.3 * _NOTE.leading)
