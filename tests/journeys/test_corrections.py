"""A correction on screen: it says what it is as long as it is there, is begun once, and vanishes if nothing changed."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from petitiondesk.office import corrections, drafts
from petitiondesk.office.drafts import kinds
from petitiondesk.storage import registrations
from petitiondesk.storage.models import Draft
from tests.journeys.conftest import Counter
from tests.journeys.test_again import enter, heading

FIRST, SECOND = "2026-访-000001", "2026-访-000002"


def correct(counter: Counter) -> None:
    counter.hands.press("Alt+E")
    counter.settle()


def forms(counter: Counter) -> list[str]:
    return [draft.form for draft in drafts.waiting(counter.desk)]


def test_the_heading_of_a_correction_stays_in_sight_and_names_the_way_out(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    correct(counter)
    counter.hands.scan("330102197203051229")
    counter.hands.press("Alt+R")
    counter.settle()
    assert FIRST in heading(counter)
    assert "Ctrl+Enter" in heading(counter)
    assert "Alt+X" in heading(counter)
    counter.hands.press("Alt+X")
    counter.settle()
    assert heading(counter) == ""
    assert FIRST in counter.message()
    assert forms(counter) == []
    correct(counter)
    assert counter.field("registration.purpose") == "claim", "the record stayed as it was"


def test_a_correction_is_begun_once(new_counter: Callable[..., Counter]) -> None:
    first = new_counter()
    enter(first, "李𬭚", "屋顶漏水。")
    first.register()
    correct(first)
    first.focus_on("petitioner.address")
    first.hands.tell("花园新村2栋")
    correct(first)
    assert first.field("petitioner.address") == "花园新村2栋"
    assert FIRST in first.message(), "it is on screen already"
    first.hands.press("F8")
    first.settle()
    correct(first)
    assert first.field("petitioner.address") == "花园新村2栋"
    [said] = first.reception.bar.by_name().values()
    assert (bool(said.words), said.state) == (True, "ok"), "that it was begun before is said, and no alarm"
    assert forms(first) == [f"correction:{FIRST}"]
    first.leave()
    second = new_counter()
    correct(second)
    assert second.field("petitioner.address") == "花园新村2栋"
    seen: list[str] = []

    def give_reason(dialog: QWidget) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        second.hands.tell("补住址")
        second.hands.press("Ctrl+Return")

    second.dialog("Ctrl+Return", give_reason)
    assert any("详细住址" in words and "姓名" not in words for words in seen), "only what was changed is named"
    assert forms(second) == []
    with second.desk.database.read() as session:
        visit = registrations.with_everything(session, FIRST)
        assert visit is not None
        assert visit.parties[0].petitioner.address == "花园新村2栋"


def test_a_correction_in_which_nothing_changed_vanishes_when_it_is_left(new_counter: Callable[..., Counter]) -> None:
    counter = new_counter()
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    enter(counter, "王芳", "工资没发。", phone="13900000001")
    counter.register()
    for leave in ("F8", "F9"):
        correct(counter)
        if leave == "F8":
            counter.hands.press("F8")
        else:
            counter.dialog("F9", lambda dialog: dialog.close())
        counter.settle()
        assert forms(counter) == []
    correct(counter)
    form = counter.form
    form.focus("petitioner.address")
    counter.hands.tell("1")
    counter.reception.keep()
    counter.settle()
    assert forms(counter) == [f"correction:{SECOND}"]
    counter.hands.press("Backspace", "Ctrl+L", "Down", "Alt+E")
    counter.settle()
    assert FIRST in heading(counter), "another one is corrected now"
    assert forms(counter) == [], "what was typed and taken back is no change"
    counter.leave()
    assert forms(new_counter()) == []


def test_saving_what_the_record_says_asks_for_no_reason(counter: Counter) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    counter.hands.press("Alt+E")
    counter.settle()
    counter.hands.press("Ctrl+Return")
    counter.settle()
    assert "未作更正" in counter.message()
    assert counter.bar() == ""
    assert counter.field("petitioner.name") == "李𬭚"


def correct_elsewhere(counter: Counter, **changed: str) -> None:
    """A colleague at another counter puts the first registration right."""
    told = {f"petitioner.{name}": text for name, text in changed.items()}
    record = corrections.on_record(counter.desk, FIRST)
    now = counter.clock()
    draft = Draft("elsewhere", kinds.form_of(kinds.Correction(FIRST)), now, now, {**record, **told}, opened=record)
    corrections.correct(counter.desk, draft, reason="听错了", now=now)


def type_address(counter: Counter, address: str) -> None:
    counter.focus_on("petitioner.address")
    counter.hands.tell(address)


def save(counter: Counter, then: Callable[[], object] = lambda: None) -> None:
    def give_reason(_dialog: QWidget) -> None:
        counter.hands.tell("补住址")
        then()
        counter.hands.press("Ctrl+Return")

    counter.dialog("Ctrl+Return", give_reason)


def lines_of_reason(counter: Counter) -> list[str]:
    """What stands in the dialog that asks for the reason."""
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.close()

    counter.dialog("Ctrl+Return", look)
    return seen


def test_what_was_and_what_will_be_stand_where_the_reason_is_asked(counter: Counter) -> None:
    enter(counter, "李醇", "屋顶漏水，物业说等雨停了再来修，等了两个月没有人来。", phone="13900000001")
    counter.register()
    correct(counter)
    form = counter.form
    form.focus("petitioner.phone")
    counter.hands.press("Ctrl+A")
    counter.hands.tell("13900000002")
    form.focus("registration.facts")
    counter.hands.press("Ctrl+End")
    counter.hands.tell("十月又漏了一次。")
    type_address(counter, "花园新村2栋")
    counter.hands.press("Alt+S")
    form.tick("needs.old_age")
    seen = lines_of_reason(counter)
    assert "电话：13900000001 → 13900000002" in seen
    assert "详细住址：空白 → 花园新村2栋" in seen
    assert any(line.startswith("事实：…") and "十月又漏了一次" in line and "屋顶" not in line for line in seen), seen
    assert any("未勾选 → 已勾选" in line for line in seen)


def test_the_reason_of_a_correction_shows_nothing_that_others_must_not_read(counter: Counter) -> None:
    enter(counter, "李醇", "局长收钱。")
    counter.hands.press("Alt+R")
    counter.register()
    correct(counter)
    type_address(counter, "花园新村2栋")
    counter.focus_on("registration.facts")
    counter.hands.tell("还收了烟。")
    seen = lines_of_reason(counter)
    assert {"详细住址", "事实"} <= set(seen)
    assert not any(hidden in line for hidden in ("花园", "局长", "烟") for line in seen)


def test_a_correction_by_somebody_else_meanwhile_is_not_overwritten(counter: Counter) -> None:
    enter(counter, "李醇", "屋顶漏水。")
    counter.register()
    correct(counter)
    correct_elsewhere(counter, phone="13900000001")
    type_address(counter, "花园新村2栋")
    save(counter)
    assert corrections.on_record(counter.desk, FIRST)["petitioner.phone"] == "13900000001"
    assert counter.field("petitioner.address") == "花园新村2栋", "what was typed is still there"
    assert counter.bar() != ""
    assert counter.field("petitioner.phone") == "13900000001", "on top of what the record says now"
    assert counter.earlier().current() is None, "a registration is not its own earlier one"
    save(counter)
    record = corrections.on_record(counter.desk, FIRST)
    assert (record["petitioner.phone"], record["petitioner.address"]) == ("13900000001", "花园新村2栋")


def test_what_two_counters_corrected_differently_is_handed_back_in_words(counter: Counter) -> None:
    enter(counter, "李醇", "屋顶漏水。")
    counter.register()
    correct(counter)
    correct_elsewhere(counter, address="桃园新村9栋")
    type_address(counter, "花园新村2栋")
    save(counter)
    assert counter.field("petitioner.address") == "桃园新村9栋"
    assert "详细住址：同事已改为 桃园新村9栋，您填的是 花园新村2栋。" in heading(counter)


def test_keys_typed_while_a_refused_correction_is_fetched_again_stay(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    correct(counter)
    type_address(counter, "花园新村2栋")
    correct_elsewhere(counter, phone="13900000001")
    fetched, typed = registrations.with_everything, threading.Event()

    def slow(*arguments: Any) -> object:
        if "没有保存" in counter.bar():
            assert typed.wait(10)
        return fetched(*arguments)

    def type_on() -> None:
        if "没有保存" not in counter.bar() or not counter.window.isActiveWindow():
            counter.window.activateWindow()
            QTimer.singleShot(10, type_on)
            return
        counter.focus_on("petitioner.address")
        counter.hands.press("End")
        counter.hands.tell("301室")
        typed.set()

    monkeypatch.setattr(registrations, "with_everything", slow)
    save(counter, lambda: QTimer.singleShot(10, type_on))
    assert counter.field("petitioner.address") == "花园新村2栋301室"
    assert counter.field("petitioner.phone") == "13900000001"
    assert "没有保存" in counter.bar()
    counter.hands.tell("东")
    assert counter.field("petitioner.address") == "花园新村2栋301室东", "the next key goes where the last one went"
    monkeypatch.undo()
    save(counter)
    record = corrections.on_record(counter.desk, FIRST)
    assert (record["petitioner.address"], record["petitioner.phone"]) == ("花园新村2栋301室东", "13900000001")


@pytest.mark.parametrize("way", ["F9", "Alt+E", "restart", "Alt+L"])
def test_what_a_colleague_put_otherwise_is_told_again(new_counter: Callable[..., Counter], way: str) -> None:
    counter = new_counter()
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    correct(counter)
    type_address(counter, "花园新村2栋")
    correct_elsewhere(counter, address="桃园新村9栋")
    save(counter)
    assert "桃园新村9栋" in heading(counter)
    assert "花园新村2栋" in heading(counter)
    if way == "Alt+L":
        counter.hands.press("Alt+L")
        counter.settle()
        counter.hands.press("Alt+L")
        counter.settle()
    elif way == "restart":
        counter.leave()
        counter = new_counter()
    else:
        counter.hands.press("F8")
        counter.settle()
    if way in ("F9", "restart"):
        counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    elif way == "Alt+E":
        correct(counter)
    assert counter.field("petitioner.address") == "桃园新村9栋"
    assert "桃园新村9栋" in heading(counter)
    assert "花园新村2栋" in heading(counter)


@pytest.mark.parametrize("by_older_program", [False, True])
def test_a_correction_that_waited_stands_on_top_of_the_record_before_it_is_saved(
    counter: Counter, by_older_program: bool
) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    counter.register()
    correct(counter)
    type_address(counter, "花园新村2栋")
    counter.hands.press("F8")
    counter.settle()
    if by_older_program:
        [kept] = drafts.waiting(counter.desk)
        drafts.keep(counter.desk, replace(kept, opened={}))
    correct_elsewhere(counter, phone="13900000001")
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("petitioner.phone") == "13900000001"
    assert counter.field("petitioner.address") == "花园新村2栋"
    save(counter)
    record = corrections.on_record(counter.desk, FIRST)
    assert (record["petitioner.address"], record["petitioner.phone"]) == ("花园新村2栋", "13900000001")


def test_a_correction_of_what_is_not_on_record_is_shown_and_told(counter: Counter) -> None:
    now = counter.clock()
    drafts.keep(
        counter.desk,
        Draft("stray", kinds.form_of(kinds.Correction("2026-访-000099")), now, now, {"petitioner.name": "李"}),
    )
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("petitioner.name") == "李"
    assert "2026-访-000099" in counter.bar()


def test_who_was_a_minor_at_receipt_is_one_in_the_correction(counter: Counter) -> None:
    enter(counter, "小李", "被打。")
    counter.focus_on("petitioner.birth_date")
    counter.hands.tell("2008-11-25")
    counter.register()
    counter.clock.now += timedelta(days=5)
    correct(counter)
    assert counter.screen.minor_bar.words()
