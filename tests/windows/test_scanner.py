"""Scans: caught whatever has the focus, and nothing that a person typed is ever lost or taken for one."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from petitiondesk.windows.scanner import ScanFilter
from petitiondesk.windows.widgets.picker import Choice, Picker
from tests.windows.keyboard import SCANNER, Keyboard

ID = "33010419720315432X"
CODE = "2026000147000381"
PARCEL = "9787510912345"


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def scans(qapp: QApplication, keyboard: Keyboard) -> Iterator[list[str]]:
    watching = ScanFilter(recognised=lambda text: text != PARCEL, clock=keyboard.clock)
    seen: list[str] = []
    watching.scanned.connect(seen.append)
    qapp.installEventFilter(watching)
    yield seen
    qapp.removeEventFilter(watching)


Show = Callable[[QWidget], QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a field on a page of its own, another field below it, and puts the focus into it."""

    def shown(field: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(field)
        column.addWidget(QLineEdit())
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        field.setFocus()
        assert field.hasFocus()
        pages.append(page)
        return page

    pages: list[QWidget] = []
    return shown


@pytest.mark.parametrize("code", [CODE, ID, "123456"])
def test_a_scan_is_told_and_taken_out_of_the_field(show: Show, keyboard: Keyboard, scans: list[str], code: str) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("李")
    keyboard.scan(code)
    assert scans == [code]
    assert field.text() == "李"
    assert field.hasFocus()


def test_what_is_not_recognised_is_left_to_the_field_as_typed_keys(
    show: Show, keyboard: Keyboard, scans: list[str]
) -> None:
    field, pressed = QLineEdit(), []
    show(field)
    field.returnPressed.connect(lambda: pressed.append("enter"))
    keyboard.type("挂号信 ")
    keyboard.scan(PARCEL)
    assert (scans, field.text(), pressed) == ([], f"挂号信 {PARCEL}", ["enter"])
    keyboard.scan(CODE)
    assert (scans, field.text(), pressed) == ([CODE], f"挂号信 {PARCEL}", ["enter"])


def test_what_is_not_recognised_reaches_the_field_in_order_while_an_input_method_composes(
    show: Show, keyboard: Keyboard, scans: list[str]
) -> None:
    field, pressed = QLineEdit(), []
    show(field)
    field.returnPressed.connect(lambda: pressed.append(field.text()))
    QApplication.sendEvent(field, QInputMethodEvent("wei", []))
    keyboard.scan(PARCEL)
    assert scans == []
    assert pressed == [PARCEL], "first the keys, then the Enter"


def test_the_enter_of_a_scan_is_kept_from_the_page(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field, pressed = QLineEdit(), []
    show(field)
    field.returnPressed.connect(lambda: pressed.append("enter"))
    keyboard.scan(CODE)
    assert (scans, pressed) == ([CODE], [])
    keyboard.press(Qt.Key.Key_Return)
    assert pressed == ["enter"]


@pytest.mark.parametrize("field", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_what_was_selected_and_overwritten_comes_back(
    show: Show, keyboard: Keyboard, scans: list[str], field: type[QWidget]
) -> None:
    edit = field()
    show(edit)
    keyboard.type("ab𬭚cd")
    if isinstance(edit, QLineEdit):
        edit.setSelection(1, 3)
        keyboard.scan(CODE)
        assert (edit.text(), edit.selectedText(), edit.selectionStart()) == ("ab𬭚cd", "b𬭚", 1)
    else:
        assert isinstance(edit, QPlainTextEdit | QTextEdit)
        cursor = edit.textCursor()
        cursor.setPosition(4)
        cursor.setPosition(1, QTextCursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)
        keyboard.scan(CODE)
        after = edit.textCursor()
        assert (edit.toPlainText(), after.selectedText()) == ("ab𬭚cd", "b𬭚")
        assert (after.anchor(), after.position()) == (4, 1)
    assert scans == [CODE]


def text_of(edit: QLineEdit | QPlainTextEdit) -> str:
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.one_of(
            st.text("ab张𬭚7 ", min_size=1, max_size=4),
            st.sampled_from([Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_End]),
            st.just("select"),
        ),
        max_size=6,
    )
)
def test_a_scan_leaves_no_trace_in_what_was_typed_nor_in_its_undo(
    show: Show,
    keyboard: Keyboard,
    scans: list[str],
    kind: type[QLineEdit | QPlainTextEdit],
    acts: list[str | Qt.Key],
) -> None:
    edit = kind()
    page = show(edit)
    for act in acts:
        if act == "select":
            QTest.keyClick(edit, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        elif isinstance(act, Qt.Key):
            keyboard.press(act)
        else:
            keyboard.type(act)
    before = state(edit)
    keyboard.scan("9999999999")
    assert state(edit) == before
    for _undone in range(30):
        edit.undo()
        assert "99" not in text_of(edit)
    assert text_of(edit) == ""
    page.close()


def state(edit: QLineEdit | QPlainTextEdit) -> tuple[object, ...]:
    if isinstance(edit, QLineEdit):
        return (edit.text(), edit.selectedText(), edit.selectionStart(), edit.cursorPosition())
    cursor = edit.textCursor()
    return (edit.toPlainText(), cursor.anchor(), cursor.position())


def test_numbers_dates_and_lists_keep_their_value(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    spin, day, closed, open_, rows = QSpinBox(), QDateEdit(), QComboBox(), QComboBox(), QListWidget()
    spin.setMaximum(999)
    spin.setValue(42)
    day.setDate(QDate(2026, 11, 23))
    for box in (closed, open_):
        box.addItems(["1 一般", "2 敏感", "3 检举控告"])
        box.setCurrentIndex(1)
    open_.setEditable(True)
    open_.setEditText("2 半")
    rows.addItems(["1 甲", "2 乙", "3 丙"])
    rows.setCurrentRow(1)
    for widget in (spin, day, closed, open_, rows):
        show(widget)
        keyboard.scan("3123456789")
    assert scans == ["3123456789"] * 5
    assert spin.value() == 42
    assert day.date().toPython() == date(2026, 11, 23)
    assert closed.currentIndex() == 1
    assert open_.currentText() == "2 半"
    assert rows.currentRow() == 1


def test_a_pickers_entry_stays_chosen(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    picker = Picker(lambda text: [Choice(1, "城乡建设 123")])
    show(picker)
    picker.set_choice(1, "城乡建设 123")
    keyboard.scan(CODE)
    assert (picker.text(), picker.choice_id(), picker.is_open()) == ("城乡建设 123", 1, False)
    assert scans == [CODE]


def test_a_scan_is_caught_on_a_button_and_does_not_press_it(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    button, pressed = QPushButton("登记"), []
    button.setAutoDefault(True)
    button.clicked.connect(lambda: pressed.append("登记"))
    show(button)
    keyboard.scan(CODE)
    assert (scans, pressed) == ([CODE], [])


def test_a_scan_does_not_confirm_a_dialog(qtbot: QtBot, keyboard: Keyboard, scans: list[str]) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    field, button = QLineEdit(dialog), QPushButton("确定", dialog)
    button.setDefault(True)
    button.clicked.connect(dialog.accept)
    with qtbot.waitActive(dialog):
        dialog.show()
    field.setFocus()
    keyboard.scan(CODE)
    assert scans == [CODE]
    assert dialog.isVisible()
    assert field.text() == ""


@pytest.mark.parametrize("pace", [0.030, 0.04, 0.1, 0.4])
def test_a_persons_typing_is_no_scan(show: Show, keyboard: Keyboard, scans: list[str], pace: float) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("33010419720315432", pace)
    keyboard.press(Qt.Key.Key_Return, pace)
    assert (scans, field.text()) == ([], "33010419720315432")


def test_five_fast_keys_are_no_scan(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.scan("12345")
    assert (scans, field.text()) == ([], "12345")


def test_only_the_fast_part_is_the_scan(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("13800")
    keyboard.scan(CODE)
    assert (scans, field.text(), field.cursorPosition()) == ([CODE], "13800", 5)


def test_a_key_held_down_is_no_scan(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    for _time in range(10):
        keyboard.now += 0.02
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_5, Qt.KeyboardModifier.NoModifier, "5", True)
        QApplication.sendEvent(field, held)
    keyboard.press(Qt.Key.Key_Return, 0.02)
    assert (scans, field.text()) == ([], "5555555555")


def test_an_input_method_that_composes_is_not_disturbed(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("李")
    QApplication.sendEvent(field, QInputMethodEvent("wei", []))
    keyboard.scan(CODE)
    assert scans == [CODE], "a reader works wherever the focus is"
    assert field.text() == "李", "and none of it reaches the hands of somebody who composes"
    committed = QInputMethodEvent("", [])
    committed.setCommitString("伟")
    QApplication.sendEvent(field, committed)
    assert field.text() == "李伟"
    keyboard.scan(CODE)
    assert (scans, field.text()) == ([CODE, CODE], "李伟")


def test_a_composition_left_behind_in_another_field_stops_no_scan(
    show: Show, keyboard: Keyboard, scans: list[str]
) -> None:
    field = QLineEdit()
    page = show(field)
    QApplication.sendEvent(field, QInputMethodEvent("wei", []))
    other = page.findChildren(QLineEdit)[1]
    other.setFocus()
    keyboard.scan(CODE)
    assert (scans, other.text()) == ([CODE], "")


def test_words_committed_at_once_are_no_scan(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("房屋拆迁补偿款", SCANNER)
    keyboard.press(Qt.Key.Key_Return, SCANNER)
    assert (scans, field.text()) == ([], "房屋拆迁补偿款")


def test_the_shift_of_a_capital_does_not_split_a_scan(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("33010419720315432", SCANNER)
    keyboard.press(Qt.Key.Key_Shift, SCANNER)
    keyboard.now += SCANNER
    QTest.keyClick(field, "X", Qt.KeyboardModifier.ShiftModifier)
    keyboard.press(Qt.Key.Key_Enter, SCANNER)
    assert (scans, field.text()) == ([ID], "")


def test_shortcuts_break_a_scan_off(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.type("1234", SCANNER)
    keyboard.press(Qt.Key.Key_Left, SCANNER)
    keyboard.type("5678", SCANNER)
    keyboard.press(Qt.Key.Key_Return, SCANNER)
    assert (scans, field.text()) == ([], "12356784")


def test_a_field_that_refuses_characters_is_left_as_it_was(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    short = QLineEdit()
    short.setMaxLength(4)
    show(short)
    keyboard.type("杭")
    keyboard.scan(CODE)
    rewriting = QLineEdit()
    rewriting.textEdited.connect(lambda text: rewriting.setText(text.upper() + "!"))
    show(rewriting)
    rewriting.setText("原文")
    keyboard.scan(CODE)
    assert scans == [CODE, CODE]
    assert (short.text(), rewriting.text()) == ("杭", "原文")


def test_two_scans_in_a_row(show: Show, keyboard: Keyboard, scans: list[str]) -> None:
    field = QLineEdit()
    show(field)
    keyboard.scan(CODE)
    keyboard.scan(ID)
    assert (scans, field.text()) == ([CODE, ID], "")


def test_keys_are_timed_by_themselves_when_no_clock_is_given(qapp: QApplication, show: Show) -> None:
    """Keys that reach a window by the platform carry time stamps; those sent in one go are as fast as a scanner."""
    watching, seen = ScanFilter(recognised=CODE.__eq__), []
    watching.scanned.connect(seen.append)
    qapp.installEventFilter(watching)
    field = QLineEdit()
    page = show(field)
    for character in CODE:
        QTest.keyClick(page.windowHandle(), character)
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Return)
    qapp.removeEventFilter(watching)
    assert (seen, field.text()) == ([CODE], "")
