"""New offices, older ones brought up, newer ones refused; whatever happens, the old office or the new one."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from petitiondesk.storage import database as database_module
from petitiondesk.storage import history, protection, upgrade
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.errors import (
    Damaged,
    DiskFull,
    IoTrouble,
    Locked,
    MissingOffice,
    NewerVersion,
    NoFolder,
    NotAnOffice,
    OfficeExists,
    OnNetworkShare,
    StorageTrouble,
)
from tests.conftest import NewPostgresql
from tests.storage.acts import JOINING
from tests.storage.crash_kit import ENOSPC, Disk, cuts

NEXT = upgrade.schema_version() + 1

GOOD_STEP = """
    op.execute("UPDATE staff SET phone = 'moved'")
    with op.batch_alter_table("staff") as staff:  # others refer to it; SQLite makes it anew
        staff.alter_column("phone", type_=sa.String(60))
    op.create_table("announcement", sa.Column("id", sa.Integer, primary_key=True), sa.Column("text", sa.Text))
    op.execute("INSERT INTO announcement (id, text) SELECT id, name FROM staff")
"""

NewLocation = Callable[[], Path | str]

act = JOINING


@pytest.fixture(params=["sqlite", "postgresql"])
def new_location(request: pytest.FixtureRequest, tmp_path: Path) -> NewLocation:
    """Makes places where no office is yet."""
    if request.param == "sqlite":
        return lambda: tmp_path / "new" / "office.db"
    new: NewPostgresql = request.getfixturevalue("new_postgresql")
    return lambda: new(None)


def _steps(folder: Path, body: str) -> Path:
    """The program's steps and one more."""
    steps = folder / "steps"
    shutil.copytree(upgrade.STEPS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    (steps / f"{NEXT:04}_trial.py").write_text(
        f"import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '{NEXT:04}'\ndown_revision = '{NEXT - 1:04}'\n\n\ndef upgrade():\n{body}",
        "utf-8",
    )
    return steps


# New offices


def test_new_office_can_be_worked_in_and_opened_again(new_location: NewLocation) -> None:
    location = new_location()
    made = upgrade.make(location)
    assert act.do(made, 1) == 1
    made.close()
    opened = upgrade.open_existing(location)
    assert act.whole(opened) == [1]
    opened.close()


def test_no_office_is_made_over_another(new_location: NewLocation) -> None:
    location = new_location()
    made = upgrade.make(location)
    act.do(made, 1)
    with pytest.raises(OfficeExists):
        upgrade.make(location)
    assert act.whole(made) == [1]
    made.close()


def test_no_office_where_one_is_looked_for(new_location: NewLocation) -> None:
    location = new_location()
    with pytest.raises(MissingOffice):
        upgrade.open_existing(location)
    assert not (isinstance(location, Path) and location.exists()), "looking leaves no file"


def test_making_that_was_cut_off_can_be_done_again(tmp_path: Path) -> None:
    (tmp_path / "office.db").touch()
    with pytest.raises(MissingOffice):
        upgrade.open_existing(tmp_path / "office.db")
    upgrade.make(tmp_path / "office.db").close()
    upgrade.open_existing(tmp_path / "office.db").close()


def test_file_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "songs.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE song (name)")
    before = path.read_bytes()
    for opening in (upgrade.make, upgrade.open_existing):
        with pytest.raises(NotAnOffice):
            opening(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["songs.db"]


def test_database_of_another_program_is_left_as_it_is(new_postgresql: NewPostgresql) -> None:
    address = new_postgresql(None)
    database = connect(address)
    for statement in (
        "CREATE TABLE song (name text)",
        "CREATE TABLE alembic_version (version_num text)",
        "INSERT INTO alembic_version VALUES ('1975ea83b712')",
    ):
        with database.write() as session:
            session.execute(text(statement))
        for opening in (upgrade.make, upgrade.open_existing):
            with pytest.raises(NotAnOffice):
                opening(address)
    database.close()


@pytest.mark.parametrize("content", [b"not a database " * 500, b"x" * 99])
def test_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "office.db"
    path.write_bytes(content)
    for opening in (upgrade.make, upgrade.open_existing):
        with pytest.raises(Damaged):
            opening(path)
    assert path.read_bytes() == content


def test_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "office").touch()
    with pytest.raises(NoFolder):
        upgrade.make(tmp_path / "office" / "office.db")


@pytest.mark.parametrize("opening", [upgrade.make, upgrade.open_existing])
def test_network_share_is_not_even_looked_into(tmp_path: Path, opening: Callable[..., Database]) -> None:
    with pytest.raises(OnNetworkShare):
        opening(tmp_path / "share" / "office.db", file_system="nfs4")
    assert list(tmp_path.iterdir()) == []


def test_folder_in_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(IoTrouble):
        upgrade.open_existing(tmp_path)


# Older and newer offices


@pytest.fixture
def older(new_location: NewLocation) -> Path | str:
    """An office of today's program, with two acts in it: older than one with a further step."""
    location = new_location()
    made = upgrade.make(location)
    act.do(made, 1)
    act.do(made, 2)
    made.close()
    return location


def test_older_office_is_brought_up(older: Path | str, tmp_path: Path) -> None:
    steps = _steps(tmp_path, GOOD_STEP)
    for _time in ("upgraded", "opened again"):
        database = upgrade.open_existing(older, steps=steps)
        with database.read() as session:
            assert session.execute(text("SELECT id, text FROM announcement ORDER BY id")).all() == [
                (1, "0001 号接待员"),
                (2, "0002 号接待员"),
            ]
            assert protection.guards_found(session) == protection.GUARDS[database.dialect]
            assert history.verify(session) == []
            if database.dialect == "sqlite":
                assert session.scalar(text("PRAGMA foreign_keys")) == 1
        assert act.do(database, 3 if _time == "upgraded" else 4) in (3, 4)
        database.close()


def test_copy_is_made_before_the_upgrade(office_file: Path, tmp_path: Path) -> None:
    database = connect(office_file)
    act.do(database, 1)
    upgrade.open_existing(office_file, steps=_steps(tmp_path, GOOD_STEP)).close()
    database.close()
    copy = upgrade.open_existing(office_file.with_name(f"office.db.version-{NEXT - 1}-1"))
    assert act.whole(copy) == [1]
    copy.close()
    assert not office_file.with_name("office.db.copying").exists()


class _BadCopies(sqlite3.Cursor):
    """A disk that keeps something else than it was given, of what is copied."""

    spoil: Callable[[Path], object]

    def execute(self, statement: str, parameters: Any = ()) -> "_BadCopies":
        super().execute(statement, parameters)
        if statement.startswith("VACUUM INTO"):
            type(self).spoil(Path(parameters[0]))
        return self


def _overwrite_a_page(copy: Path) -> None:
    with copy.open("rb+") as file:
        file.seek(8 * 4096)
        file.write(b"\xff" * 4096)


def _give_another_version(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA user_version = 0")


@pytest.mark.parametrize("spoil", [_overwrite_a_page, _give_another_version])
def test_nothing_is_upgraded_behind_a_copy_that_is_not_sound(
    office_file: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    class Cursor(_BadCopies):
        pass

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    class Module:
        def __getattr__(self, name: str) -> Any:
            return getattr(sqlite3, name)

        def connect(self, *arguments: Any, **named: Any) -> sqlite3.Connection:
            return sqlite3.connect(*arguments, **{**named, "factory": Connection})

    Cursor.spoil = staticmethod(spoil)
    with pytest.raises(Damaged):
        upgrade.open_existing(office_file, steps=_steps(tmp_path, GOOD_STEP), module=Module())  # type: ignore[arg-type]
    _is_sound_and_closed(upgrade.open_existing(office_file))
    assert not list(tmp_path.glob("office.db.*")), "no copy is left that nobody can rely on"


def test_one_program_at_a_time_changes_the_tables_of_a_server(
    postgresql_office: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second would run steps that the first is running; told to wait, it is told that it is locked in the end."""
    monkeypatch.setattr(database_module, "WAIT_MS", 100)
    steps = _steps(tmp_path, GOOD_STEP)
    first = connect(postgresql_office)
    with first.write() as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": upgrade.APPLICATION_ID})
        with pytest.raises(Locked):
            upgrade.open_existing(postgresql_office, steps=steps)
    first.close()
    upgrade.open_existing(postgresql_office, steps=steps).close()


def test_office_of_a_newer_program_is_refused_with_both_versions(older: Path | str, tmp_path: Path) -> None:
    upgrade.open_existing(older, steps=_steps(tmp_path, GOOD_STEP)).close()
    before = older.read_bytes() if isinstance(older, Path) else b""
    with pytest.raises(NewerVersion) as caught:
        upgrade.open_existing(older)
    values = caught.value.message.values
    assert (values["found"], values["known"]) == (NEXT, NEXT - 1)
    assert not isinstance(older, Path) or older.read_bytes() == before


@pytest.mark.parametrize(
    ("step", "trouble"),
    [
        (GOOD_STEP + "    raise RuntimeError('a fault in the step')\n", RuntimeError),
        (GOOD_STEP + "    op.execute('SELECT * FROM nowhere')\n", Exception),
    ],
    ids=["fault in the step", "fault in its SQL"],
)
def test_upgrade_that_fails_leaves_the_old_office(
    older: Path | str, tmp_path: Path, step: str, trouble: type[Exception]
) -> None:
    with pytest.raises(trouble):
        upgrade.open_existing(older, steps=_steps(tmp_path, step))
    database = upgrade.open_existing(older)
    assert act.whole(database) == [1, 2]
    with database.read() as session:
        assert "announcement" not in inspect(session.connection()).get_table_names()
    database.close()
    if isinstance(older, Path):
        assert [file.name for file in older.parent.iterdir()] == [older.name], "no copy is left of a try that failed"


def test_step_that_breaks_a_foreign_key_is_not_committed(office_file: Path, tmp_path: Path) -> None:
    step = "    op.execute(\"INSERT INTO name_key VALUES ('周', 77)\")\n"
    with pytest.raises(Damaged):
        upgrade.open_existing(office_file, steps=_steps(tmp_path, step))
    upgrade.open_existing(office_file).close()


# Power cuts


@pytest.mark.parametrize("apart", [15, pytest.param(1, marks=pytest.mark.deep)])
def test_power_cut_while_an_office_is_made(tmp_path: Path, apart: int) -> None:
    (tmp_path / "disk").mkdir()
    with Disk(tmp_path / "disk") as disk:
        upgrade.make(tmp_path / "disk" / "office.db", module=disk.module).close()
        states = {"none": 0, "whole": 0}
        for cut in list(cuts(disk, seed=2))[::-apart]:
            cut.lay_out(tmp_path / "after")
            path = tmp_path / "after" / "office.db"
            try:
                database = upgrade.open_existing(path)
                states["whole"] += 1
            except MissingOffice:
                database = upgrade.make(path)
                states["none"] += 1
            _is_sound(database, [])
            database.close()
    assert min(states.values()) > 0


@pytest.mark.parametrize("apart", [15, pytest.param(1, marks=pytest.mark.deep)])
def test_power_cut_while_an_office_is_upgraded(office_file: Path, tmp_path: Path, apart: int) -> None:
    """The old office or the new one, both whole; the next start brings up the old one."""
    steps = _steps(tmp_path, GOOD_STEP)
    disk_folder = tmp_path / "disk"
    disk_folder.mkdir()
    path = Path(shutil.move(office_file, disk_folder / "office.db"))
    database = connect(path)
    act.do(database, 1)
    database.close()
    with Disk(disk_folder) as disk:
        upgrade.open_existing(path, module=disk.module, steps=steps).close()
        states = {"old": 0, "new": 0}
        for cut in list(cuts(disk, seed=3))[::-apart]:
            cut.lay_out(tmp_path / "after")
            path = tmp_path / "after" / "office.db"
            try:
                database = upgrade.open_existing(path)
                states["old"] += 1
            except NewerVersion:
                database = upgrade.open_existing(path, steps=steps)
                states["new"] += 1
            _is_sound(database, [1])
            database.close()
            upgrade.open_existing(path, steps=steps).close()
    assert min(states.values()) > 0


def test_disk_full_at_any_step_of_an_upgrade(office_file: Path, tmp_path: Path) -> None:
    steps = _steps(tmp_path, GOOD_STEP)
    folder = tmp_path / "failing"
    for failing_step in range(1, 1_000, 4):
        folder.mkdir()
        path = Path(shutil.copy(office_file, folder / "office.db"))
        with Disk(folder) as disk:
            disk.fail(failing_step, ENOSPC, for_good=True)
            told = _trouble_of_upgrade(path, disk, steps)
        assert told is None or isinstance(told, DiskFull)
        if told is not None:
            _is_sound_and_closed(upgrade.open_existing(path))
            assert {file.name for file in folder.iterdir()} == {"office.db"}, "no copy is left of a try that failed"
        shutil.rmtree(folder)
        if not disk.has_failed:
            break
    assert failing_step > 30
    assert told is None


def _trouble_of_upgrade(path: Path, disk: Disk, steps: Path) -> StorageTrouble | None:
    try:
        upgrade.open_existing(path, module=disk.module, steps=steps).close()
    except StorageTrouble as trouble:
        return trouble
    return None


def _is_sound(database: Database, numbers: list[int]) -> None:
    with database.read() as session:
        assert session.scalar(text("PRAGMA integrity_check(1)")) == "ok"
        assert protection.guards_found(session) == protection.GUARDS["sqlite"]
        assert history.verify(session) == []
    assert act.whole(database) == numbers


def _is_sound_and_closed(database: Database) -> None:
    _is_sound(database, [])
    database.close()
