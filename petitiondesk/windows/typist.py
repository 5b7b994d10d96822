"""Types as a person does: key presses at a human pace, Chinese through an input method. For the demo and journeys."""

from collections.abc import Sequence

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

HAND = 0.12
"""Seconds between two keys of a practised hand."""

READER = 0.005
"""Seconds between two keys of a scanner that types."""


class PacedClock:
    """Seconds that pass only when somebody types, so that a pace can be shown without waiting for it."""

    def __init__(self) -> None:
        self._now = 0.0

    def __call__(self) -> float:
        """The time now."""
        return self._now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self._now += seconds


class Typist:
    """Counts what it presses: ``keys`` are those that are no character of the text somebody told."""

    def __init__(self, clock: PacedClock) -> None:
        self._clock = clock
        self.keys = 0

    def press(self, *sequences: str) -> None:
        """Press keys or combinations, e.g. ``press("Tab", "Ctrl+Return")``; each counts as one."""
        for sequence in sequences:
            self.keys += 1
            self._press(sequence)

    def tell(self, text: str) -> None:
        """Type what the visitor tells: Latin and digits by keys, the rest through an input method. Not counted."""
        for character in text:
            if character.isascii():
                self._press_character(character, HAND)
            else:
                self._compose(character)

    def choose(self, letters: str) -> None:
        """Type letters that only look something up in a list; each counts."""
        self.keys += len(letters)
        for character in letters:
            self._press_character(character, HAND)

    def scan(self, digits: str, ends: Sequence[str] = ("Return",)) -> None:
        """What a wedge scanner or reader types, with the keys by which it was set up to end."""
        self._clock.pass_by(HAND)
        for character in digits:
            self._press_character(character, READER)
        for end in ends:
            self._clock.pass_by(READER)
            _click(end)

    def compose(self, preedit: str) -> None:
        """Leave an input method composing."""
        QApplication.sendEvent(_receiver(), QInputMethodEvent(preedit, []))

    def _compose(self, text: str) -> None:
        self._clock.pass_by(HAND)
        QApplication.sendEvent(_receiver(), QInputMethodEvent("pinyin", []))
        commit = QInputMethodEvent("", [])
        commit.setCommitString(text)
        QApplication.sendEvent(_receiver(), commit)

    def _press(self, sequence: str) -> None:
        self._clock.pass_by(HAND)
        _click(sequence)

    def _press_character(self, character: str, pace: float) -> None:
        self._clock.pass_by(pace)
        QTest.keyClicks(_receiver(), character)


def _click(sequence: str) -> None:
    combination = QKeySequence(sequence)[0]  # type: ignore[index]  # the stubs lack what Qt has
    QTest.keyClick(_receiver(), combination.key(), combination.keyboardModifiers())


def _receiver() -> QWidget:
    """Whoever gets the keys: the field with the focus, else the window."""
    receiver = QApplication.focusWidget() or QApplication.activeWindow()
    if receiver is None:
        raise RuntimeError("no window has the focus")
    return receiver
