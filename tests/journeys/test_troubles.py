"""What goes wrong behind the screen is said on it, and nothing typed is gone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from petitiondesk.office import drafts
from petitiondesk.storage import petitioners, registrations
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull, IoTrouble
from petitiondesk.windows.draft_keeper import WAIT_MS
from tests.journeys.conftest import Counter


def _full(*_arguments: object, **_named: object) -> None:
    raise DiskFull(place="drafts.db")


def _broken(*_arguments: object, **_named: object) -> None:
    raise IoTrouble(place="office.db")


def _tell(counter: Counter, name: str = "李𬭚") -> None:
    counter.hands.press("Return")
    counter.hands.tell(name)
    counter.focus_on("registration.facts")
    counter.hands.tell("屋顶漏水。")


def test_a_draft_that_could_not_be_kept_is_said_while_somebody_types(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever believes that the words are safe would not write them down."""
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", _full)
        _tell(counter)
        counter.screen.keeper.keep_now()
        counter.settle()
        assert "磁盘" in counter.bar()
    assert counter.field("registration.facts") == "屋顶漏水。"
    counter.hands.tell("快两个月了。")
    counter.screen.keeper.keep_now()
    counter.settle()
    [kept] = drafts.waiting(counter.desk)
    assert kept.fields["registration.facts"] == "屋顶漏水。快两个月了。"


def test_what_is_typed_is_kept_by_itself_within_a_second(counter: Counter) -> None:
    assert WAIT_MS < 1_000
    _tell(counter)
    timer = counter.screen.keeper._timer
    assert timer.isActive()
    timer.timeout.emit()
    counter.settle()
    [kept] = drafts.waiting(counter.desk)
    assert kept.fields["petitioner.name"] == "李𬭚"


def test_looking_somebody_up_that_fails_is_said(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(petitioners, "earlier_registrations", _broken)
    _tell(counter)
    counter.settle()
    assert "office.db" in counter.bar()
    assert counter.field("petitioner.name") == "李𬭚"


def test_the_list_of_those_registered_last_that_fails_is_said(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    _tell(counter)
    monkeypatch.setattr(registrations, "latest", _broken)
    counter.register()
    assert "2026-访-000001" in counter.message()
    assert "office.db" in counter.bar()


@pytest.mark.parametrize("key", ["Alt+P", "Alt+Y"])
def test_a_paper_that_can_not_be_made_is_said(counter: Counter, monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    _tell(counter)
    counter.register()
    monkeypatch.setattr(registrations, "with_everything", _broken)
    counter.hands.press(key)
    counter.settle()
    assert "office.db" in counter.bar()


def test_what_nobody_foresaw_is_said_calmly_and_logged(counter: Counter, caplog: pytest.LogCaptureFixture) -> None:
    _tell(counter)
    counter.program.background.submit("counter", lambda: 1 / 0, owner=counter.window)
    counter.settle()
    assert "ZeroDivisionError" in counter.bar()
    assert str(Path(counter.folder, "log.txt")) in counter.bar()
    assert [record.levelname for record in caplog.records if record.exc_info] == ["ERROR"]
    assert counter.field("registration.facts") == "屋顶漏水。"
    counter.unforeseen.clear()
    counter.register()
    assert "2026-访-000001" in counter.message()


def test_drafts_that_can_not_be_read_are_told_at_the_next_start(
    new_counter: Callable[..., Counter], caplog: pytest.LogCaptureFixture
) -> None:
    first = new_counter()
    _tell(first)
    first.leave()
    file = first.folder / "drafts.db"
    file.write_bytes(b"\0" * 64 + file.read_bytes()[64:])
    second = new_counter()
    assert "drafts.db.unreadable-1" in second.bar()
    assert "drafts.db.unreadable-1" in caplog.text


def test_drafts_that_can_not_be_read_are_told_while_somebody_types(counter: Counter) -> None:
    file = counter.folder / "drafts.db"
    _tell(counter)
    counter.screen.keeper.keep_now()
    counter.settle()
    other = DraftsFile(file)
    [kept] = drafts.waiting(counter.desk)
    other.keep(replace(kept, parked=True))  # so that nothing is answered from the program's memory
    for part in (file, file.with_name("drafts.db-wal")):
        with part.open("rb+") as written:
            written.write(b"\xff" * part.stat().st_size)
    counter.hands.tell("快两个月了。")
    counter.screen.keeper.keep_now()
    counter.settle()
    other.close()
    assert "drafts.db.unreadable-1" in counter.bar()
    [kept] = drafts.waiting(counter.desk)
    assert kept.fields["registration.facts"] == "屋顶漏水。快两个月了。"
