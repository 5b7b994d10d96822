"""Scans, photos and other files of a registration: added, shown, put aside; never changed, never deleted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import NotOnRecord
from petitiondesk.office.restricted import opening_for
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.attachments import AttachmentKind, media_type, problem
from petitiondesk.rules.messages import Message
from petitiondesk.storage import files, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.files import FileLost
from petitiondesk.storage.models import Attachment, Registration
from petitiondesk.storage.text import storable

_NAME = 200


__all__ = ["Attached", "FileLost", "NotAttached", "add", "attached", "put_aside", "read"]


class NotAttached(Exception):
    """A file that can't be attached; ``message`` says why, and nothing was kept of it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


@dataclass(frozen=True)
class Attached:
    """A file of a registration as lists show it; ``size`` in bytes, ``pages`` None where nobody counted."""

    id: int
    number: str
    name: str
    kind: AttachmentKind
    media_type: str
    size: int
    pages: int | None
    added_at: datetime
    put_aside: bool


def add(
    desk: Desk,
    number: str,
    *,
    name: str,
    content: bytes,
    kind: AttachmentKind,
    pages: int | None = None,
    now: datetime,
) -> int:
    """Attach a file to a registration and give its id; the same file twice is one.

    Raises NotOnRecord, NotAttached, NoRight, StorageTrouble.
    """
    if said := problem(len(content), name):
        raise NotAttached(said)
    with desk.act(Act.ADD_ATTACHMENT, now) as act:
        registration = registrations.with_everything(act.session, number)
        if registration is None:
            raise NotOnRecord(number)
        sha256 = files.put(act.session, content)
        there = act.session.scalar(
            select(Attachment).where(
                Attachment.registration_id == registration.id,
                Attachment.sha256 == sha256,
                Attachment.put_aside_at.is_(None),
            )
        )
        if there is not None:
            return there.id
        added = Attachment(
            registration_id=registration.id,
            sha256=sha256,
            size=len(content),
            media_type=media_type(content),
            name=storable(name).strip()[:_NAME] or sha256[:12],
            kind=kind,
            pages=pages,
            added_at=act.now,
            added_by_id=act.actor.id,
        )
        act.session.add(added)
        act.session.flush()
        kept = {"registration": number, "name": added.name, "kind": kind, "sha256": sha256, "size": added.size}
        act.on(Thing.ATTACHMENT, added.id, kept, of=number)
        return added.id


def put_aside(desk: Desk, attachment_id: int, *, reason: str, now: datetime) -> None:
    """Put away a file that was added wrongly: it stays on the disk and in the history, and is shown no more.

    One that is put away already stays as it is. Raises LookupError, ValueError without a reason, NoRight,
    StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a file is put aside with its reason")
    with desk.act(Act.SET_ATTACHMENT_ASIDE, now) as act:
        attachment = act.session.get(Attachment, attachment_id)
        if attachment is None:
            raise LookupError(attachment_id)
        if attachment.put_aside_at is not None:
            return
        number = _number(act.session, attachment)
        attachment.put_aside_at = act.now
        act.on(Thing.ATTACHMENT, attachment.id, {"registration": number, "reason": storable(reason).strip()}, of=number)


def attached(session: Session, registration: Registration) -> list[Attached]:
    """The files of a registration, the oldest first."""
    rows = session.scalars(
        select(Attachment).where(Attachment.registration_id == registration.id).order_by(Attachment.id)
    )
    return [
        Attached(
            id=row.id,
            number=registration.number,
            name=row.name,
            kind=AttachmentKind.of(row.kind) or AttachmentKind.OTHER,
            media_type=row.media_type,
            size=row.size,
            pages=row.pages,
            added_at=row.added_at,
            put_aside=row.put_aside_at is not None,
        )
        for row in rows
    ]


def read(desk: Desk, attachment_id: int, *, now: datetime) -> tuple[str, bytes]:
    """Name and bytes of a file, to be shown or printed; of a report of wrongdoing it stands in the history first.

    Raises LookupError, files.FileLost, StorageTrouble; restricted.PurposeNeeded where nobody who sits here said today
    what the report is opened for.
    """
    with desk.database.read() as session:
        attachment = session.get(Attachment, attachment_id)
        if attachment is None:
            raise LookupError(attachment_id)
        name, sha256, number = attachment.name, attachment.sha256, _number(session, attachment)
    opening_for(desk, number, how="attachment", purpose="", now=now)
    with desk.database.read() as session:
        try:
            return name, files.get(session, sha256)
        except FileLost:
            raise FileLost(sha256, number=number, name=name) from None


def _number(session: Session, attachment: Attachment) -> str:
    return session.scalars(select(Registration.number).where(Registration.id == attachment.registration_id)).one()
