"""The page of days off: typed, seen, kept after a question; nothing typed is lost; tables in and out."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QListWidget, QWidget

from petitiondesk.office import calendar as office_calendar
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.holiday_notices import read_notice
from petitiondesk.storage.errors import IoTrouble
from petitiondesk.windows.pages.calendar.page import CalendarPage
from petitiondesk.windows.settings import STEP
from tests.journeys import conftest as journeys
from tests.journeys.conftest import Counter
from tests.windows.dialogs.file_dialog import type_into_file_dialog

founded, new_counter, counter = journeys.founded, journeys.new_counter, journeys.counter
look_as_before = journeys.look_as_before

LINES = "元旦：1月1日至3日放假。\n国庆节：10月1日至7日放假。9月26日上班。"
TITLE = "关于2027年部分节假日安排的通知（9号）"


def page(counter: Counter) -> CalendarPage:
    found = counter.window.page("calendar")
    assert isinstance(found, CalendarPage)
    return found


def look(counter: Counter) -> CalendarPage:
    counter.hands.press("Shift+F8")
    counter.settle()
    return page(counter)


def put(counter: Counter, name: str, words: str) -> None:
    field = page(counter).findChild(QWidget, f"notice.{name}")
    assert field is not None
    field.setFocus()
    counter.hands.press("Ctrl+A", "Del")
    for place, line in enumerate(words.split("\n")):
        counter.hands.press(*["Return"] * bool(place))
        counter.hands.tell(line)
    counter.settle()


def words(counter: Counter) -> str:
    return "\n".join(label.text() for label in page(counter).findChildren(QLabel) if label.isVisible())


def years(counter: Counter) -> list[str]:
    found = page(counter).findChild(QListWidget, "calendar_years")
    return [found.item(row).text() for row in range(found.count())]


def enter(counter: Counter) -> None:
    put(counter, "lines", LINES)
    put(counter, "published", "2026-11-04")
    put(counter, "title", TITLE)


def through_the_file_dialog(counter: Counter, key: str, path: Path) -> None:
    type_into_file_dialog(path)
    counter.hands.press(key)
    counter.window.activateWindow()
    counter.settle()


def test_a_notice_is_typed_seen_and_kept(counter: Counter) -> None:
    shown = look(counter)
    assert (shown.form.year.text(), counter.focus()) == ("2027", "notice.lines")
    assert "2026" in years(counter)[1]
    enter(counter)
    assert "新增：2027-01-01 休" in words(counter)
    assert "未办结事项的期限都不变" in words(counter)
    assert "2027-09-26 班" in shown.year_view.accessibleDescription()
    asked: list[str] = []

    def say_yes(dialog: QWidget) -> None:
        asked.extend(label.text() for label in dialog.findChildren(QLabel))
        counter.hands.press("Ctrl+Return")

    counter.dialog("Ctrl+Return", say_yes)
    counter.settle()
    assert TITLE in asked
    kept = office_calendar.notice_of(counter.desk, 2027)
    assert kept is not None
    assert kept.title == TITLE
    assert TITLE in years(counter)[0]
    assert "已保存" in counter.message()
    assert counter.settings.notice_typed == ""


def test_problems_stand_beside_their_lines_and_nothing_is_kept(counter: Counter) -> None:
    shown = look(counter)
    put(counter, "lines", "国庆节：10月1日至7日放假\n节日期间值班\n10月8日上班")
    assert "第 2 行：" in words(counter)
    assert "第 3 行：2027-10-08 不是周六或周日" in words(counter)
    put(counter, "published", "")
    put(counter, "title", "")
    counter.hands.press("Ctrl+Return")
    counter.settle()
    assert "通知发布的日期" in words(counter)
    assert counter.focus() == "notice.published"
    put(counter, "published", "2026-11-04")
    put(counter, "title", TITLE)
    counter.hands.press("Ctrl+Return")
    assert shown.form.lines.textCursor().blockNumber() == 1
    assert "尚未保存" in counter.message()


@pytest.mark.usefixtures("look_as_before")
def test_nothing_typed_is_lost(new_counter: Callable[..., Counter]) -> None:
    counter = new_counter()
    look(counter)
    put(counter, "lines", LINES)
    counter.hands.press("Alt+G", "Down")
    counter.settle()
    assert page(counter).form.year.text() == "2026"
    assert "尚未保存" in years(counter)[0]
    counter.hands.press("Up")
    counter.settle()
    assert page(counter).form.lines.toPlainText() == LINES
    counter.settings.percent += STEP
    counter.hands.press("Ctrl+-")
    counter.settle()
    assert page(counter).form.lines.toPlainText() == LINES
    counter.leave()
    again = new_counter()
    look(again)
    assert page(again).form.lines.toPlainText() == LINES


def test_tables_come_in_to_be_looked_at_and_go_out(counter: Counter, tmp_path: Path) -> None:
    look(counter)
    enter(counter)
    written = tmp_path / "2027.csv"
    through_the_file_dialog(counter, "Ctrl+S", written)
    notice = read_notice(written.read_text("utf-8"))
    assert (notice.title, len(notice.days)) == (TITLE, 7)
    put(counter, "lines", "10月1日放假")
    through_the_file_dialog(counter, "Ctrl+O", written)
    assert "9月26日上班" in page(counter).form.lines.toPlainText()
    counter.hands.press("Ctrl+Z")
    assert page(counter).form.lines.toPlainText() == "10月1日放假"
    written.write_text("不是表格", encoding="gb18030")
    through_the_file_dialog(counter, "Ctrl+O", written)
    assert "这不是放假安排表" in page(counter).words()


def test_at_the_year_s_end_it_is_said_once_where_next_year_s_days_off_are_entered(
    new_counter: Callable[..., Counter], tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "office.db")) as office, office:
        office.execute("DELETE FROM calendar_year WHERE year = 2027")
    counter = new_counter()
    assert "Shift+F8" in counter.bar()
    counter.touch(Thing.CALENDAR)
    assert counter.bar() == ""
    counter.leave()
    again = new_counter()
    assert "2027 年放假安排尚未录入" in again.bar()
    again.hands.press("Alt+O")
    again.leave()
    assert new_counter().bar() == "", "it was seen"


def test_what_can_not_be_read_is_said(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    look(counter)

    def fail(*_told: object) -> None:
        raise IoTrouble(place="office.db")

    monkeypatch.setattr(office_calendar, "years", fail)
    counter.hands.press("F5")
    counter.settle()
    assert "F5" in page(counter).words()
