"""No acknowledged act is lost, none is half, none is corrupt: power cuts, failing disks, kills and races."""

import itertools
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import text

from petitiondesk.office.desk import Desk
from petitiondesk.storage import history
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.errors import DiskFull, IoTrouble, StorageTrouble
from petitiondesk.storage.models import Draft
from tests.storage.acts import ACTS, RECEPTIONIST, Act, draft
from tests.storage.children import started
from tests.storage.crash_kit import EIO, ENOSPC, SECTOR, Disk, Mark, cuts

every_act = pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
every_act_by_name = pytest.mark.parametrize("name", ACTS)


class Office:
    """An office that is opened again and again, each time with connections of its own.

    The engine stays, since compiling every statement anew would take most of a trial's time.
    """

    def __init__(self, folder: Path, disk: Disk | None = None) -> None:
        self.folder = folder
        self._module = None if disk is None else disk.module
        self._database: Database | None = None

    def open(self) -> Desk:
        """Sit down as after a start of the program. Raises StorageTrouble, with everything closed."""
        if self._database is None:
            self._database = connect(self.folder / "office.db", module=self._module)
        try:
            with self._database.read() as session:
                session.connection()
            return Desk(self._database, DraftsFile(self.folder / "drafts.db", module=self._module), RECEPTIONIST)
        except BaseException:
            self._database.close()
            raise


@pytest.fixture
def folder(office_file: Path, act: Act) -> Path:
    """A folder that holds nothing but an office made ready for the act."""
    return _ready(office_file, act)


def _ready(office_file: Path, act: Act) -> Path:
    database = connect(office_file)
    act.prepare(database)
    database.close()
    folder = office_file.parent / "office"
    folder.mkdir()
    shutil.move(office_file, folder)
    return folder


class Kept(NamedTuple):
    """What the receptionist was told: the n-th draft is kept."""

    n: int


class Done(NamedTuple):
    """What the receptionist was told: the act is done with the n-th draft, under this number."""

    n: int
    number: int


Told = Kept | Done


def _work(disk: Disk, desk: Desk, act: Act, rounds: Sequence[int]) -> None:
    """Each round keeps a draft and does the act with it."""
    for n in rounds:
        _keep(disk, desk, n)
        disk.mark(Done(n, act.do(desk, draft(n))))


def _keep(disk: Disk, desk: Desk, n: int) -> None:
    """Keep the n-th draft, and be told so."""
    desk.drafts.keep(draft(n))
    disk.mark(Kept(n))


def _examine(office: Office, act: Act, told: Sequence[Told], *, go_on: bool = True) -> int:
    """Open what is there as a next start would, hold it against what was told, and go on with what waits.

    Returns how many acts had been done.
    """
    desk = office.open()
    try:
        _without_waiting_for_the_disk(desk)
        with desk.database.read() as session:
            assert session.scalar(text("PRAGMA integrity_check(1)")) == "ok"
            assert history.verify(session) == []
        numbers = act.whole(desk.database)
        waiting = {each.id: each for each in desk.drafts.all()}
        assert desk.drafts.take_messages() == []
        for each in told:
            name = draft(each.n).id
            if isinstance(each, Done):
                assert numbers.get(name) == each.number, "an acknowledged act is lost"
            else:
                assert name in numbers or waiting.get(name) == draft(each.n), "a kept draft is lost"
        if go_on and waiting:
            _go_on(desk, act, numbers, waiting.values())
        return len(numbers)
    finally:
        desk.close()


def _without_waiting_for_the_disk(desk: Desk) -> None:
    """What follows a trial is under no trial itself."""
    for database in (desk.database, desk.drafts._database):
        _synchronous_off(database)


def _synchronous_off(database: Database) -> None:
    raw = database._engine.raw_connection()
    raw.cursor().execute("PRAGMA synchronous = OFF")
    raw.close()


def _go_on(desk: Desk, act: Act, numbers: Mapping[str, int], waiting: Iterable[Draft]) -> None:
    """The act is done with each draft that still waits: under a new number, or its own where it had been done."""
    following = itertools.count(len(numbers) + 1)
    for each in waiting:
        expected = numbers.get(each.id) or next(following)
        assert act.do(desk, each) == expected
    assert len(act.whole(desk.database)) == next(following) - 1
    assert desk.drafts.all() == []


def sample_and_all(sample: int, everything: int = 1) -> pytest.MarkDecorator:
    """How far apart the moments are at which a trial is made: a few seconds' worth of them, in the deep tier all."""
    deep = pytest.param(everything, marks=[pytest.mark.deep, pytest.mark.timeout(1800)])
    return pytest.mark.parametrize("apart", [sample, deep])


@every_act
@sample_and_all(20)
def test_power_cut_at_any_moment(folder: Path, act: Act, tmp_path: Path, apart: int) -> None:
    after, examined = Office(tmp_path / "after"), 0
    rounds, go_on_after_each = (16, 1) if apart == 1 else (3, 4)
    with Disk(folder) as disk:
        desk = Office(folder, disk).open()
        _work(disk, desk, act, range(1, rounds + 1))
        desk.close()
        for cut in itertools.islice(cuts(disk, seed=1), 0, None, apart):
            cut.lay_out(after.folder)
            _examine(after, act, cut.marks, go_on=examined % go_on_after_each == 0)
            examined += 1
    assert examined * apart >= 1_000


@every_act
def test_the_kit_can_fail(folder: Path, act: Act, tmp_path: Path) -> None:
    """Without syncs the same trial loses and corrupts: the power cuts above do prove something."""
    after = Office(tmp_path / "after")
    with Disk(folder) as disk:
        desk = Office(folder, disk).open()
        _synchronous_off(desk.database)
        _work(disk, desk, act, range(1, 7))
        seen = Counter[str]()
        since_told = itertools.groupby(cuts(disk, seed=1), key=lambda cut: len(cut.marks))
        for cut in itertools.chain.from_iterable(itertools.islice(group, 4) for _count, group in since_told):
            cut.lay_out(after.folder)
            try:
                _examine(after, act, cut.marks)
            except StorageTrouble as trouble:
                seen[type(trouble).__name__] += 1
            except AssertionError as wrong:
                seen["lost" if "lost" in str(wrong) else "corrupt"] += 1
            if seen["lost"] and (seen["corrupt"] or seen["Damaged"]):
                break
        desk.close()
    assert seen["lost"]
    assert seen["corrupt"] or seen["Damaged"]


@every_act
@pytest.mark.parametrize(("result", "trouble"), [(ENOSPC, DiskFull), (EIO, IoTrouble)], ids=["ENOSPC", "EIO"])
@sample_and_all(7)
def test_disk_that_fails_at_any_step(
    folder: Path, act: Act, tmp_path: Path, result: int, trouble: type[StorageTrouble], apart: int
) -> None:
    """Once the disk is mended, the same program goes on, or, every other time, the next start."""
    fresh = Path(shutil.copytree(folder, tmp_path / "fresh"))
    after = Office(folder)
    with Disk(folder) as disk:
        office = Office(folder, disk)
        for failing_step in itertools.count(1, apart):
            disk.log.clear()
            disk.fail(failing_step, result, for_good=result == ENOSPC)
            said = _work_through_trouble(disk, office, act, go_on=failing_step % 2 == 0)
            assert said is None or isinstance(said, trouble)
            _examine(after, act, [step.what for step in disk.log if isinstance(step, Mark)])
            if not disk.has_failed:
                break
            shutil.rmtree(folder)
            shutil.copytree(fresh, folder)
    assert failing_step > 100


def _work_through_trouble(disk: Disk, office: Office, act: Act, *, go_on: bool) -> StorageTrouble | None:
    said = desk = None
    try:
        desk = office.open()
        _work(disk, desk, act, [1])
        _keep(disk, desk, 2)  # no act is done with it: what is in it stands nowhere else
    except StorageTrouble as trouble:
        said = trouble
    disk.mend()
    if desk is not None:
        if go_on:
            _work(disk, desk, act, [1])
        desk.close()
    return said


@every_act
@sample_and_all(6)
def test_log_cut_at_every_sector(folder: Path, act: Act, tmp_path: Path, apart: int) -> None:
    """On Python's own sqlite3: the write-ahead log ends anywhere."""
    desk = Office(folder).open()
    before = Done(1, act.do(desk, draft(1)))
    desk.close()
    done = Done(2, act.do(desk, draft(2)))
    main, whole = (folder / "office.db").read_bytes(), (folder / "office.db-wal").read_bytes()
    desk.close()
    drafts = (folder / "drafts.db").read_bytes()
    after = Office(tmp_path / "after")
    after.folder.mkdir()
    for size in (*range(0, len(whole), SECTOR * apart), len(whole) - SECTOR, len(whole)):
        for old in after.folder.iterdir():
            old.unlink()
        (after.folder / "office.db").write_bytes(main)
        (after.folder / "drafts.db").write_bytes(drafts)
        (after.folder / "office.db-wal").write_bytes(whole[:size])
        _examine(after, act, [before, done] if size >= len(whole) else [before])


@every_act_by_name
@pytest.mark.parametrize("kills", [5, pytest.param(500, marks=[pytest.mark.deep, pytest.mark.timeout(1800)])])
def test_program_killed_at_work(office_file: Path, name: str, kills: int) -> None:
    act, chance = ACTS[name], random.Random(kills)
    folder = _ready(office_file, act)
    told: list[Told] = []
    for kill in range(kills):
        with started("act", folder / "office.db", folder / "drafts.db", name, kill * 1_000, 1_000) as child:
            assert child.stdout is not None
            told += _printed(child.stdout.readline() for _ in range(chance.randint(1, 4)))
            time.sleep(chance.uniform(0, 0.03))  # waits for nothing: somewhere within the next acts
            child.kill()
            told += _printed(child.stdout)
    assert _examine(Office(folder), act, told) >= len(told)


def _printed(lines: Iterator[str]) -> list[Told]:
    return [Done(*map(int, line.split())) for line in lines if line.endswith("\n")]


@pytest.mark.both_databases
@every_act_by_name
@pytest.mark.parametrize("each", [80, pytest.param(500, marks=pytest.mark.deep)])
def test_two_programs_at_once(database: Database, name: str, tmp_path: Path, each: int) -> None:
    act = ACTS[name]
    act.prepare(database)
    children = [
        started("act", database.location, tmp_path / f"drafts-{first}.db", name, first, each) for first in (1, each + 1)
    ]
    told = [done for child in children for done in _printed(iter(child.communicate()[0].splitlines(keepends=True)))]
    assert [child.returncode for child in children] == [0, 0]
    numbers = act.whole(database)
    assert sorted(numbers.values()) == list(range(1, 2 * each + 1))
    assert numbers == {draft(done.n).id: done.number for done in told}
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
