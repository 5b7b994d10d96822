"""The units page: looked through as one types, changed by keys, filled from a file whole or not at all."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget

from petitiondesk.office import unit_list, units
from petitiondesk.office.problems import Problem
from petitiondesk.rules.messages import Message
from petitiondesk.samples.units import add_units
from petitiondesk.storage.errors import IoTrouble
from petitiondesk.windows import theme
from petitiondesk.windows.background import Background
from petitiondesk.windows.dialogs.unit import Catalogue, ask_unit
from petitiondesk.windows.settings import STEP
from tests.conftest import NOW
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter
from tests.windows.dialogs.file_dialog import type_into_file_dialog
from tests.windows.dialogs.person import at_the_dialog, dialog, focus_is, key

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter
look_as_before = journeys.look_as_before

NAME, REVIEW, LAST_DAY = 0, 4, 6


def table(counter: Counter) -> QTableView:
    found = counter.window.findChild(QTableView, "units_table")
    assert isinstance(found, QTableView)
    return found


def column(counter: Counter, place: int = NAME) -> list[str]:
    model = table(counter).model()
    return [str(model.index(row, place).data()) for row in range(model.rowCount())]


def words(counter: Counter) -> str:
    return " ".join(label.text() for label in counter.window.page("units").findChildren(QLabel) if label.isVisible())


def look(counter: Counter, *, filled: bool = True) -> None:
    if filled:
        with counter.desk.database.write() as session:
            add_units(session, NOW.date())
    counter.hands.press("Shift+F7")
    counter.settle()


def look_for(counter: Counter, text: str) -> None:
    counter.hands.press("Ctrl+A", "Delete")
    counter.hands.tell(text)
    counter.settle()


def type_at(dialog: QWidget, field: str, text: str) -> None:
    widget = dialog.findChild(QLineEdit, field)
    widget.setFocus()
    widget.selectAll()
    widget.insert(text)


def add(counter: Counter, told: Sequence[tuple[str, str]]) -> None:
    def fill(dialog: QWidget) -> None:
        for field, text in told:
            type_at(dialog, field, text)
        for field in ("level", "kind"):
            dialog.findChild(QWidget, field).setFocus()
            counter.hands.press("Down", "Down")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Alt+A", fill)
    counter.settle()


def test_an_empty_catalogue_says_what_it_is_for_and_how_to_fill_it(counter: Counter) -> None:
    look(counter, filled=False)
    said = words(counter)
    for sentence in ("名录中还没有单位", "Alt+A", "Ctrl+O", "上级单位"):
        assert sentence in said
    counter.hands.press("Return", "Alt+E", "Alt+X", "Down")
    add(counter, [("name", "云河县水利局"), ("phone", "0500-1")])
    assert column(counter) == ["云河县水利局"]
    assert "云河县水利局" in counter.message()


def test_units_are_found_as_one_types_and_say_who_reviews(counter: Counter) -> None:
    look(counter)
    assert len(column(counter)) == 12
    look_for(counter, "zjj")
    assert column(counter) == ["云川市住房和城乡建设局", "云河县住房和城乡建设局"]
    assert column(counter, REVIEW)[1] == "按规定：云河县人民政府 / 云川市住房和城乡建设局"
    quiet = table(counter).model().index(1, REVIEW).data(Qt.ItemDataRole.ForegroundRole)
    assert isinstance(quiet, QColor)
    assert quiet.name() == theme.colour("quiet").name()
    look_for(counter, "没有这个")
    assert "没有这个" in words(counter)


def test_a_unit_is_changed_by_enter_and_what_is_wrong_stands_beside_its_field(counter: Counter) -> None:
    look(counter)
    look_for(counter, "教育")

    def change(dialog: QWidget) -> None:
        assert "云河县人民政府" in dialog.findChild(QLabel, "unit.rule").text()
        type_at(dialog, "review_organ_id", "没有的局")
        counter.hands.press("Ctrl+Return")
        assert "没有这个单位" in dialog.findChild(QLabel, "unit.said").text()
        counter.hands.press("Ctrl+A", "Delete")
        counter.hands.tell("市人民政府")
        counter.settle()
        counter.hands.press("Return", "Ctrl+Return")

    counter.dialog("Return", change)
    counter.settle()
    assert column(counter, REVIEW) == ["云川市人民政府"]


def test_a_circle_is_refused_with_a_sentence_and_nothing_typed_is_lost(counter: Counter) -> None:
    look(counter)
    look_for(counter, "云川市人民")

    def change(dialog: QWidget) -> None:
        type_at(dialog, "phone", "0500-9")
        dialog.findChild(QWidget, "superior_id").setFocus()
        counter.hands.tell("县教育局")
        counter.settle()
        counter.hands.press("Return", "Ctrl+Return")
        said = dialog.findChild(QWidget, "superior_id").accessibleDescription()
        assert "云河县教育局" in said
        assert dialog.findChild(QLineEdit, "phone").text() == "0500-9"
        dialog.close()

    counter.dialog("Return", change)


@pytest.mark.usefixtures("qapp")
def test_what_could_not_be_kept_is_asked_again_with_what_was_typed(background: Background) -> None:
    def asked_again() -> object:
        problem = Problem(units.NAME, Message("{name} is there", {"name": "云河县水利局"}), "wrong")
        typed = {"name": "云河县水利局", "level": "county", "superior_id.typed": "没有的"}
        return ask_unit(None, Catalogue([], NOW.date(), background), None, typed=typed, problems=[problem])

    def look_at_it() -> None:
        fields = [dialog().findChild(QLineEdit, name).text() for name in ("name", "superior_id")]
        assert fields == ["云河县水利局", "没有的"]
        assert "云河县水利局" in dialog().findChild(QWidget, "name").accessibleDescription()

    assert at_the_dialog(asked_again, focus_is("name"), look_at_it, key("Escape")) is None


def test_a_unit_ends_with_its_successor_and_is_shown_by_the_box_alone(counter: Counter) -> None:
    look(counter)
    look_for(counter, "城市管理")

    def end(dialog: QWidget) -> None:
        type_at(dialog, "valid_to", "2026-11-23")
        counter.hands.press("Return")
        counter.hands.tell("自然资源")
        counter.settle()
        counter.hands.press("Return", "Ctrl+Return")

    counter.dialog("Alt+X", end)
    counter.settle()
    assert column(counter, LAST_DAY) == ["2026-11-23 → 云河县自然资源局"]
    counter.clock.now = NOW.replace(day=25)
    counter.hands.press("F5")
    counter.settle()
    assert column(counter) == []
    counter.hands.press("Alt+V")
    counter.settle()
    assert column(counter) == ["云河县城市管理委员会办公室"]


def test_a_file_is_imported_whole_or_its_bad_lines_are_said(counter: Counter, tmp_path: Path) -> None:
    look(counter, filled=False)
    good, bad = tmp_path / "units.csv", tmp_path / "bad.csv"
    text = "单位名称,级别,类别,上级单位\n云河县人民政府,县,政府,\n云河县教育局,县,部门,云河县人民政府\n"
    good.write_bytes(text.encode("gb18030"))
    bad.write_text(text + "云河县水利局,区里,部门,\n", "utf-8")
    seen: list[str] = []
    _read_findings(seen)
    type_into_file_dialog(bad)
    press(counter, "Ctrl+O")
    assert "第 4 行" in seen[0]
    assert column(counter) == []
    type_into_file_dialog(good)
    press(counter, "Ctrl+O")
    assert column(counter) == ["云河县人民政府", "云河县教育局"]
    assert "2" in counter.message()
    saved = tmp_path / "saved.csv"
    type_into_file_dialog(saved)
    press(counter, "Ctrl+S")
    assert "云河县教育局" in saved.read_text("utf-8-sig")


def press(counter: Counter, key_of_files: str) -> None:
    """A key that opens a file dialog; afterwards the window is the active one again."""
    counter.hands.press(key_of_files)
    counter.settle()
    counter.window.activateWindow()
    counter.settle()


def _read_findings(seen: list[str]) -> None:
    """Read what stands in the dialog of findings as soon as it is there, and close it."""
    dialog = QApplication.activeModalWidget()
    if dialog is None or dialog.objectName() != "findings":
        QTimer.singleShot(20, partial(_read_findings, seen))
        return
    seen.append(dialog.findChild(QPlainTextEdit).toPlainText())
    dialog.close()


def test_what_can_not_be_read_is_said_and_read_by_f5(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_told: object, **_more: object) -> None:
        raise IoTrouble(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(unit_list, "listed", broken)
        look(counter)
        assert "F5" in counter.window.page("units").words()
    counter.hands.press("F5")
    counter.settle()
    assert counter.window.page("units").words() == ""
    assert len(column(counter)) == 12


def test_another_size_keeps_what_is_looked_for_and_highlighted(counter: Counter) -> None:
    look(counter)
    look_for(counter, "云河")
    counter.hands.press("Down", "Down")
    counter.hands.press(*["Ctrl+="] * (50 // STEP))
    counter.settle()
    assert table(counter).currentIndex().data() == "云河县自然资源局"
