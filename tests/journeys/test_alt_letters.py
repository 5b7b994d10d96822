"""A hand that slips beside a key with Alt writes nothing into what somebody tells."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from tests.journeys.conftest import Counter

pytestmark = pytest.mark.skipif(sys.platform == "darwin", reason="there the key is Option, which types characters")

WITHOUT_MEANING = ("Alt+Z", "Alt+C", "Alt+9", "Alt+Shift+W")


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_nothing_is_written_into_a_field_or_the_facts(counter: Counter) -> None:
    counter.hands.press("Return")
    counter.hands.tell("李明")
    counter.hands.press(*WITHOUT_MEANING)
    name = focused()
    assert isinstance(name, QLineEdit)
    assert name.text() == "李明"
    counter.hands.press("Alt+F", *WITHOUT_MEANING)
    facts = focused()
    assert isinstance(facts, QPlainTextEdit)
    assert facts.toPlainText() == ""


def test_nothing_is_written_in_a_dialog(counter: Counter) -> None:
    def slip_beside(_dialog: QWidget) -> None:
        counter.hands.press("Tab", *WITHOUT_MEANING)
        field = focused()
        assert isinstance(field, QLineEdit)
        assert field.text() == ""
        counter.hands.tell("12")
        assert field.text() == "12"
        counter.hands.press("Escape")

    counter.dialog("Shift+F2", slip_beside)


def test_characters_of_altgr_are_written(counter: Counter) -> None:
    counter.hands.press("Return")
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    field = focused()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, altgr, "€"))
    assert isinstance(field, QLineEdit)
    assert field.text() == "€"
