"""The register by its filters, with its preview, at any depth; a report of wrongdoing is opened with a purpose only."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from petitiondesk.office import register, register_preview
from petitiondesk.office.desk import Desk
from petitiondesk.office.register import RegisterRow
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.office_day import office_day
from petitiondesk.samples import offices
from petitiondesk.windows.pages.register.page import RegisterPage
from petitiondesk.windows.rows import MARKS, PAGE
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter, visit
from tests.office.conftest import told_in_history
from tests.windows.test_register_page import case_in_sight, shown_numbers

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter

REPORT, PLAIN = "2026-访-000002", "2026-访-000001"


def page(counter: Counter) -> RegisterPage:
    found = counter.window.page("register")
    assert isinstance(found, RegisterPage)
    return found


def said(counter: Counter, name: str = "register_hint") -> str:
    return counter.window.findChild(QLabel, name).text()


def beside(counter: Counter) -> str:
    return page(counter).preview.toPlainText()


@pytest.fixture
def at_register(counter: Counter) -> Counter:
    """A plain visit and a report of wrongdoing, and the register in sight."""
    visit(counter)
    counter.register()
    visit(counter, "王芳")
    counter.hands.press("Alt+R")
    counter.register()
    counter.hands.press("Shift+F3")
    counter.settle()
    assert shown_numbers(counter) == [REPORT, PLAIN]
    return counter


def test_filters_narrow_by_keys_and_say_so(at_register: Counter) -> None:
    counter = at_register
    counter.hands.press("Alt+G")
    assert counter.focus() == "filter.channel"
    counter.hands.press("L")  # 来访
    counter.settle()
    assert shown_numbers(counter) == [REPORT, PLAIN]
    counter.hands.press("Tab")
    assert counter.focus() == "filter.period"
    counter.hands.press("J")  # 今天
    counter.settle()
    assert shown_numbers(counter) == [PLAIN], "a day would tell something of a report of wrongdoing"
    assert ("来访 · 今天" in said(counter), "Alt+C" in said(counter)) == (True, True)
    assert page(counter).filters.lists["period"].property("state") == "chosen"
    counter.hands.press("Tab")
    counter.hands.tell("劳动")
    counter.settle()
    assert "“劳动”" in said(counter), "what is no entry narrows nothing"
    assert shown_numbers(counter) == [PLAIN]
    counter.hands.press("Return")
    counter.settle()
    assert shown_numbers(counter) == []
    assert "Alt+C" in said(counter, "register_words")
    counter.hands.press("Alt+C")
    counter.settle()
    assert shown_numbers(counter) == [REPORT, PLAIN]
    assert page(counter).filters.words() == []
    counter.hands.press("Alt+G")
    counter.hands.press("L")
    counter.hands.press("Escape")
    counter.hands.tell("漏水")
    counter.settle()
    assert shown_numbers(counter) == [PLAIN]
    for filters in (1, 0):
        counter.hands.press("Escape")
        counter.settle()
        assert len(page(counter).filters.words()) == filters


def test_the_preview_follows_the_highlighted_line(at_register: Counter) -> None:
    counter = at_register
    counter.hands.press("Space")
    counter.settle()
    assert beside(counter).split() == [REPORT, "检举控告类事项"]
    counter.hands.press("Down")
    counter.settle()
    assert (PLAIN in beside(counter), "屋顶漏水。" in beside(counter), "李𬭚" in beside(counter)) == (True, True, False)
    page(counter).preview._arrived(10**6, register_preview.Preview(10**6, "2026-访-000009"))
    assert PLAIN in beside(counter), "an answer for another line is too late"
    counter.hands.tell("漏水")
    counter.settle()
    assert _bold(page(counter)) == {"漏水"}
    table = page(counter).table.model()
    matter = table.index(0, 4)
    [(start, end)] = matter.data(MARKS)
    assert matter.data()[start:end] == "漏水"
    counter.hands.press("Escape")
    counter.hands.press("Alt+V")
    assert page(counter).preview.isHidden()


def _bold(shown: RegisterPage) -> set[str]:
    """What is marked in the preview, the number at its head apart."""
    block, found = shown.preview.document().begin().next(), set()
    while block.isValid():
        for piece in block.textFormats():
            if piece.format.fontWeight() > 500:
                found.add(block.text()[piece.start : piece.start + piece.length])
        block = block.next()
    return found


def test_a_report_is_opened_with_a_purpose_which_is_asked_once_a_day(at_register: Counter) -> None:
    counter = at_register

    def opened() -> list[dict[str, str]]:
        return told_in_history(counter.desk, Act.OPEN)

    def refuse(dialog: QWidget) -> None:
        assert dialog.objectName() == "purpose"
        counter.hands.press("Ctrl+Return")
        assert "答复检举人来电" in dialog.findChild(QLabel, "opening.purpose.problem").text()
        counter.hands.press("Escape")

    before = opened()
    counter.dialog("Return", refuse)
    counter.settle()
    assert opened() == before
    numbers: list[str] = []

    def look(*keys: str) -> None:
        counter.hands.press(*keys)
        counter.settle()
        numbers.append(case_in_sight(counter))
        counter.hands.press("Shift+F3")
        counter.settle()

    def tell(dialog: QWidget) -> None:
        assert dialog.findChild(QLineEdit, "opening.purpose").hasFocus()
        counter.hands.tell("核对材料")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Return", tell)
    counter.settle()
    look()
    look("Return")
    look("Down", "Return")
    assert numbers == [REPORT, REPORT, PLAIN]
    why = {"how": "register", "purpose": "核对材料"}
    assert opened()[len(before) :] == [why, why, {"how": "register"}]


def test_any_depth_is_reached_by_pages_of_ids(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    offices.generate(counter.desk.database, 1_000, seed=5, today=office_day(counter.clock()))
    limits: list[int] = []
    pages: list[Sequence[int]] = []
    found, rows = register.found, register.rows

    def counted(desk: Desk, *asked: object, limit: int, **told: object) -> register.Lines:
        limits.append(limit)
        return found(desk, *asked, limit=limit, **told)

    def noted(desk: Desk, ids: Sequence[int], text: str = "") -> list[RegisterRow]:
        pages.append(ids)
        return rows(desk, ids, text)

    monkeypatch.setattr(register, "found", counted)
    monkeypatch.setattr(register, "rows", noted)
    counter.hands.press("Shift+F3")
    counter.settle()
    table, model = page(counter).table, page(counter)._rows
    assert limits[:2] == [register.FIRST, register.MOST]
    assert (model.rowCount(), {ids[0] for ids in pages}) == (1_000, {model.id_at(0)})
    for place in (650, 999):
        table.setCurrentIndex(model.index(place, 0))
        counter.settle()
        assert model.row_at(place) is not None
    assert {len(ids) for ids in pages} == {PAGE}
    assert {model.place_of(ids[0]) for ids in pages} <= {0, 600, 800}, "only what came into sight is read"
    table.setCurrentIndex(model.index(500, 0))
    counter.settle()
    there, top = page(counter)._current_id(), model.id_at(table.rowAt(0))
    counter.hands.press("F2")
    visit(counter)
    counter.register()
    counter.hands.press("Shift+F3")
    counter.settle()
    assert model.rowCount() == 1_001
    assert (page(counter)._current_id(), model.id_at(table.rowAt(0))) == (there, top)
    assert table.currentIndex().row() == 501
    assert set(limits[1:]) == {register.MOST}, "what is read anew is read whole"
    counter.touch(Thing.CASE)
    assert (page(counter)._current_id(), model.id_at(table.rowAt(0))) == (there, top)
    assert model.data(table.currentIndex(), Qt.ItemDataRole.DisplayRole)
