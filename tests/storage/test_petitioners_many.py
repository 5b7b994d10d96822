"""Somebody who came some thousand times: the newest are shown, those with the surest reason first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.names import fold
from petitiondesk.rules.parties import PartyRole
from petitiondesk.storage.database import Database
from petitiondesk.storage.models import Case, Duty, Party, Petitioner, Registration, Staff
from petitiondesk.storage.petitioners import Owed, Reason, add_name_keys, earlier_registrations

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
FIRST_DAY = date(2022, 5, 5)
COUNT, LIMIT = 3_000, 22
ID_NUMBER, PHONE = "330199197203051249", "15412345678"
OFTEN, AT_HOME, NAMESAKE = 1, 2, 3
"""Who came some thousand times; who has the same phone and came along now and then; who has the same name."""

PEOPLE = {
    OFTEN: {"name": "王鸿章", "id_number": ID_NUMBER, "phone": None, "phone_digits": None},
    AT_HOME: {"name": "李鸣", "id_number": None, "phone": PHONE, "phone_digits": PHONE},
    NAMESAKE: {"name": "王鸿章", "id_number": None, "phone": None, "phone_digits": None},
}
SURENESS = {OFTEN: 0, AT_HOME: 1, NAMESAKE: 2}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        session.add(Staff(id=1, name="张玲", joined_at=NOW))
        for person_id, told in PEOPLE.items():
            person = Petitioner(
                id=person_id, kind="citizen", name_folded=fold(told["name"] or ""), recorded_at=NOW, **told
            )
            session.add(person)
            session.flush()
            add_name_keys(session, person)
        yield session


def came(session: Session, parts: list[tuple[int, ...]]) -> dict[int, date]:
    """Registrations, each of these people; the day of receipt of each by id."""
    random = Random(7)
    days = {place: FIRST_DAY + timedelta(days=random.randrange(1_500)) for place in range(1, len(parts) + 1)}
    connection = session.connection()
    cases = [
        {
            **{"id": place, "number": f"C{place}", "opened_on": day, "rule_set": "national-2022"},
            "confidentiality": Confidentiality.RESTRICTED if place % 50 == 0 else Confidentiality.GENERAL,
        }
        for place, day in days.items()
    ]
    duties = [
        {
            **{"id": place, "case_id": place, "clock": "C2", "article": "", "provisional": False},
            **{"starts_on": day, "last_day": day, "done_on": day if place % 2 else None},
        }
        for place, day in days.items()
    ]
    registrations = [
        {
            **{"id": place, "number": f"N{place}", "channel": "visit", "year": 2026, "sequence": place},
            **{"query_code": str(place), "draft_id": str(place), "case_id": place, "duty_id": place},
            **{"receptionist_id": 1, "received_on": day, "started_at": NOW, "registered_at": NOW, "as_typed": {}},
            **{"repeat": False, "anonymous": place % 40 == 0, "keep_confidential": False, "under_age_stated": False},
            **{"matter": "小区电梯反复停运", "visitor_count": 1},
        }
        for place, day in days.items()
    ]
    part = {"role": PartyRole.PETITIONER}
    people = [
        {"registration_id": place, "petitioner_id": person, "position": position, **part}
        for place, came in enumerate(parts, 1)
        for position, person in enumerate(came)
    ]
    for model, rows in ((Case, cases), (Duty, duties), (Registration, registrations), (Party, people)):
        connection.execute(insert(model), rows)
    return days


@pytest.mark.parametrize(
    ("often", "along", "namesake"),
    [(COUNT, 0, 0), (COUNT, 30, 30), (10, 0, COUNT), (0, 0, COUNT), (5, 5, 5), (0, 12, 0)],
)
def test_the_first_of_very_many_are_those_that_a_look_at_all_of_them_gives(
    session: Session, often: int, along: int, namesake: int
) -> None:
    parts: list[tuple[int, ...]] = [(OFTEN,)] * often + [(AT_HOME, OFTEN)] * along + [(NAMESAKE,)] * namesake
    Random(3).shuffle(parts)
    days = came(session, parts)
    shown = [place for place in days if place % 50 and place % 40]
    surest = {place: min(parts[place - 1], key=SURENESS.__getitem__) for place in shown}
    expected = sorted(shown, key=lambda place: (-SURENESS[surest[place]], days[place], place), reverse=True)[:LIMIT]

    found = earlier_registrations(
        session, id_number=ID_NUMBER, phone=PHONE, name="王鸿章", division_id=None, limit=LIMIT
    )

    assert [each.registration_id for each in found] == expected
    reasons = {
        OFTEN: (Reason.SAME_ID, Reason.SAME_NAME),
        AT_HOME: (Reason.SAME_PHONE,),
        NAMESAKE: (Reason.SAME_NAME,),
    }
    for each in found:
        assert (each.petitioner_id, each.reasons) == (
            surest[each.registration_id],
            reasons[surest[each.registration_id]],
        )
        open_ = Owed("C2", "national-2022", days[each.registration_id], each.number)
        assert each.owed == (() if each.registration_id % 2 else (open_,))


def test_a_registration_of_many_who_are_found_is_one(session: Session) -> None:
    """Every one of them is found by the same phone, so that each registration comes as often as people had a part."""
    family = range(10, 30)
    told = {"kind": "citizen", "name": "李鸣", "name_folded": "李鸣", "phone": PHONE, "phone_digits": PHONE}
    session.connection().execute(insert(Petitioner), [{"id": one, "recorded_at": NOW, **told} for one in family])
    days = came(session, [tuple(family)] * 60)
    shown = [place for place in days if place % 50 and place % 40]
    found = earlier_registrations(session, id_number=None, phone=PHONE, name=None, division_id=None, limit=LIMIT)
    newest = sorted(shown, key=lambda place: (days[place], place), reverse=True)[:LIMIT]
    assert [each.registration_id for each in found] == newest
