"""The law beside the form follows the cursor, and gives way first where there is little room."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from petitiondesk.rules.articles import rule_at
from petitiondesk.rules.parties import PartyRole
from petitiondesk.windows import theme
from petitiondesk.windows.messages import say
from petitiondesk.windows.widgets.law_panel import LAW
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_law_follows_the_cursor(new_counter: Callable[..., Counter], language: str) -> None:
    counter = new_counter(language)
    law = counter.reception.side.law
    assert "19" in law.words() or "第十九条" in law.words(), "it begins with the first field"
    counter.hands.press("F7")
    assert "20" in law.words() or "第二十条" in law.words()
    of_the_group = law.words()
    counter.hands.press("Alt+Q")
    assert law.words() != of_the_group
    of_the_requests = law.words()
    counter.hands.press("Ctrl+L")
    assert law.words() == of_the_requests, "outside the form it says what it said"
    assert counter.focus() == "latest"


def test_each_who_came_along_has_the_law_on_his_part(counter: Counter) -> None:
    law = counter.reception.side.law
    counter.hands.press("F6")
    of_a_proxy = law.words()
    assert "委托" in of_a_proxy
    counter.reception._form.people.add(PartyRole.GUARDIAN)
    counter.settle()
    assert "监护人" in law.words()
    assert "代理人" not in law.words()
    counter.reception._form.focus("parties.0.phone")
    assert law.words() == of_a_proxy


def test_every_field_of_the_form_has_its_law_whole_on_the_smallest_screen(new_counter: Callable[..., Counter]) -> None:
    for language in ("zh", "en"):
        counter = new_counter(language)
        counter.window.resize(1366, 768)
        counter.hands.press("F7", "F6", "Alt+H", "Alt+J")
        counter.settle()
        form, law = counter.reception._form, counter.reception.side.law
        for path in list(form.form._fields):
            form.focus(path)
            rule = rule_at(form.form.field(path).widget.property(LAW) or path)
            assert rule is not None, path
            if form.form.field(path).widget.hasFocus():
                assert law.words() == say(rule.says)
                assert law._words.heightForWidth(law._words.width()) <= law._words.height(), law.words()
        counter.leave()


def test_where_there_is_little_room_it_is_not_there(counter: Counter, qapp: QApplication) -> None:
    law = counter.reception.side.law
    counter.window.resize(1366, 768)
    assert law.isVisible()
    counter.window._station.settings.percent = 175
    counter.hands.press("Ctrl+=")
    counter.window.resize(1366, 768)
    counter.settle()
    assert not counter.reception.side.law.isVisible()
    assert counter.window.height() == 768, "the window doesn't grow beyond the screen for it"
    theme.apply(qapp)
