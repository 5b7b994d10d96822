"""A draft written by another program, by a stranger's hand or with any text there is: the visit is registered."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from petitiondesk.office import corrections, papers, reception
from petitiondesk.office.desk import Desk
from petitiondesk.storage import history
from petitiondesk.storage.models import Case, Draft, Petitioner, Registration
from tests.conftest import NOW
from tests.office.conftest import CLAIM, draft, register, saved, slip_of, told_in_history
from tests.rules.nasty_text import NASTY

both_databases = pytest.mark.both_databases

TAMPERED = [
    {"registration.case_id": "999999"},
    {"registration.case_id": "9" * 40},
    {"petitioner.id": "999999"},
    {"petitioner.id": "-1"},
    {"petitioner.division_id": "999999"},
    {"petitioner.division_id": "9" * 5_000, "petitioner.division_id.typed": "上城"},
    {"registration.category_id": "999999", "registration.category_id.typed": "物业"},
    {"registration.problem_division_id": "٣"},
    {"parties.0.division_id": "999999", "parties.0.name": "邻居"},
    {"parties.0.petitioner_id": "999999", "parties.0.registration_id": "7", "parties.0.id": "1"},
    {"requests.0.case_id": "999999", "requests.0.id": "x"},
    {
        "requests." + "9" * 5_000 + ".text": "远处的请求",
        "requests.-1.text": "x",
        "requests.x": "y",
        "requests": "z",
    },
    {"materials.0.form": "原件"},
    {"materials.0.copies": "9" * 12, "materials.1.kept": "yes"},
    {"needs." + "x" * 99: "1", "needs.\ud800": "1", "needs.old_age": "x"},
    {"registration.visitor_count": "99999999999", "registration.involved_count": "-3"},
    {"registration.number": "2026-访-000099", "registration.id": "5", "registration.sequence": "9"},
    {"registration.draft_id": "x", "registration.as_typed": "{}", "registration.received_on": "1999-01-01"},
    {"petitioner.sex": "male", "registration.purpose": "x" * 99, "case.confidentiality": "secret"},
    {"petitioner.role": "proxy", "parties.0.role": "petitioner", "parties.0.name": "另一个"},
    {"": "x", ".": "x", "no.such.path": "x", "petitioner": "x", "\0": "\0\ud800x", "nothing.\ud83d": "x"},
]


@both_databases
def test_a_draft_that_was_tampered_with_is_registered(desk: Desk) -> None:
    for told in TAMPERED:
        for fields in (told, {**CLAIM, **told}):
            done = register(desk, fields)
            assert corrections.on_record(desk, done.number), told
            assert papers.prepare(desk, done.number, papers.VISIT_FORM, now=NOW), told
    with desk.database.read() as session:
        assert history.verify(session) == []
        assert session.scalar(select(func.count()).select_from(Case)) == 2 * len(TAMPERED)


def test_an_entry_that_no_catalogue_holds_stays_as_words(desk: Desk) -> None:
    told = {"petitioner.division_id": "999", "petitioner.division_id.typed": "老城厢", "registration.category_id": "77"}
    done = register(desk, {**CLAIM, **told})
    assert saved(desk, done.number).as_typed == {
        "petitioner.division_id.typed": "老城厢",
        "registration.category_id.typed": "77",
    }


def nasty_fields(text: str) -> dict[str, str]:
    """The same text in every field that a form has."""
    paths = [
        f"{prefix}.{column.key}"
        for prefix, model in {"petitioner": Petitioner, "registration": Registration, "case": Case}.items()
        for column in model.__table__.columns
    ]
    rows = ("parties.0.name", "parties.0.role", "parties.0.phone", "parties.0.id_number", "parties.0.relation")
    rows += ("parties.0.authority", "requests.0.text", "materials.0.name", "materials.0.form", "materials.0.copies")
    rows += ("materials.0.kept", "prior_procedures.0.kind", "prior_procedures.0.paper", "prior_procedures.0.body")
    rows += ("prior_procedures.0.received_on", "needs.old_age", "petitioner.division_id.typed")
    return dict.fromkeys((*paths, *rows), text)


@both_databases
def test_any_text_in_every_field_is_registered_and_kept_to_the_letter(desk: Desk) -> None:
    for name in NASTY.keys() - {"megabyte of a letter", "megabyte of digits", "megabyte of blanks"}:
        typed = draft(nasty_fields(NASTY[name]))
        desk.drafts.keep(typed)
        [waiting] = desk.drafts.all()
        done = reception.register(desk, waiting, now=NOW)
        told = told_in_history(desk, "registration.registered")[-1]["fields"]
        assert {path: joined(text) for path, text in told.items()} == dict.fromkeys(typed.fields, joined(NASTY[name]))
        assert isinstance(corrections.on_record(desk, done.number), dict)
        assert slip_of(desk, done.number)["number"] == done.number


def joined(text: str) -> str:
    """Two halves of a character that stand side by side are that character, whoever reads them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@both_databases
def test_a_megabyte_is_kept_whole(desk: Desk) -> None:
    for text in (NASTY["megabyte of a letter"], NASTY["megabyte of digits"], NASTY["megabyte of blanks"]):
        done = register(desk, {"petitioner.name": text, "registration.facts": text, "requests.0.text": text})
        found = saved(desk, done.number)
        assert (found.facts or "") == text.strip()
        assert found.as_typed.get("petitioner.name", "") == text.strip()


@both_databases
def test_text_longer_than_any_column_fails_nowhere(desk: Desk) -> None:
    """The longest that folding and normalising can make of it, too: one sign becomes eighteen letters."""
    for text in ("李" * 600, "\ufdfa" * 600, "ŉ" * 600, "㏂" * 600, "𬱖" * 600):
        fields = nasty_fields(text)
        done = register(desk, fields)
        kept = corrections.on_record(desk, done.number)
        assert {path: kept[path] for path in ("petitioner.name", "petitioner.id_number", "parties.0.authority")} == {
            "petitioner.name": text,
            "petitioner.id_number": text,
            "parties.0.authority": text,
        }


def test_a_draft_that_was_typed_long_ago_is_read_by_its_own_day(desk: Desk) -> None:
    old = Draft("old", "visit", datetime(2025, 1, 2, 3, tzinfo=UTC), NOW, {**CLAIM, "petitioner.birth_date": "12-30"})
    done = reception.register(desk, old, now=NOW)
    assert done.number == "2025-访-000001"
    assert saved(desk, done.number).parties[0].petitioner.birth_date == date(2024, 12, 30)
