"""The bars over a page: what is said of this visit, the notices that stay over the next ones, and room for the form."""

from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from petitiondesk.windows.widgets import bars as bars_module
from petitiondesk.windows.widgets.bar import Bar
from petitiondesk.windows.widgets.bars import Bars
from petitiondesk.windows.widgets.notices import Notices
from tests.windows.picker_page import read_out

pytestmark = pytest.mark.usefixtures("english")


class Page(NamedTuple):
    """The bars, and two parts of a page that speak in them."""

    bars: Bars
    visit: Notices
    other: Notices


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    visit, other = Notices(), Notices()
    bars = Bars(visit, other)
    qtbot.addWidget(bars)
    bars.resize(600, 200)
    return Page(bars, visit, other)


def seen(page: Page) -> list[str]:
    """What stands in the bars, from above."""
    return [bar.words() for bar in page.bars.findChildren(Bar) if not bar.isHidden()]


def looks(page: Page) -> list[str]:
    return [bar.property("state") for bar in page.bars.findChildren(Bar) if not bar.isHidden()]


def button(page: Page, key: str) -> list[str]:
    """What is said in the bars that show the button with this key."""
    return [
        bar.words()
        for bar in page.bars.findChildren(Bar)
        if not bar.isHidden() and key in bar.button.text() and not bar.button.isHidden()
    ]


def test_a_sentence_gives_way_and_a_notice_stays(page: Page) -> None:
    page.visit.keep("printer", "not printed")
    page.visit.say("linked", "ok")
    assert seen(page) == ["not printed", "linked"]
    page.visit.say("")
    assert seen(page) == ["not printed"]
    page.visit.answered("printer")
    assert page.bars.isHidden()


def test_the_gravest_stand_whole_and_the_others_in_one_line_with_a_key(page: Page) -> None:
    page.other.say("minor")
    page.visit.say("linked", "ok")
    page.visit.keep("font", "no font", "owed")
    page.visit.keep("printer", "not printed", "late")
    assert seen(page) == ["not printed", "no font", "2 more: minor"]
    assert looks(page) == ["late", "owed", "owed"]
    assert button(page, "Alt+I") == ["2 more: minor"]
    page.bars.show_next()
    assert seen(page) == ["minor", "linked", "2 more: not printed"]
    assert looks(page)[-1] == "late", "the line looks as grave as what it hides"
    page.bars.show_next()
    assert seen(page)[0] == "not printed"


def test_of_two_as_grave_the_new_one_is_above(page: Page) -> None:
    for words in ("first", "second", "third"):
        page.other.keep(words, words)
    page.visit.say("a hint")
    assert seen(page) == ["third", "second", "2 more: first"]


def test_what_the_first_source_says_gives_way_to_nothing_as_grave(page: Page) -> None:
    page.visit.say("danger to life", "late")
    page.other.keep("printer", "not printed", "late")
    assert seen(page) == ["danger to life", "not printed"]
    page.bars.fit(1)
    assert seen(page)[0] == "danger to life"


def test_what_is_new_brings_the_gravest_back_into_sight(page: Page) -> None:
    for words in ("first", "second", "third"):
        page.other.keep(words, words)
    page.bars.show_next()
    assert seen(page) == ["first", "2 more: third"]
    page.other.keep("third", "third")
    assert seen(page) == ["first", "2 more: third"], "said again it is not new"
    page.visit.say("fourth", "late")
    assert seen(page) == ["fourth", "third", "2 more: second"]


def test_however_much_is_said_the_room_is_that_of_three(page: Page) -> None:
    for number in range(3):
        page.other.keep(str(number), "a sentence")
    room = page.bars.sizeHint().height()
    for number in range(3, 12):
        page.other.keep(str(number), "a sentence")
    page.visit.say("a sentence that is so long that it would need many lines " * 9, "ok")
    assert page.bars.sizeHint().height() == room


def test_where_there_is_little_room_one_stands_whole(qapp: QApplication, page: Page) -> None:
    long = "a sentence of several lines at this width, as they are said at the counter " * 3
    for number in range(3):
        page.other.keep(str(number), f"{number} {long}")
    page.bars.show()
    page.bars.fit(100)
    qapp.processEvents()
    assert [words[:7] for words in seen(page)] == ["2 a sen", "2 more:"]
    turned = [seen(page)[0][:1]]
    for _press in range(20):  # a long one is read to its end first
        page.bars.show_next()
        if seen(page)[0][:1] != turned[-1]:
            turned.append(seen(page)[0][:1])
            if len(turned) == 4:
                break
    assert turned == ["2", "1", "0", "2"]
    page.bars.fit(1000)
    assert [words[:7] for words in seen(page)] == ["2 a sen", "1 a sen", "1 more:"]


def test_the_key_puts_away_the_notice_that_names_it_and_no_other(page: Page, qtbot: QtBot) -> None:
    page.visit.say("a correction", "late")
    assert button(page, "Alt+O") == [], "there is nothing to put away"
    page.visit.keep("printer", "not printed")
    page.visit.keep("font", "no font", "owed")
    assert button(page, "Alt+O") == ["not printed"]
    with qtbot.waitSignal(page.visit.dismissed) as dismissed:
        next(
            each for each in page.bars.findChildren(QPushButton) if "Alt+O" in each.text() and not each.isHidden()
        ).click()
    assert dismissed.args == ["printer"]
    assert seen(page) == ["a correction", "no font"]
    page.bars.put_away()
    page.bars.put_away()
    assert seen(page) == ["a correction"]


def test_a_notice_that_is_folded_is_not_put_away_unseen(page: Page) -> None:
    page.visit.keep("font", "no font", "owed")
    page.other.say("danger", "late")
    page.visit.say("trouble", "late")
    page.bars.put_away()
    assert page.visit.holds("font")
    page.bars.show_next()
    page.bars.put_away()
    assert not page.visit.holds("font")
    assert seen(page) == ["trouble", "danger"]


def test_everything_is_read_out_once_folded_or_not(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = read_out(monkeypatch, bars_module)
    for words in ("first", "second", "third", "third"):
        page.other.keep(words, words)
    page.visit.say("hint")
    page.visit.say("hint")
    assert heard == ["first", "second", "third", "hint"]


def test_what_looks_like_a_tag_stays_letters(page: Page) -> None:
    for number in range(3):
        page.other.keep(str(number), f"<b>{number}</b>")
    assert all("<b>" in words for words in seen(page))
    assert {label.textFormat().name for label in page.bars.findChildren(QLabel) if label.text()} == {"PlainText"}
