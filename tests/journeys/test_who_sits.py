"""Who sits at the counter: one is never asked for, several are; changed by one key, with nothing typed lost."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget
from sqlalchemy import select

from petitiondesk.office import people
from petitiondesk.office.people import About
from petitiondesk.storage.models import Event
from petitiondesk.windows.driving import in_dialog
from tests.journeys.conftest import Counter, visit


def head(counter: Counter) -> str:
    return counter.window.findChild(QLabel, "who_sits").text()


def actors(counter: Counter) -> list[str]:
    with counter.desk.database.read() as session:
        return list(session.scalars(select(Event.actor_name).order_by(Event.sequence)))


def put_on_the_list(counter: Counter, name: str) -> None:
    """By keys alone: the list, somebody new, the name, saved."""

    def write(_form: QWidget) -> None:
        counter.hands.tell(name)
        in_dialog(
            counter.program.background,
            partial(counter.hands.press, "Ctrl+Return"),
            lambda _list: counter.hands.press("Escape"),
        )

    def add(dialog: QWidget) -> None:
        dialog.findChild(QWidget, "row.add").setFocus()
        in_dialog(counter.program.background, partial(counter.hands.press, "Return"), write)

    def go_to_list(dialog: QWidget) -> None:
        dialog.findChild(QWidget, "row.people").setFocus()
        in_dialog(counter.program.background, partial(counter.hands.press, "Return"), add)

    counter.dialog("Shift+F12", go_to_list)
    counter.settle()


def test_a_colleague_is_added_and_sits_down_in_the_middle_of_a_visit(counter: Counter) -> None:
    put_on_the_list(counter, "周敏")
    assert "周敏" in counter.message()
    assert "张玲" in head(counter)
    visit(counter)
    before = counter.texts()
    counter.dialog("Shift+F12", lambda _dialog: counter.hands.press("2"))
    counter.settle()
    assert "周敏" in head(counter)
    assert counter.texts() == before
    counter.register()
    assert "2026-访-000001" in counter.message()
    assert "周敏" in counter.slips()[0]
    assert actors(counter)[-2:] == ["周敏", "周敏"], "the registration and its slip"


def test_of_several_the_one_who_sits_is_chosen_at_the_start(new_counter: Callable[..., Counter]) -> None:
    first = new_counter()
    people.add(first.desk, About("周敏"), now=first.clock())
    first.leave()
    asked = []

    def choose(dialog: QWidget) -> None:
        asked.append(dialog.objectName())
        first.hands.press("2")

    opened: list[Counter] = []
    in_dialog(first.program.background, lambda: opened.append(new_counter()), choose)
    assert asked == ["who_sits"]
    assert "周敏" in head(opened[0])
