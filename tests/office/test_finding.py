"""Found again by any code that a citizen may bring."""

from datetime import timedelta

import pytest

from petitiondesk.office import corrections, finding, papers, reception
from petitiondesk.office.desk import Desk
from petitiondesk.rules.kinds import Purpose
from petitiondesk.rules.registration_numbers import grouped
from tests.conftest import NOW
from tests.office.conftest import CLAIM, draft, register, told_in_history
from tests.rules.nasty_text import NASTY


@pytest.mark.both_databases
def test_every_code_on_a_slip_leads_to_its_registration(desk: Desk) -> None:
    done, _other = register(desk, CLAIM), register(desk, CLAIM)
    seal = papers.prepare(desk, done.number, papers.SLIP, now=NOW).seal
    typed = [done.number, "2026 f 1", "２０２６－访－１", done.query_code, grouped(done.query_code)]
    for text in (*typed, seal.check_code, seal.qr_digits):
        found = finding.find(desk, text, now=NOW)
        assert found.registration is not None, text
        assert found.registration.number == done.number
        assert (found.registration.name, found.registration.matter) == ("李明", "修好电梯")


def test_of_a_paper_it_is_said_whether_it_is_genuine_of_a_number_nothing(desk: Desk) -> None:
    done = register(desk, CLAIM)
    seal = papers.prepare(desk, done.number, papers.SLIP, now=NOW).seal
    for text in (seal.check_code, seal.qr_digits):
        found = finding.find(desk, text, now=NOW)
        assert found.said is None
        assert found.paper is not None
        assert (found.paper.verdict, found.paper.message.msgid) == ("genuine", "Genuine and unaltered.")
    for text in (done.number, done.query_code):
        assert finding.find(desk, text, now=NOW).paper is None


def test_a_restricted_registration_is_found_without_name_and_matter(desk: Desk) -> None:
    done = register(desk, {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    found = finding.find(desk, done.query_code, now=NOW, purpose="核对").registration
    assert found is not None
    assert (found.number, found.name, found.matter) == (done.number, None, None)


def test_an_anonymous_visitors_helper_is_not_named_as_the_petitioner(desk: Desk) -> None:
    told = {"registration.facts": "电梯停运", "parties.0.role": "carer", "parties.0.name": "女儿"}
    found = finding.find(desk, register(desk, told).number, now=NOW).registration
    assert found is not None
    assert found.name is None


def test_what_is_not_registered_is_said(desk: Desk) -> None:
    done = register(desk, CLAIM)
    free = f"{(int(done.query_code) + 1) % 10**8:08}"
    for text in ("2026-访-000002", free, "123456789012", "20263000001123456789012"):
        found = finding.find(desk, text, now=NOW)
        assert found.registration is None
        assert found.said is not None
        assert found.said.msgid == "Nothing is registered under {code}."


@pytest.mark.both_databases
def test_what_is_no_code_is_said_and_that_nobody_can_be_looked_up(desk: Desk) -> None:
    register(desk, CLAIM)
    person = (CLAIM["petitioner.name"], CLAIM["petitioner.id_number"], "13800000042")
    nasty = [text for what, text in NASTY.items() if what not in ("right to left", "full width")]  # these hold a number
    for text in ("", *person, *nasty):
        found = finding.find(desk, text, now=NOW)
        assert found.registration is None
        assert found.said is not None
        assert "nobody can be looked up" in found.said.msgid


@pytest.mark.both_databases
def test_the_latest_stand_as_they_were_entered_whatever_the_clocks_of_the_counters_show(desk: Desk) -> None:
    for minutes in (0, 45, -90):
        reception.register(desk, draft(CLAIM), now=NOW + timedelta(minutes=minutes))
    assert [each.number[-1] for each in finding.latest(desk)] == ["3", "2", "1"]


def test_the_latest_come_first(desk: Desk) -> None:
    numbers = [register(desk, CLAIM).number for _ in range(7)]
    assert [each.number for each in finding.latest(desk)] == numbers[:1:-1]


@pytest.mark.both_databases
def test_whoever_opens_a_report_of_wrongdoing_stands_in_the_history(desk: Desk) -> None:
    ordinary = register(desk, CLAIM).number
    report = register(desk, {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    for number in (ordinary, report):
        finding.find(desk, number, now=NOW, purpose="核对")
        corrections.begin(desk, number, now=NOW)
        papers.prepare(desk, number, papers.VISIT_FORM, now=NOW)
        papers.prepare(desk, number, papers.SLIP, now=NOW)
    told = told_in_history(desk, "registration.opened")
    assert told == [
        {"how": "found", "purpose": "核对"},
        *({"how": how} for how in ("correction", "visit_form", "slip")),
    ]
