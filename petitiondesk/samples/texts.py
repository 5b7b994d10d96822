"""Invented people and matters, for training, the demonstration office and benchmarks (resources/samples).

Nobody is meant: ID numbers bear a county code that was never given out, mobile numbers a prefix without subscribers.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

from petitiondesk import resources
from petitiondesk.rules.identity_numbers import check_digit, credit_code_check
from petitiondesk.rules.kinds import IdType, PetitionerKind, Purpose, Sex

_NO_COUNTY = "99"
_NO_SUBSCRIBERS = "154"
_PLACE = re.compile("【(.+?)】")
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHARE_OF_REPORTS = 0.04


@dataclass(frozen=True)
class Matter:
    """A sample matter.

    ``prior`` holds kind, paper and body of another procedure; ``group`` says that many would bring it together;
    ``ages`` are those of who brings it.
    """

    brief: str
    category: str
    purpose: str
    facts: str
    grounds: str
    requests: Sequence[str]
    materials: Sequence[str]
    place: str | None = None
    body: str | None = None
    person: str | None = None
    prior: Mapping[str, str] = field(default_factory=dict)
    group: bool = False
    ages: tuple[int, int] = (21, 86)
    petitioner: str = PetitionerKind.CITIZEN


def matter(random: Random, today: date, street: str) -> Matter:
    """A matter as somebody may bring it on ``today``; ``street`` is the name of a township there."""
    reports, others = _matters()
    chosen = random.choice(reports if random.random() < _SHARE_OF_REPORTS else others)
    words = _Words(random, today, street)
    return replace(
        chosen,
        brief=words.put_into(chosen.brief),
        facts=words.put_into(chosen.facts),
        grounds=words.put_into(chosen.grounds),
        requests=[words.put_into(request) for request in chosen.requests],
        place=chosen.place and words.put_into(chosen.place),
        body=chosen.body and words.put_into(chosen.body),
        person=chosen.person and words.put_into(chosen.person),
    )


def name(random: Random, sex: Sex) -> str:
    """A name, now and then one that is not built like most or holds a rare character."""
    draw = random.random()
    if draw < 0.005:
        return random.choice(_name("rare"))
    if draw < 0.015:
        return random.choice(_name("others"))
    characters = _name("men") if sex is Sex.MALE else _name("women")
    length = 1 if random.random() < 0.15 else 2
    return surname(random) + "".join(random.choices(characters, k=length))


def misheard(random: Random, told: str) -> str:
    """``told`` with one character another one, as a name is when it is heard and not read."""
    place = random.randrange(1, len(told)) if len(told) > 1 else 0
    others = [character for character in (*_name("men"), *_name("women")) if character != told[place]]
    return told[:place] + random.choice(others) + told[place + 1 :]


def surname(random: Random) -> str:
    """A surname, as frequent as it is in the country."""
    surnames, weights = _surnames()
    return random.choices(surnames, cum_weights=weights)[0]


def citizen(random: Random, today: date, county: str, ages: tuple[int, int]) -> dict[str, Any]:
    """What a citizen of one of these ages tells; ``county`` is the code of the county whose people these are."""
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    birth = today - timedelta(days=int(365.25 * random.triangular(*ages)))
    first = f"{county[:4]}{_NO_COUNTY}{birth:%Y%m%d}{_sequence(random, sex):03d}"
    shown = random.random() < 0.85
    return {
        "kind": PetitionerKind.CITIZEN,
        "name": name(random, sex),
        "sex": sex,
        "birth_date": birth,
        "id_type": IdType.RESIDENT_CARD,
        "id_number": first + check_digit(first) if shown else None,
        "phone": phone(random) if random.random() < 0.9 else None,
        "address": address(random),
    }


def company(random: Random, county: str) -> dict[str, Any]:
    """What a firm's people tell of it."""
    body = "".join(random.choices(_CODE_ALPHABET, k=9))
    first = f"91{county[:4]}{_NO_COUNTY}{body}"
    trade = random.choice(("建设工程", "商贸", "市政工程", "五金", "装饰"))
    return {
        "kind": PetitionerKind.LEGAL_PERSON,
        "name": f"{random.choice(_places('firms'))}{trade}有限公司",
        "id_type": IdType.CREDIT_CODE,
        "id_number": first + credit_code_check(first),
        "phone": phone(random),
        "address": f"{random.choice(_places('roads'))}{random.randint(1, 300)}号",
    }


def address(random: Random) -> str:
    """A dwelling, without its division."""
    if random.random() < 0.25:
        return f"{random.choice(_places('villages'))}{random.randint(1, 12)}组{random.randint(1, 90)}号"
    flat = f"{random.randint(1, 30)}幢{random.randint(1, 4)}单元{random.randint(1, 18)}0{random.randint(1, 4)}室"
    return f"{random.choice(_places('roads'))}{random.randint(1, 300)}号{random.choice(_places('estates'))}{flat}"


def phone(random: Random) -> str:
    """A number that nobody has."""
    return f"{_NO_SUBSCRIBERS}{random.randrange(10**8):08d}"


def receptionists() -> Sequence[str]:
    """Names of those who sit at the counters of a sample office."""
    return _name("receptionists")


class _Words(dict[str, str]):
    """What stands for each 【…】 of one matter: drawn when it is first asked for, then the same throughout."""

    def __init__(self, random: Random, today: date, street: str) -> None:
        super().__init__({"街道": street})
        self.random, self.today = random, today

    def put_into(self, text: str) -> str:
        return _PLACE.sub(lambda place: self[place[1]], text)

    def __missing__(self, place: str) -> str:
        if place in _LISTS:
            drawn = self.values()
            word = self.random.choice([word for word in _places(_LISTS[place]) if word not in drawn])
        elif place in _NUMBERS:
            word = str(self.random.randint(*_NUMBERS[place]))
        else:
            word = _OTHER[place](self.random, self.today)
        self[place] = word
        return word


_LISTS = {
    **{"小区": "estates", "路": "roads", "对街": "roads", "村": "villages", "企业": "firms", "学校": "schools"},
    "区域": "quarters",
}
_NUMBERS = {
    **{"幢": (1, 28), "号": (1, 260), "组": (1, 12), "户": (6, 90), "人": (2, 16), "岁": (72, 93), "亩": (1, 9)},
    **{"天": (3, 40), "日": (1, 28), "月数": (7, 20), "年数": (2, 12), "分钟": (10, 35), "早年": (1974, 1991)},
}
_OTHER: Mapping[str, Callable[[Random, date], str]] = {
    "年": lambda random, today: str(today.year - random.randint(1, 6)),
    "月": lambda random, today: str((today.month - random.randint(2, 5)) % 12 + 1),
    "金额": lambda random, _today: str(random.randint(18, 680) * 100),
    "公交": lambda random, _today: f"{random.randint(2, 190)}路公交",
    "姓": lambda random, _today: surname(random),
}


@cache
def _matters() -> tuple[Sequence[Matter], Sequence[Matter]]:
    """Reports of wrongdoing, and all others."""
    matters = [Matter(**told) for told in _read("matters.toml")["matter"]]
    return (
        [each for each in matters if each.purpose == Purpose.REPORT_OF_WRONGDOING],
        [each for each in matters if each.purpose != Purpose.REPORT_OF_WRONGDOING],
    )


@cache
def _surnames() -> tuple[Sequence[str], Sequence[int]]:
    """The surnames and their weights, each added to those before it."""
    surnames, weights = zip(*_read("names.toml")["surnames"], strict=True)
    return surnames, tuple(accumulate(weights))


@cache
def _words(file: str, name: str) -> Sequence[str]:
    words: Sequence[str] = _read(file)[name]
    return words


def _name(part: str) -> Sequence[str]:
    return _words("names.toml", part)


def _places(kind: str) -> Sequence[str]:
    return _words("places.toml", kind)


@cache
def _read(file: str) -> dict[str, Any]:
    return tomllib.loads(resources.path("samples", file).read_text(encoding="utf-8"))


def _sequence(random: Random, sex: Sex) -> int:
    """The three digits that tell people of one day apart: odd for men, even for women (GB 11643)."""
    return random.randrange(1 if sex is Sex.MALE else 2, 1000, 2)
