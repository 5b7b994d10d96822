"""The picker: takes nothing that the person did not take, loses nothing that was typed."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows.widgets.picker import MAY_STAY_BLANK, Choice, Picker
from tests.windows import picker_page
from tests.windows.picker_page import CATEGORIES, Page, compose, lines, read_out, search, shown, write

page = picker_page.page

pytestmark = pytest.mark.usefixtures("english_look")


@pytest.mark.parametrize("typed", ["wy", "物业", "设 / 物"])
def test_any_part_of_the_name_or_the_initials_finds_it(page: Page, typed: str) -> None:
    write(page.picker, typed)
    assert lines(page.picker) == ["城乡建设 / 物业"]


def test_enter_takes_the_highlighted_one_and_moves_on(page: Page) -> None:
    write(page.picker, "wy")
    QTest.keyClick(page.picker, Qt.Key.Key_Return)
    assert (page.picker.text(), page.picker.choice_id()) == ("城乡建设 / 物业", 2)
    assert page.after.hasFocus()
    assert not page.picker.is_open()


def test_tab_takes_the_highlighted_one_and_moves_on(page: Page) -> None:
    write(page.picker, "物业")
    QTest.keyClick(page.picker, Qt.Key.Key_Tab)
    assert (page.picker.text(), page.picker.choice_id()) == ("城乡建设 / 物业", 2)
    assert page.after.hasFocus()


def test_going_back_takes_nothing(page: Page) -> None:
    write(page.picker, "物业")
    QTest.keyClick(page.picker, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert (page.picker.text(), page.picker.choice_id()) == ("物业", None)
    assert page.before.hasFocus()


def test_down_and_up_choose(page: Page) -> None:
    write(page.picker, "城乡")
    QTest.keyClick(page.picker, Qt.Key.Key_Down)
    QTest.keyClick(page.picker, Qt.Key.Key_Down)
    QTest.keyClick(page.picker, Qt.Key.Key_Down)
    assert page.picker.highlighted() == CATEGORIES["cq"]
    QTest.keyClick(page.picker, Qt.Key.Key_Up)
    QTest.keyClick(page.picker, Qt.Key.Key_Return)
    assert page.picker.choice_id() == 2


def test_up_from_the_first_line_leaves_nothing_highlighted(page: Page) -> None:
    write(page.picker, "城乡")
    QTest.keyClick(page.picker, Qt.Key.Key_Up)
    QTest.keyClick(page.picker, Qt.Key.Key_Tab)
    assert (page.picker.text(), page.picker.choice_id()) == ("城乡", None)


def test_down_shows_everything_when_nothing_is_typed(page: Page) -> None:
    assert not page.picker.is_open()
    QTest.keyClick(page.picker, Qt.Key.Key_Down)
    assert lines(page.picker) == [choice.text for choice in CATEGORIES.values()]


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    pressed: list[str] = []
    close = QAction(page)
    close.setShortcut(QKeySequence(Qt.Key.Key_Escape))
    close.triggered.connect(lambda: pressed.append("close"))
    page.addAction(close)
    write(page.picker, "物业")
    QTest.keyClick(page.picker, Qt.Key.Key_Escape)
    assert (page.picker.text(), page.picker.choice_id(), page.picker.is_open()) == ("物业", None, False)
    assert page.picker.hasFocus()
    assert pressed == []
    QTest.keyClick(page.picker, Qt.Key.Key_Escape)
    assert pressed == ["close"], "with no list open Escape is the window's"


def test_where_nothing_is_found_the_list_says_so_and_what_to_do(page: Page) -> None:
    write(page.picker, "李家村")
    assert lines(page.picker) == [
        "Nothing found: type another word.",
        "Or go on: it is kept as typed, and an entry can be chosen later.",
    ]
    assert page.picker.highlighted() is None
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(page.picker, key)
        assert page.picker.highlighted() is None
    [shown] = page.findChildren(QListWidget)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualItemRect(shown.item(1)).center())
    assert (page.picker.text(), page.picker.choice_id()) == ("李家村", None)
    write(page.picker, "东")
    QTest.keyClick(page.picker, Qt.Key.Key_Escape)
    assert not page.picker.is_open()


def test_what_to_do_where_nothing_is_found_is_the_page_s_to_say(qtbot: QtBot) -> None:
    page = shown(qtbot, Picker(search, advice=MAY_STAY_BLANK))
    write(page.picker, "李家村")
    assert lines(page.picker)[1] == "Or leave it blank."


def test_what_was_not_found_is_read_out(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    announced = read_out(monkeypatch)
    write(page.picker, "李家村")
    assert announced[-1].startswith("Nothing found: type another word. Or go on: it is kept as typed")


def test_what_matches_nothing_stays_as_it_was_typed(page: Page) -> None:
    write(page.picker, "李家村东头")
    QTest.keyClick(page.picker, Qt.Key.Key_Tab)
    assert (page.picker.text(), page.picker.choice_id()) == ("李家村东头", None)
    assert page.after.hasFocus()


def test_leaving_by_mouse_takes_nothing(page: Page) -> None:
    write(page.picker, "物业")
    page.after.setFocus(Qt.FocusReason.MouseFocusReason)
    assert (page.picker.text(), page.picker.choice_id(), page.picker.is_open()) == ("物业", None, False)


def test_a_name_typed_in_full_is_the_entry(page: Page) -> None:
    write(page.picker, "劳动保障")
    page.after.setFocus()
    assert page.picker.choice_id() == 4


def test_undo_brings_back_what_was_typed(page: Page) -> None:
    write(page.picker, "wy")
    page.picker.take_highlighted()
    page.picker.undo()
    assert (page.picker.text(), page.picker.choice_id()) == ("wy", None)


def test_changing_a_chosen_text_makes_it_the_persons_own_and_changing_it_back_the_entry(page: Page) -> None:
    page.picker.set_choice(2, "城乡建设 / 物业")
    QTest.keyClick(page.picker, Qt.Key.Key_Backspace)
    assert page.picker.choice_id() is None
    write(page.picker, "业")
    assert page.picker.choice_id() == 2


def test_a_click_takes_a_line_and_leaves_the_focus(page: Page) -> None:
    write(page.picker, "城乡")
    [shown] = page.findChildren(QListWidget)
    place = shown.visualItemRect(shown.item(2)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.picker.choice_id() == 3
    assert page.picker.hasFocus()


def test_filling_by_program_opens_no_list_and_says_once_what_changed(page: Page) -> None:
    said: list[tuple[int | None, str]] = []
    page.picker.changed.connect(lambda: said.append((page.picker.choice_id(), page.picker.text())))
    page.picker.set_choice(2, "城乡建设 / 物业")
    page.picker.set_choice(2, "城乡建设 / 物业")
    page.picker.set_choice(None, "城乡建设 / 物业")
    page.picker.set_choice(None, "")
    assert said == [(2, "城乡建设 / 物业"), (None, "城乡建设 / 物业"), (None, "")]
    assert not page.picker.is_open()


def test_taking_says_what_changed_with_its_id(page: Page) -> None:
    said: list[tuple[int | None, str]] = []
    page.picker.changed.connect(lambda: said.append((page.picker.choice_id(), page.picker.text())))
    write(page.picker, "wy")
    QTest.keyClick(page.picker, Qt.Key.Key_Return)
    assert said == [(None, "w"), (None, "wy"), (2, "城乡建设 / 物业")]


def test_pinyin_is_left_alone_while_it_is_composed(page: Page) -> None:
    picker = page.picker
    asked: list[str] = []

    def watched(text: str) -> Sequence[Choice]:
        asked.append(text)
        return search(text)

    picker._search = watched
    compose(picker, "wu'ye")
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(picker, key)
    assert (picker.text(), asked, picker.is_open()) == ("", [], False)
    assert picker.hasFocus()
    compose(picker, "", "物业")
    assert (picker.text(), asked) == ("物业", ["物业"])
    compose(picker, "guan")
    assert not picker.is_open(), "the list is not in the way of the input method's own"
    compose(picker, "")
    assert (picker.text(), asked) == ("物业", ["物业"])


def test_an_answer_that_comes_late_is_passed_over(qtbot: QtBot) -> None:
    picker = Picker()
    asked: list[str] = []
    picker.asked.connect(asked.append)
    page = shown(qtbot, picker)
    write(picker, "上城")
    assert page.picker.hasFocus()
    assert asked == ["上", "上城"]
    picker.searched("上", [Choice(8, "上海市")])
    assert not picker.is_open()
    picker.searched("上城", [Choice(9, "浙江省杭州市上城区")])
    assert lines(picker) == ["浙江省杭州市上城区"]
    write(picker, "区")
    picker.searched("上城", [Choice(8, "上海市")])
    assert lines(picker) == ["浙江省杭州市上城区"]
    picker.searched("上城区", [])
    assert picker.text() == "上城区"
    assert lines(picker)[0] == "Nothing found: type another word."


def test_a_hand_faster_than_the_search_gets_the_first_that_is_found(qtbot: QtBot) -> None:
    picker = Picker()
    page = shown(qtbot, picker)
    write(picker, "scq")
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    assert page.after.hasFocus()
    picker.searched("scq", [Choice(9, "浙江省杭州市上城区"), Choice(10, "四川省")])
    assert (picker.text(), picker.choice_id(), picker.is_open()) == ("浙江省杭州市上城区", 9, False)
    assert page.after.hasFocus()


def test_a_hand_faster_than_the_search_loses_nothing_when_nothing_is_found(qtbot: QtBot) -> None:
    picker = Picker()
    page = shown(qtbot, picker)
    write(picker, "李家村")
    QTest.keyClick(picker, Qt.Key.Key_Tab)
    picker.searched("李家村", [])
    assert (picker.text(), picker.choice_id()) == ("李家村", None)
    page.picker.setFocus()
    write(picker, "东")
    picker.searched("李家村东", [Choice(1, "李家村东路")])
    assert (picker.text(), picker.is_open()) == ("李家村东", True), "only what was left in a hurry is taken"


def test_an_answer_opens_no_list_below_a_field_that_was_left(qtbot: QtBot) -> None:
    picker = Picker()
    page = shown(qtbot, picker)
    write(picker, "上城")
    page.after.setFocus()
    picker.searched("上城", [Choice(9, "浙江省杭州市上城区")])
    assert not picker.is_open()
    assert page.after.hasFocus()


def test_the_list_stays_within_the_window_and_with_its_line(qtbot: QtBot) -> None:
    picker = Picker(lambda text: [Choice(number, f"{text}{number}") for number in range(30)])
    window = QScrollArea()
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.addSpacing(500)
    column.addWidget(picker)
    column.addSpacing(500)
    window.setWidget(inner)
    window.setWidgetResizable(True)
    window.resize(400, 300)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    picker.setFocus()
    assert picker.hasFocus()
    write(picker, "村")
    [shown] = window.findChildren(QListWidget)
    for scrolled in (420, 300, 480):
        window.verticalScrollBar().setValue(scrolled)
        line = picker.mapTo(window, QPoint(0, 0)).y()
        assert window.rect().contains(shown.geometry())
        assert line in (shown.geometry().bottom() + 1, shown.geometry().top() - picker.height())


def test_a_picker_that_goes_takes_its_list_along(qtbot: QtBot, page: Page) -> None:
    write(page.picker, "城乡")
    page.picker.hide()
    qtbot.waitUntil(lambda: page.findChildren(QListWidget) == [])


def test_a_window_that_nobody_needs_any_more_goes_with_its_open_list(qtbot: QtBot) -> None:
    """A line that kept hold of its window took the program down."""
    for _window in range(2):
        page = shown(qtbot, Picker(search))
        write(page.picker, "城乡")
        assert page.picker.is_open()
