"""Registering a visit: never refused, numbered, with its first due day, its people, requests and slip."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from petitiondesk.documents.visit_form import VisitFormData
from petitiondesk.office import papers, reception, recognition
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act
from petitiondesk.rules.kinds import Confidentiality, OfficeRole, Purpose
from petitiondesk.storage import history, registrations
from petitiondesk.storage.models import Counter, Event, Registration
from tests.conftest import NOW
from tests.office.conftest import (
    CATEGORY,
    CATEGORY_NAME,
    CLAIM,
    DIVISION,
    DIVISION_NAME,
    NewDesk,
    again,
    draft,
    register,
    saved,
    slip_of,
    told_in_history,
)

both_databases = pytest.mark.both_databases

REPORT = {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING, "registration.accused_person": "王某"}
MINOR_ID = "33010220120305235X"


# Numbers, days and duties


@both_databases
def test_numbers_run_without_gap_and_start_anew_each_year(desk: Desk) -> None:
    new_year = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # midnight in UTC+8
    told = [register(desk, CLAIM), register(desk, CLAIM), register(desk, CLAIM, started_at=new_year)]
    assert [each.number for each in told] == ["2026-访-000001", "2026-访-000002", "2027-访-000001"]
    codes = {each.query_code for each in told}
    assert len(codes) == 3
    assert all(len(code) == 8 and code.isdecimal() for code in codes)


def test_a_query_code_that_is_taken_refuses_no_visit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([5, 5, 5, 5, 6])
    monkeypatch.setattr(reception.secrets, "randbelow", lambda _below: next(drawn))
    assert register(desk, CLAIM).query_code != register(desk, CLAIM).query_code


@pytest.mark.parametrize(
    ("started_at", "received_on"),
    [
        (datetime(2026, 11, 23, 15, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 16, 0, tzinfo=UTC), date(2026, 11, 24)),
    ],
)
def test_the_day_of_receipt_is_the_day_of_the_first_key_in_china(
    desk: Desk, started_at: datetime, received_on: date
) -> None:
    registration = saved(desk, register(desk, CLAIM, started_at=started_at).number)
    assert registration.received_on == received_on
    assert registration.registered_at == NOW


def test_the_slip_tells_when_the_visitor_began_to_tell(desk: Desk) -> None:
    number = register(desk, CLAIM, started_at=NOW - timedelta(minutes=40)).number
    assert slip_of(desk, number)["received"] == "2026-11-23T08:50"


@both_databases
@pytest.mark.parametrize(
    ("role", "clock", "article"),
    [
        (OfficeRole.LETTERS_OFFICE, "C1", "《信访工作条例》第二十二条"),
        (OfficeRole.COMPETENT_ORGAN, "C2", "《信访工作条例》第二十三条第二款"),
    ],
)
def test_the_first_duty_is_by_the_role_of_the_office(
    new_desk: NewDesk, role: OfficeRole, clock: str, article: str
) -> None:
    desk = new_desk(role)
    done = register(desk, CLAIM)
    assert (done.clock, done.last_day) == (clock, date(2026, 12, 8))
    duty = saved(desk, done.number).duty
    assert (duty.clock, duty.article, duty.starts_on, duty.last_day, duty.done_on) == (
        clock,
        article,
        date(2026, 11, 23),
        date(2026, 12, 8),
        None,
    )
    assert duty.case_id == saved(desk, done.number).case_id
    assert slip_of(desk, done.number)["last_day"] == "2026-12-08"


def test_the_history_holds_what_was_typed(desk: Desk) -> None:
    fields = {**CLAIM, "registration.visitor_count": "三四个"}
    register(desk, fields)
    [told] = told_in_history(desk, "registration.registered")
    assert told == {"fields": fields, "last_day": "2026-12-08", "clock": "C2"}
    with desk.database.read() as session:
        assert session.scalars(select(Event.actor_name)).one() == "张玲"
        assert history.verify(session) == []


@both_databases
def test_a_clock_that_was_set_back_meanwhile_is_told_and_stands_in_the_history(desk: Desk) -> None:
    """The visit is registered all the same (Art. 22)."""
    assert register(desk, CLAIM).time_behind is None
    for minutes, told in ((2, False), (4, False), (7, True), (7, False)):
        now = NOW - timedelta(minutes=minutes)
        said = reception.register(desk, draft(CLAIM), now=now).time_behind
        assert (said is not None) is told, minutes
    [noted] = told_in_history(desk, "registration.clock_behind")
    assert noted == {"clock": "2026-11-23T01:23:00+00:00", "newest": "2026-11-23T01:26:00+00:00"}
    with desk.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Registration)) == 5
        assert history.verify(session) == []


# What comes with a visit


@both_databases
def test_everything_told_stands_on_record(desk: Desk) -> None:
    told = {
        **CLAIM,
        "petitioner.division_id": str(DIVISION),
        "petitioner.birth_date": "1972年3月5日",
        "petitioner.sex": "1",
        "registration.category_id": str(CATEGORY),
        "registration.visitor_count": "7",
        "requests.1.text": "赔偿损失",
        "parties.0.role": "proxy",
        "parties.0.name": "周律师",
        "parties.0.authority": "授权委托书",
        "parties.0.relation": "律师",
        "parties.1.role": "interpreter",
        "parties.1.name": "阿依古丽",
        "needs.old_age": "1",
        "materials.0.name": "维修合同",
        "materials.0.copies": "2",
        "materials.0.kept": "1",
        "prior_procedures.0.kind": "judgment",
        "prior_procedures.0.received_on": "2026-11-01",
    }
    done = register(desk, told)
    found = saved(desk, done.number)
    assert [(each.role, each.petitioner.name, each.authority, each.relation) for each in found.parties] == [
        ("petitioner", "李明", None, None),
        ("proxy", "周律师", "授权委托书", "律师"),
        ("interpreter", "阿依古丽", None, None),
    ]
    person = found.parties[0].petitioner
    assert (person.kind, person.birth_date, person.sex, person.division_id) == ("citizen", date(1972, 3, 5), "1", 3)
    assert [(each.text, each.said_again, each.case_id) for each in found.requests] == [
        ("修好电梯", False, found.case_id),
        ("赔偿损失", False, found.case_id),
    ]
    assert [each.need for each in found.needs] == ["old_age"]
    assert [(each.name, each.copies, each.kept) for each in found.materials] == [("维修合同", 2, True)]
    assert [(each.kind, each.received_on) for each in found.prior_procedures] == [("judgment", date(2026, 11, 1))]
    assert (found.visitor_count, found.category_id, found.matter, found.as_typed) == (7, CATEGORY, "修好电梯", {})
    slip = slip_of(desk, done.number)
    assert (slip["name"], slip["others"], slip["contact"]) == ("李明", "等7人", "张玲")
    assert (slip["matter"], slip["requests"]) == ("", ["修好电梯", "赔偿损失"])
    form = papers.prepare(desk, done.number, papers.VISIT_FORM, now=NOW)
    assert isinstance(form.data, VisitFormData)
    assert (form.data.address, form.data.content) == (f"{DIVISION_NAME} 望江街道幸福里2幢301室", CATEGORY_NAME)
    assert form.data.proxies == ("周律师（律师，授权委托书）",)
    assert form.data.helpers == ("阿依古丽（翻译）",)
    assert papers.render(form, "A4").startswith(b"%PDF")


@pytest.mark.parametrize(
    "fields", [{}, {"registration.anonymous": "1"}, {"petitioner.sex": "0", "petitioner.kind": "citizen"}]
)
def test_a_visit_of_which_nothing_is_told_is_registered(desk: Desk, fields: Mapping[str, str]) -> None:
    done = register(desk, fields)
    assert done.number == "2026-访-000001"
    assert saved(desk, done.number).parties == []
    assert papers.render(papers.prepare(desk, done.number, papers.VISIT_FORM, now=NOW), "A4")


def test_somebody_without_a_part_named_stands_on_the_visit_form(desk: Desk) -> None:
    done = register(desk, {**CLAIM, "parties.0.name": "邻居"})
    assert papers.prepare(desk, done.number, papers.VISIT_FORM, now=NOW).data.helpers == ("邻居",)


def test_what_was_not_chosen_or_can_not_be_read_stands_on_the_visit_form_as_typed(desk: Desk) -> None:
    told = {
        "petitioner.birth_date": "六十多岁",
        "petitioner.division_id.typed": "城东新村",
        "registration.problem_division_id.typed": "河边",
        "registration.category_id.typed": "电梯",
        "prior_procedures.0.received_on": "去年冬天",
    }
    done = register(desk, {**CLAIM, **told})
    form = papers.prepare(desk, done.number, papers.VISIT_FORM, now=NOW).data
    assert (form.birth, form.place, form.content) == ("六十多岁", "河边", "电梯")
    assert form.address == "城东新村 望江街道幸福里2幢301室"
    assert [each.received for each in form.prior_procedures] == ["去年冬天"]


# Minors and reports of wrongdoing


@pytest.mark.parametrize(
    "told",
    [
        {"petitioner.birth_date": "2012-03-05"},
        {"registration.under_age_stated": "1"},
        {"petitioner.id_type": "resident_card", "petitioner.id_number": MINOR_ID},
    ],
    ids=["birth", "statement", "ID number"],
)
def test_a_minors_matter_is_sensitive(desk: Desk, told: Mapping[str, str]) -> None:
    assert register(desk, {**CLAIM, "petitioner.id_number": "", **told}).confidentiality == Confidentiality.SENSITIVE


def test_a_minors_visit_makes_the_linked_case_sensitive(desk: Desk) -> None:
    first = register(desk, CLAIM).number
    again(desk, first, "no", **{"registration.under_age_stated": "1"})
    assert saved(desk, first).case.confidentiality == Confidentiality.SENSITIVE


@both_databases
def test_a_report_of_wrongdoing_stands_apart_from_everything_else(desk: Desk) -> None:
    first = saved(desk, register(desk, CLAIM).number)
    linked = {
        **REPORT,
        "petitioner.id": str(first.parties[0].petitioner_id),
        "registration.case_id": str(first.case_id),
        "petitioner.phone": "13800138000",
        "materials.0.name": "王某收钱的照片",
        "materials.0.form": "原件",
    }
    done = register(desk, linked)
    found = saved(desk, done.number)
    assert done.confidentiality == found.case.confidentiality == Confidentiality.RESTRICTED
    assert found.case_id != first.case_id
    assert not found.repeat
    assert found.parties[0].petitioner_id != first.parties[0].petitioner_id
    assert saved(desk, first.number).parties[0].petitioner.phone is None
    slip = slip_of(desk, done.number)
    assert all(word not in str(slip) for word in ("李明", "王某", "张玲", "电梯", "照片"))
    earlier = recognition.earlier(desk, CLAIM | {"petitioner.phone": "13800138000"}, date(2026, 11, 24))
    assert [each.number for each in earlier] == [first.number]
    assert recognition.person(desk, found.parties[0].petitioner_id) is None
    with desk.database.read() as session:
        named = registrations.entered(session, done.number)
    assert named is not None
    assert (named.name, named.matter) == (None, None)


def test_nothing_is_linked_to_a_report_and_nobody_taken_over_from_it(desk: Desk) -> None:
    report = saved(desk, register(desk, REPORT).number)
    stolen = {
        **CLAIM,
        "registration.case_id": str(report.case_id),
        "petitioner.id": str(report.parties[0].petitioner_id),
        "petitioner.address": "别处",
    }
    done = saved(desk, register(desk, stolen).number)
    assert done.case_id != report.case_id
    assert done.parties[0].petitioner_id != report.parties[0].petitioner_id
    assert saved(desk, report.number).parties[0].petitioner.address == CLAIM["petitioner.address"]


@both_databases
def test_a_counter_that_stands_behind_refuses_nobody_and_the_history_says_so(desk: Desk) -> None:
    """As where an older copy of a part of the data was brought back."""
    numbers = [register(desk, CLAIM).number for _visit in range(3)]
    with desk.database.write() as session:
        session.execute(update(Counter).where(Counter.name == "registration/visit/2026").values(value=1))
    numbers += [register(desk, CLAIM).number for _visit in range(2)]
    assert numbers == [f"2026-访-{sequence:06}" for sequence in range(1, 6)]
    with desk.database.read() as session:
        behind = session.scalars(select(Event.object_id).where(Event.act == Act.NOTE_COUNTER_BEHIND)).all()
        assert history.verify(session) == []
    assert behind == [numbers[3]]
