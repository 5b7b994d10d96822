"""Papers that the office made: their data and template version, not their bytes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.storage.models.base import Base, Instant


class Paper(Base):
    """One version of a slip, form or letter of a registration. ``check_code`` proves it (rules.check_codes)."""

    __tablename__ = "paper"
    __table_args__ = (UniqueConstraint("registration_id", "kind", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"))
    kind: Mapped[str] = mapped_column(String(20))
    version: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    check_code: Mapped[str] = mapped_column(String(20), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
