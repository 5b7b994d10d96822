"""A clock that was set back: asked about before anything is entered, and said when it happens in the middle."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from petitiondesk.office import opening
from petitiondesk.storage import history
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Event
from petitiondesk.windows.typist import PacedClock, Typist
from tests.journeys.conftest import Counter

NewCounter = Callable[..., Counter]


class Person:
    """Whoever starts the program: reads what is asked before the window can be used, and presses a key."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.read: list[str] = []
        QTimer.singleShot(50, self._look)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None or QApplication.activeWindow() is not dialog:
            QTimer.singleShot(50, self._look)
            return
        self.read.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        Typist(PacedClock()).press(self.key)


@pytest.fixture
def set_back(new_counter: NewCounter) -> NewCounter:
    """The office's last entry was made yesterday; the clock shows the day before."""
    first = new_counter()
    first.leave()
    first.clock.now -= timedelta(days=2)
    return new_counter


def confirmations(counter: Counter) -> int:
    with counter.desk.database.read() as session:
        return session.query(Event).filter(Event.act == "office.clock_confirmed").count()


def test_its_figure_says_that_it_is_right_once_and_for_all(set_back: NewCounter) -> None:
    person = Person("1")
    counter = set_back()
    assert [("2026-11-21 09:30" in words, "2026-11-22 09:30" in words) for words in person.read] == [(True, True)]
    assert confirmations(counter) == 1
    counter.window.activateWindow()
    counter.settle()
    assert counter.focus() == "petitioner.id_number", "the visitor is next"
    counter.leave()
    assert confirmations(set_back()) == 1, "nobody is asked again"


def test_a_clock_far_ahead_is_asked_about_once_and_a_summer_is_not(new_counter: NewCounter) -> None:
    first = new_counter()
    first.leave()
    newest = first.clock.now
    first.clock.now = newest + timedelta(days=62)
    rested = new_counter()
    assert rested.window.isVisible()
    assert confirmations(rested) == 0, "an office closed over a summer is asked nothing"
    rested.leave()
    rested.clock.now = newest.replace(year=2099)
    person = Person("1")
    counter = new_counter()
    assert [("2099-11-23" in words, "72" in words) for words in person.read] == [(True, False)]
    assert confirmations(counter) == 1
    counter.leave()
    assert confirmations(new_counter()) == 1, "nobody is asked again"


@pytest.mark.parametrize("key", ["Escape", "Return"])
def test_escape_or_enter_quits_so_that_it_can_be_put_right(set_back: NewCounter, key: str) -> None:
    person = Person(key)
    counter = set_back()
    counter.program.run()
    assert len(person.read) == 1
    assert not counter.window.isVisible()
    opened = opening.open_office(counter.folder / "office.db", counter.folder / "drafts.db", counter.clock())
    assert opened.time_behind, "it is said at the next start"
    opened.desk.close()


def test_a_disk_that_keeps_no_confirmation_keeps_nobody_out(
    set_back: NewCounter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_named: object) -> int:
        raise DiskFull(place="office.db")

    person = Person("1")
    with monkeypatch.context() as patch:
        patch.setattr(history, "record", full)
        counter = set_back()
    assert len(person.read) == 1
    assert "磁盘" in counter.bar()


def test_a_clock_set_back_during_the_day_is_said_and_the_visit_registered(counter: Counter) -> None:
    for name, day in (("李𬭚", 0), ("王芳", -1)):
        counter.clock.now += timedelta(days=day)
        counter.hands.press("Return")
        counter.hands.tell(name)
        counter.register()
    assert "2026-访-000002" in counter.message()
    assert "2026-11-22 09:30" in counter.bar()
    assert "2026-11-23 09:30" in counter.bar()
