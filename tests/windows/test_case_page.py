"""The case page: what it says without a case and in trouble, what stays when it is read anew, what its keys reach."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPlainTextEdit, QTextEdit, QWidget

from petitiondesk.office import steps
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.storage import cases as storage_cases
from petitiondesk.storage.errors import IoTrouble
from petitiondesk.windows import theme
from petitiondesk.windows.driving import in_dialog
from petitiondesk.windows.settings import STEP
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter, visit
from tests.journeys.stepping import OWN, fill, page, route
from tests.office.conftest import told_in_history

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter
look_as_before = journeys.look_as_before

NUMBER = "2026-访-000001"
WITHDRAWN = {"received_on": "2026-11-23", "words": "不再要求办理"}
HELPED = {"done_on": "2026-11-23", "summary": "请区住建局帮助"}


def words(counter: Counter) -> str:
    return " ".join(label.text() for label in page(counter).findChildren(QLabel) if label.isVisible())


def history(counter: Counter) -> str:
    found = counter.window.findChild(QTextEdit, "case_history")
    assert isinstance(found, QTextEdit)
    return found.toPlainText()


def record(desk: Desk, counter: Counter, told: dict[str, str] | None = None) -> int:
    done = steps.record(desk, NUMBER, StepKind.HELP, told or HELPED, now=counter.clock())
    return done.step_id


@pytest.fixture
def at_case(counter: Counter) -> Counter:
    visit(counter)
    counter.register()
    counter.hands.press("Ctrl+O")
    counter.settle()
    assert counter.in_sight() == "case"
    return counter


def test_without_a_case_it_says_how_one_gets_there(counter: Counter) -> None:
    counter.hands.press("Shift+F4")
    counter.settle()
    for key in ("Shift+F3", "Ctrl+O", "Ctrl+K"):
        assert key in words(counter)
    for key in ("Ctrl+Return", "Alt+Z", "Alt+1", "Alt+4", "Alt+P", "Alt+Y", "Ctrl+L", "F5"):
        counter.hands.press(key)
        counter.settle()
    assert "没有打开" in counter.message()


def test_what_is_highlighted_stays_when_others_change_the_case(at_case: Counter) -> None:
    counter = at_case
    for _times in range(3):
        counter.hands.press("Down")
    key = page(counter).lines.key()
    assert key is not None
    opened = len(told_in_history(counter.desk, Act.OPEN))
    record(counter.desk, counter)
    counter.touch(Thing.CASE)
    assert page(counter).lines.key() == key
    assert "区住建局" in history(counter)
    assert len(told_in_history(counter.desk, Act.OPEN)) == opened, "reading it anew opens nothing"


def test_trouble_is_said_and_what_was_there_stays(at_case: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    counter = at_case

    def broken(*_arguments: object) -> None:
        raise IoTrouble(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(storage_cases, "case_of", broken)
        counter.hands.press("F5")
        counter.settle()
        assert "office.db" in page(counter).words()
        assert NUMBER in words(counter)
    counter.hands.press("F5")
    counter.settle()
    assert page(counter).words() == ""


def test_the_time_line_is_narrowed_by_keys(at_case: Counter) -> None:
    counter = at_case
    record(counter.desk, counter)
    counter.touch(Thing.CASE)
    counter.hands.press("Alt+G")
    assert counter.focus() == "history_filter"
    counter.hands.press("End")
    assert "查阅" in history(counter)
    assert "区住建局" not in history(counter)
    counter.hands.press("Up")
    assert "区住建局" in history(counter)
    assert "查阅" not in history(counter)


def test_why_a_day_is_folded_out_and_in(at_case: Counter) -> None:
    counter = at_case
    counter.hands.press("Alt+Y")
    item = page(counter).lines.currentItem()
    assert item is not None
    assert item.isExpanded()
    assert item.childCount() >= 2
    counter.touch(Thing.CASE)
    item = page(counter).lines.currentItem()
    assert item is not None
    assert item.isExpanded(), "it stays so"
    counter.hands.press("Return")
    assert not item.isExpanded()


def test_a_paper_is_looked_at_from_the_list(at_case: Counter) -> None:
    counter = at_case
    counter.hands.press("Alt+M")
    papers = counter.window.findChild(QListWidget, "case_papers")
    assert isinstance(papers, QListWidget)
    assert papers.count() == 1
    seen: list[str] = []
    counter.dialog("Return", lambda dialog: (seen.append(dialog.windowTitle()), dialog.close()))
    assert NUMBER in seen[0]


def test_what_is_done_meanwhile_is_said_and_what_was_typed_stays(at_case: Counter) -> None:
    counter = at_case
    route(counter, OWN)
    again: list[str] = []

    def meanwhile(dialog: QWidget) -> None:
        steps.record(counter.desk, NUMBER, StepKind.WITHDRAW, WITHDRAWN, now=counter.clock())
        fill(counter, {"way": "handed", "remark": "当面送达"}, dialog)

    def refused(dialog: QWidget) -> None:
        again.extend(label.text() for label in dialog.findChildren(QLabel, "step.refused"))
        remark = dialog.findChild(QPlainTextEdit, "step.remark")
        assert isinstance(remark, QPlainTextEdit)
        again.append(remark.toPlainText())
        counter.hands.press("Esc")

    inner = partial(in_dialog, counter.program.background)
    counter.dialog("Ctrl+Return", lambda dialog: inner(partial(meanwhile, dialog), refused))
    counter.settle()
    assert again[0], "why it may not be recorded is said above all"
    assert again[1] == "当面送达"


@pytest.mark.usefixtures("look_as_before")
def test_another_size_or_language_goes_on_with_the_same_case(at_case: Counter) -> None:
    counter = at_case
    counter.hands.press("Down", "Alt+G", "End", "Ctrl+L")
    key = page(counter).lines.key()
    counter.hands.press("Alt+L")
    counter.settle()
    assert page(counter).lines.key() == key
    assert page(counter).history.filter.currentData() == "openings"
    assert "Who opened it" in page(counter).history.filter.currentText()


def test_a_long_case_is_there_at_once(at_case: Counter) -> None:
    counter = at_case
    for place in range(150):
        record(counter.desk, counter, HELPED | {"summary": f"经办人{place}"})
        if place == 40:
            counter.clock.now += timedelta(minutes=1)
    counter.touch(Thing.CASE)
    assert "经办人149" in history(counter)
    assert len(page(counter).lines.findItems("2026-11-23", Qt.MatchFlag.MatchExactly)) >= 150


@pytest.mark.parametrize(("language", "percent"), [("zh", 100), ("zh", 200), ("en", 100), ("en", 200)])
def test_it_stays_as_wide_as_the_screen(
    new_counter: Callable[..., Counter], qapp: QApplication, language: str, percent: int
) -> None:
    counter = new_counter(language)
    counter.window.resize(1366, 768)
    visit(counter)
    counter.register()
    counter.hands.press("Ctrl+O")
    counter.settle()
    if percent > 100:
        counter.settings.percent = percent - STEP
        counter.hands.press("Ctrl+=")
        counter.settle()
    assert counter.settings.percent == percent
    assert counter.in_sight() == "case"
    assert counter.window.width() == 1366
    assert counter.window.height() <= 768, "what the screen has no room for is scrolled to"
    assert page(counter).head.number.text() == NUMBER
    rows = page(counter).head.requests
    assert rows.columnWidth(1) > rows.width() // 8, "the words of the request are seen"
    needed = rows.fontMetrics().horizontalAdvance(rows.topLevelItem(0).text(5)) + rows.iconSize().width()
    assert rows.columnWidth(5) >= needed, "its date is seen whole"
    theme.apply(qapp)
