"""The law is cited in the reader's language, and in Chinese as on the papers."""

import re

import pytest

from petitiondesk import words
from petitiondesk.rules.citations import cited
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.prior_procedures import REMEDIES

ARTICLES = sorted(
    {
        *(clock.article for clock in NATIONAL_2022.clocks.values()),
        *(remedy.article for remedies in REMEDIES.values() for remedy in remedies),
    }
)
HAN = re.compile("[\u3400-\u9fff《》]")


@pytest.mark.parametrize("article", ARTICLES)
def test_each_article_has_words_in_both_languages(article: str) -> None:
    assert words.sentence(cited(article), "zh") == article
    english = words.sentence(cited(article), "en")
    assert not HAN.search(english)
    assert english


def test_an_article_that_nobody_put_into_english_is_cited_as_it_is() -> None:
    assert words.sentence(cited("《某省信访条例》第三条"), "en") == "《某省信访条例》第三条"
