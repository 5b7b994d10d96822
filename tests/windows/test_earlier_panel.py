"""The same person's earlier registrations: all that is owed is seen, and nothing is taken for granted."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office.recognition import Earlier, Owed
from petitiondesk.storage.petitioners import Reason
from petitiondesk.windows import messages
from petitiondesk.windows.widgets.earlier_panel import EarlierPanel

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = messages.language()
    messages.speak("en")
    yield
    messages.speak(before)


@pytest.fixture
def panel(qtbot: QtBot) -> EarlierPanel:
    panel = EarlierPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.show()
    return panel


def entry(number: str, **other: Any) -> Earlier:
    told = {
        "registration_id": 1,
        "number": number,
        "received_on": TODAY,
        "matter": "屋顶漏水",
        "anonymous": False,
        "case_id": 1,
        "petitioner_id": 1,
        "name": "李𬭚",
        "reasons": (Reason.SAME_PHONE, Reason.SAME_NAME),
    }
    return Earlier(**{**told, **other})


def words(panel: QWidget) -> str:
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def test_what_is_owed_is_said_with_how_late_it_is(panel: EarlierPanel) -> None:
    late, soon = Owed("C2", TODAY - timedelta(days=3)), Owed("C2", TODAY + timedelta(days=1))
    panel.show_earlier([entry("2026-访-000001", owed=(late,)), entry("2026-访-000002", owed=(soon,))], TODAY)
    said = words(panel)
    assert "3 days late" in said
    assert "due tomorrow" in said
    assert "Same phone number · Same name" in said
    looks = {label.text(): label.property("state") for label in panel.findChildren(QLabel) if "We owe" in label.text()}
    assert sorted(looks.values()) == ["late", "owed"]


def test_each_says_when_it_was(panel: EarlierPanel) -> None:
    former = TODAY - timedelta(days=40)
    panel.show_earlier([entry("2026-访-000002"), entry("2026-访-000001", received_on=former, matter=None)], TODAY)
    assert "2026-11-23  屋顶漏水" in words(panel)
    assert "2026-10-14" in words(panel)


def test_the_keys_are_named_only_where_they_do_something(panel: EarlierPanel) -> None:
    assert "Alt+1" not in words(panel)
    panel.show_earlier([entry("2026-访-000001")], TODAY)
    assert "Alt+1" in words(panel)
    assert "Alt+↓" not in words(panel)
    panel.show_earlier([entry("2026-访-000001"), entry("2026-访-000002")], TODAY)
    assert "Alt+↓" in words(panel)


def test_the_highlight_stays_on_its_registration_while_it_is_there(panel: EarlierPanel) -> None:
    first, second, third = (entry(f"2026-访-00000{number}") for number in (1, 2, 3))
    panel.show_earlier([first, second], TODAY)
    panel.highlight_next(1)
    panel.highlight_next(1)
    assert panel.current() == second
    panel.show_earlier([third, second, first], TODAY)
    assert panel.current() == second
    panel.show_earlier([third, first], TODAY)
    assert panel.current() == third
    panel.show_earlier([], TODAY)
    assert panel.current() is None


def test_a_name_of_five_lines_is_whole_and_nothing_is_wider_than_its_place(
    qapp: QApplication, panel: EarlierPanel
) -> None:
    name = "买买提·艾力·阿卜杜热合曼·" * 9
    panel.show_earlier([entry("2026-访-000001", name=name), entry("2026-访-000002", name=None, matter=None)], TODAY)
    qapp.processEvents()
    assert name in words(panel)
    for label in panel.findChildren(QLabel):
        if label.text():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert label.mapTo(panel, label.rect().topRight()).x() < panel.width()


def test_entries_stand_at_the_top_close_together(qapp: QApplication, panel: EarlierPanel) -> None:
    panel.show_earlier([entry("2026-访-000001")], TODAY)
    qapp.processEvents()
    lowest = max(label.mapTo(panel, label.rect().bottomLeft()).y() for label in panel.findChildren(QLabel))
    assert lowest < panel.height() / 2
