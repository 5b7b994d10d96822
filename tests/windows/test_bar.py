"""A bar: what is said of this visit, and the notices that stay over the next ones."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from petitiondesk.windows.widgets.bar import Bar


@pytest.fixture
def bar(qtbot: QtBot) -> Bar:
    bar = Bar()
    qtbot.addWidget(bar)
    return bar


def test_a_sentence_gives_way_and_a_notice_stays(bar: Bar) -> None:
    bar.keep("printer", "not printed")
    bar.say("linked", "ok")
    bar.say("")
    assert bar.words() == "not printed"
    assert bar.accessibleName() == "not printed"
    bar.answered("printer")
    assert bar.isHidden()


def test_each_notice_has_its_line_and_the_gravest_gives_the_look(bar: Bar) -> None:
    bar.keep("font", "no font", "owed")
    bar.keep("printer", "not printed", "late")
    bar.say("linked", "ok")
    assert bar.words().splitlines() == ["no font", "not printed", "linked"]
    assert bar.property("state") == "late"
    bar.answered("printer")
    assert bar.property("state") == "owed"


def test_the_button_puts_the_notices_away_and_leaves_what_is_said_of_this_visit(bar: Bar, qtbot: QtBot) -> None:
    bar.say("a correction")
    button = bar.findChild(QPushButton)
    assert button.isHidden(), "there is nothing to put away"
    bar.keep("printer", "not printed")
    assert "Alt+O" in button.text()
    with qtbot.waitSignal(bar.dismissed):
        button.click()
    assert bar.words() == "a correction"
