"""What the tests of windows share."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from petitiondesk.windows import messages, theme
from petitiondesk.windows.background import Background


@pytest.fixture
def english() -> Iterator[None]:
    before = messages.language()
    messages.speak("en")
    yield
    messages.speak(before)


@pytest.fixture
def english_look(qapp: QApplication, english: None) -> Iterator[None]:
    """English words in the program's own fonts and colours."""
    theme.load_fonts()
    theme.apply(qapp)
    yield
    theme.apply(qapp)


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    lanes = Background()
    yield lanes
    assert lanes.drain(10)
