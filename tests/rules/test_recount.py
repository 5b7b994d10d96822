"""Every clock counted again, slowly: day by day, as the law's words say it, with nothing of what the program counts by.

Only the tables of the yearly notices are read; what of them is a day off is judged here anew.
"""

import csv
from datetime import date, timedelta
from random import Random

from petitiondesk import resources
from petitiondesk.rules.clocks import RULE_SETS
from petitiondesk.rules.holiday_notices import calendar_of, read_notice
from petitiondesk.rules.terms import count_term

ONE = timedelta(days=1)
TABLES = sorted(resources.path("catalogues", "calendar").glob("*.csv"))


def test_every_clock_agrees_with_a_slow_recount() -> None:
    calendar = calendar_of(read_notice(table.read_text(encoding="utf-8")) for table in TABLES)
    off, announced = days_off()
    words = {
        # Id: how long, of what, whose day it is (an office's ends on the day itself, a petitioner's on the next
        # working day), and what may be added or set.
        "C1": (15, "days", "office", ""),  # 应当在15日内
        "C2": (15, "days", "office", ""),  # 自收到之日起15日内书面告知
        "C3": (15, "days", "office", ""),  # 自收到转送、交办之日起15日内
        "C4": (5, "working days", "office", ""),  # 自收到之日起5个工作日内提出异议
        "C5": (60, "days", "office", "extension"),  # 自受理之日起60日内办结; 延长期限不得超过30日
        "C6": (30, "days", "petitioner", ""),  # 自收到书面答复之日起30日内请求复查
        "C7": (30, "days", "office", ""),  # 自收到复查请求之日起30日内
        "C8": (30, "days", "petitioner", ""),  # 自收到书面答复之日起30日内请求复核
        "C9": (30, "days", "office", "hearing"),  # 自收到复核请求之日起30日内; 听证所需时间不计算在内
        "C10": (None, "days", "office", "letter"),  # 在指定办理期限内
        "C11": (30, "days", "office", "letter"),
        "C12": (7, "days", "office", "letter"),
        "C13a": (3, "working days", "office", ""),
        "C13b": (3, "working days", "office", ""),
        "C13c": (10, "working days", "office", ""),
        "C14": (15, "working days", "office", ""),
        "C15": (15, "working days", "office", ""),
        "C16": (15, "days", "office", ""),
        "C17": (2, "months", "office", ""),  # 自接到申请之日起两个月内不履行
        "C18": (60, "days", "office", ""),
        "T0": (7, "days", "office", ""),
        "T1": (7, "days", "office", ""),
        "T2": (7, "days", "office", "letter"),
    }
    random = Random(2022)
    starts = [date(2025, 1, 1) + random.randrange(3 * 365) * ONE for _ in range(300)]
    starts += [
        around + days * ONE
        for around in (  # leap days in February of 2024 and of 2028
            *(
                date(2024, 2, 29),
                date(2025, 12, 31),
                date(2026, 12, 31),
                date(2027, 12, 31),
            ),
            *(date(2023, 12, 31), date(2025, 9, 28), date(2025, 10, 11), date(2026, 9, 20), date(2026, 10, 10)),
        )
        for days in range(-3, 4)
    ]
    for rules in RULE_SETS.values():
        assert set(words) == set(rules.clocks)
        for clock, (length, unit, whose, besides) in words.items():
            for start in starts:
                for more in ({}, *added(random, besides)):
                    if length is None and "days" not in more:
                        continue
                    counted = count_term(clock, start, calendar, rules=rules, **more)
                    counts = "working days" if more.get("working") else unit
                    many = more.get("days", length) or 0
                    plain = walked(start, many, counts, off) + (more.get("extended", 0) + more.get("paused", 0)) * ONE
                    rolled = next_working_day(plain, off)
                    last = plain if whose == "office" else rolled
                    said = (clock, start, more)
                    assert counted.last_day == last, said
                    assert counted.rolled_day == rolled, said
                    first = start + ONE if counts == "working days" else plain
                    known = announced.issuperset(range(first.year, rolled.year + 1))
                    by_days_off = counts == "working days" or whose == "petitioner"
                    assert counted.provisional == (by_days_off and not known), said
                    moved = count_term(clock, start, calendar, rules=rules, roll_duties=True, **more)
                    assert moved.last_day == rolled, said


def days_off() -> tuple[set[date], set[int]]:
    """Saturdays and Sundays but for those worked instead, and the days that the notices give; the years with one."""
    off = {day for day in (date(2023, 1, 1) + n * ONE for n in range(3_000)) if day.isoweekday() in (6, 7)}
    for table in TABLES:
        for line in csv.reader(table.read_text(encoding="utf-8-sig").splitlines()[2:]):
            if line:
                (off.discard if line[1].strip() == "1" else off.add)(date.fromisoformat(line[0].strip()))
    return off, {int(table.stem) for table in TABLES}


def added(random: Random, besides: str) -> list[dict[str, int]]:
    """What is added to a clock that takes it, or set for it."""
    return {
        "": [],
        "extension": [{"extended": random.randint(1, 30)}],
        "hearing": [{"paused": random.randint(1, 60)}],
        "letter": [{"days": random.randint(1, 90)}, {"days": random.randint(1, 60), "working": True}],
    }[besides]


def walked(start: date, many: int, counts: str, off: set[date]) -> date:
    """The last of so many days, working days or months: 开始的当日不计入，自下一日开始计算。"""
    day, counted = start, 0
    if counts == "months":
        while not (counted == many and (day.day == start.day or (day + ONE).day == 1)):
            day += ONE
            counted += day.day == 1
        return day
    while counted < many:
        day += ONE
        counted += counts == "days" or day not in off
    return day


def next_working_day(day: date, off: set[date]) -> date:
    """期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。"""
    while day in off:
        day += ONE
    return day
