"""A holiday notice as people type it: the days that differ from the rule, what can't be read, what is odd."""

from dataclasses import replace
from datetime import date

import pytest

from petitiondesk.resources import path
from petitiondesk.rules.holiday_notices import HolidayNotice, SpecialDay, as_table, newest_asked_for, read_notice
from petitiondesk.rules.typed_notices import ToldNotice, as_lines, read_told, read_typed, warnings
from petitiondesk.words import sentence

OF_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""

OF_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
"""

TODAY = date(2026, 11, 23)


def shipped(year: int) -> HolidayNotice:
    return read_notice(path("catalogues", "calendar", f"{year}.csv").read_text("utf-8"))


def test_notices_in_their_own_words_are_the_shipped_tables() -> None:
    typed = read_typed(OF_2026, 2026)
    assert (set(typed.days), typed.findings) == (set(shipped(2026).days), ())
    former = read_typed(OF_2025, 2025)
    assert former.findings == ()
    assert {(each.day, each.working) for each in former.days} == {
        (each.day, each.working) for each in shipped(2025).days
    }


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_a_notice_goes_into_lines_or_a_table_and_back(year: int) -> None:
    notice = shipped(year)
    typed = read_typed(as_lines(notice.days, year), year)
    assert (set(typed.days), typed.findings) == (set(notice.days), ())
    assert read_notice(as_table(notice)) == replace(notice, days=tuple(sorted(notice.days, key=lambda each: each.day)))
    assert warnings(notice) == ()


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("10月1日至8日放假", "10-01- 10-04- 10-05- 10-06- 10-07- 10-08-"),
        ("9月25日、10月10日上班", "09-25+ 10-10+"),
        ("2027-01-01 休", "01-01-"),
        ("2027-01-01至2027-01-03休", "01-01-"),
        ("1月1日（周五）至3日（周日）放假调休", "01-01-"),
        ("国庆节10月1日－8日放假，10月9日（星期六）上班。", "10-01- 10-04- 10-05- 10-06- 10-07- 10-08- 10-09+"),
        ("９月25、26日上班", "09-25+ 09-26+"),
        ("10/1~10/5休 10/9班", "10-01- 10-04- 10-05- 10-09+"),
        ("10月2日休", ""),
        ("", ""),
        ("# 说明", ""),
    ],
)
def test_a_line(line: str, days: str) -> None:
    typed = read_typed(line, 2027)
    assert typed.findings == ()
    assert " ".join(f"{each.day:%m-%d}{'+' if each.working else '-'}" for each in typed.days) == days


@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("元旦：12月31日至1月3日放假。", [date(2026, 12, 31), date(2027, 1, 1)]),
        ("元旦：2026年12月31日至2027年1月1日放假", [date(2026, 12, 31), date(2027, 1, 1)]),
        ("2028年1月3日放假", [date(2028, 1, 3)]),
    ],
)
def test_a_notice_reaches_into_the_years_beside(line: str, days: list[date]) -> None:
    typed = read_typed(line, 2027)
    assert ([each.day for each in typed.days], typed.findings) == (days, ())
    assert read_typed(as_lines(typed.days, 2027), 2027) == typed


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("10月1日放假\n节日期间注意安全", "2: 这一行没有写日期"),
        ("10月1日至8日", "1: 写了日期，没有写放假还是上班"),
        ("国庆节放假7天，10月1日起", "1: 写了日期，没有写放假还是上班"),
        ("2月30日放假", "1: “2月30日”不是一个日期"),
        ("放假", "1: 这一行没有写日期"),
        ("31日放假", "1: “31日”不是一个日期"),
        ("10月8日至1日放假", "1: 从 2027-10-08 倒回 2027-10-01"),
        ("10月8日上班", "1: 2027-10-08 不是周六或周日"),
        ("10月1日至8日放假\n10月3日上班", "2: 2027-10-03 既写成放假又写成上班"),
        ("10月1日（周四）放假", "1: 2027-10-01 是周五"),
        ("2028年2月1日放假", "1: 2028-02-01 不属于 2027 年的通知"),
        ("10月1日放假" + "，" * 500, "1: 每行最多 500 字"),
        ("10月1日放假<b>", "1: “<b>”看不懂"),
    ],
)
def test_what_can_not_be_read_is_said_by_its_line(lines: str, said: str) -> None:
    found = [f"{each.line}: {sentence(each.message, 'zh')}" for each in read_typed(lines, 2027).findings]
    assert len(found) == 1
    assert found[0].startswith(said)


def notice(*days: tuple[date, bool], name: str = "") -> HolidayNotice:
    return HolidayNotice(2027, "通知", TODAY, tuple(SpecialDay(*each, name) for each in days))


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (notice((date(2027, 10, 8), True)), "2027-10-08 不是周六或周日，没有通知也是工作日"),
        (notice(*((date(2027, 10, day), False) for day in range(4, 23))), "连续放假 23 天"),
        (notice((date(2027, 10, 1), False)), "=1"),
        (notice((date(2027, 10, 1), False), name="国庆节"), "没有提到：元旦、春节、清明、劳动节、端午、中秋"),
    ],
)
def test_what_is_odd_is_said_in_words(odd: HolidayNotice, said: str) -> None:
    words = " ".join(sentence(each, "zh") for each in warnings(odd))
    assert said.replace("=1", "合计为 1 天，法定为 13 天") in words


def test_next_year_s_notice_is_asked_for_from_november_on() -> None:
    assert [newest_asked_for(date(2026, month, 1)) for month in (1, 10, 11, 12)] == [2026, 2026, 2027, 2027]


def test_the_fields_of_a_form() -> None:
    told = ToldNotice("2026", " 关于2026年部分节假日安排的通知（7号） ", "2025-11-04", OF_2026)
    read = read_told(told, TODAY)
    assert read.notice is not None
    assert set(read.notice.days) == set(shipped(2026).days)
    blank = read_told(ToldNotice("二七年", "", "明天", ""), TODAY)
    assert (blank.notice, set(blank.problems)) == (None, {"year", "title", "published"})
    assert set(read_told(replace(told, lines=""), TODAY).problems) == {"lines"}
    assert set(read_told(replace(told, published="2027-01-01"), TODAY).problems) == {"published"}
