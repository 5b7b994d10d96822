"""Rows of a form: a label set apart to four characters, its value beside it, one to a row or several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from petitiondesk.documents.fonts import Role
from petitiondesk.documents.lines import measure
from petitiondesk.documents.paper import MM
from petitiondesk.documents.sheets import Cell, Sheet
from petitiondesk.documents.written_days import day

_LABEL_CHARACTERS = 4
_GAP = 10.0
_RULE_GAP = 4.0
_FOOTER_SIZE = 9.0
_HANDWRITING = 23.0
"""Height in which people can write."""
_BLANK_LINE = re.compile("＿{4,}")
_SIGNATURE = 28 * MM
"""Width in which people can sign: no blank is shortened further."""
_WIDE_BLANK = "\u3000"


@dataclass(frozen=True)
class Look:
    """How a form's rows are set: fonts, sizes and line pitch in points; labels are a point smaller than values."""

    label: Role
    text: Role
    size: float
    leading: float

    @property
    def label_size(self) -> float:
        """Size of the labels."""
        return self.size - 1

    @property
    def value_x(self) -> float:
        """Where values begin, from the label's left edge."""
        return _LABEL_CHARACTERS * self.label_size + _GAP


def field(
    sheet: Sheet, look: Look, label: str, text: str, *, role: Role | None = None, size: float | None = None
) -> None:
    """One label with its value over the whole width; ``role`` and ``size`` are the value's, when not the look's."""
    size = size or look.size
    value = Cell(text, role or look.text, size, x=look.value_x)
    sheet.row(_label(look, label, 0.0), value, leading=look.leading * size / look.size)


def fields(sheet: Sheet, look: Look, pairs: Sequence[tuple[str, str]], *, columns: int) -> None:
    """Labels with values, ``columns`` to a row; a value too long for its column gets a row of its own."""
    width = sheet.paper.column / columns
    room = width - look.value_x - _GAP / 2
    cells: list[Cell] = []
    for label, text in pairs:
        long = columns > 1 and measure(text, look.text, look.size) > room
        if cells and (long or len(cells) == 2 * columns):
            sheet.row(*cells, leading=look.leading)
            cells = []
        if long:
            field(sheet, look, label, text)
        else:
            x = len(cells) / 2 * width
            cells += [_label(look, label, x), Cell(text, look.text, look.size, x=x + look.value_x, width=room)]
    if cells:
        sheet.row(*cells, leading=look.leading)


def listed(sheet: Sheet, look: Look, label: str, texts: Sequence[str]) -> None:
    """One label with several values below each other, numbered and hanging behind their numbers; one needs none."""
    numbered = len(texts) > 1
    for number, text in enumerate(texts, 1):
        cells = [_label(look, label, 0.0)] * (number == 1)
        if numbered:
            cells.append(Cell(f"{number}.", look.text, look.size, x=look.value_x))
        hanging = look.value_x + numbered * 1.5 * look.size
        sheet.row(*cells, Cell(text, look.text, look.size, x=hanging), leading=look.leading)


def numbered(sheet: Sheet, look: Look, texts: Sequence[str]) -> None:
    """Texts numbered 1. 2. 3., each hanging behind its number."""
    for number, text in enumerate(texts, 1):
        sheet.row(
            Cell(f"{number}.", look.text, look.size),
            Cell(text, look.text, look.size, x=1.5 * look.size),
            leading=look.leading,
        )


def paragraph(sheet: Sheet, look: Look, text: str, *, spacing: float = 0.0, heads: bool = False) -> None:
    """Running text, the first line of each paragraph moved in by two characters."""
    indent = 2 * (look.size + spacing)
    sheet.row(Cell(text, look.text, look.size, indent=indent, spacing=spacing), leading=look.leading, heads=heads)


def to_fill_in(sheet: Sheet, look: Look, text: str, *, width: float | None = None) -> None:
    """A line with blanks to be filled in by hand, with room for handwriting.

    Where it is too long its blanks give way, then what is set apart by a wide blank goes on whole on a next line.
    Nothing but a blank is a rule over the whole width.
    """
    leading = max(_HANDWRITING, 1.15 * look.leading)
    if _BLANK_LINE.fullmatch(text):
        sheet.row(Cell("", look.text, look.size), leading=leading)
        sheet.rule(0.5)
        return
    room = sheet.paper.column if width is None else width
    shortened = _shortened(text, look, room)
    lines = [shortened]
    if measure(shortened, look.text, look.size) > room:
        lines = []
        for item in filter(None, text.split(_WIDE_BLANK)):
            longer = f"{lines[-1]}{_WIDE_BLANK}{item}" if lines else item
            if lines and measure(longer, look.text, look.size) <= room:
                lines[-1] = longer
            else:
                lines.append(_shortened(item, look, room))
    for line in lines:
        sheet.row(Cell(line, look.text, look.size, width=width, align="left"), leading=leading)


def _shortened(text: str, look: Look, room: float) -> str:
    """The text with its long blanks as short as they must be to fit, and long enough to sign on."""
    giving = re.compile(f"＿{{{ceil(_SIGNATURE / look.size) + 1},}}")
    while giving.search(text) and measure(text, look.text, look.size) > room:
        text = giving.sub(lambda blank: blank[0][1:], text)
    return text


def ruled(sheet: Sheet, look: Look, weight: float) -> None:
    """A rule with some room above and below; where a page ends, its end is enough."""
    if sheet.room < 2 * _RULE_GAP + look.leading:
        sheet.new_page()
        return
    sheet.skip(_RULE_GAP)
    sheet.rule(weight)
    sheet.skip(_RULE_GAP)


def marks(paper: str, corrected: str, copy: int) -> list[str]:
    """What stands below a title: the ISO day since which it replaces earlier ones, the n-th print after the first."""
    replaces = f"更正于{day(corrected)}，代替此前同号{paper}"
    return [replaces] * bool(corrected) + [f"副本 · 第{copy}次补打"] * bool(copy)


def footer(number: str, check_code: str, page: int, pages: int) -> tuple[Cell, ...]:
    """What stands at the foot of every A4 page: registration number, page, check code."""
    return (
        Cell(number, "song", _FOOTER_SIZE),
        Cell(f"第 {page} 页 共 {pages} 页", "song", _FOOTER_SIZE, align="centre"),
        Cell(f"校验码 {check_code}", "song", _FOOTER_SIZE, align="right"),
    )


def _label(look: Look, label: str, x: float) -> Cell:
    width = _LABEL_CHARACTERS * look.label_size
    return Cell(label, look.label, look.label_size, x=x, width=width, align="spread")
