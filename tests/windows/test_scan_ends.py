"""How readers end a scan is a matter of how they were set up; the cursor moves once, however it is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from petitiondesk.windows.scanner import HELD_MS, ScanFilter
from tests.windows import test_scanner
from tests.windows.keyboard import Keyboard
from tests.windows.test_scanner import CODE, PARCEL, Show

keyboard, scans, show = test_scanner.keyboard, test_scanner.scans, test_scanner.show

ENDS = [("Return",), ("Tab",), ("Return", "Ctrl+J"), ("Return", "Return"), ("Enter", "Tab"), ("Ctrl+J",), ()]
"""How readers end a scan; Ctrl+J is LF."""


@pytest.mark.parametrize("composing", [False, True], ids=["", "composing"])
@pytest.mark.parametrize("ends", ENDS, ids="+".join)
def test_however_a_reader_ends_its_scan_it_is_one_and_its_ends_reach_nobody(
    show: Show, keyboard: Keyboard, scans: list[str], ends: tuple[str, ...], composing: bool
) -> None:
    field, pressed = QLineEdit(), []
    show(field)
    field.returnPressed.connect(lambda: pressed.append("enter"))
    if composing:
        QApplication.sendEvent(field, QInputMethodEvent("wei", []))
    keyboard.scan(CODE, ends)
    if not ends:
        QTest.qWait(2 * HELD_MS)
    assert (scans, pressed, field.text()) == ([CODE], [], "")
    assert field.hasFocus()
    keyboard.press(Qt.Key.Key_Return)
    assert pressed == ["enter"], "a person's own"


@pytest.mark.parametrize("ends", ENDS, ids="+".join)
def test_what_is_not_recognised_moves_the_cursor_once_at_most(
    show: Show, keyboard: Keyboard, scans: list[str], ends: tuple[str, ...]
) -> None:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    page = show(field)
    keyboard.scan(PARCEL, ends)
    QTest.qWait(2 * HELD_MS)
    other = page.findChildren(QLineEdit)[0]
    moved = field.toPlainText().count("\n") + other.hasFocus()
    assert (scans, field.toPlainText().strip(), moved) == ([], PARCEL, int(ends[:1] not in ((), ("Ctrl+J",))))


def test_an_end_that_comes_late_is_no_second_key(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field, pressed = QLineEdit(), []
    show(field)
    field.returnPressed.connect(lambda: pressed.append("enter"))
    keyboard.scan(CODE, pause=0.06)
    assert (scans, pressed, field.text()) == ([CODE], [], "")


def test_a_key_pressed_by_hand_after_a_scan_without_an_end_goes_where_the_focus_is_by_then(
    show: Show, keyboard: Keyboard, qapp: QApplication
) -> None:
    field = QLineEdit()
    page = show(field)
    other = page.findChildren(QLineEdit)[1]
    watching = ScanFilter(recognised=CODE.__eq__, clock=keyboard.clock)
    watching.scanned.connect(lambda _code: other.setFocus())
    qapp.installEventFilter(watching)
    keyboard.scan(CODE, ())
    keyboard.type("7")
    qapp.removeEventFilter(watching)
    assert (field.text(), other.text()) == ("", "7")
