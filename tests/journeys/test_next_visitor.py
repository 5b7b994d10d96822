"""What one visitor said is in that visitor's registration, all of it, and in nobody else's."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget

from petitiondesk.office import corrections, drafts
from petitiondesk.windows.widgets.picker import Choice, Picker
from tests.journeys.conftest import Counter, visit

FACTS = "registration.facts"


def inputs(counter: Counter) -> list[QLineEdit | QPlainTextEdit]:
    """Whatever text goes into on the visit form, found anew each time."""
    form = counter.reception._form
    return [each for each in form.findChildren(QWidget) if isinstance(each, QLineEdit | QPlainTextEdit)]


def text_of(widget: QLineEdit | QPlainTextEdit) -> str:
    return widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()


def correct_something_else(counter: Counter) -> None:
    counter.hands.press("Alt+E")
    counter.settle()
    counter.hands.press("Alt+X")


ENDS: dict[str, Callable[[Counter], object]] = {
    "registered": Counter.register,
    "put aside": lambda counter: counter.hands.press("F8"),
    "corrected another": correct_something_else,
}


@pytest.mark.parametrize("over", ENDS.values(), ids=ENDS.keys())
@pytest.mark.parametrize("emptied", ["Backspace", "Ctrl+Z"])
def test_no_key_brings_back_a_word_of_the_visitor_before(
    counter: Counter, over: Callable[[Counter], object], emptied: str
) -> None:
    visit(counter)
    counter.register()
    visit(counter, "王芳")
    counter.hands.press("F7", "F6", "Alt+J", "Alt+R")
    every = inputs(counter)
    assert len(every) > 20
    for widget in every:
        widget.setFocus()
        before = text_of(widget)
        QTest.keyClicks(widget, "secret")
        if emptied == "Backspace":
            counter.hands.press("Ctrl+A", "Backspace")
        while text_of(widget) not in ("", before):
            counter.hands.press("Ctrl+Z")
        if isinstance(widget, Picker):
            widget.suggest(Choice(1, "secret place"))
    over(counter)
    counter.settle()
    for widget in inputs(counter):
        blank = text_of(widget)
        assert blank in ("", "1"), "one visitor"
        document = widget if isinstance(widget, QLineEdit) else widget.document()
        assert (document.isUndoAvailable(), document.isRedoAvailable()) == (False, False), widget.objectName()
        widget.setFocus()
        counter.hands.press("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y")
        if isinstance(widget, Picker):
            counter.hands.press("Right")
        assert text_of(widget) == blank, widget.objectName()
    assert [each for each in counter.window.findChildren(QListWidget) if each.isVisible()] == [
        counter.reception.side.latest
    ], "no list of a picker is left"


def click(counter: Counter, name: str) -> None:
    button = counter.window.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    counter.settle()


def press(*keys: str) -> Callable[[Counter], None]:
    def pressed(counter: Counter) -> None:
        counter.hands.press(*keys)
        counter.settle()

    return pressed


def begin_to_end_it(counter: Counter) -> None:
    counter.dialog("Alt+X", lambda dialog: dialog.close())
    counter.hands.press("F8")
    counter.settle()


def click_the_list(counter: Counter) -> None:
    side = counter.reception.side.latest
    QTest.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=side.visualItemRect(side.item(0)).center())
    counter.hands.press("F8")
    counter.settle()


def go_elsewhere_and_compose_there(counter: Counter) -> None:
    click(counter, "go_reception_button")
    counter.reception._form.focus("petitioner.address")
    counter.hands.compose("花园新村")
    press("F8")(counter)


def close(counter: Counter) -> None:
    counter.window.close()
    counter.settle()


ACTS: dict[str, Callable[[Counter], object]] = {
    "click on register": lambda counter: click(counter, "register_button"),
    "click on put aside": lambda counter: click(counter, "park_button"),
    "Ctrl+Enter": press("Ctrl+Return"),
    "F8": press("F8"),
    "F9": lambda counter: counter.dialog("F9", lambda dialog: dialog.close()),
    "Alt+E": press("Alt+E"),
    "Alt+X": begin_to_end_it,
    "rail": go_elsewhere_and_compose_there,
    "list": click_the_list,
    "closing": close,
}


@pytest.mark.parametrize(
    ("act", "path"),
    [*((act, FACTS) for act in ACTS), ("click on register", "petitioner.name"), ("F8", "petitioner.division_id")],
)
def test_what_an_input_method_still_composes_is_part_of_what_is_read(counter: Counter, act: str, path: str) -> None:
    visit(counter)
    counter.register()
    form = counter.reception._form
    form.focus(path)
    counter.hands.tell("屋顶")
    counter.hands.compose("漏水")
    ACTS[act](counter)
    kept = [draft.fields.get(path) or draft.fields.get(f"{path}.typed") for draft in drafts.waiting(counter.desk)]
    latest = counter.reception.side.number()
    kept.append(corrections.on_record(counter.desk, latest or "").get(path))
    assert "屋顶漏水" in kept


def test_a_first_word_that_is_still_composed_is_a_visit(counter: Counter) -> None:
    counter.reception._form.focus(FACTS)
    counter.hands.compose("漏水")
    counter.register()
    number = counter.reception.side.number()
    assert number is not None
    assert corrections.on_record(counter.desk, number)[FACTS] == "漏水"


def test_keeping_the_draft_leaves_a_composition_alone(counter: Counter) -> None:
    form = counter.reception._form
    form.focus(FACTS)
    counter.hands.tell("屋顶")
    counter.hands.compose("loushui")
    counter.reception._screen.keeper.keep_now()
    counter.reception._waiting.recount()
    counter.settle()
    assert form.is_composing()
    assert counter.field(FACTS) == "屋顶"
    finished = QInputMethodEvent("", [])
    finished.setCommitString("漏水")
    QApplication.sendEvent(form.form.field(FACTS).widget, finished)
    counter.register()
    assert corrections.on_record(counter.desk, counter.reception.side.number() or "")[FACTS] == "屋顶漏水"
