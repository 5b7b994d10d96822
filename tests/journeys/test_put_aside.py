"""A visit that is put aside is on the disk before anybody says so; where it can't be kept, it comes back."""

import pytest

from petitiondesk.office import drafts
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
    assert [draft.fields["petitioner.name"] for draft in drafts.waiting(counter.desk)] == ["王芳"]


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
