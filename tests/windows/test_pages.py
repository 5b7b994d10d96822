"""The table of pages: the window is made from it and knows none by name; pages live on and learn what has changed."""

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

import petitiondesk.windows
from petitiondesk.rules.acts import Thing
from petitiondesk.windows import actions
from petitiondesk.windows.changes import Changes
from petitiondesk.windows.dialogs.key_sheet import KeySheet
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.table import PAGES
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter, visit

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter
look_as_before = journeys.look_as_before

WINDOWS = Path(petitiondesk.windows.__file__).parent
KNOW_NO_PAGE = ("main_window.py", "at_rest.py", "program.py", "dialogs/key_sheet.py", "page_stack.py", "rail.py")


def names_in(source: str) -> Iterator[str]:
    """Every name, attribute, part of an import and string of one word."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                yield name.removeprefix("_")
            case ast.ImportFrom(module=str(module), names=names):
                yield from (*module.split("."), *(each.name for each in names))
            case ast.Import(names=names):
                yield from (part for each in names for part in each.name.split("."))


@pytest.mark.parametrize("file", KNOW_NO_PAGE)
def test_the_window_knows_no_page_by_name(file: str) -> None:
    names = set(names_in((WINDOWS / file).read_text("utf-8")))
    assert not names & {*(entry.id for entry in PAGES), *(entry.key for entry in PAGES)}


@pytest.mark.parametrize(
    "source",
    ["self.reception.bar", "from petitiondesk.windows.pages.register.page import X", "show('reception')", "_reception"],
)
def test_a_page_that_is_named_is_found(source: str) -> None:
    assert set(names_in(source)) & {entry.id for entry in PAGES}


def test_every_page_is_whole() -> None:
    assert len({entry.id for entry in PAGES}) == len(PAGES)
    for entry in PAGES:
        assert actions.action(entry.key).where == "everywhere"
        grouped = [action_id for column in entry.columns for _heading, ids in column for action_id in ids]
        own = {each.id for each in actions.of_page(entry.id)}
        assert len(grouped) == len(set(grouped))
        assert not grouped or own <= set(grouped), "further ones are of another page, and done there"


@pytest.mark.usefixtures("qapp")
def test_two_pages_may_use_the_same_key(qtbot: QtBot) -> None:
    stack, done = QStackedWidget(), []
    for name in ("first", "second"):
        page = QWidget()
        page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        actions.install(page, {"park": partial(done.append, name)})
        stack.addWidget(page)
    qtbot.addWidget(stack)
    with qtbot.waitActive(stack):
        stack.show()
    for place in (0, 1, 0):
        stack.setCurrentIndex(place)
        QTest.keyClick(stack.currentWidget(), Qt.Key.Key_F8)
    assert done == ["first", "second", "first"]


@pytest.mark.usefixtures("qapp")
def test_changes_are_told_from_any_thread_and_heard_on_one(qtbot: QtBot) -> None:
    changes = Changes()
    heard: list[object] = []
    changes.touched.connect(heard.append)
    teller = Thread(target=changes.tell, args=([Thing.CASE, Thing.DRAFT],))
    teller.start()
    teller.join()
    changes.tell([])
    assert heard == [], "not before what runs now is over"
    qtbot.waitUntil(lambda: heard == [frozenset({Thing.CASE, Thing.DRAFT})])


# In the window


def refreshed(monkeypatch: pytest.MonkeyPatch, page: Page) -> list[str]:
    heard: list[str] = []
    monkeypatch.setattr(page, "refresh", lambda: heard.append("refreshed"))
    return heard


def test_pages_are_built_when_first_shown_and_live_on(counter: Counter) -> None:
    stack = counter.window._pages
    assert list(stack._built) == [PAGES[0].id]
    visit(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    assert counter.in_sight() == "register"
    buttons = {entry.id: counter.window.findChild(QPushButton, f"{entry.key}_button") for entry in PAGES}
    assert [page_id for page_id, button in buttons.items() if button.isChecked()] == ["register"]
    counter.hands.press("F8", "Ctrl+Return")
    counter.settle()
    assert counter.field("petitioner.name") == "李𬭚", "another page's keys do nothing to the visit"
    buttons["reception"].click()
    assert counter.in_sight() == "reception"
    counter.register()
    assert "2026-访-000001" in counter.message()


def test_what_changed_is_read_at_once_in_sight_and_else_when_it_is_shown(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = refreshed(monkeypatch, counter.window.page("register"))
    shown = refreshed(monkeypatch, counter.reception)
    counter.settle()
    counter.touch(Thing.OFFICE)
    assert (shown, other) == ([], [])
    counter.touch(Thing.REGISTRATION)
    counter.touch(Thing.REGISTRATION)
    assert (len(shown), len(other)) == (2, 0)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("F2", "Shift+F3")
    counter.settle()
    assert (len(shown), len(other)) == (2, 1)
    counter.hands.press("F5")
    assert len(other) == 2


@pytest.mark.usefixtures("look_as_before")
def test_every_page_that_was_built_hands_over(counter: Counter) -> None:
    visit(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Alt+L")
    counter.settle()
    assert counter.in_sight() == "register"
    assert set(counter.window._pages._built) == {"reception", "register"}
    assert counter.focus() == "register_search"
    counter.hands.press("F2")
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.bar() == "", "what waited from before is said once"


def test_somebody_in_danger_is_written_down_from_any_page(counter: Counter) -> None:
    visit(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Ctrl+F11")
    assert counter.in_sight() == "reception"
    assert counter.reception._screen.danger_bar.words()


def test_a_card_that_is_read_brings_the_reception_into_sight(counter: Counter) -> None:
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.scan("33010219720305122X")
    counter.settle()
    assert counter.in_sight() == "reception"
    assert counter.field("petitioner.id_number") == "33010219720305122X"


def test_a_notice_of_the_window_stands_over_every_page_and_is_put_away_first(counter: Counter) -> None:
    counter.window.say_unforeseen(ValueError())
    counter.reception.bar.keep("trouble", "of the page")
    for key in ("Shift+F3", "F2"):
        counter.hands.press(key)
        counter.settle()
        assert counter.window.bars.isVisible()
    counter.hands.press("Alt+O")
    assert counter.bar() == "of the page"
    assert not counter.window.bars.isVisible()
    counter.hands.press("Alt+O")
    assert counter.bar() == ""


def test_the_key_sheet_is_of_the_page_in_sight(counter: Counter) -> None:
    counter.hands.press("Shift+F3")
    counter.settle()
    said: list[set[str]] = []

    def look(sheet: QWidget) -> None:
        assert isinstance(sheet, KeySheet)
        said.append({label.text() for label in sheet.findChildren(QLabel)})
        sheet.close()

    counter.dialog("Shift+F1", look)
    assert {"F2", "Shift+F3", "F5", "Alt+I"} <= said[0]
    assert not {"F8", "Ctrl+Enter"} & said[0]


def test_every_page_is_in_the_table_and_its_keys_are_installed(counter: Counter) -> None:
    folders = {entry.parent.name for entry in (WINDOWS / "pages").glob("*/entry.py")}
    assert folders == {entry.id for entry in PAGES}, "a page needs its line in windows/pages/table.py"
    for entry in PAGES:
        page = counter.window.page(entry.id)
        own = {action.id for action in actions.of_page(entry.id)}
        assert own <= page.actions_by_id.keys(), "assign what actions.install gives to actions_by_id"
