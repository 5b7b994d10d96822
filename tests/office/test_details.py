"""Whom to ask is written down once, changed with its old values kept, and printed on the slip."""

from dataclasses import replace
from datetime import datetime

import pytest

from petitiondesk.office import details, papers
from petitiondesk.office.desk import Desk
from petitiondesk.office.details import OfficeContact
from petitiondesk.storage import history
from tests.office.conftest import CLAIM, register, told_in_history

CONTACT = OfficeContact("0571-88001234", "杭州市富春路1号", "上城区法律援助中心", "12348", "0571-88001234 转 8021", "5")


@pytest.mark.both_databases
def test_what_was_changed_is_on_record_with_the_old_values_in_the_history(desk: Desk, now: datetime) -> None:
    before = details.read(desk)
    assert details.change(desk, CONTACT, now=now) == ()
    assert details.read(desk) == CONTACT
    assert told_in_history(desk, "office.changed") == [
        {
            "changed": {
                "phone": ["", "0571-88001234"],
                "address": ["", "杭州市富春路1号"],
                "legal_aid_name": ["", "上城区法律援助中心"],
                "legal_aid_phone": ["", "12348"],
                "own_phone": [before.own_phone, "0571-88001234 转 8021"],
                "attention_days": ["3", "5"],
            }
        }
    ]
    with desk.database.read() as session:
        assert history.verify(session) == []


def test_nothing_is_written_where_nothing_changed(desk: Desk, now: datetime) -> None:
    details.change(desk, CONTACT, now=now)
    details.change(desk, replace(CONTACT, phone=f"  {CONTACT.phone} "), now=now)
    assert len(told_in_history(desk, "office.changed")) == 1


def test_a_phone_is_taken_away_again(desk: Desk, now: datetime) -> None:
    details.change(desk, CONTACT, now=now)
    details.change(desk, replace(CONTACT, own_phone=" "), now=now)
    assert details.read(desk).own_phone == ""
    assert told_in_history(desk, "office.changed")[-1] == {"changed": {"own_phone": [CONTACT.own_phone, ""]}}


def test_the_slip_prints_the_receptionist_s_phone_or_else_the_office_s(desk: Desk, now: datetime) -> None:
    details.change(desk, CONTACT, now=now)
    number = register(desk, CLAIM).number
    slip = papers.prepare(desk, number, papers.SLIP, now=now).data
    assert (slip.phone, slip.legal_aid) == ("0571-88001234 转 8021", "上城区法律援助中心 12348")
    details.change(desk, replace(CONTACT, own_phone=""), now=now)
    assert papers.prepare(desk, number, papers.SLIP, now=now).data.phone == "0571-88001234"


@pytest.mark.both_databases
def test_what_can_t_be_kept_as_typed_is_told_and_its_beginning_kept(desk: Desk, now: datetime) -> None:
    typed = replace(CONTACT, phone="𬭚" * 51, address="富春路\x001号", legal_aid_phone="1" * 50)
    told = details.change(desk, typed, now=now)
    assert [message.values["field"].msgid for message in told] == ["Office phone", "Office address"]
    assert [problem.path for problem in details.problems(typed)] == ["phone", "address"]
    kept = details.read(desk)
    assert (kept.phone, kept.address, kept.legal_aid_phone) == ("𬭚" * 50, "富春路\ufffd1号", "1" * 50)
    assert details.problems(kept) == ()
