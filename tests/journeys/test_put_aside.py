"""A visit that is put aside is on the disk before anybody says so; where it can't be kept, it comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from petitiondesk.office import corrections, drafts
from petitiondesk.rules.kinds import Purpose
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull
from tests.journeys.conftest import Counter
from tests.journeys.test_again import enter


def full(*_arguments: object, **_named: object) -> None:
    raise DiskFull(place="drafts.db")


def test_on_a_full_disk_it_comes_back_and_nothing_says_that_it_was_put_aside(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(counter, "李𬭚", "屋顶漏水。")
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", full)
        counter.hands.press("F8")
        counter.settle()
    assert counter.field("registration.facts") == "屋顶漏水。"
    assert "磁盘" in counter.bar()
    assert "F9" not in counter.message()
    counter.hands.press("F8")
    counter.settle()
    assert "F9" in counter.message(), "once there is room it is put aside"
    assert [draft.parked for draft in drafts.waiting(counter.desk)] == [True]


def test_the_list_of_those_that_wait_does_not_lose_it_either(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(counter, "王芳", "工资没发。")
    counter.hands.press("F8")
    counter.settle()
    enter(counter, "李𬭚", "屋顶漏水。")
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", full)
        counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
        assert counter.field("petitioner.name") == "王芳"
        assert "磁盘" in counter.bar()
        assert "F9" in counter.bar(), "where it is now is said"
    counter.dialog("F9", lambda _dialog: counter.hands.press("Down", "Return"))
    assert counter.field("registration.facts") == "屋顶漏水。"
    assert {draft.fields["petitioner.name"] for draft in drafts.waiting(counter.desk)} == {"王芳", "李𬭚"}


def test_a_correction_that_is_opened_meanwhile_does_not_take_its_place(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(counter, "王芳", "工资没发。")
    counter.register()
    enter(counter, "李𬭚", "屋顶漏水。")
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", full)
        counter.hands.press("Alt+E")
        counter.settle()
    assert counter.field("petitioner.name") == "王芳"
    assert "磁盘" in counter.bar()
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("registration.facts") == "屋顶漏水。"


def test_a_report_whose_purpose_was_taken_back_stays_out_of_sight(counter: Counter) -> None:
    """A class is only ever raised (Art. 30 ¶3): other people may stand at the counter when the list is opened."""
    enter(counter, "李𬭚", "局长收钱。")
    counter.hands.press("Alt+R")
    counter.register()
    begun = corrections.begin(counter.desk, "2026-访-000001", now=counter.clock())
    lowered = replace(begun, fields={**begun.fields, "registration.purpose": Purpose.CLAIM})
    corrections.correct(counter.desk, lowered, reason="误选", now=counter.clock())
    counter.hands.press("Alt+E")
    counter.settle()
    assert counter.screen.restricted_bar.words(), "the bar stands over it"
    counter.focus_on("petitioner.address")
    counter.hands.tell("花园新村2栋")
    counter.hands.press("F8")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(button.accessibleName() for button in dialog.findChildren(QAbstractButton))
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        dialog.close()

    counter.dialog("F9", look)
    assert "2026-访-000001" in " ".join(seen)
    assert "李𬭚" not in " ".join(seen)
    assert "局长" not in " ".join(seen)


def test_a_minor_is_one_by_the_day_of_receipt(counter: Counter) -> None:
    """Put aside two days before the birthday and taken up after it: the record goes by the day of receipt."""
    enter(counter, "小李", "被打。")
    counter.focus_on("petitioner.birth_date")
    counter.hands.tell("2008-11-25")
    counter.hands.press("F8")
    counter.settle()
    counter.clock.now += timedelta(days=5)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.screen.minor_bar.words()
