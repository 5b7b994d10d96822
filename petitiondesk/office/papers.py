"""The papers of a registration: made from what is on record, proved by a check code, printed again as a copy.

A paper is kept as its data, not as its bytes. It is issued inside an act; when what it says has changed since, a new
version is issued. It is a correction where the matter has changed; another phone in the letterhead corrects nothing.
Rendering happens after the commit and needs no database.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from petitiondesk.documents import answer, fonts, slip, visit_form
from petitiondesk.documents.letters import Template
from petitiondesk.documents.plain import from_plain, to_plain
from petitiondesk.documents.printable import missing_in
from petitiondesk.documents.seals import Seal
from petitiondesk.office import paper_data
from petitiondesk.office.desk import Desk
from petitiondesk.office.restricted import record_opened
from petitiondesk.rules.check_codes import check_code, same_code
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import masked
from petitiondesk.rules.registration_numbers import grouped, scanned_digits
from petitiondesk.storage import history, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails, Paper, Registration

SLIP = "slip"
VISIT_FORM = "visit_form"
ANSWER = "answer"
Size = slip.Size
Verdict = Literal["genuine", "superseded", "unknown", "altered"]
"""Ours as it stands; ours, but corrected since; none of ours has this code; its record was changed from outside."""

_ISSUED = "issued"
"""The day on the paper: it alone makes no new version."""

_WORDING = "wording"
"""The version of the template; it is kept beside the data and covered by the check code."""

_CORRECTED = "corrected"
"""The day on which a slip was corrected; it follows from what else the versions say."""

_LETTERHEAD: Mapping[str, frozenset[str]] = {
    SLIP: frozenset({"office", "phone", "address", "contact", "receptionist", "legal_aid"}),
    VISIT_FORM: frozenset({"office", "receptionist"}),
    ANSWER: frozenset({"office", "contact"}),
}
"""What a paper says of the office and its people, not of the matter."""

_DATA: Mapping[str, type[Any]] = {
    SLIP: slip.SlipData,
    VISIT_FORM: visit_form.VisitFormData,
    ANSWER: answer.AnswerData,
}


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


@dataclass(frozen=True)
class Judged:
    """What a check code proves of the paper that shows it, and how to say it."""

    verdict: Verdict
    message: Message


def issue(session: Session, registration: Registration, kind: str, *, now: datetime) -> Paper:
    """The paper of that kind as the registration stands in the running act: the last version, or a new one."""
    return keep(session, registration, kind, _BUILDERS[kind](session, registration, now), now=now)


def issue_first(session: Session, registration: Registration, kind: str, *, now: datetime) -> Paper:
    """As :func:`issue`, for a registration that was made in the running act and has no paper yet."""
    return _new_version(session, registration, kind, _data(kind, _BUILDERS[kind](session, registration, now)), 1, now)


def keep(session: Session, registration: Registration, kind: str, said: Any, *, now: datetime) -> Paper:
    """Keep what a paper says, with the version of its wording, as a version of its own; the last one if it says so."""
    data = _data(kind, said)
    former = _versions(session, registration.number, kind)
    if not former:
        return _new_version(session, registration, kind, data, 1, now)
    last = former[-1]
    if _content(kind, last.data) == _content(kind, data):
        return last
    if kind == SLIP:
        same = _matter(kind, last.data) == _matter(kind, data)
        data[_CORRECTED] = last.data.get(_CORRECTED, "") if same else data[_ISSUED]
    return _new_version(session, registration, kind, data, len(former) + 1, now)


def prepare(desk: Desk, number: str, kind: str, *, now: datetime) -> Ready:
    """A registration's paper as the record stands, or the answer as it was given last, ready to be rendered.

    Raises LookupError where there is no such registration or no answer, StorageTrouble.
    """
    with desk.database.write() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        record_opened(session, desk, number, registration.case.confidentiality, how=kind, now=now)
        if kind in _BUILDERS:
            return _ready(session, issue(session, registration, kind, now=now), number)
        given = _versions(session, number, kind)
        if not given:
            raise LookupError(number)
        return _ready(session, given[-1], number)


def render(ready: Ready, size: Size, *, large_print: bool = False) -> bytes:
    """The paper as PDF; a slip on A4 is in large print.

    On 80 mm the name is masked: that slip is small, and seen by others at the counter.
    """
    if ready.kind == SLIP:
        data = replace(ready.data, name=masked(ready.data.name)) if size == "80mm" else ready.data
        return slip.render(data, seal=ready.seal, size=size, copy=ready.copy)
    if ready.kind == VISIT_FORM:
        return visit_form.render(ready.data, seal=ready.seal, large_print=large_print, copy=ready.copy)
    return answer.render(ready.data, seal=ready.seal, copy=ready.copy)


def stand_in(kind: str) -> Message | None:
    """What to say, once and quietly, of a kind of paper for whose typeface another stands in; it looks at the disk.

    Answers (F38) are set in FangSong, of which none that is free can be shipped.
    """
    if kind != ANSWER or fonts.fang_file():
        return None
    return Message(
        _(
            "This computer has no FangSong typeface, so the text is set in Song. Once the FangSong of Windows or of an "
            "office suite is installed, it is used."
        )
    )


def printed(desk: Desk, ready: Ready, *, how: str, now: datetime) -> None:
    """Put into the history that a paper was printed or saved, ``how`` (the printer's or the file's name)."""
    with desk.database.write() as session:
        history.record(
            session,
            actor=desk.actor,
            act="paper.printed",
            object_kind="paper",
            object_id=str(ready.paper_id),
            now=now,
            payload={"registration": ready.number, "kind": ready.kind, "copy": ready.copy, "how": how},
        )


def judged(session: Session, number: str, code: str) -> Judged:
    """What a check code proves of a paper of this registration that shows it."""
    papers = registrations.papers(session, number)
    match = next((paper for paper in papers if same_code(paper.check_code, code)), None)
    if match is None:
        none_of_ours = _("No paper of {number} has this check code: it is not ours, or was altered.")
        return Judged("unknown", Message(none_of_ours, {"number": number}))
    expected = _check_code(session, match.kind, number, match.version, _digest(match.data))
    if not same_code(expected, code):
        altered = _("The record of this paper was altered in the database. Tell the administrator.")
        return Judged("altered", Message(altered))
    newest = _versions(session, number, match.kind)[-1]
    if _matter(match.kind, match.data) != _matter(match.kind, newest.data):
        corrected = _("Genuine, but corrected since: this is version {version}, the newest is {newest}.")
        return Judged("superseded", Message(corrected, {"version": match.version, "newest": newest.version}))
    return Judged("genuine", Message(_("Genuine and unaltered.")))


def _ready(session: Session, paper: Paper, number: str) -> Ready:
    data = from_plain(_DATA[paper.kind], paper.data)
    matter = _matter(paper.kind, paper.data)
    same = (each.id for each in _versions(session, number, paper.kind) if _matter(each.kind, each.data) == matter)
    return Ready(
        paper_id=paper.id,
        number=number,
        kind=paper.kind,
        data=data,
        seal=Seal(grouped(paper.check_code).replace("-", " "), scanned_digits(number, paper.check_code)),
        copy=sum(registrations.printed_before(session, each) for each in same),
        missing=missing_in(data),
    )


def _data(kind: str, said: Any) -> dict[str, Any]:
    return {**to_plain(said), _WORDING: _template(kind, said).version}


def _new_version(
    session: Session, registration: Registration, kind: str, data: dict[str, Any], version: int, now: datetime
) -> Paper:
    digest = _digest(data)
    paper = Paper(
        registration_id=registration.id,
        kind=kind,
        version=version,
        data=data,
        digest=digest,
        check_code=_check_code(session, kind, registration.number, version, digest),
        made_at=now,
    )
    session.add(paper)
    session.flush()
    return paper


def _versions(session: Session, number: str, kind: str) -> list[Paper]:
    """The papers of that kind, the oldest first."""
    return [paper for paper in registrations.papers(session, number) if paper.kind == kind]


def _template(kind: str, said: Any) -> Template:
    if kind == SLIP:
        return slip.template(said)
    return visit_form.template() if kind == VISIT_FORM else answer.template()


def _check_code(session: Session, kind: str, number: str, version: int, digest: str) -> str:
    key = session.get_one(OfficeDetails, 1).paper_key
    return check_code(key, kind=kind, number=number, version=version, content_digest=bytes.fromhex(digest))


def _digest(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _content(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a version says, beside its days; a field that it did not know yet has its default."""
    days = {_ISSUED, _CORRECTED} if kind == SLIP else {_ISSUED}
    said = {**to_plain(from_plain(_DATA[kind], data)), _WORDING: data[_WORDING]}
    return {name: value for name, value in said.items() if name not in days}


def _matter(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a version says of the matter, whatever the letterhead and the wording of the time."""
    beside = _LETTERHEAD[kind] | {_WORDING}
    return {name: value for name, value in _content(kind, data).items() if name not in beside}


_BUILDERS: Mapping[str, Callable[..., Any]] = {
    SLIP: paper_data.slip_data,
    VISIT_FORM: paper_data.visit_form_data,
}
