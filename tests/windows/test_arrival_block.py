"""How a matter arrived: what a channel and a source ask stands there in the order of the rules, and nothing else."""

from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from petitiondesk.rules.channels import ASKED_OF_SOURCE, CHANNELS, Channel, Source
from petitiondesk.windows.pages.reception.visit_form import VisitForm
from petitiondesk.windows.widgets.picker import Picker
from tests.windows.test_visit_form import in_the_order_seen, shown, walked

TOLD = {
    "arrival.source": "referred",
    "arrival.sender": "浙江省信访局",
    "arrival.stamped_on": "2026-11-20",
    "enclosures.0.kind": "cash",
    "enclosures.1.what": "房产证",
}


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[VisitForm]:
    form = VisitForm(divisions=partial(Picker, lambda _text: []), categories=Picker)
    form.resize(860, 1000)
    with qtbot.waitActive(form):
        form.show()
    yield form
    shiboken6.delete(form)


def asked(form: VisitForm) -> list[str]:
    return [path for path in in_the_order_seen(form) if path.startswith("arrival.")]


def laid_out(form: VisitForm, width: int = 860) -> None:
    form.resize(width, form.heightForWidth(width))
    form.layout().activate()
    QApplication.processEvents()


def test_a_plain_visit_builds_nothing_of_it(form: VisitForm) -> None:
    form.fill({"petitioner.name": "李𬭚"})
    assert not form.arrival.isVisible()
    assert not [path for path in form.form._fields if path.startswith(("arrival.", "enclosures."))]


@pytest.mark.parametrize("channel", [channel for channel in Channel if channel is not Channel.VISIT])
def test_a_channel_asks_its_own_fields_in_the_order_of_the_rules(form: VisitForm, channel: Channel) -> None:
    form.show_channel(Channel.LETTER)
    form.show_channel(channel)
    laid_out(form)
    assert asked(form) == ["arrival.source", *CHANNELS[channel].own_fields]
    assert form.first() == CHANNELS[channel].own_fields[0]


@pytest.mark.parametrize("source", Source)
def test_a_source_asks_what_the_rules_say(form: VisitForm, source: Source) -> None:
    form.fill({} if source is Source.PETITIONER else {"arrival.source": source})
    form.arrival.open_source()
    laid_out(form)
    assert asked(form) == ["arrival.source", *(f"arrival.{name}" for name in ASKED_OF_SOURCE[source])]


@pytest.mark.parametrize("channel", Channel)
def test_a_draft_is_shown_and_handed_back_whole_whatever_its_channel(form: VisitForm, channel: Channel) -> None:
    form.show_channel(channel)
    form.fill(TOLD)
    assert TOLD.items() <= form.texts().items()
    assert shown(form, "arrival.sender")
    assert shown(form, "enclosures.1.what")
    assert shown(form, "arrival.stamped_on") == ("arrival.stamped_on" in CHANNELS[channel].own_fields)
    form.fill({})
    assert not set(TOLD) & set(form.texts())
    assert not shown(form, "arrival.sender")


@pytest.mark.parametrize("width", [460, 940])
def test_tab_goes_through_the_block_in_the_order_seen(form: VisitForm, width: int) -> None:
    form.show_channel(Channel.LETTER)
    form.show_channel(Channel.FAX)
    form.fill(TOLD)
    form.arrival.add_enclosure()
    laid_out(form, width)
    wanted = in_the_order_seen(form)
    form.focus(wanted[0])
    assert walked(form, Qt.Key.Key_Tab) == wanted


def test_enter_stops_at_what_was_opened_to_be_filled(form: VisitForm) -> None:
    form.show_channel(Channel.LETTER)
    form.focus("petitioner.id_number")
    QTest.keyClick(form.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    went = walked(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert went == ["petitioner.id_type", *reversed(["arrival.source", *CHANNELS[Channel.LETTER].own_fields])]


def test_a_line_of_things_inside_is_added_once_the_last_one_says_something(form: VisitForm) -> None:
    form.arrival.add_enclosure()
    assert form.focusWidget().objectName() == "enclosures.0.kind"
    form.arrival.add_enclosure()
    assert form.focusWidget().objectName() == "enclosures.0.kind"
    form.form.write("enclosures.0.what", "U盘")
    form.arrival.add_enclosure()
    assert form.focusWidget().objectName() == "enclosures.1.kind"


def test_what_was_written_of_a_source_stays_in_sight_when_it_asks_less(form: VisitForm) -> None:
    form.fill({"arrival.source": "leader", "arrival.instruction": "请阅处"})
    box = form.form.field("arrival.source").widget
    box.setCurrentIndex(box.findData("other_body"))
    assert shown(form, "arrival.instruction")
    assert not shown(form, "arrival.term_set")


def test_a_click_asks_for_a_channel_and_the_mark_follows_the_form(form: VisitForm) -> None:
    chosen: list[Channel] = []
    form.strip.chosen.connect(chosen.append)
    letter, call = (form.strip.findChild(QPushButton, f"channel_{each}_button") for each in ("letter", "call"))
    QTest.mouseClick(letter, Qt.MouseButton.LeftButton)
    assert (chosen, letter.isChecked()) == ([Channel.LETTER], False)
    form.show_channel(Channel.CALL)
    assert (letter.isChecked(), call.isChecked()) == (False, True)


def test_a_pinned_field_is_marked_in_words(form: VisitForm) -> None:
    form.show_channel(Channel.LETTER)
    form.fill({"arrival.posted_on": "11-20"})
    field = form.form.field("arrival.posted_on")
    name = field.widget.accessibleName()
    captions = partial(field.cell.findChildren, QLabel)
    assert form.pins.turn(field.path)
    assert any("固定" in label.text() for label in captions())
    form.fill_blank()
    assert form.form.text(field.path) == "11-20"
    form.show_channel(Channel.VISIT)
    form.fill_blank()
    assert form.form.text(field.path) == "", "what a channel does not ask goes unseen into no form"
    assert not form.pins.turn(field.path)
    assert field.widget.accessibleName() == name
    assert not any("固定" in label.text() for label in captions())
