"""Enter moves on, Shift+Enter back; a key held down, and an input method at work, move nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.widgets.enter_moves import EnterMoves

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """name, nickname (no stop), phone, facts (several lines), address."""
    page = QWidget()
    column = QVBoxLayout(page)
    for name, widget, stops in (
        ("name", QLineEdit(), True),
        ("nickname", QLineEdit(), False),
        ("phone", QLineEdit(), True),
        ("facts", QPlainTextEdit(), True),
        ("address", QLineEdit(), True),
    ):
        widget.setObjectName(name)
        widget.setProperty(ENTER_STOPS, stops)
        column.addWidget(widget)
    EnterMoves(page, lambda _widget: False)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitActive(page)
    return page


@pytest.fixture
def at(page: QWidget) -> Callable[[str], QWidget]:
    def focus(name: str) -> QWidget:
        widget = page.findChild(QWidget, name)
        widget.setFocus()
        return widget

    return focus


def focus() -> str:
    return QApplication.focusWidget().objectName()


def held_down(widget: QWidget, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for _ in range(30):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, modifiers, "\r", autorep=True)
        QApplication.sendEvent(QApplication.focusWidget() or widget, press)


def test_enter_goes_to_the_next_field_that_is_asked_for(at: Callable[[str], QWidget]) -> None:
    QTest.keyClick(at("name"), Qt.Key.Key_Return)
    assert focus() == "phone"
    QTest.keyClick(at("nickname"), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert focus() == "phone"


def test_shift_enter_goes_back_from_everywhere(at: Callable[[str], QWidget]) -> None:
    at("address")
    went = []
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, SHIFT)
        went.append(focus())
    assert went == ["facts", "phone", "name", "name", "name"], "the first one keeps it"


def test_enter_in_a_text_of_several_lines_is_a_line(at: Callable[[str], QWidget]) -> None:
    facts = at("facts")
    QTest.keyClick(facts, Qt.Key.Key_Return)
    assert focus() == "facts"
    assert isinstance(facts, QPlainTextEdit)
    assert facts.toPlainText() == "\n"


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, SHIFT])
def test_a_key_held_down_does_not_run_through_the_form(
    at: Callable[[str], QWidget], modifiers: Qt.KeyboardModifier
) -> None:
    held_down(at("phone"), modifiers)
    assert focus() == "phone"


def test_an_input_method_has_enter_to_itself(at: Callable[[str], QWidget]) -> None:
    name = at("name")
    QApplication.sendEvent(name, QInputMethodEvent("zhang", []))
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert focus() == "name"
    QApplication.sendEvent(name, QInputMethodEvent("", []))
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert focus() == "phone"


def test_a_hidden_field_is_passed_over(page: QWidget, at: Callable[[str], QWidget]) -> None:
    page.findChild(QWidget, "phone").hide()
    QTest.keyClick(at("name"), Qt.Key.Key_Return)
    assert focus() == "facts"
