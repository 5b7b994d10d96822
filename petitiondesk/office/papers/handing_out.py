"""A paper handed out: prepared from the record, rendered, and put into the history once it is printed or saved.

Rendering happens after the commit and needs no database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from petitiondesk.documents.plain import from_plain
from petitiondesk.documents.printable import missing_in
from petitiondesk.documents.seals import Seal
from petitiondesk.documents.slip import Size
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.papers.keeping import Subject, issue, matter_of, versions
from petitiondesk.office.papers.kinds import PaperKind
from petitiondesk.office.papers.table import PAPERS
from petitiondesk.office.restricted import record_opened
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message
from petitiondesk.rules.registration_numbers import grouped, opening_number, scanned_digits
from petitiondesk.storage import history, registrations
from petitiondesk.storage import papers as stored
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Paper, Registration


@dataclass(frozen=True)
class Ready:
    """A paper ready to be rendered; ``missing`` are characters without a font.

    ``copy`` counts the prints before it that say the same of the matter, under whatever letterhead.
    """

    paper_id: int
    number: str
    kind: str
    data: Any
    seal: Seal
    copy: int
    missing: tuple[str, ...]
    occasion: str = ""


@dataclass(frozen=True)
class Offered:
    """A paper that can be printed of a registration now; ``made`` says whether there is a version of it already."""

    paper: PaperKind
    occasion: str
    made: bool


def offered(desk: Desk, number: str) -> Sequence[Offered]:
    """What can be printed of a registration, in the order of the table: what is made from the record, and what an act
    has given. Raises LookupError where there is no such registration.
    """
    with desk.database.read() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        made = {(paper.kind, paper.occasion) for paper in stored.papers_of(session, registration)}
    found = []
    for kind, paper in PAPERS.items():
        occasions = sorted(occasion for one, occasion in made if one == kind)
        if paper.build and "" not in occasions:
            found.append(Offered(paper, "", made=False))
        found += [Offered(paper, occasion, made=True) for occasion in occasions]
    return found


def prepare(desk: Desk, number: str, kind: str, *, now: datetime, occasion: str = "") -> Ready:
    """A registration's paper as the record stands, or as an act gave it last, ready to be rendered.

    Raises LookupError where there is no such registration or paper, StorageTrouble.
    """
    with desk.act(Act.MAKE_PAPER, now) as act:
        session = act.session
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        record_opened(act, number, registration.case.confidentiality, how=kind)
        if PAPERS[kind].build and not occasion:
            return _ready(session, registration, _issued(act, registration, kind))
        given = versions(session, registration, kind, occasion)
        if not given:
            raise LookupError(number)
        return _ready(session, registration, given[-1])


def _issued(act: Doing, registration: Registration, kind: str) -> Paper:
    """The paper as the record stands; that a version of it was made stands in the history."""
    made = len(versions(act.session, registration, kind))
    paper = issue(act.session, registration, kind, now=act.now)
    if len(versions(act.session, registration, kind)) > made:
        kept = {"kind": kind, "version": paper.version, "digest": paper.digest}
        act.on(Thing.PAPER, paper.id, kept, of=registration.number)
    return paper


def render(ready: Ready, size: Size, *, large_print: bool = False) -> bytes:
    """The paper as PDF."""
    return PAPERS[ready.kind].render(ready.data, seal=ready.seal, size=size, large_print=large_print, copy=ready.copy)


def stand_in(kind: str) -> Message | None:
    """What to say, once and quietly, of a kind of paper for whose typeface another stands in; it looks at the disk."""
    return PAPERS[kind].stand_in()


def printed(desk: Desk, ready: Ready, *, how: str, now: datetime) -> None:
    """Put into the history that a paper was printed or saved, ``how`` (the printer's or the file's name)."""
    kept = {"registration": ready.number, "kind": ready.kind, "copy": ready.copy, "how": how}
    with desk.act(Act.PRINT_PAPER, now) as act:
        act.on(Thing.PAPER, ready.paper_id, {**kept, "occasion": ready.occasion} if ready.occasion else kept)


def _ready(session: Session, subject: Subject, paper: Paper) -> Ready:
    matter = matter_of(paper)
    same = [each.id for each in versions(session, subject, paper.kind, paper.occasion) if matter_of(each) == matter]
    data = from_plain(PAPERS[paper.kind].data, paper.data)
    return Ready(
        paper_id=paper.id,
        number=subject.number,
        kind=paper.kind,
        data=data,
        seal=Seal(
            grouped(paper.check_code).replace("-", " "),
            scanned_digits(opening_number(subject.number), paper.check_code),
        ),
        copy=sum(history.times_done(session, Act.PRINT_PAPER, str(each)) for each in same),
        missing=missing_in(data),
        occasion=paper.occasion,
    )
