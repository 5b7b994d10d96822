"""New offices, and offices of an older program brought up to this one.

The steps stand in migrations/versions, numbered 0001, 0002 …; the number of the newest one is the office's data
version. A SQLite file carries it in its user_version, set last; PostgreSQL in alembic's own table. All steps of an
upgrade are one transaction: the office is as it was, or as it should be, never between.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, inspect, text

from petitiondesk.storage import statistics
from petitiondesk.storage.database import WAIT_MS, Database, closed_on_failure, connect
from petitiondesk.storage.errors import (
    Damaged,
    IoTrouble,
    MissingOffice,
    NewerVersion,
    NoFolder,
    NoLeave,
    NotAnOffice,
    OfficeExists,
    ReadOnly,
    translated,
)
from petitiondesk.storage.privacy import make_closed
from petitiondesk.storage.shares import refuse_network

STEPS = Path(__file__).parent / "migrations" / "versions"

APPLICATION_ID = 0x50444B4F
"""Marks a SQLite file as an office (https://sqlite.org/pragma.html#pragma_application_id)."""

_ADVISORY_LOCK = APPLICATION_ID
_VERSION_TABLE = "alembic_version"


def schema_version(steps: Path = STEPS) -> int:
    """The data version that this program keeps: the number of its newest step."""
    return max(int(step.name[:4]) for step in steps.glob("[0-9][0-9][0-9][0-9]_*.py"))


def make(
    location: Path | str, *, module: ModuleType | None = None, file_system: str | None = None, steps: Path = STEPS
) -> Database:
    """Make a new office at ``location`` and open it; for ``module`` and ``file_system`` see database.connect.

    A file whose making was cut off is empty, and is made again. Raises StorageTrouble, among it OfficeExists.
    """
    if isinstance(location, Path):
        refuse_network(location, file_system)
        if _version_of_file(location, module) is not None:
            raise OfficeExists(place=str(location))
        make_folder(location.parent)
    database = connect(location, module=module, file_system=file_system)
    with closed_on_failure(database), _changing_schema(database) as connection:
        if _version(connection, database.place) is not None:
            raise OfficeExists(place=database.place)
        _run(connection, steps, found=None)
    return database


def open_existing(
    location: Path | str, *, module: ModuleType | None = None, file_system: str | None = None, steps: Path = STEPS
) -> Database:
    """Open the office at ``location``, brought up to this program's data version when it is older.

    An older SQLite file is copied first, beside itself, and the copy verified. Raises StorageTrouble, among it
    MissingOffice, NotAnOffice and NewerVersion, which all leave what is there as it is.
    """
    known = schema_version(steps)
    if isinstance(location, Path):
        refuse_network(location, file_system)
        _usable(_version_of_file(location, module), known, str(location))
    database = connect(location, module=module, file_system=file_system)
    with closed_on_failure(database):
        with database.read() as session:
            found = _usable(_version(session.connection(), database.place), known, database.place)
        if found < known:
            _upgrade(database, found, steps, module)
    return database


def _usable(found: int | None, known: int, place: str) -> int:
    if found is None:
        raise MissingOffice(place=place)
    if found > known:
        raise NewerVersion(place=place, found=found, known=known)
    return found


def _upgrade(database: Database, found: int, steps: Path, module: ModuleType | None) -> None:
    copy = _copy(database.location, found, module) if isinstance(database.location, Path) else None
    try:
        with _changing_schema(database) as connection:
            # Another program may have done it while this one waited for the lock.
            _run(connection, steps, found=_version(connection, database.place))
            statistics.refresh(connection)
    except BaseException:
        if copy is not None:
            copy.unlink(missing_ok=True)  # the office is as it was, and every try would leave one more
        raise


@contextmanager
def _changing_schema(database: Database) -> Iterator[Connection]:
    """One transaction for a change of tables, by one program at a time."""
    with database.rebuild() as connection:
        if database.dialect == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        yield connection


def _run(connection: Connection, steps: Path, *, found: int | None) -> None:
    # alembic costs a tenth of a second, and most starts have nothing to upgrade.
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(steps.parent, version_locations=[steps])
    context = MigrationContext.configure(connection)
    lower = "base" if found is None else f"{found:04}"
    with Operations.context(context):
        for step in reversed(list(script.iterate_revisions("head", lower))):
            step.module.upgrade()
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version = {schema_version(steps)}"))
    else:
        context.stamp(script, "head")


def _version(connection: Connection, place: str) -> int | None:
    """The office's data version, None in an empty database; raises NotAnOffice for anything else."""
    if connection.dialect.name == "sqlite":
        return _sqlite_version(lambda question: connection.execute(text(question)).scalar_one(), place)
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if not {_VERSION_TABLE, "event_payload"} <= set(tables):
        raise NotAnOffice(place=place)
    return int(connection.execute(text(f"SELECT version_num FROM {_VERSION_TABLE}")).scalar_one())


def _version_of_file(path: Path, module: ModuleType | None) -> int | None:
    """The same, before connect() would write to the file; None also when there is none.

    Raises NoLeave or ReadOnly where a visit would be typed in and could not be registered.
    """
    try:
        path.stat()
    except PermissionError as error:
        raise NoLeave(place=str(path)) from error
    except OSError:
        return None
    if not _may(path, os.R_OK):
        raise NoLeave(place=str(path))
    if not _may(path, os.W_OK):
        raise ReadOnly(place=str(path))
    with translated(path), closing((module or sqlite3).connect(str(path), timeout=WAIT_MS / 1000)) as connection:
        return _sqlite_version(lambda question: _answer(connection, question), str(path))


def _may(path: Path, how: int) -> bool:
    # Asked, not tried: closing a file that SQLite has open gives up SQLite's locks (sqlite.org/howtocorrupt.html).
    return os.access(path, how, effective_ids=os.access in os.supports_effective_ids)


def _sqlite_version(ask: Callable[[str], Any], place: str) -> int | None:
    if ask("SELECT count(*) FROM sqlite_schema") == 0:
        return None
    if ask("PRAGMA application_id") != APPLICATION_ID:
        raise NotAnOffice(place=place)
    return int(ask("PRAGMA user_version"))


def _copy(path: Path, found: int, module: ModuleType | None) -> Path:
    """Copy the office as it was before the upgrade, beside itself, examined; nothing is left of a copy that failed."""
    number = 1
    while (copy := path.with_name(f"{path.name}.version-{found}-{number}")).exists():
        number += 1
    unfinished = path.with_name(f"{path.name}.copying")
    try:
        unfinished.unlink(missing_ok=True)
        make_closed(unfinished)
        with translated(path), closing((module or sqlite3).connect(str(path), timeout=WAIT_MS / 1000)) as connection:
            connection.cursor().execute("VACUUM INTO ?", (str(unfinished),))
        with open(unfinished, "rb+") as file:
            os.fsync(file.fileno())  # older SQLite leaves the result of VACUUM INTO in the system's cache
        with translated(unfinished), closing(sqlite3.connect(unfinished)) as connection:
            sound = _answer(connection, "PRAGMA integrity_check(1)") == "ok"
            if not sound or _answer(connection, "PRAGMA user_version") != found:
                raise Damaged(place=str(path))
        unfinished.rename(copy)
        _sync_folder(path.parent)
    except OSError as error:
        raise IoTrouble(place=str(unfinished)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def make_folder(folder: Path) -> None:
    """Make the folder of a file that is to be kept, with those above it. Raises StorageTrouble."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except PermissionError as error:
        raise ReadOnly(place=str(folder)) from error
    except (FileNotFoundError, FileExistsError, NotADirectoryError) as error:
        raise NoFolder(place=str(folder)) from error
    except OSError as error:
        raise IoTrouble(place=str(folder)) from error


def _sync_folder(folder: Path) -> None:
    """A new name is safe from a power cut once its folder is on the disk; Windows sees to that by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _answer(connection: sqlite3.Connection, question: str) -> Any:
    cursor = connection.cursor()
    cursor.execute(question)
    (answer,) = cursor.fetchall()[0]
    cursor.close()
    return answer
