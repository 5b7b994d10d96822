"""Raised again: is there something new this time?"""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from petitiondesk.rules.kinds import NewFacts
from petitiondesk.windows.dialogs import link
from tests.windows.dialogs.person import at_the_dialog, focused, key


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
    assert at_the_dialog(partial(link.ask_new_facts, page), *map(key, keys)) is answer


def test_the_figures_of_the_keypad_do_too(page: QWidget) -> None:
    def press() -> None:
        QTest.keyClick(focused(), Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)

    assert at_the_dialog(partial(link.ask_new_facts, page), press) is NewFacts.NO
