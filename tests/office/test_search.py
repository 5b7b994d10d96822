"""What the office finds by words, initials, pinyin and phones after registering and correcting; of a report of
wrongdoing nothing.
"""

from pathlib import Path

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy import text as statement

from petitiondesk.office import reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.opening import open_office
from petitiondesk.office.search import search_words
from petitiondesk.rules.channels import Channel, Source
from petitiondesk.rules.kinds import Purpose
from petitiondesk.storage import search
from petitiondesk.storage.models import Counter, Registration, SearchKey
from tests.conftest import NOW
from tests.office.conftest import CLAIM, correct, draft, register, saved

pytestmark = pytest.mark.both_databases

REPORT = {
    **CLAIM,
    "registration.purpose": Purpose.REPORT_OF_WRONGDOING,
    "registration.facts": "收受烟酒",
    "registration.accused_person": "钱某某",
}

TOLD = {
    **CLAIM,
    "petitioner.name": "单小明",
    "petitioner.phone": "138 0000 5678",
    "parties.0.role": "proxy",
    "parties.0.name": "吕芳",
    "parties.0.phone": "0571-88001234",
}
FINDS_NAMES = ("sxm", "SX", "shanxiaoming", "shan xiao", "danxiaoming", "lf", "lvfang", "lu fang")
FINDS_PHONES = ("5678", "005678", "13800005678", "138 0000 5678", "+86 138 0000 5678", "1234", "0571-8800 1234")
FINDS_TOLD = (*FINDS_NAMES, *FINDS_PHONES)
FINDS_NOBODY = ("138", "0571", "xm", "xiaoming", "5679", "78", "s", "lfx")


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


def by_keys(desk: Desk, text: str) -> list[str]:
    """The numbers that the counter's list finds, the newest first."""
    with desk.database.read() as session:
        ids = list(search.found(session, text, limit=10, keys=True))
        assert search.counted(session, text, keys=True) == len(ids)
        assert search.counted(session, text, most=1, keys=True) == min(len(ids), 1)
        assert list(search.found(session, text, limit=1, keys=True)) == ids[:1]
        return [session.get_one(Registration, each).number for each in ids]


def wrongly_found(desk: Desk, expected: list[str], texts: tuple[str, ...]) -> dict[str, list[str]]:
    found = {text: by_keys(desk, text) for text in texts}
    return {text: found for text, found in found.items() if found != expected}


def test_people_are_found_by_initials_pinyin_and_phones(desk: Desk) -> None:
    number = register(desk, TOLD).number
    register(desk, {**CLAIM, "petitioner.name": "王芳", "petitioner.phone": "13912345670"})
    assert wrongly_found(desk, [number], FINDS_TOLD) == {}
    assert wrongly_found(desk, [], FINDS_NOBODY) == {}
    assert {text: found for text in FINDS_TOLD if (found := numbers(desk, text))} == {}, "nothing of it is words"
    second = register(desk, {**TOLD, "registration.facts": "sxm 5678"}).number
    assert by_keys(desk, "sxm") == by_keys(desk, "5678") == [second, number], "by words and by keys once"


def test_a_corrected_name_or_phone_is_found_and_the_former_is_not(desk: Desk) -> None:
    number = register(desk, TOLD).number
    correct(desk, number, {"petitioner.phone": "13800004321"})
    assert by_keys(desk, "5678") == []
    assert by_keys(desk, "4321") == by_keys(desk, "sxm") == by_keys(desk, "1234") == [number]
    correct(
        desk, number, {"petitioner.name": "张玲", "parties.0.name": "", "parties.0.phone": "", "parties.0.role": ""}
    )
    assert wrongly_found(desk, [], ("sxm", "shanxiaoming", "dxm", "lf", "1234")) == {}
    assert by_keys(desk, "zl") == by_keys(desk, "zhangling") == by_keys(desk, "4321") == [number]
    with desk.database.read() as session:
        assert search.verify(session) == []


def test_of_somebody_anonymous_and_of_a_report_of_wrongdoing_there_are_no_keys(desk: Desk) -> None:
    anonymous = register(desk, {**TOLD, "registration.anonymous": "1"}).number
    turned = register(desk, TOLD).number
    register(desk, {**REPORT, **{path: text for path, text in TOLD.items() if path not in REPORT}})
    assert by_keys(desk, "sxm") == [turned]
    correct(desk, turned, {"registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    assert wrongly_found(desk, [], FINDS_TOLD) == {}
    correct(desk, anonymous, {"registration.anonymous": ""})
    assert wrongly_found(desk, [anonymous], FINDS_TOLD) == {}
    correct(desk, anonymous, {"registration.anonymous": "1"})
    assert wrongly_found(desk, [], FINDS_TOLD) == {}
    with desk.database.read() as session:
        assert session.scalars(select(SearchKey.key)).all() == []
        assert search.verify(session) == []


def test_how_a_matter_arrived_is_found_by_its_words(desk: Desk) -> None:
    letter = {
        **CLAIM,
        "arrival.source": Source.ASSIGNED,
        "arrival.sender": "云河市信访局",
        "arrival.sender_number": "云信交〔2026〕88号",
        "arrival.instruction": "请于六十日内报结果",
        "enclosures.0.what": "房产证复印件",
    }
    by_letter = reception.register(desk, draft(letter, form=Channel.LETTER), now=NOW).number
    for text in ("云河市信访局", "云信交〔2026〕88号", "88号", "报结果", "房产证"):
        assert numbers(desk, text) == [by_letter], text
    online = {**CLAIM, "arrival.site": "liming@example.cn", "arrival.their_number": "WX-7788"}
    sent = reception.register(desk, draft(online, form=Channel.ONLINE), now=NOW).number
    assert numbers(desk, "LiMing@example") == numbers(desk, "wx-77") == [sent]
    called = reception.register(
        desk, draft({**CLAIM, "arrival.from_number": "010 6512 3456"}, form=Channel.CALL), now=NOW
    )
    assert by_keys(desk, "3456") == by_keys(desk, "010-65123456") == [called.number]
    correct(desk, called.number, {"arrival.from_number": "010 6512 9999"})
    correct(desk, by_letter, {"arrival.sender": "云河市住建局", "enclosures.0.what": ""})
    correct(desk, sent, {"registration.anonymous": "1"})
    assert by_keys(desk, "3456") == numbers(desk, "云河市信访局") == numbers(desk, "房产证") == []
    assert numbers(desk, "liming@") == [], "an address names whoever asked not to be named"
    assert by_keys(desk, "9999") == [called.number]
    with desk.database.read() as session:
        assert search.verify(session) == []


def test_keys_are_rebuilt_and_those_that_are_not_on_record_named(desk: Desk) -> None:
    number = register(desk, TOLD).number
    others = [register(desk, CLAIM).number for _ in range(3)]
    with desk.database.write() as session:
        before = set(session.execute(select(SearchKey.key, SearchKey.registration_id)))
        session.execute(delete(SearchKey).where(SearchKey.key == "isxm"))
        session.execute(
            update(SearchKey).where(SearchKey.key == "ilm", SearchKey.registration_id == 2).values(key="il")
        )
    with desk.database.read() as session:
        assert [said.values["number"] for said in search.verify(session)] == [number, others[0]]
    with desk.database.write() as session:
        search.rebuild(session)
        assert set(session.execute(select(SearchKey.key, SearchKey.registration_id))) == before
        assert search.verify(session) == []
        search.take_out(session, saved(desk, number).id)
    assert wrongly_found(desk, [], FINDS_TOLD) == {}


def test_a_term_of_letters_or_digits_has_a_query_that_others_build_on(desk: Desk) -> None:
    """The subquery of search.matching, under conditions and parameters of another's."""
    first, second = register(desk, TOLD).number, register(desk, TOLD).number
    with desk.database.read() as session:
        assert search.matching(session, " ") is None
        for term, keys, expected in (
            ("sxm", True, [first]),
            ("5678", True, [first]),
            ("电梯", True, [first]),
            ("电梯停运", True, [first]),
            ("sxm", False, []),
        ):
            sql, asked = search.matching(session, term, keys=keys) or ("", {})
            assert all(name.startswith("search_") for name in asked)
            query = statement(f"SELECT number FROM registration WHERE id IN ({sql}) AND number <> :term")
            assert session.scalars(query, {**asked, "term": second}).all() == expected, term


def test_an_office_without_its_index_has_one_after_it_was_opened(desk: Desk, tmp_path: Path) -> None:
    number = register(desk, CLAIM).number
    with desk.database.write() as session:
        session.execute(delete(Counter).where(Counter.name == search.COUNTER))
        search.take_out(session, saved(desk, number).id)
    assert numbers(desk, "电梯") == []
    open_office(desk.database.location, tmp_path / "other.db", NOW).desk.close()
    assert numbers(desk, "电梯") == [number]
