"""The reception page: the focus is where the next key belongs, and nothing that is wrong holds a visitor up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter

FIRST = "petitioner.id_number"


def problem(counter: Counter, path: str) -> str:
    return str(counter.reception._form.form.field(path).problem.text())


@contextmanager
def held_up(counter: Counter) -> Iterator[None]:
    """The database is busy: whatever is asked of it is answered only at the end."""
    go_on = Event()
    for lane in ("counter", "reading"):
        counter.program.background.submit(lane, go_on.wait, owner=counter.window)
    try:
        yield
    finally:
        go_on.set()
        counter.settle()


def tell_who(counter: Counter, name: str, phone: str) -> None:
    counter.hands.press("Return")
    counter.hands.tell(name)
    counter.hands.press("Return")
    counter.hands.tell(phone)


def press(*keys: str) -> Callable[[Counter], None]:
    return lambda counter: counter.hands.press(*keys)


LEAVE = {
    "registered": press("Ctrl+Return"),
    "put aside": press("F8"),
    "ended": press("Alt+X"),
    "somebody else": press("Alt+3"),
    "another one corrected": press("Alt+E"),
}


@pytest.mark.parametrize("left", LEAVE)
def test_a_look_up_under_way_shows_nothing_over_the_next_visitor(counter: Counter, qtbot: QtBot, left: str) -> None:
    for name, phone in (("李𬭚", "13800000042"), ("王芳", "13900000001")):
        tell_who(counter, name, phone)
        counter.register()
    page = counter.reception
    tell_who(counter, "李𬭚", "13800000042")
    with held_up(counter):
        qtbot.waitUntil(lambda: not page._same_person._wait.isActive())
        LEAVE[left](counter)
    assert page.side.earlier.current() is None


@pytest.mark.parametrize("left", ["registered", "put aside", "somebody else"])
def test_details_asked_for_never_come_into_the_next_visitors_form(counter: Counter, left: str) -> None:
    tell_who(counter, "李𬭚", "13800000042")
    counter.reception._form.focus("petitioner.address")
    counter.hands.tell("花园新村2栋")
    counter.register()
    counter.hands.press("Return")
    counter.hands.tell("李𬭚")
    counter.settle()
    with held_up(counter):
        counter.hands.press("Alt+2")
        LEAVE[left](counter)
    assert counter.field("petitioner.address") == ""
    assert counter.field("petitioner.phone") == ""


@pytest.mark.parametrize("next_visitor", [False, True])
def test_a_county_is_offered_to_its_own_visitor_only(counter: Counter, next_visitor: bool) -> None:
    division = counter.reception._form.form.field("petitioner.division_id").widget
    with held_up(counter):
        counter.hands.tell("330102197203051227")
        if next_visitor:
            counter.hands.press("F8")
            counter.hands.tell("33010")
    division.setFocus()
    counter.hands.press("Right")
    assert bool(division.text()) is not next_visitor


def test_the_focus_after_each_act(counter: Counter) -> None:
    hands = counter.hands
    assert counter.focus() == FIRST
    hands.press("F7")
    assert counter.focus() == "registration.visitor_count"
    hands.press("F6")
    assert counter.focus() == "parties.4.name"
    hands.press("Alt+J")
    assert counter.focus() == "prior_procedures.0.kind"
    hands.press("Alt+G")
    assert counter.focus() == "registration.problem_division_id"
    hands.press("Alt+M")
    assert counter.focus() == "materials.0.name"
    hands.tell("合同")
    hands.press("F8")
    counter.settle()
    assert counter.focus() == FIRST
    hands.tell("1")
    counter.register()
    assert counter.focus() == FIRST
    hands.press("Ctrl+L")
    assert counter.focus() == "latest"
    hands.press("F2")
    assert counter.focus() == FIRST


def test_everything_wrong_at_once_is_said_and_registered(counter: Counter) -> None:
    form = counter.reception._form
    wrong = {
        FIRST: "33010219720305122",
        "petitioner.phone": "12",
        "petitioner.birth_date": "2099-13-41",
        "petitioner.division_id": "不知何处",
        "registration.category_id": "不在表内",
        "materials.0.copies": "两",
    }
    counter.hands.press("F7")
    counter.hands.tell("几个人")
    for path, text in wrong.items():
        form.focus(path)
        counter.hands.tell(text)
    form.focus("registration.grounds")
    counter.settle()
    for path in (*wrong, "registration.visitor_count", "registration.facts", "petitioner.name", "requests.0.text"):
        assert problem(counter, path), path
    counter.register()
    assert "2026-访-000001" in counter.message()
    assert counter.bar() == ""


def test_a_blank_form_is_not_scolded(counter: Counter) -> None:
    said = [field.problem.text() for field in counter.reception._form.form._fields.values()]
    assert set(said) == {""}


def test_what_is_missing_is_said_from_the_first_key_and_goes_when_it_is_there(counter: Counter) -> None:
    counter.hands.press("Return")
    counter.hands.tell("李")
    assert problem(counter, "registration.facts")
    assert not problem(counter, "petitioner.name")
    counter.hands.press("Backspace")
    assert problem(counter, "petitioner.name")


def test_nobody_is_called_anonymous_who_gave_no_name(counter: Counter) -> None:
    counter.reception._form.focus("registration.facts")
    counter.hands.tell("路灯坏了。")
    counter.register()
    line = counter.reception.side.latest.item(0).text()
    assert "未留姓名" in line
    assert "匿名" not in line


def test_somebody_else_puts_the_list_away(counter: Counter) -> None:
    for _ in range(2):
        counter.hands.press("Return")
        counter.hands.tell("李𬭚")
        counter.hands.press("Return")
        counter.hands.tell("13800000042")
        counter.settle()
        if counter.reception.side.earlier.current() is None:
            counter.register()
    assert counter.reception.side.earlier.current() is not None
    counter.hands.press("Alt+3")
    assert counter.reception.side.earlier.current() is None
    assert counter.focus() == "petitioner.phone"


def test_the_main_button_says_what_ctrl_enter_does(counter: Counter) -> None:
    button = counter.reception.findChild(QPushButton, "register_button")
    tell_who(counter, "李𬭚", "13800000042")
    assert button.text() == "登记  Ctrl+Enter"
    counter.register()
    counter.hands.press("Alt+E")
    counter.settle()
    assert button.text() == "保存更正  Ctrl+Enter"
    counter.hands.press("Alt+X")
    counter.settle()
    assert button.text() == "登记  Ctrl+Enter"


def test_what_was_registered_on_another_day_says_the_day(counter: Counter) -> None:
    tell_who(counter, "李𬭚", "13800000042")
    counter.register()
    counter.clock.now += timedelta(days=1)
    tell_who(counter, "王芳", "13900000001")
    counter.register()
    latest = counter.reception.side.latest
    assert latest.item(0).text().split() == ["2026-访-000002", "09:30", "王*"]
    assert latest.item(1).text().split() == ["2026-访-000001", "11-23", "李*"]


def test_who_was_here_before_is_not_read_over_a_shoulder(counter: Counter) -> None:
    tell_who(counter, "欧阳小红", "13800000042")
    counter.register()
    latest = counter.reception.side.latest
    assert "小红" not in latest.item(0).text() + latest.item(0).toolTip()
    assert "欧阳**" in latest.item(0).text()


def test_the_registration_linked_to_is_named_and_marked(counter: Counter) -> None:
    for _ in range(2):
        tell_who(counter, "李𬭚", "13800000042")
        counter.register()
    tell_who(counter, "李𬭚", "13800000042")
    counter.settle()
    panel = counter.reception.side.earlier
    named: list[str] = []
    counter.hands.press("Alt+Down")
    assert panel.current().number == "2026-访-000001"
    counter.dialog("Alt+1", lambda dialog: (named.append(said_in(dialog)), counter.hands.press("2")))
    counter.settle()
    assert "2026-访-000001" in named[0]
    assert said_in(panel).count("已关联") == 1
    counter.hands.press("Alt+3")
    counter.settle()
    assert "已关联" not in said_in(panel)


def said_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))
