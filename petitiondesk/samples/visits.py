"""Invented visits: who comes when with what, alone or with others, for the first time or again."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Need, NewFacts, PetitionerKind, Purpose
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.rules.terms import Term
from petitiondesk.rules.visits import MOST_REPRESENTATIVES, age_on
from petitiondesk.rules.working_days import Calendar, is_day_off
from petitiondesk.samples import texts
from petitiondesk.samples.arrivals import Arrived, arrive
from petitiondesk.samples.texts import Matter

_COME_AGAIN = 0.22
_WITH_THE_SAME_MATTER = 0.55
_NAME_MISHEARD = 0.3
"""Of those who come again with another matter, so many have no ID with them and their name is written wrongly."""

_REMEMBERED = 500
_ANONYMOUS, _ANONYMOUS_REPORTS = 0.03, 0.3
_CONFIDENTIAL, _CONFIDENTIAL_REPORTS = 0.02, 0.7
_IN_A_GROUP = 0.15
_WITH_COMPANY = 0.12

_CHANNELS = {Channel.VISIT: 58, Channel.LETTER: 14, Channel.CALL: 14, Channel.ONLINE: 12, Channel.FAX: 2}
_CHANNELS_ON_DAYS_OFF = {Channel.ONLINE: 4, Channel.VISIT: 1}
_ON_A_DAY_OFF = 0.04
"""How many come on a day off for one who comes on a working day: online, or to the officer on duty."""

_HOURS = ((time(9, 30), 150), (time(14, 0), 200))
"""From when, and in how many minutes, registrations are made in the morning and in the afternoon."""

_OLD = 70
_KEPT = 0.2
"""Of the copies that are handed in, so many stay at the office."""


@dataclass(frozen=True)
class Township:
    """Where sample people live: a division's id and name, and the code of its county."""

    id: int | None
    name: str
    county: str


@dataclass
class Person:
    """Somebody who came, as told, and the id once recorded."""

    told: Mapping[str, Any]
    recorded_at: datetime
    id: int | None = None


@dataclass
class Duty:
    """What is owed first on a visit, when it was done, and the id once recorded."""

    term: Term
    done_on: date | None
    id: int | None = None


@dataclass
class Case:
    """A matter, where and since when, the duty of its last visit, and the id once recorded.

    ``opened_on`` is the day of its first receipt, ``registered_on`` that of its first registration.
    """

    matter: Matter
    place: Township
    opened_on: date
    registered_on: date
    duty: Duty | None = None
    id: int | None = None


@dataclass(frozen=True)
class Visit:
    """One arrival with its people: the petitioner first, then further representatives; nobody where none is known.

    ``started_at`` is the first key, ``told`` what the registration says, by its attribute; ``materials`` and ``prior``
    are rows of what was handed in and of papers from other procedures.
    """

    channel: Channel
    started_at: datetime
    registered_at: datetime
    case: Case
    people: Sequence[Person]
    told: Mapping[str, Any]
    needs: Sequence[Need]
    arrived: Arrived
    materials: Sequence[Mapping[str, Any]]
    prior: Sequence[Mapping[str, Any]]
    repeat: bool = False

    @property
    def received_on(self) -> date:
        """The day of receipt, from which its terms are counted."""
        return self.arrived.received_on


def moments(random: Random, days: Sequence[date], count: int, calendar: Calendar) -> list[datetime]:
    """``count`` moments of the office's hours on ``days``, few of them on days off."""
    weights = list(accumulate(_ON_A_DAY_OFF if is_day_off(day, calendar) else 1 for day in days))
    return [moment(random, day) for day in random.choices(days, cum_weights=weights, k=count)]


def moment(random: Random, day: date) -> datetime:
    """A moment of the office's hours on ``day``, to the second."""
    opens, minutes = random.choice(_HOURS)
    return datetime.combine(day, opens, CHINA_STANDARD_TIME) + timedelta(seconds=random.randrange(60 * minutes))


def visits(
    random: Random,
    registered: Sequence[datetime],
    townships: Sequence[Township],
    calendar: Calendar,
    *,
    new: Mapping[datetime, Channel],
) -> Iterator[Visit]:
    """A visit for each moment of registration; some people come again, with the same matter or with another.

    At the moments of ``new`` somebody comes for the first time, by that channel. A person or case that comes again is
    the same object, so that it has its id once it was recorded.
    """
    came: deque[Visit] = deque(maxlen=_REMEMBERED)
    for registered_at in registered:
        channel = new.get(registered_at) or _channel(random, office_day(registered_at), calendar)
        again = registered_at not in new and bool(came) and random.random() < _COME_AGAIN
        former = random.choice(came) if again else None
        if former is not None and random.random() < _WITH_THE_SAME_MATTER:
            yield _again(random, channel, registered_at, former)
        else:
            visit = _first(random, channel, registered_at, random.choice(townships), former)
            if visit.people and visit.case.matter.purpose != Purpose.REPORT_OF_WRONGDOING:
                came.append(visit)
            yield visit


def _channel(random: Random, day: date, calendar: Calendar) -> Channel:
    channels = _CHANNELS_ON_DAYS_OFF if is_day_off(day, calendar) else _CHANNELS
    return random.choices(tuple(channels), tuple(channels.values()))[0]


def _again(random: Random, channel: Channel, registered_at: datetime, former: Visit) -> Visit:
    case = former.case
    new_facts = random.choices((NewFacts.NO, NewFacts.YES, NewFacts.UNCLEAR), (11, 5, 4))[0]
    since = "情况比那时更严重了" if new_facts is NewFacts.YES else "问题至今没有解决"
    first_time = f"{case.registered_on.month}月{case.registered_on.day}日登记过，{since}，今天再来反映。"
    told = _told(case) | {"facts": first_time + case.matter.facts, "new_facts": new_facts}
    return _visit(random, channel, registered_at, case, former.people[:1], told, repeat=True)


def _first(random: Random, channel: Channel, registered_at: datetime, place: Township, former: Visit | None) -> Visit:
    today = office_day(registered_at)
    case = Case(texts.matter(random, today, place.name), place, opened_on=today, registered_on=today)
    report = case.matter.purpose == Purpose.REPORT_OF_WRONGDOING
    told = _told(case)
    if random.random() < (_ANONYMOUS_REPORTS if report else _ANONYMOUS):
        return _visit(random, channel, registered_at, case, [], told | {"anonymous": True})
    told["keep_confidential"] = random.random() < (_CONFIDENTIAL_REPORTS if report else _CONFIDENTIAL)
    petitioner = _petitioner(random, registered_at, case, former)
    fellows = _fellows(random, registered_at, case) if channel is Channel.VISIT and not report else []
    people = [petitioner, *fellows]
    if len(people) == MOST_REPRESENTATIVES:
        told["visitor_count"] = MOST_REPRESENTATIVES + random.randint(0, 30)
        told["involved_count"] = told["visitor_count"] + random.randint(0, 150)
        told["household_count"] = told["involved_count"] // 2
    elif channel is Channel.VISIT and random.random() < _WITH_COMPANY:
        told["visitor_count"] = random.randint(2, 4)
    return _visit(random, channel, registered_at, case, people, told)


def _petitioner(random: Random, now: datetime, case: Case, former: Visit | None) -> Person:
    """Somebody new; somebody who came before, on record; or the same, not recognised and the name written wrongly.

    A report of wrongdoing has a record of its own.
    """
    known = former.people[0] if former is not None else None
    if known is None or known.told["kind"] != case.matter.petitioner:
        return _somebody(random, now, case)
    if case.matter.purpose == Purpose.REPORT_OF_WRONGDOING:
        return Person(known.told, now)
    if known.told["kind"] != PetitionerKind.CITIZEN or random.random() >= _NAME_MISHEARD:
        return known
    misheard = texts.misheard(random, known.told["name"])
    return Person({**known.told, "name": misheard, "id_type": None, "id_number": None, "phone": None}, now)


def _somebody(random: Random, now: datetime, case: Case) -> Person:
    if case.matter.petitioner == PetitionerKind.LEGAL_PERSON:
        told = texts.company(random, case.place.county)
    else:
        told = texts.citizen(random, office_day(now), case.place.county, case.matter.ages)
    return Person(told | {"division_id": case.place.id}, now)


def _fellows(random: Random, now: datetime, case: Case) -> list[Person]:
    """The other representatives of a group."""
    if not case.matter.group or random.random() >= _IN_A_GROUP:
        return []
    return [_somebody(random, now, case) for _ in range(MOST_REPRESENTATIVES - 1)]


def _told(case: Case) -> dict[str, Any]:
    matter = case.matter
    return {
        "matter": matter.brief,
        "facts": matter.facts,
        "grounds": matter.grounds,
        "purpose": matter.purpose,
        "problem_division_id": case.place.id,
        "problem_place": matter.place,
        "accused_body": matter.body,
        "accused_person": matter.person,
    }


def _visit(
    random: Random,
    channel: Channel,
    registered_at: datetime,
    case: Case,
    people: Sequence[Person],
    told: Mapping[str, Any],
    *,
    repeat: bool = False,
) -> Visit:
    started_at = registered_at - timedelta(seconds=random.randint(240, 1500))
    petitioner = people[0].told if people else {}
    since = case.registered_on if repeat else None
    arrived = arrive(random, channel, started_at, phone=petitioner.get("phone"), since=since)
    if not repeat:
        case.opened_on = arrived.received_on
    birth = petitioner.get("birth_date")
    needs = [Need.OLD_AGE] if birth and age_on(birth, office_day(started_at)) >= _OLD else []
    if channel is Channel.VISIT and random.random() < 0.06:
        needs.append(random.choice((Need.ILLNESS, Need.HEARING, Need.MOBILITY, Need.SMALL_CHILDREN, Need.CANNOT_READ)))
    return Visit(
        channel=channel,
        started_at=started_at,
        registered_at=registered_at,
        case=case,
        people=people,
        told=told,
        needs=needs,
        arrived=arrived,
        materials=[_copy(random, name) for name in case.matter.materials],
        prior=_prior(random, case),
        repeat=repeat,
    )


def _copy(random: Random, name: str) -> Mapping[str, Any]:
    return {"name": name, "form": "复印件", "copies": 1, "kept": random.random() < _KEPT}


def _prior(random: Random, case: Case) -> Sequence[Mapping[str, Any]]:
    """A paper from another procedure, where the matter has one."""
    if not case.matter.prior:
        return ()
    return ({**case.matter.prior, "received_on": case.opened_on - timedelta(days=random.randint(5, 50))},)
