"""What an office keeps in files is nobody else's to read, though others use the same computer.

Personal information is kept so that it does not leak (Personal Information Protection Law, Art. 51; Regulation on
Letters and Visits, Art. 46). On Windows and in its user's own folder the system sees to that; on POSIX a file is made
readable for all unless somebody says otherwise.
"""

import os
import stat
from contextlib import suppress
from pathlib import Path

from petitiondesk.rules.messages import Message, _

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR
_BESIDE = ("", "-wal", "-shm", "-journal")
"""The database file first: SQLite makes the others with the rights that it finds there."""


def closed_to_others(path: Path) -> Message | None:
    """Take every right on a SQLite file, and on what SQLite keeps beside it, from all but its owner.

    Gives what is to be said where others still can read it: it belongs to somebody else, or the disk knows no rights.
    Nothing is refused for that. The file may be open.
    """
    if os.name != "posix":
        return None
    parts = [path.with_name(path.name + ending) for ending in _BESIDE]
    if all([_is_closed(part) for part in parts]):  # a list: each is closed, whatever became of the one before
        return None
    return Message(
        _(
            "Other users of this computer can read {place}, and the program could not keep them out. Go on "
            "registering, and tell the administrator: the file has to belong to whoever opens the office here, with "
            "rights for nobody else, on a disk that knows such rights."
        ),
        {"place": str(path)},
    )


def make_closed(path: Path) -> None:
    """Make an empty file that only its owner may read, where there is none yet; who opens it says why it can't be."""
    if os.name == "posix":
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))


def _is_closed(part: Path) -> bool:
    try:
        mode = part.stat().st_mode
        if mode & _OTHERS:
            part.chmod(stat.S_IMODE(mode) & _OWNER_ONLY)
            mode = part.stat().st_mode  # some file systems take the order and do nothing
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return not mode & _OTHERS
