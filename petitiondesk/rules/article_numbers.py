"""Articles of the Regulation as a person names them: 19, 第19条, 第十九条, Art. 19; and the rules that rest on one."""

import re

from petitiondesk.rules.articles import LAST_ARTICLE, RULES, Rule

_FIGURES = "〇一二三四五六七八九"
_NAMED = re.compile(r"(?:第|art(?:icle|\.)?\s*)?\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*条?", re.IGNORECASE)


def article_named(text: str) -> int | None:
    """The article that ``text`` names and nothing else; None where it names none of the Regulation."""
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        return None
    number = int(found[1]) if found[1].isdecimal() else _chinese(found[1])
    return number if number is not None and 1 <= number <= LAST_ARTICLE else None


def all_rules() -> list[Rule]:
    """Each rule once, in the order of the form."""
    return list({id(rule): rule for rule in RULES.values()}.values())


def rules_on(article: int) -> list[Rule]:
    """The rules that rest on an article, those that rest on it first of all before the others."""
    resting = [rule for rule in all_rules() if article in rule.articles]
    return sorted(resting, key=lambda rule: rule.articles.index(article))


def _chinese(text: str) -> int | None:
    """十九 and the like up to 九十九."""
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return None
    count = (_FIGURES.index(tens) if tens else 1) if ten else 0
    return 10 * count + (_FIGURES.index(ones) if ones else 0)
