"""Files that come from a scanner, a phone or a stick, and files that go out to be looked at.

Everything here reads whole files and counts their pages, so it runs on the *paper* lane.
"""

import stat
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from petitiondesk.office import attachments
from petitiondesk.office.attachments import Attached
from petitiondesk.rules.attachments import MOST_BYTES, PDF, is_image, media_type, problem
from petitiondesk.rules.messages import Message, _
from petitiondesk.windows import pictures, printing
from petitiondesk.windows.messages import tr
from petitiondesk.windows.printing import PrintTrouble
from petitiondesk.windows.station import Station

_KB, _MB = 1_000, 1_000_000


class NotTaken(Exception):
    """A file that can't be read from where it is; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


@dataclass(frozen=True)
class Loaded:
    """The bytes of a file; ``pages`` None where nobody can count them."""

    content: bytes
    pages: int | None


@dataclass(frozen=True)
class Large:
    """A file to be looked at: ``pdf`` is it as a paper, None where it can only be saved."""

    name: str
    content: bytes
    pdf: bytes | None


def load(path: Path) -> Loaded:
    """Read a file that is to be attached. Raises NotTaken."""
    name = path.name
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise NotTaken(Message(_FOLDER, {"name": name}))
        if not stat.S_ISREG(found.st_mode):
            raise NotTaken(Message(_NOT_READ, {"name": name}))
        content = b"" if found.st_size > MOST_BYTES else path.read_bytes()
    except FileNotFoundError as error:
        raise NotTaken(Message(_GONE, {"name": name})) from error
    except OSError as error:
        raise NotTaken(Message(_NOT_READ, {"name": name})) from error
    if said := problem(max(len(content), found.st_size), name):
        raise NotTaken(said)
    return Loaded(content, _pages(content))


def facts(path: Path) -> tuple[int | None, int]:
    """Pages and bytes of a file that is to be attached, and nothing of it is kept. Raises NotTaken."""
    loaded = load(path)
    return loaded.pages, len(loaded.content)


def in_words(pages: int | None, size: int) -> str:
    """Pages and size as they stand beside a file."""
    bytes_said = f"{size / _MB:.1f} MB" if size >= _MB else f"{max(1, round(size / _KB))} kB"
    return bytes_said if pages is None else tr("{pages} p. · {size}", pages=pages, size=bytes_said)


def has_picture(file: Attached) -> bool:
    """Whether a first page of it can be shown."""
    return file.media_type == PDF or is_image(file.media_type)


def small(station: Station, file: Attached, most: QSize) -> QImage:
    """The first page of a file, no larger than ``most``; a null picture where it can't be shown.

    Raises what office.attachments.read does.
    """
    _name, content = attachments.read(station.desk, file.id, now=station.now())
    if file.media_type != PDF:
        return pictures.small(content, most)
    try:
        return printing.first_page(content, most)
    except PrintTrouble:
        return QImage()


def large(station: Station, file: Attached) -> Large:
    """A file as it is looked at. Raises what office.attachments.read does."""
    name, content = attachments.read(station.desk, file.id, now=station.now())
    return Large(name, content, _as_paper(file, content))


def _as_paper(file: Attached, content: bytes) -> bytes | None:
    if file.media_type == PDF:
        return content if _pages(content) else None
    return pictures.on_a_page(content) if is_image(file.media_type) else None


def _pages(content: bytes) -> int | None:
    media = media_type(content)
    if media != PDF:
        return 1 if is_image(media) else None
    try:
        return printing.page_count(content)
    except PrintTrouble:
        return None  # one with a password is kept all the same


_FOLDER = _("{name} is a folder: attach the files in it.")
_GONE = _("{name} is no longer there: connect the stick or the scanner's folder again.")
_NOT_READ = _("{name} can't be read: look whether another program holds it, or copy it to this computer first.")
