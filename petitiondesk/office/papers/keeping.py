"""Papers are kept as what they say, in versions; each version has a check code that proves it.

A paper is issued inside an act; when what it says has changed since, a new version is issued. It is a correction where
the matter has changed; another phone in the letterhead corrects nothing.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select

from petitiondesk.documents.plain import from_plain, to_plain
from petitiondesk.office.papers.kinds import ISSUED
from petitiondesk.office.papers.table import PAPERS
from petitiondesk.rules.check_codes import check_code, same_code
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import papers as stored
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, OfficeDetails, Paper, Registration

Subject = Registration | Case
"""What a paper belongs to; either has an id and a number."""

Verdict = Literal["genuine", "superseded", "unknown", "altered"]
"""Ours as it stands; ours, but corrected since; none of ours has this code; its record was changed from outside."""

_WORDING = "wording"
"""The version of the template; it is kept beside the data and covered by the check code."""


@dataclass(frozen=True)
class Judged:
    """What a check code proves of the paper that shows it, and how to say it."""

    verdict: Verdict
    message: Message


def issue(session: Session, registration: Registration, kind: str, *, now: datetime) -> Paper:
    """The paper of that kind as the registration stands in the running act: the last version, or a new one.

    Raises ValueError for a kind that only an act gives.
    """
    return keep(session, registration, kind, _built(session, registration, kind, now), now=now)


def issue_first(session: Session, registration: Registration, kind: str, *, now: datetime) -> Paper:
    """As :func:`issue`, for a registration that was made in the running act and has no paper yet."""
    data = _data(kind, _built(session, registration, kind, now))
    return _new_version(session, registration, kind, data, version=1, now=now, occasion="")


def keep(session: Session, subject: Subject, kind: str, said: Any, *, now: datetime, occasion: str = "") -> Paper:
    """Keep what a paper says, with the version of its wording, as a version of its own; the last one if it says so.

    Papers of two ``occasion`` are two papers, each with versions of its own.
    """
    paper, data = PAPERS[kind], _data(kind, said)
    former = versions(session, subject, kind, occasion)
    if not former:
        return _new_version(session, subject, kind, data, version=1, now=now, occasion=occasion)
    last = former[-1]
    if _content(kind, last.data) == _content(kind, data):
        return last
    if paper.corrected:
        same = matter_of(last) == _matter(kind, data)
        data[paper.corrected] = last.data.get(paper.corrected, "") if same else data[ISSUED]
    return _new_version(session, subject, kind, data, version=len(former) + 1, now=now, occasion=occasion)


def versions(session: Session, subject: Subject, kind: str, occasion: str = "") -> Sequence[Paper]:
    """The versions of one paper, the oldest first."""
    return [paper for paper in stored.papers_of(session, subject) if paper.kind == kind and paper.occasion == occasion]


def judged(session: Session, number: str, code: str) -> Judged:
    """What a check code proves of a paper that shows it together with this number, of a registration or a case."""
    subject, match = stored.paper_with_code(session, number, code)
    if subject is None or match is None:
        none_of_ours = _("No paper of {number} has this check code: it is not ours, or was altered.")
        return Judged("unknown", Message(none_of_ours, {"number": number}))
    expected = _check_code(session, subject, match.kind, match.occasion, match.version, _digest(match.data))
    if not same_code(expected, code):
        altered = _("The record of this paper was altered in the database. Tell the administrator.")
        return Judged("altered", Message(altered))
    newest = versions(session, subject, match.kind, match.occasion)[-1]
    if matter_of(match) != matter_of(newest):
        corrected = _("Genuine, but corrected since: this is version {version}, the newest is {newest}.")
        return Judged("superseded", Message(corrected, {"version": match.version, "newest": newest.version}))
    return Judged("genuine", Message(_("Genuine and unaltered.")))


def changed_papers(session: Session) -> Iterator[Message]:
    """Papers whose record is not what was kept when they were made."""
    of: Sequence[tuple[Any, Any]] = ((Registration, Paper.registration_id), (Case, Paper.case_id))
    for model, owner in of:
        rows = session.execute(
            select(Paper, model).join(model, model.id == owner).order_by(Paper.id).execution_options(yield_per=500)
        )
        for paper, subject in rows:
            code = _check_code(session, subject, paper.kind, paper.occasion, paper.version, _digest(paper.data))
            if paper.digest != _digest(paper.data) or not same_code(code, paper.check_code):
                altered = _("A paper of {number} was changed from outside ({kind}, version {version}).")
                named = {"number": subject.number, "kind": paper.kind, "version": paper.version}
                yield Message(altered, named)


def matter_of(paper: Paper) -> dict[str, Any]:
    """What a version says of the matter, whatever the letterhead and the wording of the time."""
    return _matter(paper.kind, paper.data)


def _built(session: Session, registration: Registration, kind: str, now: datetime) -> Any:
    build = PAPERS[kind].build
    if build is None:
        raise ValueError(f"only an act gives the paper {kind}")
    return build(session, registration, now)


def _data(kind: str, said: Any) -> dict[str, Any]:
    return {**to_plain(said), _WORDING: PAPERS[kind].template(said).version}


def _new_version(
    session: Session,
    subject: Subject,
    kind: str,
    data: dict[str, Any],
    *,
    version: int,
    now: datetime,
    occasion: str,
) -> Paper:
    digest = _digest(data)
    paper = Paper(
        registration_id=subject.id if isinstance(subject, Registration) else None,
        case_id=subject.id if isinstance(subject, Case) else None,
        kind=kind,
        occasion=occasion,
        version=version,
        data=data,
        digest=digest,
        check_code=_check_code(session, subject, kind, occasion, version, digest),
        made_at=now,
    )
    session.add(paper)
    session.flush()
    return paper


def _check_code(session: Session, subject: Subject, kind: str, occasion: str, version: int, digest: str) -> str:
    """The code of a version.

    Of a registration's paper without an occasion it is what it was before there were others: printed ones stay genuine.
    """
    key = session.get_one(OfficeDetails, 1).paper_key
    named = f"{kind}/{occasion}" if occasion else kind
    if isinstance(subject, Case):  # it may bear the number of one of its registrations
        named = f"case/{named}"
    return check_code(key, kind=named, number=subject.number, version=version, content_digest=bytes.fromhex(digest))


def _digest(data: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _content(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a version says, beside its days; a field that it did not know yet has its default."""
    days = {ISSUED, PAPERS[kind].corrected}
    said = {**to_plain(from_plain(PAPERS[kind].data, data)), _WORDING: data[_WORDING]}
    return {name: value for name, value in said.items() if name not in days}


def _matter(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    beside = PAPERS[kind].letterhead | {_WORDING}
    return {name: value for name, value in _content(kind, data).items() if name not in beside}
