"""The same person's earlier registrations: all that is owed is seen, and nothing is taken for granted."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office.recognition import SHOWN, Earlier, Owed
from petitiondesk.storage.petitioners import Reason
from petitiondesk.windows import messages
from petitiondesk.windows.widgets.earlier_panel import EarlierPanel

pytestmark = pytest.mark.usefixtures("english")

TODAY = date(2026, 11, 23)


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
        "confidentiality": "general",
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
    late, soon = (
        Owed("C2", "national-2022", TODAY - timedelta(days=3)),
        Owed("C2", "national-2022", TODAY + timedelta(days=1)),
    )
    panel.show_earlier([entry("2026-访-000001", owed=(late,)), entry("2026-访-000002", owed=(soon,))], TODAY)
    said = words(panel)
    assert "3 days late" in said
    assert "due tomorrow" in said
    assert "Same phone number · Same name" in said
    looks = {label.text(): label.property("state") for label in panel.findChildren(QLabel) if "We owe" in label.text()}
    assert sorted(looks.values()) == ["late", "owed"]


def test_what_is_owed_stands_right_under_the_number(qapp: QApplication, panel: EarlierPanel) -> None:
    """At twice the size there is hardly room for more."""
    panel.show_earlier([entry("2026-访-000001", owed=(Owed("C2", "national-2022", TODAY),))], TODAY)
    qapp.processEvents()
    labels = sorted(panel.findChildren(QLabel), key=lambda label: label.mapTo(panel, label.rect().topLeft()).y())
    said = [label.text() for label in labels]
    number = next(place for place, text in enumerate(said) if text.startswith("2026-访-000001"))
    assert said[number + 1].startswith("We owe")


def test_what_runs_from_a_later_visit_of_the_case_is_not_told_as_of_the_earlier_one(panel: EarlierPanel) -> None:
    runs = Owed("C1", "national-2022", TODAY + timedelta(days=14), "2026-访-000039")
    panel.show_earlier([entry("2026-访-000039", owed=(runs,)), entry("2026-访-000007", owed=(runs,))], TODAY)
    owed = [label.text() for label in panel.findChildren(QLabel) if "We owe" in label.text()]
    assert ["2026-访-000039" in words for words in owed] == [False, True]


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


def test_the_highlighted_one_and_the_keys_are_always_in_sight(qapp: QApplication, panel: EarlierPanel) -> None:
    panel.resize(300, 306)
    entries = [entry(f"2026-访-00000{number}", case_id=number) for number in range(1, 10)]
    panel.show_earlier(entries, TODAY)
    for _ in entries:
        settle(qapp)
        assert whole_in_sight(panel, panel.current().number)
        assert whole_in_sight(panel, "Alt+1")
        panel.highlight_next(1)
    assert panel.current() == entries[-1]
    panel.show_earlier(entries, TODAY)
    settle(qapp)
    assert whole_in_sight(panel, entries[-1].number), "shown anew it is not lost from sight"
    panel.show_linked(9)
    settle(qapp)
    assert whole_in_sight(panel, "Nothing is owed", entries[-1].number), "nor when it says more"


def settle(qapp: QApplication) -> None:
    for _ in range(5):  # places follow from sizes, and what is in sight from places
        qapp.processEvents()


def whole_in_sight(panel: QWidget, said: str, of: str = "") -> bool:
    """Whether a label with these words is seen whole, the first one or that of the entry with the number ``of``."""
    heads = (label.parentWidget() for label in panel.findChildren(QLabel) if of and of in label.text())
    within = next(heads, None) or panel
    label = next(label for label in within.findChildren(QLabel) if said in label.text())
    return bool(label.visibleRegion().boundingRect() == label.rect())


def test_no_fewer_are_counted_than_there_are(panel: EarlierPanel) -> None:
    panel.show_earlier([entry(f"2026-访-0000{number:02}") for number in range(9)], TODAY)
    assert "Registered before\n" in words(panel), "how often somebody came is no title"
    panel.show_earlier([entry(f"2026-访-0000{number:02}") for number in range(SHOWN + 1)], TODAY)
    assert f"(the first {SHOWN}, there are more)" in words(panel)


def test_what_this_visit_is_linked_to_is_marked(panel: EarlierPanel) -> None:
    panel.show_earlier([entry("2026-访-000001", case_id=1), entry("2026-访-000002", case_id=2)], TODAY)
    assert linked(panel) == 0
    panel.show_linked(2)
    assert linked(panel) == 1
    panel.show_earlier([entry("2026-访-000003", case_id=3), entry("2026-访-000002", case_id=2)], TODAY)
    assert linked(panel) == 1
    panel.show_linked(None)
    assert linked(panel) == 0


def linked(panel: QWidget) -> int:
    return sum(label.text() == "This visit is linked here" for label in panel.findChildren(QLabel))


@pytest.mark.parametrize(
    ("reasons", "name"),
    [
        ((Reason.SAME_NAME,), "李𬭚"),
        ((Reason.SIMILAR_NAME,), "李𬭚"),
        ((Reason.SAME_PHONE,), "李𬭚"),
        ((Reason.SAME_PHONE, Reason.SIMILAR_NAME), "李𬭚"),
    ],
)
def test_what_may_be_somebody_else_s_is_there_to_be_compared_only(
    panel: EarlierPanel, reasons: tuple[Reason, ...], name: str
) -> None:
    """The visitor looks over the desk."""
    told = {"name": name, "id_number": "330199197203051249", "phone": "15400001234"}
    panel.show_earlier([entry("2026-访-000001", reasons=reasons, **told)], TODAY)
    said = words(panel)
    assert "屋顶漏水" not in said
    assert not [secret for secret in told.values() if secret in said]
    for part in ("李*", "330***********1249", "154****1234", *(messages.tr(reason.label) for reason in reasons)):
        assert part in said
    panel.show_earlier([entry("2026-访-000001", reasons=reasons)], TODAY)
    assert "neither ID number nor phone" in words(panel)


@pytest.mark.parametrize("reasons", [(Reason.SAME_ID,), (Reason.SAME_PHONE, Reason.SAME_NAME)])
def test_who_is_known_sees_what_he_or_she_told(panel: EarlierPanel, reasons: tuple[Reason, ...]) -> None:
    told = {"id_number": "330199197203051249", "phone": "15400001234"}
    panel.show_earlier([entry("2026-访-000001", reasons=reasons, **told)], TODAY)
    assert "屋顶漏水" in words(panel)
    assert "李𬭚" in words(panel)
    assert "*" not in words(panel)


def test_the_empty_list_says_what_comes_there(panel: EarlierPanel) -> None:
    assert "Name, ID number or phone" in words(panel)
    panel.show_earlier([entry("2026-访-000001")], TODAY)
    assert "Name, ID number or phone" not in words(panel)


def test_entries_stand_at_the_top_close_together(qapp: QApplication, panel: EarlierPanel) -> None:
    panel.show_earlier([entry("2026-访-000001")], TODAY)
    qapp.processEvents()
    lowest = max(label.mapTo(panel, label.rect().bottomLeft()).y() for label in panel.findChildren(QLabel))
    assert lowest < panel.height() / 2
