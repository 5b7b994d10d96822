"""What others write into the office while it is open: seen within a moment, without reading the whole of it.

On PostgreSQL every act notifies whoever listens; on SQLite ``PRAGMA data_version`` changes for a connection when
another one has written. Either says only that something was written; the history says what (kinds_since).
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select, text

from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.errors import translated
from petitiondesk.storage.models import Event

CHANNEL = "petitiondesk"

_LISTENING_SECONDS = 0.02  # with none at all the driver does not look at what has arrived


class Watch:
    """Asks, on a connection of its own, whether anything was written since it was asked last. One thread at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None
        self._version: object = None

    def written(self) -> bool:
        """Whether anything was written by any connection but this one; True the first time. Raises StorageTrouble."""
        with translated(self._database.place):
            try:
                return self._asked()
            except BaseException:
                self.close()  # a server that went away: the next time connects anew
                raise

    def close(self) -> None:
        """Give the connection up."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()

    def _asked(self) -> bool:
        first = self._connection is None
        if first:
            self._connection = self._database.connection_to_watch_with()
        driver = self._connection.driver_connection
        if self._database.dialect == "postgresql":
            if first:
                driver.autocommit = True
                driver.execute(f"LISTEN {CHANNEL}")
            heard = list(driver.notifies(timeout=_LISTENING_SECONDS))
            return first or bool(heard)
        former, self._version = self._version, driver.execute("PRAGMA data_version").fetchone()
        return first or former != self._version


def announce(session: Session, kinds: Iterable[str]) -> None:
    """In the running act: tell those who listen, once it is committed, that things of these kinds were touched.

    On SQLite there is nobody to tell.
    """
    said = ",".join(sorted(kinds))
    if said and session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_notify(:channel, :said)"), {"channel": CHANNEL, "said": said})


def newest(session: Session) -> int:
    """The number of the newest event, 0 in a new office."""
    return session.scalar(select(func.max(Event.sequence))) or 0


def kinds_since(session: Session, sequence: int, own: Collection[int]) -> set[str]:
    """The kinds of things that events after ``sequence`` touched, but for those that this program wrote (``own``)."""
    rows = session.execute(select(Event.sequence, Event.object_kind).where(Event.sequence > sequence))
    return {kind for number, kind in rows if number not in own}
