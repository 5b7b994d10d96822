"""The same person found again: by what, in which order, and what is never shown."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy.orm import Session

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.names import fold
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.phones import normalise
from petitiondesk.rules.registration_numbers import registration_number
from petitiondesk.storage.catalogues import DivisionLine, load_divisions
from petitiondesk.storage.database import Database
from petitiondesk.storage.models import Case, Duty, Party, Petitioner, Registration, Staff
from petitiondesk.storage.petitioners import (
    Earlier,
    Owed,
    Reason,
    add_name_keys,
    earlier_registrations,
    petitioner_data,
)
from tests.rules.nasty_text import NASTY

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
FIRST_DAY = date(2026, 1, 5)
ID_NUMBER = "330199197203051249"
HOME, ELSEWHERE = 3, 4

Came = Callable[..., Registration]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        load_divisions(
            session,
            [
                DivisionLine("33", "浙江省", "zjs"),
                DivisionLine("3301", "杭州市", "hzs"),
                DivisionLine("330102", "上城区", "scq"),
                DivisionLine("330106", "西湖区", "xhq"),
            ],
            date(2023, 6, 30),
        )
        session.add(Staff(id=1, name="张玲", joined_at=NOW))
        session.flush()
        yield session


@pytest.fixture
def came(session: Session) -> Came:
    """Somebody came, a day after whoever came before."""
    sequences = count(1)

    def came(
        *people: Petitioner,
        role: PartyRole = PartyRole.PETITIONER,
        confidentiality: Confidentiality = Confidentiality.GENERAL,
        anonymous: bool = False,
        matter: str = "小区电梯反复停运",
    ) -> Registration:
        sequence = next(sequences)
        day = FIRST_DAY + timedelta(days=sequence)
        number = registration_number(2026, Channel.VISIT, sequence)
        case = Case(number=number, opened_on=day, confidentiality=confidentiality, rule_set="national-2022")
        registration = Registration(
            number=number,
            channel=Channel.VISIT,
            year=2026,
            sequence=sequence,
            query_code=f"{sequence:08d}",
            draft_id=str(sequence),
            receptionist_id=1,
            received_on=day,
            started_at=NOW,
            registered_at=NOW,
            anonymous=anonymous,
            matter=matter,
            case=case,
            duty=Duty(case=case, clock="C1", article="", starts_on=day, last_day=day, provisional=False),
            parties=[Party(petitioner=person, role=role, position=place) for place, person in enumerate(people)],
        )
        session.add(registration)
        session.flush()
        for person in people:
            add_name_keys(session, person)
        return registration

    return came


def person(
    name: str | None, *, id_number: str | None = None, phone: str | None = None, division: int | None = HOME
) -> Petitioner:
    return Petitioner(
        kind="citizen",
        name=name,
        name_folded=fold(name) if name else None,
        id_number=id_number,
        phone=phone,
        phone_digits=normalise(phone) if phone else None,
        division_id=division,
        recorded_at=NOW,
    )


def found(session: Session, *, limit: int = 10, **typed: object) -> list[Earlier]:
    said = {"id_number": None, "phone": None, "name": None, "division_id": None} | typed
    return earlier_registrations(session, limit=limit, **said)  # type: ignore[arg-type]


def numbers(session: Session, **typed: object) -> list[str]:
    return [earlier.number for earlier in found(session, **typed)]


def test_the_same_id_number_finds_a_person_whatever_the_name(session: Session, came: Came) -> None:
    registration = came(person("李小明", id_number="33019919720305124X"))
    came(person("李小明", id_number="330199197203051249", division=ELSEWHERE))
    for typed in ("33019919720305124X", "33019919720305124x", " 330199 19720305 124Ｘ "):
        [earlier] = found(session, id_number=typed, name="王芳")
        assert earlier.number == registration.number
        assert earlier.reasons == (Reason.SAME_ID,)
        assert earlier.name == "李小明"


def test_both_spellings_of_one_id_number_find_the_person_under_either(session: Session, came: Came) -> None:
    old, now = "330102720305122", "330102197203051227"
    by_old, by_now = came(person("李强", id_number=old)), came(person("李小强", id_number=now))
    came(person("王强", id_number="330102720305123"))
    for typed in (old, now, "３３０１０２ 720305 122"):
        found_by_number = found(session, id_number=typed)
        assert [each.number for each in found_by_number] == [by_now.number, by_old.number]
        assert {each.reasons for each in found_by_number} == {(Reason.SAME_ID,)}
    assert found(session, id_number=now, name="李强")[-1].reasons == (Reason.SAME_ID, Reason.SAME_NAME)


def test_the_same_phone_finds_a_person_however_it_is_written(session: Session, came: Came) -> None:
    registration = came(person("李小明", phone="+86 154-0000-1234"))
    assert numbers(session, phone="15400001234") == [registration.number]
    assert numbers(session, phone="154 0000 1235") == []


@pytest.mark.parametrize(
    ("kept", "typed", "shown"),
    [(HOME, HOME, True), (None, HOME, True), (HOME, None, True), (None, None, True), (ELSEWHERE, HOME, False)],
)
def test_the_same_name_is_found_where_no_other_division_is_known(
    session: Session, came: Came, kept: int | None, typed: int | None, shown: bool
) -> None:
    came(person("阿依古丽·买买提", division=kept))
    reasons = [earlier.reasons for earlier in found(session, name="阿依古丽 • 买买提", division_id=typed)]
    assert reasons == [(Reason.SAME_NAME,)] * shown


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("110101198001010037", False), ("110101198001010038", True), ("护照E1234567", True), (None, True)],
)
def test_whoever_has_another_valid_id_number_is_somebody_else(
    session: Session, came: Came, kept: str | None, shown: bool
) -> None:
    """A number that can't be right is a slip of the fingers; the same phone may be a household's."""
    same, similar = came(person("李小明", id_number=kept)), came(person("李晓明", id_number=kept))
    family = came(person("李大明", id_number=kept, phone="15400001234"))
    typed = {"id_number": "330102197203052350", "name": "李小明", "division_id": HOME, "phone": "15400001234"}
    expected = [family.number, same.number, similar.number]
    assert numbers(session, **typed) == (expected if shown else [family.number])


def test_people_of_reports_take_nobody_elses_place(session: Session, came: Came) -> None:
    visible = came(person("李小明")).number
    for _ in range(50):
        came(person("李小明"), confidentiality=Confidentiality.RESTRICTED)
    assert numbers(session, name="李小明") == [visible]


def test_of_very_many_with_one_name_the_last_are_shown(session: Session, came: Came) -> None:
    registrations = [came(person("李小明")).number for _ in range(52)]
    assert [each.number for each in found(session, limit=60, name="李小明")] == registrations[:1:-1]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("李晓明", "李小明"), ("李小明", "李明"), ("李明", "李小明"), ("张伟", "张玮"), ("𠅤小明", "李小明")],
)
def test_one_character_different_is_found_in_the_same_division_only(
    session: Session, came: Came, typed: str, kept: str
) -> None:
    registration = came(person(kept))
    [earlier] = found(session, name=typed, division_id=HOME)
    assert (earlier.number, earlier.reasons) == (registration.number, (Reason.SIMILAR_NAME,))
    assert numbers(session, name=typed, division_id=ELSEWHERE) == []
    assert numbers(session, name=typed) == []


def test_two_characters_different_is_somebody_else(session: Session, came: Came) -> None:
    came(person("李小明"))
    for other in ("李大军", "小李明", "李小明明明", "王"):
        assert numbers(session, name=other, division_id=HOME) == []


def test_a_name_that_was_corrected_is_found_by_the_new_one(session: Session, came: Came) -> None:
    somebody = person("李小明")
    registration, namesake = came(somebody), came(person("李小明"))
    somebody.name = somebody.name_folded = "欧阳建国"
    session.flush()
    add_name_keys(session, somebody, former="李小明")
    add_name_keys(session, somebody, former="李小明")
    assert numbers(session, name="欧阳健国", division_id=HOME) == [registration.number]
    assert numbers(session, name="李晓明", division_id=HOME) == [namesake.number], "whoever bears the name keeps it"


def test_all_reasons_are_named_and_the_surest_comes_first(session: Session, came: Came) -> None:
    same_id = came(person("李小明", id_number=ID_NUMBER, phone="15400001234"))
    same_phone = came(person("王芳", phone="15400001234", division=ELSEWHERE))
    same_name = came(person("李小明", division=None))
    similar = came(person("李晓明"))
    same_name_later = came(person("李小明", division=None))
    typed = {"id_number": ID_NUMBER, "phone": "154 0000 1234", "name": "李小明", "division_id": HOME}
    assert numbers(session, **typed) == [
        each.number for each in (same_id, same_phone, same_name_later, same_name, similar)
    ]
    assert found(session, **typed)[0].reasons == (Reason.SAME_ID, Reason.SAME_PHONE, Reason.SAME_NAME)
    assert [each.number for each in found(session, limit=2, **typed)] == [same_id.number, same_phone.number]


def test_one_person_s_registrations_come_newest_first(session: Session, came: Came) -> None:
    somebody = person("李小明", id_number=ID_NUMBER)
    registrations = [came(somebody) for _ in range(12)]
    newest_first = [registration.number for registration in reversed(registrations)]
    assert numbers(session, id_number=ID_NUMBER) == newest_first[:10]


def test_what_the_office_still_owes_is_told(session: Session, came: Came) -> None:
    registration = came(person("李小明"))
    registration.duty.done_on = FIRST_DAY
    duties = [("C5", 60, None), ("C1", 15, FIRST_DAY), ("C2", 15, None)]
    for clock, days, done_on in duties:
        session.add(
            Duty(
                case=registration.case,
                clock=clock,
                article="《信访工作条例》",
                starts_on=FIRST_DAY,
                last_day=FIRST_DAY + timedelta(days=days),
                provisional=False,
                done_on=done_on,
            )
        )
    session.flush()
    [earlier] = found(session, name="李小明")
    assert earlier.owed == (
        Owed("C2", "national-2022", FIRST_DAY + timedelta(days=15)),
        Owed("C5", "national-2022", FIRST_DAY + timedelta(days=60)),
    )
    assert (earlier.matter, earlier.received_on) == ("小区电梯反复停运", registration.received_on)
    assert (earlier.case_id, earlier.registration_id) == (registration.case_id, registration.id)


def test_it_is_told_from_which_registration_it_runs(session: Session, came: Came) -> None:
    registration = came(person("李小明"))
    [earlier] = found(session, name="李小明")
    assert [owed.number for owed in earlier.owed] == [registration.number]


def test_a_report_of_wrongdoing_is_neither_shown_nor_counted(session: Session, came: Came) -> None:
    somebody = person("李小明", id_number=ID_NUMBER, phone="15400001234")
    open_to_see = [came(somebody) for _ in range(2)]
    for _ in range(20):
        came(somebody, confidentiality=Confidentiality.RESTRICTED)
    typed = {"id_number": ID_NUMBER, "phone": "15400001234", "name": "李小明", "division_id": HOME}
    assert numbers(session, **typed) == [each.number for each in reversed(open_to_see)]


def test_who_only_reported_wrongdoing_is_nobody_here(session: Session, came: Came) -> None:
    somebody = person("李小明", id_number=ID_NUMBER)
    came(somebody, confidentiality=Confidentiality.RESTRICTED)
    assert found(session, id_number=ID_NUMBER, name="李小明", division_id=HOME) == []
    assert petitioner_data(session, somebody.id) is None


def test_a_sensitive_matter_is_shown_to_who_sits_at_the_counter(session: Session, came: Came) -> None:
    came(person("李小明"), confidentiality=Confidentiality.SENSITIVE)
    assert len(found(session, name="李小明")) == 1


def test_who_only_helped_has_no_part_in_the_matter(session: Session, came: Came) -> None:
    for role in PartyRole:
        if role not in (PartyRole.PETITIONER, PartyRole.REPRESENTATIVE):
            came(person("李小明", id_number=ID_NUMBER), role=role)
    assert found(session, id_number=ID_NUMBER, name="李小明") == []


def test_a_group_is_shown_once(session: Session, came: Came) -> None:
    registration = came(person("李小明"), person("李小明"), person("李晓明"), role=PartyRole.REPRESENTATIVE)
    [earlier] = found(session, name="李小明", division_id=HOME)
    assert (earlier.number, earlier.reasons) == (registration.number, (Reason.SAME_NAME,))


def test_what_was_told_anonymously_is_found_by_nothing_that_was_told(session: Session, came: Came) -> None:
    told = {"id_number": ID_NUMBER, "phone": "15400001234", "name": "李小明", "division_id": HOME}
    for _ in range(51):  # more than are looked at: they take nobody's place
        came(person("李小明", id_number=ID_NUMBER, phone="15400001234"), anonymous=True)
    for what in ("id_number", "phone", "name"):
        assert numbers(session, **{what: told[what]}, division_id=HOME) == []
    family = person("李小明", id_number=ID_NUMBER, phone="15400001234")
    by_name = came(family)
    came(family, anonymous=True)
    assert numbers(session, **told) == [by_name.number], "of what somebody told by name, that alone"


def test_nothing_typed_finds_nobody(session: Session, came: Came) -> None:
    came(person(None))
    came(person("李小明"))
    assert found(session) == []
    assert found(session, id_number="", phone=" ", name="　", division_id=HOME) == []


def test_nasty_text_finds_nobody_and_breaks_nothing(session: Session, came: Came) -> None:
    came(person("欧阳建国", id_number=ID_NUMBER, phone="15400001234"))
    for typed in NASTY.values():
        assert found(session, id_number=typed, phone=typed, name=typed, division_id=HOME) == []


def test_a_long_name_is_kept_and_found_whole(session: Session, came: Came) -> None:
    name = "克里斯托弗·" * 30
    registration = came(person(name))
    assert numbers(session, name=name, division_id=HOME) == [registration.number]


def test_a_person_s_data_are_taken_over_as_they_were_told(session: Session, came: Came) -> None:
    somebody = person("李小明", id_number=ID_NUMBER, phone="154 0000 1234")
    somebody.birth_date = date(1972, 3, 5)
    came(somebody)
    assert petitioner_data(session, somebody.id) == {
        "id": somebody.id,
        "kind": "citizen",
        "name": "李小明",
        "id_number": ID_NUMBER,
        "phone": "154 0000 1234",
        "birth_date": date(1972, 3, 5),
        "division_id": HOME,
    }
    assert petitioner_data(session, 10**9) is None
