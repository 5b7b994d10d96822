"""The window answers whatever the database does: nothing is read or written on the window's thread."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import pytest
import shiboken6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from petitiondesk.office import recognition
from petitiondesk.storage.database import Database
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.windows.driving import settle
from tests.journeys.conftest import Clock, Counter, visit

WATCHED: tuple[tuple[type, str], ...] = (
    (Database, "read"),
    (Database, "write"),
    (Database, "rebuild"),
    (DraftsFile, "keep"),
    (DraftsFile, "drop"),
    (DraftsFile, "all"),
)


@pytest.fixture
def on_threads(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What was asked of a database, and whether the window waited for it."""
    seen: list[tuple[str, bool]] = []

    def watched(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def record(*arguments: Any, **named: Any) -> Any:
            seen.append((name, current_thread() is main_thread()))
            return act(*arguments, **named)

        return record

    for kind, name in WATCHED:
        monkeypatch.setattr(kind, name, watched(f"{kind.__name__}.{name}", getattr(kind, name)))
    return seen


@pytest.mark.usefixtures("look_as_before")
def test_from_the_founding_to_the_closing(
    tmp_path: Path, qapp: QApplication, on_threads: list[tuple[str, bool]]
) -> None:
    counter = Counter(tmp_path, Clock())
    hands = counter.hands
    hands.tell("上城区信访局")
    hands.press("Return", "Down", "Return")
    hands.tell("杭州市上城")
    counter.settle()
    hands.press("Return")
    hands.tell("张玲")
    hands.press("Ctrl+Return", "Ctrl+Return")
    counter.settle()
    assert counter.focus() == "petitioner.id_number", "founded and opened"
    assert "上城区信访局" in counter.window.windowTitle()
    hands.scan("33010219720305122X")
    visit(counter)
    counter.reception._form.focus("registration.category_id")
    hands.tell("wyfw")
    counter.settle()
    hands.press("Return")
    counter.register()
    number = counter.reception.side.number()
    visit(counter, "王芳")
    hands.press("F8")
    counter.settle()
    counter.dialog("F9", lambda _dialog: hands.press("Return"))
    hands.press("Ctrl+K")
    hands.tell(number)
    counter.dialog("Return", lambda dialog: dialog.close())
    hands.press("F3")
    counter.settle()
    hands.press("Alt+M", "Shift+F3")
    counter.settle()
    hands.press("Alt+L")
    counter.settle()
    hands.press("F2", "F5")
    counter.dialog("Shift+F2", lambda dialog: dialog.close())
    counter.leave()
    qapp.processEvents()
    shiboken6.delete(counter.program.window)
    assert counter.unforeseen == []
    assert {name for name, _waits in on_threads} >= {"Database.read", "Database.write", "DraftsFile.keep"}
    assert [name for name, waits in on_threads if waits] == []


def test_while_the_office_is_founded_the_page_says_so(tmp_path: Path, qapp: QApplication) -> None:
    counter = Counter(tmp_path, Clock(), "en")
    hands = counter.hands
    hands.tell("上城区信访局")
    hands.press("Return", "Down", "Return", "Return")
    hands.tell("张玲")
    hands.press("Ctrl+Return")
    button = counter.window.findChild(object, "found")
    assert (button.text(), button.isEnabled()) == ("Setting up the office …", False)
    counter.window.close()
    settle(counter.program.background)
    assert not counter.window.isVisible(), "whoever closes meanwhile has closed"
    assert not [label for label in counter.window.findChildren(QLabel) if label.objectName() == "what_is_wrong"]
    counter.leave()
    qapp.processEvents()
    shiboken6.delete(counter.program.window)


def test_a_read_that_the_window_waits_for_is_seen(counter: Counter, on_threads: list[tuple[str, bool]]) -> None:
    with counter.desk.database.read():
        pass
    assert ("Database.read", True) in on_threads


def test_a_slow_search_delays_the_keeping_of_no_draft(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    searching, released = Event(), Event()

    def slow(*_arguments: object, **_named: object) -> list[object]:
        searching.set()
        released.wait(20)
        return []

    monkeypatch.setattr(recognition, "earlier", slow)
    counter.hands.press("Return")
    counter.hands.tell("李𬭚")
    try:
        assert wait_for(searching.is_set)
        assert wait_for(lambda: any("李𬭚" in draft.fields.values() for draft in counter.desk.drafts.all()))
    finally:
        released.set()
    counter.settle()


def wait_for(happened: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Let the window work until something has happened; False after ``seconds``."""
    began = time.monotonic()
    while not happened():
        QTest.qWait(10)
        if time.monotonic() - began > seconds:
            return False
    return True
