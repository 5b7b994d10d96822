import re
from dataclasses import fields, replace
from io import BytesIO
from typing import Any, get_args

import pypdfium2
import pytest
from pypdf import PdfReader

from petitiondesk.documents import slip
from petitiondesk.documents.materials import Material
from petitiondesk.documents.slip import Size, SlipData
from petitiondesk.documents.specimens import (
    LONG_TEXT,
    SEAL,
    SLIP,
    SLIP_OF_LETTERS_OFFICE,
    SLIP_OF_REPORT,
    SLIP_ON_A_ROLL,
)
from tests.documents.reading import by_pdfium, by_pypdf, pictures, sizes, squeezed

SIZES: tuple[Size, ...] = ("A5", "80mm")


def text(data: SlipData, size: Size = "A5", copy: int = 0) -> str:
    return squeezed("".join(by_pdfium(slip.render(data, seal=SEAL, size=size, copy=copy))))


@pytest.mark.parametrize("size", SIZES)
def test_a_visitor_reads_everything_that_is_owed(size: Size) -> None:
    read = text(SLIP, size)
    for part in (
        SLIP.office,
        SLIP.number,
        SLIP.query_code,
        SLIP.name,
        "2026年11月23日9时14分",
        squeezed(SLIP.matter),
        "1.不动产权证书（原件1份，原件由本人带回）",
        "2.不动产权证书（复印件1份，留存本处）",
        "3.电梯停运现场照片（打印件6份）",
        "最迟日期2026年12月8日",
        "收到当日（2026年11月23日）不计入，自次日起第15日，休息日计算在内。",
        "王敏0571-55501234",
        "查询",
        "评价",
        "回避",
        "代理人",
        "（《信访工作条例》第三十一条第六项）不服的，可以自收到",
        "之日起30日内请求复查",
        "不会自动让复议、诉讼、仲裁等法定期限停下来",
        "到来访接待窗口或者拨打0571-55501234查询",
        "二维码供接待窗口扫码核验",
        "临江市法律援助中心",
        "校验码047188301265",
        "盖章处",
        "接待人：张玲",
    ):
        assert part in read


def test_each_kind_of_office_promises_only_what_it_owes() -> None:
    """Art. 22: the letters-and-visits office refers or assigns; Art. 23: the competent organ tells in writing."""
    competent, letters = text(SLIP), text(SLIP_OF_LETTERS_OFFICE)
    assert "我单位最迟于2026年12月8日书面告知您接收情况以及处理途径和程序" in competent
    assert "转送、交办或者报请决定" not in competent
    assert "我单位最迟于2026年12月8日依照《信访工作条例》第二十二条作出处理（转送、交办或者报请决定）" in letters
    assert "由承办单位自收到之日起15日内书面告知" in letters


@pytest.mark.parametrize("size", SIZES)
def test_the_slip_of_a_report_names_nobody_and_nothing(size: Size) -> None:
    """Art. 30 ¶3, even when the data hold what must not be printed."""
    data = replace(
        SLIP_OF_REPORT,
        name="举报人甲",
        matter="反映乙公司丙某贪污",
        contact="接待员丁",
        receptionist="接待员戊",
        others="等己",
        requests=("庚", "庚"),
        earlier="2026-访-000003",
        materials=(Material("乙公司账册", "复印件", 3), Material("录音", "U盘", 1)),
        legal_aid="",
    )
    pdf = slip.render(data, seal=SEAL, size=size, copy=1)
    read = squeezed("".join(by_pdfium(pdf)))
    assert "检举控告类事项" in read
    assert data.number in read
    assert "共4份" in read
    assert "清单" not in read
    assert "接待人" not in read
    secrets = ("举报人", *"甲乙丙丁戊己庚", "贪污", "账册", "录音", "U盘", "公司", "000003")
    assert [secret for secret in secrets if secret in read] == []
    told = str(dict(PdfReader(BytesIO(pdf)).metadata))
    assert [secret for secret in secrets if secret in told] == []


OF_ANY_REPORT = frozenset(
    {"office", "office_role", "phone", "address", "legal_aid", "number", "query_code"}
    | {"channel", "received", "issued", "last_day", "counted_from", "corrected"}
)
"""What a slip holds in words that tells neither of the matter nor of anybody: of the office, the number, the days."""


def marked(kind: type[Any]) -> Any:
    """Data whose every field in words, also one added later, holds its own name as a mark."""
    return kind(**{each.name: _filled(each.type, f"甲{each.name}乙") for each in fields(kind)})


def _filled(kind: Any, mark: str) -> Any:
    several = (marked(Material),) if kind == tuple[Material, ...] else (mark,)
    return {str: mark, bool: True, int: 3, int | None: None}.get(kind, several)


def marks(read: str) -> set[str]:
    return set(re.findall("甲([a-z_]+)乙", read))


@pytest.mark.parametrize("size", get_args(Size))
def test_whatever_a_slip_can_hold_the_slip_of_a_report_says_none_of_it(size: Size) -> None:
    """Art. 30 ¶3: of a field that is thought of later too, and as kept, not only as printed."""
    data = replace(marked(SlipData), anew=False)
    assert marks(str(slip.without_names(data))) == OF_ANY_REPORT
    assert marks(text(data, size)) <= OF_ANY_REPORT
    ordinary = replace(data, report_of_wrongdoing=False)
    assert marks(text(ordinary, size)) >= {"name", "others", "matter", "requests", "copies_told", "earlier_done"}


@pytest.mark.parametrize("data", [SLIP, SLIP_OF_LETTERS_OFFICE, SLIP_OF_REPORT])
@pytest.mark.parametrize("copy", [0, 12])
def test_ordinary_content_stays_on_one_page(data: SlipData, copy: int) -> None:
    assert len(sizes(slip.render(data, seal=SEAL, size="A5", copy=copy))) == 1


def test_long_content_goes_on_and_is_never_cut() -> None:
    materials = tuple(Material(f"第{number}号凭证", "复印件", number) for number in range(1, 61))
    data = replace(SLIP, matter=LONG_TEXT[:600], materials=materials)
    pages = [squeezed(page) for page in by_pypdf(slip.render(data, seal=SEAL, size="A5"))]
    footers = [f"{data.number}第{page}页共{len(pages)}页" for page in range(1, len(pages) + 1)]
    assert len(pages) > 2
    assert all(footer in page for footer, page in zip(footers, pages, strict=True))
    read = "".join(page.replace(footer, "") for footer, page in zip(footers, pages, strict=True))
    assert squeezed(LONG_TEXT[:600]) in read
    assert all(f"第{number}号凭证（复印件{number}份）" in read for number in range(1, 61))


def test_what_goes_on_overleaf_keeps_off_the_page_number() -> None:
    *turned, _last = pictures(slip.render(replace(SLIP, matter=LONG_TEXT), seal=SEAL, size="A5"))
    for page in turned:
        inked = [min(page.crop((0, y, page.width, y + 1)).tobytes()) < 200 for y in range(page.height)]
        inked.reverse()
        above = inked.index(False, inked.index(True))
        assert inked.index(True, above) - above > 20, "10 points of white"


def test_the_last_day_is_larger_than_all_but_the_title() -> None:
    """It is what the slip is kept for."""
    for size in SIZES:
        page = pypdfium2.PdfDocument(slip.render(SLIP, seal=SEAL, size=size))[0].get_textpage()
        found = page.search("最迟日期").get_next()
        assert found is not None
        heights = [
            page.get_charbox(n, loose=True)[3] - page.get_charbox(n, loose=True)[1] for n in range(page.count_chars())
        ]
        label = heights[found[0]]
        assert max(heights[found[0] + 4 : found[0] + 12]) > 1.25 * label


def test_a_roll_grows_with_its_content() -> None:
    short, long = (
        sizes(slip.render(replace(SLIP_ON_A_ROLL, matter=matter), seal=SEAL, size="80mm"))
        for matter in ("反映电梯停运", LONG_TEXT)
    )
    assert [width for width, _ in short + long] == [80.0, 80.0]
    assert long[0][1] > short[0][1] + 500
    assert short[0][1] < 320


def test_a_reprint_says_so() -> None:
    assert "补打" not in text(SLIP)
    assert "副本·第2次补打" in text(SLIP, copy=2)
    assert "副本·第1次补打" in text(SLIP, "80mm", copy=1)


def test_somebody_anonymous_has_no_line_for_a_name() -> None:
    assert "来访人" not in text(replace(SLIP, name=""))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"working_days": True}, "自次日起第15个工作日"),
        ({"rolled": True}, "顺延至其后第一个工作日"),
        ({"provisional": True}, "次年放假安排公布后可能调整"),
    ],
)
def test_how_the_last_day_was_counted(changes: dict[str, bool], words: str) -> None:
    assert words in text(replace(SLIP, **changes))  # type: ignore[arg-type]


def test_without_a_term_no_day_is_promised() -> None:
    """Own rules of discipline bodies apply to them (Art. 23 ¶4)."""
    read = text(replace(SLIP_OF_REPORT, last_day="", term_days=0))
    assert "最迟日期" not in read
    assert "我单位最迟于" not in read


def test_the_person_at_the_counter_is_no_case_officer() -> None:
    assert "经办人：" not in text(SLIP)


def test_every_one_of_several_requests_stands_there_by_number() -> None:
    asked = tuple(f"第{number}项：公布2019年以来住宅专项维修资金的收支账目" for number in range(1, 6))
    pdf = slip.render(replace(SLIP, matter="", requests=asked), seal=SEAL, size="A5")
    read = squeezed("".join(by_pdfium(pdf)))
    assert all(f"{number}.{request}" in read for number, request in enumerate(asked, 1))
    assert "反映事项" not in read
    assert len(sizes(pdf)) == 1
    assert squeezed(SLIP.matter) in text(replace(SLIP, requests=asked))


@pytest.mark.parametrize("data", [SLIP, SLIP_OF_LETTERS_OFFICE])
@pytest.mark.parametrize("size", SIZES)
def test_whom_no_notice_reaches_is_told_how_to_ask(data: SlipData, size: Size) -> None:
    """The term runs all the same; only the notice in writing falls away (Art. 23)."""
    read = text(replace(data, name="", reachable=False), size)
    assert "最迟日期2026年12月8日" in read
    assert "2026年12月8日书面告知" not in read
    assert "内书面告知您" not in read
    assert "书面告知不另寄送" in read
    assert "凭登记编号和查询码，当面或者按下列咨询方式询问" in read
    assert "不另寄送" not in text(data, size)


@pytest.mark.parametrize("size", SIZES)
def test_an_office_without_phone_is_asked_at_its_window(size: Size) -> None:
    read = text(replace(SLIP, phone=""), size)
    assert "咨询本单位来访接待窗口信访接待室王敏" in read
    assert "到本单位来访接待窗口查询" in read
    assert "拨打" not in read
    there = text(replace(SLIP, phone="", address="临江市中山路1号"), size)
    assert "咨询临江市中山路1号来访接待窗口信访接待室王敏" in there
    assert "到临江市中山路1号来访接待窗口查询" in there


def test_where_the_office_is_stands_beside_its_phone() -> None:
    assert "王敏0571-55501234临江市中山路1号" in text(replace(SLIP, address="临江市中山路1号"))


@pytest.mark.parametrize("size", SIZES)
def test_a_corrected_slip_says_what_it_replaces(size: Size) -> None:
    read = text(replace(SLIP, corrected="2026-11-25"), size, copy=1)
    assert "更正于2026年11月25日，代替此前同号回执" in read
    assert "副本·第1次补打" in read
    assert "更正" not in text(SLIP, size)


EARLIER = "2026-访-000031"


def test_something_new_has_a_term_of_its_own_beside_the_earlier_number() -> None:
    read = text(replace(SLIP, earlier=EARLIER, anew=True))
    assert EARLIER in read
    assert "新的事实、理由或者请求，期限自本次来访另行计算" in read
    assert "最迟日期2026年12月8日" in read


def test_a_repeat_keeps_the_term_that_still_runs() -> None:
    read = text(replace(SLIP, earlier=EARLIER, last_day="2026-12-01", counted_from="2026-11-16"))
    assert f"（{EARLIER}），期限尚未届满；本次来访并入该事项，期限不变" in read
    assert "最迟日期2026年12月1日" in read
    assert "收到当日（2026年11月16日）不计入" in read


@pytest.mark.parametrize(("data", "done"), [(SLIP, "书面告知或者答复"), (SLIP_OF_LETTERS_OFFICE, "作出处理")])
def test_a_repeat_of_what_was_fulfilled_promises_no_new_day(data: SlipData, done: str) -> None:
    read = text(replace(data, earlier=EARLIER, earlier_done="2026-11-17", last_day=""))
    assert EARLIER in read
    assert "我单位已于2026年11月17日" in read
    assert done in read
    assert "我单位最迟于" not in read
    assert "最迟日期" not in read


def test_a_repeat_after_a_day_that_went_by_names_that_day_and_a_new_one() -> None:
    read = text(replace(SLIP, earlier=EARLIER, earlier_lapsed="2026-11-01"))
    assert f"（{EARLIER}），该次登记的最迟日期是2026年11月1日，该期限已过" in read
    assert "我单位最迟于2026年12月8日书面告知" in read


def test_a_group_is_counted_behind_the_name() -> None:
    assert "来访人周建国等7人" in text(replace(SLIP, name="周建国", others="等7人"))


@pytest.mark.parametrize("size", SIZES)
def test_a_count_that_was_told_in_words_is_not_made_a_number(size: Size) -> None:
    told = Material("收据", "", None, copies_told="一沓")
    assert "收据（一沓）" in text(replace(SLIP, materials=(told,)), size)
    assert "共2项" in text(replace(SLIP_OF_REPORT, materials=(told, Material("照片", "", 5))), size)


def test_the_seal_is_never_on_another_page_than_what_is_promised() -> None:
    for length in range(0, 700, 20):
        pdf = slip.render(replace(SLIP, matter=LONG_TEXT[:length]), seal=SEAL, size="A5")
        last = squeezed(by_pypdf(pdf)[-1])
        assert "我单位最迟于" in last
        assert "最迟日期2026年12月8日" in last
        assert "盖章处" in last


@pytest.mark.parametrize("data", [SLIP, SLIP_OF_LETTERS_OFFICE])
def test_three_requests_and_five_materials_stay_on_one_page(data: SlipData) -> None:
    asked = ("公布2019年以来住宅专项维修资金的收支账目。", f"修复3号楼1号电梯，{'并赔偿损失' * 6}。", "检查物业公司。")
    handed = (*data.materials, Material("收据", "复印件", 3, kept=True))
    assert (
        len(sizes(slip.render(replace(data, matter="", requests=asked, materials=handed), seal=SEAL, size="A5"))) == 1
    )


def size_of_rights(data: SlipData) -> float:
    """The type of the notes, in points: of what is set there most."""
    (page,) = PdfReader(BytesIO(slip.render(data, seal=SEAL, size="A5"))).pages
    found: dict[float, int] = {}
    size = 0.0
    for operands, operator in page.get_contents().operations:
        if operator == b"Tf":
            size = round(float(operands[1]), 1)
        elif operator == b"Tj":
            found[size] = found.get(size, 0) + len(operands[0])
    return max((size for size in found if size != 10.5), key=lambda size: found[size])


def test_the_rights_are_set_as_large_as_the_page_has_room() -> None:
    assert size_of_rights(replace(SLIP, matter="电梯停运", materials=())) == 10.0
    assert size_of_rights(SLIP) >= 9.0
    assert size_of_rights(replace(SLIP, matter=LONG_TEXT[:190].replace("\n", ""))) == 9.0, "never smaller"


def test_large_print_is_large_throughout_and_says_what_the_slip_says() -> None:
    """For those who see badly: it is the slip that they take home. An ordinary visit stays on one sheet."""
    for data in (SLIP, SLIP_OF_LETTERS_OFFICE, SLIP_OF_REPORT):
        pdf = slip.render(replace(data, corrected="2026-11-25"), seal=SEAL, size="A4", copy=1)
        set_in = {
            float(operands[1])
            for page in PdfReader(BytesIO(pdf)).pages
            for operands, operator in page.get_contents().operations
            if operator == b"Tf"
        }
        assert min(set_in) >= 15
        assert {paper for paper in sizes(pdf)} == {(210.0, 297.0)}
        read = squeezed("".join(by_pdfium(pdf)))
        for words in (data.number, "更正于2026年11月25日", "最迟日期2026年12月8日", "申请其回避", "校验码047188301265"):
            assert words in read
    ordinary = replace(SLIP, matter="电梯停运四个月，请求修复。", materials=SLIP.materials[:2])
    pdf = slip.render(ordinary, seal=SEAL, size="A4")
    assert len(sizes(pdf)) == 1
    assert ordinary.name in squeezed("".join(by_pdfium(pdf)))


def test_large_print_on_two_sheets_says_first_what_the_office_owes_and_whom_to_ask() -> None:
    long = replace(SLIP, matter="", requests=tuple(f"第{place}项：请求修复电梯并书面答复" for place in range(1, 20)))
    first, *others = map(squeezed, by_pdfium(slip.render(long, seal=SEAL, size="A4")))
    assert others
    for words in (long.number, "最迟日期2026年12月8日", "0571-55501234", "校验码047188301265", "盖章处"):
        assert words in first
    assert "第19项" in "".join(others)
    assert "申请其回避" in "".join(others)


def test_a_roll_says_the_same_rights_in_fewer_words() -> None:
    strip = text(SLIP_ON_A_ROLL, "80mm")
    assert len(strip) < len(text(SLIP)) - 60
    for right in ("查询、评价", "申请其回避", "书面委托代理人", "30日内请求复查", "期限停下来", "法律援助"):
        assert right in strip


def test_a_phone_number_is_never_divided() -> None:
    for length in range(12):
        data = replace(SLIP_ON_A_ROLL, legal_aid=f"{'临' * length}法律援助中心（电话 0571-5550 2348）")
        read = "".join(by_pdfium(slip.render(data, seal=SEAL, size="80mm")))
        assert "0571-5550 2348" in read
        assert read.count("0571-5550 1234") == 2


def test_the_last_character_of_an_office_never_stands_alone() -> None:
    [read] = by_pdfium(slip.render(replace(SLIP, office="临江市住房和城乡建设管理委员会"), seal=SEAL, size="A5"))
    lines = [line.strip() for line in read.splitlines()]
    assert "临江市住房和城乡" in lines
    assert "建设管理委员会" in lines
