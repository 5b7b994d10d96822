"""An ID number put right in a correction: what it said goes with it, and another person's is told beside it."""

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tests.journeys.conftest import Counter
from tests.office.conftest import saved

FIRST = "2026-访-000001"
WOMAN, MAN = "330102197203051227", "110101198001010037"


def problem_beside(counter: Counter, path: str) -> str:
    label = counter.window.findChild(QLabel, f"{path}.problem")
    assert isinstance(label, QLabel)
    return label.text()


def type_number(counter: Counter, number: str) -> None:
    field = counter.fields.field("petitioner.id_number")
    assert field is not None
    assert isinstance(field.widget, QLineEdit)
    field.widget.setFocus()
    field.widget.selectAll()
    counter.hands.press("Delete")
    counter.hands.tell(number)
    counter.settle()


def register_and_correct(counter: Counter) -> None:
    type_number(counter, WOMAN)
    counter.focus_on("petitioner.name")
    counter.hands.tell("李红")
    counter.register()
    assert saved(counter.desk, FIRST).parties[0].petitioner.sex == "2"
    counter.hands.press("Alt+E")
    counter.settle()
    assert counter.field("petitioner.birth_date") == "1972-03-05"


def give_reason(counter: Counter) -> None:
    def reason(_dialog: QWidget) -> None:
        counter.hands.tell("看错了证件")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Ctrl+Return", reason)


def test_birth_and_sex_go_with_the_number_that_said_them(counter: Counter) -> None:
    register_and_correct(counter)
    type_number(counter, "")
    assert (counter.field("petitioner.birth_date"), counter.field("petitioner.sex")) == ("", "0")
    give_reason(counter)
    person = saved(counter.desk, FIRST).parties[0].petitioner
    assert (person.id_number, person.birth_date, person.sex) == (None, None, "0")


def test_another_persons_number_is_told_and_kept(counter: Counter) -> None:
    register_and_correct(counter)
    assert "330102197203051227" not in problem_beside(counter, "petitioner.id_number")
    type_number(counter, MAN)
    assert WOMAN in problem_beside(counter, "petitioner.id_number")
    assert (counter.field("petitioner.birth_date"), counter.field("petitioner.sex")) == ("1980-01-01", "1")
    give_reason(counter)
    assert saved(counter.desk, FIRST).parties[0].petitioner.id_number == MAN
