"""The pickers of the office's catalogues, on the shipped catalogues: found off the UI thread, and soon."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from petitiondesk.storage.database import Database, connect
from petitiondesk.windows.background import Background
from petitiondesk.windows.pickers import founding_division_picker
from tests.windows.picker_page import Page, lines, shown


@pytest.fixture(scope="module")
def shipped(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An office to be founded, with everything that is shipped."""
    database = connect(Path(shutil.copy(prepared_template, tmp_path_factory.mktemp("shipped") / "office.db")))
    yield database
    database.close()


@pytest.fixture
def page(qtbot: QtBot, shipped: Database, background: Background) -> Page:
    return shown(qtbot, founding_division_picker(background, shipped))


@pytest.mark.parametrize("typed", ["shangcheng", "scq", "jianqiao"])
def test_a_place_is_found_by_its_pinyin(qtbot: QtBot, page: Page, typed: str) -> None:
    QTest.keyClicks(page.picker, typed)
    assert not page.picker.is_open(), "nobody waits for a search while typing"
    qtbot.waitUntil(page.picker.is_open)
    assert any("浙江省杭州市上城区" in line for line in lines(page.picker))


def test_a_place_that_is_in_no_list_is_said_to_be_in_none(qtbot: QtBot, page: Page) -> None:
    QTest.keyClicks(page.picker, "qqqq")
    qtbot.waitUntil(page.picker.is_open)
    assert len(lines(page.picker)) == 2
    assert page.picker.highlighted() is None
