"""What can go wrong with what is kept, each as a sentence: what happened, what is safe, what to do.

::

    StorageTrouble
    ├── DiskFull            no room left
    ├── Locked              another program or counter holds the database
    ├── ReadOnly            the database can be read but not written
    ├── IoTrouble           the disk or the stick failed
    ├── Unreachable         the database server doesn't answer, or doesn't let us in
    ├── Damaged             the file is no longer a sound database
    ├── TransactionLost     the database gave up an act in the middle
    └── CannotOpen
        ├── MissingOffice   there is no office at that place
        ├── NoLeave         this computer's user may not look into the file or its folder
        ├── OfficeExists    a new office would stand where one is already
        ├── NotAnOffice     the file or database belongs to something else
        ├── NoFolder        no folder can be made for the file
        ├── UnknownAddress  an address of a kind that holds no office
        ├── NewerVersion    kept by a newer program
        ├── OlderServer     the database software is too old
        ├── OnNetworkShare  a database file on another computer
        └── NoDriver        what speaks to PostgreSQL is not installed

The first group is what the environment did to us in the middle of work, ``CannotOpen`` what stands against opening.
:func:`translated` is the one place where the drivers' exceptions become these; whatever it doesn't know is a fault
of the program and passes through.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from sqlalchemy.exc import DBAPIError

from petitiondesk.rules.messages import Message, _


class StorageTrouble(Exception):
    """A trouble with what is kept; ``message`` is for the person at the counter."""

    sentence: ClassVar[str]

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence, values)
        self.message = Message(self.sentence, values)


class DiskFull(StorageTrouble):
    """No room left on the disk; the act was rolled back as a whole."""

    sentence = _(
        "The disk that holds {place} is full. The last step was not saved; everything before it is safe. "
        "Make room on the disk, then do the step again."
    )


class Locked(StorageTrouble):
    """Somebody else writes, and went on for longer than we wait."""

    sentence = _(
        "Another program or counter is writing to {place} and did not finish. The last step was not saved; everything "
        "before it is safe. Wait a moment, then do the step again."
    )


class ReadOnly(StorageTrouble):
    """The file, its folder or the server refuses writing."""

    sentence = _(
        "{place} can be read but not written. Nothing has been changed. Ask the administrator for leave to write to "
        "the file and its folder, then do the step again."
    )


class IoTrouble(StorageTrouble):
    """The operating system could not read, write or sync."""

    sentence = _(
        "The disk failed while {place} was read or written. The last step may not be saved; every step confirmed "
        "before it is. Check that the disk is connected, start the program again and look whether the step is there."
    )


class Unreachable(StorageTrouble):
    """No connection to the database server."""

    sentence = _(
        "The database server of {place} can't be reached ({reason}). A step that was not confirmed may not be saved. "
        "Check the server, the network, the name and the password, then try again."
    )


class Damaged(StorageTrouble):
    """The file's structure is broken."""

    sentence = _(
        "{place} is damaged. Do not delete it and do not go on working with it: copy it away, then restore the newest "
        "verified backup."
    )


class TransactionLost(StorageTrouble):
    """The database rolled the act back by itself; going on would commit the rest of it alone."""

    sentence = _(
        "{place} gave up the last step in the middle, so nothing of it was saved; everything before it is safe. "
        "Do the step again."
    )


class CannotOpen(StorageTrouble):
    """The office can't be opened as it is."""


class MissingOffice(CannotOpen):
    """There is no office at that place."""

    sentence = _("There is no office at {place}. Check the place, or set up a new office there.")


class NoLeave(CannotOpen):
    """Whoever started the program has no right to read the file, or to enter its folder."""

    sentence = _(
        "The program has no leave to read {place}. Nothing has been changed. Ask the administrator for leave to read "
        "and write the file and its folder."
    )


class OfficeExists(CannotOpen):
    """A new office would stand where one is already."""

    sentence = _("There is an office at {place} already; it has not been changed. Open it, or choose another place.")


class NotAnOffice(CannotOpen):
    """The file, database or address belongs to something else."""

    sentence = _("{place} is not an office of this program. It has not been changed. Choose another place.")


class NoFolder(CannotOpen):
    """Something else stands where the file's folder would be, or the system has none there."""

    sentence = _("No folder can be made at {place}: something else is there. Choose another place.")


class UnknownAddress(CannotOpen):
    """An address of a kind that holds no office, e.g. ``mysql://``."""

    sentence = _(
        "No office can be at an address that begins with {scheme}. Give the path of a database file, or an address "
        "like postgresql://user@server/office."
    )


class NewerVersion(CannotOpen):
    """Kept by a newer program; reading it with this one could lose what this one doesn't know."""

    sentence = _(
        "{place} was last used by a newer program (data version {found}); this program knows versions up to {known}. "
        "Nothing has been changed. Install the newer program on this computer."
    )


class OlderServer(CannotOpen):
    """The database software on the server, or in this computer's Python, lacks what the program needs."""

    sentence = _(
        "The database software for {place} is version {found}; version {needed} or newer is needed. "
        "Nothing has been changed. Ask the administrator to update it."
    )


class OnNetworkShare(CannotOpen):
    """A database file on another computer: its locks can't be trusted there."""

    sentence = _(
        "{place} is on a network drive ({file_system}), where a database file can be damaged when two computers use "
        "it. Put the office on this computer's own disk, or, for several counters, use PostgreSQL."
    )


class NoDriver(CannotOpen):
    """What speaks to PostgreSQL is an optional part of the installation."""

    sentence = _(
        "{place} is a PostgreSQL database, and the part of the program that speaks to PostgreSQL is not installed. "
        "Ask the administrator to install it (petitiondesk[postgresql])."
    )


_SQLITE: dict[int, type[StorageTrouble]] = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,  # the index of the write-ahead log found no room
    sqlite3.SQLITE_BUSY: Locked,
    sqlite3.SQLITE_LOCKED: Locked,
    sqlite3.SQLITE_PROTOCOL: Locked,
    sqlite3.SQLITE_READONLY: ReadOnly,
    sqlite3.SQLITE_PERM: ReadOnly,
    sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
    sqlite3.SQLITE_IOERR: IoTrouble,
    sqlite3.SQLITE_CANTOPEN: IoTrouble,
}
"""Result codes, extended ones before their class (https://sqlite.org/rescode.html)."""

_POSTGRESQL: dict[str, type[StorageTrouble]] = {
    "08": Unreachable,  # connection exceptions
    "28": Unreachable,  # who we are was not accepted
    "57P": Unreachable,  # shut down or starting up
    "53300": Unreachable,  # too many connections
    "3D000": MissingOffice,
    "53100": DiskFull,
    "40": Locked,  # deadlock, serialization failure
    "55P03": Locked,
    "25006": ReadOnly,
    "25P02": TransactionLost,
    "58": IoTrouble,
    "XX001": Damaged,
    "XX002": Damaged,
}
"""SQLSTATE, whole or the beginning of it (PostgreSQL manual, appendix A)."""


@contextmanager
def translated(place: object) -> Iterator[None]:
    """Turn the drivers' exceptions into this module's, naming ``place``; anything else passes through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        driver_error = error.orig if isinstance(error, DBAPIError) else error
        for each in (error, driver_error):
            if each is not None:
                each.args = (_without_values(each, driver_error),)
        trouble = _kind(driver_error)
        if trouble is None:
            raise
        values = {"reason": _first_line(driver_error)} if trouble is Unreachable else {}
        raise trouble(place=str(place), **values) from error


_DISK: dict[int, type[StorageTrouble]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: ReadOnly,
    errno.EPERM: ReadOnly,
    errno.EROFS: ReadOnly,
}


def of_disk(error: OSError, place: object) -> StorageTrouble:
    """What the system said of a file that is kept beside the database, as one of this module's."""
    return _DISK.get(error.errno or 0, IoTrouble)(place=str(place))


def _kind(error: BaseException | None) -> type[StorageTrouble] | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code) or _SQLITE.get(code & 0xFF)
    if isinstance(error, sqlite3.OperationalError) and str(error).startswith("Could not decode to UTF-8"):
        return Damaged  # raised by Python's driver itself, so without a code
    state = getattr(error, "sqlstate", None)
    if state is not None:
        return next((trouble for start, trouble in _POSTGRESQL.items() if state.startswith(start)), None)
    if not isinstance(error, sqlite3.Error) and any(
        kind.__name__ == "OperationalError" for kind in type(error).__mro__
    ):
        return Unreachable  # psycopg gives no state when there was no connection, none in time, or it broke
    return None


def _without_values(error: BaseException, driver_error: BaseException | None) -> str:
    """What is logged of an error: further lines of PostgreSQL's quote the row, a data exception's first the value."""
    state = getattr(driver_error, "sqlstate", None) or ""
    if state.startswith("22"):
        return f"data exception {state} ({type(driver_error).__name__})"
    return _first_line(error)


def _first_line(error: BaseException | None) -> str:
    return str(error.args[0] if error and error.args else error).strip().partition("\n")[0]
