"""At 150 % on the screen that the office has there are 910 x 512 points: every page has room in them at once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from petitiondesk.windows import messages, theme
from petitiondesk.windows.pages.first_run import FirstRunPage
from petitiondesk.windows.pages.not_opened import NotOpenedPage
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.picker import Picker
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter

founded, new_counter, look_as_before = journeys.founded, journeys.new_counter, journeys.look_as_before

POINTS = 910, 512
LONG_PATH = "/home/zhangling/" + "counterofthehousingbureau" * 12 + "/office.db"

pytestmark = [pytest.mark.usefixtures("look_as_before"), pytest.mark.parametrize("language", ["zh", "en"])]


def assert_has_room(window: QMainWindow) -> None:
    window.resize(*POINTS)
    QApplication.processEvents()
    assert window.size().toTuple() == POINTS
    QApplication.processEvents()
    assert [name for part in _read_or_used(window) if (name := _cut(part, window))] == []


def _read_or_used(window: QMainWindow) -> list[QWidget]:
    kinds = QLabel | QAbstractButton | QLineEdit | QPlainTextEdit | QComboBox
    parts = [part for part in window.findChildren(QWidget) if isinstance(part, kinds) and part.isVisible()]
    return [  # some end in … and say so, some are an icon
        part for part in parts if not isinstance(part, ElidedLabel) and (not hasattr(part, "text") or part.text())
    ]


def _cut(part: QWidget, window: QMainWindow) -> str:
    """Names a part that is smaller than its words, or out of reach; "" where nothing is wrong."""
    least = part.minimumSizeHint()
    high = part.heightForWidth(part.width()) if part.hasHeightForWidth() else least.height()
    area = part.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    around = area.widget() if isinstance(area, QScrollArea) else window
    room = QRect(QPoint(0, 0), around.size())
    if isinstance(area, QScrollArea):
        room.setWidth(area.viewport().width())
    place = QRect(part.mapTo(around, QPoint(0, 0)), part.size())
    small = part.width() < least.width() or part.height() < high
    words = getattr(part, "text", str)() or part.objectName()
    return f"{type(part).__name__} {words} {place} {least} {high}" if small or not room.contains(place) else ""


def test_reception(new_counter: Callable[..., Counter], language: str) -> None:
    counter = new_counter(language)
    assert_has_room(counter.window)
    counter.window.resize(1366, 768)
    counter.hands.press("F6", "F7", "Alt+J", "Ctrl+F11", "Alt+U", "Alt+R")
    counter.settle()
    assert_has_room(counter.window)


@pytest.fixture
def frame(qtbot: QtBot, language: str) -> QMainWindow:
    messages.speak("zh" if language == "zh" else "en")
    theme.load_fonts()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app)
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_the_first_questions(frame: QMainWindow) -> None:
    page = FirstRunPage(Picker)
    frame.setCentralWidget(page)
    page.say_printer("")
    page.answer()
    page.not_founded(f"This can't be opened: {LONG_PATH}")
    assert_has_room(frame)


def test_what_stands_against_opening(frame: QMainWindow) -> None:
    page = NotOpenedPage(f"{LONG_PATH} is damaged. Do not delete it: it can perhaps be read again.", LONG_PATH)
    frame.setCentralWidget(page)
    assert_has_room(frame)


def test_a_path_is_copied_as_it_is(frame: QMainWindow) -> None:
    page = NotOpenedPage("Damaged.", LONG_PATH)
    frame.setCentralWidget(page)
    QTest.mouseDClick(page._log, Qt.MouseButton.LeftButton)
    QTest.keyClick(page._log, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page._log, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert LONG_PATH in QGuiApplication.clipboard().text()
