"""Work off the UI thread: delivered once, on the right thread, to those who still want it."""

import gc
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows.background import Background


@pytest.fixture
def owner() -> QObject:
    return QObject()


class Gate:
    """Work that waits until it is let go."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self.let_go = threading.Event()

    def __call__(self) -> str:
        self.started.set()
        assert self.let_go.wait(10)
        return "gate"


def finish(qtbot: QtBot, background: Background) -> None:
    qtbot.waitUntil(background.is_idle, timeout=10_000)


def test_the_result_comes_back_on_the_ui_thread(qtbot: QtBot, background: Background, owner: QObject) -> None:
    seen = []
    background.submit(
        "counter",
        QThread.currentThread,
        done=lambda worked_on: seen.append((worked_on, QThread.currentThread())),
        owner=owner,
    )
    finish(qtbot, background)
    [(worked_on, told_on)] = seen
    assert worked_on is not told_on
    assert told_on is owner.thread()


def test_two_thousand_results_that_are_true(qtbot: QtBot, background: Background, owner: QObject) -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to True with each emit and aborts after some hundreds."""
    results: list[bool] = []
    for _number in range(2000):
        background.submit("counter", lambda: True, done=results.append, owner=owner)
    finish(qtbot, background)
    assert results == [True] * 2000


def test_a_lane_keeps_the_order(qtbot: QtBot, background: Background, owner: QObject) -> None:
    results: list[int] = []
    for number in range(50):
        background.submit("counter", lambda number=number: number, done=results.append, owner=owner)
    finish(qtbot, background)
    assert results == list(range(50))


def test_one_lane_does_not_wait_for_another(qtbot: QtBot, background: Background, owner: QObject) -> None:
    gate, results = Gate(), []
    background.submit("long", gate, done=results.append, owner=owner)
    background.submit("counter", lambda: "search", done=results.append, owner=owner)
    qtbot.waitUntil(lambda: results == ["search"])
    gate.let_go.set()
    finish(qtbot, background)
    assert results == ["search", "gate"]


def test_a_stale_search_is_never_started_and_its_result_never_shown(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    gate, started, shown = Gate(), [], []

    def search(text: str) -> str:
        started.append(text)
        return text

    background.submit("counter", gate, done=shown.append, owner=owner, key="search")
    assert gate.started.wait(10)
    for text in ("拆", "拆迁", "拆迁补偿"):
        background.submit("counter", lambda text=text: search(text), done=shown.append, owner=owner, key="search")
    background.submit("counter", lambda: "other", done=shown.append, owner=owner, key="another")
    gate.let_go.set()
    finish(qtbot, background)
    assert started == ["拆迁补偿"]
    assert shown == ["拆迁补偿", "other"]


def test_the_same_key_serves_again(qtbot: QtBot, background: Background, owner: QObject) -> None:
    shown: list[str] = []
    for text in ("拆", "拆迁"):
        background.submit("counter", lambda text=text: text, done=shown.append, owner=owner, key="search")
        finish(qtbot, background)
    assert shown == ["拆", "拆迁"]


def test_nothing_is_told_to_a_page_that_is_gone(qtbot: QtBot, background: Background) -> None:
    page, gate, told = QWidget(), Gate(), []
    background.submit("counter", gate, done=told.append, owner=page)
    shiboken6.delete(page)
    gate.let_go.set()
    finish(qtbot, background)
    assert told == []


def test_a_failure_whose_page_is_gone_goes_to_the_crash_report(qtbot: QtBot, background: Background) -> None:
    page, gate, told, unforeseen = QWidget(), Gate(), [], []
    background.unforeseen.connect(unforeseen.append)
    background.submit("counter", gate, owner=QObject(page))
    background.submit("counter", lambda: 1 / 0, failed=told.append, owner=page)
    shiboken6.delete(page)
    gate.let_go.set()
    finish(qtbot, background)
    assert told == []
    assert [type(error) for error in unforeseen] == [ZeroDivisionError]


def test_work_for_a_page_is_work_for_the_window_around_it(qtbot: QtBot, background: Background) -> None:
    window, gate = QWidget(), Gate()
    page, other = QObject(QWidget(window)), QWidget()
    background.submit("paper", gate, owner=page)
    assert background.works_for(window)
    assert not background.works_for(other)
    gate.let_go.set()
    finish(qtbot, background)
    assert not background.works_for(window)


def test_a_worker_never_holds_the_last_reference_to_a_page(qtbot: QtBot, background: Background) -> None:
    class Page(QWidget):
        def work(self) -> None:
            return None

        def show_result(self, result: None) -> None:
            raise AssertionError(result)

    freed_on: list[int] = []
    page = Page()
    weakref.finalize(page, lambda: freed_on.append(threading.get_ident()))
    background.submit("counter", page.work, owner=page, key="k")
    del page
    finish(qtbot, background)
    gc.collect()
    assert freed_on == [threading.get_ident()]


def test_a_page_in_a_ring_of_references_is_never_collected_by_a_worker(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    """Python collects garbage on whatever thread makes it; a widget deleted there takes the program down."""

    class Page(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.itself = self

    def make_garbage() -> None:
        for _ring in range(20_000):
            ring: list[object] = []
            ring.append(ring)

    freed_on: list[int] = []
    weakref.finalize(Page(), lambda: freed_on.append(threading.get_ident()))
    background.submit("counter", make_garbage, owner=owner)
    finish(qtbot, background)
    assert freed_on == []
    qtbot.waitUntil(lambda: freed_on == [threading.get_ident()])


def test_a_failure_goes_to_whoever_asked(qtbot: QtBot, background: Background, owner: QObject) -> None:
    failures: list[Exception] = []
    background.submit("counter", lambda: 1 / 0, failed=failures.append, owner=owner)
    finish(qtbot, background)
    assert [type(failure) for failure in failures] == [ZeroDivisionError]


def test_a_failure_nobody_asked_for_goes_to_the_crash_report(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    with qtbot.waitSignal(background.unforeseen) as reported:
        background.submit("counter", lambda: 1 / 0, owner=owner)
    assert isinstance(reported.args[0], ZeroDivisionError)


def test_the_lane_goes_on_after_a_failure(qtbot: QtBot, background: Background, owner: QObject) -> None:
    results: list[int] = []
    background.submit("paper", lambda: 1 / 0, failed=lambda error: None, owner=owner)
    background.submit("paper", lambda: 7, done=results.append, owner=owner)
    finish(qtbot, background)
    assert results == [7]


def test_what_is_urgent_goes_before_all_that_waits_in_the_order_of_asking(
    qtbot: QtBot, background: Background, owner: QObject
) -> None:
    gate, made = Gate(), []
    background.submit("paper", gate, owner=owner)
    assert gate.started.wait(10)
    for paper, urgent in (("form", False), ("answer", False), ("slip", True), ("another slip", True)):
        background.submit("paper", lambda paper=paper: paper, done=made.append, owner=owner, urgent=urgent)
    background.submit("paper", lambda: "stale", done=made.append, owner=owner, key="k")
    background.submit("paper", lambda: "fresh", done=made.append, owner=owner, key="k", urgent=True)
    gate.let_go.set()
    finish(qtbot, background)
    assert made == ["slip", "another slip", "fresh", "form", "answer"]


def test_idle_is_said_after_the_last_result(qtbot: QtBot, background: Background, owner: QObject) -> None:
    said: list[object] = []
    background.idle.connect(lambda: said.append("idle"))
    background.submit("counter", lambda: "one", done=said.append, owner=owner)
    background.submit("long", lambda: "two", done=said.append, owner=owner)
    finish(qtbot, background)
    assert sorted(map(str, said[:-1])) == ["one", "two"]
    assert said[-1] == "idle"


def test_closing_finishes_what_was_accepted_and_accepts_no_more(qtbot: QtBot, owner: QObject) -> None:
    background, saved = Background(), []
    for number in range(20):
        background.submit("counter", lambda number=number: number, done=saved.append, owner=owner)
    assert background.drain(10)
    assert saved == list(range(20))
    background.submit("counter", lambda: "too late", done=saved.append, owner=owner)
    assert background.is_idle()
    assert saved == list(range(20))


def test_closing_finishes_what_follows_from_what_was_accepted(qtbot: QtBot, owner: QObject) -> None:
    """The visit is registered, then its slip is printed."""
    background, printed = Background(), []

    def print_slip(number: int) -> None:
        background.submit("paper", lambda: number, done=printed.append, owner=owner)

    background.submit("counter", lambda: 147, done=print_slip, owner=owner)
    assert background.drain(10)
    assert printed == [147]


def test_closing_does_not_wait_for_ever(qtbot: QtBot, owner: QObject) -> None:
    background, gate = Background(), Gate()
    background.submit("long", gate, owner=owner)
    assert gate.started.wait(10)
    assert not background.drain(0.01)
    gate.let_go.set()
    finish(qtbot, background)
