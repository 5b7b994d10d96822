"""The answer on the spot: written by keys alone, kept when the dialog is left."""

from functools import partial

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs import answer_now
from petitiondesk.windows.dialogs.answer_now import AnswerText
from tests.windows.dialogs.person import at_the_dialog, composing, focus_is, key, reads, said_beside, typed
from tests.windows.dialogs.samples import NUMBER


def test_an_answer_is_written_by_keys_alone(page: QWidget) -> None:
    said = at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None),
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
    assert said == AnswerText("已当场告知：\n可向区人社局申请。", "《社会保险法》第五十八条", "区人社局窗口")


def test_an_answer_needs_its_text_and_nothing_else(page: QWidget) -> None:
    said = at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None),
        key("Tab"),
        key("Ctrl+Return"),
        focus_is("answer.text"),
        said_beside("answer.text"),
        typed("已告知"),
        said_beside("answer.text", something=False),
        key("Ctrl+Return"),
    )
    assert said == AnswerText("已告知", "", "")


def test_an_answer_survives_esc(page: QWidget) -> None:
    left = at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None), typed("已告知"), key("Tab"), typed("第五条"),
        key("Esc"),
    )  # fmt: skip
    assert left == AnswerText("已告知", "第五条", "", cancelled=True)
    said = at_the_dialog(partial(answer_now.ask_answer, page, number=NUMBER, former=left), key("Ctrl+Return"))
    assert said == AnswerText("已告知", "第五条", "")


def test_enter_that_confirms_pinyin_moves_nowhere(page: QWidget) -> None:
    at_the_dialog(
        partial(answer_now.ask_answer, page, number=NUMBER, former=None),
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
