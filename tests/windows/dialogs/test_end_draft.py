"""A visit that is not registered: it ends with words, and keeps them when the dialog is left."""

from functools import partial

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from petitiondesk.windows.dialogs import end_draft
from petitiondesk.windows.dialogs.end_draft import Ending
from tests.windows.dialogs.person import at_the_dialog, dialog, focus_is, key, said_beside, typed


def test_a_matter_is_withdrawn_in_the_visitor_s_own_words(page: QWidget) -> None:
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True),
        key("Return"),
        focus_is("ending.words"),
        typed("我先回去问问，"),
        key("Return"),
        typed("不登记了。"),
        key("Alt+X"),
    )
    assert ending == Ending("withdrawn", "我先回去问问，\n不登记了。")


def test_a_mistake_carries_the_name_of_who_said_so(page: QWidget) -> None:
    def renamed() -> None:
        assert "Name" in dialog().findChild(QPlainTextEdit).accessibleName()

    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True),
        key("Down"),
        focus_is("ending.mistake"),
        renamed,
        key("Return"),
        key("End"),
        typed("、王芳"),
        key("Alt+X"),
    )
    assert ending == Ending("mistake", "张玲、王芳")


def test_the_receptionist_s_name_is_no_word_of_the_visitor_s(page: QWidget) -> None:
    at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True),
        key("Down"),
        key("Up"),
        key("Alt+X"),
        said_beside("ending.words"),
        typed("不反映了"),
        key("Shift+Return"),
        key("Down"),
        lambda: words_are("不反映了"),
        key("Esc"),
    )


def test_the_key_that_registers_ends_nothing(page: QWidget) -> None:
    def still_open() -> None:
        assert "Alt+X" in dialog().findChild(QPushButton, "done").text()
        words_are("不反映了")

    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True),
        key("Return"),
        typed("不反映了"),
        key("Ctrl+Return"),
        still_open,
        key("Ctrl+Enter"),
        still_open,
        key("Alt+X"),
    )
    assert ending == Ending("withdrawn", "不反映了")


def words_are(words: str) -> None:
    assert dialog().findChild(QPlainTextEdit).toPlainText() == words


@pytest.mark.parametrize("choice", [[], ["Down"]])
def test_a_matter_does_not_vanish_without_words(page: QWidget, choice: list[str]) -> None:
    clear = [key("Tab"), key("Ctrl+A"), key("Delete")] if choice else []
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True),
        *map(key, choice),
        *clear,
        key("Alt+X"),
        focus_is("ending.words"),
        said_beside("ending.words"),
        typed("  "),
        key("Alt+X"),
        said_beside("ending.words"),
        typed("不"),
        said_beside("ending.words", something=False),
        key("Alt+X"),
    )
    assert ending.words == "不"


def test_where_no_matter_was_told_no_words_are_needed(page: QWidget) -> None:
    ending = at_the_dialog(partial(end_draft.ask_ending, page, me="张玲", has_matter=False), key("Alt+X"))
    assert ending == Ending("withdrawn", "")


def test_words_survive_esc(page: QWidget) -> None:
    stayed = at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True), key("Return"), typed("我再想想"), key("Esc")
    )
    assert stayed == Ending("stay", "我再想想")
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, me="张玲", has_matter=True, former=stayed.words), key("Alt+X")
    )
    assert ending == Ending("withdrawn", "我再想想")
