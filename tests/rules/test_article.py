"""The law beside the form: articles that exist, named in the words, in both languages; every field has its own."""

import re

import pytest

from petitiondesk.rules.articles import LAST_ARTICLE, RULES, Rule, rule_at
from petitiondesk.words import sentence

ONES = "一二三四五六七八九"


def chinese(number: int) -> str:
    """A number up to 99 as the articles are numbered."""
    tens, ones = divmod(number, 10)
    return (ONES[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (ONES[ones - 1] if ones else "")


BY_NUMERAL = {chinese(number): number for number in range(1, LAST_ARTICLE + 1)}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_the_words_name_just_the_articles_that_the_rule_rests_on(rule: Rule) -> None:
    assert {int(number) for number in re.findall(r"Art\. (\d+)", sentence(rule.says, "en"))} == set(rule.articles)
    assert {BY_NUMERAL[name] for name in re.findall("第([一二三四五六七八九十]+)条", sentence(rule.says, "zh"))} == set(
        rule.articles
    )
    assert rule.articles
    assert all(1 <= article <= LAST_ARTICLE for article in rule.articles)


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("petitioner.name", 19),
        ("petitioner.address", 23),
        ("petitioner.nationality", 48),
        ("registration.visitor_count", 20),
        ("parties.3.name", 20),
        ("parties.guardian", 44),
        ("parties.carer", 19),
        ("registration.accused_person", 30),
        ("registration.purpose", 31),
        ("registration.new_facts", 36),
        ("requests.7.text", 32),
        ("needs.old_age", 37),
    ],
)
def test_each_step_has_the_article_that_the_visitor_may_ask_about(path: str, article: int) -> None:
    rule = rule_at(path)
    assert rule is not None
    assert article in rule.articles


@pytest.mark.parametrize("path", ["", "latest", "office.name", "3"])
def test_what_is_no_field_of_the_form_has_no_rule(path: str) -> None:
    assert rule_at(path) is None
