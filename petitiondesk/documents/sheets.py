"""A paper while it is composed: marks placed from top to bottom, page after page, and drawn at the very end.

Drawing last is what lets a page say how many there are, a roll of paper grow with its content, and a block move to
the next page whole. All distances are points, x from the left edge and y from the top edge of the paper.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby, takewhile
from math import ceil
from typing import TYPE_CHECKING, Literal

from petitiondesk.documents import fonts, lines
from petitiondesk.documents.fonts import Role
from petitiondesk.documents.lines import Line
from petitiondesk.documents.paper import DOT, MM, Paper
from petitiondesk.documents.seals import Symbol

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Align = Literal["justified", "left", "centre", "right", "spread"]

_BASELINE = 0.88
"""Of an em, from the top of the em square; the bundled fonts agree."""

_NEVER_ONE_PAGE = 5
"""So many pages in the roomiest way are no single one in the tightest, even if blocks kept together left some bare."""

_FILLED, _UNSEEN = 0, 3
"""Text rendering modes (ISO 32000-1, 9.3.6)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and where it stands in its row: ``x`` from the left margin, ``width`` None for all that is left.

    ``spread`` sets a label's characters apart to fill the width, as printed forms do; ``left`` is not filled out.
    """

    text: str
    role: Role
    size: float
    x: float = 0.0
    width: float | None = None
    align: Align = "justified"
    indent: float = 0.0
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class TextMark:
    """A composed line with its baseline at ``y``."""

    x: float
    y: float
    line: Line
    size: float


@dataclass(frozen=True, slots=True)
class RuleMark:
    """A horizontal rule."""

    x: float
    y: float
    length: float
    weight: float


@dataclass(frozen=True, slots=True)
class BoxMark:
    """An empty box; ``x`` and ``y`` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    weight: float


@dataclass(frozen=True, slots=True)
class CodeMark:
    """A QR symbol; ``x`` and ``y`` are its corner without the quiet zone."""

    x: float
    y: float
    symbol: Symbol


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of a row on its page: its first mark, and where it begins.

    One that ``heads`` the next can't end a page; one that ``follows`` its first line, or is the last, can't begin one.
    """

    page: int
    mark: int
    y: float
    heads: bool
    follows: bool


Mark = TextMark | RuleMark | BoxMark | CodeMark
Footer = Callable[[int, int], tuple[Cell, ...]]


def _no_footer(page: int, pages: int) -> tuple[Cell, ...]:
    return ()


class Sheet:
    """The pages of one paper. ``y`` is where the next row begins; ``footer(page, pages)`` stands below the body."""

    def __init__(self, paper: Paper, *, footer: Footer = _no_footer, footer_height: float = 0.0) -> None:
        self.paper = paper
        self.pages: list[list[Mark]] = [[]]
        self.y = paper.top
        self._lines: list[_Placed] = []
        self._footer = footer
        self._footer_height = footer_height

    @property
    def room(self) -> float:
        """Height left on this page."""
        if self.paper.height is None:
            return float("inf")
        return self.paper.height - self.paper.bottom - self._footer_height - self.y

    @property
    def at_top(self) -> bool:
        """Whether this page is still empty."""
        return not self.pages[-1]

    def new_page(self) -> None:
        """Go on at the top of a next page."""
        self.pages.append([])
        self.y = self.paper.top

    def skip(self, height: float) -> None:
        """Leave some height empty; nothing is carried over to the next page."""
        self.y += height

    def row(self, *cells: Cell, leading: float, heads: bool = False) -> None:
        """Place cells side by side, their first lines on one baseline; whatever is long flows over pages.

        Neither its first nor its last line is left alone at an edge of a page. A row that ``heads`` what follows is
        never left behind when that is moved to the next page.
        """
        columns = [_composed(cell, self._width(cell)) for cell in cells]
        size = max(cell.size for cell in cells)
        height = max(map(len, columns))
        for number in range(height):
            follows = number > 0 and number in (1, height - 1)
            if leading > self.room + 0.01:
                self._turn_over(along=int(follows))
            self._lines.append(_Placed(len(self.pages), len(self.pages[-1]), self.y, heads, follows))
            baseline = self.y + (leading - size) / 2 + _BASELINE * size
            for cell, column in zip(cells, columns, strict=True):
                if number < len(column) and column[number].pieces:
                    self.pages[-1].append(self._text_mark(cell, column[number], baseline))
            self.y += leading

    def rule(self, weight: float) -> None:
        """A rule from margin to margin at the present height."""
        self.pages[-1].append(RuleMark(self.paper.left, self.y, self.paper.column, weight))

    def box(self, *, x: float, y: float, width: float, height: float, weight: float) -> None:
        """An empty box; ``x`` from the left margin, ``y`` from the top of the page."""
        self.pages[-1].append(BoxMark(self.paper.left + x, y, width, height, weight))

    def code(self, symbol: Symbol, *, x: float, y: float) -> None:
        """A QR symbol, its quiet zone not counted; ``x`` from the left margin, ``y`` from the top of the page."""
        self.pages[-1].append(CodeMark(self.paper.left + x, y, symbol))

    def kept(self, compose: Callable[["Sheet"], None], *, along: int = 0) -> None:
        """Keep together what ``compose`` places: on a new page when it would be divided here.

        So many of the lines above go ``along``: a signature never stands on a page without text.
        """
        page, marks, lines, y = len(self.pages), list(self.pages[-1]), list(self._lines), self.y
        compose(self)
        if len(self.pages) > page and marks:
            self.pages[page - 1 :] = [marks]
            self._lines, self.y = lines, y
            self._turn_over(along)
            compose(self)

    def _turn_over(self, along: int) -> None:
        """Go on at the top of a next page with the last lines of this one, if any are left on this one then."""
        here = list(takewhile(lambda line: line.page == len(self.pages), reversed(self._lines)))[::-1]
        first = len(here) - along
        while first > 0 and (here[first - 1].heads or (first < len(here) and here[first].follows)):
            first -= 1
        if first <= 0 or first == len(here):
            self.new_page()
            return
        taken, start, end = here[first:], here[first], self.y
        marks = self.pages[-1][start.mark :]
        del self.pages[-1][start.mark :]
        self.new_page()
        down = self.y - start.y
        self.pages[-1] += [replace(mark, y=mark.y + down) for mark in marks]
        self._lines[-len(taken) :] = [
            replace(line, page=len(self.pages), mark=line.mark - start.mark, y=line.y + down) for line in taken
        ]
        self.y = end + down

    def pdf(self, *, title: str, subject: str, author: str) -> bytes:
        """The PDF: same pages, same bytes."""
        from reportlab.pdfgen.canvas import Canvas

        height = self.paper.height or MM * ceil((self.y + self.paper.bottom) / MM)
        buffer = BytesIO()
        canvas = Canvas(
            buffer,
            pagesize=(self.paper.width, height),
            initialFontName=fonts.font("song").name,
            invariant=1,
            lang="zh-CN",
        )
        canvas.setTitle(title)
        canvas.setSubject(subject)
        canvas.setAuthor(author)
        canvas.setCreator("PetitionDesk")
        for number, marks in enumerate(self.pages, 1):
            for mark in marks + self._footer_marks(number, height):
                _draw(canvas, mark, height)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    def _width(self, cell: Cell) -> float:
        return self.paper.column - cell.x if cell.width is None else cell.width

    def _text_mark(self, cell: Cell, line: Line, baseline: float) -> TextMark:
        rest = self._width(cell) - line.width
        shift = {"centre": rest / 2, "right": rest}.get(cell.align, line.indent)
        return TextMark(self.paper.left + cell.x + shift, baseline, line, cell.size)

    def _footer_marks(self, number: int, height: float) -> list[Mark]:
        cells = self._footer(number, len(self.pages))
        baseline = height - self.paper.bottom - (1 - _BASELINE) * 10
        return [
            self._text_mark(cell, line, baseline) for cell in cells for line in _composed(cell, self._width(cell))[:1]
        ]


def first_on_one_page(ways: Iterable[Callable[[], Sheet]]) -> Sheet:
    """The first of several ways to set a paper, the roomiest before the tightest, that keeps it on one page.

    The first of all where none does, and where so many pages are full that trying the others is in vain.
    """
    sheets: list[Sheet] = []
    for compose in ways:
        sheets.append(compose())
        if len(sheets[-1].pages) == 1:
            return sheets[-1]
        if len(sheets[0].pages) >= _NEVER_ONE_PAGE:
            break
    return sheets[0]


def _composed(cell: Cell, width: float) -> Sequence[Line]:
    composed = lines.compose(
        cell.text,
        cell.role,
        cell.size,
        width,
        indent=cell.indent,
        spacing=cell.spacing,
        justified=cell.align == "justified",
    )
    if cell.align == "spread" and len(composed) == 1 and len(composed[0].text) > 1:
        gap = (width - composed[0].width) / (len(composed[0].text) - 1)
        return [replace(composed[0], width=width, spacing=max(gap, 0.0))]
    return composed


def _draw(canvas: "Canvas", mark: Mark, height: float) -> None:
    match mark:
        case TextMark():
            _draw_text(canvas, mark, height - mark.y)
        case RuleMark():
            canvas.setLineWidth(mark.weight)
            canvas.line(mark.x, height - mark.y, mark.x + mark.length, height - mark.y)
        case BoxMark():
            canvas.setLineWidth(mark.weight)
            canvas.rect(mark.x, height - mark.y - mark.height, mark.width, mark.height, stroke=1, fill=0)
        case CodeMark():
            module = mark.symbol.module
            path = canvas.beginPath()
            for row, column, length in mark.symbol.dark:
                path.rect(mark.x + column * module, height - mark.y - (row + 1) * module, length * module, module)
            canvas.drawPath(path, stroke=0, fill=1)


def _draw_text(canvas: "Canvas", mark: TextMark, baseline: float) -> None:
    """One text object a line, so that a reader takes the line out whole; a check box divides it.

    In the place of a character that no font has stands a light box to write it into, and unseen its mark to be copied.
    """
    x = mark.x
    for is_text, pieces in groupby(mark.line.pieces, key=lambda piece: bool(piece[0])):
        if not is_text:
            for _ in pieces:
                _draw_box(canvas, x, baseline, mark.size)
                x += mark.size + mark.line.spacing
            continue
        pen = canvas.beginText(x, baseline)
        pen.setCharSpace(mark.line.spacing)
        mode, start, spaced = _FILLED, x, 0.0
        empty: list[float] = []
        for name, piece in pieces:
            wanted = _UNSEEN if piece[0] == fonts.MISSING else _FILLED
            if wanted == _UNSEEN:
                empty += [x + number * (mark.size + mark.line.spacing) for number in range(len(piece))]
            if wanted != mode:
                mode = wanted
                pen.setTextRenderMode(mode)
            pen.setFont(name, mark.size)
            pen.textOut(piece)
            spaced += mark.line.spacing * len(piece)
            x = start + spaced + pen.getX() - pen.getStartOfLine()[0]
        if mode != _FILLED:
            pen.setTextRenderMode(_FILLED)
        canvas.drawText(pen)
        for left in empty:
            _draw_place(canvas, left, baseline, mark.size)


def _draw_place(canvas: "Canvas", x: float, baseline: float, size: float) -> None:
    """A place for a character that is written in by hand: of a Han's size, in light dashes, so no box to be ticked."""
    canvas.setLineWidth(DOT)
    canvas.setDash(1.5, 1.5)
    canvas.rect(x + 0.04 * size, baseline - 0.1 * size, 0.92 * size, 0.96 * size, stroke=1, fill=0)
    canvas.setDash()


def _draw_box(canvas: "Canvas", x: float, baseline: float, size: float) -> None:
    """A check box of the height of a Han beside it, drawn: fonts differ too much in theirs."""
    canvas.setLineWidth(0.6)
    canvas.rect(x + 0.1 * size, baseline - 0.04 * size, 0.8 * size, 0.8 * size, stroke=1, fill=0)
