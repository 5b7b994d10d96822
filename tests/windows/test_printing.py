"""Papers as pictures and on printers: the right sheet, nothing scaled, pure black on slips, whole files or none."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
import segno
import zxingcpp
from PIL import ImageFilter
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from petitiondesk.documents import slip as slips
from petitiondesk.documents.specimens import SEAL, SLIP_ON_A_ROLL
from petitiondesk.windows import printing
from petitiondesk.windows.printing import PrintTrouble
from tests.documents.reading import pictures

SIZES = {"A4": (210, 297), "A5": (148, 210)}
QR_DIGITS = "048210937047188301265"

pytestmark = pytest.mark.usefixtures("qapp")


def paper(width: float, height: float, pages: int = 1) -> bytes:
    """A sheet with a black square of 20 mm, 30 mm from the left and 40 mm from the top."""
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(width * mm, height * mm), invariant=1)
    for page in range(pages):
        canvas.drawString(30 * mm, 10 * mm, f"page {page + 1}")
        canvas.rect(30 * mm, (height - 60) * mm, 20 * mm, 20 * mm, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


def slip() -> bytes:
    """80 mm wide, with grey words and a QR code of 22 mm."""
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(80 * mm, 130 * mm), invariant=1)
    canvas.setFillGray(0.4)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(6 * mm, 118 * mm, "2026-000147")
    canvas.setFillGray(0)
    matrix = segno.make_qr(QR_DIGITS, error="m").matrix
    side = 22 * mm / len(matrix)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                canvas.rect(30 * mm + column * side, 90 * mm - row * side, side, side, stroke=0, fill=1)
    canvas.save()
    return kept.getvalue()


def dark_box(image: QImage) -> tuple[int, int, int, int]:
    """Left, top, width, height of the largest dark thing in the upper half of a page."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    shades, line = bytes(grey.constBits()), grey.bytesPerLine()
    rows = [shades[y * line : y * line + grey.width()] for y in range(grey.height() // 2)]
    found = {y: re.search(rb"[\x00-\x7f]+", row) for y, row in enumerate(rows)}
    dark = {y: run for y, run in found.items() if run}
    left = min(run.start() for run in dark.values())
    return left, min(dark), max(run.end() for run in dark.values()) - left, len(dark)


def test_a_page_becomes_a_picture_of_its_size() -> None:
    images = printing.page_images(paper(148, 210, pages=2), 127)
    assert [(image.width(), image.height()) for image in images] == [pytest.approx((740, 1050), abs=1)] * 2
    assert dark_box(images[0]) == pytest.approx((150, 200, 100, 100), abs=1)
    assert printing.page_count(paper(148, 210, pages=2)) == 2
    assert printing.page_image(paper(148, 210, pages=2), 1, 127) == images[1]
    assert images[0] != images[1]


@pytest.mark.parametrize("size", ["A4", "A5"])
@pytest.mark.parametrize("lying", [False, True])
def test_the_sheet_is_the_papers_and_nothing_is_scaled(tmp_path: Path, size: str, lying: bool) -> None:
    width, height = sorted(SIZES[size], reverse=lying)
    file = tmp_path / "printed.pdf"
    printing.print_to_file(paper(width, height, pages=2), file, paper=size)
    pages = pypdf.PdfReader(file).pages
    assert len(pages) == 2
    for page in pages:
        assert float(page.mediabox.width) == pytest.approx(width * mm, abs=1.5)
        assert float(page.mediabox.height) == pytest.approx(height * mm, abs=1.5)
    assert dark_box(printing.page_image(file.read_bytes(), 1, 127)) == pytest.approx((150, 200, 100, 100), abs=2)


def test_a_slip_is_pure_black_on_a_roll_cut_to_its_length(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    printing.print_to_file(slip(), file, paper="80mm")
    [page] = pypdf.PdfReader(file).pages
    assert float(page.mediabox.width) == pytest.approx(80 * mm, abs=1.5)
    assert float(page.mediabox.height) == pytest.approx(130 * mm, abs=1.5)
    [raster] = page.images
    assert raster.image is not None
    assert {shade for _, shade in raster.image.convert("L").getcolors()} == {0, 255}
    assert raster.image.size == pytest.approx((639, 1039), abs=2)
    [read] = zxingcpp.read_barcodes(raster.image.convert("L"))
    assert read.text == QR_DIGITS


def test_grey_words_on_a_slip_are_printed_black(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    printing.print_to_file(slip(), file, paper="80mm")
    [raster] = pypdf.PdfReader(file).pages[0].images
    assert raster.image is not None
    words = raster.image.convert("L").crop((0, 60, 640, 110))
    assert words.histogram()[0] > 200


def test_no_stroke_of_a_slip_breaks_in_heat(tmp_path: Path) -> None:
    """A dot that is ink for two fifths is heated; one that is white all but a trace stays white."""
    pdf = slips.render(SLIP_ON_A_ROLL, seal=SEAL, size="80mm")
    printing.print_to_file(pdf, tmp_path / "slip.pdf", paper="80mm")
    [raster] = pypdf.PdfReader(tmp_path / "slip.pdf").pages[0].images
    assert raster.image is not None
    dots = raster.image.convert("L").tobytes()
    [drawn] = pictures(pdf, scale=203 / 72)
    shares = list(zip(drawn.tobytes(), dots, strict=True))
    assert {dot for shade, dot in shares if shade < 255 * 0.6} == {0}
    assert {dot for shade, dot in shares if shade > 255 * 0.9} == {255}


def test_rare_characters_of_many_strokes_stay_open_in_heat(tmp_path: Path) -> None:
    """An outline around them filled them: names that nobody could read."""
    pdf = slips.render(replace(SLIP_ON_A_ROLL, matter="龘靐䲜𪚥䨻" * 3), seal=SEAL, size="80mm")
    printing.print_to_file(pdf, tmp_path / "slip.pdf", paper="80mm")
    [raster] = pypdf.PdfReader(tmp_path / "slip.pdf").pages[0].images
    assert raster.image is not None
    words = raster.image.convert("L").crop((0, 200, 640, 500))
    assert words.histogram()[0]
    solid = words.filter(ImageFilter.MaxFilter(9))
    assert not solid.histogram()[0], "nowhere a black square of 9 dots"


def test_a_printer_that_is_gone_is_said() -> None:
    with pytest.raises(PrintTrouble) as said:
        printing.print_pdf(paper(210, 297), "前台打印机", "A4")
    assert said.value.message.values == {"printer": "前台打印机"}


def test_a_computer_without_printer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "default_printer", lambda: "")
    with pytest.raises(PrintTrouble, match="no printer"):
        printing.print_pdf(paper(210, 297))


def test_the_only_printer_is_the_default_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing.QPrinterInfo, "defaultPrinterName", lambda: "")
    for names, default in (([], ""), (["窗口"], "窗口"), (["窗口", "办公室"], "")):
        monkeypatch.setattr(printing, "printers", lambda names=names: names)
        assert printing.default_printer() == default


@pytest.mark.qt_log_ignore(r"QPainter::begin\(\)")
def test_a_printer_that_takes_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(PrintTrouble, match="did not take"):
        printing.print_to_file(paper(210, 297), tmp_path / "no such folder" / "printed.pdf")


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7", b"not a paper", paper(148, 210)[:400]])
def test_what_is_no_pdf_is_said(rubbish: bytes, tmp_path: Path) -> None:
    for attempt in (
        lambda: printing.page_images(rubbish, 96),
        lambda: printing.page_count(rubbish),
        lambda: printing.print_to_file(rubbish, tmp_path / "printed.pdf"),
    ):
        with pytest.raises(PrintTrouble, match="can't be read"):
            attempt()


def test_a_saved_paper_replaces_what_stood_there(tmp_path: Path) -> None:
    file = tmp_path / "受理告知书 2026-访-000147.pdf"
    file.write_bytes(b"old")
    printing.save_pdf(paper(148, 210), file)
    assert file.read_bytes() == paper(148, 210)
    assert list(tmp_path.iterdir()) == [file]


@pytest.fixture
def little_room() -> Iterator[None]:
    """The disk takes 4 kB more of any file."""
    resource = pytest.importorskip("resource", reason="only here a disk can be made full")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("little_room")
def test_a_full_disk_leaves_what_stood_there_and_no_half_file(tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    file.write_bytes(b"old")
    with pytest.raises(PrintTrouble, match="no room"):
        printing.save_pdf(b"%PDF" + bytes(20_000), file)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("place", ["no such folder/slip.pdf", "folder"])
def test_a_place_that_can_not_be_written_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(PrintTrouble, match="can't be written"):
        printing.save_pdf(paper(148, 210), tmp_path / place)
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


def test_papers_can_go_into_a_folder_instead(tmp_path: Path) -> None:
    put = printing.into_folder(tmp_path)
    put(paper(148, 210), "", "A5")
    put(paper(210, 297), "窗口", "A4")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["paper-01-A5.pdf", "paper-02-A4.pdf"]


def test_printing_works_off_the_ui_thread(qapp: QApplication, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as lane:
        lane.submit(printing.print_to_file, paper(148, 210), tmp_path / "printed.pdf", paper="A5").result(30)
    assert printing.page_count((tmp_path / "printed.pdf").read_bytes()) == 1
