"""Nothing typed is lost: drafts survive a kill, a parked visitor comes back, the next start offers what is open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from petitiondesk.office import drafts, finding
from petitiondesk.rules.acts import Act
from petitiondesk.storage import history
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Event
from petitiondesk.windows.driving import settle
from tests.journeys.conftest import Counter


def begin(counter: Counter, name: str, facts: str = "") -> None:
    counter.hands.press("Return")
    counter.hands.tell(name)
    if facts:
        counter.focus_on("registration.facts")
        counter.hands.tell(facts)


def waiting(counter: Counter) -> str:
    """What the foot says of visits that wait; "" when nothing is said."""
    count = counter.waiting_count
    return count.text() if count.isVisible() else ""


def test_what_was_typed_is_on_the_disk_within_a_second(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    settle(counter.program.background, 0.6)
    beside = DraftsFile(counter.folder / "drafts.db")
    kept = beside.all()
    beside.close()
    assert kept[0].fields["petitioner.name"] == "李𬭚"
    assert kept[0].fields["registration.facts"] == "屋顶漏水"


def test_the_next_start_offers_it_and_it_can_be_registered(new_counter: Callable[..., Counter]) -> None:
    first = new_counter()
    begin(first, "李𬭚", "屋顶漏水")
    first.leave()
    second = new_counter()
    assert "F9" in second.bar()
    assert waiting(second) == "暂存 1 件：F9"

    def choose(_dialog: QWidget) -> None:
        second.hands.press("Return")

    second.dialog("F9", choose)
    assert second.field("petitioner.name") == "李𬭚"
    assert waiting(second) == "", "it doesn't wait while it is on screen"
    second.register()
    assert "李𬭚" in second.slips()[-1]
    assert drafts.waiting(second.desk) == []


def test_a_parked_visitor_waits_while_the_next_one_is_served(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    counter.hands.press("F8")
    assert counter.focus() == "petitioner.id_number"
    assert counter.field("petitioner.name") == ""
    begin(counter, "王芳", "工资没发")
    counter.register()
    assert waiting(counter) == "暂存 1 件：F9"
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.field("registration.facts") == "屋顶漏水"
    assert waiting(counter) == ""
    counter.register()
    assert [one.name for one in finding.latest(counter.desk)] == ["李𬭚", "王芳"]


def test_the_day_of_receipt_is_the_day_of_the_first_key(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    counter.hands.press("F8")
    counter.clock.now += timedelta(days=2)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    counter.register()
    assert finding.latest(counter.desk)[0].last_day.isoformat() == "2026-12-08"


def test_a_draft_with_a_matter_ends_in_the_visitors_own_words(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")

    def withdraw(_dialog: QWidget) -> None:
        counter.hands.press("Return")
        counter.hands.tell("已经修好了，不反映了")
        counter.hands.press("Alt+X")

    counter.dialog("Alt+X", withdraw)
    assert drafts.waiting(counter.desk) == []
    with counter.desk.database.read() as session:
        assert history.verify(session) == []


def test_words_in_which_one_visit_was_to_end_are_no_other_visitor_s(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")

    def hesitate(_dialog: QWidget) -> None:
        counter.hands.press("Return")
        counter.hands.tell("我再想想")
        counter.hands.press("Escape")

    counter.dialog("Alt+X", hesitate)
    counter.hands.press("F8")
    counter.settle()
    counter.clock.now += timedelta(minutes=1)
    begin(counter, "王芳", "工资没发")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(box.toPlainText() for box in dialog.findChildren(QPlainTextEdit))
        dialog.close()

    counter.dialog("Alt+X", look)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    counter.dialog("Alt+X", look)
    assert seen == ["", "我再想想"]


def test_a_draft_without_a_matter_just_goes(counter: Counter) -> None:
    begin(counter, "李𬭚")
    counter.settle()
    counter.hands.press("Alt+X")
    counter.settle()
    assert drafts.waiting(counter.desk) == []
    assert counter.field("petitioner.name") == ""


def test_what_was_dropped_by_one_key_is_brought_back_until_the_program_closes(
    new_counter: Callable[..., Counter],
) -> None:
    first = new_counter()
    begin(first, "李𬭚")
    first.settle()
    first.hands.press("Alt+X")
    first.settle()
    assert "F9" in first.message()
    assert waiting(first) == "", "it does not wait"
    first.hands.press("Alt+L")
    first.settle()
    first.hands.press("Alt+L")
    first.settle()
    first.dialog("F9", lambda _dialog: first.hands.press("Return"))
    assert first.field("petitioner.name") == "李𬭚"
    assert [draft.fields["petitioner.name"] for draft in drafts.waiting(first.desk)] == ["李𬭚"], "on the disk again"
    first.hands.press("Alt+X")
    first.settle()
    first.leave()
    second = new_counter()
    assert drafts.waiting(second.desk) == []
    second.dialog("F9", lambda dialog: _reads(dialog, "没有等待登记的"))


def test_a_correction_dropped_by_one_key_is_brought_back(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    counter.register()
    counter.hands.press("Alt+E")
    counter.settle()
    counter.hands.press("Alt+X")
    counter.settle()
    assert "F9" not in counter.message(), "nothing had been changed"
    counter.hands.press("Alt+E")
    counter.settle()
    counter.focus_on("petitioner.address")
    counter.hands.tell("花园新村2栋")
    counter.hands.press("Alt+X")
    counter.settle()
    assert "F9" in counter.message()
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("petitioner.address") == "花园新村2栋"
    assert [draft.form for draft in drafts.waiting(counter.desk)] == ["correction:2026-访-000001"]


def _reads(dialog: QWidget, words: str) -> None:
    assert any(words in label.text() for label in dialog.findChildren(QLabel))
    dialog.close()


def test_a_trouble_while_registering_brings_everything_back(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle of the act: the words are on screen again, and Ctrl+Enter works later."""
    begin(counter, "李𬭚", "屋顶漏水")
    monkeypatch.setattr(history, "record", _full)
    counter.register()
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.field("registration.facts") == "屋顶漏水"
    assert "磁盘" in counter.bar()
    monkeypatch.undo()
    counter.register()
    assert finding.latest(counter.desk)[0].number == "2026-访-000001"


def test_an_error_that_nobody_foresaw_brings_everything_back_too(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    monkeypatch.setattr(history, "record", _broken)
    with qtbot.capture_exceptions() as told:
        counter.register()
    assert [kind for kind, _error, _trace in told] == [ZeroDivisionError], "it is told, not swallowed"
    assert counter.field("petitioner.name") == "李𬭚"
    assert counter.field("registration.facts") == "屋顶漏水"
    monkeypatch.undo()
    counter.register()
    assert finding.latest(counter.desk)[0].number == "2026-访-000001"


def test_a_visit_that_failed_waits_while_the_next_one_is_typed(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    monkeypatch.setattr(history, "record", _full)
    counter.hands.press("Ctrl+Return")
    counter.clock.now += timedelta(minutes=1)
    begin(counter, "王芳", "工资没发")
    counter.settle()
    assert counter.field("petitioner.name") == "王芳"
    assert "F9" in counter.bar()
    assert waiting(counter) == "暂存 1 件：F9"
    monkeypatch.undo()
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("petitioner.name") == "李𬭚"


def offered_again(counter: Counter) -> None:
    """The power goes after the visit was registered and before its draft was put away; more was typed meanwhile."""
    begin(counter, "李𬭚", "屋顶漏水")
    draft = counter.reception.draft_on_screen()
    assert draft is not None
    counter.register()
    draft.fields["registration.facts"] = "屋顶漏水，电梯也停了"
    drafts.keep(counter.desk, draft)


def test_later_words_of_a_visit_registered_before_stand_on_screen_as_a_correction(counter: Counter) -> None:
    offered_again(counter)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    counter.register()
    assert "2026-访-000001" in counter.bar()
    assert "2026-访-000001" in counter.screen.correction_bar.words()
    assert counter.field("registration.facts") == "屋顶漏水，电梯也停了"
    assert len(counter.slips()) == 1, "no second slip by itself"

    def give_reason(_dialog: QWidget) -> None:
        counter.hands.tell("来访人补充")
        counter.hands.press("Ctrl+Return")

    counter.dialog("Ctrl+Return", give_reason)
    assert drafts.waiting(counter.desk) == []
    assert [one.number for one in finding.latest(counter.desk)] == ["2026-访-000001"]


def test_later_words_wait_while_the_next_visitor_is_typed(counter: Counter) -> None:
    offered_again(counter)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    counter.hands.press("Ctrl+Return")
    begin(counter, "王芳", "工资没发")
    counter.settle()
    assert counter.field("petitioner.name") == "王芳"
    assert "F9" in counter.bar()
    assert waiting(counter) == "暂存 1 件：F9"


def test_later_words_of_a_visit_registered_before_do_not_go_by_one_key(counter: Counter) -> None:
    offered_again(counter)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    counter.register()
    counter.dialog("Alt+X", lambda _dialog: counter.hands.press("Escape"))
    assert counter.field("registration.facts") == "屋顶漏水，电梯也停了"

    def withdraw(dialog: QWidget) -> None:
        assert "2026-访-000001" in dialog.windowTitle()
        counter.hands.press("Return")
        counter.hands.tell("电梯的事不反映了")
        counter.hands.press("Alt+X")

    counter.dialog("Alt+X", withdraw)
    assert "2026-访-000001" in counter.message()
    assert drafts.waiting(counter.desk) == []
    with counter.desk.database.read() as session:
        told = [
            history.payloads_of(session, Act.WITHDRAW_DRAFT, each.object_id)
            for each in session.query(Event).filter(Event.act == "draft.withdrawn")
        ]
    assert "电梯也停了" in str(told)


def test_a_visit_is_told_as_registered_though_its_draft_is_still_there(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "drop", _full)
        counter.register()
    assert "2026-访-000001" in counter.message()
    assert "2026-访-000001" in counter.bar()
    assert "磁盘" in counter.bar()
    assert len(counter.slips()) == 1
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    counter.register()
    assert [one.number for one in finding.latest(counter.desk)] == ["2026-访-000001"]
    assert drafts.waiting(counter.desk) == []


def test_later_words_that_can_not_be_kept_stand_on_screen_and_the_number_is_told(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered_again(counter)
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", _full)
        counter.register()
    assert "2026-访-000001" in counter.bar()
    assert "磁盘" in counter.bar()
    assert counter.field("registration.facts") == "屋顶漏水，电梯也停了"
    counter.hands.press("F8")
    counter.settle()
    assert [draft.form for draft in drafts.waiting(counter.desk)] == ["addition:2026-访-000001"]


def test_a_visit_being_registered_is_on_the_disk_before(
    new_counter: Callable[..., Counter], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes in the middle of the act, at once after the last key."""
    counter = new_counter()
    begin(counter, "李𬭚", "屋顶漏水")
    monkeypatch.setattr(history, "record", _full)
    counter.register()
    after_the_cut = new_counter()
    after_the_cut.dialog("F9", lambda _dialog: after_the_cut.hands.press("Return"))
    assert after_the_cut.field("registration.facts") == "屋顶漏水"


def test_a_visit_that_nothing_could_keep_waits_in_the_window(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    with monkeypatch.context() as patch:
        patch.setattr(history, "record", _full)
        patch.setattr(DraftsFile, "keep", _full)
        counter.hands.press("Ctrl+Return")
        counter.clock.now += timedelta(minutes=1)
        begin(counter, "王芳", "工资没发")
        counter.settle()
    counter.dialog("F9", lambda _dialog: counter.hands.press("Return"))
    assert counter.field("registration.facts") == "屋顶漏水"
    assert "屋顶漏水" in [draft.fields.get("registration.facts") for draft in drafts.waiting(counter.desk)]


def test_whoever_types_without_a_pause_is_kept_all_the_same(counter: Counter, qtbot: QtBot) -> None:
    counter.hands.press("Return")
    beside = DraftsFile(counter.folder / "drafts.db")

    def type_on() -> bool:
        counter.hands.tell("水")
        return beside.all() != []

    qtbot.waitUntil(type_on, timeout=5_000)
    beside.close()


def _broken(*_arguments: object, **_named: object) -> int:
    raise ZeroDivisionError


def _full(*_arguments: object, **_named: object) -> int:
    raise DiskFull(place="office.db")


def test_changing_language_and_size_keeps_what_is_typed(counter: Counter) -> None:
    begin(counter, "李𬭚", "屋顶漏水")
    counter.hands.press("Alt+L")
    counter.settle()
    assert counter.field("registration.facts") == "屋顶漏水"
    counter.hands.press("Ctrl+=")
    counter.settle()
    assert counter.field("petitioner.name") == "李𬭚"
    counter.register()
    assert finding.latest(counter.desk)[0].name == "李𬭚"
