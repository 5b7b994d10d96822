"""A holiday notice as people type it, line by line: ``国庆节：10月1日至7日放假。9月20日、10月10日上班。``

Only days that differ from the rule of Saturdays and Sundays come out of it: a Saturday inside a holiday is a day off
anyway, and a working day in place of a day off must be a Saturday or Sunday (全国年节及纪念日放假办法).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from petitiondesk.rules.holiday_notices import NEW_YEAR, HolidayNotice, SpecialDay, belongs_to
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_days import read_day
from petitiondesk.rules.working_days import Calendar, is_day_off

EXAMPLE = "国庆节：10月1日至7日放假。9月20日、10月10日上班。"
"""A line, for whoever has none yet."""

LONGEST_NAME = 50
LONGEST_TITLE = 300
MOST_LINES = 400
LONGEST_LINE = 500

LONGEST_HOLIDAY = 15
"""Days; no notice ever gave more, so that more is a slip of the keys."""

STATUTORY = (("元旦", 1), ("春节", 4), ("清明", 1), ("劳动节", 2), ("端午", 1), ("中秋", 1), ("国庆", 3))
"""The holidays of all citizens since 2025, each with its days (全国年节及纪念日放假办法)."""

_SINCE = 2025
_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEKDAYS = "一二三四五六日"

_HEAD = re.compile(r"\s*(?:[一二三四五六七八九十]+、|[(]?\d{1,2}[.、)](?=\D))?\s*([^\d:]*?)\s*(?::|(?=\d)|$)")
_TOKENS = re.compile(
    r"""
    (?P<day>(?:(?P<year>\d{4})\s*[-./年]\s*)?(?:(?P<month>\d{1,2})\s*[-./月]\s*)?(?P<dom>\d{1,2})(?!\d)\s*[日号]?(?![天])
        (?:\s*\((?P<note>[^()]*)\)|\s*(?:周|星期)(?P<bare>[一二三四五六日天]))?)
    |(?P<to>至|到|[-~—–])
    |(?P<off>放假(?:调休)?|休息|休假|不上班|休)
    |(?P<on>(?:调休|补班|正常)?上班|工作日|补班|班)
    |(?P<idle>共?\s*\d+\s*天|\([^()]*\)|不?调休|与周末连休|[\s、,，;；。.和及均起:])
    """,
    re.VERBOSE,
)
_OF_WEEK = re.compile(r"(?:周|星期)([一二三四五六日天])")


@dataclass(frozen=True)
class Finding:
    """What is wrong in a line, the first being 1."""

    line: int
    message: Message


@dataclass(frozen=True)
class Typed:
    """What typed lines say: the days that differ from the rule, in order, and what can't stand."""

    days: tuple[SpecialDay, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ToldNotice:
    """The fields of a notice as typed."""

    year: str
    title: str
    published: str
    lines: str


@dataclass(frozen=True)
class ReadNotice:
    """What the fields say; ``notice`` None where it can't be kept so, for the ``problems`` by field or of lines.

    ``seen`` is what can be looked at already: its days stand, and whatever names it may still be missing.
    """

    notice: HolidayNotice | None
    seen: HolidayNotice | None
    typed: Typed
    year: int | None
    problems: Mapping[str, Message]


class _Unreadable(Exception):
    def __init__(self, msgid: str, **values: object) -> None:
        super().__init__(msgid)
        self.message = Message(msgid, values)


def read_told(told: ToldNotice, today: date) -> ReadNotice:
    """A notice from the fields of a form; nothing is raised, what is wrong is said by field and by line."""
    problems: dict[str, Message] = {}
    year = _year(told.year)
    if year is None:
        problems["year"] = Message(_("The year of the notice, as 2027."))
    title = " ".join(told.title.split())
    if not title:
        problems["title"] = Message(_("The notice's title with its document number: it says what was counted by."))
    elif len(title) > LONGEST_TITLE:
        problems["title"] = Message(_("At most {most} characters."), {"most": LONGEST_TITLE})
    published = read_day(told.published, today)
    if published is None or published > today:
        problems["published"] = Message(_("The day on which it was published, as 2026-11-04."))
    typed = read_typed(told.lines, year) if year is not None else Typed((), ())
    if year is not None and not typed.days and not typed.findings:
        problems["lines"] = Message(_("Not a single day yet. A line is, for example: 国庆节：10月1日至7日放假"))
    if year is None or not typed.days or typed.findings:
        return ReadNotice(None, None, typed, year, problems)
    seen = HolidayNotice(year, title, published or today, typed.days)
    return ReadNotice(None if problems else seen, seen, typed, year, problems)


def read_typed(text: str, year: int) -> Typed:
    """The days of a notice for ``year`` as typed; each line that can't be read is said by its number."""
    days: dict[date, SpecialDay] = {}
    findings: list[Finding] = []
    told_off: set[date] = set()
    for number, line in enumerate(text.splitlines(), start=1):
        if number > MOST_LINES:
            findings.append(Finding(number, Message(_("A notice has at most {most} lines."), {"most": MOST_LINES})))
            break
        try:
            for special in _specials(line, year):
                _put(special, days, told_off)
        except _Unreadable as error:
            findings.append(Finding(number, error.message))
    return Typed(tuple(days[day] for day in sorted(days)), tuple(findings))


def as_lines(days: Sequence[SpecialDay], year: int) -> str:
    """The days of a notice for ``year`` as lines that :func:`read_typed` reads back, one for each holiday."""
    names = dict.fromkeys(special.name for special in sorted(days, key=lambda special: special.day))
    working = {special.day for special in days if special.working}
    return "\n".join(
        _line(name, [special for special in days if special.name == name], working, year) for name in names
    )


def warnings(notice: HolidayNotice) -> tuple[Message, ...]:
    """What is odd in a notice, in words; it can be kept all the same."""
    return (*_about_make_up(notice), *_about_length(notice), *_about_count(notice))


def _about_make_up(notice: HolidayNotice) -> Iterator[Message]:
    for special in notice.days:
        if special.working and special.day.weekday() < _SATURDAY:
            yield Message(
                _("{day} is no Saturday or Sunday: it is a working day without any notice."), {"day": special.day}
            )


def _about_length(notice: HolidayNotice) -> Iterator[Message]:
    calendar = Calendar({special.day: special.working for special in notice.days}, frozenset({notice.year}))
    passed = date.min
    for special in sorted(notice.days, key=lambda special: special.day):
        if special.working or special.day <= passed:
            continue
        first = last = special.day
        while is_day_off(first - _DAY, calendar):
            first -= _DAY
        while is_day_off(last + _DAY, calendar):
            last += _DAY
        passed = last
        count = (last - first).days + 1
        if count > LONGEST_HOLIDAY:
            yield Message(
                _("From {first} to {last} are {count} days off in a row: look whether this is right."),
                {"first": first, "last": last, "count": count},
            )


def _about_count(notice: HolidayNotice) -> Iterator[Message]:
    """Days moved cancel out: what is left of days off on weekdays is the statutory count."""
    if notice.year < _SINCE or not notice.days:
        return
    missing = [name for name, _days in STATUTORY if not any(name[:2] in special.name for special in notice.days)]
    if missing and all(special.name for special in notice.days):
        yield Message(_("Not named: {names}."), {"names": "、".join(missing)})
    statutory = sum(days for _name, days in STATUTORY)
    net = sum(-1 if special.working else 1 for special in notice.days)
    if net != statutory:
        yield Message(
            _(
                "Days off on weekdays less working days at weekends come to {net}; by law a year has {statutory} "
                "(元旦 1, 春节 4, 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3)."
            ),
            {"net": net, "statutory": statutory},
        )


def _year(text: str) -> int | None:
    figures = unicodedata.normalize("NFKC", text).strip().removesuffix("年")
    return int(figures) if re.fullmatch(r"(?:19|20|21)\d\d", figures, re.ASCII) else None


def _put(special: SpecialDay, days: dict[date, SpecialDay], told_off: set[date]) -> None:
    """Take up a day; days off at weekends are remembered only, so that they can't be worked too."""
    weekend = special.day.weekday() >= _SATURDAY
    if special.working and not weekend:
        raise _Unreadable(
            _("{day} is no Saturday or Sunday: a working day in place of a day off must be one."), day=special.day
        )
    former = days.get(special.day)
    if (former and former.working != special.working) or (special.working and special.day in told_off):
        raise _Unreadable(_("{day} stands as a day off and as a working day."), day=special.day)
    if not special.working:
        told_off.add(special.day)
    if special.working == weekend and former is None:
        days[special.day] = special


def _specials(line: str, year: int) -> Iterator[SpecialDay]:
    """Every day that a line tells, those at weekends too. Raises _Unreadable."""
    text = unicodedata.normalize("NFKC", line).strip()
    if not text or text.startswith("#"):
        return
    if len(text) > LONGEST_LINE:
        raise _Unreadable(_("At most {most} characters in a line: one holiday, one line."), most=LONGEST_LINE)
    head = _HEAD.match(text)
    name, start = (head[1], head.end()) if head else ("", 0)
    if len(name) > LONGEST_NAME or (not re.search(r"\d", text)):
        raise _Unreadable(_("No days are told here. A line is, for example: 国庆节：10月1日至7日放假"))
    waiting: list[date] = []
    for told in _told(text[start:], year, name):
        if isinstance(told, bool):
            if not waiting:
                raise _Unreadable(_("It says off or working, and not which days."))
            yield from (SpecialDay(day, told, name or (NEW_YEAR if day.year < year else "")) for day in waiting)
            waiting = []
        else:
            waiting.extend(told)
    if waiting:
        raise _Unreadable(_("It says days, and not whether they are off (放假) or working (上班)."))


def _told(text: str, year: int, name: str) -> Iterator[list[date] | bool]:
    """Days, one or a range, and for those before it True (working) or False (off). Raises _Unreadable."""
    place, last, reaching = 0, None, False
    held: date | None = None
    while place < len(text):
        found = _TOKENS.match(text, place)
        if found is None:
            raise _Unreadable(_("“{words}” is not understood."), words=text[place : place + 12])
        place = found.end()
        if found["day"]:
            day = _day(found, last, year, name)
            if reaching and held is not None:
                yield _range(held, day, year)
                held, reaching = None, False
            else:
                if held is not None:
                    yield _range(held, held, year)
                held = day
            last = day
        elif found["to"]:
            reaching = True
        elif found["off"] or found["on"]:
            if held is not None:
                yield _range(held, held, year)
            held = None
            yield bool(found["on"])
    if held is not None:
        yield [held]


def _day(found: re.Match[str], last: date | None, year: int, name: str) -> date:
    month = int(found["month"]) if found["month"] else (last.month if last else 0)
    if found["year"]:
        of_year = int(found["year"])
    elif last is not None:
        of_year = last.year + (last.month == 12 and month == 1)
    else:
        of_year = year - 1 if month == 12 and name.startswith(NEW_YEAR) else year
    try:
        day = date(of_year, month, int(found["dom"]))
    except ValueError:
        raise _Unreadable(_("“{words}” is no day."), words=found["day"].strip()) from None
    weekday = found["bare"] or (_OF_WEEK.search(found["note"] or "") or ("", ""))[1]
    if weekday and _WEEKDAYS.index("日" if weekday == "天" else weekday) != day.weekday():
        raise _Unreadable(
            _("{day} is a 周{weekday}, and the line says 周{said}: look at the year."),
            day=day,
            weekday=_WEEKDAYS[day.weekday()],
            said=weekday,
        )
    return day


def _range(first: date, last: date, year: int) -> list[date]:
    if last < first:
        raise _Unreadable(_("It goes from {first} back to {last}."), first=first, last=last)
    for day in (first, last):
        if not belongs_to(day, year):
            raise _Unreadable(_("{day} does not belong to a notice for {year}."), day=day, year=year)
    return [first + offset * _DAY for offset in range((last - first).days + 1)]


def _line(name: str, days: Sequence[SpecialDay], working: set[date], year: int) -> str:
    off = sorted(special.day for special in days if not special.working)
    on = sorted(special.day for special in days if special.working)
    told = []
    if off:
        told.append("、".join(_span(first, last, year) for first, last in _runs(off, working)) + "放假")
    if on:
        told.append("、".join(_named(day, year) for day in on) + "上班")
    return (f"{name}：" if name else "") + "。".join(told) + "。"


def _runs(days: Sequence[date], working: set[date]) -> Iterator[tuple[date, date]]:
    """Days off in a row; Saturdays and Sundays between them belong to the row unless they are worked."""
    first = last = days[0]
    for day in days[1:]:
        between = [last + offset * _DAY for offset in range(1, (day - last).days)]
        if all(each.weekday() >= _SATURDAY and each not in working for each in between):
            last = day
        else:
            yield first, last
            first = last = day
    yield first, last


def _span(first: date, last: date, year: int) -> str:
    if first == last:
        return _named(first, year)
    same_month = (first.year, first.month) == (last.year, last.month)
    end = f"{last.day}日" if same_month else _named(last, year, anyway=first.year != year)
    return f"{_named(first, year)}至{end}"


def _named(day: date, year: int, *, anyway: bool = False) -> str:
    with_year = f"{day.year}年" if day.year != year or anyway else ""
    return f"{with_year}{day.month}月{day.day}日"
