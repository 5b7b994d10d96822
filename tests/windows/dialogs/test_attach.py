"""Files are attached by keys: each of its kind, to its registration; what can't be taken never stops the others."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from petitiondesk.office import attachments
from petitiondesk.office.desk import Desk
from petitiondesk.rules.attachments import AttachmentKind
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Attachment, Registration
from petitiondesk.windows.background import Background
from petitiondesk.windows.dialogs import attach
from petitiondesk.windows.dialogs.attach import AttachDialog
from tests.office import conftest as office
from tests.office.conftest import CLAIM, register
from tests.windows.attachments_kit import pdf, photo, station

new_desk, desk = office.new_desk, office.desk

Open = Callable[..., AttachDialog]


@pytest.fixture(autouse=True)
def nothing_attached_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach, "_last_kind", AttachmentKind.LETTER)


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "letter.pdf").write_bytes(pdf(3))
    (folder / "photo.png").write_bytes(photo(40, 20))
    (folder / "empty.pdf").touch()
    return folder


@pytest.fixture
def numbers(desk: Desk) -> list[str]:
    return [register(desk, CLAIM).number for _ in range(2)]


@pytest.fixture
def opened(qtbot: QtBot, page: QWidget, desk: Desk, background: Background, tmp_path: Path, numbers: list[str]) -> Open:
    def opened(*paths: Path, settled: bool = True) -> AttachDialog:
        dialog = AttachDialog(page, station(desk, background, tmp_path), numbers, paths)
        dialog.get_ready()
        dialog.show()
        qtbot.waitUntil(dialog.isActiveWindow)
        if settled:
            settle(background)
        return dialog

    return opened


def settle(background: Background) -> None:
    for _ in range(500):
        QTest.qWait(10)
        if background.is_idle():
            return


def choose(dialog: AttachDialog, name: str, row: int) -> None:
    """As by the arrow keys."""
    box = dialog.findChild(QComboBox, name)
    for _ in range(row):
        QTest.keyClick(box, Qt.Key.Key_Down)


def attach_now(dialog: AttachDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def problem(dialog: AttachDialog, place: int) -> str:
    return str(dialog.findChild(QLabel, f"attach.{place}.problem").text())


def on_record(desk: Desk) -> list[tuple[str, str, str, int | None]]:
    with desk.database.read() as session:
        rows = session.execute(
            select(Registration.number, Attachment.name, Attachment.kind, Attachment.pages)
            .join(Registration, Registration.id == Attachment.registration_id)
            .order_by(Attachment.id)
        )
        return [tuple(row) for row in rows]


def test_files_go_to_the_registration_that_is_chosen_each_of_its_kind(
    opened: Open, scans: Path, desk: Desk, background: Background, numbers: list[str]
) -> None:
    dialog = opened(scans / "letter.pdf", scans / "photo.png")
    choose(dialog, "attach.number", 1)
    choose(dialog, "attach.2.kind", 2)
    attach_now(dialog)
    settle(background)
    assert on_record(desk) == [
        (numbers[1], "letter.pdf", "letter", 3),
        (numbers[1], "photo.png", "evidence", 1),
    ]
    assert (dialog.attached, dialog.isVisible()) == (2, False)
    again = opened(scans / "letter.pdf")
    assert again.findChild(QComboBox, "attach.1.kind").currentData() == "evidence", "the kind of the last one"


def test_the_kind_of_one_is_that_of_those_below(opened: Open, scans: Path) -> None:
    dialog = opened(*[scans / "photo.png"] * 3)
    choose(dialog, "attach.3.kind", 1)
    choose(dialog, "attach.1.kind", 2)
    kinds = [dialog.findChild(QComboBox, f"attach.{place}.kind").currentIndex() for place in (1, 2, 3)]
    assert kinds == [2, 2, 1]


@pytest.mark.parametrize("settled", [True, False])
def test_what_can_not_be_taken_says_why_and_the_others_are_attached(
    opened: Open, scans: Path, desk: Desk, background: Background, settled: bool
) -> None:
    """Whether Ctrl+Enter comes after the files were examined or before."""
    dialog = opened(scans / "empty.pdf", scans, scans / "gone.pdf", scans / "letter.pdf", settled=settled)
    attach_now(dialog)
    settle(background)
    assert [name for _number, name, *_rest in on_record(desk)] == ["letter.pdf"]
    assert [bool(problem(dialog, place)) for place in (1, 2, 3)] == [True, True, True]


def test_a_file_that_was_gone_is_attached_once_it_is_back(
    opened: Open, scans: Path, desk: Desk, background: Background
) -> None:
    dialog = opened(scans / "letter.pdf", scans / "photo.png")
    (scans / "photo.png").rename(scans / "elsewhere")
    attach_now(dialog)
    settle(background)
    assert dialog.isVisible()
    assert dialog.findChild(QLabel, "attach.said").text() == "1 attached, 1 not."
    (scans / "elsewhere").rename(scans / "photo.png")
    attach_now(dialog)
    settle(background)
    assert [name for _number, name, *_rest in on_record(desk)] == ["letter.pdf", "photo.png"]
    assert not dialog.isVisible()


def test_what_is_not_ticked_stays_out(opened: Open, scans: Path, desk: Desk, background: Background) -> None:
    dialog = opened(scans / "letter.pdf")
    QTest.keyClick(dialog.findChild(QCheckBox, "attach.1.wanted"), Qt.Key.Key_Space)
    attach_now(dialog)
    settle(background)
    assert on_record(desk) == []
    assert dialog.findChild(QLabel, "attach.said").text()


def test_a_full_disk_is_said_beside_the_file(
    opened: Open, scans: Path, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> int:
        raise DiskFull(place="office.files")

    monkeypatch.setattr(attachments, "add", full)
    dialog = opened(scans / "letter.pdf")
    attach_now(dialog)
    settle(background)
    assert "office.files is full" in problem(dialog, 1)
    assert dialog.findChild(QPushButton, "done").isEnabled()


def test_escape_ends_after_the_file_at_work(opened: Open, scans: Path, desk: Desk, background: Background) -> None:
    dialog = opened(*[scans / "letter.pdf", scans / "photo.png"])
    attach_now(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    settle(background)
    assert [name for _number, name, *_rest in on_record(desk)] == ["letter.pdf"]
    assert not dialog.isVisible()


def test_a_name_is_shown_as_it_is(opened: Open, scans: Path) -> None:
    box = opened(scans / "<b>A&B.pdf").findChild(QCheckBox, "attach.1.wanted")
    assert box.text() == "<b>A&&B.pdf"
    assert box.accessibleName() == "Attach <b>A&B.pdf"
