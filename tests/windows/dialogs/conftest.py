"""What every test of a dialog stands on: English words, a page behind the dialog."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _english(english_look: None) -> None:
    """Words that the tests can name."""


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    qtbot.waitActive(page)
    return page
