"""An answer that is being written is words like any other: no key of it is lost to a power cut or a closed dialog."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office import drafts
from petitiondesk.storage import history
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.papers import papers_of_number
from petitiondesk.windows.driving import in_dialog
from tests.journeys.conftest import Counter
from tests.journeys.test_again import enter

NUMBER, ANSWER = "2026-访-000001", "已当场告知：电梯三日内修好。"


def begin(counter: Counter, then: Callable[[], object] = lambda: None, words: str = ANSWER) -> None:
    """Write an answer, do ``then``, and leave the dialog without giving it."""

    def write(_dialog: QWidget) -> None:
        counter.hands.tell(words)
        then()
        counter.hands.press("Escape")

    counter.dialog("Alt+A", write)
    counter.settle()


def give(counter: Counter, key: str = "Alt+A") -> str:
    """Give what stands in the dialog that ``key`` leads to; what stood there."""
    stood: list[str] = []

    def give_it(dialog: QWidget) -> None:
        if not (box := dialog.findChild(QPlainTextEdit)):  # the list of those that wait
            in_dialog(counter.program.background, lambda: counter.hands.press("Return"), give_it)
            return
        stood.append(box.toPlainText())
        in_dialog(
            counter.program.background,
            lambda: counter.hands.press("Ctrl+Return"),
            lambda _preview: counter.hands.press("Escape"),
        )

    counter.dialog(key, give_it)
    counter.settle()
    return stood[0]


def given(counter: Counter) -> list[str]:
    with counter.desk.database.read() as session:
        kept = papers_of_number(session, NUMBER)
        return [paper.data["answer"] for paper in kept if paper.kind == "answer"]


def on_disk(counter: Counter) -> list[str]:
    beside = DraftsFile(counter.folder / "drafts.db")
    try:
        return [draft.fields.get("answer.text", "") for draft in beside.all()]
    finally:
        beside.close()


def test_a_power_cut_in_the_middle_of_an_answer_loses_no_word(
    new_counter: Callable[..., Counter], qtbot: QtBot, tmp_path: Path
) -> None:
    first = new_counter()
    enter(first, "李明", "电梯停运。")
    first.register()

    def cut() -> None:
        qtbot.waitUntil(lambda: on_disk(first) == [ANSWER], timeout=1000)
        shutil.copytree(first.folder, tmp_path / "at the cut", ignore=shutil.ignore_patterns("at the cut"))

    begin(first, cut)
    first.leave()
    for file in (tmp_path / "at the cut").glob("drafts.db*"):
        shutil.copy(file, tmp_path)
    second = new_counter()
    for part in (NUMBER, "F9"):
        assert part in second.bar()
    assert "件" not in second.bar(), "no visit waits"
    assert give(second, "F9") == ANSWER
    assert given(second) == [ANSWER]
    assert drafts.waiting(second.desk) == []
    assert NUMBER not in new_counter().bar()


def test_what_is_left_is_said_and_stands_there_again(counter: Counter) -> None:
    enter(counter, "李明", "电梯停运。")
    counter.register()
    begin(counter)
    for part in (NUMBER, "F9"):
        assert part in counter.message()
    assert counter.waiting_count.isVisible()
    assert give(counter) == ANSWER
    assert not counter.waiting_count.isVisible()
    begin(counter, words="另需配件。")
    assert give(counter) == ANSWER + "另需配件。", "what was given is where the next one begins"
    assert given(counter) == [ANSWER, ANSWER + "另需配件。"]


def test_an_answer_taken_back_to_nothing_leaves_nothing(counter: Counter) -> None:
    enter(counter, "李明", "电梯停运。")
    counter.register()
    begin(counter)
    counter.window.say("")
    begin(counter, lambda: counter.hands.press("Ctrl+A", "Delete"))
    assert drafts.waiting(counter.desk) == []
    assert NUMBER not in counter.message()
    counter.dialog("Alt+A", lambda dialog: dialog.close())
    assert drafts.waiting(counter.desk) == [], "nor does looking at it"


def test_in_the_list_of_those_that_wait_the_class_of_the_registration_holds(counter: Counter) -> None:
    enter(counter, "李明", "局长收钱。")
    counter.hands.press("Alt+R")
    counter.register()
    begin(counter, words="已转纪委处理。")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        counter.hands.press("Escape")

    counter.dialog("F9", look)
    assert NUMBER in "".join(seen)
    for hidden in ("李明", "局长", "纪委"):
        assert hidden not in "".join(seen)


@pytest.mark.parametrize("key", ["Escape", "Ctrl+Return"])
def test_what_no_disk_could_take_waits_in_the_window(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    enter(counter, "李明", "电梯停运。")
    counter.register()

    def full(*_arguments: object, **_named: object) -> None:
        raise DiskFull(place="drafts.db")

    def write(_dialog: QWidget) -> None:
        counter.hands.tell(ANSWER)
        counter.hands.press(key)

    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", full)
        if key == "Ctrl+Return":
            patch.setattr(history, "record", full)
        counter.dialog("Alt+A", write)
        counter.settle()
    assert "磁盘" in counter.bar()
    assert counter.reception.unkept(), "and closing tells it"
    assert give(counter) == ANSWER
    assert counter.reception.unkept() == {}
