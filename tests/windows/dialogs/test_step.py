"""A step told by keys: what another unit did needs its number, and the list of steps is gone through without Tab."""

from functools import partial

import pytest
from PySide6.QtWidgets import QCheckBox, QWidget

from petitiondesk.rules.messages import Message
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.windows.dialogs.lawful_steps import choose_step
from petitiondesk.windows.dialogs.step import Asked, ask_step
from tests.windows.dialogs.person import at_the_dialog, composing, dialog, focus_is, key, said_beside, typed
from tests.windows.dialogs.samples import ACCEPTED, NUMBER, TODAY

pytestmark = pytest.mark.usefixtures("english")

LAWFUL = [StepKind.EXTEND, StepKind.OPINION]


def label(name: str) -> str:
    return dialog().findChild(QWidget, name).accessibleName()


def test_the_number_of_another_units_paper_is_needed(page: QWidget) -> None:
    def look() -> None:
        assert label("step.number") == "Number of the paper"
        assert label("step.remark") == "Remark (may be left blank)"

    asked = Asked(NUMBER, StepKind.ACCEPT, ACCEPTED, (3,), TODAY)
    at_the_dialog(partial(ask_step, page, asked), look, key("Ctrl+Return"), said_beside("step.number"), key("Esc"))


def test_the_number_of_ones_own_paper_may_be_left_blank(page: QWidget) -> None:
    def look() -> None:
        assert label("step.number") == "Number of the paper (may be left blank)"

    at_the_dialog(partial(ask_step, page, Asked(NUMBER, StepKind.EXTEND, ACCEPTED, (1,), TODAY)), look, key("Esc"))


def test_of_several_requests_those_are_ticked_for_which_it_was_opened(page: QWidget) -> None:
    def look() -> None:
        assert [box.isChecked() for box in dialog().findChildren(QCheckBox)] == [False, True]

    at_the_dialog(partial(ask_step, page, Asked(NUMBER, StepKind.HEAR, ACCEPTED, (2,), TODAY)), look, key("Esc"))


def test_enter_takes_the_highlighted_step_and_arrows_move(page: QWidget) -> None:
    shown = partial(choose_step, page, NUMBER, LAWFUL, StepKind.OPINION, {StepKind.SERVE: Message("Not now.")})
    assert at_the_dialog(shown, focus_is("filter"), key("Return")) is StepKind.OPINION
    assert at_the_dialog(shown, key("Up"), key("Return")) is StepKind.EXTEND
    assert at_the_dialog(shown, typed("extend"), key("Return")) is StepKind.EXTEND
    assert at_the_dialog(shown, typed("served"), key("Return"), focus_is("filter"), key("Esc")) is None


def test_enter_while_an_input_method_composes_takes_nothing(page: QWidget) -> None:
    shown = partial(choose_step, page, NUMBER, LAWFUL, StepKind.OPINION, {})
    assert at_the_dialog(shown, composing("chu"), key("Return"), focus_is("filter"), key("Esc")) is None
