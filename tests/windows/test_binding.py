"""What a form holds is plain text by path: in and out unchanged, whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office.checks import Problem
from petitiondesk.rules.kinds import IdType
from petitiondesk.rules.messages import Message
from petitiondesk.rules.one_line import in_one_line
from petitiondesk.storage.models import Petitioner, Registration
from petitiondesk.windows.binding import Form
from petitiondesk.windows.widgets.fields import combo, line, text_box
from petitiondesk.windows.widgets.picker import Picker

pytestmark = pytest.mark.usefixtures("english")

LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
PARAGRAPHS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n"), max_size=200)


def new_form() -> tuple[Form, QWidget]:
    area = QWidget()
    form = Form(area)
    for widget, attribute in (
        (line(), Petitioner.name),
        (text_box(2), Registration.facts),
        (combo(IdType, blank=True), Petitioner.id_type),
        (QCheckBox(), Registration.anonymous),
        (Picker(), Petitioner.division_id),
    ):
        form.bind(widget, attribute).setParent(area)
    return form, area


@pytest.mark.usefixtures("qapp")
@given(name=LINES, facts=PARAGRAPHS, place=LINES, ticked=st.booleans(), id_type=st.sampled_from(["", *IdType]))
def test_what_is_filled_in_comes_out_again(name: str, facts: str, place: str, ticked: bool, id_type: str) -> None:
    form, _area = new_form()
    texts = {
        "petitioner.name": in_one_line(name),
        "registration.facts": facts.replace("\xa0", " "),  # Qt hands a blank out for a no-break one
        "petitioner.id_type": str(id_type),
        "registration.anonymous": "1" if ticked else "",
        "petitioner.division_id.typed": in_one_line(place),
    }
    there = {path: text for path, text in texts.items() if text}
    form.fill(there | {"petitioner.name": name, "petitioner.division_id.typed": place})
    assert form.texts() == there
    form.fill({})
    assert form.texts() == {}


@pytest.mark.usefixtures("qapp")
def test_only_what_a_person_changes_is_reported() -> None:
    form, _area = new_form()
    changed: list[str] = []
    form.changed.connect(changed.append)
    form.fill({"petitioner.name": "李", "registration.facts": "漏水"})
    form.write("petitioner.name", "张")
    assert changed == []
    form.field("petitioner.name").widget.insert("三")
    assert changed == ["petitioner.name"]


@pytest.mark.usefixtures("qapp")
def test_undo_stays_as_long_as_the_person_does() -> None:
    form, _area = new_form()
    name = form.field("petitioner.name").widget
    name.insert("李")
    form.fill({"petitioner.name": "李"}, same_person=True)
    assert name.isUndoAvailable()
    form.fill({"petitioner.name": "李"})
    assert not name.isUndoAvailable()


@pytest.mark.usefixtures("qapp")
def test_nothing_moves_when_a_problem_is_said() -> None:
    form, _area = new_form()
    cells = [form.field(path).cell for path in ("petitioner.name", "registration.facts", "petitioner.division_id")]
    before = [(cell.sizeHint(), cell.minimumSizeHint()) for cell in cells]
    form.show_problems(
        Problem(path, Message("This is wrong, and it takes a whole long sentence to say it."), "wrong")
        for path in ("petitioner.name", "registration.facts", "petitioner.division_id")
    )
    said = form.field("petitioner.name").problem
    assert said.text() == said.toolTip() != ""
    assert [cell.minimumSizeHint() for cell in cells] == [least for _hint, least in before]
    assert [cell.sizeHint().height() for cell in cells] == [hint.height() for hint, _least in before]
    form.show_problems(())
    assert said.text() == ""
    assert form.field("petitioner.name").widget.accessibleDescription() == ""


def test_what_looks_wrong_is_said_when_the_field_is_left(qapp: QApplication, qtbot: QtBot) -> None:
    form, area = new_form()
    name, facts = form.field("petitioner.name"), form.field("registration.facts")
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()

    def check(sure: bool = False) -> None:
        form.show_problems([Problem("petitioner.name", Message("Not whole."), "wrong", sure)])

    check()
    name.widget.setFocus()
    assert name.problem.text() == "Not whole.", "it was there before, and nobody types"
    form.changed.connect(lambda _path: check())
    QTest.keyClicks(name.widget, "12")
    assert name.problem.text() == name.widget.accessibleDescription() == ""
    facts.widget.setFocus()
    assert name.problem.text() == "Not whole."
    name.widget.setFocus()
    QTest.keyClicks(name.widget, "3")
    check(sure=True)
    assert name.problem.text() == "Not whole.", "nothing more is to come"


@pytest.mark.usefixtures("qapp")
def test_what_is_missing_is_said_at_once(qtbot: QtBot) -> None:
    form, area = new_form()
    name = form.field("petitioner.name")
    qtbot.addWidget(area)
    with qtbot.waitActive(area):
        area.show()
    name.widget.setFocus()
    form.changed.connect(lambda _path: form.show_problems([Problem("petitioner.name", Message("Missing."), "law")]))
    QTest.keyClicks(name.widget, "1")
    QTest.keyClick(name.widget, Qt.Key.Key_Backspace)
    assert name.problem.text() == "Missing."


@pytest.mark.usefixtures("qapp")
def test_red_is_kept_for_what_the_law_asks_for() -> None:
    form, _area = new_form()
    name = form.field("petitioner.name")
    looks = {}
    for severity in ("law", "owed", "wrong", "hint"):
        form.show_problems([Problem("petitioner.name", Message("said"), severity)])
        looks[severity] = name.problem.property("state")
        assert name.problem.shown_in(0, name.problem.text()).strip(), "a word, never a colour alone"
    assert looks == {"law": "law", "owed": "owed", "wrong": "owed", "hint": "hint"}


def test_the_wheel_never_changes_a_choice(qapp: QApplication) -> None:
    box = combo(IdType)
    assert isinstance(box, QComboBox)
    box.setFocus()
    before = box.currentData()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(box, turn)
    assert box.currentData() == before
    assert not turn.isAccepted(), "the page scrolls instead"
