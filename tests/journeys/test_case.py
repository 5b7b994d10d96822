"""A case by keys: opened from the register, a notice on paper recorded, taken back, recorded again; two linked, one
taken out.
"""

from datetime import timedelta

from PySide6.QtWidgets import QLabel, QLineEdit, QTextEdit, QTreeWidget, QWidget

from petitiondesk.windows.driving import in_dialog
from tests.journeys.conftest import Counter, visit
from tests.journeys.stepping import OWN, fill, next_words, page, route, step


def lines(counter: Counter) -> list[list[str]]:
    tree = counter.window.findChild(QTreeWidget, "case_lines")
    assert isinstance(tree, QTreeWidget)
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items if item]


def history(counter: Counter) -> str:
    words = counter.window.findChild(QTextEdit, "case_history")
    assert isinstance(words, QTextEdit)
    return words.toPlainText()


def open_from_register(counter: Counter, number: str) -> None:
    counter.hands.press("Shift+F3")
    counter.settle()
    counter.hands.press("Ctrl+A")
    counter.hands.tell(number)
    counter.settle()
    counter.hands.press("Return")
    counter.settle()
    assert counter.in_sight() == "case"


def test_a_notice_is_recorded_taken_back_and_recorded_again(counter: Counter) -> None:
    visit(counter)
    counter.register()
    number = "2026-访-000001"
    open_from_register(counter, number)
    assert counter.focus() == "case_lines"
    assert lines(counter)[1][0] == number
    route(counter, OWN)
    assert "2026-12-08" in next_words(counter)

    def is_filled(dialog: QWidget) -> None:
        told = {field.objectName(): field.text() for field in dialog.findChildren(QLineEdit) if field.isVisible()}
        assert told["step.to"] == "李𬭚"
        assert told["step.signer"] == "张玲"
        assert told["step.sent_on"] == "2026-11-23"
        fill(counter, {"way": "handed"}, dialog)

    counter.dialog("Ctrl+Return", is_filled)
    counter.settle()
    assert "2026-12-08" not in next_words(counter)
    assert "Alt+Z" in counter.message()
    assert "步骤" in history(counter)
    counter.dialog("Alt+Z", lambda _dialog: (counter.hands.tell("写错了日期"), counter.hands.press("Ctrl+Return")))
    counter.settle()
    assert "2026-12-08" in next_words(counter)
    assert "写错了日期" in history(counter)
    step(counter, way="handed")
    assert "2026-12-08" not in next_words(counter)


def test_two_are_linked_and_one_is_taken_out(counter: Counter) -> None:
    for name in ("李𬭚", "王芳"):
        visit(counter, name)
        counter.register()
    first, second = "2026-访-000001", "2026-访-000002"
    open_from_register(counter, second)

    def nowhere(dialog: QWidget) -> None:
        counter.hands.tell("2026-访-000099")
        counter.hands.press("Return", "Down", "Down", "Return")
        counter.hands.tell("同一件事")
        counter.hands.press("Ctrl+Return")

    asked: list[str] = []

    def there(dialog: QWidget) -> None:
        problem = dialog.findChild(QLabel, "link.to.problem")
        reason = dialog.findChild(QLineEdit, "link.reason")
        assert isinstance(problem, QLabel)
        assert isinstance(reason, QLineEdit)
        asked.extend((problem.text(), reason.text()))
        counter.hands.press("Ctrl+A")
        counter.hands.tell(first)
        counter.hands.press("Ctrl+Return")

    def refused(dialog: QWidget) -> None:
        in_dialog(counter.program.background, lambda: nowhere(dialog), there)

    counter.dialog("Alt+1", refused)
    counter.settle()
    assert "2026-访-000099" in asked[0]
    assert asked[1] == "同一件事"
    assert page(counter).head.number.text() == first
    assert [line[0] for line in lines(counter)[1:3]] == [first, second]
    assert page(counter).lines.key() == ("registration", second)
    counter.dialog("Alt+4", lambda _dialog: (counter.hands.tell("不是一件事"), counter.hands.press("Ctrl+Return")))
    counter.settle()
    assert page(counter).head.number.text() == second
    assert [line[0] for line in lines(counter)[1:2]] == [second]
    assert second in counter.message()


def test_what_is_late_is_said_before_and_nothing_typed_is_lost(counter: Counter) -> None:
    visit(counter)
    counter.register()
    counter.clock.now += timedelta(days=20)
    open_from_register(counter, "2026-访-000001")
    route(counter, OWN)

    def look(dialog: QWidget) -> None:
        late = dialog.findChild(QLabel, "late")
        way = dialog.findChild(QLabel, "step.way.problem")
        assert isinstance(late, QLabel)
        assert isinstance(way, QLabel)
        assert "2026-12-08" in late.text()
        counter.hands.press("Ctrl+Return")
        assert dialog.isVisible()
        assert way.text().strip()
        assert counter.focus() == "step.way"
        counter.hands.press("Down", "Ctrl+Return")

    counter.dialog("Ctrl+Return", look)
    counter.settle()
    assert "逾期" in counter.message()


def test_what_is_reached_from_the_case_is_done_at_the_reception(counter: Counter) -> None:
    visit(counter)
    counter.register()
    counter.hands.press("Ctrl+O")
    counter.settle()
    assert counter.in_sight() == "case"
    counter.hands.press("Alt+E")
    counter.settle()
    assert counter.in_sight() == "reception"
    assert counter.reception.draft_on_screen().form == "correction:2026-访-000001"
