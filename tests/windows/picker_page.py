"""A page with a picker between two fields, and the hands of whoever writes there."""

from types import ModuleType, SimpleNamespace

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows.widgets import picker
from petitiondesk.windows.widgets.picker import Choice, Picker

CATEGORIES = {
    "csjs": Choice(1, "城乡建设"),
    "wy": Choice(2, "城乡建设 / 物业"),
    "cq": Choice(3, "城乡建设 / 拆迁补偿"),
    "ldbz": Choice(4, "劳动保障"),
}


def search(text: str) -> list[Choice]:
    return [choice for initials, choice in CATEGORIES.items() if text in choice.text or initials.startswith(text)]


class Page(QWidget):
    """A field before, the picker, a field after."""

    def __init__(self, picker: Picker) -> None:
        super().__init__()
        self.before, self.picker, self.after = QLineEdit(), picker, QLineEdit()
        column = QVBoxLayout(self)
        for field in (self.before, self.picker, self.after):
            column.addWidget(field)
        column.addStretch()
        self.resize(600, 400)


def shown(qtbot: QtBot, picker: Picker) -> Page:
    page = Page(picker)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    picker.setFocus()
    assert picker.hasFocus()
    return page


@pytest.fixture
def page(qapp: QApplication, qtbot: QtBot) -> Page:
    return shown(qtbot, Picker(search))


def compose(picker: Picker, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(picker, event)


def write(picker: Picker, text: str) -> None:
    """Latin characters by key, Chinese as an input method commits them."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(picker, character)
        else:
            compose(picker, "", character)


def lines(picker: Picker) -> list[str]:
    [shown] = picker.window().findChildren(QListWidget)
    return [shown.item(row).text() for row in range(shown.count())]


def read_out(monkeypatch: pytest.MonkeyPatch, by: ModuleType = picker) -> list[str]:
    """What Qt is given to be read out from now on by a module."""
    heard: list[str] = []
    qt = SimpleNamespace(updateAccessibility=lambda event: heard.append(event.message()))
    monkeypatch.setattr(by, "QAccessible", qt)
    return heard
