"""Content categories are found by their names, by pinyin and by what citizens call them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from petitiondesk.office.catalogues import Categories, categories_like
from petitiondesk.storage import catalogues
from petitiondesk.storage.database import connect
from tests.rules.nasty_text import NASTY

LEAK = "城乡建设 / 住房保障与房地产 / 物业服务"


@pytest.fixture(scope="module")
def shipped(prepared_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Categories]:
    """Everything that is shipped."""
    database = connect(Path(shutil.copy(prepared_template, tmp_path_factory.mktemp("shipped") / "office.db")))
    with database.read() as session:
        yield Categories(tuple(catalogues.categories(session)), tuple(catalogues.everyday_words(session)))
    database.close()


def found(shipped: Categories, typed: str) -> list[str]:
    return [each.full_name for each in categories_like(shipped, typed, limit=20)]


def test_what_citizens_say_leads_to_a_category(shipped: Categories) -> None:
    said = {
        "漏水": LEAK,
        "维修": "城乡建设 / 住房保障与房地产 / 修缮装修",
        "征地": "国土资源 / 土地征收 / 土地占地",
        "噪声": "环境保护 / 环境污染 / 噪音污染",
        "家暴": "政法 / 社会治安 / 治安案件",
        "拖欠工资": "劳动和社会保障 / 工资福利 / 工资发放",
        "低保": "民政 / 社会救助 / 城镇低保",
        "民办教师": "教育文体 / 教师队伍和待遇 / 原民办代课教师",
        "烂尾": "城乡建设 / 住房保障与房地产 / 房地产开发管理",
        "派出所": "政法 / 警务督察 / 警务执法",
        "狗": "城乡建设 / 城市建设和市政管理 / 城管执法",
        "ktv": "教育文体 / 文化 / 文化市场与文化执法",
        "loushui": LEAK,
        "wy": LEAK,
        "td": "农村农业 / 土地承包经营",
        "lous": LEAK,
    }
    assert {typed: found(shipped, typed)[0] for typed in said} == said


def test_the_word_that_led_there_is_told_and_no_word_where_the_name_did(shipped: Categories) -> None:
    assert {each.word for each in categories_like(shipped, "漏水", limit=20)} == {"漏水"}
    [estate] = [each for each in categories_like(shipped, "物业", limit=20) if each.full_name == LEAK]
    assert estate.word == ""


@pytest.mark.parametrize("typed", ["低保", "dibao"])
def test_a_whole_word_comes_before_one_that_goes_on_however_it_is_typed(shipped: Categories, typed: str) -> None:
    assert [name.rpartition(" / ")[2] for name in found(shipped, typed)[:3]] == ["城镇低保", "农村低保", "村务公开"]


@pytest.mark.parametrize("typed", ["物业", "物业服务", "wyfw", "wuye", "wuyefw", " ＷＹＦ "])
def test_the_name_itself_comes_first(shipped: Categories, typed: str) -> None:
    assert found(shipped, typed)[0] == LEAK


@pytest.mark.parametrize("typed", ["服务", "住房保障", "与房地产 / 物业", "fw", "zhufang"])
def test_any_part_of_the_name_finds_it(shipped: Categories, typed: str) -> None:
    assert LEAK in [each.full_name for each in categories_like(shipped, typed, limit=1000)]


@pytest.mark.parametrize("typed", ["家里漏水没人管", "楼上漏水", "小区的电梯坏了"])
def test_a_whole_phrase_is_read_for_the_words_in_it(shipped: Categories, typed: str) -> None:
    assert LEAK in found(shipped, typed)


def test_a_category_named_within_a_phrase_is_found(shipped: Categories) -> None:
    [first, *_others] = categories_like(shipped, "邻居的违章建筑没人拆", limit=20)
    assert (first.full_name, first.word) == ("城乡建设 / 城乡规划 / 违章建筑", "")
    assert not any(name.endswith("其他") for name in found(shipped, "其他违章建筑问题")[:1])


def test_the_longest_word_of_a_phrase_counts_first(shipped: Categories) -> None:
    assert found(shipped, "我的拖欠工程款问题")[0] == "城乡建设 / 建筑市场 / 拖欠工程款"


def test_a_blank_text_offers_them_in_their_order(shipped: Categories) -> None:
    assert found(shipped, " ") == [entry.full_name for entry in shipped.entries[:20]]


def test_nasty_text_finds_nothing_and_takes_no_time(shipped: Categories) -> None:
    for name, typed in NASTY.items():
        assert len(found(shipped, typed)) <= 20, name
    for typed in ("噪音" * 1_000_000, "z" * 1_000_000, "什么都不是", "xqzv"):
        assert found(shipped, typed) == []
