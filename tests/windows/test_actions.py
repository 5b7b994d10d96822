"""The table of keys: people's fingers learn it, so it changes only where this file changes too."""

from collections import Counter
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows import actions
from petitiondesk.windows.pages.table import PAGES

pytestmark = pytest.mark.usefixtures("english")

TABLE = """
register        Ctrl+Enter Ctrl+Return
channel_visit   Ctrl+1
channel_letter  Ctrl+2
channel_call    Ctrl+3
channel_online  Ctrl+4
channel_fax     Ctrl+6
source          Ctrl+7
enclosure       Ctrl+8
another_copy    Ctrl+9
pin             Ctrl+T
park            F8
resume          F9
end_draft       Alt+X
proxy           F6
group           F7
helper          Alt+H
procedure       Alt+J
to_matter       Alt+G
to_facts        Alt+F
to_requests     Alt+Q
to_materials    Alt+M
to_needs        Alt+S
anonymous       Alt+N
confidential    Alt+B
emergency       Ctrl+F11
under_age       Alt+U
restricted      Alt+R
link            Alt+1
take_over       Alt+2
not_the_same    Alt+3
next_earlier    Alt+Down
previous_earlier  Alt+Up
recent          Ctrl+L
answer_now      Alt+A
why_this_day    Alt+Y
papers          Alt+P
reprint         Ctrl+P
correct         Alt+E
mine            Alt+M
open_case       Ctrl+O
to_filters      Alt+G
clear_filters   Alt+C
show_beside     Space Alt+V
record_step     Ctrl+Enter Ctrl+Return
lawful_steps    Alt+S
other_duty      Alt+D
take_back       Alt+Z
link_case       Alt+1
unlink_case     Alt+4
to_case_requests  Alt+Q
to_lines        Ctrl+L
to_papers       Alt+M
to_files        Alt+F
to_history      Alt+G
attach          Ctrl+O
put_file_aside  Alt+W
add_unit        Alt+A
change_unit     Alt+E
end_unit        Alt+X
show_ended      Alt+V
import_units    Ctrl+O
export_units    Ctrl+S
keep_notice     Ctrl+Enter Ctrl+Return
to_years        Alt+G
to_notice       Ctrl+L
import_notice   Ctrl+O
export_notice   Ctrl+S
print           Ctrl+P
save_pdf        Ctrl+S
zoom_in         + =
zoom_out        -
next_sheet      PgDown
previous_sheet  PgUp
next_field      Enter Return
previous_field  Shift+Enter Shift+Return
take_ghost      Right
leave_text      Tab
choose          Down
open_list       F4 Space
go_reception    F2
go_today        F3
go_register     Shift+F3
go_case         Shift+F4
go_units        Shift+F7
go_calendar     Shift+F8
refresh         F5
find            Ctrl+K
larger          Ctrl+= Ctrl++
smaller         Ctrl+-
look            Alt+T
language        Alt+L
settings        Shift+F2
who_sits        Shift+F12
check_office    Shift+F11
key_sheet       Shift+F1 ?
seen            Alt+O
more_notices    Alt+I
quit            Ctrl+Q
"""

TAKEN = """
editing   Ctrl+A Ctrl+C Ctrl+V Ctrl+X Ctrl+Z Ctrl+Y Ctrl+Shift+Z Ctrl+U Ctrl+E Ctrl+D Ctrl+H Ctrl+Backspace Ctrl+Del
editing   Ctrl+Left Ctrl+Right Ctrl+Home Ctrl+End Ctrl+Ins Shift+Ins Shift+Del Left Up Home End Del Backspace Tab
ibus      Ctrl+Space Shift+Space Ctrl+Shift+E Ctrl+Shift+U
fcitx     Ctrl+; Ctrl+5 Ctrl+Shift+F
microsoft Ctrl+. Ctrl+, Alt+`
sogou     Ctrl+Shift+B Ctrl+Shift+F
desktops  Alt+F4 Alt+Tab Alt+Space F10 F11 Alt+F1 Alt+F2
"""
"""What text fields, input methods and window managers do with keys. Ctrl+K (on some desktops: delete to the end of the
line) is given to Find knowingly; fields don't claim it."""


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    column.addWidget(QPlainTextEdit())
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_keys_are_what_people_have_learned() -> None:
    learned = [(line.split()[0], tuple(line.split()[1:])) for line in TABLE.strip().splitlines()]
    assert [(action.id, action.keys) for action in actions.ACTIONS] == learned, "a key changes on purpose: TABLE too"


def test_no_key_means_two_things_in_one_window() -> None:
    """Those of the fields hold in the reception, which has some; other pages may use Enter and the arrows."""
    windows: list[tuple[actions.Where, ...]] = [("preview",), ("reception", "fields", "everywhere")]
    for pages in (*windows, *((entry.id, "everywhere") for entry in PAGES)):
        keys = Counter(key for where in pages for action in actions.of_page(where) for key in action.keys)
        assert [key for key, times in keys.items() if times > 1] == [], pages


def test_a_key_takes_nothing_from_typing() -> None:
    taken = {QKeySequence(key) for line in TAKEN.strip().splitlines() for key in line.split()[1:]}
    for action, key in [(each, key) for each in actions.ACTIONS for key in each.keys]:
        sequence = QKeySequence(key)
        assert sequence.count() == 1, key
        assert "Ctrl+Alt" not in key, "Ctrl+Alt is AltGr"
        assert not (len(key) == 1 and key.isalnum()), "a letter alone can't be a key in a form"
        assert sequence not in taken or action.where in ("fields", "preview"), key


def test_ids_are_unique() -> None:
    assert len({action.id for action in actions.ACTIONS}) == len(actions.ACTIONS)


def test_every_installed_key_does_its_action_whatever_has_the_focus(qtbot: QtBot, page: QWidget) -> None:
    done: list[str] = []
    entries = list(actions.of_page("reception"))
    actions.install(page, {entry.id: partial(done.append, entry.id) for entry in entries})
    for field in page.findChildren(QLineEdit) + page.findChildren(QPlainTextEdit):
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
        for entry in entries:
            for key in entry.keys:
                done.clear()
                combination = QKeySequence(key)[0]
                QTest.keyClick(field, combination.key(), combination.keyboardModifiers())
                assert done == [entry.id], key
        assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == ""


def test_a_question_mark_is_typed_in_a_field_and_is_a_key_outside(qtbot: QtBot, page: QWidget) -> None:
    shown: list[str] = []
    actions.install(page, {"key_sheet": lambda: shown.append("sheet")})
    field = page.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClicks(field, "?")
    assert (field.text(), shown) == ("?", [])
    page.setFocus()
    QTest.keyClicks(page, "?")
    assert (field.text(), shown) == ("?", ["sheet"])


def test_a_hidden_page_does_not_answer(qtbot: QtBot, page: QWidget) -> None:
    done: list[str] = []
    hidden = QWidget(page)
    actions.install(hidden, {"park": lambda: done.append("hidden")})
    hidden.hide()
    actions.install(page, {"park": lambda: done.append("shown")})
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert done == ["shown"]


def test_only_what_the_table_knows_can_be_installed(page: QWidget) -> None:
    with pytest.raises(KeyError):
        actions.install(page, {"no_such_action": lambda: None})


def test_keys_are_shown_as_they_are_printed_on_a_keyboard() -> None:
    assert actions.key_text("register") == "Ctrl+Enter"
    assert actions.key_text("key_sheet") == "Shift+F1"
    assert actions.key_text("take_ghost") == "→"
    assert actions.key_text("choose") == "↓"
    assert actions.key_text("next_earlier") == "Alt+↓"
    assert actions.key_text("next_sheet") == "PgDn"
    assert actions.key_text("zoom_in") == "+"
    assert actions.key_text("larger") == "Ctrl+="
