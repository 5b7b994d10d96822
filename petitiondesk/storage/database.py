"""The engine and its units of work, on SQLite and on PostgreSQL alike.

On SQLite the driver's own transactions are switched off and begun here: BEGIN IMMEDIATE for writers, since a
transaction that reads first and writes later is refused at once when another got in between; plain BEGIN for readers.
An acknowledged commit is on the disk: write-ahead log with synchronous FULL, fullfsync where the system has it.
On PostgreSQL writers are READ COMMITTED and held in order by the counters' row locks, readers see one snapshot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, PoolProxiedConnection, create_engine, event, text  # noqa: TID251 - the one place
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import Session, sessionmaker  # noqa: TID251 - the one place

from petitiondesk.storage.addresses import shown, url_of
from petitiondesk.storage.errors import Damaged, NoDriver, OlderServer, TransactionLost, translated
from petitiondesk.storage.privacy import make_closed
from petitiondesk.storage.shares import refuse_network

__all__ = ["Database", "Session", "connect", "file_of"]
"""Session for the annotations of whoever is handed one; only this module opens them."""

WAIT_MS = 10_000
"""How long a writer waits for another one before it is told that the database is locked; so long, too, whoever
connects waits for a server."""

_OLDEST_SQLITE = (3, 35)  # upsert with RETURNING
_OLDEST_POSTGRESQL = (14,)


class Database:
    """One office's database, open. A session never leaves the ``with`` block that it came from.

    Sessions don't flush by themselves: whoever needs a new row's id calls ``session.flush()``.
    """

    def __init__(self, engine: Engine, location: Path | str) -> None:
        self._engine = engine
        self.location = location
        self.place = _place(engine)
        reading = engine if engine.dialect.name == "sqlite" else _snapshot(engine)
        self._reader = sessionmaker(reading, autoflush=False, expire_on_commit=False)
        self._writer = sessionmaker(engine.execution_options(writing=True), autoflush=False, expire_on_commit=False)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A unit of work that sees one state of the database and can't change it."""
        with translated(self.place), self._reader() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A unit of work that is committed at the end of the block, or undone as a whole by any exception."""
        with translated(self.place), self._writer.begin() as session:
            yield session

    @contextmanager
    def rebuild(self) -> Iterator[Connection]:
        """A unit of work that changes tables. While they are rebuilt their foreign keys are not watched, but checked
        before the commit; raises Damaged where one leads nowhere.
        """
        with translated(self.place), self._engine.connect() as plain:
            connection = plain.execution_options(writing=True)
            if self.dialect == "sqlite":
                # Foreign keys can't be switched inside a transaction; a connection of one's own is closed at the end.
                connection.detach()
                connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                yield connection
                if self.dialect == "sqlite" and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise Damaged(place=self.place)

    def connection_to_watch_with(self) -> PoolProxiedConnection:
        """A connection for storage.watching alone, which reads nothing of the office with it."""
        return self._engine.raw_connection()

    def close(self) -> None:
        """Close every connection; on SQLite the last one empties the write-ahead log into the file."""
        self._engine.dispose()


def connect(location: Path | str, *, module: ModuleType | None = None, file_system: str | None = None) -> Database:
    """Open the database at ``location``: a SQLite file (made when it isn't there) or a ``postgresql`` address.

    A file that is made here may be read by its owner alone (storage.privacy).
    ``module`` is another DBAPI module that behaves like sqlite3. ``file_system`` is the name of the file system that
    holds the file, when the caller knows it. Raises StorageTrouble.
    """
    if isinstance(location, str):
        engine = _postgresql(location)
    else:
        refuse_network(location, file_system)
        make_closed(location)
        engine = _sqlite(location, module)
    database = Database(engine, location)
    with closed_on_failure(database), translated(database.place), engine.connect() as connection:
        _refuse_old(connection)
    return database


@contextmanager
def closed_on_failure(database: Database) -> Iterator[None]:
    """Close the database when the block that makes it ready fails."""
    try:
        yield
    except BaseException:
        database.close()
        raise


def file_of(session: Session) -> Path | None:
    """The office file that a unit of work stands on; None on a server."""
    engine = session.get_bind().engine
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def _place(engine: Engine) -> str:
    """The database's name for sentences: never with a password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return shown(engine.url)


def _refuse_old(connection: Connection) -> None:
    found = connection.dialect.server_version_info or ()
    needed = _OLDEST_SQLITE if connection.dialect.name == "sqlite" else _OLDEST_POSTGRESQL
    if tuple(found) < needed:
        place = _place(connection.engine)
        raise OlderServer(place=place, found=".".join(map(str, found)), needed=".".join(map(str, needed)))


def _sqlite(path: Path, module: ModuleType | None) -> Engine:
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(path)),
        module=module,
        connect_args={"isolation_level": None},
        hide_parameters=True,  # names and what was told would stand in the log behind a statement that failed
    )
    event.listen(engine, "connect", _protect)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _refuse_lost_transaction)
    event.listen(engine, "commit", _refuse_lost_commit)
    return engine


def _protect(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    for setting in (
        f"busy_timeout = {WAIT_MS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "fullfsync = ON",  # macOS: an ordinary fsync leaves data in the disk's own cache
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        cursor.execute(f"PRAGMA {setting}")
        cursor.fetchall()
    cursor.close()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {not writing}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _refuse_lost_transaction(connection: Connection, *_statement: Any) -> None:
    """A full disk rolls the whole transaction back; whatever came next would be committed alone."""
    if connection.in_transaction() and not _driver_in_transaction(connection):
        raise TransactionLost(place=_place(connection.engine))


def _refuse_lost_commit(connection: Connection) -> None:
    """The same, when the lost statement was the last one: nothing is there to be committed."""
    if not _driver_in_transaction(connection):
        raise TransactionLost(place=_place(connection.engine))


def _driver_in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction"))  # noqa: B009 - not in the DBAPI


def _postgresql(location: str) -> Engine:
    url = url_of(location)
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": WAIT_MS // 1000}  # psycopg's own: 130 s
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args=waits, hide_parameters=True)
    except ImportError as error:
        raise NoDriver(place=shown(url)) from error
    event.listen(engine, "connect", _settle)
    return engine


def _settle(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = {WAIT_MS}")
    cursor.execute("SET synchronous_commit = on")
    cursor.close()
    connection.commit()


def _snapshot(engine: Engine) -> Engine:
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
