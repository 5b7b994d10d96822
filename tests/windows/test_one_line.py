"""A line holds the one line that it shows, however the text came into it."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from petitiondesk.storage.models import Petitioner
from petitiondesk.windows.binding import Form
from petitiondesk.windows.widgets.fields import line
from petitiondesk.windows.widgets.picker import Picker

BROKEN = "张三\r\n李\u200b四\n"


def paste(edit: QLineEdit) -> None:
    QApplication.clipboard().setText(BROKEN)
    edit.paste()


def drop(edit: QLineEdit) -> None:
    words = QMimeData()
    words.setText(BROKEN)
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    edit.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, words, left, no_key))


def dictate(edit: QLineEdit) -> None:
    handed = QInputMethodEvent("", [])
    handed.setCommitString(BROKEN)
    QApplication.sendEvent(edit, handed)


def take_up(edit: QLineEdit) -> None:
    form = Form()
    form.bind(edit, Petitioner.name)
    form.fill({"petitioner.name": BROKEN, "petitioner.name.typed": BROKEN})


@pytest.mark.parametrize("put", [paste, drop, dictate, take_up])
@pytest.mark.parametrize("new", [line, Picker])
def test_breaks_become_one_blank(qapp: QApplication, new: type[QLineEdit], put: object) -> None:
    edit = new()
    put(edit)
    assert edit.text() == edit.displayText() == "张三 李四"


def test_what_was_pasted_can_be_undone_and_replaces_what_was_selected(qapp: QApplication) -> None:
    edit, told = line(), []
    QTest.keyClicks(edit, "ab-cd")
    edit.setSelection(2, 1)
    edit.textChanged.connect(lambda _text: told.append(edit.text()))
    paste(edit)
    assert (edit.text(), edit.cursorPosition()) == ("ab张三 李四 cd", 8)
    assert set(told) == {"ab张三 李四 cd"}, "nobody ever hears of the break"
    edit.undo()
    assert edit.text() == "ab-cd"
    edit.redo()
    assert edit.text() == "ab张三 李四 cd"


def test_a_chosen_entry_stays_chosen_whatever_its_words_in_an_old_draft(qapp: QApplication) -> None:
    picker = Picker()
    picker.set_choice(7, BROKEN)
    assert (picker.choice_id(), picker.text()) == (7, "张三 李四")
