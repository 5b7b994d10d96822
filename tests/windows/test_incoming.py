"""Files on their way in and out: counted, shown upright, refused with a sentence."""

import os
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QSize

from petitiondesk.rules import attachments
from petitiondesk.windows import incoming, pictures, printing
from petitiondesk.windows.incoming import NotTaken
from petitiondesk.windows.messages import trouble
from petitiondesk.windows.printing import PrintTrouble
from tests.windows.attachments_kit import pdf, photo, turned_photo

pytestmark = pytest.mark.usefixtures("qapp", "english")

ROOM = QSize(100, 120)


@pytest.mark.parametrize(
    ("content", "pages"), [(pdf(3), 3), (b"%PDF-1.4 broken", None), (b"\x89PNG\r\n\x1a\n", 1), (b"PK", None)]
)
def test_pages_are_counted(tmp_path: Path, content: bytes, pages: int | None) -> None:
    (tmp_path / "file").write_bytes(content)
    assert incoming.facts(tmp_path / "file") == (pages, len(content))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("empty", "is empty"),
        ("large", "is larger than"),
        ("folder", "is a folder"),
        ("gone", "is no longer there"),
        ("pipe", "can't be read"),
        ("locked", "can't be read"),
    ],
)
def test_what_can_not_be_taken_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str) -> None:
    monkeypatch.setattr(incoming, "MOST_BYTES", 99)
    monkeypatch.setattr(attachments, "MOST_BYTES", 99)
    (tmp_path / "empty").touch()
    (tmp_path / "large").write_bytes(b"." * 100)
    (tmp_path / "folder").mkdir()
    if name == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes here")
        os.mkfifo(tmp_path / "pipe")
    if name == "locked":
        (tmp_path / "locked").write_bytes(b".")

        def refuse(_path: Path) -> bytes:
            raise PermissionError

        monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(NotTaken) as refused:
        incoming.load(tmp_path / name)
    assert trouble(refused.value).startswith(f"{name} {words}")


def test_sizes_are_said_in_few_words() -> None:
    assert incoming.in_words(None, 1) == "1 kB"
    assert incoming.in_words(3, 1_240_000) == "3 p. · 1.2 MB"


@pytest.mark.parametrize("size", [(595.0, 842.0), (842.0, 595.0), (9000.0, 20.0)])
def test_the_first_page_of_a_paper_has_the_room_that_there_is(size: tuple[float, float]) -> None:
    page = printing.first_page(pdf(2, size), ROOM)
    assert page.width() <= ROOM.width() + 1
    assert page.height() <= ROOM.height() + 1
    assert page.width() >= ROOM.width() - 1 or page.height() >= ROOM.height() - 1


def test_what_is_no_paper_has_no_first_page() -> None:
    with pytest.raises(PrintTrouble):
        printing.first_page(b"%PDF-1.4 broken", ROOM)


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (photo(400, 200), (100, 50)),
        (photo(40, 20, "JPEG"), (40, 20)),
        (turned_photo(), (20, 40)),
        (b"BM no picture", (0, 0)),
    ],
)
def test_pictures_are_small_and_upright(content: bytes, size: tuple[int, int]) -> None:
    assert pictures.small(content, ROOM).size() == QSize(*size)


@pytest.mark.parametrize("lying", [True, False])
def test_a_picture_becomes_a_page_of_its_own_direction(lying: bool) -> None:
    made = pictures.on_a_page(photo(*((600, 300) if lying else (300, 600))))
    assert made is not None
    (page,) = printing.page_images(made, 50)
    assert (page.width() > page.height()) is lying
    middle = page.width() // 2, page.height() // 2
    assert page.pixelColor(middle[0], middle[1] - 20).green() < 50, "red"
    assert page.pixelColor(middle[0], middle[1] + 20).green() > 200, "white"
    assert pictures.on_a_page(b"BM no picture") is None


def test_a_scan_larger_than_its_sheet_is_printed_whole(tmp_path: Path) -> None:
    printing.print_to_file(pdf(1, (842.0 * 2, 595.0 * 2)), tmp_path / "printed.pdf")
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert [round(each) for each in pypdf.PdfReader(tmp_path / "printed.pdf").pages[0].mediabox[2:]] in (
        [842, 595],
        [595, 842],
    )
    page = printing.page_image(printed, 0, 72)
    assert page.pixelColor(page.width() // 2, page.height() - 5).lightness() < 50, "what stood at its lower edge"
