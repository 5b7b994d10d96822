"""What the office finds by words after registering and correcting; of a report of wrongdoing nothing."""

from pathlib import Path

import pytest
from sqlalchemy import delete

from petitiondesk.office.desk import Desk
from petitiondesk.office.opening import open_office
from petitiondesk.office.search import search_words
from petitiondesk.rules.kinds import Purpose
from petitiondesk.storage import search
from petitiondesk.storage.models import Counter
from tests.conftest import NOW
from tests.office.conftest import CLAIM, correct, register, saved

pytestmark = pytest.mark.both_databases

REPORT = {
    **CLAIM,
    "registration.purpose": Purpose.REPORT_OF_WRONGDOING,
    "registration.facts": "收受烟酒",
    "registration.accused_person": "钱某某",
}


def numbers(desk: Desk, text: str) -> list[str]:
    return [hit.number for hit in search_words(desk, text, limit=10).results]


def test_words_are_found_as_they_are_told_and_corrected(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    second = register(desk, {**CLAIM, "petitioner.name": "王芳", "registration.facts": "路灯不亮"}).number
    for text in ("电", "电梯", "多次报修没有人来", "李明", "修好电梯", "幸福里2幢301"):
        assert first in numbers(desk, text), text
    assert numbers(desk, "路灯") == numbers(desk, "王芳") == [second]
    assert numbers(desk, "修好") == [second, first], "the newest first"
    assert search_words(desk, "修好", limit=1).count == 2
    correct(desk, second, {"registration.facts": "井盖丢失", "petitioner.name": "王方"})
    assert numbers(desk, "路灯") == numbers(desk, "王芳") == []
    assert numbers(desk, "井盖") == numbers(desk, "王方") == [second]
    for text in ("", " ", "没有的词"):
        assert search_words(desk, text, limit=10).count == 0
    with desk.database.read() as session:
        assert search.verify(session) == []


def test_a_number_or_query_code_finds_its_own(desk: Desk) -> None:
    done = register(desk, CLAIM)
    for text in (done.number, done.query_code, f"登记编号：{done.number}"):
        assert numbers(desk, text) == [done.number], text


def test_of_a_report_of_wrongdoing_no_word_is_in_the_index(desk: Desk) -> None:
    number = register(desk, REPORT).number
    turned = register(desk, {**CLAIM, "registration.facts": "收受红包"}).number
    assert numbers(desk, "收受") == [turned]
    correct(desk, turned, {"registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    for text in ("收受", "钱某某", "李明", "电梯"):
        assert numbers(desk, text) == [], text
    assert numbers(desk, number) == [number], "it is found by its number"
    assert search_words(desk, number, limit=1).results[0].matter == ""


def test_who_stays_anonymous_is_found_by_no_name(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "registration.anonymous": "1"}).number
    assert saved(desk, number).anonymous
    assert numbers(desk, "李明") == numbers(desk, "幸福里") == []
    assert numbers(desk, "电梯") == [number]


def test_an_office_without_its_index_has_one_after_it_was_opened(desk: Desk, tmp_path: Path) -> None:
    number = register(desk, CLAIM).number
    with desk.database.write() as session:
        session.execute(delete(Counter).where(Counter.name == search.COUNTER))
        search.take_out(session, saved(desk, number).id)
    assert numbers(desk, "电梯") == []
    open_office(desk.database.location, tmp_path / "other.db", NOW).desk.close()
    assert numbers(desk, "电梯") == [number]
