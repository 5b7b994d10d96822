"""PDF bytes to pictures, to a printer or into a file.

Everything here that reads a PDF or speaks to a printer runs on the *paper* lane: PDFium allows one thread only, a
printer's driver may take its time, and QPainter may paint on a QImage or QPrinter from any thread. A size of paper is
"A4", "A5" or "80mm".
"""

import errno
import itertools
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from petitiondesk.rules.messages import Message, _

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

OFFICE_DPI = 300
"""What A4 and A5 pages are drawn with."""

SLIP_DPI = 203
"""Dots of a slip printer: 8 a millimetre. It has no grey, so that 80 mm slips are drawn in pure black."""

_HEATED = bytes(0 if shade < 192 else 255 for shade in range(256))
"""A dot is heated as soon as a quarter of it is ink: no thin stroke breaks, and small type stays open."""

_NEARLY = 1.01
"""Sizes of paper are rounded: what is larger than its sheet by less is printed as it is."""

_POINTS_PER_INCH = 72
_MM_PER_POINT = 25.4 / _POINTS_PER_INCH
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class PrintTrouble(Exception):
    """A paper could not be shown, printed or saved; ``message`` says what is safe and what to do."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence, values)
        self.message = Message(sentence, values)


def printers() -> list[str]:
    """The names of the printers that this computer knows."""
    return QPrinterInfo.availablePrinterNames()


def default_printer() -> str:
    """The printer that is meant when none is named: the system's own, or the only one; "" when there is none."""
    names = printers()
    return QPrinterInfo.defaultPrinterName() or (names[0] if len(names) == 1 else "")


def page_count(pdf: bytes) -> int:
    """How many pages a paper has. Raises PrintTrouble when it can't be read."""
    with _opened(pdf) as document:
        return len(document)


def page_image(pdf: bytes, number: int, dpi: float) -> QImage:
    """One page as a picture, the first is 0. Raises PrintTrouble when the paper can't be read."""
    with _opened(pdf) as document:
        return _image(document[number], dpi)


def first_page(pdf: bytes, most: QSize) -> QImage:
    """The first page, no larger than ``most`` dots. Raises PrintTrouble when the paper can't be read."""
    with _opened(pdf) as document:
        if not len(document):
            raise PrintTrouble(_NOT_READABLE)
        page = document[0]
        width, height = page.get_size()
        return _image(page, _POINTS_PER_INCH * min(most.width() / width, most.height() / height))


def page_images(pdf: bytes, dpi: float) -> list[QImage]:
    """All pages as pictures. Raises PrintTrouble when the paper can't be read."""
    with _opened(pdf) as document:
        return [_image(page, dpi) for page in document]


def print_pdf(pdf: bytes, printer_name: str = "", paper: str = "A4") -> None:
    """Print a paper in its own size; ``printer_name`` "" is the system's own printer.

    Raises PrintTrouble when there is no printer, when it is no longer there, or when it doesn't take the paper.
    """
    known = printers()
    name = printer_name or default_printer()
    if not name:
        raise PrintTrouble(_NO_PRINTER)
    if name not in known:
        raise PrintTrouble(_PRINTER_GONE, printer=name)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    _print(pdf, printer, paper, name)


def print_to_file(pdf: bytes, path: Path, *, paper: str = "A4") -> None:
    """Print into a PDF file as into a printer: what a printer would get can be looked at."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    _print(pdf, printer, paper, path.name)


def into_folder(folder: Path, name: str = "paper") -> Callable[[bytes, str, str], None]:
    """Takes the place of :func:`print_pdf`: each paper becomes a file in ``folder``, in the order of printing."""
    numbers = itertools.count(1)

    def put(pdf: bytes, _printer_name: str = "", paper: str = "A4") -> None:
        save_pdf(pdf, folder / f"{name}-{next(numbers):02d}-{paper}.pdf")

    return put


def save_pdf(pdf: bytes, path: Path) -> None:
    """Write a paper into a file, whole or not at all; a file that stood there is replaced only at the end.

    Raises PrintTrouble when there is no room or no leave to write there.
    """
    unfinished: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem[:40]}-", delete=False) as file:
            unfinished = Path(file.name)
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)
        raise PrintTrouble(_NO_ROOM_LEFT if error.errno in _NO_ROOM else _NOT_WRITTEN, file=str(path)) from error


@contextmanager
def _opened(pdf: bytes) -> Iterator["PdfDocument"]:
    import pypdfium2  # with the first paper: a start need not wait for it

    try:
        with closing(pypdfium2.PdfDocument(pdf)) as document:
            yield document
    except pypdfium2.PdfiumError as error:
        raise PrintTrouble(_NOT_READABLE) from error


def _image(page: "PdfPage", dpi: float) -> QImage:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)
    view = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    return view.copy()  # the bitmap goes with the page


def _dots(page: "PdfPage") -> QImage:
    """A page as a slip printer heats it."""
    bitmap = page.render(scale=SLIP_DPI / _POINTS_PER_INCH, grayscale=True)
    shades = bytes(bitmap.buffer).translate(_HEATED)
    view = QImage(shades, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_Grayscale8)
    return view.convertToFormat(QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither)


def _print(pdf: bytes, printer: QPrinter, paper: str, name: str) -> None:
    slip = paper == "80mm"
    dpi = SLIP_DPI if slip else OFFICE_DPI
    if slip:
        printer.setResolution(SLIP_DPI)
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    painter = QPainter()
    with _opened(pdf) as document:
        try:
            for page in document:
                points = QSizeF(*page.get_size())
                printer.setPageLayout(_layout(points, paper))
                if not (printer.newPage() if painter.isActive() else painter.begin(printer)):
                    raise PrintTrouble(_NOT_TAKEN, printer=name)
                painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
                image = _dots(page) if slip else _image(page, dpi)
                painter.drawImage(QRectF(QPointF(), _printed_size(printer, image, dpi, slip=slip)), image)
            finished = painter.end()
        finally:
            if painter.isActive():
                printer.abort()
                painter.end()
    if not finished or printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
        raise PrintTrouble(_NOT_TAKEN, printer=name)


def _printed_size(printer: QPrinter, image: QImage, dpi: int, *, slip: bool) -> QSizeF:
    """Of a page in the printer's dots: its own size, or what the sheet has room for, where a scan is larger."""
    size = QSizeF(image.size()) * (printer.resolution() / dpi)
    room = QSizeF(printer.pageLayout().fullRectPixels(printer.resolution()).size())
    if not slip and (size.width() > room.width() * _NEARLY or size.height() > room.height() * _NEARLY):
        size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
    return size


def _layout(points: QSizeF, paper: str) -> QPageLayout:
    """The sheet that a page is printed on. The roll of a slip printer is cut to the page's length."""
    lying = points.width() > points.height()
    if paper == "80mm":
        size = QPageSize(points * _MM_PER_POINT, QPageSize.Unit.Millimeter, paper, QPageSize.SizeMatchPolicy.ExactMatch)
        lying = False
    else:
        size = QPageSize(QPageSize.PageSizeId.A5 if paper == "A5" else QPageSize.PageSizeId.A4)
    layout = QPageLayout(
        size,
        QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait,
        QMarginsF(),
    )
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


_NO_PRINTER = _(
    "This computer has no printer, or none that is its own. The paper is kept: set up a printer and print again, or "
    "save it as PDF."
)
_PRINTER_GONE = _(
    "The printer {printer} is no longer there. The paper is kept: choose another printer, or connect this one and "
    "print again."
)
_NOT_TAKEN = _(
    "The printer {printer} did not take the paper. The paper is kept: look whether the printer is switched on and has "
    "paper, then print again."
)
_NOT_READABLE = _("The paper can't be read as PDF. What was registered is safe: make the paper again.")
_NO_ROOM_LEFT = _(
    "There is no room left for {file}. Nothing was written and what stood there is unchanged: make room or choose "
    "another folder."
)
_NOT_WRITTEN = _(
    "{file} can't be written. Nothing was changed there: choose another folder, or close the file where it is open."
)
