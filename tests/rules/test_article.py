"""The law beside the form: articles that exist, named in the words, in both languages; every field has its own."""

import re

from petitiondesk.rules.articles import LAST_ARTICLE, RULES, rule_at
from petitiondesk.words import sentence

ONES = "一二三四五六七八九"


def chinese(number: int) -> str:
    """A number up to 99 as the articles are numbered."""
    tens, ones = divmod(number, 10)
    return (ONES[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (ONES[ones - 1] if ones else "")


BY_NUMERAL = {chinese(number): number for number in range(1, LAST_ARTICLE + 1)}


def test_the_words_name_just_the_articles_that_the_rule_rests_on() -> None:
    for path, rule in RULES.items():
        english, chinese_words = sentence(rule.says, "en"), sentence(rule.says, "zh")
        assert {int(number) for number in re.findall(r"Art\. (\d+)", english)} == set(rule.articles), path
        numerals = re.findall("第([一二三四五六七八九十]+)条", chinese_words)
        assert {BY_NUMERAL[name] for name in numerals} == set(rule.articles), path
        assert rule.articles, path
        assert all(1 <= article <= LAST_ARTICLE for article in rule.articles), path


def test_each_step_has_the_article_that_the_visitor_may_ask_about() -> None:
    asked = {
        "petitioner.name": 19,
        "petitioner.address": 23,
        "petitioner.nationality": 48,
        "registration.visitor_count": 20,
        "parties.3.name": 20,
        "parties.guardian": 44,
        "parties.carer": 19,
        "registration.accused_person": 30,
        "registration.purpose": 31,
        "registration.new_facts": 36,
        "requests.7.text": 32,
        "needs.old_age": 37,
    }
    rules = {path: rule_at(path) for path in asked}
    assert [path for path, rule in rules.items() if rule is None or asked[path] not in rule.articles] == []


def test_what_is_no_field_of_the_form_has_no_rule() -> None:
    assert [path for path in ("", "latest", "office.name", "3") if rule_at(path) is not None] == []
