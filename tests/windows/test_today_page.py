"""The today page: three columns moved in by arrows, opened by Enter, read anew when something or the day changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget

from petitiondesk.office import today as office_today
from petitiondesk.office.today import Line, Today
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.messages import Message
from petitiondesk.storage import due
from petitiondesk.storage.errors import IoTrouble
from petitiondesk.storage.models import Enclosure
from petitiondesk.windows import theme
from petitiondesk.windows.pages.today import page as today_page
from petitiondesk.windows.pages.today.cards import card_of
from petitiondesk.windows.pages.today.page import TodayPage
from petitiondesk.windows.settings import STEP
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter, visit

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter
look_as_before = journeys.look_as_before

TO_DO, WAITING, MISSED = COLUMNS = "today_to_do", "today_waiting", "today_missed"
DRAFTS = "today_drafts"


def page(counter: Counter) -> TodayPage:
    found = counter.window.page("today")
    assert isinstance(found, TodayPage)
    return found


def lines(counter: Counter, column: str = TO_DO) -> list[str]:
    shown = page(counter).findChild(QListView, column)
    assert isinstance(shown, QListView)
    model = shown.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if shown.isVisible() else []


def words(counter: Counter) -> str:
    return " ".join(label.text() for label in page(counter).findChildren(QLabel) if label.isVisible())


def highlighted(counter: Counter) -> str:
    widget = QApplication.focusWidget()
    assert isinstance(widget, QListView)
    return str(widget.currentIndex().data())


def register(counter: Counter, *names: str) -> None:
    for name in names:
        visit(counter, name)
        counter.register()


def look(counter: Counter) -> None:
    counter.hands.press("F3")
    counter.settle()


def hold_a_thing(counter: Counter) -> None:
    """Cash of the first registration that nobody has given back."""
    with counter.desk.database.write() as session:
        session.add(Enclosure(registration_id=1, position=0, kind="cash"))


def test_each_empty_column_says_what_that_means(counter: Counter) -> None:
    assert counter.in_sight() == "reception", "the reception stays the first page"
    look(counter)
    said = words(counter)
    for sentence in ("今日没有到期事项", "没有等别人的事项", "没有缺口", "要做的（0）", "等别人的（0）", "Alt+M", "F5"):
        assert sentence in said
    assert [lines(counter, each) for each in COLUMNS] == [[], [], []]
    assert not page(counter).drafts.isVisible()
    counter.hands.press("Right", "Return", "Down")
    assert counter.in_sight() == "today"


def test_arrows_move_and_enter_opens(counter: Counter) -> None:
    register(counter, "李明", "王芳")
    hold_a_thing(counter)
    look(counter)
    assert counter.focus() == TO_DO
    assert lines(counter)[0] == (
        "余 15 日 · 2026-访-000001 · 李*  屋顶漏水 · 书面告知接收情况以及处理途径和程序 · 张玲"
    )
    assert lines(counter, MISSED) == [
        "今日起 · 2026-访-000001 · 李*  屋顶漏水 · 随信的现金或贵重物品：请写明去向 · 张玲"
    ]
    counter.hands.press("Right")
    assert counter.focus() == MISSED, "past the column without lines"
    counter.hands.press("Right", "Left", "Down")
    assert counter.focus() == TO_DO
    counter.hands.press("Return")
    counter.settle()
    assert counter.in_sight() == "case"
    assert counter.window.page("case").findChild(QLabel, "case_number").text() == "2026-访-000002"


def test_of_a_report_of_wrongdoing_number_and_days_are_said(counter: Counter) -> None:
    visit(counter, "王芳")
    counter.hands.press("Alt+R")
    counter.register()
    look(counter)
    assert lines(counter) == ["余 15 日 · 2026-访-000001 · 检举控告类事项"]


def test_what_was_done_is_gone_and_the_highlighted_line_stays(counter: Counter) -> None:
    register(counter, "李明", "王芳", "周敏")
    look(counter)
    counter.hands.press("Down", "Down")
    with counter.desk.database.write() as session:
        session.get_one(due.Duty, 1).done_on = counter.clock.now.date()
    counter.touch(Thing.CASE)
    assert len(lines(counter)) == 2
    assert "2026-访-000003" in highlighted(counter)
    assert "要做的（2）" in words(counter)


def test_another_day_is_seen_while_the_window_stands(counter: Counter) -> None:
    register(counter, "李明")
    look(counter)
    counter.clock.now += timedelta(days=16)
    page(counter)._again.timeout.emit()
    counter.settle()
    assert lines(counter)[0].startswith("超期 1 日")
    assert "未按期：" in lines(counter, MISSED)[0]
    assert "《信访工作条例》第二十三条第二款" in lines(counter, MISSED)[0]
    assert "2026-12-09" in words(counter)


@pytest.mark.usefixtures("look_as_before")
def test_mine_or_the_whole_office_is_kept(counter: Counter) -> None:
    register(counter, "李明")
    with counter.desk.database.write() as session:
        session.add(due.Staff(id=7, name="李慧", joined_at=counter.clock.now))
        session.flush()
        session.get_one(due.Registration, 1).receptionist_id = 7
    look(counter)
    assert len(lines(counter)) == 1
    assert "全单位" in words(counter)
    counter.hands.press("Alt+M")
    counter.settle()
    assert lines(counter) == []
    assert "只看张玲接待、接手的" in words(counter)
    counter.hands.press("F2", "F3", "Alt+L")
    counter.settle()
    assert "what 张玲 received or took over" in words(counter)
    assert lines(counter) == []
    counter.hands.press("Alt+M")
    counter.settle()
    assert len(lines(counter)) == 1


def test_what_can_not_be_read_is_said_and_read_by_f5(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    register(counter, "李明")

    def broken(*_arguments: object, **_named: object) -> None:
        raise IoTrouble(place="office.db")

    with monkeypatch.context() as patch:
        patch.setattr(due, "things_held", broken)
        look(counter)
        assert "office.db" in page(counter).words()
        assert "F5" in page(counter).words()
        assert "今日事项未能读取" in words(counter)
    counter.hands.press("F5")
    counter.settle()
    assert page(counter).words() == ""
    assert len(lines(counter)) == 1
    assert counter.focus() == TO_DO


def test_a_draft_is_taken_up_at_the_reception_and_the_one_on_screen_is_put_aside(counter: Counter) -> None:
    visit(counter, "王小明")
    counter.hands.press("F8")
    counter.settle()
    counter.clock.now += timedelta(minutes=1)
    visit(counter, "陈一")
    look(counter)
    counter.reception.keep()
    page(counter)._again.timeout.emit()
    counter.settle()
    assert [line.split(" · ")[1:] for line in lines(counter, DRAFTS)] == [["王**", "屋顶漏水"], ["陈*", "屋顶漏水"]]
    assert counter.focus() == DRAFTS
    counter.hands.press("Down", "Return")
    counter.settle()
    assert counter.in_sight() == "reception"
    assert counter.field("petitioner.name") == "陈一", "it stands there already"
    look(counter)
    counter.hands.press("Up", "Return")
    counter.settle()
    assert counter.field("petitioner.name") == "王小明"
    assert "1 件" in counter.waiting_count.text(), "the other waits"
    look(counter)
    page(counter).draft_wanted.emit("ended")
    counter.settle()
    assert "该草稿已结束" in counter.message()


def many(count: int, day: object, *_arguments: object, **_named: object) -> Today:
    assert not isinstance(day, int)
    lines = [
        Line(f"2026-访-{place:06}", "李*", "屋顶漏水", False, Message("Refer or assign"), day, "张玲")  # type: ignore[arg-type]
        for place in range(count)
    ]
    return Today(day, lines, lines, lines)  # type: ignore[arg-type]


def test_long_columns_stay_quick(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines are drawn, not built: as many widgets stand there for 5,000 as for one."""
    register(counter, "李明")
    look(counter)
    before = len(page(counter).findChildren(QWidget))
    monkeypatch.setattr(today_page, "today", lambda _desk, day, **_mine: many(5_000, day))
    counter.hands.press("F5")
    counter.settle()
    assert len(lines(counter)) == 5_000
    counter.hands.press("End")
    assert "2026-访-004999" in highlighted(counter)
    assert abs(len(page(counter).findChildren(QWidget)) - before) < 10


@pytest.mark.usefixtures("look_as_before")
@pytest.mark.parametrize(("width", "percent", "beside"), [(1366, 100, True), (900, 100, False), (1366, 200, False)])
def test_columns_stand_beside_or_over_one_another(
    new_counter: Callable[..., Counter],
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    percent: int,
    beside: bool,
) -> None:
    counter = new_counter("en")
    monkeypatch.setattr(today_page, "today", partial(_of_a_few, 12))
    if percent != 100:
        counter.settings.percent = percent - STEP
        counter.hands.press("Ctrl+=")
        counter.settle()
    counter.window.resize(width, 768)
    look(counter)
    places = [column.mapTo(page(counter), column.rect().topLeft()) for column in page(counter).columns.values()]
    assert (len({place.y() for place in places}) == 1) == beside
    assert (len({place.x() for place in places}) == 1) != beside
    widths = [column.width() for column in page(counter).columns.values()]
    assert max(widths) - min(widths) <= 2
    counter.hands.press("Right", "Right", "End")
    counter.settle()
    shown = page(counter).columns["missed"].list
    there = shown.mapTo(page(counter), shown.visualRect(shown.currentIndex()).center())
    assert page(counter).rect().contains(there), "what is highlighted is in sight"
    theme.apply(qapp)


def _of_a_few(count: int, _desk: object, day: object, **_mine: object) -> Today:
    return many(count, day)


def test_a_column_says_its_days_by_icon_and_word(counter: Counter) -> None:
    register(counter, "李明")
    duty = due.Duty
    days = {
        -3: ("超期 3 日", "late"),
        0: ("今日到期", "attention"),
        1: ("明日到期", "attention"),
        3: ("余 3 日", "attention"),
        4: ("余 4 日", "quiet"),
        9: ("余 9 日", "quiet"),
    }
    for left, (said, token) in days.items():
        with counter.desk.database.write() as session:
            session.get_one(duty, 1).last_day = counter.clock.now.date() + timedelta(days=left)
        look(counter)
        counter.hands.press("F5")
        counter.settle()
        card = page(counter).columns["to_do"].list.model().index(0, 0).data(256)
        assert (card.word, card.light.token) == (said, token)
    assert office_today.MATTER == 12


def test_the_office_says_when_a_last_day_draws_the_eye_and_targets_and_petitioners_are_never_late() -> None:
    day = date(2026, 11, 23)
    line = Line("1", "李*", "屋顶漏水", False, Message("Refer or assign"), day, "张玲")
    for left, attention, token in ((5, 5, "attention"), (5, 4, "quiet"), (0, 0, "attention"), (-1, 0, "late")):
        assert card_of(replace(line, day=day + timedelta(days=left)), day, attention).light.token == token
    passed = replace(line, day=day - timedelta(days=1))
    assert card_of(replace(passed, target=True), day, 3).light.token == "attention"
    windows = replace(line, day=day + timedelta(days=1), petitioners=True)
    card = card_of(windows, day, 3)
    assert (card.light.token, "2026-11-24" in card.word) == ("quiet", True)
