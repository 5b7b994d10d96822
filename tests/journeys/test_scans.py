"""A reader beside the keyboard: a card goes to whose line has the focus, and nothing typed is ever replaced by it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from petitiondesk.windows.scanner import HELD_MS
from petitiondesk.windows.typist import READER
from tests.journeys.conftest import Counter

PETITIONER, PROXY = "petitioner.id_number", "parties.0.id_number"
CARD, OTHER_CARD, PERMIT = "33010219720305122X", "330104198001010018", "810000199408230021"
BOOK = "9787510912345"


def scan_bar(counter: Counter) -> str:
    return counter.screen.scan_bar.words()


def test_a_card_goes_to_the_person_whose_line_has_the_focus(counter: Counter) -> None:
    counter.hands.press("F6")
    counter.hands.scan(CARD)
    assert (counter.field(PROXY), counter.field(PETITIONER)) == (CARD, "")
    counter.focus_on("registration.facts")
    counter.hands.scan(PERMIT)
    assert (counter.field(PROXY), counter.field(PETITIONER)) == (CARD, PERMIT)
    assert counter.field("petitioner.id_type") == "residence_permit", "its number says what it is"
    assert counter.focus() == "petitioner.name"


@pytest.mark.parametrize("path", [PETITIONER, "registration.facts", "petitioner.division_id"])
@pytest.mark.parametrize("ends", [("Tab",), ("Return", "Ctrl+J"), ("Return", "Return"), ()], ids="+".join)
def test_however_a_reader_ends_the_cursor_moves_once(counter: Counter, ends: tuple[str, ...], path: str) -> None:
    counter.reception._form.focus(path)
    counter.hands.scan(CARD, ends)
    QTest.qWait(2 * HELD_MS)
    counter.settle()
    assert (counter.field(PETITIONER), counter.focus()) == (CARD, "petitioner.name")
    assert path == PETITIONER or counter.field(path) == ""


@pytest.mark.parametrize("path", [PETITIONER, PROXY])
def test_a_number_that_stands_there_is_kept_and_what_was_scanned_is_said(counter: Counter, path: str) -> None:
    counter.hands.press("F6")
    form = counter.form
    form.focus(path)
    counter.hands.tell(CARD)
    counter.hands.scan(OTHER_CARD)
    assert counter.field(path) == CARD
    assert OTHER_CARD in scan_bar(counter)
    assert CARD in scan_bar(counter)
    assert counter.focus() == path
    counter.hands.press("Ctrl+A", "Backspace")
    assert scan_bar(counter) == ""
    counter.hands.scan(OTHER_CARD)
    assert counter.field(path) == OTHER_CARD
    counter.hands.scan(OTHER_CARD.lower())
    assert (counter.field(path), scan_bar(counter)) == (OTHER_CARD, ""), "the same card again changes nothing"


def test_the_card_of_whose_old_number_stands_there_is_no_other_card(counter: Counter) -> None:
    counter.hands.tell("330102720305122")
    counter.hands.scan("330102197203051227")
    assert (counter.field(PETITIONER), scan_bar(counter)) == ("330102720305122", "")
    assert counter.focus() == "petitioner.name"


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_card_read_while_a_list_is_open_goes_to_the_petitioner(counter: Counter) -> None:
    counter.hands.press("Shift+Return", "Space")
    counter.pace.pass_by(1)  # the hand that opened the list then takes the card
    opened = QApplication.activePopupWidget()
    assert opened is not None
    window = opened.windowHandle()
    for key in (*CARD, Qt.Key.Key_Return):  # as the system sends them: to the list's window
        counter.pace.pass_by(READER)
        QTest.keyClick(window, key)
    assert counter.field(PETITIONER) == CARD
    assert counter.field("petitioner.id_type") == "resident_card"


def test_what_was_refused_is_not_said_over_the_next_visitor(counter: Counter) -> None:
    counter.hands.tell(CARD)
    counter.hands.scan(OTHER_CARD)
    assert scan_bar(counter)
    counter.hands.press("F8")
    assert scan_bar(counter) == ""


def test_a_card_read_while_a_question_is_open_is_asked_for_again(counter: Counter) -> None:
    counter.focus_on("registration.facts")
    counter.hands.tell("屋顶漏水")

    def read_card(dialog: QWidget) -> None:
        counter.hands.scan(CARD)
        assert dialog.isVisible()
        dialog.close()

    counter.dialog("Alt+X", read_card)
    assert counter.message()
    assert (counter.field(PETITIONER), counter.window.search.text()) == ("", "")


@pytest.mark.parametrize("path", [PETITIONER, "materials.0.name", "registration.facts"])
def test_the_code_of_a_book_or_parcel_stays_where_it_was_scanned(counter: Counter, path: str) -> None:
    counter.focus_on(path)
    counter.hands.scan(BOOK)
    counter.settle()
    assert counter.field(path).rstrip("\n") == BOOK
    assert QApplication.activeModalWidget() is None
    assert path == PETITIONER or counter.field(PETITIONER) == ""
