"""What every test of a dialog stands on: English words, a page behind the dialog."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.windows import messages, theme


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    before = messages.language()
    messages.speak("en")
    theme.load_fonts()
    theme.apply(qapp)
    yield
    messages.speak(before)
    theme.apply(qapp)


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitActive(page)
    return page
