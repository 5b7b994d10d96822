"""Bars over the form take their room from it, never the field somebody types into."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QScrollArea

from petitiondesk.windows.widgets.bar import Bar
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter

LONG_PATH = "/home/zhangling/" + "counterofthehousingbureau" * 12 + "/log.txt"

founded, new_counter = journeys.founded, journeys.new_counter
look_as_before = journeys.look_as_before


@pytest.mark.usefixtures("look_as_before")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_however_much_is_said_at_large_type_the_words_are_whole_and_the_field_is_in_sight(
    new_counter: Callable[..., Counter], language: str
) -> None:
    counter = new_counter(language)
    counter.window._station.settings.percent = 175
    counter.hands.press("Ctrl+=")
    counter.window.resize(1366, 768)
    counter.settle()
    page = counter.reception
    page._form.focus("petitioner.name")
    counter.hands.press("Ctrl+F11", "Alt+U", "Alt+R")
    counter.window._station = replace(counter.window._station, log_file=LONG_PATH)
    counter.window.say_unforeseen(ValueError())
    counter.settle()
    assert counter.window.height() == 768
    seen, read = set(), dict[str, int]()
    for _press in range(12):
        for bar in (*counter.window.bars.findChildren(Bar), *page.bars.findChildren(Bar)):
            if bar.isVisible():
                seen.add(bar.words())
                assert bar.width() >= bar.minimumSizeHint().width(), "a path goes on in the next line"
                for area in bar.findChildren(QScrollArea):
                    lines = area.widget()
                    assert lines.height() >= lines.heightForWidth(lines.width()), bar.words()
                    shown = lines.visibleRegion().boundingRect()
                    assert shown.top() <= read.get(bar.words(), 0), "no line is passed over"
                    read[bar.words()] = max(shown.bottom() + 1, read.get(bar.words(), 0))
                    seen.discard(bar.words() if read[bar.words()] < lines.height() else None)
        counter.hands.press("Alt+I")
        counter.settle()
    screen = page._screen
    wanted = [counter.window.notices, screen.danger_bar, screen.minor_bar, screen.restricted_bar]
    assert {notices.words() for notices in wanted} <= seen, "each is shown whole"
    name = page._form.form.field("petitioner.name").widget
    viewport = page._screen.area.viewport()
    assert name.hasFocus()
    assert viewport.rect().contains(name.mapTo(viewport, QPoint(0, 0)))
    assert viewport.rect().contains(name.mapTo(viewport, name.rect().bottomRight()))
