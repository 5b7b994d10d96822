"""The visits that wait: known again, taken up, told nothing that others must not read."""

from functools import partial

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

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
            "欧阳𬱖", "小区三号楼地下室长期漏水", "Begun on 2026-11-22 at 13:30 · put aside",
            "No name yet", "Nothing told yet", "Begun today at 08:30",
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

    steps = [step for _ in range(11) for step in (key("Down"), seen)]
    assert at_the_dialog(partial(waiting_drafts.choose_draft, page, drafts, NOW), *steps, key("Return")) is drafts[11]


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_whatever_was_typed_can_be_listed_and_taken_up(page: QWidget, text: str) -> None:
    drafts = [draft("1", petitioner__name=text, registration__facts=text, registration__matter=text)]
    assert at_the_dialog(partial(waiting_drafts.choose_draft, page, drafts, NOW), key("1")) is drafts[0]


def test_nobody_waiting_says_what_that_means(page: QWidget) -> None:
    taken = at_the_dialog(
        partial(waiting_drafts.choose_draft, page, [], NOW), reads("No visit is waiting.", "F8"), key("Return")
    )
    assert taken is None
