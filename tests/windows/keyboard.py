"""Keys at a person's pace and at a scanner's."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

HAND = 0.18
SCANNER = 0.008
"""Seconds between two keys."""


class Keyboard:
    """Keys at a person's pace and at a scanner's, on a clock of its own."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    def press(self, key: Qt.Key, pace: float = HAND) -> None:
        self.now += pace
        QTest.keyClick(receiver(), key)

    def type(self, text: str, pace: float = HAND) -> None:
        for character in text:
            self.now += pace
            if character.isascii():
                QTest.keyClick(receiver(), character)
            else:
                commit = QInputMethodEvent("", [])
                commit.setCommitString(character)
                QApplication.sendEvent(receiver(), commit)

    def scan(self, code: str, ends: Sequence[str] = ("Return",), pause: float = SCANNER) -> None:
        self.now += HAND
        self.type(code, SCANNER)
        for end in ends:
            self.now += pause
            combination = QKeySequence(end)[0]
            QTest.keyClick(receiver(), combination.key(), combination.keyboardModifiers())


def receiver() -> QWidget:
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None
    return widget
