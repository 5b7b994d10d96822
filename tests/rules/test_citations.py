"""The law is cited in the reader's language, and in Chinese as on the papers."""

import re

from petitiondesk import words
from petitiondesk.rules.citations import cited
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.prior_procedures import REMEDIES
from petitiondesk.rules.procedure.table import STEPS

ARTICLES = sorted(
    {
        *(clock.article for clock in NATIONAL_2022.clocks.values()),
        *(rule.article for rule in STEPS.values()),
        *(remedy.article for remedies in REMEDIES.values() for remedy in remedies),
    }
)
HAN = re.compile("[\u3400-\u9fff《》]")


def test_each_article_has_words_in_both_languages() -> None:
    assert [article for article in ARTICLES if words.sentence(cited(article), "zh") != article] == []
    english = {article: words.sentence(cited(article), "en") for article in ARTICLES}
    assert [said for said in english.values() if not said or HAN.search(said)] == []
    assert english


def test_an_article_that_nobody_put_into_english_is_cited_as_it_is() -> None:
    assert words.sentence(cited("《某省信访条例》第三条"), "en") == "《某省信访条例》第三条"
