"""The visit form: everything that can be told has its field, and what is not needed is out of the way."""

from collections.abc import Iterator
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.parties import PartyRole
from petitiondesk.windows.pages.reception.visit_form import VisitForm
from petitiondesk.windows.widgets.picker import Choice, Picker

TOLD = {
    "petitioner.name": "李𬭚",
    "petitioner.division_id": "7",
    "petitioner.division_id.typed": "浙江省杭州市上城区",
    "registration.visitor_count": "7",
    "registration.facts": "一\n二",
    "registration.new_facts": "yes",
    "parties.0.role": "proxy",
    "parties.0.name": "孙小田",
    "requests.0.text": "修好屋面",
    "requests.1.text": "赔偿损失",
    "materials.0.name": "合同",
    "prior_procedures.0.paper": "答复意见书",
    "needs.old_age": "1",
}

SAME_LINE = 12
"""Pixels between the middles of fields that stand in one line."""


@pytest.fixture
def form(qtbot: QtBot) -> Iterator[VisitForm]:
    form = VisitForm(divisions=partial(Picker, lambda _text: [Choice(7, "浙江省杭州市上城区")]), categories=Picker)
    form.resize(860, 900)
    with qtbot.waitActive(form):
        form.show()
    yield form
    shiboken6.delete(form)  # else every later style sheet is worked out for it too


def shown(form: VisitForm, path: str) -> bool:
    field = form.form.field(path)
    return field is not None and field.widget.isVisible()


def test_another_channel_names_its_petitioner_and_asks_no_head_count(qtbot: QtBot) -> None:
    form = VisitForm(divisions=partial(Picker, lambda _text: []), categories=Picker)
    qtbot.addWidget(form)
    form.show_channel(Channel.LETTER)
    sections = [label.text() for label in form.findChildren(QLabel) if label.property("role") == "section"]
    assert sections[0] == "来信人"
    count = form.form.field("registration.visitor_count")
    assert count is not None
    assert count.cell.isHidden()


def test_a_draft_is_shown_whole_and_handed_back_whole(form: VisitForm) -> None:
    presets = form.texts()
    form.fill({**presets, **TOLD})
    assert form.texts() == {**presets, **TOLD}
    for path in TOLD:
        assert shown(form, path.removesuffix(".typed")), path
    form.fill({})
    assert not set(form.texts()) & set(TOLD)


def test_one_visitor_is_no_group(form: VisitForm) -> None:
    form.fill({"registration.visitor_count": "1"})
    assert not shown(form, "registration.visitor_count")
    form.fill({"registration.visitor_count": "2"})
    assert shown(form, "registration.visitor_count")
    form.fill({})
    assert not shown(form, "registration.visitor_count")


def test_blocks_that_nobody_needs_are_not_in_the_way(form: VisitForm) -> None:
    assert not shown(form, "registration.visitor_count")
    assert not shown(form, "registration.new_facts")
    assert form.people.rows.lines() == form.procedures.lines() == 0
    assert form.requests.lines() == form.materials.lines() == 1


def test_the_group_asks_for_five_representatives_with_the_petitioner(form: VisitForm) -> None:
    form.people.open_group()
    assert form.people.rows.lines() == 4
    assert form.focusWidget().objectName() == "registration.visitor_count"
    form.people.open_group()
    assert form.people.rows.lines() == 5, "a sixth can be written down all the same"


def test_who_came_along_has_a_part(form: VisitForm) -> None:
    changed: list[str] = []
    form.changed.connect(changed.append)
    form.people.add(PartyRole.PROXY)
    assert form.texts()["parties.0.role"] == PartyRole.PROXY
    assert changed == ["parties.0.role"], "the draft begins with it"
    assert form.focusWidget().objectName() == "parties.0.name"
    assert form.form.field("parties.0.role").widget.accessibleName().strip(" ,，1")


def test_an_offered_division_is_never_written_by_itself(form: VisitForm) -> None:
    form.suggest_division("petitioner.division_id", Choice(7, "浙江省杭州市上城区"))
    form.focus("petitioner.division_id")
    assert "petitioner.division_id" not in form.texts()
    picker = form.form.field("petitioner.division_id").widget
    assert isinstance(picker, Picker)
    assert picker.take_suggestion()
    assert form.texts()["petitioner.division_id"] == "7"


def test_labels_of_paths_are_said_once(form: VisitForm) -> None:
    labels = form.labels_of(["petitioner.division_id", "petitioner.division_id.typed", "petitioner.name", "no.such"])
    assert len(labels) == 2


def in_the_order_seen(form: VisitForm) -> list[str]:
    """The fields line by line, each from left to right."""
    fields = [field for field in form.form._fields.values() if field.widget.isVisible()]
    middles = {field.path: field.widget.mapTo(form, field.widget.rect().center()) for field in fields}
    ordered = sorted(middles, key=lambda path: middles[path].y())
    lines: list[list[str]] = []
    for path in ordered:
        if lines and middles[path].y() - middles[lines[-1][0]].y() < SAME_LINE:
            lines[-1].append(path)
        else:
            lines.append([path])
    return [path for line in lines for path in sorted(line, key=lambda path: middles[path].x())]


def walked(form: VisitForm, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> list[str]:
    """Where the cursor goes by a key that is pressed until it goes nowhere new."""
    went = [form.focusWidget().objectName()]
    while True:
        QTest.keyClick(form.focusWidget(), key, modifiers)
        now = form.focusWidget().objectName()
        if now in went:
            return went
        went.append(now)


@pytest.mark.parametrize("width", [460, 940])
def test_tab_goes_through_every_field_in_the_order_seen(form: VisitForm, width: int) -> None:
    form.people.open_group()
    form.people.add(PartyRole.PROXY)
    form.add_procedure()
    form.requests.add_line()
    form.resize(width, form.heightForWidth(width))
    form.layout().activate()
    QApplication.processEvents()
    wanted = in_the_order_seen(form)
    assert len(wanted) > 60
    form.focus(wanted[0])
    assert walked(form, Qt.Key.Key_Tab) == wanted


def test_shift_enter_goes_back_over_what_is_asked_for(form: VisitForm) -> None:
    form.focus("materials.0.name")
    assert walked(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier) == [
        "materials.0.name",
        "requests.0.text",
        "registration.grounds",
        "registration.facts",
        "registration.category_id",
        "registration.accused_body",
        "registration.problem_place",
        "petitioner.address",
        "petitioner.division_id",
        "petitioner.phone",
        "petitioner.name",
        "petitioner.id_number",
        "petitioner.id_type",
    ]


def test_right_at_the_end_of_a_field_stays_there(form: VisitForm) -> None:
    for path in ("petitioner.name", "petitioner.division_id", "registration.problem_place", "registration.facts"):
        form.focus(path)
        QTest.keyClicks(form.focusWidget(), "ab")
        QTest.keyClick(form.focusWidget(), Qt.Key.Key_Right)
        assert form.focusWidget().objectName() == path


@pytest.mark.parametrize("width", [420, 640, 860, 1240])
def test_nothing_is_wider_than_the_form_at_any_width(form: VisitForm, width: int) -> None:
    form.fill(TOLD)
    form.resize(max(width, form.minimumSizeHint().width()), form.heightForWidth(width))
    form.layout().activate()
    for widget in form.findChildren(QWidget):
        if widget.isVisible():
            assert widget.mapTo(form, widget.rect().topRight()).x() < form.width(), widget.objectName()


def test_only_a_proxy_is_asked_for_an_authority(form: VisitForm) -> None:
    form.people.add(PartyRole.GUARDIAN)
    form.form.write("parties.0.name", "孙大田")
    form.people.add(PartyRole.PROXY)
    assert not shown(form, "parties.0.authority")
    assert shown(form, "parties.1.authority")
    form.form.write("parties.1.role", PartyRole.CARER)
    assert not shown(form, "parties.1.authority")
    form.fill({"parties.0.role": "carer", "parties.0.authority": "授权委托书"})
    assert shown(form, "parties.0.authority"), "what was written is seen"


def test_further_lines_of_a_person_stand_under_the_first_field(form: VisitForm) -> None:
    form.people.add(PartyRole.PROXY)
    form.resize(460, form.heightForWidth(460))
    form.layout().activate()
    QApplication.processEvents()
    lefts = [field.cell.mapTo(form, field.cell.rect().topLeft()).x() for field in form.people.rows.fields(0)]
    assert min(lefts) == lefts[0]


def test_a_long_name_shows_its_beginning_until_somebody_types_there(form: VisitForm) -> None:
    name = form.form.field("petitioner.name").widget
    form.fill({"petitioner.name": "阿卜杜热合曼·麦麦提图尔荪·" * 3})
    assert name.cursorPosition() == 0
    form.focus("petitioner.name")
    QTest.keyClicks(name, "x")
    assert name.text().endswith("x")
    form.focus("petitioner.phone")
    assert name.cursorPosition() == 0
