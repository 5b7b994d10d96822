"""The office is checked behind the window: by a key, once a week, and stopped by whatever closes."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from petitiondesk.office import checking
from petitiondesk.office.checking import Area
from petitiondesk.windows.dialogs import save_as
from petitiondesk.windows.examining import Examining
from tests.conftest import NOW
from tests.journeys.conftest import Counter, visit
from tests.windows.dialogs.file_dialog import type_into_file_dialog

CHECK = "Shift+F11"


def change(office: Path) -> None:
    with closing(sqlite3.connect(office)) as file, file:
        file.execute("UPDATE registration SET facts = '没有漏过。'")


def examining(counter: Counter) -> Examining:
    assert counter.program._examining is not None
    return counter.program._examining


def test_by_a_key_it_says_that_all_is_sound(new_counter: Callable[..., Counter]) -> None:
    counter = new_counter("en")
    visit(counter)
    counter.register()
    counter.hands.press(CHECK)
    counter.settle()
    assert counter.message() == "The office was checked: everything is sound."
    assert counter.settings.checked_on == NOW.date()
    assert "checked" not in counter.bar()


def test_what_it_finds_is_read_and_saved_as_a_text(
    new_counter: Callable[..., Counter], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path))
    monkeypatch.setattr(save_as, "_last_folder", None)
    counter = new_counter("en")
    visit(counter)
    counter.register()
    change(tmp_path / "office.db")
    told: list[str] = []

    def save(dialog: QWidget) -> None:
        told.append(dialog.findChild(QPlainTextEdit, "findings.lines").toPlainText())
        assert counter.focus() == "findings.lines"
        type_into_file_dialog(tmp_path / "found")
        counter.hands.press("Ctrl+S")

    counter.dialog(CHECK, save)
    assert "was changed from outside, against its history: what was registered." in told[0]
    assert (tmp_path / "found.txt").read_text("utf-8") == told[0] + "\n"
    assert "found.txt" in counter.message()
    assert "changed from outside" not in counter.bar(), "it was seen"


def test_once_a_week_it_checks_by_itself_and_stops_nobody(new_counter: Callable[..., Counter], tmp_path: Path) -> None:
    counter = new_counter("en")
    visit(counter)
    counter.register()
    change(tmp_path / "office.db")
    examining(counter)._perhaps()
    counter.settle()
    assert counter.bar() == "" or "changed from outside" not in counter.bar(), "the office has just been opened"
    examining(counter)._settled.stop()
    examining(counter)._perhaps()
    counter.settle()
    assert "changed from outside" in counter.bar()
    assert f"{CHECK} shows every finding" in counter.bar()
    assert counter.focus() == "petitioner.id_number", "nothing came in between"
    counter.dialog(CHECK, lambda _dialog: counter.hands.press("Escape"))
    assert "changed from outside" not in counter.bar()
    counter.clock.now = NOW + timedelta(days=6)
    examining(counter)._perhaps()
    counter.settle()
    assert "changed from outside" not in counter.bar(), "not yet a week"
    counter.clock.now = NOW + timedelta(days=7)
    examining(counter)._perhaps()
    counter.settle()
    assert "changed from outside" in counter.bar()


class Held:
    """A check that goes on until it is told to stop."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ended = threading.Event()

    def look(self, _session: object, told: Callable[[int, int], None]) -> Iterator[object]:
        self.begun.set()
        try:
            while True:
                told(1, 2)
        finally:
            self.ended.set()
        yield

    def has_begun(self) -> None:
        assert self.begun.wait(10)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    held = Held()
    monkeypatch.setattr(checking, "LOOKS", ((Area.WORDS, held.look),))
    return held


def test_the_same_key_stops_it(new_counter: Callable[..., Counter], held: Held) -> None:
    counter = new_counter("en")
    counter.hands.press(CHECK)
    held.has_begun()
    counter.hands.press(CHECK)
    counter.settle()
    assert held.ended.is_set()
    assert counter.message() == "The check was stopped."
    assert counter.settings.checked_on is None


def test_closing_the_window_stops_it(new_counter: Callable[..., Counter], held: Held) -> None:
    counter = new_counter("en")
    counter.hands.press(CHECK)
    held.has_begun()
    counter.leave()
    assert held.ended.is_set()


def test_the_weekly_one_rests_while_somebody_types(new_counter: Callable[..., Counter], held: Held) -> None:
    counter = new_counter("en")
    examining(counter)._settled.stop()
    examining(counter)._perhaps()
    held.has_begun()
    counter.hands.press("Return")
    run = examining(counter)._run
    assert run is not None
    assert run.typing
    examining(counter)._typing.timeout.emit()
    assert not run.typing
    counter.leave()
    assert held.ended.is_set()


def test_the_pages_of_the_file_are_looked_at_after_each_opening(
    new_counter: Callable[..., Counter], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    counter = new_counter("en")
    visit(counter)
    counter.register()
    with closing(sqlite3.connect(tmp_path / "office.db")) as file, file:
        file.execute("UPDATE party SET petitioner_id = 999")
    examining(counter)._first.timeout.emit()
    counter.settle()
    assert "party 1 -> petitioner" in counter.bar()
    assert "The office file is damaged" in counter.bar()
    assert counter.settings.checked_on is None, "it was not the whole check"
    assert "the check found in file" in caplog.text
