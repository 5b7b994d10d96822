"""Whatever is typed or pasted into the reception page is registered: kept, or kept and told; never a trace."""

import logging
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QTextEdit, QWidget

from petitiondesk.office import corrections
from petitiondesk.rules.registration_numbers import CodeKind, read_code
from petitiondesk.rules.typed_text import is_blank
from petitiondesk.windows.binding import Field, written
from petitiondesk.windows.widgets.picker import Picker
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter
from tests.rules.nasty_text import NASTY

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter

SHORT = {name: text for name, text in NASTY.items() if len(text) < 100_000 and not is_blank(text)} | {
    "html": "<b>张三</b> & <img src=x> {name} {0}",
    "mnemonic": "&A && B",
    "lines": "甲\n乙\r\n丙\u2028丁\u2029戊",
    "tabs": "甲\t乙\x0b丙",
    "a very long line": "门前的路三年没有人修。" * 400,
}
TAGS = "<b>张</b>&{name}"
MEGABYTE = "征地补偿款" * 200_000
A_SECOND_OR_SO = 3.0
"""Seconds, on a machine that others use too; without them it is one."""


@pytest.fixture(autouse=True)
def nothing_unforeseen(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def fields(counter: Counter) -> list[Field]:
    """Every field that text goes into, those of a proxy and of an earlier procedure too."""
    counter.hands.press("F6", "Alt+J")
    found = counter.reception._form.form._fields.values()
    return [field for field in found if isinstance(field.widget, QLineEdit | QPlainTextEdit)]


def paste(widget: QLineEdit | QPlainTextEdit, text: str) -> None:
    QApplication.clipboard().setText(text)
    widget.paste()
    QApplication.clipboard().clear()


def compose(widget: QWidget, text: str) -> None:
    QApplication.sendEvent(widget, QInputMethodEvent("zhang", []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString(text)
    QApplication.sendEvent(widget, commit)


def held(field: Field) -> str:
    texts = written(field.widget)
    return texts[".typed"] if isinstance(field.widget, Picker) else texts[""]


def lost(counter: Counter, wanted: dict[str, Field]) -> list[tuple[str, str, str]]:
    """Register, and name what the record has otherwise than the field had it without a word beside the field."""
    counter.window.search.setFocus()  # what looks wrong is said when a field is left
    before = {path: (held(field), field.problem.text()) for path, field in wanted.items()}
    counter.register()
    number = counter.reception.side.number()
    assert number is not None
    kept = corrections.on_record(counter.desk, number)
    back = {path: kept.get(path) or kept.get(f"{path}.typed", "") for path in before}
    return [(path, text, back[path]) for path, (text, told) in before.items() if back[path] != text and not told]


@pytest.mark.qt_log_ignore("OpenType support missing")  # a screen without a typeface for a script says so
def test_what_is_pasted_into_every_field_is_kept_or_told(counter: Counter) -> None:
    for name, text in SHORT.items():
        every = {field.path: field for field in fields(counter)}
        for place, field in enumerate(every.values()):
            field.widget.setFocus()
            paste(field.widget, f"{text}{place}")  # each another, so that none can stand in for another
        assert lost(counter, every) == [], name


@pytest.mark.qt_log_ignore("OpenType support missing")
def test_what_an_input_method_hands_over_is_kept(counter: Counter) -> None:
    form = counter.reception._form.form
    for name in ("lone low surrogate", "right to left", "joiners", "rare characters", "html"):
        wanted = {}
        for place, path in enumerate(
            ("petitioner.name", "registration.facts", "requests.0.text", "petitioner.division_id")
        ):
            field = wanted[path] = form.field(path)
            field.widget.setFocus()
            compose(field.widget, f"{SHORT[name]}{place}")
        assert lost(counter, wanted) == [], name


def test_a_megabyte_is_pasted_whole_and_registered(counter: Counter) -> None:
    for path in ("petitioner.name", "petitioner.id_number", "registration.facts", "requests.0.text"):
        counter.reception._form.focus(path)
        field = counter.reception._form.form.field(path)
        assert field is not None
        before = time.monotonic()
        paste(field.widget, MEGABYTE)
        QApplication.processEvents()
        assert time.monotonic() - before < A_SECOND_OR_SO, path
        assert held(field) == MEGABYTE
        assert lost(counter, {path: field}) == []


def shown_as_markup(window: QWidget) -> list[str]:
    """What people typed and a label, or a tool tip, would take for markup."""
    labels = [label for label in window.findChildren(QLabel) if "<b>" in label.text()]
    tips = [widget.toolTip() for widget in window.findChildren(QWidget)]
    tips += [window.item(row).toolTip() for window in window.findChildren(QListWidget) for row in range(window.count())]
    return [
        *(label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText),
        *(tip for tip in tips if "<b>" in tip),
    ]


def test_a_name_is_never_taken_for_markup(counter: Counter) -> None:
    form = counter.reception._form
    for _ in range(2):
        for path in ("petitioner.name", "registration.matter"):
            form.focus(path)
            counter.hands.tell(TAGS)
        form.focus("petitioner.phone")
        counter.hands.tell("13800000042")
        counter.settle()
        assert shown_as_markup(counter.window) == []
        counter.register()
    assert TAGS in counter.reception.side.latest.item(0).text()

    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(shown_as_markup(dialog))
        assert any(TAGS in label.text() for label in dialog.findChildren(QLabel))
        dialog.close()

    counter.hands.press("Ctrl+L", "Return")
    counter.settle()
    assert counter.in_sight() == "case"
    assert shown_as_markup(counter.window) == []
    assert TAGS in counter.window.findChild(QTextEdit, "case_details").toPlainText()
    counter.hands.press("F2", "Ctrl+K")
    counter.hands.tell("2026-访-000001")
    counter.dialog("Return", look)
    counter.hands.press("F2")
    counter.hands.tell("1")
    form.focus("petitioner.name")
    counter.hands.tell(TAGS)
    counter.hands.press("F8")
    counter.settle()
    counter.dialog("F9", look)
    assert seen == []


def test_the_search_says_calmly_that_it_found_nothing(counter: Counter) -> None:
    """Words in the register; what may be a code in a dialog."""
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        assert dialog.width() <= dialog.screen().availableSize().width()
        dialog.close()

    for name in ("html", "braces", "NUL", "right to left", "many digits", "markup"):
        counter.hands.press("Ctrl+K")
        paste(counter.window.search, SHORT[name])
        if read_code(SHORT[name]).kind is not CodeKind.NOTHING:
            counter.dialog("Return", look)
            assert said, name
            continue
        counter.hands.press("Return")
        counter.settle()
        words = counter.window.findChild(QLabel, "register_words")
        assert words.isVisible(), name
        assert "“" in words.text(), name
        assert words.textFormat() == Qt.TextFormat.PlainText
        assert counter.window.minimumSizeHint().width() <= 1366, name
        assert counter.bar() == ""
