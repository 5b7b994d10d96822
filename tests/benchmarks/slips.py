"""A slip, beside the same marks drawn on a bare canvas."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import segno
from reportlab.pdfgen.canvas import Canvas

from petitiondesk.documents import fonts, slip, specimens
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.sheets import CodeMark, Mark, RuleMark, Sheet, TextMark
from petitiondesk.documents.slip import Size, SlipData
from tests.benchmarks.measuring import WARM_UP, Row, in_turn

RUNS = 200


def rows(_folder: Path) -> Iterator[Row]:
    """On both papers; each slip is another one, so that nothing is drawn from memory."""
    yield _row("A5", specimens.SLIP)
    yield _row("80mm", specimens.SLIP_ON_A_ROLL)


def _row(size: Size, data: SlipData) -> Row:
    papers = [replace(data, number=f"2026-访-{go:06}") for go in range(RUNS + WARM_UP)]
    codes = [Seal(data.query_code, f"2026{go:06}{10**11 + 7919 * go}") for go in range(RUNS + WARM_UP)]
    marks = [_marks(paper, seal, size) for paper, seal in zip(papers, codes, strict=True)]
    # Its codes are others than the bare drawing's, which would else find them ready.
    others = [Seal(seal.check_code, f"1{seal.qr_digits[1:]}") for seal in codes]
    job, baseline = in_turn(
        lambda go: slip.render(papers[go], seal=others[go], size=size),
        lambda go: _draw(marks[go], codes[go].qr_digits),
        RUNS,
    )
    return Row(
        f"slip on {size}",
        "the same marks and QR code on a bare canvas, fonts registered",
        job,
        baseline,
        most_ratio=1.5,
    )


def _marks(paper: SlipData, seal: Seal, size: Size) -> Sequence[Sequence[Mark]]:
    """The marks that the slip's sheet holds when it is drawn."""
    composed: list[Sheet] = []
    with patch.object(Sheet, "pdf", lambda sheet, **_about: composed.append(sheet)):
        slip.render(paper, seal=seal, size=size)
    return composed[0].pages


def _draw(pages: Sequence[Sequence[Mark]], digits: str) -> bytes:
    """Whoever draws by hand does no more than this."""
    buffer = BytesIO()
    height = 210 / 25.4 * 72
    canvas = Canvas(buffer, initialFontName=fonts.font("song").name, invariant=1)
    for marks in pages:
        for mark in marks:
            match mark:
                case TextMark():
                    pen = canvas.beginText(mark.x, height - mark.y)
                    pen.setCharSpace(mark.line.spacing)
                    for name, piece in mark.line.pieces:
                        pen.setFont(name, mark.size)
                        pen.textOut(piece)
                    canvas.drawText(pen)
                case RuleMark():
                    canvas.setLineWidth(mark.weight)
                    canvas.line(mark.x, height - mark.y, mark.x + mark.length, height - mark.y)
                case CodeMark():
                    _draw_code(canvas, mark, height, digits)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_code(canvas: Canvas, mark: CodeMark, height: float, digits: str) -> None:
    segno.make(digits, micro=False, error="m")
    module = mark.symbol.module
    path = canvas.beginPath()
    for row, column, length in mark.symbol.dark:
        path.rect(mark.x + column * module, height - mark.y - (row + 1) * module, length * module, module)
    canvas.drawPath(path, stroke=0, fill=1)
