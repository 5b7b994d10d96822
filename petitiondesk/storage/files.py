"""Files of an office: immutable, named by the SHA-256 of what they hold.

Beside an office file they lie in a folder of its name, each on the disk before the act that names it is committed; on a
server they are rows of a table. The same two functions stand before both.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Session, file_of
from petitiondesk.storage.errors import of_disk
from petitiondesk.storage.models import Attachment, Registration, StoredFile
from petitiondesk.storage.upserts import insert_or

FOLDER = ".files"
"""Ends the name of the folder beside an office file."""

_OWN_USER_ONLY = 0o700


class FileLost(LookupError):
    """What a record names is not there, or is not what was put there; ``message`` says which and what to do."""

    def __init__(self, sha256: str, *, number: str = "", name: str = "") -> None:
        super().__init__(sha256)
        values = {"name": name or sha256[:12]}
        self.message = Message(_LOST_OF, {"number": number, **values}) if number else Message(_LOST, values)


def put(session: Session, content: bytes) -> str:
    """Keep ``content`` and give its name, 64 hex digits; it is safe on the disk, or goes with the running act.

    What is there already is not written again, unless it was changed. Where the act fails afterwards, a file may stay
    that nothing names. Raises StorageTrouble.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    folder = folder_of(session)
    if folder is None:
        statement = insert_or(session.get_bind().dialect.name, StoredFile).values(sha256=sha256, content=content)
        put_right = statement.on_conflict_do_update(
            index_elements=[StoredFile.sha256],
            set_={"content": statement.excluded.content},
            where=StoredFile.content != statement.excluded.content,
        )
        session.execute(put_right)
    elif not _is_whole(_path(folder, sha256), sha256):
        try:
            _write(_path(folder, sha256), content)
        except OSError as error:
            raise of_disk(error, folder) from error
    return sha256


def get(session: Session, sha256: str) -> bytes:
    """What was kept under this name. Raises FileLost where it is not there, or not what was put there."""
    content = _read(session, sha256)
    if content is None or hashlib.sha256(content).hexdigest() != sha256:
        raise FileLost(sha256)
    return content


def lost(session: Session, *, progress: Callable[[int, int], None] | None = None) -> Iterator[FileLost]:
    """The files that attachments name and that are missing or were changed, each with registration and file name.

    ``progress`` is called with how many are examined, and how many there are.
    """
    rows = session.execute(
        select(Attachment.sha256, Registration.number, Attachment.name)
        .join(Registration, Registration.id == Attachment.registration_id)
        .order_by(Attachment.sha256, Attachment.id)
    ).all()
    whole: dict[str, bool] = {}
    for done, (sha256, number, name) in enumerate(rows, 1):
        if sha256 not in whole:
            whole = {sha256: _is_there(session, sha256)}
        if not whole[sha256]:
            yield FileLost(sha256, number=number, name=name)
        if progress:
            progress(done, len(rows))


def folder_of(session: Session) -> Path | None:
    """The folder beside the office file; None on a server."""
    office = file_of(session)
    return office.with_name(f"{office.stem}{FOLDER}") if office else None


def _is_there(session: Session, sha256: str) -> bool:
    try:
        get(session, sha256)
    except FileLost:
        return False
    return True


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
    for folder in (path.parent.parent, path.parent):
        if not folder.is_dir():
            folder.mkdir(mode=_OWN_USER_ONLY, exist_ok=True)
            _sync(folder.parent)
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
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """The names in a folder are on the disk; Windows sees to that by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_LOST = _("The file {name} is missing or was changed. Bring it back from a backup; the record stays as it is.")
_LOST_OF = _(
    "{number}: the file {name} is missing or was changed. Bring it back from a backup; the record stays as it is."
)
