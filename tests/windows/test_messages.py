"""The language of the screen: our own sentences and Qt's."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from petitiondesk.windows import messages
from petitiondesk.words import Language


@pytest.fixture(autouse=True)
def _speak_as_before(qapp: QApplication) -> Iterator[None]:
    before = messages.language()
    yield
    messages.speak(before)


def test_qt_s_own_words_change_with_the_language() -> None:
    heard = {}
    for language in ("zh", "en", "zh"):
        spoken: Language = "zh" if language == "zh" else "en"
        messages.speak(spoken)
        heard[language] = QCoreApplication.translate("QPlatformTheme", "Cancel")
    assert heard == {"zh": "取消", "en": "Cancel"}
