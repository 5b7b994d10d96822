"""The office examined: its file, history, numbers, words and files, the register against its history, the terms against
the steps.

It names what it finds and changes nothing. The quick part runs after each opening, the whole by one key and weekly.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import select

from petitiondesk.office import projection
from petitiondesk.office.desk import Desk
from petitiondesk.office.papers.keeping import changed_papers
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import against_history, files, history, integrity, protection, search
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.errors import StorageTrouble
from petitiondesk.storage.head import is_older
from petitiondesk.storage.models import Case, Step
from petitiondesk.storage.stopping import StoppedInTheMiddle, stopping_when

log = logging.getLogger("petitiondesk")

Progress = Callable[["Area", int, int], None]
"""Called with what is examined, how much of it is done, and how much there is; 0 of 0 where nobody can say."""

MOST_FINDINGS = 1_000
_BATCH = 500
"""Cases that are loaded at a time."""


class Area(Kind):
    """What is examined, in this order."""

    FILE = "file", _("The office file")
    GUARDS = "guards", _("What guards the history")
    HISTORY = "history", _("The history")
    NUMBERS = "numbers", _("The registration numbers")
    REGISTER = "register", _("The register against its history")
    DUTIES = "duties", _("The terms against the steps")
    PAPERS = "papers", _("The papers")
    WORDS = "words", _("The index of words")
    FILES = "files", _("The attached files")
    OLDER = "older", _("Whether it is an older copy")


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be."""

    area: Area
    message: Message


class Cancelled(Exception):
    """The check was told to stop; what it found until then says nothing of the rest."""


def check(
    desk: Desk, *, progress: Progress | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Sequence[Finding]:
    """Examine everything; an empty list says that all is as the program left it. Raises Cancelled.

    At 100,000 registrations it takes minutes: it belongs on the long lane. What can't be read at all is a finding too.
    ``cancelled`` is asked again and again on the thread of the check.
    """
    found: list[Finding] = []
    for area, look in LOOKS:
        found += islice(_looked_at(desk.database, area, look, progress, cancelled), MOST_FINDINGS - len(found))
        if len(found) >= MOST_FINDINGS:
            return found
    # In a unit of work of its own: what was written meanwhile is no older copy.
    return [*found, *_looked_at(desk.database, Area.OLDER, partial(_older, desk), progress, cancelled)]


def _looked_at(
    database: Database, area: Area, look: "Look", progress: Progress | None, cancelled: Callable[[], bool]
) -> Iterator[Finding]:
    def told(done: int, total: int) -> None:
        if cancelled():
            raise Cancelled
        if progress:
            progress(area, done, total)

    told(0, 0)
    try:
        with database.read() as session, stopping_when(session, cancelled):
            for message in look(session, told):
                yield Finding(area, message)
    except StorageTrouble as trouble:
        yield Finding(area, trouble.message)
    except StoppedInTheMiddle:
        raise Cancelled from None
    except Cancelled:
        raise
    except Exception as error:
        # Rows that another program left without what they belong to: what nobody foresaw is found, not stumbled over.
        log.exception("%s could not be examined", area)
        yield Finding(
            area, Message(_("This could not be examined ({kind}); the log says why."), {"kind": type(error).__name__})
        )


def check_quickly(desk: Desk, *, cancelled: Callable[[], bool] = lambda: False) -> Sequence[Finding]:
    """What takes seconds even in a large office: the pages of the file. Raises Cancelled."""

    def look(session: Session, _told: Told) -> Iterator[Message]:
        return integrity.damage(session, quick=True)

    return list(_looked_at(desk.database, Area.FILE, look, None, cancelled))


Told = Callable[[int, int], None] | None
Look = Callable[[Session, Told], Iterator[Message]]


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


def _duties(session: Session, told: Told) -> Iterator[Message]:
    """The kept terms of each case with steps, against what its steps make them; none depends on the day of asking."""
    ids = session.scalars(select(Step.case_id).distinct().order_by(Step.case_id)).all()
    days_off = calendar(session)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        for case in session.scalars(select(Case).where(Case.id.in_(batch)).order_by(Case.id)).all():
            for differs in projection.differences(session, case, case.opened_on, days_off=days_off):
                yield _differs(case.number, differs)
        session.expunge_all()
        if told is not None:
            told(start + len(batch), len(ids))


def _differs(number: str, differs: projection.Differs) -> Message:
    values: dict[str, Any] = {"number": number, "clock": differs.clock}
    if differs.kept is None:
        return Message(_("{number}: {clock} is missing, which a step on record started."), values)
    if differs.should_be is None:
        return Message(_("{number}: {clock} stands there, and no step on record started it."), values)
    (last_day, done_on), (should_end, should_be_done) = differs.kept, differs.should_be
    if last_day != should_end:
        values |= {"kept": last_day, "should_be": should_end}
        return Message(_("{number}: {clock} ends on {kept}; by the steps it ends on {should_be}."), values)
    if should_be_done is None:
        return Message(_("{number}: {clock} stands as done on {kept}; no step did it."), values | {"kept": done_on})
    if done_on is None:
        words = _("{number}: {clock} stands as open; by the steps it was done on {should_be}.")
        return Message(words, values | {"should_be": should_be_done})
    values |= {"kept": done_on, "should_be": should_be_done}
    return Message(_("{number}: {clock} stands as done on {kept}; by the steps it was done on {should_be}."), values)


def _papers(session: Session, _told: Told) -> Iterator[Message]:
    return changed_papers(session)


def _words(session: Session, told: Told) -> Iterator[Message]:
    return iter(search.verify(session, progress=told))


def _files(session: Session, told: Told) -> Iterator[Message]:
    return (each.message for each in files.lost(session, progress=told))


def _older(desk: Desk, session: Session, _told: Told) -> Iterator[Message]:
    older = is_older(session, desk.outside) if desk.outside else None
    return iter([older] if older else [])


LOOKS: Sequence[tuple[Area, Look]] = (
    (Area.FILE, _file),
    (Area.GUARDS, _guards),
    (Area.HISTORY, _history),
    (Area.NUMBERS, _numbers),
    (Area.REGISTER, _register),
    (Area.DUTIES, _duties),
    (Area.PAPERS, _papers),
    (Area.WORDS, _words),
    (Area.FILES, _files),
)
