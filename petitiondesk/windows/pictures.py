"""Photos and scans that are image files: small ones for a strip, a page of paper for the preview.

All of it runs on the *paper* lane; Qt may read and paint pictures on any thread.
"""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPageLayout, QPageSize, QPainter, QPdfWriter

_DPI = 300
_SCREEN_DPI = 96
_EDGE = _DPI // 4
"""What printers can't reach of a sheet, in dots."""

_TURNED = QImageIOHandler.Transformation.TransformationRotate90


def small(content: bytes, most: QSize) -> QImage:
    """The picture upright, no larger than ``most``; a null picture where it can't be read."""
    data = QByteArray(content)
    source = QBuffer(data)
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    room = most.transposed() if _TURNED in reader.transformation() else most
    if size.isValid() and (size.width() > room.width() or size.height() > room.height()):
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.width() > most.width() or image.height() > most.height():
        image = image.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return image


def on_a_page(content: bytes) -> bytes | None:
    """The picture on a sheet of A4 as PDF, lying where it is wider than high; None where it can't be read."""
    sheet = QPageSize(QPageSize.PageSizeId.A4)
    dots = sheet.sizePixels(_DPI)
    image = small(content, QSize(dots.height(), dots.height()))
    if image.isNull():
        return None
    lying = image.width() > image.height()
    turned = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    made = QByteArray()
    target = QBuffer(made)
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setResolution(_DPI)
    writer.setPageLayout(QPageLayout(sheet, turned, QMarginsF()))
    page = QRect(QPoint(), dots.transposed() if lying else dots)
    painter = QPainter(writer)
    painter.drawImage(_place(image.size(), page), image)
    painter.end()
    return bytes(made.data())


def _place(size: QSize, page: QRect) -> QRect:
    """In the middle of the page, as large as it has room for, but no coarser than a screen shows it."""
    room = page.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    natural = size * (_DPI / _SCREEN_DPI)
    if natural.width() > room.width() or natural.height() > room.height():
        natural = size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    placed = QRect(0, 0, natural.width(), natural.height())
    placed.moveCenter(room.center())
    return placed
