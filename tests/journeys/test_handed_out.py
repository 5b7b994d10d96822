"""A paper goes to the printer that was chosen, and what was printed or saved stands in the history."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from sqlalchemy import select

from petitiondesk.storage import history
from petitiondesk.storage.models import Event, EventPayload
from petitiondesk.windows import printing
from petitiondesk.windows.dialogs import preview
from petitiondesk.windows.driving import in_dialog
from tests.journeys.conftest import SLIP, VISIT_FORM, Counter

OURS, ANOTHER = "接待台针式打印机", "二楼激光打印机"


def _register(counter: Counter) -> None:
    counter.hands.press("Return")
    counter.hands.tell("李𬭚")
    counter.focus_on("registration.facts")
    counter.hands.tell("屋顶漏水。")
    counter.register()


def _handed_out(counter: Counter) -> list[str]:
    """What the history holds of each paper that left the counter."""
    with counter.desk.database.read() as session:
        assert history.verify(session) == []
        printed = select(EventPayload.content).join(Event).where(Event.act == "paper.printed").order_by(Event.sequence)
        return list(session.scalars(printed))


@pytest.fixture
def counter(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Counter:
    monkeypatch.setattr(printing, "printers", lambda: [ANOTHER, OURS])
    monkeypatch.setattr(printing, "default_printer", lambda: ANOTHER)
    counter.settings.slip_printer = OURS
    return counter


def test_slip_and_reprint_go_to_the_printer_of_the_settings(counter: Counter) -> None:
    _register(counter)
    counter.hands.press("Ctrl+P")
    counter.settle()
    assert counter.printers == [OURS, OURS]
    assert len(_handed_out(counter)) == 2
    assert all(OURS in said for said in _handed_out(counter))


def test_the_preview_of_a_slip_offers_that_printer_first(counter: Counter) -> None:
    _register(counter)
    counter.paper(SLIP, lambda _dialog: counter.hands.press("Return"))
    counter.settle()
    assert counter.printers == [OURS, OURS]


def test_another_printer_chosen_in_the_preview_is_the_one(counter: Counter) -> None:
    _register(counter)

    def choose(name: str, dialog: QWidget) -> None:
        [printers] = dialog.findChildren(QComboBox)
        printers.setCurrentText(name)
        counter.hands.press("Ctrl+P")

    for name in (ANOTHER, OURS):
        counter.paper(VISIT_FORM, partial(choose, name))
        counter.settle()
    assert counter.printers == [OURS, ANOTHER, OURS]
    assert ANOTHER in _handed_out(counter)[1]


def test_a_paper_saved_as_a_file_stands_in_the_history(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _register(counter)
    file = tmp_path / "登记表.pdf"
    monkeypatch.setattr(preview, "ask_where", lambda _parent, _name: file)
    counter.paper(VISIT_FORM, lambda _dialog: counter.hands.press("Ctrl+S", "Escape"))
    counter.settle()
    assert file.read_bytes().startswith(b"%PDF")
    [slip, saved] = _handed_out(counter)
    assert '"slip"' in slip
    assert '"visit_form"' in saved
    assert "登记表.pdf" in saved


def test_a_slip_is_offered_as_a_file_by_what_it_is_and_its_number(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    _register(counter)
    offered: list[str] = []
    monkeypatch.setattr(preview, "ask_where", lambda _parent, name: offered.append(name))
    counter.paper(SLIP, lambda _dialog: counter.hands.press("Ctrl+S", "Escape"))
    assert offered == ["回执 2026-访-000001"]


def test_an_answer_that_was_given_is_printed_again_without_being_given_twice(counter: Counter) -> None:
    _register(counter)

    def print_it(_preview: QWidget) -> None:
        counter.hands.press("Ctrl+P")

    def answer(words: str, _dialog: QWidget) -> None:
        counter.hands.tell(words)
        in_dialog(counter.program.background, partial(counter.hands.press, "Ctrl+Return"), print_it)

    for words in ("已当场告知。", "", "另："):
        counter.dialog("Alt+A", partial(answer, words))
        counter.settle()
    with counter.desk.database.read() as session:
        answered = select(EventPayload.content).join(Event).where(Event.act == "registration.answered")
        first, second = session.scalars(answered.order_by(Event.sequence))
    assert "已当场告知。" in first
    assert "另：" in second
    assert len([said for said in _handed_out(counter) if "answer" in said]) == 3
