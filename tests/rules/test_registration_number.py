"""Registration numbers, query codes and check codes: written, typed, scanned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.channels import BY_CHARACTER, BY_DIGIT, BY_LETTER, CHANNELS, Channel
from petitiondesk.rules.registration_numbers import (
    Code,
    CodeKind,
    grouped,
    parse,
    query_code,
    read_code,
    registration_number,
    scanned_digits,
)

years = st.integers(1900, 2999)
channels = st.sampled_from(list(Channel))
sequences = st.one_of(st.integers(1, 999_999), st.integers(1_000_000, 999_999_999))
check_codes = st.from_regex("[0-9]{12}", fullmatch=True)
VISIT = (2026, Channel.VISIT, 147)


def test_a_number_is_written_as_the_office_writes_it() -> None:
    assert registration_number(*VISIT) == "2026-访-000147"
    assert registration_number(2026, Channel.LETTER, 1_234_567) == "2026-信-1234567"


@given(years, channels, sequences)
def test_what_is_written_is_read_back(year: int, channel: Channel, sequence: int) -> None:
    assert parse(registration_number(year, channel, sequence)) == (year, channel, sequence)


@given(years, channels, sequences, check_codes)
def test_what_is_scanned_is_what_was_printed(year: int, channel: Channel, sequence: int, check_code: str) -> None:
    number = registration_number(year, channel, sequence)
    digits = scanned_digits(number, check_code)
    assert digits.isascii()
    assert digits.isdecimal()
    assert read_code(digits) == Code(CodeKind.SLIP, number=number, check_code=check_code)


@given(st.from_regex("[0-9]{20,30}", fullmatch=True))
def test_digits_read_as_a_slip_are_exactly_those_that_the_slip_would_bear(digits: str) -> None:
    read = read_code(digits)
    if read.kind is CodeKind.SLIP:
        assert scanned_digits(read.number, read.check_code) == digits


@given(years, channels, st.integers(1, 999_999), check_codes, st.data())
def test_a_scan_that_lost_a_digit_is_no_slip(
    year: int, channel: Channel, sequence: int, check_code: str, data: st.DataObject
) -> None:
    digits = scanned_digits(registration_number(year, channel, sequence), check_code)
    place = data.draw(st.integers(0, len(digits) - 1))
    assert read_code(digits[:place] + digits[place + 1 :]).kind is CodeKind.NOTHING


def test_a_number_is_read_however_it_was_typed() -> None:
    for typed in (
        "2026-访-000147",
        "2026-访-147",
        "2026访147",
        "2026 访 147",
        "２０２６－访－０００１４７",
        "2026—访—000147",
        "2026–访−147",
        "2026-f-147",
        "2026F147",
        "２０２６ｆ１４７",
        " 2026-访-000147\r\n",
        "\ufeff2026-访-\u200b000147",
        "2026-访-0000000147",
    ):
        assert parse(typed) == VISIT, typed
        assert read_code(typed) == Code(CodeKind.NUMBER, number="2026-访-000147"), typed


def test_what_is_no_number_is_not_read_as_one() -> None:
    for typed in ("", "2026", "2026-访", "2026-访-0", "2026-讼-1", "访-147", "3026-访-1", "2026-访-12345678901"):
        assert parse(typed) is None, typed


def test_codes_are_told_apart() -> None:
    assert read_code("4821-0937") == Code(CodeKind.QUERY_CODE, query_code="48210937")
    assert read_code("４８２１　０９３７") == Code(CodeKind.QUERY_CODE, query_code="48210937")
    assert read_code("0471-8830-1265") == Code(CodeKind.CHECK_CODE, check_code="047188301265")
    assert read_code("47188301265") == Code(CodeKind.NOTHING)
    assert read_code("李明") == Code(CodeKind.NOTHING)


NUMBER = "2026-访-000001"
LINES = {
    NUMBER: (
        "登记编号 2026-访-000001",
        "登记编号：2026-访-000001",
        "登 记 编 号　2026-访-000001",
        "回执编号：2026-访-000001。",
        "Registration number 2026-访-000001",
        "#2026-访-000001",
        "＃２０２６－访－０００００１",
        "2026-访-000001。",
        "2026-访-000001, ",
        "〔2026-访-000001〕",
        "（2026-访-000001）",
        "(2026-访-000001)",
        "【2026-访-000001】",
        "编号：2026访1",
        "编号 2026f1",
        "登记编号 2026-访-000001 查询码 4055-5975",
        "查询码 4055-5975 登记编号 2026-访-000001",
        "2026-访-000001 4055-5975",
        "2026-访-000001 第 1 页 共 2 页 来访人签名：＿＿＿＿ 校验码 0471 8830 1265",
        "来访登记回执 2026-访-000001",
        "2026-访-000001 2026-访-000001",
    ),
    "40555975": (
        "查询码 4055-5975",
        "查询码：4055-5975。",
        "查 询 码 4055-5975",
        "查询码4055 5975，请保管",
        "（查询码：４０５５－５９７５）",
        "Query code: 4055-5975.",
        "4055-5975。",
        "【40555975】",
    ),
    "047188301265": ("校验码 0471 8830 1265", "校验码：0471-8830-1265。", "Check code 047188301265"),
    "": (
        "2026-访-000001 2026-访-000002",
        "查询码 4055-5975 查询码 4055-5976",
        "登记编号 2026-访-000001，前次 2026-电-000001",
        "电话 87654321",
        "李明 87654321",
        "李明 13900005566",
        "证件号码 330102197203051227",
        "编号 330102197203051227",
        "登记编号",
        "查询码",
        "1. 您可以凭登记编号和查询码，到来访接待窗口或者拨打0571-5550 1234查询",
        "案号2026-访-000001A",
        "2026-访-0000014055-5975",
        "。" * 100,
        "查询码 " * 60 + "4055-5975",
    ),
}


def test_a_line_pasted_from_a_paper_or_a_message_leads_to_its_registration() -> None:
    for meant, lines in LINES.items():
        for line in lines:
            code = read_code(line)
            assert (code.number or code.query_code or code.check_code) == meant, line


@given(st.integers(0, 99_999_999))
def test_a_query_code_is_read_back_as_it_is_shown(number: int) -> None:
    code = query_code(number)
    assert read_code(grouped(code)) == Code(CodeKind.QUERY_CODE, query_code=code)


@pytest.mark.parametrize("number", [-1, 100_000_000])
def test_a_query_code_has_eight_digits(number: int) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        query_code(number)


@pytest.mark.parametrize("code", ["2026-访-000147", "04718830"])
def test_a_code_is_read_among_blanks_but_not_out_of_a_page(code: str) -> None:
    assert read_code(f"{code:^40}").kind is not CodeKind.NOTHING
    assert read_code(f"{code:^10000}") == Code(CodeKind.NOTHING)


def test_digits_with_a_running_number_or_a_channel_that_does_not_exist_are_no_slip() -> None:
    check_code = "047188301265"
    assert read_code("20262000147" + check_code).kind is CodeKind.SLIP
    assert read_code("20262000000" + check_code) == Code(CodeKind.NOTHING)
    assert read_code("20269000147" + check_code) == Code(CodeKind.NOTHING)


def test_codes_are_shown_in_fours() -> None:
    assert grouped(query_code(937)) == "0000-0937"
    assert grouped("047188301265") == "0471-8830-1265"


@pytest.mark.parametrize("parts", [(26, Channel.VISIT, 1), (2026, Channel.VISIT, 0), (2026, Channel.VISIT, 10**9)])
def test_parts_that_no_number_has_are_refused(parts: tuple[int, Channel, int]) -> None:
    with pytest.raises(ValueError, match="no registration number"):
        registration_number(*parts)


@pytest.mark.parametrize(("number", "check_code"), [("x", "0" * 12), ("2026-访-1", "0" * 11), ("2026-访-1", "٠" * 12)])
def test_a_qr_code_is_made_of_a_number_and_a_check_code_only(number: str, check_code: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        scanned_digits(number, check_code)


def test_every_channel_has_signs_of_its_own() -> None:
    assert set(CHANNELS) == set(Channel), "a channel needs its line in CHANNELS"
    for table in (BY_CHARACTER, BY_DIGIT, BY_LETTER):
        assert set(table.values()) == set(Channel), "two channels share a sign"
