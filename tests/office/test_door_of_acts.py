"""The one door for acts: the right, the history, the commit, the news of what was touched."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from petitiondesk.office.desk import Desk, NoRight
from petitiondesk.office.elsewhere import Elsewhere
from petitiondesk.rules.acts import Act, Right, Thing
from petitiondesk.rules.second_person import SheetRefused, SignedSheet
from petitiondesk.storage import history
from petitiondesk.storage.models import Event, Staff
from tests.conftest import NOW
from tests.office.conftest import CLAIM, register

SHEET = SignedSheet("周敏", date(2026, 11, 20), "审批〔2026〕12号")


def events(desk: Desk) -> int:
    with desk.database.read() as session:
        return session.scalar(select(func.count()).select_from(Event)) or 0


def test_an_act_without_its_right_changes_nothing(desk: Desk) -> None:
    without = replace(desk, rights=frozenset(Right) - {Right.OFFICE})
    with pytest.raises(NoRight), without.act(Act.CHANGE_OFFICE, NOW) as act:
        act.on(Thing.OFFICE, 1, {})
    assert events(desk) == 0


def test_what_an_act_says_is_recorded_none_one_or_several_times(desk: Desk) -> None:
    told: list[frozenset[Thing]] = []
    heard = replace(desk, tell=told.append)
    with heard.act(Act.MAKE_PAPER, NOW):
        pass
    assert (events(desk), told) == (0, [])
    with heard.act(Act.CORRECT, NOW) as act:
        act.on(Thing.REGISTRATION, "2026-访-000001", {"reason": "听错了"})
        act.on(Thing.CASE, 7, {"first": True}, act=Act.FOLLOW_CASE)
    with desk.database.read() as session:
        rows = session.execute(select(Event.act, Event.object_kind, Event.object_id).order_by(Event.sequence)).all()
        assert history.verify(session) == []
    assert [tuple(row) for row in rows] == [
        ("registration.corrected", "registration", "2026-访-000001"),
        ("registration.case_changed", "case", "7"),
    ]
    assert told == [frozenset({Thing.REGISTRATION, Thing.CASE})]


def test_an_act_that_fails_is_told_to_nobody(desk: Desk) -> None:
    told: list[frozenset[Thing]] = []
    heard = replace(desk, tell=told.append)

    def fail() -> None:
        with heard.act(Act.CHANGE_STAFF, NOW) as act:
            act.session.get_one(Staff, 1).name = "别人"
            act.on(Thing.STAFF, 1, {})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert (events(desk), told, heard.written) == (0, [], set())


def test_another_person_signs_and_nobody_twice(desk: Desk) -> None:
    refused = {
        "the asker": replace(SHEET, signer="张玲"),
        "the asker in other letters": replace(SHEET, signer=" 张玲 "),
        "nobody": replace(SHEET, signer=" "),
        "without a number": replace(SHEET, number=""),
        "of tomorrow": replace(SHEET, signed_on=date(2026, 11, 24)),
        "twice": SHEET,
    }
    with desk.act(Act.CHANGE_OFFICE, NOW) as act:
        act.signed_by(SHEET)
        let_in = []
        for why, sheet in refused.items():
            try:
                act.signed_by(sheet)
            except SheetRefused:
                continue
            let_in.append(why)
        act.signed_by(replace(SHEET, signer="吴建国"))
        act.on(Thing.OFFICE, 1, {"changed": {}})
    assert let_in == []
    with desk.database.read() as session:
        (kept,) = history.payloads_of(session, Act.CHANGE_OFFICE, "1")
    assert kept["signed"] == [
        {"signer": "周敏", "signed_on": "2026-11-20", "number": "审批〔2026〕12号"},
        {"signer": "吴建国", "signed_on": "2026-11-20", "number": "审批〔2026〕12号"},
    ]


@pytest.mark.both_databases
def test_what_another_counter_did_is_seen_and_ones_own_is_not(desk: Desk) -> None:
    elsewhere, other = Elsewhere(desk), replace(desk, written=set())
    assert elsewhere.look() == frozenset()
    register(desk, CLAIM)
    assert elsewhere.look() == frozenset(), "one's own"
    register(other, CLAIM)
    assert elsewhere.look() == {Thing.REGISTRATION}
    assert elsewhere.look() == frozenset(), "told once"
    with desk.act(Act.CHANGE_OFFICE, NOW) as act:
        act.on(Thing.OFFICE, 1, {})
    with other.act(Act.CHANGE_STAFF, NOW) as act:
        act.on(Thing.STAFF, 1, {})
    assert elsewhere.look() == {Thing.STAFF}
    elsewhere.close()
