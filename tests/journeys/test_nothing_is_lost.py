"""Keys pressed at once after Ctrl+Enter: another language, larger type, closing. The slip comes out all the same."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from petitiondesk.office import corrections, drafts, finding
from petitiondesk.storage import history, registrations
from petitiondesk.storage.errors import DiskFull
from petitiondesk.windows import at_rest
from petitiondesk.windows.printing import PrintTrouble
from tests.journeys.conftest import Counter, visit

NUMBER = "2026-访-000001"

pytestmark = pytest.mark.usefixtures("look_as_before")


def full(*_arguments: object, **_named: object) -> int:
    raise DiskFull(place="office.db")


# -- the window is built anew ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Alt+L", "Ctrl+="])
def test_the_slip_and_its_message_come_whatever_the_window_does(counter: Counter, key: str) -> None:
    visit(counter)
    counter.hands.press("Ctrl+Return", key)
    counter.settle()
    assert NUMBER in counter.slips()[0]
    assert NUMBER in counter.message()
    assert "2026-12-08" in counter.message(), "the day is said that the office owes its next step by"


def test_a_full_disk_brings_the_visit_back_into_the_new_window(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(counter)
    with monkeypatch.context() as patch:
        patch.setattr(history, "record", full)
        counter.hands.press("Ctrl+Return", "Alt+L")
        counter.settle()
    assert counter.field("petitioner.name") == "李𬭚"
    assert "full" in counter.bar()


def test_a_printer_s_failure_is_read_in_the_new_window(counter: Counter) -> None:
    counter.fail_printing = PrintTrouble("no printer")
    visit(counter)
    counter.hands.press("Ctrl+Return", "Ctrl+=")
    counter.settle()
    assert NUMBER in counter.bar()
    counter.hands.press("Ctrl+=")
    counter.settle()
    assert NUMBER in counter.bar(), "and in the one after it"
    counter.fail_printing = None
    counter.hands.press("Ctrl+P")
    counter.settle()
    assert counter.bar() == ""


def test_each_try_that_failed_is_heard(counter: Counter) -> None:
    counter.fail_printing = PrintTrouble("no printer")
    visit(counter)
    counter.register()
    heard = counter.message()
    counter.clock.now += timedelta(seconds=5)
    counter.hands.press("Ctrl+P")
    counter.settle()
    assert NUMBER in counter.message() != heard


def test_the_next_key_goes_where_the_last_one_went(counter: Counter) -> None:
    visit(counter)
    counter.hands.press("Alt+L")
    counter.settle()
    counter.hands.tell("卧室发霉。")
    assert counter.field("registration.facts") == "屋顶漏水。卧室发霉。"


def test_a_correction_still_knows_what_it_began_with(counter: Counter) -> None:
    visit(counter)
    counter.register()
    counter.hands.press("Alt+E")
    counter.settle()
    counter.focus_on("petitioner.address")
    counter.hands.tell("花园新村2栋")
    draft = counter.reception.draft_on_screen()
    assert draft is not None
    other = replace(draft, id="other", fields={**draft.opened, "petitioner.phone": "13900000001"})
    corrections.correct(counter.desk, other, reason="电话换了", now=counter.clock())
    counter.hands.press("Alt+L")
    counter.settle()

    def give_reason(_dialog: object) -> None:
        counter.hands.tell("补住址")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Ctrl+Return", give_reason)
    assert corrections.on_record(counter.desk, NUMBER)["petitioner.phone"] == "13900000001"


@pytest.mark.parametrize("way", ["F9", "Alt+L", "restart"])
def test_what_was_taken_over_is_taken_back_whatever_came_in_between(
    new_counter: Callable[..., Counter], way: str
) -> None:
    counter = new_counter()
    visit(counter)
    for path, text in (("petitioner.phone", "13800000042"), ("petitioner.address", "花园新村2栋")):
        counter.focus_on(path)
        counter.hands.tell(text)
    counter.register()
    visit(counter)
    counter.settle()
    counter.focus_on("petitioner.phone")
    counter.hands.tell("13800000042")
    counter.hands.press("Alt+2")
    counter.settle()
    assert counter.field("petitioner.address") == "花园新村2栋"
    if way == "Alt+L":
        counter.hands.press("Alt+L")
        counter.settle()
    elif way == "restart":
        counter.leave()
        counter = new_counter()
    else:
        counter.hands.press("F8")
        counter.settle()
    if way != "Alt+L":
        counter.dialog("F9", partial(_press_return, counter))
    counter.hands.press("Alt+3")
    counter.settle()
    assert counter.field("petitioner.address") == ""
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.field("petitioner.phone") == "13800000042", "the visitor told it"
    counter.register()
    with counter.desk.database.read() as session:
        first, second = (registrations.with_everything(session, f"2026-访-00000{place}") for place in (1, 2))
        assert first is not None
        assert second is not None
        assert second.parties[0].petitioner_id != first.parties[0].petitioner_id


# -- closing -----------------------------------------------------------------------------------------------------------


def test_closing_waits_for_the_slip(counter: Counter) -> None:
    visit(counter)
    counter.hands.press("Ctrl+Return", "Ctrl+Q")
    counter.settle()
    assert NUMBER in counter.slips()[0]
    assert not counter.window.isVisible()


def test_a_slip_that_fails_while_closing_is_read_before_the_window_goes(counter: Counter) -> None:
    counter.fail_printing = PrintTrouble("no printer")
    visit(counter)
    counter.hands.press("Ctrl+Return", "Ctrl+Q")
    counter.settle()
    assert counter.window.isVisible()
    assert NUMBER in counter.bar()
    assert "Ctrl+Q" in counter.message()
    counter.hands.press("Ctrl+Q")
    counter.settle()
    assert not counter.window.isVisible()


def test_what_is_typed_last_is_kept_or_the_person_learns_it(
    new_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = new_counter()
    visit(first)
    with monkeypatch.context() as patch:
        patch.setattr(type(first.desk.drafts), "keep", full)
        first.hands.press("Ctrl+Q")
        first.settle()
        assert first.window.isVisible()
        assert "磁盘" in first.bar()
    first.hands.press("Ctrl+Q")
    first.settle()
    assert not first.window.isVisible()
    second = new_counter()
    second.dialog("F9", lambda _dialog: second.hands.press("Return"))
    assert second.field("registration.facts") == "屋顶漏水。"


def test_what_could_not_be_kept_while_somebody_else_is_on_screen_is_kept_or_told(
    new_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = new_counter()
    visit(first, "王芳")
    first.hands.press("F8")
    first.settle()
    visit(first)
    with monkeypatch.context() as patch:
        patch.setattr(type(first.desk.drafts), "keep", full)
        first.dialog("F9", partial(_press_return, first))
        assert first.field("petitioner.name") == "王芳"
        first.hands.press("Ctrl+Q")
        first.settle()
        assert first.window.isVisible()
        assert "磁盘" in first.bar()
        assert "Ctrl+Q" in first.message()
    first.hands.press("Ctrl+Q")
    first.settle()
    assert not first.window.isVisible()
    second = new_counter()
    assert {draft.fields["petitioner.name"] for draft in drafts.waiting(second.desk)} == {"王芳", "李𬭚"}


def test_closing_tells_what_can_not_be_kept_though_it_was_told_before(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(counter)
    monkeypatch.setattr(type(counter.desk.drafts), "keep", full)
    counter.reception.keep()
    counter.settle()
    assert "磁盘" in counter.bar()
    counter.hands.press("Ctrl+Q")
    counter.settle()
    assert counter.window.isVisible()
    assert "Ctrl+Q" in counter.message()
    counter.hands.press("Ctrl+Q")
    counter.settle()
    assert not counter.window.isVisible(), "whoever has read it twice may go"


def test_a_printer_that_never_answers_holds_nobody(
    new_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_rest, "CLOSING_SECONDS", 1)
    counter = new_counter()
    answers, hangs = threading.Event(), threading.Event()

    def hang(*_paper: object) -> None:
        hangs.set()
        assert answers.wait(30)

    monkeypatch.setattr(counter, "_put", hang)
    visit(counter)
    counter.hands.press("Ctrl+Return", "Ctrl+Q")
    bar = counter.window.notices
    while not (hangs.is_set() and bar.words()):
        QApplication.processEvents()
    assert "Ctrl+Q" in bar.words()
    assert counter.window.isVisible()
    counter.hands.press("Ctrl+Q")
    assert not counter.window.isVisible()
    answers.set()
    counter.settle()
    assert finding.latest(counter.desk)[0].number == NUMBER


def test_a_visit_typed_while_the_window_closes_is_kept(new_counter: Callable[..., Counter]) -> None:
    first = new_counter()
    visit(first, "王芳")
    first.hands.press("Ctrl+Return", "Ctrl+Q")
    visit(first)
    first.settle()
    assert not first.window.isVisible()
    second = new_counter()
    second.dialog("F9", partial(_press_return, second))
    assert second.field("petitioner.name") == "李𬭚"


def _press_return(counter: Counter, _dialog: object) -> None:
    counter.hands.press("Return")
