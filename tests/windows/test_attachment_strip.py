"""The strip of files: seen at once, opened, put aside, attached, by keys; none is read on the window's thread."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from petitiondesk.office import attachments
from petitiondesk.office.attachments import Attached, FileLost
from petitiondesk.office.desk import Desk
from petitiondesk.office.restricted import PurposeNeeded
from petitiondesk.rules.attachments import AttachmentKind
from petitiondesk.storage.models import Registration
from petitiondesk.windows import printing, theme
from petitiondesk.windows.background import Background
from petitiondesk.windows.dialogs import attach, preview, save_as, save_file
from petitiondesk.windows.dialogs.preview import Chosen
from petitiondesk.windows.widgets.attachment_strip import AttachmentStrip
from tests.conftest import NOW
from tests.office import conftest as office
from tests.office.conftest import CLAIM, register
from tests.windows.attachments_kit import pdf, photo, station
from tests.windows.dialogs.file_dialog import type_into_file_dialog
from tests.windows.dialogs.person import at_the_dialog, key, typed

pytestmark = pytest.mark.usefixtures("english_look")

new_desk, desk = office.new_desk, office.desk

LETTER, PHOTO, OTHER = ("letter.pdf", pdf(3)), ("photo.png", photo(40, 20)), ("words.docx", b"PK" + b"." * 5000)


class Strip:
    """A case of two registrations with its strip, as a page shows it."""

    def __init__(self, qtbot: QtBot, desk: Desk, background: Background, folder: Path) -> None:
        self.desk, self.background = desk, background
        self.printed: list[tuple[bytes, str, str]] = []
        self.said: list[str] = []
        self.failed: list[Exception] = []
        self.numbers = [register(desk, CLAIM).number for _ in range(2)]
        page = QWidget()
        qtbot.addWidget(page)
        self.page = page
        self.widget = AttachmentStrip(
            station(desk, background, folder, lambda *paper: self.printed.append(paper)), page
        )
        self.widget.said.connect(self.said.append)
        self.widget.failed.connect(self.failed.append)
        self.widget.setGeometry(0, 0, 800, 300)
        page.resize(800, 300)
        with qtbot.waitActive(page):
            page.show()
        self.row = self.widget.findChild(QListWidget, "attachments.row")

    def add(self, *files: tuple[str, bytes]) -> list[int]:
        kind = AttachmentKind.EVIDENCE
        return [
            attachments.add(self.desk, self.numbers[0], name=name, content=content, kind=kind, pages=2, now=NOW)
            for name, content in files
        ]

    def on_record(self) -> Sequence[Attached]:
        with self.desk.database.read() as session:
            rows = session.scalars(select(Registration).where(Registration.number.in_(self.numbers))).all()
            return [file for row in rows for file in attachments.attached(session, row)]

    def show(self) -> None:
        self.widget.show_files(self.numbers, self.on_record())
        self.settle()

    def settle(self) -> None:
        for _ in range(500):
            QTest.qWait(10)
            if self.background.is_idle():
                return

    def words(self) -> list[str]:
        return [self.row.item(place).text() for place in range(self.row.count())]

    def press(self, name: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.row.setFocus()
        QTest.keyClick(self.row, name, modifier)


@pytest.fixture
def strip(qtbot: QtBot, desk: Desk, background: Background, tmp_path: Path) -> Strip:
    return Strip(qtbot, desk, background, tmp_path)


def test_without_files_it_says_how_they_come(strip: Strip) -> None:
    strip.show()
    assert strip.row.isHidden()
    assert "Ctrl+O" in strip.widget.findChild(QLabel, "attachments.empty").text()
    assert strip.widget.findChild(QPushButton, "attachments.attach").isEnabled()


def test_files_are_shown_with_their_first_pages_read_elsewhere(strip: Strip, monkeypatch: pytest.MonkeyPatch) -> None:
    read = attachments.read
    seen: list[bool] = []

    def watched(*arguments: Any, **named: Any) -> Any:
        seen.append(current_thread() is main_thread())
        return read(*arguments, **named)

    monkeypatch.setattr(attachments, "read", watched)
    letter, photo_id, _other = strip.add(LETTER, PHOTO, OTHER)
    strip.show()
    assert [words.splitlines()[0] for words in strip.words()] == ["letter.pdf", "photo.png", "words.docx"]
    assert "2 p. · 5 kB" in strip.words()[2]
    assert strip.widget._pages.keys() == {letter, photo_id}
    assert seen == [False, False], "what has no picture is not read"
    strip.show()
    assert len(seen) == 2, "what is shown already is not read again"
    strip.widget.show_files((), ())
    assert strip.widget._pages == {}


def test_everything_is_named(strip: Strip) -> None:
    strip.add(LETTER)
    strip.show()
    interface = QAccessible.queryAccessibleInterface(strip.row)
    assert interface.text(QAccessible.Text.Name) == "Files of the case"
    assert strip.numbers[0] in str(strip.row.item(0).data(Qt.ItemDataRole.AccessibleTextRole))
    for part in strip.widget.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            assert part.objectName(), part


def test_a_lost_file_says_so_and_the_others_are_read(strip: Strip, tmp_path: Path) -> None:
    _lost, there = strip.add(LETTER, PHOTO)
    (path,) = [
        each for each in (tmp_path / "office.files").rglob("*") if each.is_file() and each.read_bytes() == LETTER[1]
    ]
    path.write_bytes(b"changed")
    strip.show()
    assert "missing or changed" in strip.words()[0]
    assert strip.widget._pages.keys() == {there}
    strip.row.setCurrentRow(0)
    strip.press(Qt.Key.Key_Return)
    strip.settle()
    assert [type(error) for error in strip.failed] == [FileLost]


def test_after_any_other_trouble_no_more_are_read(strip: Strip, monkeypatch: pytest.MonkeyPatch) -> None:
    strip.add(LETTER, PHOTO)

    def refuse(*_arguments: object, **_named: object) -> None:
        raise PurposeNeeded(strip.numbers[0])

    monkeypatch.setattr(attachments, "read", refuse)
    strip.show()
    assert len(strip.failed) == 1


def test_arrows_go_through_the_files_and_one_is_put_aside_with_its_reason(strip: Strip) -> None:
    strip.add(LETTER, PHOTO)
    strip.show()
    strip.press(Qt.Key.Key_Right)
    press = partial(strip.press, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    at_the_dialog(press, key("Ctrl+Return"), typed("别人的照片"), key("Ctrl+Return"))
    strip.settle()
    assert strip.said == ["photo.png was put aside"]
    assert [file.put_aside for file in strip.on_record()] == [False, True]
    strip.show()
    assert len(strip.words()) == 1
    strip.widget.findChild(QCheckBox, "attachments.show_aside").click()
    strip.settle()
    assert "put aside" in strip.words()[1]
    strip.row.setCurrentRow(1)
    assert not strip.widget.findChild(QPushButton, "attachments.put_aside").isEnabled()


@pytest.mark.parametrize("place", [0, 1])
def test_enter_shows_a_file_large_and_it_can_be_printed(
    strip: Strip, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    strip.add(LETTER, PHOTO)
    strip.show()
    shown: list[bytes] = []

    def look(_parent: QWidget, content: bytes, **_named: object) -> Chosen:
        shown.append(content)
        return Chosen("print", printer="办公室")

    monkeypatch.setattr(preview, "preview", look)
    strip.row.setCurrentRow(place)
    strip.press(Qt.Key.Key_Return)
    strip.settle()
    assert printing.page_count(shown[0]) == (3, 1)[place]
    assert strip.printed == [(shown[0], "办公室", "A4")]
    assert strip.said


def test_what_can_not_be_shown_is_saved_as_it_is(strip: Strip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "saved.docx"
    monkeypatch.setattr(save_file, "ask_to_save", lambda *_asked: path)
    strip.add(OTHER)
    strip.show()
    strip.press(Qt.Key.Key_Return)
    strip.settle()
    assert path.read_bytes() == OTHER[1]
    assert strip.said == [f"Saved: {path}"]


def test_a_file_of_another_kind_keeps_its_ending(strip: Strip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save_as, "_last_folder", tmp_path)
    offered: list[list[str]] = []
    chosen = at_the_dialog(
        partial(save_file.ask_to_save, strip.page, "words.docx", "5 kB"),
        lambda: offered.append(type_into_file_dialog(tmp_path / "saved")),
        key("Ctrl+S"),
    )
    assert chosen == tmp_path / "saved.docx"
    assert offered == [[str(tmp_path / "words.docx")]]


def test_larger_type_and_other_colours_change_it_while_it_is_shown(strip: Strip, qapp: QApplication) -> None:
    strip.add(LETTER, OTHER)
    strip.show()
    before, page = strip.row.height(), strip.row.item(0).icon().cacheKey()
    theme.apply(qapp, "dark", 200)
    strip.settle()
    assert strip.row.height() > before * 1.7
    assert strip.row.item(0).icon().cacheKey() != page
    assert len(strip.widget._pages) == 1


def test_files_are_chosen_by_key_and_dropped_by_hand(
    strip: Strip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip.show()
    asked: list[Sequence[Path]] = []

    def answer(_parent: QWidget, _station: object, numbers: Sequence[str], paths: Sequence[Path]) -> int:
        assert numbers == tuple(strip.numbers)
        asked.append(paths)
        return len(paths)

    monkeypatch.setattr(attach, "attach_files", answer)
    (tmp_path / "letter.pdf").write_bytes(LETTER[1])
    type_into_file_dialog(tmp_path / "letter.pdf")
    QTest.keyClick(strip.widget, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    paths = [tmp_path / "letter.pdf", tmp_path]
    files = QMimeData()
    files.setUrls([*(QUrl.fromLocalFile(str(path)) for path in paths), QUrl("https://example.org/x.pdf")])
    where = QPoint(10, 10), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(*where)
    QApplication.sendEvent(strip.widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(strip.widget, QDropEvent(QPoint(10, 10).toPointF(), *where[1:]))
    strip.settle()
    assert asked == [[tmp_path / "letter.pdf"], paths]
    assert strip.said == ["Files attached: 1", "Files attached: 2"]
