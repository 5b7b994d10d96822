"""Raised again: is there something new this time?"""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from petitiondesk.rules.kinds import NewFacts
from petitiondesk.windows.dialogs import link
from tests.windows.dialogs.person import at_the_dialog, dialog, focused, key
from tests.windows.dialogs.samples import EARLIER


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        (["1"], NewFacts.YES),
        (["2"], NewFacts.NO),
        (["3"], NewFacts.UNCLEAR),
        (["Return"], NewFacts.YES),
        (["Down", "Enter"], NewFacts.NO),
        (["Down", "Down", "Return"], NewFacts.UNCLEAR),
        (["Down", "Up", "Return"], NewFacts.YES),
        (["Tab", "2"], NewFacts.NO),
    ],
)
def test_new_facts_by_figure_or_by_arrow_and_enter(page: QWidget, keys: list[str], answer: NewFacts) -> None:
    assert at_the_dialog(partial(link.ask_new_facts, page, EARLIER), *map(key, keys)) is answer


def test_the_figures_of_the_keypad_do_too(page: QWidget) -> None:
    def press() -> None:
        QTest.keyClick(focused(), Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)

    assert at_the_dialog(partial(link.ask_new_facts, page, EARLIER), press) is NewFacts.NO


def test_it_says_to_what_it_is_linked(page: QWidget) -> None:
    said: list[str] = []

    def look() -> None:
        said.extend(label.text() for label in dialog().findChildren(QLabel))

    at_the_dialog(partial(link.ask_new_facts, page, EARLIER), look, key("Escape"))
    words = " ".join(said)
    assert EARLIER.number in words
    assert str(EARLIER.matter) in words
