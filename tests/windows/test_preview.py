"""The preview: driven by keys, printing and saving what was looked at, never in the way of the person."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from petitiondesk.windows import printing
from petitiondesk.windows.background import Background
from petitiondesk.windows.dialogs import preview, save_as
from petitiondesk.windows.dialogs.key_sheet import KeySheet
from petitiondesk.windows.dialogs.preview import Chosen, PreviewDialog
from tests.windows.dialogs.file_dialog import type_into_file_dialog

PRINTERS = ["办公室", "窗口一"]

pytestmark = pytest.mark.usefixtures("english_look")


@pytest.fixture(autouse=True)
def nothing_saved_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save_as, "_last_folder", None)


@pytest.fixture
def printers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The printers of this computer; the second one is its own."""
    known = list(PRINTERS)
    monkeypatch.setattr(printing, "printers", lambda: known)
    monkeypatch.setattr(printing, "default_printer", lambda: known[1] if known else "")
    return known


def paper(pages: int = 3) -> bytes:
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(148 * mm, 210 * mm), invariant=1)
    for page in range(pages):
        canvas.drawString(20 * mm, 150 * mm, f"page {page + 1}")
        canvas.showPage()
    canvas.save()
    return kept.getvalue()


Open = Callable[..., PreviewDialog]


@pytest.fixture
def open_preview(qtbot: QtBot, background: Background, printers: list[str]) -> Open:
    parent = QWidget()
    qtbot.addWidget(parent)

    def opened(pdf: bytes | None = None, printer: str = "", note: str = "") -> PreviewDialog:
        dialog = PreviewDialog(
            parent,
            paper() if pdf is None else pdf,
            title="2026-访-000147",
            paper="A5",
            background=background,
            printer=printer,
            note=note,
        )
        with qtbot.waitActive(dialog):
            dialog.show()
        qtbot.waitUntil(background.is_idle)
        return dialog

    return opened


def words(dialog: PreviewDialog, name: str) -> str:
    return dialog.findChild(QLabel, name).text()


def width(dialog: PreviewDialog) -> int:
    return dialog.findChild(QLabel, "sheet").pixmap().width()


def test_enter_prints_on_the_computers_own_printer(open_preview: Open) -> None:
    dialog = open_preview()
    assert dialog.findChild(QPushButton, "print").hasFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.chosen == Chosen("print", printer="窗口一")
    assert not dialog.isVisible()


def test_another_printer_is_chosen_by_keys(open_preview: Open) -> None:
    dialog = open_preview()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert dialog.findChild(QComboBox, "printers").hasFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert dialog.chosen == Chosen("print", printer="办公室")


def test_the_printer_that_is_asked_for_is_offered_first(open_preview: Open) -> None:
    dialog = open_preview(printer="办公室")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.chosen == Chosen("print", printer="办公室")


def test_escape_leaves_without_anything(open_preview: Open) -> None:
    dialog = open_preview()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.chosen is None
    assert not dialog.isVisible()


def test_without_a_printer_the_paper_can_be_saved(open_preview: Open, printers: list[str]) -> None:
    printers.clear()
    dialog = open_preview()
    assert "no printer" in words(dialog, "said")
    assert not dialog.findChild(QComboBox, "printers").isVisible(), "no printer is named beside that"
    assert not dialog.findChild(QPushButton, "print").isEnabled()
    assert dialog.findChild(QPushButton, "save_pdf").hasFocus()


def test_a_note_is_read_quietly_and_stays_beside_other_words(open_preview: Open, printers: list[str]) -> None:
    printers.clear()
    dialog = open_preview(note="Song stands in.")
    assert words(dialog, "note") == "Song stands in."
    assert dialog.findChild(QLabel, "note").property("role") == "quiet"
    assert "no printer" in words(dialog, "said")
    assert open_preview().findChild(QLabel, "note") is None


def test_a_page_opens_whole_and_the_key_of_the_next_one_is_named(open_preview: Open) -> None:
    dialog = open_preview()
    area = dialog.findChild(QScrollArea)
    assert area.verticalScrollBar().maximum() == 0
    assert area.horizontalScrollBar().maximum() == 0
    assert "PgDn next page" in words(dialog, "where")
    assert "PgDn" not in words(open_preview(paper(pages=1)), "where")


def test_keys_make_the_page_larger_and_smaller(open_preview: Open, qtbot: QtBot, background: Background) -> None:
    dialog = open_preview()
    own_size = 148 / 25.4 * 96
    for key, larger in (("+", 1), ("=", 1.25), ("+", 1.5), ("-", 1.25), ("-", 1), ("-", 0.75)):
        QTest.keyClicks(dialog.focusWidget(), key)
        qtbot.waitUntil(background.is_idle)
        assert width(dialog) == pytest.approx(own_size * larger, abs=2)
    assert dialog.findChild(QPushButton, "print").hasFocus()


def test_keys_go_through_the_pages(open_preview: Open, qtbot: QtBot, background: Background) -> None:
    dialog = open_preview()
    bar = dialog.findChild(QScrollArea).verticalScrollBar()
    seen = []
    for _press in range(12):
        seen.append(words(dialog, "where").split("   ")[0])
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_PageDown)
        qtbot.waitUntil(background.is_idle)
    assert list(dict.fromkeys(seen)) == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    assert bar.value() == bar.maximum()
    for _press in range(12):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_PageUp)
        qtbot.waitUntil(background.is_idle)
    assert words(dialog, "where").startswith("Page 1 of 3")
    assert bar.value() == 0


def test_saving_writes_the_file_and_stays_for_printing(open_preview: Open, tmp_path: Path) -> None:
    dialog = open_preview()
    type_into_file_dialog(tmp_path / "回执")
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (tmp_path / "回执.pdf").read_bytes() == paper()
    assert dialog.chosen == Chosen("save", path=tmp_path / "回执.pdf")
    assert "回执.pdf" in words(dialog, "said")
    assert dialog.isVisible()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert dialog.chosen == Chosen("save", path=tmp_path / "回执.pdf")


def test_a_file_dialog_that_is_left_saves_nothing(open_preview: Open) -> None:
    dialog = open_preview()
    type_into_file_dialog(None)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert (dialog.chosen, words(dialog, "said")) == (None, "")


def test_a_place_that_can_not_be_written_is_said(open_preview: Open, tmp_path: Path) -> None:
    dialog = open_preview()
    type_into_file_dialog(tmp_path / "no such folder" / "slip.pdf")
    dialog.findChild(QPushButton, "save_pdf").click()
    assert dialog.chosen is None
    assert "can't be written" in words(dialog, "said")
    assert dialog.isVisible()


def test_what_is_no_paper_is_said_and_can_only_be_left(open_preview: Open) -> None:
    dialog = open_preview(b"not a paper")
    assert "can't be read" in words(dialog, "said")
    assert not dialog.findChild(QPushButton, "print").isEnabled()
    assert dialog.findChild(QPushButton, "close").hasFocus()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.chosen is None
    assert not dialog.isVisible()


def test_a_page_that_takes_its_time_is_said(
    qtbot: QtBot, background: Background, printers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    wait = threading.Event()
    background.submit("paper", lambda: wait.wait(10), owner=background)
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = PreviewDialog(parent, paper(), title="t", paper="A5", background=background)
    with qtbot.waitActive(dialog):
        dialog.show()
    assert words(dialog, "sheet") == ""
    qtbot.waitUntil(lambda: "being drawn" in words(dialog, "sheet"))
    wait.set()
    qtbot.waitUntil(background.is_idle)
    assert width(dialog) > 0


def test_the_keys_of_the_preview_are_on_a_sheet(open_preview: Open, qtbot: QtBot) -> None:
    dialog = open_preview()
    seen: list[list[str]] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, KeySheet)
        seen.append([label.text() for label in sheet.findChildren(QLabel)])
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    [labels] = seen
    assert {"Ctrl+P", "Print", "Ctrl+S", "Save as PDF"} <= set(labels)
    dialog.activateWindow()  # as a window manager does
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.findChild(QPushButton, "print").hasFocus()


def test_the_function_gives_back_what_was_chosen_and_frees_the_dialog(
    qtbot: QtBot, background: Background, printers: list[str]
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    gone: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PreviewDialog)
        dialog.destroyed.connect(lambda: gone.append("freed"))
        dialog.findChild(QPushButton, "print").click()

    QTimer.singleShot(50, press)
    chosen = preview.preview(parent, paper(), title="t", paper="A5", background=background, printer="办公室")
    assert chosen is not None
    assert (chosen.how, chosen.printer) == ("print", "办公室")
    qtbot.waitUntil(lambda: gone == ["freed"])
    qtbot.waitUntil(background.is_idle)


def test_everything_has_a_name(open_preview: Open) -> None:
    dialog = open_preview()
    for widget in [*dialog.findChildren(QPushButton), *dialog.findChildren(QComboBox)]:
        assert widget.accessibleName() or (isinstance(widget, QPushButton) and widget.text())
    assert dialog.findChild(QLabel, "sheet").accessibleName()
