from dataclasses import replace
from io import BytesIO

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
from tests.documents.reading import by_pdfium, by_pypdf, sizes, squeezed

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
        "1.不动产权证书（原件1份，已核对并当场退还）",
        "2.不动产权证书（复印件1份）",
        "最迟日期2026年12月8日",
        "收到当日（2026年11月23日）不计入，自次日起第15日，休息日计算在内。",
        "王敏0571-55501234",
        "查询",
        "评价",
        "回避",
        "代理人",
        "（《信访工作条例》第三十一条第六项）不服的，可以自收到书面意见之日起30日内请求复查",
        "提出信访不当然停止计算其他法定期限",
        "临江市法律援助中心",
        "校验码047188301265",
        "盖章处",
        "经办人：张玲",
    ):
        assert part in read


def test_each_kind_of_office_promises_only_what_it_owes() -> None:
    """Art. 22: the letters-and-visits office refers or assigns; Art. 23: the competent organ tells in writing."""
    competent, letters = text(SLIP), text(SLIP_OF_LETTERS_OFFICE)
    assert "我单位将于2026年12月8日前书面告知您接收情况以及处理途径和程序" in competent
    assert "转送、交办或者报请决定" not in competent
    assert "我单位将于2026年12月8日前依照《信访工作条例》第二十二条作出处理（转送、交办或者报请决定）" in letters
    assert "由承办单位自收到之日起15日内书面告知" in letters


@pytest.mark.parametrize("size", SIZES)
def test_the_slip_of_a_report_names_nobody_and_nothing(size: Size) -> None:
    """Art. 30 ¶3, even when the data hold what must not be printed."""
    data = replace(
        SLIP_OF_REPORT,
        name="举报人甲",
        matter="反映乙公司丙某贪污",
        contact="接待员丁",
        handler="经办员戊",
        materials=(Material("乙公司账册", "复印件", 3), Material("录音", "U盘", 1)),
        legal_aid="",
    )
    pdf = slip.render(data, seal=SEAL, size=size, copy=1)
    read = squeezed("".join(by_pdfium(pdf)))
    assert "检举控告类事项" in read
    assert data.number in read
    assert "共4份" in read
    secrets = ("举报人", "甲", "乙", "丙", "丁", "戊", "贪污", "账册", "录音", "U盘", "公司")
    assert [secret for secret in secrets if secret in read] == []
    told = str(dict(PdfReader(BytesIO(pdf)).metadata))
    assert [secret for secret in secrets if secret in told] == []


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
    assert "我单位将于" not in read
