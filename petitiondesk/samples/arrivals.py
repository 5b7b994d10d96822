"""How invented matters reach the office: envelopes, faxes, calls, submissions, and what superior bodies send on.

No body named here exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from petitiondesk.rules.channels import FORWARDED, SHOWN_ON, Channel, Source
from petitiondesk.rules.enclosures import Became, Inside, Opened
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.received_days import received_day
from petitiondesk.samples import texts

_FORWARDED = 0.36
"""Of what comes otherwise than in person: 15 of 100 registrations in all."""

_READ_BACK = 0.9
_WITH_THINGS_INSIDE = 0.3
_DAYS_ON_THE_WAY_IN = {0: 60, 1: 25, 2: 10, 3: 5}
"""From the day on which something reached the office to the first key."""

_SENDERS = {"青屿市信访局": "青信", "海桐省信访局": "海信", "青屿市委办公室": "青委办"}
_TERMS = {
    Source.REFERRED: {None: 10, "15日": 3, "30日内": 3},
    Source.ASSIGNED: {None: 2, "30日内": 5, "15个工作日": 4, "60日": 3, "2个月": 1, "一个月内": 1},
}
_INSTRUCTIONS = ("请依法按政策处理，并将办理结果报我单位。", "请核实有关情况，妥善处理，按期反馈。")
_INSIDE: Sequence[Mapping[str, str]] = (
    {"kind": Inside.COPIES, "what": "有关材料复印件", "amount": "6页", "became": Became.KEPT},
    {"kind": Inside.COPIES, "what": "照片打印件", "amount": "4张", "became": Became.KEPT},
    {
        **{"kind": Inside.ORIGINALS, "what": "合同原件", "amount": "1份", "became": Became.POSTED_BACK},
        "proof": "挂号信，交寄人收执",
    },
    {
        **{"kind": Inside.CASH, "what": "现金", "amount": "200元", "became": Became.HANDED_BACK},
        "proof": "本人签收",
    },
    {"kind": Inside.STICK, "what": "U盘", "amount": "1个", "became": Became.SAFE},
)
_HOW_OFTEN_INSIDE = (12, 6, 3, 1, 1)


@dataclass(frozen=True)
class Arrived:
    """What is told of an arrival: its attributes (storage.models.Arrival), the things that lay inside, and the day of
    receipt that follows.
    """

    told: Mapping[str, Any]
    enclosures: Sequence[Mapping[str, str]]
    received_on: date

    @property
    def forwarded(self) -> bool:
        """Whether it was referred or assigned from above."""
        return self.told.get("source") in FORWARDED


def arrive(random: Random, channel: Channel, begun: datetime, *, phone: str | None, since: date | None) -> Arrived:
    """How a matter whose draft was ``begun`` came; nothing is told of one that somebody brought.

    ``phone`` is the caller's; nothing reached the office before ``since``.
    """
    day = office_day(begun)
    if channel is Channel.VISIT:
        return Arrived({}, (), day)
    reached = day - timedelta(days=random.choices(*_weighed(_DAYS_ON_THE_WAY_IN))[0])
    reached = max(reached, min(since, day)) if since else reached
    told = _from_above(random, reached) if random.random() < _FORWARDED else {}
    sent = told.get("sender_day", reached)
    if channel is Channel.LETTER:
        told |= _letter(random, sent, reached)
    elif channel is Channel.CALL:
        told |= _call(random, phone)
    elif channel is Channel.FAX:
        told |= _fax(random, reached, today=day)
    else:
        told |= _online(random, sent, today=day)
    shown_by = {evidence: told[name] for evidence, name in SHOWN_ON.items() if name in told}
    received_on = received_day(channel, begun, shown_by, told.get("source", Source.PETITIONER))
    return Arrived(told, _inside(random) if channel is Channel.LETTER else (), received_on)


def _from_above(random: Random, reached: date) -> dict[str, Any]:
    source = random.choice((Source.REFERRED, Source.ASSIGNED))
    sender, sign = random.choice(list(_SENDERS.items()))
    sender_day = reached - timedelta(days=random.randint(1, 8))
    told = {
        "source": source,
        "sender": sender,
        "sender_number": f"{sign}〔{sender_day.year}〕{random.randint(1, 900)}号",
        "sender_day": sender_day,
        "reached_on": reached,
    }
    if term_set := random.choices(*_weighed(_TERMS[source]))[0]:
        told["term_set"] = term_set
    if source is Source.ASSIGNED:
        told["instruction"] = random.choice(_INSTRUCTIONS)
    return told


def _letter(random: Random, sent: date, reached: date) -> dict[str, Any]:
    opened = random.choices((Opened.BY_TWO, Opened.FOUND_OPEN), (97, 3))[0]
    return {
        "posted_on": sent - timedelta(days=random.randint(1, 5)),
        "stamped_on": reached,
        "pages": random.randint(1, 6),
        "opened": opened,
        "opened_with": random.choice(texts.receptionists()),
    }


def _call(random: Random, phone: str | None) -> dict[str, Any]:
    told: dict[str, Any] = {"from_number": phone or texts.phone(random)}
    return told | {"read_back": True} if random.random() < _READ_BACK else told


def _fax(random: Random, reached: date, *, today: date) -> dict[str, Any]:
    return {
        "from_number": texts.phone(random),
        "pages": random.randint(1, 8),
        "sent_on": reached,
        "sent_time": _time(random, reached, today),
        "stamped_on": min(today, reached + timedelta(days=random.randint(0, 1))),
    }


def _online(random: Random, sent: date, *, today: date) -> dict[str, Any]:
    return {
        "sent_on": sent,
        "sent_time": _time(random, sent, today),
        "site": "网上信访平台",
        "their_number": f"WS{sent:%Y%m%d}{random.randrange(10_000):04d}",
    }


def _time(random: Random, day: date, today: date) -> str:
    """A time of ``day``; of today's one that was before the office's hours."""
    return f"{random.randint(7, 8) if day == today else random.randint(7, 23):02d}:{random.randrange(60):02d}"


def _inside(random: Random) -> Sequence[Mapping[str, str]]:
    if random.random() >= _WITH_THINGS_INSIDE:
        return ()
    return random.choices(_INSIDE, _HOW_OFTEN_INSIDE, k=random.randint(1, 2))


def _weighed(weights: Mapping[Any, int]) -> tuple[Sequence[Any], Sequence[int]]:
    return tuple(weights), tuple(weights.values())
