"""Steps of the procedure by keys at the page of a case: what comes next, any other one, and the route."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTreeWidget, QWidget

from petitiondesk.rules.procedure.kinds import End, Stage
from petitiondesk.windows.driving import in_dialog
from petitiondesk.windows.pages.case.page import CasePage
from tests.journeys.conftest import Counter, visit

OWN = "44353"
"""Answers by which a claim is handled by this office."""


def page(counter: Counter) -> CasePage:
    found = counter.window.page("case")
    assert isinstance(found, CasePage)
    return found


def at_case(counter: Counter, *requests: str) -> None:
    visit(counter)
    for place, request in enumerate(requests):
        counter.focus_on(f"requests.{place}.text")
        counter.hands.tell(request)
        counter.hands.press("Return")
    counter.register()
    counter.hands.press("Ctrl+O")
    counter.settle()
    assert counter.in_sight() == "case"


def next_words(counter: Counter) -> str:
    label = counter.window.findChild(QLabel, "case_next")
    assert isinstance(label, QLabel)
    return label.text()


def rows(counter: Counter) -> list[list[str]]:
    tree = counter.window.findChild(QTreeWidget, "case_requests")
    assert isinstance(tree, QTreeWidget)
    items = [tree.topLevelItem(place) for place in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in items if item]


def stages(counter: Counter) -> list[Stage | End]:
    found = page(counter).head.requests._requests
    return [each.stood.standing.end or each.stood.standing.stage for each in found if each.stood]


def said_in(dialog: QWidget) -> list[str]:
    """What stands against it, of a dialog that did not close."""
    labels = [label for label in dialog.findChildren(QLabel) if label.objectName().endswith("problem")]
    return [f"{label.objectName()}: {label.text()}" for label in labels if label.text().strip()]


def fill(counter: Counter, told: Mapping[str, str], dialog: QWidget) -> None:
    """Go through the fields by Enter, write what is told, choose by letters or arrows, and record."""
    for _times in range(40):
        widget = QApplication.focusWidget()
        name = counter.focus().removeprefix("step.")
        if name == "done" or widget is None:
            break
        if name in told and isinstance(widget, QComboBox):
            for _choice in range(widget.findData(told[name])):
                counter.hands.press("Down")
        elif name in told:
            counter.hands.press("Ctrl+A")
            counter.hands.tell(told[name])
        counter.hands.press("Tab")
    counter.hands.press("Ctrl+Return")
    assert not dialog.isVisible(), said_in(dialog)


def step(counter: Counter, **told: str) -> None:
    """Do what comes next, in its dialog."""
    counter.dialog("Ctrl+Return", partial(fill, counter, told))
    counter.settle()
    assert page(counter).words() == ""


def other_step(counter: Counter, named: str, **told: str) -> None:
    """Find a step in the list of all by its name, and do it."""

    def choose(_list: QWidget) -> None:
        counter.hands.tell(named)
        in_dialog(counter.program.background, lambda: counter.hands.press("Return"), partial(fill, counter, told))

    counter.dialog("Alt+S", choose)
    counter.settle()
    assert page(counter).words() == ""


def route(counter: Counter, answers: str, *before: str) -> None:
    """Decide the route of the highlighted request by these figures; ``before`` are pressed first."""

    def decide(dialog: QWidget) -> None:
        counter.hands.press(*before, *answers, "Ctrl+Return")
        assert not dialog.isVisible(), said_in(dialog)

    counter.dialog("Ctrl+Return", decide)
    counter.settle()
