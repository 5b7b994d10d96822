"""Nobody needs a mouse or eyes: every field has a name, Tab goes as the eye does, every action has its key."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from petitiondesk.windows import actions
from petitiondesk.windows.binding import ENTER_STOPS
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter

SEEN_ONLY = {
    QAccessible.Role.StaticText,
    QAccessible.Role.Client,
    QAccessible.Role.Pane,
    QAccessible.Role.Border,
    QAccessible.Role.ScrollBar,
    QAccessible.Role.Whitespace,
    QAccessible.Role.Graphic,
}
"""What is there to be looked at, and takes no input."""


def open_everything(counter: Counter) -> None:
    """A group, a proxy, an earlier procedure, a second request and material, the answer about new facts."""
    counter.hands.press("F7", "F6", "Alt+J")
    form = counter.reception._form
    form.show_new_facts()
    for path in ("requests.0.text", "materials.0.name"):
        form.focus(path)
        counter.hands.tell("1")
        counter.hands.press("Return")
    counter.settle()


def below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None and child.isValid():
            yield from below(child)


def nameless(window: QWidget) -> list[str]:
    found = []
    for interface in below(QAccessible.queryAccessibleInterface(window)):
        widget = interface.object()
        if not isinstance(widget, QWidget) or not widget.isVisible() or interface.role() in SEEN_ONLY:
            continue
        name = interface.text(QAccessible.Text.Name).strip(" ,，")
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not name:
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def tab_stops(counter: Counter) -> list[QWidget]:
    """The fields of the form in the order of Tab, from the first one round to it again."""
    form = counter.reception._form
    first = form.form.field("petitioner.id_number").widget
    first.setFocus()
    stops = [first]
    for _ in range(200):
        counter.hands.press("Tab")
        focus = QApplication.focusWidget()
        if focus is first:
            return stops
        stops.append(focus)
    raise AssertionError("Tab never came round")


def test_every_input_has_a_name(counter: Counter) -> None:
    open_everything(counter)
    assert nameless(counter.window) == []
    names = [field.widget.accessibleName() for field in counter.reception._form.form._fields.values()]
    twice = {name for name in names if names.count(name) > 1}
    assert not {name for name in twice if "1" in name}, "lines of a list are told apart by their number"


def test_tab_goes_as_the_eye_does_and_reaches_every_field(counter: Counter) -> None:
    open_everything(counter)
    form = counter.reception._form
    stops = tab_stops(counter)
    inside = [widget for widget in stops if form.isAncestorOf(widget)]
    seen = {field.path for field in form.form._fields.values() if field.widget.isVisibleTo(form)}
    assert seen == {widget.objectName() for widget in inside}
    first = inside.index(form.form.field("registration.anonymous").widget)
    for one, other in pairwise(inside[first:] + inside[:first]):
        here, there = (widget.mapTo(form, QPoint(0, widget.height() // 2)) for widget in (one, other))
        same_line = abs(here.y() - there.y()) < one.height() // 2
        assert here.x() < there.x() if same_line else here.y() < there.y(), (one.objectName(), other.objectName())


def test_shift_enter_goes_back_and_enter_forward_over_what_is_asked(counter: Counter) -> None:
    asked = []
    for _ in range(40):
        asked.append(counter.focus())
        focus = QApplication.focusWidget()
        if isinstance(focus, QPlainTextEdit):
            counter.hands.press("Return")
            assert counter.focus() == asked[-1], "Enter makes a line in the facts and grounds"
            counter.hands.press("Backspace", "Tab")
        else:
            counter.hands.press("Return")
        if counter.focus() == asked[-1]:
            break
    assert asked[:3] == ["petitioner.id_number", "petitioner.name", "petitioner.phone"]
    assert {"registration.facts", "registration.grounds", "requests.0.text", "materials.0.name"} <= set(asked)
    back = [counter.focus()]
    for _ in asked[1:]:
        counter.hands.press("Shift+Return")
        back.append(counter.focus())
    assert back == asked[::-1]


def test_every_action_has_its_key_in_the_window(counter: Counter) -> None:
    installed = {action.objectName(): action for action in counter.window.findChildren(QAction)}
    for where in ("reception", "everywhere"):
        for action in actions.of_page(where):
            assert action.id in installed, f"install {action.id}, or put its page into windows/pages/table.py"
            keys = [QKeySequence(key) for key in action.keys]
            assert installed[action.id].shortcuts() == keys


def test_what_the_mouse_can_press_has_a_key(counter: Counter) -> None:
    """A button that the focus never reaches says its key on its face, or to whoever hears it."""
    window = counter.window
    for name in ("go_reception_button", "park_button", "register_button"):
        button = window.findChild(QWidget, name)
        assert actions.key_text(name.removesuffix("_button")) in f"{button.text()} {button.accessibleName()}"


def test_a_problem_is_heard_as_it_is_seen(counter: Counter) -> None:
    counter.hands.tell("12")
    counter.hands.press("Tab")
    counter.settle()
    field = counter.reception._form.form.field("petitioner.id_number")
    interface = QAccessible.queryAccessibleInterface(field.widget)
    assert field.problem.text()
    assert interface.text(QAccessible.Text.Description) == field.problem.text()


def test_no_field_keeps_tab_for_itself(counter: Counter) -> None:
    form = counter.reception._form.form
    for field in form._fields.values():
        field.widget.setFocus()
        if isinstance(field.widget, QLineEdit | QPlainTextEdit):
            counter.hands.press("Tab")
            assert counter.focus() != field.path
        assert field.widget.property(ENTER_STOPS) is not None
