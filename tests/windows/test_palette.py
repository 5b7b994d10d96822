"""The list below the box at the top: keys, input methods, answers that come too late."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows.widgets.search_box import MOST_LINES, Line, SearchBox


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def box(qtbot: QtBot, done: list[str]) -> Iterator[SearchBox]:
    """In a window that offers two lines for any words, and a field beside it."""
    window = QWidget()
    window.resize(600, 400)
    box = SearchBox()
    other = QWidget()
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    layout = QVBoxLayout(window)
    layout.addWidget(box)
    layout.addWidget(other)
    qtbot.addWidget(window)
    box.asked.connect(lambda text: box.offer(text, [line("one", done), line(f"find {text}", done)]))
    box.returnPressed.connect(lambda: done.append(f"enter {box.text()}"))
    window.show()
    window.activateWindow()
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    yield box
    window.hide()


def line(words: str, done: list[str]) -> Line:
    return Line("", words, lambda: done.append(words))


def press(box: SearchBox, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(box, key)


def test_enter_takes_what_is_highlighted_and_nothing_else(box: SearchBox, done: list[str]) -> None:
    QTest.keyClicks(box, "ab")
    assert [each.words for each in box.lines()] == ["one", "find ab"]
    assert box.highlighted() is None
    press(box, Qt.Key.Key_Return)
    assert done == ["enter ab"]
    assert not box.lines()
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(box, Qt.Key.Key_Return)
    assert done == ["enter ab", "find ab"]
    assert box.text() == ""


def test_up_from_the_first_line_leads_back_to_the_words(box: SearchBox, done: list[str]) -> None:
    QTest.keyClicks(box, "a")
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Enter)
    assert done == ["enter a"]


def test_escape_and_leaving_close_it(box: SearchBox) -> None:
    for leave in (lambda: press(box, Qt.Key.Key_Escape), box.clearFocus, lambda: box.setText("scanned")):
        box.setFocus()
        QTest.keyClicks(box, "a")
        assert box.lines()
        leave()
        assert not box.lines()
        assert not [each for each in box.window().findChildren(QListWidget) if each.isVisible()]


def test_an_answer_for_other_words_is_dropped(box: SearchBox, done: list[str]) -> None:
    QTest.keyClicks(box, "ab")
    box.offer("a", [line("late", done)])
    assert "late" not in [each.words for each in box.lines()]


def test_what_is_highlighted_stays_so_when_more_comes(box: SearchBox, done: list[str]) -> None:
    QTest.keyClicks(box, "a")
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Down)
    box.offer("a", [line(str(each), done) for each in range(3)] + [line("find a", done)] + [line("x", done)] * 20)
    assert box.highlighted() is not None
    assert box.highlighted().words == "find a"
    assert len(box.lines()) == MOST_LINES


def test_an_input_method_is_left_alone(box: SearchBox, done: list[str]) -> None:
    QTest.keyClicks(box, "a")
    QApplication.sendEvent(box, QInputMethodEvent("lou", []))
    assert not box.lines()
    press(box, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert "one" not in done
    commit = QInputMethodEvent("", [])
    commit.setCommitString("漏")
    QApplication.sendEvent(box, commit)
    assert [each.words for each in box.lines()] == ["one", "find a漏"]
