"""A history that another program was at is told over the form until somebody has seen it; visits go on."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import Counter

PUT_BACK = {"zh": "现已恢复", "en": "It is on again"}
CHANGED = {"zh": "操作记录第 1 条的内容写入后被改动。", "en": "The details of event 1 were changed"}


def another_program_at_work(office: Path) -> None:
    with closing(sqlite3.connect(office, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER event_payload_no_update")
        connection.execute("UPDATE event_payload SET content = '{}' WHERE sequence = 1")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_told_until_it_was_seen_and_the_visitor_is_registered(
    new_counter: Callable[..., Counter], tmp_path: Path, language: str
) -> None:
    new_counter(language).leave()
    another_program_at_work(tmp_path / "office.db")
    counter = new_counter(language)
    assert PUT_BACK[language] in counter.bar()
    assert CHANGED[language] in counter.bar()
    assert counter.focus() == "petitioner.id_number"
    counter.hands.press("Return")
    counter.hands.tell("李明")
    counter.register()
    assert "2026" in counter.message()
    assert CHANGED[language] in counter.bar(), "still to be seen"
    for _notice in range(2):
        counter.hands.press("Alt+O")
    assert CHANGED[language] not in counter.bar()
    assert PUT_BACK[language] not in counter.bar()
    counter.leave()
    again = new_counter(language).bar()
    assert (PUT_BACK[language] in again, CHANGED[language] in again) == (False, True)
