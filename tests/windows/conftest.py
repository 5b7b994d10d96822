"""What the tests of windows share."""

from collections.abc import Iterator

import pytest

from petitiondesk.windows import messages


@pytest.fixture
def english() -> Iterator[None]:
    before = messages.language()
    messages.speak("en")
    yield
    messages.speak(before)
