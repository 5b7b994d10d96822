"""Editions of divisions and content categories: loaded, replaced, and found while somebody types."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import String, func, select
from sqlalchemy.orm import Session

from petitiondesk.office.catalogues import read_edition, seed
from petitiondesk.resources import path
from petitiondesk.rules.initials import initials
from petitiondesk.storage.catalogues import (
    CategoryLine,
    DivisionLine,
    EverydayWord,
    categories,
    category,
    division,
    divisions_like,
    everyday_words,
    load_categories,
    load_divisions,
    load_everyday_words,
)
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.models import CategoryWord, ContentCategory, Division
from tests.rules.nasty_text import NASTY

pytestmark = pytest.mark.both_databases

FIRST, SECOND = date(2023, 6, 30), date(2026, 6, 30)
ZHEJIANG = [
    DivisionLine("11", "北京市", "bei'jing'shi"),
    DivisionLine("1101", "市辖区", "shi'xia'qu"),
    DivisionLine("110108", "海淀区", "hai'dian'qu"),
    DivisionLine("110108003", "笕桥街道", "jian'qiao'jie'dao"),
    DivisionLine("33", "浙江省", "zhe'jiang'sheng"),
    DivisionLine("3301", "杭州市", "hang'zhou'shi"),
    DivisionLine("330102", "上城区", "shang'cheng'qu"),
    DivisionLine("330102001", "清波街道", "qing'bo'jie'dao"),
    DivisionLine("330102017", "笕桥街道", "jian'qiao'jie'dao"),
    DivisionLine("330106", "西湖区", "xi'hu'qu"),
    DivisionLine("330106002", "北山街道", "bei'shan'jie'dao"),
    DivisionLine("44", "广东省", "guang'dong'sheng"),
    DivisionLine("4419", "东莞市", "dong'guan'shi"),
    DivisionLine("441900", "东莞市", "dong'guan'shi"),
    DivisionLine("441900003", "东城街道", "dong'cheng'jie'dao"),
]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        load_divisions(session, ZHEJIANG, FIRST)
        yield session


@pytest.fixture(scope="module")
def shipped(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """An office with everything that is shipped; only read."""
    database = connect(Path(shutil.copy(prepared_template, tmp_path_factory.mktemp("shipped") / "office.db")))
    with database.read() as session:
        yield session
    database.close()


def names(session: Session, text: str, **where: int) -> list[str]:
    return [entry.full_name for entry in divisions_like(session, text, **where)]


def code(session: Session, code: str) -> int:
    return session.scalars(select(Division.id).where(Division.code == code, Division.valid_to.is_(None))).one()


def test_a_bracket_of_the_code_stands_in_no_address(session: Session) -> None:
    assert names(session, "海淀")[0] == "北京市海淀区"
    assert names(session, "东城街道") == ["广东省东莞市东城街道"]
    assert names(session, "北京")[0] == "北京市"
    assert names(session, "市辖区") == []


def test_any_part_of_a_name_or_its_pinyin_finds_a_township(session: Session) -> None:
    for typed in (
        *("上城 笕桥", "上城笕桥", "杭州笕桥", "scq jq", "SCQ　JQ", " 上城  jq ", "浙江省杭州市上城区笕桥街道"),
        *("shangcheng jianqiao", "Shangcheng jianq", "shangc jqiao", "hangzhou jianqjd", "上城 jianqiaojiedao"),
    ):
        assert names(session, typed) == ["浙江省杭州市上城区笕桥街道"], typed


def test_pinyin_is_read_from_the_beginning_of_a_name_and_by_syllables(session: Session) -> None:
    assert names(session, "shangcheng")[0] == "浙江省杭州市上城区"
    assert names(session, "xihu")[0] == "浙江省杭州市西湖区"
    for typed in ("cheng", "qiao", "angcheng", "shagcheng", "jianqiaq"):
        assert names(session, typed) == [], typed


def test_the_office_s_own_county_comes_first(session: Session) -> None:
    assert names(session, "笕桥", near=code(session, "330102"))[0] == "浙江省杭州市上城区笕桥街道"
    assert names(session, "笕桥", near=code(session, "110108"))[0] == "北京市海淀区笕桥街道"
    assert names(session, "街道", near=code(session, "330106"))[0] == "浙江省杭州市西湖区北山街道"
    same_city_first = ["浙江省杭州市上城区笕桥街道", "北京市海淀区笕桥街道"]
    assert names(session, "jqjd", near=code(session, "330106")) == same_city_first


def test_within_leaves_out_the_rest(session: Session) -> None:
    assert names(session, "笕桥", within=code(session, "11")) == ["北京市海淀区笕桥街道"]
    assert names(session, "笕桥", within=code(session, "1101")) == ["北京市海淀区笕桥街道"]
    assert names(session, "笕桥", within=code(session, "330106")) == []


def test_the_county_comes_before_its_townships(session: Session) -> None:
    assert names(session, "上城") == ["浙江省杭州市上城区", "浙江省杭州市上城区清波街道", "浙江省杭州市上城区笕桥街道"]
    assert len(divisions_like(session, "上城", limit=2)) == 2


def test_nasty_text_means_no_division(session: Session) -> None:
    for typed in (*NASTY.values(), "%", "_", "/", "笕_街道", "笕%街道"):
        assert names(session, typed) == []


def test_loading_the_same_edition_again_changes_nothing(session: Session) -> None:
    before = session.execute(select(Division.id, Division.code, Division.valid_to).order_by(Division.id)).all()
    load_divisions(session, ZHEJIANG, SECOND)
    assert session.execute(select(Division.id, Division.code, Division.valid_to).order_by(Division.id)).all() == before


def test_a_newer_edition_keeps_what_is_unchanged_and_closes_what_is_gone(session: Session) -> None:
    old_county, qingbo, beijing = code(session, "330102"), code(session, "330102001"), code(session, "11")
    newer = [
        DivisionLine("330102", "上城新区", "shang'cheng'xin'qu") if line.code == "330102" else line
        for line in ZHEJIANG
        if line.code != "330102017"
    ]
    load_divisions(session, newer, SECOND)
    session.expire_all()
    assert code(session, "11") == beijing
    assert names(session, "笕桥") == ["北京市海淀区笕桥街道"]
    assert names(session, "清波") == ["浙江省杭州市上城新区清波街道"]
    former = division(session, old_county)
    assert former is not None
    assert former.full_name == "浙江省杭州市上城区"
    assert session.get_one(Division, old_county).valid_to == SECOND
    moved = session.get_one(Division, code(session, "330102001"))
    assert (moved.id, moved.parent_id) != (qingbo, old_county)
    assert moved.parent_id == code(session, "330102")
    assert moved.edition == SECOND


def test_there_is_no_division_of_an_unknown_id(session: Session) -> None:
    assert division(session, 10**9) is None
    assert category(session, 10**9) is None


def test_categories_keep_their_ids_over_an_edition(database: Database) -> None:
    lines = [
        CategoryLine(("城乡建设",), "cheng'xiang'jian'she"),
        CategoryLine(("城乡建设", "住房"), "zhu'fang"),
        CategoryLine(("城乡建设", "住房", "物业服务"), "wu'ye'fu'wu"),
    ]
    with database.write() as session:
        load_categories(session, lines, FIRST)
        first = categories(session)
        load_categories(session, [*lines[:2], CategoryLine(("城乡建设", "住房", "物业"), "wu'ye")], SECOND)
        second = categories(session)
        assert [entry.full_name for entry in first] == ["城乡建设", "城乡建设 / 住房", "城乡建设 / 住房 / 物业服务"]
        assert first[2].reading.split() == ["wu'ye'fu'wu", "zhu'fang", "cheng'xiang'jian'she"]
        assert second[:2] == first[:2]
        assert [entry.full_name for entry in second[2:]] == ["城乡建设 / 住房 / 物业"]
        assert category(session, first[2].id) == first[2]


def test_the_shipped_editions_are_whole(shipped: Session) -> None:
    by_level = dict(shipped.execute(select(Division.level, func.count()).group_by(Division.level)).all())
    assert by_level == {1: 31, 2: 342, 3: 2978, 4: 41352}
    entries = categories(shipped)
    assert sum(entry.full_name.count(" / ") == 2 for entry in entries) == 517
    assert sum(" / " not in entry.full_name for entry in entries) == 15
    assert names(shipped, "上城 笕桥") == ["浙江省杭州市上城区笕桥街道"]
    assert names(shipped, "scq jq") == ["浙江省杭州市上城区笕桥街道"]
    assert names(shipped, "重庆")[0] == "重庆市"
    assert names(shipped, "cqs")[0] == "重庆市"
    assert names(shipped, "shangcheng jianqiao") == ["浙江省杭州市上城区笕桥街道"]
    assert names(shipped, "chongqing")[0] == "重庆市"


def test_places_are_found_as_they_are_called_there(shipped: Session) -> None:
    called = (
        *(("上海市闵行区", "minhang"), ("江苏省南京市六合区", "luhe"), ("山东省济南市长清区", "changqing")),
        *(("山西省长治市", "zhangzhi"), ("重庆市丰都县", "fengdu"), ("安徽省六安市", "luan")),
        *(("云南省红河哈尼族彝族自治州绿春县", "lvchun"), ("四川省德阳市什邡市", "shifang")),
        *(("山西省临汾市洪洞县", "hongtong"), ("浙江省丽水市", "lishui")),
    )
    assert [(place, typed) for place, typed in called if place not in names(shipped, typed)] == []


def test_an_office_has_its_catalogues_on_either_database(database: Database) -> None:
    with database.write() as session:
        seed(session)
        seed(session)
        assert session.scalar(select(func.count()).select_from(Division)) == 44_703
        assert names(session, "scq jq") == ["浙江省杭州市上城区笕桥街道"]


def test_no_shipped_text_is_longer_than_its_column(shipped: Session) -> None:
    for model in (Division, ContentCategory, CategoryWord):
        for column in model.__table__.columns:
            if isinstance(column.type, String):
                assert shipped.scalar(select(func.max(func.length(column)))) <= column.type.length, column


@pytest.mark.parametrize("edition", ["divisions.csv", "content-categories.csv"])
def test_shipped_readings_are_those_of_the_name(edition: str) -> None:
    _day, rows = read_edition(path("catalogues", edition))
    for row in Random(7).sample(rows, 600):
        name, reading = next(cell for cell in reversed(row[:-1]) if cell), row[-1]
        assert "".join(syllable[0] for syllable in reading.split("'")) in initials(name), row


def test_every_everyday_word_leads_to_a_category_in_force(shipped: Session) -> None:
    _day, rows = read_edition(path("catalogues", "everyday-words.csv"))
    known = {entry.full_name for entry in categories(shipped)}
    assert [row for row in rows if row[2] not in known] == []
    assert [(each.word, each.category) for each in everyday_words(shipped)] == [(row[0], row[2]) for row in rows]


def test_a_word_for_a_category_that_is_no_longer_in_force_leads_nowhere(database: Database) -> None:
    words = [EverydayWord("漏水", "lou'shui", "物业"), EverydayWord("欠薪", "qian'xin", "劳动")]
    with database.write() as session:
        load_categories(session, [CategoryLine(("物业",), "wu'ye"), CategoryLine(("劳动",), "lao'dong")], FIRST)
        load_everyday_words(session, words, FIRST)
        assert everyday_words(session) == words
        load_categories(session, [CategoryLine(("劳动",), "lao'dong")], SECOND)
        assert everyday_words(session) == words[1:]
        load_everyday_words(session, words, SECOND)
        assert everyday_words(session) == words[1:]
