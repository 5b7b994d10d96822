"""The same draft registered twice: one registration, and no word that was typed in between is lost."""

import dataclasses
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select, text

from petitiondesk.office import corrections, drafts, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.office.reception import Registered
from petitiondesk.storage import numbers
from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Draft, Registration
from tests.conftest import NOW
from tests.office.conftest import CLAIM, correct, draft, register, saved, told_in_history

pytestmark = pytest.mark.both_databases

FIRST = "2026-访-000001"


def again(desk: Desk, typed: Draft, told: Mapping[str, str]) -> Registered:
    """The draft is registered, goes on being typed elsewhere until it tells ``told`` too, and is registered again."""
    desk.drafts.keep(typed)
    reception.register(desk, typed, now=NOW)
    later = dataclasses.replace(typed, fields={path: said for path, said in {**typed.fields, **told}.items() if said})
    desk.drafts.keep(later)
    return reception.register(desk, later, now=NOW)


def test_the_first_registration_is_given_again(desk: Desk) -> None:
    typed = draft(CLAIM)
    desk.drafts.keep(typed)
    first = reception.register(desk, typed, now=NOW)
    assert desk.drafts.all() == []
    desk.drafts.keep(typed)  # as after a power cut between the two files
    second = reception.register(desk, typed, now=NOW)
    assert second == dataclasses.replace(first, already=True)
    assert desk.drafts.all() == []
    assert register(desk, CLAIM).number == "2026-访-000002"


def test_words_typed_later_wait_as_a_correction(desk: Desk) -> None:
    told = {
        "registration.facts": "电梯停运四十天，昨天又关了人。",
        "requests.1.text": "赔偿损失",
        "petitioner.address": "",
    }
    done = again(desk, draft(CLAIM), told)
    assert (done.number, done.already) == (FIRST, True)
    assert done.added_later is not None
    assert desk.drafts.all() == [done.added_later]
    assert kinds.corrected_number(done.added_later) == FIRST
    assert saved(desk, FIRST).facts == CLAIM["registration.facts"], "nothing is overwritten without a reason"
    corrections.correct(desk, done.added_later, reason="补充", now=NOW)
    found = saved(desk, FIRST)
    assert found.facts == told["registration.facts"]
    assert [each.text for each in found.requests] == ["修好电梯", "赔偿损失"]
    assert found.parties[0].petitioner.address is None
    assert desk.drafts.all() == []


def test_what_was_corrected_in_between_stays(desk: Desk) -> None:
    typed = draft(CLAIM)
    reception.register(desk, typed, now=NOW)
    correct(desk, FIRST, {"petitioner.name": "李鸣"})
    done = reception.register(desk, dataclasses.replace(typed, fields={**CLAIM, "petitioner.phone": "139"}), now=NOW)
    assert done.added_later is not None
    assert done.added_later.fields == corrections.on_record(desk, FIRST)
    assert done.added_later.fields["petitioner.name"] == "李鸣"
    [phone] = corrections.conflicts(done.added_later)
    assert (phone.path, phone.typed) == ("petitioner.phone", "139"), "whose phone it is, people say"


def test_blanks_and_a_link_made_later_are_no_words(desk: Desk) -> None:
    register(desk, CLAIM)
    told = {
        "registration.facts": f"{CLAIM['registration.facts']} \n",
        "registration.grounds": f"\u3000{CLAIM['registration.grounds']}",
        "registration.case_id": str(saved(desk, FIRST).case_id),
        "petitioner.id": str(saved(desk, FIRST).parties[0].petitioner_id),
    }
    done = again(desk, draft(CLAIM), told)
    assert (done.already, done.added_later) == (True, None)
    assert desk.drafts.all() == []


def test_two_programs_at_the_same_moment_register_it_once(desk: Desk, tmp_path: Path) -> None:
    typed = draft(CLAIM)
    start = Barrier(3)

    def program(name: str) -> Registered:
        database, beside = connect(desk.database.location), DraftsFile(tmp_path / name)
        start.wait(30)
        try:
            return reception.register(Desk(database, beside, desk.actor), typed, now=NOW)
        finally:
            database.close()
            beside.close()

    with ThreadPoolExecutor(2) as programs:
        with desk.database.write() as holding:
            numbers.next_number(holding, "registration/visit/2026")
            both = [programs.submit(program, name) for name in ("one.db", "two.db")]
            start.wait(30)
            while desk.database.dialect == "postgresql" and waiting(desk) < len(both):
                pass  # until both have looked whether it is registered, and wait for a number
            holding.rollback()
        first, second = sorted((each.result(30) for each in both), key=lambda done: done.already)
    assert second == dataclasses.replace(first, already=True)
    with desk.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Registration)) == 1
    assert register(desk, CLAIM).number == "2026-访-000002", "no number was lost"


def waiting(desk: Desk) -> int:
    """How many sessions of a PostgreSQL server's database wait for another's lock."""
    with desk.database.read() as session:
        asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        return int(session.execute(text(asked)).scalar_one())


def test_words_typed_later_that_a_correction_contradicts_are_handed_back(desk: Desk) -> None:
    typed = draft({**CLAIM, "petitioner.birth_date": "1972.3.5"})
    reception.register(desk, typed, now=NOW)
    by_now = {**typed.fields, "petitioner.name": "李醇", "registration.facts": "电梯停运十四天。"}
    correct(desk, FIRST, {"registration.facts": "电梯停运四天。"})
    done = reception.register(desk, dataclasses.replace(typed, fields=by_now), now=NOW)
    assert done.added_later is not None
    assert done.added_later.fields == {**corrections.on_record(desk, FIRST), "petitioner.name": "李醇"}
    [conflict] = corrections.conflicts(done.added_later)
    assert (conflict.record, conflict.typed) == ("电梯停运四天。", "电梯停运十四天。")


def full(*_arguments: object) -> None:
    raise DiskFull(place="drafts.db")


def test_a_visit_whose_draft_can_not_be_put_away_is_registered_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = draft(CLAIM)
    desk.drafts.keep(typed)
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "drop", full)
        done = reception.register(desk, typed, now=NOW)
    assert (done.number, done.already) == (FIRST, False)
    assert isinstance(done.trouble, DiskFull), "what could not be put away is told"
    [offered] = desk.drafts.all()
    again = reception.register(desk, offered, now=NOW)
    assert (again.number, again.already, again.trouble) == (FIRST, True, None)
    assert desk.drafts.all() == []


def test_later_words_that_can_not_be_kept_are_handed_on_and_stay_where_they_were(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = draft(CLAIM)
    reception.register(desk, typed, now=NOW)
    later = dataclasses.replace(typed, fields={**CLAIM, "requests.1.text": "赔偿损失"})
    desk.drafts.keep(later)
    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "keep", full)
        done = reception.register(desk, later, now=NOW)
    assert (done.number, done.already) == (FIRST, True)
    assert isinstance(done.trouble, DiskFull)
    assert done.added_later is not None
    assert done.added_later.fields["requests.1.text"] == "赔偿损失"
    assert desk.drafts.all() == [later]
    again = reception.register(desk, later, now=NOW)
    assert desk.drafts.all() == [again.added_later], "once, not twice"


def test_what_was_told_later_ends_in_somebodys_words_only(desk: Desk) -> None:
    addition = again(desk, draft(CLAIM), {"requests.1.text": "赔偿损失"}).added_later
    assert addition is not None
    with pytest.raises(ValueError, match="matter"):
        drafts.drop(desk, addition)
    with pytest.raises(ValueError, match="words"):
        drafts.withdraw(desk, addition, words=" ", now=NOW)
    assert desk.drafts.all() == [addition]
    drafts.withdraw(desk, addition, words="不要赔偿了", now=NOW)
    assert desk.drafts.all() == []
    [told] = told_in_history(desk, "draft.withdrawn")
    assert (told["form"], told["fields"]["requests.1.text"]) == (f"addition:{FIRST}", "赔偿损失")


def test_later_words_that_only_contradict_the_record_do_not_vanish_either(desk: Desk) -> None:
    typed = draft(CLAIM)
    reception.register(desk, typed, now=NOW)
    correct(desk, FIRST, {"registration.facts": "电梯停运四天。"})
    by_now = {**CLAIM, "registration.facts": "电梯停运十四天。"}
    addition = reception.register(desk, dataclasses.replace(typed, fields=by_now), now=NOW).added_later
    assert addition is not None
    assert not corrections.is_untouched(addition)
    with pytest.raises(ValueError, match="matter"):
        drafts.drop(desk, addition)


def test_later_words_that_are_on_record_by_now_make_no_addition(desk: Desk) -> None:
    typed = draft(CLAIM)
    reception.register(desk, typed, now=NOW)
    correct(desk, FIRST, {"requests.1.text": "赔偿损失"})
    later = dataclasses.replace(typed, fields={**CLAIM, "requests.1.text": "赔偿损失"})
    assert reception.register(desk, later, now=NOW).added_later is None
