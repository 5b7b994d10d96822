"""A complete individual visit, by keys alone: typed, with a reader, and through an input method."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from petitiondesk.rules.identity_numbers import check_digit
from tests.journeys.conftest import Counter
from tests.readme import keys_stated

ID_NUMBER = "33010219720305122" + check_digit("33010219720305122")
FACTS = "今年八月起顶楼屋面漏水，卧室墙面发霉。\n向物业报修三次，每次都说等通知。"


def tell_the_matter(counter: Counter) -> None:
    hands = counter.hands
    assert counter.focus() == "registration.problem_place"
    hands.tell("花园新村2栋")
    hands.press("Return")
    assert counter.focus() == "registration.accused_body"
    hands.tell("花园新村物业")
    hands.press("Return")
    assert counter.focus() == "registration.category_id"
    hands.choose("wy")
    hands.press("Return")
    assert counter.focus() == "registration.facts"
    hands.tell("今年八月起顶楼屋面漏水，卧室墙面发霉。")
    hands.press("Tab")
    assert counter.focus() == "registration.grounds"
    hands.tell("合同写明屋面由物业维修。")
    hands.press("Tab")
    assert counter.focus() == "requests.0.text"
    hands.tell("要求尽快修好屋面")


def assert_registered(counter: Counter, number: str, name: str) -> str:
    """The slip came out, the form is blank, the cursor is in its first field."""
    assert number in counter.message()
    assert counter.bar() == ""
    slip = counter.slips()[-1]
    assert number in slip
    assert name in slip
    assert counter.focus() == "petitioner.id_number"
    assert counter.texts().keys() <= PRESETS
    return slip


PRESETS = {"petitioner.kind", "petitioner.id_type", "petitioner.sex", "registration.purpose", "case.confidentiality"}


def test_typed(counter: Counter) -> None:
    hands = counter.hands
    assert counter.focus() == "petitioner.id_number"
    hands.tell(ID_NUMBER)
    hands.press("Return")
    assert counter.field("petitioner.birth_date") == "1972-03-05"
    assert counter.field("petitioner.sex") == "2"
    hands.tell("李𬭚")
    hands.press("Return")
    hands.tell("13800000042")
    hands.press("Return")
    assert counter.focus() == "petitioner.division_id"
    hands.choose("jq")
    counter.settle()
    hands.press("Return")
    assert counter.focus() == "petitioner.address"
    hands.tell("花园新村2栋1201室")
    hands.press("Return")
    tell_the_matter(counter)
    counter.register()
    slip = assert_registered(counter, "2026-访-000001", "李𬭚")
    assert "最迟于2026年12月8日书面告知您接收情况" in slip
    assert "要求尽快修好屋面" in slip
    assert hands.keys == keys_stated("everything typed")


def test_with_a_reader(counter: Counter) -> None:
    hands = counter.hands
    hands.scan(ID_NUMBER)
    assert counter.focus() == "petitioner.name"
    hands.tell("李𬭚")
    hands.press("Return")
    hands.tell("13800000042")
    hands.press("Return")
    counter.settle()
    hands.press("Right")
    assert counter.focus() == "petitioner.address"
    hands.tell("笕桥街道花园新村2栋1201室")
    hands.press("Return")
    tell_the_matter(counter)
    counter.register()
    assert_registered(counter, "2026-访-000001", "李𬭚")
    assert hands.keys == keys_stated("with a reader")


def test_enter_belongs_to_the_input_method_while_it_composes(counter: Counter) -> None:
    counter.hands.press("Return")
    counter.hands.compose("li")
    counter.hands.press("Return")
    assert counter.focus() == "petitioner.name"
    counter.hands.tell("李")
    counter.hands.press("Return")
    assert counter.focus() == "petitioner.phone"
    assert counter.field("petitioner.name") == "李"


def test_enter_in_the_facts_makes_a_line_and_shift_enter_goes_back(counter: Counter) -> None:
    counter.focus_on("registration.facts")
    for line in FACTS.splitlines():
        counter.hands.tell(line)
        counter.hands.press("Return")
    assert counter.field("registration.facts") == FACTS + "\n"
    counter.hands.press("Shift+Return")
    assert counter.focus() == "registration.category_id"


def test_a_scan_while_an_input_method_composes(counter: Counter) -> None:
    """The reader's digits don't reach the name, and what was being composed is still there to be finished."""
    counter.hands.press("Return")
    counter.hands.tell("李")
    counter.hands.compose("chun")
    counter.hands.scan(ID_NUMBER)
    name = counter.widget("petitioner.name")
    commit = QInputMethodEvent("", [])
    commit.setCommitString("𬭚")
    QApplication.sendEvent(name, commit)
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.field("petitioner.id_number") == ID_NUMBER
    assert counter.focus() == "petitioner.name"


def test_enter_on_a_filled_request_adds_a_line(counter: Counter) -> None:
    counter.focus_on("requests.0.text")
    counter.hands.tell("修好屋面")
    counter.hands.press("Return")
    assert counter.focus() == "requests.1.text"
    counter.hands.tell("赔偿损失")
    counter.hands.press("Return")
    assert counter.focus() == "requests.2.text"
    counter.hands.press("Return")
    assert counter.focus() == "materials.0.name"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_ordinary_visit_is_seen_whole_on_the_screen_that_the_office_has(
    new_counter: Callable[..., Counter], language: str
) -> None:
    counter = new_counter(language)
    counter.window.resize(1366, 768)
    counter.settle()
    form = counter.form
    request = form.form.field("requests.0.text").widget
    seen = form.parentWidget().rect()
    assert seen.contains(request.mapTo(form.parentWidget(), request.rect().bottomLeft()))
