"""The key sheet shows the keys of the page, from the registry, and only those that do something."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows import actions, theme
from petitiondesk.windows.dialogs.key_sheet import KeySheet, show_key_sheet
from petitiondesk.windows.pages.reception.entry import KEYS

pytestmark = pytest.mark.usefixtures("english")


def nothing() -> None:
    pass


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with two pages, each with an action; one works everywhere."""
    window, reception, other = QWidget(), QWidget(), QWidget()
    column = QVBoxLayout(window)
    column.addWidget(reception)
    column.addWidget(other)
    reception.setObjectName("reception")
    actions.install(reception, {"register": nothing, "park": nothing})
    actions.install(other, {"zoom_in": nothing})
    actions.install(window, {"find": nothing, "key_sheet": nothing})
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return window


def lines(sheet: KeySheet) -> list[tuple[str, str]]:
    """Key and what it does, in the order of the sheet."""
    found = []
    for table in sheet.findChildren(QGridLayout):
        for row in range(table.rowCount()):
            key, what = (table.itemAtPosition(row, column).widget() for column in (0, 1))
            assert isinstance(key, QLabel)
            assert isinstance(what, QLabel)
            found.append((key.text(), what.text()))
    return found


def test_it_shows_what_works_on_this_page_and_nothing_else(window: QWidget) -> None:
    page = window.findChild(QWidget, "reception")
    sheet = KeySheet(page, "reception", KEYS)
    assert sorted(lines(sheet)) == sorted(
        [
            ("Ctrl+Enter", "Register"),
            ("F8", "Put aside what is on screen"),
            ("Ctrl+K", "Find"),
            ("Shift+F1", "Keys of this page"),
            *((actions.key_text(entry.id), entry.text) for entry in actions.of_page("fields")),
        ]
    )


def test_each_key_of_the_reception_stands_once_under_what_one_does_with_it() -> None:
    grouped = [action_id for column in KEYS for _heading, ids in column for action_id in ids]
    assert sorted(grouped) == sorted(entry.id for entry in actions.of_page("reception"))


def test_it_opens_by_its_function_closes_with_escape_and_gives_the_focus_back(qtbot: QtBot, window: QWidget) -> None:
    page = window.findChild(QWidget, "reception")
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    gone: list[str] = []

    def leave() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, KeySheet)
        sheet.destroyed.connect(lambda: gone.append("freed"))
        QTest.keyClick(sheet, Qt.Key.Key_Escape)

    QTimer.singleShot(30, leave)
    show_key_sheet(page, "reception", KEYS)
    qtbot.waitUntil(lambda: gone == ["freed"])
    window.activateWindow()  # as a window manager does
    qtbot.waitUntil(page.hasFocus)


def test_at_large_type_it_scrolls_instead_of_growing_beyond_the_screen(
    qapp: QApplication, qtbot: QtBot, window: QWidget
) -> None:
    page = window.findChild(QWidget, "reception")
    actions.install(page, {entry.id: nothing for entry in actions.of_page("reception")})
    theme.apply(qapp, percent=200)
    sheet = KeySheet(page, "reception", KEYS)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
    room = sheet.screen().availableSize()
    assert sheet.width() <= room.width()
    assert sheet.height() <= room.height()
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_PageDown)
    assert bar.value() > 0
    theme.apply(qapp)


@pytest.mark.parametrize("page", ["reception", "register", "preview"])
def test_every_page_has_a_sheet(window: QWidget, page: actions.Where) -> None:
    assert KeySheet(window, page).windowTitle() == "Keys of this page"
