"""Last days counted by hand, from the articles and a calendar, before the program was asked for any of them.

The start day is not counted (Civil Code Art. 201). An office's duty ends on the plain day, a petitioner's term (C6, C8)
on the next day that is no day off (Art. 203). Days off are those of the notices for 2024 to 2026.
"""

from collections import Counter
from datetime import date
from typing import Any

from petitiondesk import resources
from petitiondesk.rules.clocks import NATIONAL_2022
from petitiondesk.rules.holiday_notices import calendar_of, read_notice
from petitiondesk.rules.terms import count_term

BY_HAND = """
# clock | start | asked | last day | article | how it was counted: "11 to 31 Jan, 4" are 11 days up to the 31st and 4 on
C1 | 2026-01-05 |  | 2026-01-20 | 第二十二条 | 5+15
C1 | 2026-01-20 |  | 2026-02-04 | 第二十二条 | 11 to 31 Jan, 4
C1 | 2024-02-20 |  | 2024-03-06 | 第二十二条 | 9 to 29 Feb (leap), 6
C1 | 2025-02-20 |  | 2025-03-07 | 第二十二条 | 8 to 28 Feb, 7
C1 | 2025-12-20 |  | 2026-01-04 | 第二十二条 | over the year end: 11 to 31 Dec, 4
C1 | 2026-02-03 |  | 2026-02-18 | 第二十二条 | 3+15, second day of the Spring Festival: a duty not moved
C1 | 2025-09-20 |  | 2025-10-05 | 第二十二条 | 10 to 30 Sep, 5: Sunday in the National Day holiday, not moved
C1 | 2028-02-14 |  | 2028-02-29 | 第二十二条 | 14+15, the leap day itself
C2 | 2026-02-14 |  | 2026-03-01 | 第二十三条第二款 | received on Saturday worked: 14 to 28 Feb, 1: Sunday, not moved
C2 | 2024-12-31 |  | 2025-01-15 | 第二十三条第二款 | last day of the year is not counted: 15 Jan
C2 | 2026-09-30 |  | 2026-10-15 | 第二十三条第二款 | eve of National Day is not counted, the holiday is: 15 Oct
C2 | 2024-02-29 |  | 2024-03-15 | 第二十三条第二款 | leap day is not counted: 15 March
C3 | 2026-04-30 |  | 2026-05-15 | 第二十三条第三款 | eve of Labour Day is not counted: 15 May
C3 | 2025-10-11 |  | 2025-10-26 | 第二十三条第三款 | received on a Saturday worked: 11+15, a Sunday, not moved
C3 | 2026-06-15 |  | 2026-06-30 | 第二十三条第三款 | 15+15
C3 | 2027-12-17 |  | 2028-01-01 | 第二十三条第三款 | 14 to 31 Dec, 1: New Year's Day, not moved
C4 | 2026-01-05 |  | 2026-01-12 | 第二十三条第三款 | Monday: 6 7 8 9, (10 11) 12
C4 | 2026-01-10 |  | 2026-01-16 | 第二十三条第三款 | received on a Saturday: (11) 12 13 14 15 16
C4 | 2025-12-31 |  | 2026-01-08 | 第二十三条第三款 | (1 2 3 off) Sunday 4 worked, 5 6 7 8
C4 | 2026-02-12 |  | 2026-02-26 | 第二十三条第三款 | 13, Saturday 14 worked, (15 to 23 off) 24 25 26
C4 | 2026-02-24 |  | 2026-03-02 | 第二十三条第三款 | 25 26 27, Saturday 28 worked, (1) 2 March
C4 | 2024-02-08 |  | 2024-02-21 | 第二十三条第三款 | 9 (not off by the notice), (10 to 17) Sunday 18 worked, 19 20 21
C4 | 2025-01-24 |  | 2025-02-07 | 第二十三条第三款 | (25) Sunday 26 worked, 27, (28 to 4 Feb off) 5 6 7
C4 | 2025-02-05 |  | 2025-02-11 | 第二十三条第三款 | 6 7, Saturday 8 worked, (9) 10 11
C4 | 2024-04-03 |  | 2024-04-11 | 第二十三条第三款 | (4 5 6 off) Sunday 7 worked, 8 9 10 11
C4 | 2024-04-26 |  | 2024-05-07 | 第二十三条第三款 | (27) Sunday 28 worked, 29 30, (1 to 5 May off) 6 7
C4 | 2025-04-25 |  | 2025-05-06 | 第二十三条第三款 | (26) Sunday 27 worked, 28 29 30, (1 to 5 May off) 6
C4 | 2026-04-30 |  | 2026-05-11 | 第二十三条第三款 | (1 to 5 off) 6 7 8, Saturday 9 worked, (10) 11
C4 | 2024-09-13 |  | 2024-09-23 | 第二十三条第三款 | Saturday 14 worked, (15 16 17 off) 18 19 20, (21 22) 23
C4 | 2024-09-27 |  | 2024-10-10 | 第二十三条第三款 | (28) Sunday 29 worked, 30, (1 to 7 off) 8 9 10
C4 | 2026-09-24 |  | 2026-10-09 | 第二十三条第三款 | (25 26 27 off) 28 29 30, (1 to 7 off) 8 9
C4 | 2026-10-08 |  | 2026-10-14 | 第二十三条第三款 | 9, Saturday 10 worked, (11) 12 13 14
C5 | 2026-01-05 |  | 2026-03-06 | 第三十四条 | 26 to 31 Jan, 28 Feb = 54, 6
C5 | 2024-01-05 |  | 2024-03-05 | 第三十四条 | 26 to 31 Jan, 29 Feb = 55, 5: one day earlier in a leap year
C5 | 2028-01-31 |  | 2028-03-31 | 第三十四条 | 29 Feb, 31 March = 60
C5 | 2027-01-31 |  | 2027-04-01 | 第三十四条 | 28 Feb, 31 March = 59, 1
C5 | 2028-02-29 |  | 2028-04-29 | 第三十四条 | leap day is not counted: 31 March, 29
C5 | 2027-12-31 |  | 2028-02-29 | 第三十四条 | 31 Jan, 29 Feb = 60
C5 | 2025-11-02 |  | 2026-01-01 | 第三十四条 | 28 to 30 Nov, 31 Dec = 59, 1: New Year's Day, not moved
C5 | 2026-08-02 |  | 2026-10-01 | 第三十四条 | 29 to 31 Aug, 30 Sep = 59, 1: National Day, not moved
C5 | 2026-01-05 | extended=1 | 2026-03-07 | 第三十四条 | 6 March and 1: a Saturday, not moved
C5 | 2026-01-05 | extended=15 | 2026-03-21 | 第三十四条 | 6 March and 15: a Saturday, not moved
C5 | 2026-01-05 | extended=30 | 2026-04-05 | 第三十四条 | 6 March and 30 = 25 to the 31st, 5: Qingming, not moved
C5 | 2025-11-03 | extended=30 | 2026-02-01 | 第三十四条 | 27 Nov, 31 Dec = 58, 2 Jan; and 30 = 29 to the 31st, 1
C5 | 2027-12-31 | extended=1 | 2028-03-01 | 第三十四条 | 29 Feb 2028 and 1
C5 | 2026-12-01 | extended=15 | 2027-02-14 | 第三十四条 | 30 Dec, 30 Jan; and 15 = 1 to the 31st, 14
C6 | 2026-09-01 |  | 2026-10-08 | 第三十五条 | 29 to 30 Sep, 1: (1 to 7 Oct off) 8
C6 | 2026-09-30 |  | 2026-10-30 | 第三十五条 | served on the eve of National Day: 30 Oct, a Friday
C6 | 2026-01-15 |  | 2026-02-14 | 第三十五条 | 16 to 31 Jan, 14: a Saturday, but worked
C6 | 2026-01-16 |  | 2026-02-24 | 第三十五条 | 15 to 31 Jan, 15: (15 to 23 Feb off) 24
C6 | 2026-02-13 |  | 2026-03-16 | 第三十五条 | served before the Spring Festival: 15 to 28 Feb, 15: Sunday, Monday 16
C6 | 2024-01-11 |  | 2024-02-18 | 第三十五条 | 20 to 31 Jan, 10: (10 to 17 Feb off) Sunday 18 worked
C6 | 2024-12-02 |  | 2025-01-02 | 第三十五条 | 29 to 31 Dec, 1: New Year's Day, 2
C6 | 2024-12-29 |  | 2025-02-05 | 第三十五条 | 2 to 31 Dec, 28: (28 Jan to 4 Feb off) 5
C6 | 2025-12-02 |  | 2026-01-04 | 第三十五条 | 29 to 31 Dec, 1: (1 2 3 off) Sunday 4 worked
C6 | 2025-12-01 |  | 2025-12-31 | 第三十五条 | 30 to 31 Dec: a Wednesday
C6 | 2024-01-30 |  | 2024-02-29 | 第三十五条 | 1 to 31 Jan, 29: the leap day, a Thursday
C6 | 2025-09-05 |  | 2025-10-09 | 第三十五条 | 25 to 30 Sep, 5: (1 to 8 Oct off) 9
C7 | 2026-09-01 |  | 2026-10-01 | 第三十五条 | 29 to 30 Sep, 1: National Day; the office's own, not moved
C7 | 2026-01-18 |  | 2026-02-17 | 第三十五条 | 13 to 31 Jan, 17: New Year's Day of the farmers' calendar, not moved
C7 | 2024-01-31 |  | 2024-03-01 | 第三十五条 | 29 Feb, 1
C8 | 2026-04-01 |  | 2026-05-06 | 第三十六条第一款 | 29 to 30 April, 1: (1 to 5 May off) 6
C8 | 2026-03-05 |  | 2026-04-07 | 第三十六条第一款 | 26 to 31 March, 4: (4 5 6 April off) 7
C8 | 2026-04-09 |  | 2026-05-09 | 第三十六条第一款 | 21 to 30 April, 9: a Saturday, but worked
C8 | 2026-05-20 |  | 2026-06-22 | 第三十六条第一款 | 11 to 31 May, 19: Dragon Boat Festival, (20 21) Monday 22
C8 | 2025-05-03 |  | 2025-06-03 | 第三十六条第一款 | 28 to 31 May, 2: Monday off, 3
C8 | 2025-03-05 |  | 2025-04-07 | 第三十六条第一款 | 26 to 31 March, 4: (4 5 6 April off) 7
C8 | 2024-08-15 |  | 2024-09-14 | 第三十六条第一款 | 16 to 31 Aug, 14: a Saturday, but worked
C8 | 2024-08-16 |  | 2024-09-18 | 第三十六条第一款 | 15 to 31 Aug, 15: (15 16 17 Sep off) 18
C8 | 2026-08-26 |  | 2026-09-28 | 第三十六条第一款 | 5 to 31 Aug, 25: Mid-Autumn, (26 27) Monday 28
C9 | 2026-01-05 |  | 2026-02-04 | 第三十六条第一款 | 26 to 31 Jan, 4
C9 | 2026-01-05 | paused=1 | 2026-02-05 | 第三十六条第一款 | 4 Feb and 1 day of hearing (¶2)
C9 | 2026-01-05 | paused=5 | 2026-02-09 | 第三十六条第一款 | 4 Feb and 5 days of hearing (¶2)
C9 | 2026-01-05 | paused=12 | 2026-02-16 | 第三十六条第一款 | 4 Feb and 12 (¶2): New Year's Eve, a day off, not moved
C9 | 2028-01-30 | paused=1 | 2028-03-01 | 第三十六条第一款 | 1 to 31 Jan, 29 Feb; and 1 day of hearing
C9 | 2025-12-01 | paused=5 | 2026-01-05 | 第三十六条第一款 | 30 to 31 Dec; and 5 days of hearing
C9 | 2026-09-01 | paused=12 | 2026-10-13 | 第三十六条第一款 | 1 Oct and 12 days of hearing
C10 | 2026-01-05 | days=20 | 2026-01-25 | 第二十二条 | 5+20: a Sunday, not moved
C10 | 2026-09-25 | days=10 | 2026-10-05 | 第二十二条 | 5 to 30 Sep, 5: in the holiday, not moved
C10 | 2028-02-15 | days=14 | 2028-02-29 | 第二十二条 | 15+14
C10 | 2026-09-23 | days=5 working | 2026-10-08 | 第二十二条 | 24, (25 26 27 off) 28 29 30, (1 to 7 Oct off) 8
C10 | 2026-02-11 | days=3 working | 2026-02-14 | 第二十二条 | 12 13, Saturday 14 worked
C10 | 2026-05-06 | days=10 working | 2026-05-19 | 第二十二条 | 7 8, Saturday 9 worked, 11 to 15 = 8, 18 19
C10 | 2025-12-26 | days=10 working | 2026-01-12 | 第二十二条 | 29 30 31, Sunday 4 Jan worked, 5 to 9 = 9, 12
C10 | 2025-01-24 | days=7 working | 2025-02-10 | 第二十二条 | Sunday 26 worked, 27, 5 6 7 Feb, Saturday 8 worked, 10
C14 | 2026-01-05 |  | 2026-01-26 | 工作规则》 | Monday: 6 to 9 = 4, 12 to 16 = 9, 19 to 23 = 14, 26
C14 | 2026-02-06 |  | 2026-03-05 | 工作规则》 | 9 to 14 = 6 (14 worked), 24 to 28 = 11 (28 worked), 2 to 5 March = 15
C14 | 2025-12-22 |  | 2026-01-13 | 工作规则》 | 23 to 26 = 4, 29 to 31 = 7, Sunday 4 Jan = 8, 5 to 9 = 13, 12 13
C14 | 2026-09-18 |  | 2026-10-15 | 工作规则》 | Sunday 20 worked to 24 = 5, 28 to 30 = 8, 8 to 10 Oct = 11, 12 to 15
C14 | 2024-09-23 |  | 2024-10-17 | 工作规则》 | 24 to 27 = 4, Sunday 29 30 = 6, 8 to 12 Oct = 11, 14 to 17 = 15
C14 | 2025-09-26 |  | 2025-10-23 | 工作规则》 | Sunday 28 to 30 = 3, 9 to 11 Oct = 6, 13 to 17 = 11, 20 to 23 = 15
C17 | 2025-12-31 |  | 2026-02-28 | 第四十七条 | February has no 31st: its last day (Civil Code Art. 202)
C17 | 2023-12-31 |  | 2024-02-29 | 第四十七条 | the same in a leap year
C17 | 2027-12-31 |  | 2028-02-29 | 第四十七条 | the same in 2028
C17 | 2025-12-30 |  | 2026-02-28 | 第四十七条 | February has no 30th either
C17 | 2024-02-29 |  | 2024-04-29 | 第四十七条 | the 29th, not the last of April
C17 | 2028-02-29 |  | 2028-04-29 | 第四十七条 | the 29th, a Saturday, not moved
C17 | 2026-07-31 |  | 2026-09-30 | 第四十七条 | September has no 31st
C17 | 2026-06-30 |  | 2026-08-30 | 第四十七条 | the 30th, not the last of August
C17 | 2026-08-01 |  | 2026-10-01 | 第四十七条 | National Day, not moved
C17 | 2026-11-15 |  | 2027-01-15 | 第四十七条 | over the year end
C18 | 2026-01-05 |  | 2026-03-06 | 第二十九条 | 26 to 31 Jan, 28 Feb = 54, 6
C18 | 2028-01-01 |  | 2028-03-01 | 第二十九条 | 30 to 31 Jan, 29 Feb = 59, 1
C18 | 2025-12-20 |  | 2026-02-18 | 第二十九条 | 11 to 31 Dec, 31 Jan = 42, 18: Spring Festival, not moved
C18 | 2026-12-31 |  | 2027-03-01 | 第二十九条 | 31 Jan, 28 Feb = 59, 1
"""

CALENDAR = calendar_of(
    read_notice(table.read_text(encoding="utf-8")) for table in resources.path("catalogues", "calendar").glob("*.csv")
)
AT_LEAST = {**dict.fromkeys(("C1", "C2", "C3", "C7", "C18"), 3), **dict.fromkeys(("C4", "C5", "C6", "C8"), 8)}
AT_LEAST |= {"C9": 6, "C10": 6, "C14": 5, "C17": 6}


def asked_of(text: str) -> dict[str, Any]:
    """What the column says: "extended=15", "days=5 working"."""
    asked: dict[str, Any] = {}
    for part in text.split():
        name, given, number = part.partition("=")
        asked[name] = int(number) if given else True
    return asked


def test_the_program_agrees_with_what_was_counted_by_hand() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in BY_HAND.strip().splitlines()[1:]]
    wrong = []
    for clock, start, asked, last, article, counted in rows:
        term = count_term(clock, date.fromisoformat(start), CALENDAR, rules=NATIONAL_2022, **asked_of(asked))
        if term.last_day != date.fromisoformat(last):
            wrong.append(f"{clock} from {start} {asked}: {last} by hand ({counted}), the program says {term.last_day}")
        if not term.clock.article.endswith(article):
            wrong.append(f"{clock}: {article} by hand, the program cites {term.clock.article}")
    assert not wrong, "\n".join(["These differ:", *wrong])
    assert len({tuple(row[:3]) for row in rows}) == len(rows), "one stands there twice"
    many = Counter(clock for clock, *_ in rows)
    assert {clock: many[clock] for clock, least in AT_LEAST.items() if many[clock] < least} == {}
    assert len(rows) >= 60
