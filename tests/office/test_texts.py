"""A record as the texts of a draft: what was told comes back, and correcting it by itself changes nothing."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from petitiondesk.office import corrections, papers, recognition
from petitiondesk.office.corrections import NothingChanged
from petitiondesk.office.desk import Desk
from petitiondesk.rules.kinds import IdType, Need, NewFacts, PetitionerKind, Purpose, Sex
from petitiondesk.rules.parties import BESIDE_THE_PETITIONER
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.rules.typed_text import is_blank
from petitiondesk.storage.models import Material, Party, Petitioner, PriorProcedure, Registration
from petitiondesk.storage.text import storable
from tests.conftest import NOW
from tests.documents.reading import READERS, squeezed
from tests.documents.test_papers import SOFT_HYPHEN_AND_LIGATURES, printable_characters
from tests.office.conftest import CATEGORY, DIVISION, correct, register, saved
from tests.rules.nasty_text import NASTY

SHORT_NASTY = [text for text in NASTY.values() if len(text) < 1_000]
CHOSEN_BY_FORM = {"kind", "id_type", "sex", "role"}
"""What a form says of people of whom nothing is told, by the last part of its path."""

FOUND_BY_THE_OFFICE = {"kind", "visitor_count", "copies", "confidentiality"}
"""What stands on record even where nothing was told, by the last part of its path."""

of_one_office = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

texts = st.one_of(st.text(max_size=40), st.text(st.characters(), max_size=40), st.sampled_from(SHORT_NASTY))
days = st.dates(date(1900, 1, 1), date(2026, 11, 23)).map(date.isoformat)
counts = st.integers(0, 9_999_999).map(str)
flags = st.just("1")


def columns(model: type, prefix: str, **special: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[str]]:
    """What may be told of a mapped class, by path: its columns that people fill in."""
    by_type = {str: texts, int: counts, bool: flags, date: days}
    described = {
        column.key: by_type[column.type.python_type]
        for column in model.__table__.columns
        if column.info.get("asked") and not column.foreign_keys
    }
    return {f"{prefix}.{name}": told for name, told in {**described, **special}.items()}


def of_somebody(fields: dict[str, str]) -> dict[str, str]:
    """The fields without what a form chooses by itself for people of whom nothing else is told."""
    told = {
        path for path, text in fields.items() if not is_blank(text) and path.rpartition(".")[2] not in CHOSEN_BY_FORM
    }
    lines = {path.rpartition(".")[0] for path in told}
    return {
        path: text
        for path, text in fields.items()
        if path.rpartition(".")[0] in lines or path.rpartition(".")[2] not in CHOSEN_BY_FORM
    }


def one_of(codes: Iterable[str]) -> st.SearchStrategy[str]:
    return st.sampled_from([str(code) for code in codes])


def rows(prefix: str, model: type, places: int, **special: st.SearchStrategy[str]) -> dict[str, st.SearchStrategy[str]]:
    told: dict[str, st.SearchStrategy[str]] = {}
    for place in range(places):
        told |= columns(model, f"{prefix}.{place}", **special)
    return told


id_numbers = st.text("0123456789X", min_size=1, max_size=50)
people = {"kind": one_of(PetitionerKind), "id_type": one_of(IdType), "id_number": id_numbers, "sex": one_of(Sex)}
told_fields = st.fixed_dictionaries(
    {},
    optional={
        **columns(Petitioner, "petitioner", **people),
        **columns(
            Registration,
            "registration",
            matter=texts.map("事项：{}".format),
            purpose=one_of(Purpose),
            new_facts=one_of(NewFacts),
        ),
        **rows("parties", Party, 3, role=one_of(BESIDE_THE_PETITIONER)),
        **{f"parties.{place}.name": texts for place in range(3)},
        **{f"requests.{place}.text": texts for place in range(4)},
        **rows("materials", Material, 3),
        **rows("prior_procedures", PriorProcedure, 2, kind=one_of(ProcedureKind)),
        **{f"needs.{need}": flags for need in Need},
        "petitioner.division_id": st.just(str(DIVISION)),
        "registration.category_id": st.just(str(CATEGORY)),
        "registration.problem_division_id.typed": texts,
    },
).map(of_somebody)


@pytest.mark.both_databases
@of_one_office
@given(fields=told_fields)
@example(fields={"petitioner.name": "\r\0" + "李" * 300})
def test_what_was_told_comes_back(desk: Desk, fields: dict[str, str]) -> None:
    number = register(desk, fields).number
    back = corrections.on_record(desk, number)
    expected = {path: storable(text).strip() for path, text in fields.items() if not is_blank(text)}
    assert {path: back.get(path, "").strip() for path in expected} == expected
    added = {path for path in back.keys() - expected.keys() if path.rpartition(".")[2] not in FOUND_BY_THE_OFFICE}
    assert added <= {"petitioner.division_id.typed", "registration.category_id.typed"}
    with pytest.raises(NothingChanged):
        correct(desk, number, {})


@pytest.mark.both_databases
def test_a_person_taken_over_is_told_as_on_record(desk: Desk) -> None:
    told = {
        "petitioner.name": "阿卜杜拉·买买提",
        "petitioner.id_number": "330102197203052350",
        "petitioner.birth_date": "1972-03-05",
        "petitioner.division_id": str(DIVISION),
        "petitioner.kind": "citizen",
    }
    person = saved(desk, register(desk, told).number).parties[0].petitioner_id
    known = recognition.person(desk, person)
    words = {"petitioner.id": str(person), "petitioner.division_id.typed": "浙江省杭州市上城区"}
    assert known is not None
    assert known.texts == {**told, **words}


# Onto paper and back


def on_paper(desk: Desk, number: str, kind: str, reader: str) -> tuple[str, tuple[str, ...]]:
    ready = papers.prepare(desk, number, kind, now=NOW)
    return squeezed("".join(READERS[reader](papers.render(ready, "A5")))), ready.missing


@pytest.mark.parametrize("reader", READERS)
@settings(of_one_office, max_examples=6)
@given(data=st.data())
def test_every_left_to_right_character_comes_back_from_paper(desk: Desk, reader: str, data: st.DataObject) -> None:
    characters = st.sampled_from(printable_characters())
    name, matter, facts = (data.draw(st.text(characters, min_size=1, max_size=most)) for most in (30, 60, 120))
    number = register(
        desk, {"petitioner.name": name, "registration.matter": matter, "registration.facts": facts}
    ).number
    slip, missing = on_paper(desk, number, papers.SLIP, reader)
    assert name in slip
    assert matter in slip
    assert missing == ()
    form, missing = on_paper(desk, number, papers.VISIT_FORM, reader)
    assert name in form
    assert matter in form
    assert facts in form
    assert missing == ()


@pytest.mark.deep
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("reader", READERS)
def test_all_characters_come_back_from_paper(desk: Desk, reader: str) -> None:
    characters = printable_characters()
    for start in range(0, len(characters), 120):
        text = "".join(characters[start : start + 120])
        number = register(desk, {"registration.matter": text, "registration.facts": text}).number
        assert text in on_paper(desk, number, papers.SLIP, reader)[0]
        assert on_paper(desk, number, papers.VISIT_FORM, reader)[0].count(text) == 2


@settings(of_one_office, max_examples=15)
@given(
    text=st.text(
        st.characters(
            exclude_categories=["M", "Z", "Cs", "Cc", "Cf", "Cn"],
            exclude_characters=[*SOFT_HYPHEN_AND_LIGATURES],
        ),
        min_size=1,
        max_size=60,
    )
)
def test_a_character_comes_back_from_paper_or_is_announced(desk: Desk, text: str) -> None:
    number = register(desk, {"petitioner.name": "李", "registration.facts": text}).number
    form, missing = on_paper(desk, number, papers.VISIT_FORM, "pdfium")
    for character in text:
        assert (character in form) != (character in missing), unicodedata.name(character, hex(ord(character)))


@settings(of_one_office, max_examples=10)
@given(
    birth=st.dates(date(1900, 1, 1), date(2026, 11, 23)),
    started=st.timedeltas(timedelta(days=-300), timedelta(0)),
    id_number=st.from_regex("[1-9][0-9]{16}[0-9X]", fullmatch=True),
)
def test_days_and_id_numbers_come_back_from_paper(desk: Desk, birth: date, started: timedelta, id_number: str) -> None:
    told = {"petitioner.name": "李明", "petitioner.birth_date": birth.isoformat(), "petitioner.id_number": id_number}
    done = register(desk, told, started_at=NOW + started)
    received = saved(desk, done.number).received_on
    form = on_paper(desk, done.number, papers.VISIT_FORM, "pdfium")[0]
    assert id_number in form
    assert written(birth) in form
    assert written(received) in form
    slip = on_paper(desk, done.number, papers.SLIP, "pdfium")[0]
    assert written(received) in slip
    assert written(received + timedelta(days=15)) in slip
    assert done.number in slip


def written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def test_a_draft_of_nothing_is_a_record_of_nothing(desk: Desk) -> None:
    number = register(desk, {}).number
    assert corrections.on_record(desk, number) == {"registration.visitor_count": "1", "case.confidentiality": "general"}
    begun = corrections.begin(desk, number, now=NOW)
    with pytest.raises(NothingChanged):
        corrections.correct(desk, replace(begun, fields={}), reason="听错了", now=NOW)
