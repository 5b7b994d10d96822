"""Files as they come to a counter: papers, photos, and what is neither."""

import io
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QColor, QImage
from reportlab.pdfgen.canvas import Canvas

from petitiondesk.office.desk import Desk
from petitiondesk.windows.background import Background
from petitiondesk.windows.changes import Changes
from petitiondesk.windows.settings import MachineSettings
from petitiondesk.windows.station import Print, Station
from tests.conftest import NOW

A4 = (595.0, 842.0)


def pdf(pages: int = 1, size: tuple[float, float] = A4) -> bytes:
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=size, invariant=1)
    for page in range(pages):
        canvas.drawString(80, size[1] - 80, f"page {page + 1}")
        canvas.rect(0, 0, size[0], 20, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def photo(width: int, height: int, kind: str = "PNG", ink: str = "red") -> bytes:
    """Its upper half is of that colour, the rest white."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for y in range(height // 2):
        for x in range(width):
            image.setPixelColor(x, y, QColor(ink))
    kept = QByteArray()
    target = QBuffer(kept)
    target.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(target, kind, 95)
    return bytes(kept.data())


def turned_photo() -> bytes:
    """A photo of a phone that was held upright: 40 x 20 in the file, to be shown as 20 x 40 (EXIF orientation 6)."""
    jpeg = photo(40, 20, "JPEG")
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + jpeg[2:]


def station(desk: Desk, background: Background, folder: Path, print_pdf: Print = lambda *_paper: None) -> Station:
    return Station(
        desk=desk,
        background=background,
        changes=Changes(),
        settings=MachineSettings(folder / "machine.ini"),
        now=lambda: NOW,
        print_pdf=print_pdf,
    )
