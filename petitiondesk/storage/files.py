"""Files of an office: immutable, named by the SHA-256 of what they hold.

Beside an office file they lie in a folder of its name, each on the disk before the act that names it is committed; on a
server they are rows of a table. The same two functions stand before both.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Session, office_file
from petitiondesk.storage.models import Attachment, StoredFile
from petitiondesk.storage.upserts import insert_or

FOLDER = ".files"
"""Ends the name of the folder beside an office file."""


class FileLost(LookupError):
    """What a record names is not there, or is not what was put there; ``message`` says which and what to do."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.message = Message(
            _("The file {name} is missing or was changed. Bring it back from a backup; the record stays as it is."),
            {"name": sha256[:12]},
        )


def put(session: Session, content: bytes) -> str:
    """Keep ``content`` and give its name, 64 hex digits; it is safe on the disk, or goes with the running act.

    What is there already is not written again. Raises OSError where the disk takes nothing.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    folder = folder_of(session)
    if folder is None:
        statement = insert_or(session.get_bind().dialect.name, StoredFile).values(sha256=sha256, content=content)
        session.execute(statement.on_conflict_do_nothing())
    elif not _is_whole(_path(folder, sha256), sha256):
        _write(_path(folder, sha256), content)
    return sha256


def get(session: Session, sha256: str) -> bytes:
    """What was kept under this name. Raises FileLost where it is not there, or not what was put there."""
    content = _read(session, sha256)
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise FileLost(sha256)
    return content


def lost(session: Session) -> Iterator[str]:
    """The names of files that attachments name and that are missing or were changed."""
    for sha256 in session.scalars(select(Attachment.sha256).distinct().order_by(Attachment.sha256)).all():
        try:
            get(session, sha256)
        except FileLost:
            yield sha256


def folder_of(session: Session) -> Path | None:
    """The folder beside the office file; None on a server."""
    office = office_file(session)
    return office.with_name(f"{office.stem}{FOLDER}") if office else None


def _read(session: Session, sha256: str) -> bytes | None:
    folder = folder_of(session)
    if folder is None:
        return session.scalar(select(StoredFile.content).where(StoredFile.sha256 == sha256))
    try:
        return _path(folder, sha256).read_bytes()
    except OSError:
        return None


def _path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def _is_whole(path: Path, sha256: str) -> bool:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == sha256
    except OSError:
        return False


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and on the disk when it returns."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
