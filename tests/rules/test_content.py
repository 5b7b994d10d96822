"""The five contents of Art. 19: what is missing is said, and nobody owes what he or she may keep."""

import pytest

from petitiondesk.rules.contents import Content, missing, notice_can_reach

COMPLETE: dict[Content, str | None] = {
    Content.NAME: "李明",
    Content.ADDRESS: "和平路1号",
    Content.REQUEST: "补发工资",
    Content.FACTS: "三个月未发",
    Content.GROUNDS: "劳动合同",
}


def test_nothing_is_said_when_the_five_are_there() -> None:
    assert missing(COMPLETE) == ()


@pytest.mark.parametrize("content", Content)
def test_each_of_the_five_is_asked_by_law(content: Content) -> None:
    (absent,) = missing({key: text for key, text in COMPLETE.items() if key is not content})
    assert (absent.content, absent.asked) == (content, "law")
    for blank in (None, "", " \u3000\u200b\x00"):
        assert missing({**COMPLETE, content: blank}) == (absent,), blank


@pytest.mark.parametrize("wish", [{"anonymous": True}, {"keep_confidential": True}])
def test_who_stays_unknown_owes_neither_name_nor_address(wish: dict[str, bool]) -> None:
    asked = {found.content: found.asked for found in missing({}, **wish)}
    assert asked == {
        Content.NAME: "optional",
        Content.ADDRESS: "optional",
        Content.REQUEST: "law",
        Content.FACTS: "law",
        Content.GROUNDS: "law",
    }


def test_what_is_raised_again_without_new_facts_was_told_before() -> None:
    asked = {found.content: found.asked for found in missing({}, nothing_new=True)}
    assert asked == {
        Content.NAME: "law",
        Content.ADDRESS: "law",
        Content.REQUEST: "optional",
        Content.FACTS: "optional",
        Content.GROUNDS: "optional",
    }


def test_a_written_notice_falls_away_only_for_the_anonymous_and_where_no_way_was_told() -> None:
    assert notice_can_reach([None, "和平路1号"])
    assert notice_can_reach(["13800138000", ""])
    assert not notice_can_reach([None, " ", "\u3000"])
    assert not notice_can_reach([])
    assert not notice_can_reach(["和平路1号"], anonymous=True)
