"""The register: read masked, looked through by words, opened by Enter."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from petitiondesk.rules.acts import Thing
from petitiondesk.storage import register as storage_register
from petitiondesk.storage.errors import IoTrouble
from petitiondesk.windows import theme
from petitiondesk.windows.settings import STEP
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter, visit

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter
look_as_before = journeys.look_as_before


def table(counter: Counter) -> QTableView:
    found = counter.window.findChild(QTableView, "register_table")
    assert isinstance(found, QTableView)
    return found


def lines(counter: Counter) -> list[list[str]]:
    model = table(counter).model()
    for _look in range(2):  # the first asks for the lines
        said = [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]
        counter.settle()
    return said


def words(counter: Counter) -> str:
    return " ".join(label.text() for label in counter.window.page("register").findChildren(QLabel) if label.isVisible())


def case_in_sight(counter: Counter) -> str:
    """The number of the case in sight."""
    assert counter.in_sight() == "case"
    return counter.window.findChild(QLabel, "case_number").text()


def register_some(counter: Counter) -> None:
    visit(counter)
    counter.register()
    visit(counter, "王芳")
    counter.hands.press("Alt+R")
    counter.register()


def test_an_empty_register_says_what_to_do(counter: Counter) -> None:
    counter.hands.press("Shift+F3")
    counter.settle()
    assert "F2" in words(counter)
    assert not table(counter).isVisible()
    counter.touch(Thing.REGISTRATION)
    counter.hands.press("F2")
    assert counter.focus() == "petitioner.id_number"


def test_a_register_that_can_not_be_read_says_so_and_is_read_by_f5(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_some(counter)

    def broken(*_arguments: object, **_told: object) -> None:
        raise IoTrouble(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(storage_register, "ids", broken)
        counter.hands.press("Shift+F3")
        counter.settle()
        assert "office.db" in words(counter)
        assert not table(counter).isVisible()
    counter.hands.press("F5")
    counter.settle()
    assert len(lines(counter)) == 2
    assert "office.db" not in words(counter)
    assert counter.focus() == "register_search"


def test_the_register_is_read_masked_and_opened_by_enter(counter: Counter) -> None:
    register_some(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    assert counter.focus() == "register_search"
    restricted, plain = lines(counter)
    assert restricted == ["2026-访-000002", "", "", "", "检举控告类事项", "", ""]
    assert plain[:4] == ["2026-访-000001", "2026-11-23", "来访", "李*"]
    assert plain[6] == "一般"
    assert plain[5]
    asked: list[str] = []
    counter.hands.press("Down")
    counter.hands.press("Return")
    counter.settle()
    assert case_in_sight(counter) == "2026-访-000001"
    counter.hands.press("Shift+F3", "Ctrl+K")
    counter.hands.tell("2026-访-000002")
    counter.dialog("Return", lambda dialog: (asked.append(dialog.objectName()), dialog.close()))
    assert asked == ["purpose"]
    assert counter.in_sight() == "register"


def test_the_highlighted_line_stays_when_it_is_read_anew(counter: Counter) -> None:
    register_some(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Down")
    counter.hands.press("F2")
    visit(counter, "赵六")
    counter.register()
    counter.touch(Thing.REGISTRATION)
    counter.hands.press("Shift+F3")
    counter.settle()
    assert len(lines(counter)) == 3
    assert table(counter).currentIndex().siblingAtColumn(0).data() == "2026-访-000001"


def test_what_is_chosen_for_a_registration_is_done_where_it_belongs(counter: Counter) -> None:
    register_some(counter)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Ctrl+K")
    counter.hands.tell("2026-访-000001")
    counter.dialog("Return", lambda _dialog: counter.hands.press("Alt+E"))
    counter.settle()
    assert counter.in_sight() == "reception"
    assert counter.reception.draft_on_screen().form == "correction:2026-访-000001"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("percent", [100, 200])
def test_a_picture_of_the_register(
    new_counter: Callable[..., Counter], qapp: QApplication, language: str, percent: int
) -> None:
    counter = new_counter(language)
    register_some(counter)
    if percent != 100:
        counter.window._station.settings.percent = percent - STEP
        counter.hands.press("Ctrl+=")
    counter.window.resize(1366, 768)
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.window.grab().save(str(counter.folder / "register.png"))
    head = table(counter).horizontalHeader()
    assert counter.window.width() == 1366
    assert percent > 100 or head.length() <= table(counter).viewport().width()
    for column in range(head.count()):
        assert head.sectionSize(column) >= head.sectionSizeHint(column), column
    theme.apply(qapp)


def test_what_is_typed_is_looked_for_in_the_register(counter: Counter) -> None:
    for name, facts in (("李明", "屋顶漏水"), ("王芳", "路灯不亮"), ("周敏", "地下室漏水")):
        counter.hands.press("Return")
        counter.hands.tell(name)
        counter.focus_on("registration.facts")
        counter.hands.tell(facts)
        counter.register()
    counter.hands.press("Shift+F3")
    counter.hands.tell("漏水")
    counter.settle()
    assert shown_numbers(counter) == ["2026-访-000003", "2026-访-000001"]
    counter.hands.press("Down")
    counter.hands.press("Return")
    counter.settle()
    assert case_in_sight(counter) == "2026-访-000001"
    counter.hands.press("Shift+F3", "Escape")
    counter.hands.tell("2026f2")
    counter.settle()
    assert shown_numbers(counter) == ["2026-访-000002"]
    counter.hands.tell("没有的词")
    counter.settle()
    assert "2026f2没有的词" in counter.window.findChild(QLabel, "register_words").text()
    counter.hands.press("Escape")
    counter.settle()
    assert len(shown_numbers(counter)) == 3


def test_words_typed_into_the_window_s_box_are_looked_for_in_the_register(counter: Counter) -> None:
    visit(counter, "李明")
    counter.register()
    visit(counter, "王芳")
    counter.hands.press("Ctrl+K")
    counter.hands.tell("屋顶")
    counter.hands.press("Return")
    counter.settle()
    assert counter.focus() == "register_search"
    assert shown_numbers(counter) == ["2026-访-000001"]
    counter.hands.press("F2")
    assert counter.field("petitioner.name") == "王芳", "what is being typed stays"


def shown_numbers(counter: Counter) -> list[str]:
    model = table(counter).model()
    return [str(model.data(model.index(place, 0))) for place in range(model.rowCount())]
