"""Papers: the same data give the same paper, a reprint is a copy, and a check code tells what is genuine."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.materials import Material
from petitiondesk.office import answers, finding, papers
from petitiondesk.office.answers import AnswerText
from petitiondesk.office.desk import Desk
from petitiondesk.office.papers import Verdict
from petitiondesk.rules.acts import Act
from petitiondesk.rules.check_codes import check_code
from petitiondesk.rules.kinds import Purpose
from petitiondesk.rules.registration_numbers import scanned_digits
from petitiondesk.storage import registrations
from petitiondesk.storage.models import OfficeDetails, Paper
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW
from tests.documents.reading import by_pdfium, squeezed
from tests.office.conftest import CLAIM, correct, register, told_in_history

both_databases = pytest.mark.both_databases


def code_of(desk: Desk, number: str) -> str:
    """The check code on the slip as it stands now."""
    return papers.prepare(desk, number, papers.SLIP, now=NOW).seal.check_code.replace(" ", "")


def verdict_on(desk: Desk, number: str, code: str) -> Verdict:
    found = finding.find(desk, scanned_digits(number, code), now=NOW)
    assert found.registration is not None
    assert found.paper is not None
    return found.paper.verdict


@both_databases
def test_a_paper_is_genuine_until_it_is_corrected(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    first = code_of(desk, number)
    assert verdict_on(desk, number, first) == "genuine"
    correct(desk, number, {"petitioner.name": "李鸣"})
    assert verdict_on(desk, number, first) == "superseded"
    found = finding.find(desk, first, now=NOW)
    assert found.paper is not None
    assert found.paper.message.values == {"version": 1, "newest": 2}
    second = code_of(desk, number)
    assert second != first
    assert verdict_on(desk, number, second) == "genuine"


@pytest.mark.parametrize("changed", ["data", "version", "kind"])
@both_databases
def test_a_row_altered_in_the_database_is_told(desk: Desk, changed: str) -> None:
    number = register(desk, CLAIM).number
    code = code_of(desk, number)
    with desk.database.write() as session:
        data = session.scalars(select(Paper.data)).one()
        values = {"data": {**data, "last_day": "2027-12-08"}, "version": 2, "kind": papers.VISIT_FORM}
        session.execute(update(Paper).values({changed: values[changed]}))
    assert verdict_on(desk, number, code) == "altered"


def test_a_code_made_with_another_offices_key_is_not_ours(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    code = code_of(desk, number)
    with desk.database.write() as session:
        session.execute(update(OfficeDetails).values(paper_key=b"z" * 32))
    assert verdict_on(desk, number, code) == "altered"
    other = register(desk, CLAIM).number
    assert verdict_on(desk, other, code) == "unknown"  # nor can it be moved to another paper
    assert verdict_on(desk, number, f"{(int(code) + 1) % 10**12:012}") == "unknown"


@both_databases
def test_a_reprint_is_a_copy_and_stands_in_the_history(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    first = papers.prepare(desk, number, papers.SLIP, now=NOW)
    assert first.copy == 0
    papers.printed(desk, first, how="回执打印机", now=NOW)
    papers.printed(desk, papers.prepare(desk, number, papers.VISIT_FORM, now=NOW), how="激光打印机", now=NOW)
    second = papers.prepare(desk, number, papers.SLIP, now=NOW + timedelta(days=3))
    assert second == replace(first, copy=1)
    told = told_in_history(desk, "paper.printed")
    assert [(each["registration"], each["kind"], each["copy"], each["how"]) for each in told] == [
        (number, papers.SLIP, 0, "回执打印机"),
        (number, papers.VISIT_FORM, 0, "激光打印机"),
    ]
    assert "补打" not in squeezed("".join(by_pdfium(papers.render(first, "A5"))))
    assert papers.render(second, "A5") != papers.render(first, "A5")


def test_the_same_paper_is_the_same_to_the_byte(desk: Desk) -> None:
    told = {**CLAIM, "materials.0.name": "合同", "prior_procedures.0.paper": "判决书", "parties.0.name": "女儿"}
    number = register(desk, told).number
    for kind, size in ((papers.SLIP, "A5"), (papers.SLIP, "80mm"), (papers.VISIT_FORM, "A4")):
        made, again = (papers.prepare(desk, number, kind, now=NOW) for _ in range(2))  # the first may be made just now
        assert made == again
        assert papers.render(made, size) == papers.render(again, size)


def test_materials_stand_on_the_form_that_is_printed_first(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "materials.0.name": "合同", "materials.0.form": "原件"}).number
    form = papers.prepare(desk, number, papers.VISIT_FORM, now=NOW)
    assert form.data.materials == (Material("合同", "原件", 1),)
    assert "合同（原件1份" in squeezed("".join(by_pdfium(papers.render(form, "A4"))))


def test_a_name_is_whole_on_a5_and_masked_on_the_small_slip(desk: Desk) -> None:
    ready = papers.prepare(desk, register(desk, CLAIM).number, papers.SLIP, now=NOW)
    assert "李明" in squeezed("".join(by_pdfium(papers.render(ready, "A5"))))
    small = squeezed("".join(by_pdfium(papers.render(ready, "80mm"))))
    assert "李明" not in small
    assert "李*" in small


def test_the_slip_of_a_report_names_nobody(desk: Desk) -> None:
    told = {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING, "materials.0.name": "王某的照片"}
    ready = papers.prepare(desk, register(desk, told).number, papers.SLIP, now=NOW)
    for size in ("A5", "80mm"):
        text = squeezed("".join(by_pdfium(papers.render(ready, size))))
        assert "检举控告类事项" in text
        assert all(word not in text for word in ("李明", "王某", "张玲", "电梯"))


def test_an_anonymous_visitors_name_is_on_no_slip(desk: Desk) -> None:
    ready = papers.prepare(desk, register(desk, {**CLAIM, "registration.anonymous": "1"}).number, papers.SLIP, now=NOW)
    assert ready.data.name == ""
    assert "李明" not in squeezed("".join(by_pdfium(papers.render(ready, "A5"))))


def test_a_paper_of_nothing_is_not_found(desk: Desk) -> None:
    for kind in (papers.SLIP, papers.VISIT_FORM):
        with pytest.raises(LookupError):
            papers.prepare(desk, "2026-访-000099", kind, now=NOW)


def test_what_no_font_prints_is_announced(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "petitioner.name": "ئا李明"}).number
    assert papers.prepare(desk, number, papers.SLIP, now=NOW).missing == ("ئ", "ا")


def test_an_answers_code_is_genuine_too(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    answers.answer(desk, number, AnswerText("三日内修好。"), now=NOW)
    with desk.database.read() as session:
        code = session.scalars(select(Paper.check_code).where(Paper.kind == papers.ANSWER)).one()
    assert verdict_on(desk, number, code) == "genuine"


@both_databases
def test_two_occasions_are_two_papers_of_a_registration_or_a_case(desk: Desk) -> None:
    """Two extension notices are two papers; each is genuine by itself, and neither replaces the other."""
    number = register(desk, CLAIM).number
    said = AnswerData(
        office="上城区住建局", number=number, received="2026-11-23", issued="2026-11-23", matter="电梯", answer="延期"
    )
    codes = {}
    with desk.act(Act.MAKE_PAPER, NOW) as act:
        registration = registrations.with_everything(act.session, number)
        assert registration is not None
        for subject in (registration, registration.case):
            for occasion in ("extension-1", "extension-2"):
                data = replace(said, answer=f"延期 {occasion}")
                paper = papers.keep(act.session, subject, papers.ANSWER, data, now=NOW, occasion=occasion)
                assert paper is papers.keep(act.session, subject, papers.ANSWER, data, now=NOW, occasion=occasion)
                codes[paper.check_code] = paper.version
    assert list(codes.values()) == [1, 1, 1, 1]
    assert [verdict_on(desk, number, code) for code in codes] == ["genuine"] * 4
    offered = [(each.paper.id, each.occasion, each.made) for each in papers.offered(desk, number)]
    assert offered[:2] == [("slip", "", True), ("visit_form", "", False)]
    answers_offered = [each for each in offered if each[0] == papers.ANSWER]
    assert answers_offered == [("answer", "extension-1", True), ("answer", "extension-2", True)]


def test_a_code_printed_before_there_were_occasions_stays_genuine(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    with desk.database.read() as session:
        (slip,) = papers_of_number(session, number)
        key = session.get_one(OfficeDetails, 1).paper_key
    digest = bytes.fromhex(slip.digest)
    assert slip.check_code == check_code(key, kind="slip", number=number, version=1, content_digest=digest)
