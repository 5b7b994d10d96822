"""The answer on the spot: written by keys alone, told at every key."""

from collections.abc import Mapping
from functools import partial

import pytest
from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs import answer_now
from tests.windows.dialogs.person import Step, at_the_dialog, composing, focus_is, key, reads, said_beside, typed
from tests.windows.dialogs.samples import NUMBER

Texts = Mapping[str, str]


def answer(page: QWidget, *steps: Step, former: Texts | None = None) -> tuple[bool, list[Texts]]:
    """Whether it is to be given, and what was told at each key."""
    told: list[Texts] = []
    ask = partial(answer_now.ask_answer, page, number=NUMBER, former=former or {}, typed=told.append)
    return at_the_dialog(ask, *steps), told


def test_an_answer_is_written_by_keys_alone(page: QWidget) -> None:
    to_be_given, told = answer(
        page,
        reads(NUMBER),
        typed("已当场告知："),
        key("Return"),
        typed("可向区人社局申请。"),
        key("Tab"),
        focus_is("answer.basis"),
        typed("《社会保险法》第五十八条"),
        key("Return"),
        focus_is("answer.remedy"),
        typed("区人社局窗口"),
        key("Shift+Return"),
        focus_is("answer.basis"),
        key("Return"),
        key("Return"),
        focus_is("done"),
        key("Return"),
    )
    assert to_be_given
    assert told[-1] == {
        "answer.text": "已当场告知：\n可向区人社局申请。",
        "answer.basis": "《社会保险法》第五十八条",
        "answer.remedy": "区人社局窗口",
    }


def test_an_answer_needs_its_text_and_nothing_else(page: QWidget) -> None:
    to_be_given, told = answer(
        page,
        key("Tab"),
        key("Ctrl+Return"),
        focus_is("answer.text"),
        said_beside("answer.text"),
        typed("已告知"),
        said_beside("answer.text", something=False),
        key("Ctrl+Return"),
    )
    assert (to_be_given, told[-1]) == (True, {"answer.text": "已告知"})


def test_an_answer_is_told_before_the_dialog_is_left(page: QWidget) -> None:
    to_be_given, told = answer(page, typed("已告知"), key("Tab"), typed("第五条"), key("Esc"))
    assert (to_be_given, told) == (
        False,
        [{"answer.text": "已告知"}, {"answer.text": "已告知", "answer.basis": "第五条"}],
    )
    assert answer(page, key("Ctrl+Return"), former=told[-1]) == (True, [])


@pytest.mark.parametrize("leave", ["Ctrl+Return", "Esc"])
def test_what_is_still_composed_is_part_of_the_answer(page: QWidget, leave: str) -> None:
    _to_be_given, told = answer(page, typed("已"), composing("告知"), key(leave))
    assert told[-1] == {"answer.text": "已告知"}


def test_an_answer_is_gone_on_with_where_it_ended(page: QWidget) -> None:
    _to_be_given, told = answer(page, typed("三日内修好。"), key("Esc"), former={"answer.text": "已告知："})
    assert told == [{"answer.text": "已告知：三日内修好。"}]


def test_enter_that_confirms_pinyin_moves_nowhere(page: QWidget) -> None:
    answer(
        page,
        key("Tab"),
        composing("shehui"),
        key("Return"),
        focus_is("answer.basis"),
        composing(""),
        typed("社会保险法"),
        key("Return"),
        focus_is("answer.remedy"),
        key("Esc"),
    )
