"""The window around the pages: what it says fits, and no change of size, look or language loses a key."""

import pytest

from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter


def rail_words(counter: Counter) -> str:
    return str(counter.window.findChild(object, "go_reception_button").text())


def test_the_rail_has_words_where_there_is_room_and_icons_where_not(counter: Counter) -> None:
    counter.window.resize(1920, 1080)
    assert "F2" in rail_words(counter)
    counter.window.resize(1366, 768)
    assert rail_words(counter) == ""
    page = counter.window.findChild(object, "go_reception_button")
    assert "F2" in page.accessibleName()
    assert "F2" in page.toolTip()
    assert not page.icon().isNull()


def test_a_long_message_makes_nothing_wider(counter: Counter) -> None:
    words = "已登记，" * 300
    before = counter.window.minimumSizeHint().width()
    counter.window.say(words)
    assert counter.window.minimumSizeHint().width() == before
    assert counter.window._line.toolTip() == words


@pytest.mark.parametrize("key", ["Alt+L", "Alt+T", "Ctrl+=", "Ctrl+-"])
def test_what_is_typed_stays_when_the_window_changes(counter: Counter, key: str) -> None:
    hands = counter.hands
    hands.press("Return")
    hands.tell("李𬭚")
    counter.reception._form.focus("registration.facts")
    hands.tell("屋顶漏水。")
    hands.press("F7")
    hands.tell("7")
    before = counter.reception._form.texts()
    hands.press(key)
    counter.settle()
    assert counter.reception._form.texts() == before
    assert counter.focus(), "the next key goes somewhere"
    hands.press(key)
    counter.settle()
    counter.register()
    assert "2026-访-000001" in counter.message()


def test_a_sentence_goes_with_its_language(counter: Counter) -> None:
    """A foreign colleague's English window must not answer with the Chinese sentence of a minute ago."""
    counter.hands.tell("5")
    counter.hands.press("F8")
    counter.settle()
    assert counter.message()
    counter.hands.press("Alt+L")
    assert counter.message() == ""


def test_find_and_back_by_keys(counter: Counter) -> None:
    counter.hands.press("Ctrl+K")
    assert counter.focus() == "search"
    counter.hands.press("F2")
    assert counter.focus() == "petitioner.id_number"
