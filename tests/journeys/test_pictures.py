"""The reception page looked at: pictures are left in the test's folder, and what a picture would show is measured."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from petitiondesk.windows import messages, theme
from petitiondesk.windows.settings import STEP
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.problem_chip import ProblemChip
from tests.journeys.conftest import Counter

PROBLEMS = {
    "petitioner.id_number": "33010219720305122",
    "petitioner.phone": "12",
    "petitioner.birth_date": "2099-13-41",
    "petitioner.division_id": "不知何处",
    "registration.problem_division_id": "不知何处",
    "registration.category_id": "不在表内",
    "materials.0.copies": "两",
}
RARE = "𬱖䶮㛃𠅤𤆵𬭚"


@pytest.fixture(autouse=True)
def as_before(qapp: QApplication) -> Iterator[None]:
    theme.load_rare_fonts()
    yield
    theme.apply(qapp)


def picture(counter: Counter, name: str) -> None:
    counter.settle()
    file = counter.folder / f"{name}.png"
    counter.window.grab().save(str(file))
    assert file.stat().st_size > 10_000


def shown_in(window: QWidget) -> list[QWidget]:
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


def assert_nothing_is_cut(counter: Counter) -> None:
    """Nothing is wider than its place; a label has room for its words, or ends in … and tells the whole."""
    form = counter.form
    assert form.width() <= form.parentWidget().width(), "the form scrolls down only"
    for widget in shown_in(form):
        assert widget.mapTo(form, widget.rect().topRight()).x() < form.width(), widget.objectName()
    for label in shown_in(counter.window):
        if not isinstance(label, QLabel) or not label.text().strip():
            continue
        if isinstance(label, ElidedLabel):
            assert label.toolTip() or label.width() >= label.sizeHint().width(), label.text()
        elif label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        else:
            assert label.width() >= label.sizeHint().width(), label.text()


def assert_nothing_overlaps(counter: Counter) -> None:
    cells = [field.cell for field in counter.fields._fields.values() if field.cell.isVisible()]
    form = counter.form
    places = [QRect(cell.mapTo(form, QPoint(0, 0)), cell.size()) for cell in cells]
    for number, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[number + 1 :]), cells[number]


def places(counter: Counter) -> dict[str, QRect]:
    form = counter.form
    fields = form.form._fields.values()
    return {field.path: QRect(field.widget.mapTo(form, QPoint(0, 0)), field.widget.size()) for field in fields}


def put_in(counter: Counter, texts: dict[str, str]) -> None:
    for path, text in texts.items():
        counter.focus_on(path)
        counter.hands.tell(text)


def clear(counter: Counter, path: str) -> None:
    counter.focus_on(path)
    counter.hands.press("Ctrl+A", "Del")


def in_type_of(counter: Counter, percent: int) -> None:
    settings = counter.settings
    if settings.percent != percent:
        settings.percent = percent - STEP
        counter.hands.press("Ctrl+=")
        counter.settle()
    assert settings.percent == percent


@pytest.mark.parametrize(("language", "percent"), [("zh", 100), ("en", 100), ("zh", 200), ("en", 200)])
def test_the_page_in_every_language_and_size(
    new_counter: Callable[..., Counter], language: str, percent: int, tmp_path: Path
) -> None:
    """Blank; full of problems, with all that else is asked; with a visit that waits. One window for all of it."""
    counter = new_counter(language)
    in_type_of(counter, percent)
    counter.window.resize(1366, 768)
    picture(counter, "blank")
    assert counter.window.width() == 1366, "it fits the screen that the office has"
    assert_nothing_is_cut(counter)
    assert_nothing_overlaps(counter)
    put_in(counter, {"petitioner.name": RARE})
    counter.hands.press("F8")
    counter.settle()
    assert_the_foot_stands_still(counter)
    counter.hands.press("F7", "F6", "Alt+J")
    for path in PROBLEMS:
        clear(counter, path)
    counter.settle()
    assert_nothing_moves_when_a_problem_is_said(counter)
    assert_no_chip_is_a_stump_or_a_colour_alone(counter)
    counter.hands.press("Alt+T")
    picture(counter, "problems-dark")
    assert len(list(tmp_path.glob("*.png"))) == 3


def assert_nothing_moves_when_a_problem_is_said(counter: Counter) -> None:
    before = places(counter)
    put_in(counter, PROBLEMS)
    counter.focus_on("petitioner.name")
    picture(counter, "problems")
    assert counter.problem("registration.facts")
    assert places(counter) == before
    assert_nothing_is_cut(counter)
    assert_nothing_overlaps(counter)


def assert_the_foot_stands_still(counter: Counter) -> None:
    """Whatever it says of the field with the focus, it says whole, and its buttons stay where they are."""
    put_in(counter, PROBLEMS)
    counter.settle()
    assert counter.window.width() == 1366, "a visit that waits makes nothing wider"
    assert counter.waiting_count.isVisible()
    before, hint = foot(counter), counter.screen.area.hint
    for path in ("petitioner.name", *PROBLEMS, "petitioner.sex"):
        counter.focus_on(path)
        counter.settle()
        assert hint.text() == counter.problem(path)
        assert hint.height() >= hint.heightForWidth(hint.width()), hint.text()
        cell = counter.fields.field(path).cell
        assert cell.visibleRegion().boundingRect() == cell.rect(), f"{path} is seen whole with its label"
        assert foot(counter) == before


def foot(counter: Counter) -> list[QRect]:
    page = counter.reception
    buttons = map(partial(page.findChild, QWidget), ("park_button", "register_button"))
    return [QRect(button.mapTo(page, QPoint(0, 0)), button.size()) for button in buttons]


def assert_no_chip_is_a_stump_or_a_colour_alone(counter: Counter) -> None:
    words = {messages.tr(word) for word in ("missing", "later", "check", "note")}
    said = [chip for chip in shown_in(counter.window) if isinstance(chip, ProblemChip) and chip.text()]
    assert len(said) > len(PROBLEMS)
    for chip in said:
        shown = chip.shown_in(chip.width(), chip.text())
        assert shown in {chip.text(), *words}
        assert chip.fontMetrics().horizontalAdvance(shown) <= chip.width()


def test_on_a_wide_screen_the_facts_and_the_side_grow_and_the_lines_do_not(counter: Counter) -> None:
    form, side = counter.form, counter.reception.side
    facts = form.form.field("registration.facts").widget
    counter.window.resize(1366, 768)
    counter.settle()
    height, width = facts.height(), side.width()
    counter.window.resize(1920, 1080)
    counter.settle()
    assert form.width() <= form.fontMetrics().height() * 51
    assert side.width() > width
    assert facts.height() > height * 1.5
    counter.hands.press("F7")
    counter.settle()
    assert height <= facts.height() < height * 2, "what else is asked takes the room again"


def test_a_long_text_and_rare_names(counter: Counter) -> None:
    put_in(counter, {"petitioner.name": RARE, "petitioner.phone": "13800000042", "registration.facts": "漏水。"})
    counter.register()
    counter.window.resize(1366, 768)
    put_in(counter, {"petitioner.name": RARE, "petitioner.phone": "13800000042", "requests.0.text": "要求" * 60})
    facts = counter.widget("registration.facts")
    facts.setPlainText("征地补偿款去年就该发，至今没有发。" * 177)
    counter.hands.press("Alt+R", "Alt+U")
    picture(counter, "long")
    assert counter.earlier().current() is not None
    assert_nothing_is_cut(counter)
    assert_nothing_overlaps(counter)
    counter.window.resize(1920, 1080)
    picture(counter, "long-wide")
    assert_nothing_is_cut(counter)
