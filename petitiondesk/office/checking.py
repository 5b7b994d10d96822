"""The office examined: its file, its history, its numbers, its words, its files, and the register against its history.

It names what it finds and changes nothing. The quick part runs after each opening, the whole by one key and weekly.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from petitiondesk.office.desk import Desk
from petitiondesk.office.papers.keeping import changed_papers
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import against_history, files, history, integrity, protection, search
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.head import is_older

Progress = Callable[["Area", int, int], None]
"""Called with what is examined, how much of it is done, and how much there is; 0 of 0 where nobody can say."""

MOST_FINDINGS = 1_000


class Area(Kind):
    """What is examined, in this order."""

    FILE = "file", _("The office file")
    GUARDS = "guards", _("What guards the history")
    HISTORY = "history", _("The history")
    NUMBERS = "numbers", _("The registration numbers")
    REGISTER = "register", _("The register against its history")
    PAPERS = "papers", _("The papers")
    WORDS = "words", _("The index of words")
    FILES = "files", _("The attached files")
    OLDER = "older", _("Whether it is an older copy")


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be."""

    area: Area
    message: Message


def check(desk: Desk, *, progress: Progress | None = None) -> Sequence[Finding]:
    """Examine everything; an empty list says that all is as the program left it. Raises StorageTrouble.

    At 100,000 registrations it takes minutes: it belongs on the long lane.
    """
    found: list[Finding] = []
    with desk.database.read() as session:
        for area, look in LOOKS:
            told = partial(progress, area) if progress else None
            if progress:
                progress(area, 0, 0)
            for message in look(session, told):
                found.append(Finding(area, message))
                if len(found) >= MOST_FINDINGS:
                    return found
        older = is_older(session, desk.outside) if desk.outside else None
        return [*found, Finding(Area.OLDER, older)] if older else found


def check_quickly(database: Database) -> Sequence[Finding]:
    """What takes no time even in a large office: the pages of the file. Raises StorageTrouble."""
    with database.read() as session:
        return [Finding(Area.FILE, message) for message in integrity.damage(session, quick=True)]


Told = Callable[[int, int], None] | None


def _file(session: Session, _told: Told) -> Iterator[Message]:
    return integrity.damage(session)


def _guards(session: Session, _told: Told) -> Iterator[Message]:
    changed = protection.changed(session)
    for name in (*changed.guards, *changed.others):
        yield Message(_("Another program took off or changed what guards the data: {name}."), {"name": name})


def _history(session: Session, told: Told) -> Iterator[Message]:
    return iter(history.verify(session, progress=told))


def _numbers(session: Session, _told: Told) -> Iterator[Message]:
    return integrity.gaps(session)


def _register(session: Session, told: Told) -> Iterator[Message]:
    return against_history.findings(session, progress=told)


def _papers(session: Session, _told: Told) -> Iterator[Message]:
    return changed_papers(session)


def _words(session: Session, told: Told) -> Iterator[Message]:
    return iter(search.verify(session, progress=told))


def _files(session: Session, told: Told) -> Iterator[Message]:
    return (each.message for each in files.lost(session, progress=told))


LOOKS: Sequence[tuple[Area, Callable[[Session, Told], Iterator[Message]]]] = (
    (Area.FILE, _file),
    (Area.GUARDS, _guards),
    (Area.HISTORY, _history),
    (Area.NUMBERS, _numbers),
    (Area.REGISTER, _register),
    (Area.PAPERS, _papers),
    (Area.WORDS, _words),
    (Area.FILES, _files),
)
