"""Somebody who has come before is found while the name is typed, also with one character heard differently."""

from sqlalchemy import select

from petitiondesk.office import recognition
from petitiondesk.office.desk import Desk
from petitiondesk.storage.models import NameKey
from petitiondesk.storage.petitioners import name_keys
from tests.conftest import NOW
from tests.office.conftest import CLAIM, DIVISION, DIVISION_NAME, correct, register

AT_HOME = {"petitioner.division_id": str(DIVISION), "petitioner.division_id.typed": DIVISION_NAME}


def _found(desk: Desk, name: str) -> list[str]:
    fields = {"petitioner.name": name, **AT_HOME}
    return [earlier.number for earlier in recognition.earlier(desk, fields, NOW.date())]


def test_a_name_heard_differently_is_found_from_the_registration_on(desk: Desk) -> None:
    number = register(desk, {**CLAIM, **AT_HOME}).number
    assert _found(desk, "李明") == [number]
    assert _found(desk, "李鸣") == [number]
    assert _found(desk, "王鸣") == []


def test_a_corrected_name_is_found_by_what_it_is_now(desk: Desk) -> None:
    number = register(desk, {**CLAIM, **AT_HOME}).number
    correct(desk, number, {"petitioner.name": "欧阳青"})
    assert _found(desk, "欧阳清") == [number]
    assert _found(desk, "李明") == [], "a name that was heard wrongly is nobody's"
    with desk.database.read() as session:
        kept = session.scalars(select(NameKey.key)).all()
    assert sorted(kept) == sorted(name_keys("欧阳青")), "nothing of it stays, for looking up serves nothing with it"


def test_of_a_common_name_those_recorded_last_are_listed_the_newest_first(desk: Desk) -> None:
    numbers = [register(desk, {**CLAIM, "petitioner.phone": f"139000{place:05}"}).number for place in range(52)]
    found = [
        each.number for each in recognition.earlier(desk, {"petitioner.name": CLAIM["petitioner.name"]}, NOW.date())
    ]
    assert found == numbers[::-1][: recognition.SHOWN + 1], "one more tells that there are more"


def test_nine_earlier_ones_are_all_there(desk: Desk) -> None:
    numbers = [register(desk, CLAIM).number for _ in range(9)]
    found = recognition.earlier(desk, {"petitioner.name": "李明"}, NOW.date())
    assert [earlier.number for earlier in found] == numbers[::-1]
    assert numbers[0] not in [
        earlier.number
        for earlier in recognition.earlier(desk, {"petitioner.name": "李明"}, NOW.date(), besides=numbers[0])
    ]


def test_who_told_one_matter_by_name_is_taken_over_and_nothing_says_that_he_told_another_without(desk: Desk) -> None:
    anonymous = {**CLAIM, "registration.anonymous": "1", "registration.keep_confidential": "1"}
    fields = {**CLAIM, **AT_HOME}
    number = register(desk, fields).number
    [entry] = recognition.earlier(desk, fields, NOW.date())
    register(desk, {**anonymous, **AT_HOME, "petitioner.id": str(entry.petitioner_id)})
    assert [each.number for each in recognition.earlier(desk, fields, NOW.date())] == [number]
    known = recognition.person(desk, entry.petitioner_id)
    assert known is not None
    assert recognition.withheld(known, {"petitioner.name": "李明"}) is None


def test_who_only_ever_stayed_anonymous_is_offered_to_nobody(desk: Desk) -> None:
    register(desk, {**CLAIM, **AT_HOME, "registration.anonymous": "1"})
    assert recognition.earlier(desk, {**CLAIM, **AT_HOME}, NOW.date()) == []
