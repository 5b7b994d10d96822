"""A visit that is not registered: it ends with words, and keeps them when the dialog is left."""

from functools import partial

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from petitiondesk.windows.dialogs import end_draft
from petitiondesk.windows.dialogs.end_draft import Ending
from tests.windows.dialogs.person import at_the_dialog, dialog, focus_is, key, said_beside, typed


def test_a_matter_is_withdrawn_in_the_visitor_s_own_words(page: QWidget) -> None:
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True),
        key("Return"),
        focus_is("ending.words"),
        typed("我先回去问问，"),
        key("Return"),
        typed("不登记了。"),
        key("Ctrl+Return"),
    )
    assert ending == Ending("withdrawn", "我先回去问问，\n不登记了。")


def test_a_mistake_carries_the_name_of_who_said_so(page: QWidget) -> None:
    def renamed() -> None:
        assert "Name" in dialog().findChild(QPlainTextEdit).accessibleName()

    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True),
        key("Down"),
        focus_is("ending.mistake"),
        renamed,
        key("Return"),
        typed("张玲"),
        key("Ctrl+Enter"),
    )
    assert ending == Ending("mistake", "张玲")


@pytest.mark.parametrize("choice", [[], ["Down"]])
def test_a_matter_does_not_vanish_without_words(page: QWidget, choice: list[str]) -> None:
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True),
        *map(key, choice),
        key("Ctrl+Return"),
        focus_is("ending.words"),
        said_beside("ending.words"),
        typed("  "),
        key("Ctrl+Return"),
        said_beside("ending.words"),
        typed("不"),
        said_beside("ending.words", something=False),
        key("Ctrl+Return"),
    )
    assert ending.words == "不"


def test_where_no_matter_was_told_no_words_are_needed(page: QWidget) -> None:
    ending = at_the_dialog(partial(end_draft.ask_ending, page, has_matter=False), key("Down"), key("Ctrl+Return"))
    assert ending == Ending("mistake", "")


def test_words_survive_esc(page: QWidget) -> None:
    stayed = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True), key("Return"), typed("我再想想"), key("Esc")
    )
    assert stayed == Ending("stay", "我再想想")
    ending = at_the_dialog(
        partial(end_draft.ask_ending, page, has_matter=True, former=stayed.words), key("Ctrl+Return")
    )
    assert ending == Ending("withdrawn", "我再想想")
