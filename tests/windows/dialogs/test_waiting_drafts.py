"""The visits that wait: known again, taken up, told nothing that others must not read."""

from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from petitiondesk.windows.dialogs import waiting_drafts
from tests.rules.nasty_text import NASTY
from tests.windows.dialogs.person import at_the_dialog, dialog, focused, key, never_reads, reads
from tests.windows.dialogs.samples import DRAFTS, NOW, draft


@pytest.mark.parametrize(
    ("keys", "taken"), [(["Return"], "1"), (["Down", "Return"], "2"), (["3"], "3"), (["Up", "Up", "Return"], "4")]
)
def test_a_draft_is_taken_up(page: QWidget, keys: list[str], taken: str) -> None:
    chosen = at_the_dialog(partial(waiting_drafts.choose_draft, page, DRAFTS, NOW), *map(key, keys))
    assert chosen is DRAFTS[int(taken) - 1]


def test_a_draft_is_known_by_name_matter_and_beginning(page: QWidget) -> None:
    at_the_dialog(
        partial(waiting_drafts.choose_draft, page, DRAFTS, NOW),
        reads(
            "欧阳𬱖", "小区三号楼地下室长期漏水", "Take up a visit: 4 waiting", "2026-11-22 13:30",
            "No name yet", "Nothing told yet", "Today 08:30",
            "李四 · correction of 2026-访-000031", "补发工资",
        ),
        key("Esc"),
    )  # fmt: skip


def test_a_report_of_wrongdoing_shows_nothing_in_the_list(page: QWidget) -> None:
    at_the_dialog(
        partial(waiting_drafts.choose_draft, page, DRAFTS, NOW),
        reads("Report of wrongdoing"),
        never_reads("赵不可见", "钱不可见", "孙不可见"),
        key("Esc"),
    )


def test_more_drafts_than_figures_are_reached_by_arrows_and_scrolled_to(page: QWidget) -> None:
    drafts = [draft(str(number), petitioner__name=f"来访人{number}") for number in range(12)]

    def seen() -> None:
        area = dialog().findChild(QScrollArea)
        top = focused().mapTo(area.viewport(), focused().rect().topLeft()).y()
        assert top >= 0
        assert top + focused().height() <= area.viewport().height() + 1

    steps = [step for _ in range(12) for step in (key("Down"), seen)]
    assert at_the_dialog(partial(waiting_drafts.choose_draft, page, drafts, NOW), *steps, key("Return")) is drafts[11]


MANY = [draft(str(number), petitioner__name=f"来访人{number}") for number in range(30)]
MANY[17] = draft("17", petitioner__name="欧阳𬱖", registration__facts="小区长期漏水")


@pytest.mark.parametrize(("typed", "taken"), [("漏水", 17), ("oy", 17), ("来访人21", 21), ("3", 2), ("没有的人", None)])
def test_of_many_one_is_found_by_typing_or_by_its_figure(page: QWidget, typed: str, taken: int | None) -> None:
    def tell() -> None:
        QTest.keyClicks(focused(), typed) if typed.isascii() else _compose(typed)

    steps = [tell] if typed == "3" else [tell, key("Return"), key("Return")]
    if taken is None:
        steps = [tell, key("Return"), key("Esc")]
    chosen = at_the_dialog(partial(waiting_drafts.choose_draft, page, MANY, NOW), *steps)
    assert chosen is (None if taken is None else MANY[taken])


def test_many_stand_in_one_line_each(page: QWidget) -> None:
    def seen() -> None:
        viewport = dialog().findChild(QScrollArea).viewport()
        rows = [dialog().findChild(QWidget, f"row.{place}") for place in range(1, 31)]
        assert sum(viewport.rect().contains(row.mapTo(viewport, row.rect().bottomLeft())) for row in rows) >= 14

    def beside_one_another() -> None:
        columns = [label.geometry() for label in dialog().findChild(QWidget, "row.1").findChildren(QLabel)]
        assert len(columns) == 4
        assert all(left.right() < right.left() for left, right in pairwise(columns)), columns

    at_the_dialog(partial(waiting_drafts.choose_draft, page, MANY, NOW), seen, beside_one_another, key("Esc"))


def test_rows_without_a_figure_stand_in_line_with_the_others(page: QWidget) -> None:
    def seen() -> None:
        ninth, tenth = (dialog().findChild(QWidget, f"row.{place}").findChildren(QLabel) for place in (9, 10))
        assert [label.x() for label in ninth] == [label.x() for label in tenth]

    at_the_dialog(partial(waiting_drafts.choose_draft, page, MANY, NOW), seen, key("Esc"))


def test_what_was_dropped_stands_after_those_that_wait(page: QWidget) -> None:
    dropped = draft("d", petitioner__name="王芳")
    choose = partial(waiting_drafts.choose_draft, page, DRAFTS, NOW, dropped=[dropped])
    assert at_the_dialog(choose, reads("dropped · 王芳", "4 waiting"), key("5")) is dropped
    alone = partial(waiting_drafts.choose_draft, page, [], NOW, dropped=[dropped])
    assert at_the_dialog(alone, reads("No visit is waiting.", "dropped · 王芳"), key("Return")) is dropped


def test_nobody_s_name_and_everybody_s_number(page: QWidget) -> None:
    group = draft("1", petitioner__name="王芳", registration__visitor_count="12")
    nameless = draft("2", registration__anonymous="1", registration__visitor_count="许多")
    at_the_dialog(
        partial(waiting_drafts.choose_draft, page, [group, nameless], NOW),
        reads("王芳 and others, 12 people", "Anonymous"),
        never_reads("No name yet", "许多"),
        key("Esc"),
    )


def _compose(text: str) -> None:
    """As an input method hands it over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(), event)


def test_whatever_was_typed_can_be_listed_and_taken_up(page: QWidget) -> None:
    for kind, text in NASTY.items():
        drafts = [draft("1", petitioner__name=text, registration__facts=text, registration__matter=text)]
        assert at_the_dialog(partial(waiting_drafts.choose_draft, page, drafts, NOW), key("1")) is drafts[0], kind


def test_nobody_waiting_says_what_that_means(page: QWidget) -> None:
    taken = at_the_dialog(
        partial(waiting_drafts.choose_draft, page, [], NOW), reads("No visit is waiting.", "F8"), key("Return")
    )
    assert taken is None
