"""An article as a person names it."""

import pytest

from petitiondesk.rules.article_numbers import all_rules, article_named, rules_on

NAMED = {
    "19": 19, " 第19条 ": 19, "第十九条": 19, "十九": 19, "Art. 19": 19, "article 19": 19, "十": 10, "二十": 20,
    "四十八": 48, "第五条": 5, "5": 5,
}  # fmt: skip


@pytest.mark.parametrize(("text", "article"), NAMED.items())
def test_it_is_read_however_it_is_named(text: str, article: int) -> None:
    assert article_named(text) == article


@pytest.mark.parametrize(
    "text", ["", "0", "51", "99", "190", "条", "第条", "十十", "一二", "一二十", "19 漏水", "2026"]
)
def test_nothing_else_is_an_article(text: str) -> None:
    assert article_named(text) is None


def test_the_rules_on_an_article_come_by_how_much_they_rest_on_it() -> None:
    found = rules_on(23)
    assert found
    assert all(23 in rule.articles for rule in found)
    places = [rule.articles.index(23) for rule in found]
    assert places == sorted(places)
    assert len({id(rule) for rule in all_rules()}) == len(all_rules())
