import re
from dataclasses import fields, replace
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from petitiondesk.documents import visit_form
from petitiondesk.documents.specimens import (
    LONG_NAME,
    LONG_TEXT,
    SEAL,
    VISIT_FORM,
    VISIT_FORM_LONG,
    VISIT_FORM_OF_A_GROUP,
)
from petitiondesk.documents.visit_form import Representative, VisitFormData
from tests.documents.reading import MM, by_pdfium, by_pypdf, squeezed


def pages(data: VisitFormData, *, large_print: bool = False) -> list[str]:
    return [squeezed(page) for page in by_pypdf(visit_form.render(data, seal=SEAL, large_print=large_print))]


def body(data: VisitFormData, read: list[str]) -> str:
    """The pages joined, without what stands at the foot of each."""
    signed = [f"来访人签名：{'＿' * 12}"] * (len(read) - 1) + [""]
    footers = [
        f"{data.number}第{number}页共{len(read)}页{signature}校验码047188301265"
        for number, signature in enumerate(signed, 1)
    ]
    assert all(footer in page for footer, page in zip(footers, read, strict=True))
    return "".join(page.replace(footer, "") for footer, page in zip(footers, read, strict=True))


@pytest.mark.parametrize("large_print", [False, True])
def test_everything_that_was_registered_is_printed(large_print: bool) -> None:
    numbered = {
        field.name: f"{field.name.replace('_', '')}甲{number}乙"
        for number, field in enumerate(fields(VisitFormData))
        if isinstance(getattr(VISIT_FORM, field.name), str) and field.name not in ("number", "channel")
    }
    data = replace(VISIT_FORM_OF_A_GROUP, **numbered, further=(("民族", "汉族丁"),), flags=("联名",), anonymous=True)
    read = body(data, pages(data, large_print=large_print))
    assert [name for name, text in numbered.items() if text not in read] == []
    for part in (
        "民族汉族丁",
        "联名",
        "匿名",
        "周建国",
        "13900005566",
        "㛃𠅤𤆵",
        "艾力（翻译，维吾尔语）",
        "王律师（律师，授权委托书1份，电话13700007788）",
        "需翻译",
    ):
        assert part in read
    for number, request in enumerate(data.requests, 1):
        assert f"{number}.{squeezed(request)}" in read


@pytest.mark.parametrize("large_print", [False, True])
def test_three_thousand_characters_go_on_over_numbered_pages(large_print: bool) -> None:
    read = pages(VISIT_FORM_LONG, large_print=large_print)
    assert len(LONG_TEXT) == 3000
    assert len(read) > 3
    assert squeezed(LONG_TEXT) in body(VISIT_FORM_LONG, read)


def test_nine_thousand_characters_are_not_cut() -> None:
    data = replace(VISIT_FORM, facts=LONG_TEXT * 3)
    assert squeezed(LONG_TEXT * 3) in body(data, pages(data))


def test_read_back_stands_whole_on_the_last_page() -> None:
    for length in range(0, 900, 60):
        read = pages(replace(VISIT_FORM, facts=LONG_TEXT[:length]))
        assert "读回确认" in read[-1]
        assert "信访人对所提供材料内容的真实性负责" in read[-1]


@pytest.mark.parametrize("large_print", [False, True])
def test_read_back_brings_the_last_block_along(large_print: bool) -> None:
    """Nobody signs a page that says nothing."""
    for length in range(0, 1200, 40):
        *_, last = pages(replace(VISIT_FORM, facts=LONG_TEXT[:length]), large_print=large_print)
        assert "告知来访人接收情况和处理途径的期限" in last


@pytest.mark.parametrize("large_print", [False, True])
def test_a_line_to_sign_on_is_one_line(large_print: bool) -> None:
    (*_, last) = by_pdfium(visit_form.render(VISIT_FORM_OF_A_GROUP, seal=SEAL, large_print=large_print))
    lines = last[last.index("读回确认") :].splitlines()
    assert sum(line.count("＿") > 12 and "签名：" in line for line in lines) >= 3
    assert [line for line in lines if line.strip() and not line.strip().strip("＿")] == []


@pytest.mark.parametrize("large_print", [False, True])
def test_an_id_number_of_a_representative_is_not_divided(large_print: bool) -> None:
    read = "".join(by_pdfium(visit_form.render(VISIT_FORM_OF_A_GROUP, seal=SEAL, large_print=large_print)))
    assert all(one.id_number in read and one.phone in read for one in VISIT_FORM_OF_A_GROUP.representatives)


def test_large_print_has_no_words_below_16_points() -> None:
    """Everything but number, page and check code at the foot."""
    sizes = {
        round(float(operands[1]), 1)
        for page in PdfReader(BytesIO(visit_form.render(VISIT_FORM_LONG, seal=SEAL, large_print=True))).pages
        for operands, operator in page.get_contents().operations
        if operator == b"Tf"
    }
    assert sorted(sizes)[:2] == [9.0, 16.0]


def test_a_head_count_told_in_words_stands_as_told() -> None:
    read = body(VISIT_FORM, pages(replace(VISIT_FORM, visitors="三四个", involved="一栋楼", households="")))
    assert "来访“三四个”" in read
    assert "涉及“一栋楼”" in read
    assert "1人" not in read


def test_read_back_asks_for_every_way_of_confirming() -> None:
    read = body(VISIT_FORM, pages(VISIT_FORM))
    for words in (
        "宣读",
        "本人阅看",
        "手语或者翻译转述",
        "一致",
        "更正如下",
        "右手食指",
        "代书人",
        "见证人",
        "不愿签名",
    ):
        assert words in read
    assert read.count("捺印所用手指") == 1
    assert "来访人签名" in read


def boxes(data: VisitFormData, *, large_print: bool = False) -> list[list[tuple[int, int]]]:
    """Width and height of the boxes beyond a letter's size on each page, in mm."""
    found: list[list[tuple[int, int]]] = []
    for page in PdfReader(BytesIO(visit_form.render(data, seal=SEAL, large_print=large_print))).pages:
        content = page.get_contents()
        assert content is not None
        drawn = [operands for operands, operator in content.operations if operator == b"re"]
        sizes = [(round(float(width) / MM), round(float(height) / MM)) for *_, width, height in drawn]
        found.append([size for size in sizes if min(size) > 10])
    return found


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("count", range(6))
def test_everybody_who_speaks_has_a_row_to_sign_and_room_for_a_fingerprint(count: int, large_print: bool) -> None:
    names = ["周建国", "李𬭚", LONG_NAME, "㛃𠅤𤆵", ""][:count]
    data = replace(VISIT_FORM, representatives=tuple(Representative(name) for name in names))
    read = "".join(pages(data, large_print=large_print))
    assert all(f"{squeezed(name) or '代表'}签名：＿＿＿" in read for name in names)
    assert [box for page in boxes(data, large_print=large_print) for box in page] == [(25, 20)] * max(count, 1)


@pytest.mark.parametrize("large_print", [False, True])
def test_everybody_who_signs_writes_the_day_beside(large_print: bool) -> None:
    """Those of a group need not sign on one day."""
    read = pages(VISIT_FORM_OF_A_GROUP, large_print=large_print)[-1]
    days = re.findall("签名：＿{5,}年＿+月＿+日＿+时＿+分", read)
    assert len(days) == len(VISIT_FORM_OF_A_GROUP.representatives) + 1, "and so does the receptionist"


@pytest.mark.parametrize("large_print", [False, True])
def test_whoever_has_a_long_name_has_room_to_sign_too(large_print: bool) -> None:
    for length in range(1, 60, 3):
        data = replace(VISIT_FORM, representatives=(Representative(LONG_NAME[:length]),))
        read = "".join(by_pdfium(visit_form.render(data, seal=SEAL, large_print=large_print)))
        lines = [line for line in read.splitlines() if "签名：" in line and "第" not in line]
        assert len(lines) == 2
        assert all("签名：" + "＿" * (5 if large_print else 8) in line for line in lines), "28 mm"


def test_a_form_of_a_corrected_record_says_since_when() -> None:
    read = pages(replace(VISIT_FORM, corrected="2026-11-25"))[0]
    assert "更正于2026年11月25日，代替此前同号登记单" in read


SMALL = replace(
    VISIT_FORM,
    facts="今年八月起顶楼屋面漏水，卧室墙面发霉。向物业报修三次，每次都说等通知，至今没有人来修。",
    grounds="物业服务合同写明屋面由物业维修。",
    requests=("要求尽快修好屋面。",),
    matter="屋面漏水",
    **dict.fromkeys(("history", "talk", "service_by", "publish", "service_address"), ""),
    prior_procedures=(),
    materials=(),
)


@pytest.mark.parametrize(
    "data",
    [
        SMALL,
        replace(SMALL, facts=SMALL.facts * 4, materials=VISIT_FORM.materials[:2]),
        replace(SMALL, service_by="邮寄", publish="同意", service_address="同住址"),
    ],
)
def test_an_ordinary_visit_is_signed_on_the_sheet_that_tells_it(data: VisitFormData) -> None:
    (read,) = pages(data)
    assert squeezed(data.facts) in read
    assert "送达地址" in read
    assert read.count("来访人签名") == 1


def test_corrections_have_three_lines_of_full_width() -> None:
    (page,) = PdfReader(BytesIO(visit_form.render(SMALL, seal=SEAL))).pages
    content = page.get_contents()
    assert content is not None
    heights = [float(points[1]) for points, operator in content.operations if operator == b"l"]
    gaps = [round(upper - lower) for upper, lower in pairwise(heights)]
    assert gaps.count(23) == 2


def test_check_boxes_are_drawn_and_never_typed() -> None:
    read = "".join(by_pdfium(visit_form.render(VISIT_FORM, seal=SEAL)))
    assert not set(read) & set("□☑☐\ufdd0\ufdd1")


def test_large_print_is_larger() -> None:
    assert len(pages(VISIT_FORM_LONG, large_print=True)) > len(pages(VISIT_FORM_LONG))


def test_a_reprint_says_so() -> None:
    assert "副本" in squeezed("".join(by_pdfium(visit_form.render(VISIT_FORM, seal=SEAL, copy=3))))
