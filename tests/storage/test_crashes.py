"""No acknowledged act is lost, none is half, none is corrupt: power cuts, failing disks, kills and races."""

import dataclasses
import itertools
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import text

from petitiondesk.storage import history
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull, IoTrouble, StorageTrouble
from petitiondesk.storage.models import Draft
from tests.storage.acts import ACTS, DRAFT, Act
from tests.storage.children import started
from tests.storage.crash_kit import EIO, ENOSPC, SECTOR, Disk, Mark, cuts

every_act = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
every_act_by_name = pytest.mark.parametrize("name", ACTS)


@pytest.fixture
def office(office_file: Path, act: Act) -> Path:
    """An office made ready for the act, alone in its folder."""
    return _ready(office_file, act)


def _ready(office_file: Path, act: Act) -> Path:
    database = connect(office_file)
    act.prepare(database)
    database.close()
    folder = office_file.parent / "office"
    folder.mkdir()
    return Path(shutil.move(office_file, folder / "office.db"))


# Marks of a trial: what the receptionist was told.


def _kept(n: int) -> tuple[str, int]:
    return ("draft kept", n)


def _dropped(n: int) -> tuple[str, int]:
    return ("draft about to be dropped", n)


def _done(number: int) -> tuple[str, int]:
    return ("act done", number)


def _draft(n: int) -> Draft:
    return dataclasses.replace(DRAFT, id=f"draft-{n}", fields={**DRAFT.fields, "registration.matter": f"第{n}件"})


def _work(disk: Disk, database: Database, drafts: DraftsFile, act: Act, rounds: Sequence[int]) -> None:
    """Each round types a draft and does the act; every other draft is dropped after it."""
    for n in rounds:
        drafts.keep(_draft(n))
        disk.mark(_kept(n))
        disk.mark(_done(act.do(database, n)))
        if n % 2:
            disk.mark(_dropped(n))
            drafts.drop(f"draft-{n}")


def _examine(folder: Path, act: Act, marks: Sequence[tuple[str, int]]) -> list[int]:
    """Open what is in the folder as a next start would, and hold it against what was told. Returns the numbers."""
    database = connect(folder / "office.db")
    drafts = DraftsFile(folder / "drafts.db")
    try:
        with database.read() as session:
            assert session.scalar(text("PRAGMA integrity_check(1)")) == "ok"
            assert history.verify(session) == []
        numbers = act.whole(database)
        assert numbers == list(range(1, len(numbers) + 1)), "numbers have a gap"
        assert {n for what, n in marks if what == _done(0)[0]} <= set(numbers), "an acknowledged act is lost"
        owed = {n for what, n in marks if what == _kept(0)[0]} - {n for what, n in marks if what == _dropped(0)[0]}
        found = {draft.id: draft for draft in drafts.all()}
        assert drafts.messages == []
        assert all(found.get(f"draft-{n}") == _draft(n) for n in owed), "a kept draft is lost"
        return numbers
    finally:
        drafts.close()
        database.close()


@every_act
@pytest.mark.parametrize("most", [1_100, pytest.param(1_000_000, marks=[pytest.mark.deep, pytest.mark.timeout(1800)])])
def test_power_cut_at_any_moment(office: Path, act: Act, tmp_path: Path, most: int) -> None:
    with Disk(office.parent) as disk:
        database, drafts = _opened(disk, office)
        _work(disk, database, drafts, act, range(1, 17))
        database.close()
        drafts.close()
        possible, chance, examined = sum(1 for _ in cuts(disk, seed=1)), random.Random(1), 0
        for cut in cuts(disk, seed=1):
            if chance.random() < most / possible:
                cut.lay_out(tmp_path / "after")
                _examine(tmp_path / "after", act, cut.marks)
                examined += 1
    assert examined >= 1_000


@every_act
def test_the_kit_can_fail(office: Path, act: Act, tmp_path: Path) -> None:
    """Without syncs the same trial loses and corrupts: the power cuts above do prove something."""
    with Disk(office.parent) as disk:
        database, drafts = _opened(disk, office)
        raw = database.engine.raw_connection()
        raw.cursor().execute("PRAGMA synchronous = OFF")
        raw.close()
        _work(disk, database, drafts, act, range(1, 25))
        seen = Counter[str]()
        for cut in itertools.islice(cuts(disk, seed=1), 400, None, 2):
            cut.lay_out(tmp_path / "after")
            try:
                _examine(tmp_path / "after", act, cut.marks)
            except StorageTrouble as trouble:
                seen[type(trouble).__name__] += 1
            except AssertionError as wrong:
                seen["lost" if "lost" in str(wrong) else "corrupt"] += 1
            if seen["lost"] and (seen["corrupt"] or seen["Damaged"]):
                break
        database.close()
        drafts.close()
    assert seen["lost"]
    assert seen["corrupt"] or seen["Damaged"]


@every_act
@pytest.mark.parametrize(("result", "trouble"), [(ENOSPC, DiskFull), (EIO, IoTrouble)], ids=["ENOSPC", "EIO"])
def test_disk_that_fails_at_any_step(
    office: Path, act: Act, tmp_path: Path, result: int, trouble: type[StorageTrouble]
) -> None:
    folder = tmp_path / "failing"
    for failing_step in itertools.count(1):
        shutil.copytree(office.parent, folder)
        with Disk(folder) as disk:
            disk.fail(failing_step, result, for_good=result == ENOSPC)
            told = _work_until_trouble(disk, folder / "office.db", act)
        assert told is None or isinstance(told, trouble)
        marks = [step.what for step in disk.log if isinstance(step, Mark)]
        numbers = _examine(folder, act, marks)
        database = connect(folder / "office.db")
        assert act.do(database, 99) == len(numbers) + 1, "the office can't go on"
        database.close()
        shutil.rmtree(folder)
        if not disk.has_failed:
            break
    assert failing_step > 30


def _work_until_trouble(disk: Disk, office: Path, act: Act) -> StorageTrouble | None:
    database = drafts = None
    try:
        database, drafts = _opened(disk, office)
        _work(disk, database, drafts, act, range(1, 3))
    except StorageTrouble as trouble:
        return trouble
    finally:
        disk.mend()
        for opened in (database, drafts):
            if opened is not None:
                opened.close()
    return None


def _opened(disk: Disk, office: Path) -> tuple[Database, DraftsFile]:
    database = connect(office, module=disk.module)
    try:
        return database, DraftsFile(office.with_name("drafts.db"), module=disk.module)
    except StorageTrouble:
        database.close()
        raise


@every_act
def test_log_cut_at_every_sector(office: Path, act: Act, tmp_path: Path) -> None:
    """On Python's own sqlite3: the write-ahead log ends anywhere."""
    database = connect(office)
    log = office.with_name("office.db-wal")
    done_at = {}
    for n in range(1, 5):
        number = act.do(database, n)
        done_at[number] = log.stat().st_size
    main, whole = office.read_bytes(), log.read_bytes()
    database.close()
    after = tmp_path / "after"
    after.mkdir()
    for size in range(0, len(whole) + SECTOR, SECTOR):
        for old in after.iterdir():
            old.unlink()
        (after / "office.db").write_bytes(main)
        (after / "office.db-wal").write_bytes(whole[:size])
        _examine(after, act, [_done(number) for number, end in done_at.items() if end <= size])


@every_act_by_name
@pytest.mark.parametrize("kills", [30, pytest.param(500, marks=[pytest.mark.deep, pytest.mark.timeout(1800)])])
def test_program_killed_at_work(office_file: Path, name: str, kills: int) -> None:
    act, chance = ACTS[name], random.Random(kills)
    office = _ready(office_file, act)
    told: list[tuple[str, int]] = []
    for _ in range(kills):
        with started("act", office, name, 10_000) as child:
            assert child.stdout is not None
            told += [_done(int(child.stdout.readline())) for _ in range(chance.randint(1, 4))]
            time.sleep(chance.uniform(0, 0.008))  # waits for nothing: somewhere within the next acts
            child.kill()
            told += [_done(int(line)) for line in child.stdout if line.endswith("\n")]
    _examine(office.parent, act, told)


@every_act_by_name
def test_two_programs_at_once(database: Database, name: str) -> None:
    act = ACTS[name]
    act.prepare(database)
    location = database.engine.url.render_as_string(hide_password=False)
    children = [started("act", location.removeprefix("sqlite+pysqlite:///"), name, 500) for _ in range(2)]
    numbers = [int(line) for child in children for line in child.communicate()[0].splitlines()]
    assert [child.returncode for child in children] == [0, 0]
    assert sorted(numbers) == list(range(1, 1_001))
    assert act.whole(database) == list(range(1, 1_001))
    with database.read() as session:
        assert history.verify(session) == []


def test_error_of_the_standard_driver_is_the_kits(tmp_path: Path) -> None:
    """The kit's DBAPI module gives the codes that sqlite3 gives, or its trials would translate something else."""
    (tmp_path / "file.db").write_bytes(b"not a database at all" * 100)
    codes = []
    with Disk(tmp_path) as disk:
        for connecting in (sqlite3.connect, disk.module.connect):
            connection = connecting(str(tmp_path / "file.db"))
            with pytest.raises(sqlite3.DatabaseError) as caught:
                connection.cursor().execute("SELECT * FROM sqlite_schema")
            codes.append(caught.value.sqlite_errorcode)
            connection.close()
    assert codes[0] == codes[1] == sqlite3.SQLITE_NOTADB
