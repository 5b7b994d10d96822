"""A disk whose power can be cut and which can fail: an APSW VFS, and a DBAPI module on top that SQLAlchemy accepts.

Everything is passed on to real files in one folder, so that the program runs as ever; each write, sync, truncation
and deletion is written down. From the record :func:`cuts` lays out what the disk could have held at any moment: what
was synced is there; of what was not, all, nothing, or any of its sectors.
"""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import apsw

SECTOR = 512

ENOSPC = apsw.SQLITE_FULL
EIO = apsw.SQLITE_IOERR_WRITE


@dataclass(frozen=True)
class Write:
    file: str
    offset: int
    data: bytes


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Truncate:
    file: str
    size: int


@dataclass(frozen=True)
class Delete:
    file: str


@dataclass(frozen=True)
class Mark:
    """Something that the program was told, or told somebody, at that moment."""

    what: object


Step = Write | Sync | Truncate | Delete | Mark


class Disk:
    """The files of one folder behind a VFS of their own; a context manager, since SQLite knows a VFS by its name.

    ``log`` is the record.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log: list[Step] = []
        self.initial = {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}
        self.steps = 0
        self._fails_at, self._failing, self._for_good = 0, 0, False

    def __enter__(self) -> "Disk":
        self._vfs = _Vfs(self)
        return self

    def __exit__(self, *_error: object) -> None:
        self._vfs.unregister()

    def fail(self, at: int, result: int, *, for_good: bool = False) -> None:
        """Let the ``at``-th step from now fail with ``result``, and, ``for_good``, all after it until :meth:`mend`.

        Steps are those that can fail so: a full disk refuses writes only, a broken one anything.
        """
        self.steps, self._fails_at, self._failing, self._for_good = 0, at, result, for_good

    def mend(self) -> None:
        self._failing = 0

    @property
    def has_failed(self) -> bool:
        return bool(self._fails_at) and self.steps >= self._fails_at

    def mark(self, what: object) -> None:
        self.log.append(Mark(what))

    def take(self, step: Step) -> None:
        """Write the step down, or fail it."""
        if self._failing != ENOSPC or isinstance(step, Write):
            self.steps += 1
            if self._failing and (self.steps == self._fails_at or (self._for_good and self.steps > self._fails_at)):
                raise apsw.exception_for(self._failing)
        self.log.append(step)

    @property
    def module(self) -> ModuleType:
        """A DBAPI module like sqlite3 whose connections stand on this disk."""
        return _module(self._vfs.name)


class _Vfs(apsw.VFS):
    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.name = f"disk-{id(disk)}"
        super().__init__(self.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> "_File":  # SQLite's own name
        return _File(self.disk, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:
        super().xDelete(name, syncdir)
        self.disk.take(Delete(Path(name).name))


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self._disk = disk
        self._name = Path(name.filename() if isinstance(name, apsw.URIFilename) else name or "temporary").name

    def xWrite(self, data: bytes, offset: int) -> None:
        self._disk.take(Write(self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xSync(self, _flags: int) -> None:
        self._disk.take(Sync(self._name))

    def xTruncate(self, size: int) -> None:
        self._disk.take(Truncate(self._name, size))
        super().xTruncate(size)


@dataclass
class Cut:
    """What the disk held when the power went, and everything marked before."""

    files: dict[str, bytes]
    marks: list[object]

    def lay_out(self, folder: Path) -> None:
        """Make these the only files of ``folder``."""
        folder.mkdir(exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        for name, content in self.files.items():
            (folder / name).write_bytes(content)


@dataclass
class _Platter:
    """What is safe on the disk, and what was written since without a sync, by file."""

    safe: dict[str, bytes]
    unsynced: dict[str, list[Write | Truncate]] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        match step:
            case Write() | Truncate():
                self.safe.setdefault(step.file, b"")
                self.unsynced.setdefault(step.file, []).append(step)
            case Sync():
                if step.file in self.safe:
                    self.safe[step.file] = _after(self.safe[step.file], self.unsynced.pop(step.file, []))
            case Delete():
                self.safe.pop(step.file, None)
                self.unsynced.pop(step.file, None)

    def kept(self) -> dict[str, bytes]:
        return {name: _after(safe, self.unsynced.get(name, [])) for name, safe in self.safe.items()}

    def torn(self, chance: random.Random) -> dict[str, bytes]:
        return {
            name: _after(safe, [piece for step in self.unsynced.get(name, []) for piece in _torn(step, chance)])
            for name, safe in self.safe.items()
        }


def cuts(disk: Disk, *, seed: int, torn: int = 2) -> Iterator[Cut]:
    """Every state that differs from the one before, after each step of the record: all of what was not synced is
    there, none of it, and ``torn`` times any of its sectors.
    """
    chance = random.Random(seed)
    platter = _Platter(dict(disk.initial))
    marks: list[object] = []
    last: set[int] = set()
    for step in disk.log:
        if isinstance(step, Mark):
            marks.append(step.what)
            last = set()
            continue
        platter.take(step)
        states = [platter.kept(), dict(platter.safe), *(platter.torn(chance) for _ in range(torn))]
        distinct = {hash(frozenset(state.items())): state for state in states}
        yield from (Cut(state, list(marks)) for digest, state in distinct.items() if digest not in last)
        last = set(distinct)


def _after(content: bytes, steps: Sequence[Write | Truncate]) -> bytes:
    if not steps:
        return content
    changed = bytearray(content)
    for step in steps:
        if isinstance(step, Truncate):
            del changed[step.size :]
        else:
            changed.extend(bytes(max(0, step.offset - len(changed))))
            changed[step.offset : step.offset + len(step.data)] = step.data
    return bytes(changed)


def _torn(step: Write | Truncate, chance: random.Random) -> Iterator[Write | Truncate]:
    if isinstance(step, Truncate):
        if chance.random() < 0.5:
            yield step
        return
    start, end = step.offset, step.offset + len(step.data)
    for sector in range(start // SECTOR * SECTOR, end, SECTOR):
        begin, stop = max(sector, start), min(sector + SECTOR, end)
        if chance.random() < 0.5:
            yield Write(step.file, begin, step.data[begin - start : stop - start])


# The DBAPI module: as much of sqlite3 as SQLAlchemy's dialect and the program use.


def _module(vfs: str) -> ModuleType:
    module = ModuleType("disk")
    for name in (
        *("Error", "Warning", "InterfaceError", "DatabaseError", "DataError", "OperationalError", "IntegrityError"),
        *("InternalError", "ProgrammingError", "NotSupportedError", "Binary", "paramstyle"),
    ):
        setattr(module, name, getattr(sqlite3, name))
    module.sqlite_version_info = tuple(map(int, apsw.sqlite_lib_version().split(".")))  # type: ignore[attr-defined]
    module.connect = lambda path, **_settings: _Connection(path, vfs)  # type: ignore[attr-defined]
    return module


def _raise(error: apsw.Error) -> None:
    """Raise the error that sqlite3 would have raised."""
    code = getattr(error, "extendedresult", apsw.SQLITE_ERROR)
    kind: type[sqlite3.Error] = sqlite3.OperationalError
    if code & 0xFF == apsw.SQLITE_CONSTRAINT:
        kind = sqlite3.IntegrityError
    elif code & 0xFF in (apsw.SQLITE_CORRUPT, apsw.SQLITE_NOTADB):
        kind = sqlite3.DatabaseError
    translated = kind(str(error))
    translated.sqlite_errorcode = code
    raise translated from error


class _Connection:
    isolation_level = None

    def __init__(self, path: str, vfs: str) -> None:
        try:
            self._connection = apsw.Connection(path, vfs=vfs)
        except apsw.Error as error:
            _raise(error)
        self.cursor().execute("PRAGMA wal_autocheckpoint = 40")  # small, so that short trials meet checkpoints too

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def cursor(self) -> "_Cursor":
        return _Cursor(self._connection)

    def create_function(self, name: str, count: int, function: Any, *, deterministic: bool = False) -> None:
        self._connection.create_scalar_function(name, function, count, deterministic=deterministic)

    def commit(self) -> None:
        if self.in_transaction:
            self.cursor().execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.cursor().execute("ROLLBACK")

    def close(self) -> None:
        try:
            self._connection.close()
        except apsw.Error as error:
            _raise(error)


class _Cursor:
    arraysize = 1

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._rows: list[tuple[Any, ...]] = []
        self.description: tuple[Any, ...] | None = None
        self.rowcount = -1

    @property
    def lastrowid(self) -> int:
        return self._connection.last_insert_rowid()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> "_Cursor":
        cursor = self._connection.cursor()
        cursor.exec_trace = self._describe
        before = self._connection.total_changes()
        try:
            self._rows = list(cursor.execute(statement, values))
        except apsw.Error as error:
            _raise(error)
        self.rowcount = self._connection.total_changes() - before
        return self

    def executemany(self, statement: str, many: Sequence[Sequence[Any]]) -> "_Cursor":
        changed = 0
        for values in many:
            changed += self.execute(statement, values).rowcount
        self.rowcount = changed
        return self

    def _describe(self, cursor: apsw.Cursor, _statement: str, _values: object) -> bool:
        columns = cursor.get_description()
        self.description = tuple((name, *[None] * 6) for name, _type in columns) or None
        return True

    def fetchone(self) -> tuple[Any, ...] | None:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int | None = None) -> list[tuple[Any, ...]]:
        count = size or self.arraysize
        taken, self._rows = self._rows[:count], self._rows[count:]
        return taken

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.fetchmany(len(self._rows) or 1)

    def close(self) -> None:
        self._rows = []
