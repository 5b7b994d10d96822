"""A correction on screen: it says what it is as long as it is there, is begun once, and vanishes if nothing changed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from petitiondesk.office import drafts
from petitiondesk.storage import registrations
from tests.journeys.conftest import Counter
from tests.journeys.test_again import enter

FIRST, SECOND = "2026-访-000001", "2026-访-000002"


def heading(counter: Counter) -> str:
    return counter.window.reception._screen.correction_bar.words()


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
    first.window.reception._form.focus("petitioner.address")
    first.hands.tell("花园新村2栋")
    correct(first)
    assert first.field("petitioner.address") == "花园新村2栋"
    assert FIRST in first.message(), "it is on screen already"
    first.hands.press("F8")
    first.settle()
    correct(first)
    assert first.field("petitioner.address") == "花园新村2栋"
    assert first.bar(), "that it was begun before is said"
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
    form = counter.window.reception._form
    form.focus("petitioner.address")
    counter.hands.tell("1")
    counter.window.reception.keep()
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
