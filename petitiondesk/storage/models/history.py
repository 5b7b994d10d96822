"""The history: one hash chain for the office (see storage.history, which alone writes it)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.storage.models.base import Base, Instant


class Event(Base):
    """One act that was done: by whom, when, what, on what. Neither changed nor deleted, ever."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "object_kind", "object_id"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    actor_name: Mapped[str] = mapped_column(String(100))
    act: Mapped[str] = mapped_column(String(50))
    object_kind: Mapped[str] = mapped_column(String(30))
    object_id: Mapped[str] = mapped_column(String(50))
    payload_digest: Mapped[str] = mapped_column(String(64))
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


class EventPayload(Base):
    """Old and new values of an event. A lawful destruction may erase it; the event keeps its salted digest."""

    __tablename__ = "event_payload"

    sequence: Mapped[int] = mapped_column(ForeignKey("event.sequence"), primary_key=True, autoincrement=False)
    salt: Mapped[str] = mapped_column(String(32))
    content: Mapped[str] = mapped_column(Text)
