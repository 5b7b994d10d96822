"""The table of pages: the window is made from it and knows none by name; pages live on and learn what has changed."""

import ast
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStackedWidget, QTableView, QWidget
from pytestqt.qtbot import QtBot

import petitiondesk.windows
from petitiondesk.rules.acts import Thing
from petitiondesk.storage import registrations
from petitiondesk.storage.errors import IoTrouble
from petitiondesk.windows import actions, theme
from petitiondesk.windows.changes import Changes
from petitiondesk.windows.dialogs.key_sheet import KeySheet
from petitiondesk.windows.pages.contract import Page
from petitiondesk.windows.pages.table import PAGES
from petitiondesk.windows.settings import STEP
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
        assert sorted(grouped or [each.id for each in actions.of_page(entry.id)]) == sorted(
            each.id for each in actions.of_page(entry.id)
        )


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


def in_sight(counter: Counter) -> str:
    return counter.window._pages.in_sight()


def touch(counter: Counter, *things: Thing) -> None:
    counter.window._station.changes.tell(things)
    counter.settle()


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
    assert in_sight(counter) == "register"
    buttons = {entry.id: counter.window.findChild(QPushButton, f"{entry.key}_button") for entry in PAGES}
    assert [page_id for page_id, button in buttons.items() if button.isChecked()] == ["register"]
    counter.hands.press("F8", "Ctrl+Return")
    counter.settle()
    assert counter.field("petitioner.name") == "李𬭚", "another page's keys do nothing to the visit"
    buttons["reception"].click()
    assert in_sight(counter) == "reception"
    counter.register()
    assert "2026-访-000001" in counter.message()


def test_what_changed_is_read_at_once_in_sight_and_else_when_it_is_shown(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = refreshed(monkeypatch, counter.window.page("register"))
    shown = refreshed(monkeypatch, counter.reception)
    counter.settle()
    touch(counter, Thing.OFFICE)
    assert (shown, other) == ([], [])
    touch(counter, Thing.REGISTRATION)
    touch(counter, Thing.REGISTRATION)
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
    assert in_sight(counter) == "register"
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
    assert in_sight(counter) == "reception"
    assert counter.reception._screen.danger_bar.words()


def test_a_card_that_is_read_brings_the_reception_into_sight(counter: Counter) -> None:
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.scan("33010219720305122X")
    counter.settle()
    assert in_sight(counter) == "reception"
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


# The register


def table(counter: Counter) -> QTableView:
    found = counter.window.findChild(QTableView, "register_table")
    assert isinstance(found, QTableView)
    return found


def lines(counter: Counter) -> list[list[str]]:
    model = table(counter).model()
    for _look in range(2):  # the first asks for the lines
        said = [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        counter.settle()
    return said


def words(counter: Counter) -> str:
    return " ".join(label.text() for label in counter.window.page("register").findChildren(QLabel) if label.isVisible())


def register_some(counter: Counter) -> None:
    visit(counter)
    counter.register()
    visit(counter, "王芳")
    counter.hands.press("Alt+R")
    counter.register()


def test_an_empty_register_says_what_to_do(counter: Counter) -> None:
    counter.hands.press("Shift+F3")
    counter.settle()
    assert "F2" in words(counter)
    assert not table(counter).isVisible()
    touch(counter, Thing.REGISTRATION)
    counter.hands.press("F2")
    assert counter.focus() == "petitioner.id_number"


def test_a_register_that_can_not_be_read_says_so_and_is_read_by_f5(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_some(counter)

    def broken(*_arguments: object) -> None:
        raise IoTrouble(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(registrations, "newest_ids", broken)
        counter.hands.press("Shift+F3")
        counter.settle()
        assert "office.db" in words(counter)
        assert not table(counter).isVisible()
    counter.hands.press("F5")
    counter.settle()
    assert len(lines(counter)) == 2
    assert "office.db" not in words(counter)
    assert counter.focus() == "register_search"


def test_the_register_is_read_masked_and_opened_by_enter(counter: Counter) -> None:
    register_some(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    assert counter.focus() == "register_search"
    restricted, plain = lines(counter)
    assert restricted == ["2026-访-000002", "", "", "", "检举控告类事项", "", ""]
    assert plain[:4] == ["2026-访-000001", "2026-11-23", "来访", "李*"]
    assert plain[6] == "一般"
    assert plain[5]
    opened: list[str] = []

    def look(dialog: QWidget) -> None:
        opened.append(dialog.findChild(QLabel, "number").text())
        dialog.close()

    counter.hands.press("Down")
    counter.dialog("Return", look)
    assert opened == ["2026-访-000001"]
    counter.hands.press("Ctrl+K")
    counter.hands.tell("2026-访-000002")
    counter.dialog("Return", look)
    assert opened[1:] == ["2026-访-000002"]
    assert in_sight(counter) == "register"


def test_the_highlighted_line_stays_when_it_is_read_anew(counter: Counter) -> None:
    register_some(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Down")
    counter.hands.press("F2")
    visit(counter, "赵六")
    counter.register()
    touch(counter, Thing.REGISTRATION)
    counter.hands.press("Shift+F3")
    counter.settle()
    assert len(lines(counter)) == 3
    assert table(counter).currentIndex().siblingAtColumn(0).data() == "2026-访-000001"


def test_what_is_chosen_for_a_registration_is_done_where_it_belongs(counter: Counter) -> None:
    register_some(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Down")
    counter.dialog("Return", lambda _dialog: counter.hands.press("Alt+E"))
    counter.settle()
    assert in_sight(counter) == "reception"
    assert counter.reception.draft_on_screen().form == "correction:2026-访-000001"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_picture_of_the_register(
    new_counter: Callable[..., Counter], qapp: QApplication, language: str, percent: int
) -> None:
    counter = new_counter(language)
    register_some(counter)
    if percent != 100:
        counter.window._station.settings.percent = percent - STEP
        counter.hands.press("Ctrl+=")
    counter.window.resize(1366, 768)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.window.grab().save(str(counter.folder / "register.png"))
    head = table(counter).horizontalHeader()
    assert counter.window.width() == 1366
    assert percent > 100 or head.length() <= table(counter).viewport().width()
    for column in range(head.count()):
        assert head.sectionSize(column) >= head.sectionSizeHint(column), column
    theme.apply(qapp)


def test_what_is_typed_is_looked_for_in_the_register(counter: Counter) -> None:
    for name, facts in (("李明", "屋顶漏水"), ("王芳", "路灯不亮"), ("周敏", "地下室漏水")):
        counter.hands.press("Return")
        counter.hands.tell(name)
        counter.focus_on("registration.facts")
        counter.hands.tell(facts)
        counter.register()
    counter.hands.press("Shift+F3")
    counter.hands.tell("漏水")
    counter.settle()
    assert shown_numbers(counter) == ["2026-访-000003", "2026-访-000001"]
    opened: list[str] = []

    def look(dialog: QWidget) -> None:
        opened.append(dialog.findChild(QLabel, "number").text())
        dialog.close()

    counter.hands.press("Down")
    counter.dialog("Return", look)
    assert opened == ["2026-访-000001"]
    counter.hands.press("Escape")
    counter.hands.tell("2026f2")
    counter.settle()
    assert shown_numbers(counter) == ["2026-访-000002"]
    counter.hands.tell("没有的词")
    counter.settle()
    assert "2026f2没有的词" in counter.window.findChild(QLabel, "register_words").text()
    counter.hands.press("Escape")
    counter.settle()
    assert len(shown_numbers(counter)) == 3


def test_words_typed_into_the_window_s_box_are_looked_for_in_the_register(counter: Counter) -> None:
    visit(counter, "李明")
    counter.register()
    visit(counter, "王芳")
    counter.hands.press("Ctrl+K")
    counter.hands.tell("屋顶")
    counter.hands.press("Return")
    counter.settle()
    assert counter.focus() == "register_search"
    assert shown_numbers(counter) == ["2026-访-000001"]
    counter.hands.press("F2")
    assert counter.field("petitioner.name") == "王芳", "what is being typed stays"


def shown_numbers(counter: Counter) -> list[str]:
    model = table(counter).model()
    return [str(model.data(model.index(place, 0))) for place in range(model.rowCount())]
