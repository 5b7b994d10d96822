"""The office examined: whatever was changed past the acts is named by number, and a clean office has no finding."""

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from petitiondesk.office import attachments, checking, papers, steps
from petitiondesk.office.checking import Area
from petitiondesk.office.desk import Desk
from petitiondesk.rules.attachments import AttachmentKind
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.searched_text import grams
from petitiondesk.samples import offices
from petitiondesk.storage import cases, search
from petitiondesk.storage.database import connect
from petitiondesk.storage.errors import Damaged
from petitiondesk.storage.models import SearchText
from petitiondesk.storage.stopping import StoppedInTheMiddle, stopping_when
from petitiondesk.words import sentence
from tests.conftest import NOW
from tests.office.conftest import CLAIM, again, correct, register, saved
from tests.office.test_channels import LETTER, entered

FULL = {
    **LETTER,
    "needs.old_age": "1",
    "materials.0.name": "合同",
    "prior_procedures.0.paper": "裁决书",
    "parties.0.name": "王强",
    "parties.0.role": "proxy",
}


def office_at_work(desk: Desk) -> str:
    """An office in which something of every kind was done; the number of a letter with everything."""
    first = register(desk, CLAIM).number
    again(desk, first, "no")
    number = entered(desk, Channel.LETTER, FULL)
    correct(desk, number, {"registration.facts": "电梯停运五十天。"})
    papers.prepare(desk, number, papers.VISIT_FORM, now=NOW)
    scan = b"%PDF-1.4 scan"
    attachments.add(desk, number, name="信.pdf", content=scan, kind=AttachmentKind.OTHER, now=NOW)
    told = {"signed_on": "11-23", "signer": "刘强", "to": "李明", "way": "handed", "sent_on": "11-23"}
    steps.record(desk, number, StepKind.ACCEPT, told, now=NOW)
    taken = steps.record(desk, first, StepKind.ACCEPT, told, now=NOW)
    steps.take_back(desk, taken.step_id, reason="写错了", now=NOW)
    return number


_REQUESTS = "SELECT id FROM request WHERE registration_id = :r"
_STEPS = "SELECT id FROM step WHERE case_id = :c"

PLANTED: Mapping[str, str] = {
    "facts changed": "UPDATE registration SET facts = '没有停过。' WHERE id = :r",
    "day of receipt changed": "UPDATE registration SET received_on = '2025-01-02' WHERE id = :r",
    "made anonymous": "UPDATE registration SET anonymous = true WHERE id = :r",
    "query code changed": "UPDATE registration SET query_code = '00000000' WHERE id = :r",
    "receptionist's moment changed": "UPDATE registration SET registered_at = '2026-11-01 00:00:00' WHERE id = :r",
    "arrival changed": "UPDATE arrival SET sender = '谁' WHERE registration_id = :r",
    "arrival deleted": "DELETE FROM arrival WHERE registration_id = :r",
    "enclosure changed": "UPDATE enclosure SET amount = '20元' WHERE registration_id = :r",
    "enclosure deleted": "DELETE FROM enclosure WHERE registration_id = :r",
    "enclosure added": "INSERT INTO enclosure (registration_id, position, what) VALUES (:r, 9, '现金')",
    "material changed": "UPDATE material SET name = '收据' WHERE registration_id = :r",
    "material added": "INSERT INTO material (registration_id, position, name, copies, kept) "
    "VALUES (:r, 9, '借条', 1, false)",
    "material deleted": "DELETE FROM material WHERE registration_id = :r",
    "need added": "INSERT INTO registration_need (registration_id, need) VALUES (:r, 'illness')",
    "need deleted": "DELETE FROM registration_need WHERE registration_id = :r",
    "procedure changed": "UPDATE prior_procedure SET paper = '判决书' WHERE registration_id = :r",
    "procedure added": "INSERT INTO prior_procedure (registration_id, position, paper) VALUES (:r, 9, '裁定书')",
    "procedure deleted": "DELETE FROM prior_procedure WHERE registration_id = :r",
    "request changed": "UPDATE request SET text = '不修也行' WHERE registration_id = :r",
    "request added": "INSERT INTO request (case_id, registration_id, position, text, said_again) "
    "VALUES (:c, :r, 9, '加的', false)",
    "request deleted": f"DELETE FROM step_request WHERE request_id IN ({_REQUESTS});"
    f"UPDATE duty SET request_id = NULL WHERE request_id IN ({_REQUESTS});"
    "DELETE FROM request WHERE registration_id = :r",
    "part changed": "UPDATE party SET role = 'petitioner' WHERE registration_id = :r AND role = 'proxy'",
    "part added": "INSERT INTO party (registration_id, petitioner_id, role, position) "
    "SELECT registration_id, petitioner_id, 'proxy', 9 FROM party WHERE registration_id = :r ORDER BY id LIMIT 1",
    "part deleted": "DELETE FROM party WHERE registration_id = :r",
    "person's name changed": "UPDATE petitioner SET name = '别人' "
    "WHERE id IN (SELECT petitioner_id FROM party WHERE registration_id = :r)",
    "person's phone changed": "UPDATE petitioner SET phone = '13900000000' "
    "WHERE id IN (SELECT petitioner_id FROM party WHERE registration_id = :r)",
    "paper changed": "UPDATE paper SET version = 7 WHERE registration_id = :r",
    "paper added": "INSERT INTO paper (registration_id, kind, occasion, version, data, digest, check_code, made_at) "
    "SELECT registration_id, kind, occasion, version + 40, data, digest, check_code, made_at "
    "FROM paper WHERE registration_id = :r",
    "paper deleted": "DELETE FROM paper WHERE registration_id = :r",
    "attachment changed": "UPDATE attachment SET name = '别的.txt' WHERE registration_id = :r",
    "attachment's file changed": "UPDATE attachment SET sha256 = 'ab' WHERE registration_id = :r",
    "attachment added": "INSERT INTO attachment (registration_id, sha256, size, media_type, name, kind, added_at) "
    "SELECT registration_id, sha256, size, media_type, '又一份', kind, added_at "
    "FROM attachment WHERE registration_id = :r",
    "attachment deleted": "DELETE FROM attachment WHERE registration_id = :r",
    "last day changed": "UPDATE duty SET last_day = '2027-11-20' WHERE case_id = :c",
    "end of a term taken away": "UPDATE duty SET done_on = NULL WHERE case_id = :c",
    "term added": "INSERT INTO duty (case_id, clock, article, starts_on, last_day, provisional) "
    "VALUES (:c, 'C2', '23', '2026-11-23', '2026-12-08', false)",
    "further term": "INSERT INTO further_duty (registration_id, duty_id) "
    "SELECT :r, min(id) FROM duty WHERE case_id <> :c",
    "class changed": "UPDATE petition_case SET confidentiality = 'sensitive' WHERE id = :c",
    "case number changed": "UPDATE petition_case SET number = 'X' WHERE id = :c",
    "step changed": "UPDATE step SET taken_on = '2026-11-01' WHERE case_id = :c",
    "what a step ended deleted": "DELETE FROM step_duty WHERE step_id IN (SELECT id FROM step WHERE case_id = :c)",
    "step deleted": f"DELETE FROM step_duty WHERE step_id IN ({_STEPS});"
    f"DELETE FROM step_request WHERE step_id IN ({_STEPS});"
    "UPDATE duty SET started_by_id = NULL WHERE case_id = :c;DELETE FROM step WHERE case_id = :c",
    "words changed": "UPDATE search_text SET text = '空' WHERE id = :r",
    "keys deleted": "DELETE FROM search_key WHERE registration_id = :r",
}
"""What another program may do to the rows of a registration (``r``) and its case (``c``), by what it is."""


@pytest.mark.both_databases
def test_what_is_changed_past_the_acts_is_named_by_its_number(desk: Desk) -> None:
    number = office_at_work(desk)
    assert [sentence(each.message, "en") for each in checking.check(desk)] == []
    ids = {"r": saved(desk, number).id, "c": saved(desk, number).case_id}
    for what, statements in PLANTED.items():
        findings: list[str] = []
        with desk.database.write() as session, session.begin_nested() as planted:
            changed = [
                session.execute(text(each), {name: ids[name] for name in ids if f":{name}" in each}).rowcount
                for each in statements.split(";")
            ]
            assert all(changed), what
            for area, look in checking.LOOKS:
                if area not in (Area.FILE, Area.GUARDS):
                    findings += [sentence(each, "en") for each in look(session, None)]
            session.expire_all()
            planted.rollback()
        assert any(number in each for each in findings), what
    assert checking.check(desk) == []


TERMS: Mapping[str, tuple[str, str]] = {
    "last day of what a step started": (
        "C5 ends on 2027-03-01; by the steps it ends on 2027-01-22.",
        "UPDATE duty SET last_day = '2027-03-01' WHERE projected AND case_id = :c",
    ),
    "day on which that was done": (
        "C5 stands as done on 2026-12-01; no step did it.",
        "UPDATE duty SET done_on = '2026-12-01' WHERE projected AND case_id = :c",
    ),
    "what a step started is deleted": (
        "C5 is missing, which a step on record started.",
        "DELETE FROM duty WHERE projected AND case_id = :c",
    ),
    "what no step started": (
        "C7 stands there, and no step on record started it.",
        "INSERT INTO duty (case_id, clock, article, starts_on, last_day, provisional, projected) "
        "VALUES (:c, 'C7', '35', '2026-11-23', '2026-12-23', false, true)",
    ),
    "day of what the registration brought": (
        "C2 stands as done on 2026-11-30; by the steps it was done on 2026-11-23.",
        "UPDATE duty SET done_on = '2026-11-30' WHERE clock = 'C2' AND case_id = :c",
    ),
    "what the registration brought opened again": (
        "C2 stands as open; by the steps it was done on 2026-11-23.",
        "UPDATE duty SET done_on = NULL WHERE clock = 'C2' AND case_id = :c",
    ),
}


@pytest.mark.both_databases
def test_terms_that_are_not_what_the_steps_make_them_are_named(desk: Desk) -> None:
    number = office_at_work(desk)
    case_id, look = saved(desk, number).case_id, dict(checking.LOOKS)[Area.DUTIES]
    for what, (words, statement) in TERMS.items():
        with desk.database.write() as session, session.begin_nested() as planted:
            assert session.execute(text(statement), {"c": case_id}).rowcount == 1, what
            findings = [sentence(each, "en") for each in look(session, None)]
            session.expire_all()
            planted.rollback()
        with desk.database.read() as session:
            assert findings == [f"{cases.case_of(session, number).number}: {words}"], what  # type: ignore[union-attr]
    assert checking.check(desk) == []


def test_a_row_of_the_index_that_is_lost_or_foreign_is_named(desk: Desk) -> None:
    number = office_at_work(desk)
    each = saved(desk, number).id
    with desk.database.read() as session:
        words = session.get_one(SearchText, each).text
    spelt = " ".join(sorted(grams(words)))
    take = "INSERT INTO search_index (search_index, rowid, grams) VALUES ('delete', :id, :grams)"
    put = "INSERT INTO search_index (rowid, grams) VALUES (:id, :grams)"
    for statement, place in ((take, each), (put, 999)):
        with desk.database.write() as session, session.begin_nested() as planted:
            session.execute(text(statement), {"id": place, "grams": spelt})
            [finding] = [sentence(said, "en") for said in search.verify(session)]
            planted.rollback()
        assert finding.startswith(number if place == each else "999")


@pytest.fixture
def kept_outside(desk: Desk, tmp_path: Path) -> Desk:
    """The desk as an opened office has it: the newest event is kept outside."""
    return replace(desk, outside=tmp_path / "drafts.newest")


PLANTED_IN_THE_FILE: Mapping[str, tuple[Area, str]] = {
    "event changed": (Area.HISTORY, "UPDATE event SET actor_name = '别人' WHERE sequence = 2"),
    "event of another moment": (Area.HISTORY, "UPDATE event SET at = '2026-01-01 00:00:00.000000' WHERE sequence = 2"),
    "event deleted": (Area.HISTORY, "DELETE FROM event WHERE sequence = 2"),
    "events swapped": (
        Area.HISTORY,
        "UPDATE event SET sequence = 999 WHERE sequence = 2; UPDATE event SET sequence = 2 WHERE sequence = 3;"
        "UPDATE event SET sequence = 3 WHERE sequence = 999",
    ),
    "details changed": (Area.HISTORY, "UPDATE event_payload SET content = '{}' WHERE sequence = 2"),
    "details deleted": (Area.HISTORY, "DELETE FROM event_payload WHERE sequence = 2"),
    "end cut off": (
        Area.HISTORY,
        "DELETE FROM event_payload WHERE sequence = (SELECT max(sequence) FROM event);"
        "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)",
    ),
    "end cut off, and the counter turned back": (
        Area.OLDER,
        "DELETE FROM event_payload WHERE sequence = (SELECT max(sequence) FROM event);"
        "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event);"
        "UPDATE counter SET value = value - 1 WHERE name = 'event'",
    ),
    "registration deleted": (Area.NUMBERS, "DELETE FROM registration WHERE number = :number"),
    "registration deleted, and the counter turned back": (
        Area.REGISTER,
        "DELETE FROM registration WHERE number = :number; UPDATE counter SET value = value - 1 "
        "WHERE name LIKE 'registration/letter/%'",
    ),
    "registration added": (
        Area.REGISTER,
        "CREATE TABLE copied AS SELECT * FROM registration WHERE number = :number;"
        "UPDATE copied SET id = 999, number = '信访-2026-9999', sequence = 2, query_code = '1', draft_id = '1';"
        "INSERT INTO registration SELECT * FROM copied; DROP TABLE copied;"
        "UPDATE counter SET value = value + 1 WHERE name LIKE 'registration/letter/%'",
    ),
    "arrival added": (
        Area.REGISTER,
        "INSERT INTO arrival (registration_id, read_back) SELECT min(id), 0 FROM registration "
        "WHERE id NOT IN (SELECT registration_id FROM arrival)",
    ),
    "event added": (
        Area.HISTORY,
        "CREATE TABLE copied AS SELECT * FROM event ORDER BY sequence DESC LIMIT 1;"
        "UPDATE copied SET sequence = sequence + 1, hash = 'f'; INSERT INTO event SELECT * FROM copied;"
        "DROP TABLE copied",
    ),
    "case deleted": (Area.REGISTER, "DELETE FROM petition_case WHERE number LIKE :number || '%'"),
    "number given and gone": (
        Area.NUMBERS,
        "UPDATE counter SET value = value + 1 WHERE name LIKE 'registration/letter/%'",
    ),
    "guard taken off": (Area.GUARDS, "DROP TRIGGER event_no_update"),
    "reference that leads nowhere": (Area.FILE, "UPDATE party SET petitioner_id = 999"),
}
"""What another program may do to an office file without the guards of the history; where it is found."""


def test_what_is_done_to_the_file_without_its_guards_is_found(kept_outside: Desk, tmp_path: Path) -> None:
    desk = kept_outside
    number = office_at_work(desk)
    assert checking.check(desk) == []
    desk.database.close()
    for what, (area, statements) in PLANTED_IN_THE_FILE.items():
        copy = Path(shutil.copy(desk.database.location, tmp_path / "copy.db"))
        if (kept := Path(desk.database.location).with_name("office.files")).exists():
            shutil.copytree(kept, tmp_path / "copy.files", dirs_exist_ok=True)
        done_past_the_guards(copy, statements, number)
        with closing(connect(copy)) as database:
            found = checking.check(replace(desk, database=database))
        assert area in {finding.area for finding in found}, (what, found)


def done_past_the_guards(copy: Path, statements: str, number: str) -> None:
    with closing(sqlite3.connect(copy)) as file, file:
        guards = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            file.execute(f"DROP TRIGGER {name}")
        taken_off = [each for each in statements.split(";") if each.startswith("DROP TRIGGER")]
        for statement in statements.split(";"):
            if statement not in taken_off:
                file.execute(statement, {"number": number} if ":number" in statement else {})
        for name, sql in guards:
            if f"DROP TRIGGER {name}" not in taken_off:
                file.execute(sql)


def test_an_older_copy_that_is_brought_back_is_found(kept_outside: Desk, tmp_path: Path) -> None:
    desk = kept_outside
    register(desk, CLAIM)
    desk.database.close()
    older = Path(shutil.copy(desk.database.location, tmp_path / "older.db"))
    register(desk, {**CLAIM, "petitioner.name": "王强"})
    with closing(connect(older)) as database:
        [finding] = checking.check(replace(desk, database=database))
    assert finding.area is Area.OLDER


def test_what_is_written_while_it_is_examined_is_no_older_copy(kept_outside: Desk) -> None:
    desk = kept_outside
    register(desk, CLAIM)

    def meanwhile(area: Area, _done: int, _total: int) -> None:
        if area is Area.FILES:
            register(desk, {**CLAIM, "petitioner.name": "王强"})

    assert checking.check(desk, progress=meanwhile) == []


def test_a_file_with_its_second_half_zeroed_is_not_opened(desk: Desk, tmp_path: Path) -> None:
    office_at_work(desk)
    desk.database.close()
    copy = Path(shutil.copy(desk.database.location, tmp_path / "zeroed.db"))
    half = copy.stat().st_size // 2
    _zero(copy, half, half)
    with pytest.raises(Damaged):
        connect(copy)


@pytest.mark.parametrize("table", ["registration", "paper", "event_payload", "search_text"])
def test_a_page_that_is_zeroed_is_found_by_the_quick_check(desk: Desk, tmp_path: Path, table: str) -> None:
    office_at_work(desk)
    desk.database.close()
    copy = Path(shutil.copy(desk.database.location, tmp_path / "zeroed.db"))
    with closing(sqlite3.connect(copy)) as file:
        [(page,)] = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
        [(size,)] = file.execute("PRAGMA page_size")
    _zero(copy, (page - 1) * size, size)
    with closing(connect(copy)) as database:
        assert {finding.area for finding in checking.check_quickly(replace(desk, database=database))} == {Area.FILE}
        assert Area.FILE in {finding.area for finding in checking.check(replace(desk, database=database))}


def _zero(path: Path, start: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(length))


def test_it_stops_when_it_is_told_to(desk: Desk) -> None:
    seen: list[Area] = []
    with pytest.raises(checking.Cancelled):
        checking.check(desk, progress=lambda area, _done, _total: seen.append(area), cancelled=lambda: len(seen) > 2)
    assert len(seen) == 3
    assert checking.check(desk) == []


def test_a_long_statement_stops_in_the_middle(desk: Desk) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with desk.database.read() as session, pytest.raises(StoppedInTheMiddle), stopping_when(session, lambda: True):
        session.execute(text(endless))


@pytest.mark.parametrize("count", [500, pytest.param(5_000, marks=[pytest.mark.deep, pytest.mark.timeout(900)])])
def test_nothing_is_found_in_a_clean_office(desk: Desk, count: int) -> None:
    offices.generate(desk.database, count, seed=3, today=NOW.date())
    assert [sentence(each.message, "en") for each in checking.check(desk)] == []
