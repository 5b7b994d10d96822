"""Papers read back as strangers read them: by pypdf, by PDFium, by eye (pixels) and by a bar code scanner."""

import re
from io import BytesIO

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps
from pypdf import PdfReader

MM = 72 / 25.4


def squeezed(text: str) -> str:
    """The text without line breaks and blanks, which composing may move."""
    return re.sub(r"\s", "", text)


def by_pypdf(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def by_pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        # PDFium marks a hyphen at the end of a line as one that may be dropped.
        return [page.get_textpage().get_text_bounded().replace("\x02", "-") for page in document]
    finally:
        document.close()


READERS = {"pypdf": by_pypdf, "pdfium": by_pdfium}


def pictures(pdf: bytes, *, scale: float = 2.0) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=scale, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def ink(picture: Image.Image, *, scale: float = 2.0) -> tuple[float, float, float, float]:
    """Margins left of, above, right of and below all ink, in mm."""
    box = ImageOps.invert(picture).point(lambda value: 255 if value > 60 else 0).getbbox()
    assert box is not None, "an empty page"
    left, top, right, bottom = box
    return tuple(value / scale / MM for value in (left, top, picture.width - right, picture.height - bottom))


def scanned(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in mm."""
    boxes = [page.mediabox for page in PdfReader(BytesIO(pdf)).pages]
    return [(round(float(box.width) / MM, 1), round(float(box.height) / MM, 1)) for box in boxes]


def fonts(pdf: bytes) -> dict[str, bool]:
    """Each font of the paper and whether its outlines are inside."""
    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            found[font["/BaseFont"]] = "/FontFile2" in font.get("/FontDescriptor", {})
    return found
