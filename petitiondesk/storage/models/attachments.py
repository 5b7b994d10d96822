"""Scans, photos and other files that belong to a registration (storage.files keeps their bytes)."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.base import Base, Instant, described


class Attachment(Base):
    """A file of a registration. Its bytes are immutable and named by their SHA-256; it is never deleted.

    One that was added wrongly is put aside, with a reason in the history: ``put_aside_at``.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    """Bytes."""
    media_type: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200), info=described(_("File name")))
    kind: Mapped[str] = mapped_column(String(30), info=described(_("Kind of attachment")))
    pages: Mapped[int | None] = mapped_column(info=described(_("Pages")))
    added_at: Mapped[datetime] = mapped_column(Instant)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    put_aside_at: Mapped[datetime | None] = mapped_column(Instant)


class StoredFile(Base):
    """The bytes of a file where the office stands on a server; beside an office file they lie in a folder."""

    __tablename__ = "stored_file"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
