"""The same person comes again, the same matter is linked: nothing told before is overwritten."""

from collections.abc import Mapping
from datetime import date

import pytest
from sqlalchemy import func, select

from petitiondesk.office import corrections, recognition
from petitiondesk.office.desk import Desk
from petitiondesk.rules.kinds import Purpose
from petitiondesk.storage.models import Petitioner
from tests.office.conftest import CLAIM, DIVISION, again, correct, register, saved

both_databases = pytest.mark.both_databases


def people(desk: Desk) -> int:
    with desk.database.read() as session:
        return session.scalar(select(func.count()).select_from(Petitioner)) or 0


@both_databases
def test_a_person_taken_over_is_the_same_record_while_nothing_else_is_told(desk: Desk) -> None:
    first = saved(desk, register(desk, CLAIM).number)
    known = recognition.person(desk, first.parties[0].petitioner_id)
    assert known is not None
    assert known.texts["petitioner.name"] == "李明"
    again = saved(desk, register(desk, {**CLAIM, **known.texts}).number)
    assert people(desk) == 1
    assert again.parties[0].petitioner_id == first.parties[0].petitioner_id


@both_databases
def test_a_report_of_wrongdoing_shares_nobodys_record_although_it_says_the_same(desk: Desk) -> None:
    """Registered as one, corrected into one, and taken over from one: by the very same words."""
    first = saved(desk, register(desk, CLAIM).number).parties[0].petitioner_id
    same = {**CLAIM, "petitioner.id": str(first)}
    report = {"registration.purpose": Purpose.REPORT_OF_WRONGDOING}
    registered = register(desk, {**same, **report}).number
    corrected = register(desk, same).number
    assert record_of(desk, corrected) == first
    correct(desk, corrected, report)
    reports = record_of(desk, registered), record_of(desk, corrected)
    from_a_report = [register(desk, {**CLAIM, "petitioner.id": str(known)}).number for known in reports]
    records = [first, *reports, *(record_of(desk, number) for number in from_a_report)]
    assert len(set(records)) == 5


def record_of(desk: Desk, number: str) -> int:
    return saved(desk, number).parties[0].petitioner_id


@both_databases
def test_a_name_with_one_character_off_is_found_after_registering_and_after_a_correction(desk: Desk) -> None:
    def found(name: str) -> list[str]:
        typed = {"petitioner.name": name, "petitioner.division_id": str(DIVISION)}
        return [earlier.number for earlier in recognition.earlier(desk, typed, date(2026, 11, 24))]

    number = register(desk, {"petitioner.name": "欧阳建国", "petitioner.division_id": str(DIVISION)}).number
    assert found("欧阳建华") == [number]
    correct(desk, number, {"petitioner.name": "司马相如"})
    assert found("司马相儒") == [number]
    assert found("欧阳建华") == found("欧阳建国") == []


@both_databases
@pytest.mark.parametrize(
    "told", [{"petitioner.phone": "139 1234 5678"}, {"petitioner.address": "乙路2号"}, {"petitioner.phone": ""}]
)
def test_an_earlier_registration_shows_what_was_told_then(desk: Desk, told: Mapping[str, str]) -> None:
    first = register(desk, CLAIM).number
    before = corrections.on_record(desk, first)
    known = recognition.person(desk, saved(desk, first).parties[0].petitioner_id)
    assert known is not None
    second = register(desk, {**CLAIM, **known.texts, **told}).number
    assert corrections.on_record(desk, first) == before
    now_told = corrections.on_record(desk, second)
    assert {path: now_told.get(path, "") for path in told} == told


@pytest.mark.parametrize(
    "told",
    [
        {"petitioner.name": "王五", "petitioner.id_number": "110101198001010037"},
        {"petitioner.id_number": "110101198001010037"},
        {"petitioner.name": "王五", "petitioner.id_number": ""},
        {"petitioner.name": "", "petitioner.id_number": ""},
    ],
    ids=["another", "another number", "another name", "nameless"],
)
def test_a_record_taken_over_is_never_overwritten_with_somebody_else(desk: Desk, told: Mapping[str, str]) -> None:
    first = saved(desk, register(desk, CLAIM).number)
    second = register(desk, {**CLAIM, "petitioner.id": str(first.parties[0].petitioner_id), **told})
    assert people(desk) == 2
    assert saved(desk, first.number).parties[0].petitioner.name == "李明"
    assert saved(desk, second.number).parties[0].petitioner.name == (told.get("petitioner.name", "李明") or None)


def test_a_dash_for_no_number_makes_nobody_the_same(desk: Desk) -> None:
    first = saved(desk, register(desk, {**CLAIM, "petitioner.id_number": "—"}).number)
    taken_over = {"petitioner.id": str(first.parties[0].petitioner_id), "petitioner.name": "王五"}
    register(desk, {**CLAIM, **taken_over, "petitioner.id_number": "-"})
    assert saved(desk, first.number).parties[0].petitioner.name == "李明"


@both_databases
def test_a_number_is_kept_so_that_it_is_found_and_nothing_of_it_is_lost(desk: Desk) -> None:
    for typed, kept in (
        ("330102 19720305 2350", "330102197203052350"),
        ("３３０１０２１９７２０３０５２３５０", "330102197203052350"),
        ("军字第一〇二三号", "军字第一〇二三号"),
        ("㍿" * 50, "㍿" * 50),
        ("㏒" * 50, "㏒" * 50),
    ):
        told = {"petitioner.id_type": "other", "petitioner.id_number": typed}
        done = register(desk, told)
        assert saved(desk, done.number).parties[0].petitioner.id_number == kept
        assert recognition.earlier(desk, told, date(2026, 11, 24))[0].number == done.number


@pytest.mark.parametrize(("new_facts", "said_again"), [("yes", False), ("no", True), ("unclear", True)])
def test_a_matter_that_comes_again_opens_a_request_only_with_new_facts(
    desk: Desk, new_facts: str, said_again: bool
) -> None:
    first = register(desk, CLAIM).number
    second = again(desk, first, new_facts, **{"registration.facts": "还是没有修。"})
    assert second.case_id == saved(desk, first).case_id
    assert second.repeat
    assert second.facts == "还是没有修。"
    assert [each.said_again for each in second.requests] == [said_again]
