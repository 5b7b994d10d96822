"""Ctrl+K as one box for everything: pages, actions, registrations, rules, the register; by keys only."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from petitiondesk.windows.driving import in_dialog
from petitiondesk.windows.pages.table import PAGES
from tests.journeys.conftest import Counter, visit


def lines(counter: Counter) -> list[tuple[str, str]]:
    counter.settle()
    return [(line.kind, line.words) for line in counter.window.search.lines()]


def take(counter: Counter, words: str) -> None:
    """Down to the line with these words, and Enter."""
    place = [words in said for _kind, said in lines(counter)].index(True)
    counter.hands.press(*["Down"] * (place + 1), "Return")


def test_everything_is_reached_from_one_box(new_counter: Callable[..., Counter]) -> None:
    counter = new_counter("en")
    visit(counter, "李小明")
    counter.register()
    counter.hands.press("Ctrl+K")
    blank = lines(counter)
    assert [kind for kind, _words in blank][: len(PAGES)] == ["Page"] * len(PAGES)
    assert {kind for kind, _words in blank} == {"Page", "Action"}
    assert len(blank) <= 12
    counter.hands.press("Escape")
    assert lines(counter) == []

    counter.hands.press("Ctrl+K")
    counter.hands.tell("regist")
    assert lines(counter)[0] == ("Page", "The register")
    take(counter, "The register")
    counter.settle()
    assert counter.in_sight() == "register"
    assert counter.window.search.text() == ""
    assert counter.focus() != "search"

    counter.hands.press("Ctrl+K")
    counter.hands.tell("漏水")
    found = lines(counter)
    [of_visit] = [words for kind, words in found if kind == "Registration"]
    assert "李小明" not in of_visit, "masked as in the register"
    assert found[-1] == ("", "Find “漏水” in the register")
    opened: list[str] = []

    def look(dialog: QWidget) -> None:
        opened.append(dialog.objectName())
        counter.hands.press("Escape")

    in_dialog(counter.program.background, lambda: take(counter, of_visit), look)
    assert len(opened) == 1

    counter.hands.press("Ctrl+K")
    counter.hands.tell("19")
    counter.settle()

    def read(dialog: QWidget) -> None:
        opened.append(dialog.findChild(QLabel, "words").text())
        counter.hands.press("Escape")

    rule = next(words for kind, words in lines(counter) if kind == "Law")
    in_dialog(counter.program.background, lambda: take(counter, rule), read)
    assert "Art. 19" in opened[-1]

    counter.hands.press("F2", "Ctrl+K")
    counter.hands.tell("anonymous")
    counter.settle()
    take(counter, "Wants to stay anonymous")
    counter.settle()
    assert counter.field("registration.anonymous") == "1"

    counter.hands.press("Ctrl+K")
    counter.hands.tell("漏水")
    counter.settle()
    counter.hands.press("Return")
    counter.settle()
    assert counter.in_sight() == "register", "with nothing highlighted Enter does what it always did"


def test_a_code_that_is_scanned_into_the_open_list_is_looked_up_as_ever(
    new_counter: Callable[..., Counter], tmp_path: Path
) -> None:
    counter = new_counter("en")
    visit(counter)
    counter.register()
    with closing(sqlite3.connect(tmp_path / "office.db")) as file:
        [(number, code)] = file.execute("SELECT number, query_code FROM registration")
    opened: list[str] = []

    def look(dialog: QWidget) -> None:
        opened.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        counter.hands.press("Escape")

    for keys in ((), ("Down",)):
        counter.hands.press("Ctrl+K", *keys)
        in_dialog(counter.program.background, lambda: counter.hands.scan(code), look)
        assert counter.window.search.text() == ""
        assert lines(counter) == []
    counter.hands.press("Ctrl+K")
    counter.hands.tell(code)
    in_dialog(counter.program.background, lambda: counter.hands.press("Return"), look)
    assert [number in words for words in opened] == [True] * 3
