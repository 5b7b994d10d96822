import re
from dataclasses import replace

import pytest

from petitiondesk.documents import answer
from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.specimens import ANSWER, LONG_TEXT, SEAL
from tests.documents.reading import by_pypdf, squeezed


def pages(data: AnswerData, copy: int = 0) -> list[str]:
    return [squeezed(page) for page in by_pypdf(answer.render(data, seal=SEAL, copy=copy))]


def test_an_ordinary_answer_is_one_page_with_all_its_parts() -> None:
    (read,) = pages(ANSWER)
    for part in (
        "李𬭚：您于2026年11月23日到我单位反映",
        ANSWER.number,
        "《信访工作条例》第二十三条第二款",
        squeezed(ANSWER.answer),
        squeezed(ANSWER.basis),
        squeezed(ANSWER.remedy),
        squeezed(ANSWER.contact),
        "盖章处",
        "接待人：张玲",
        "信访人签收",
        "校验码047188301265",
    ):
        assert part in read


def test_what_was_not_said_leaves_no_heading() -> None:
    read = "".join(pages(replace(ANSWER, basis="", remedy="", contact="", name="")))
    assert "依据" not in read.replace("依照", "")
    assert "救济途径" not in read
    assert "答复意见" in read
    assert "一、" not in read, "what stands alone has no number"
    assert "请咨询" not in read
    assert read.count("信访人：") == 1


@pytest.mark.parametrize(
    ("changes", "headings"),
    [
        ({}, ("一、答复意见", "二、依据", "三、救济途径")),
        ({"basis": ""}, ("一、答复意见", "二、救济途径")),
        ({"remedy": ""}, ("一、答复意见", "二、依据")),
    ],
)
def test_each_part_stands_under_its_own_number(changes: dict[str, str], headings: tuple[str, ...]) -> None:
    read = "".join(pages(replace(ANSWER, **changes)))
    assert [found for found in re.findall("[一二三四]、[答复意见依据救济途径]{2,4}", read)] == list(headings)
    assert ("二、依据" + squeezed(ANSWER.basis) in read) == ("basis" not in changes)
    assert ("救济途径" + squeezed(ANSWER.remedy) in read) == ("remedy" not in changes)


def test_a_signature_never_stands_on_a_page_without_text() -> None:
    """GB/T 9704-2012, 7.3.5.5."""
    for length in range(50, 900, 50):
        *_, last = pages(replace(ANSWER, answer=LONG_TEXT[:length].replace("\n", "")))
        assert last.index(squeezed(ANSWER.remedy)) < last.index("盖章处")


def test_a_long_answer_is_not_cut() -> None:
    read = pages(replace(ANSWER, answer=LONG_TEXT))
    footer = [f"{ANSWER.number}第{page}页共{len(read)}页校验码047188301265" for page in range(1, len(read) + 1)]
    assert squeezed(LONG_TEXT) in "".join(page.replace(foot, "") for page, foot in zip(read, footer, strict=True))


def test_number_and_reprint_are_said() -> None:
    read = "".join(pages(replace(ANSWER, document_number="临住建信告〔2026〕3号"), copy=1))
    assert "临住建信告〔2026〕3号" in read
    assert "副本·第1次补打" in read
