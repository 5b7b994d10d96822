"""Papers that the office made: their data and template version, not their bytes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.storage.models.base import Base, Instant


class Paper(Base):
    """One version of a slip, form or letter. ``check_code`` proves it (rules.check_codes).

    It belongs to a registration or to a case. ``occasion`` is a short key of what it was made for, e.g. the step of the
    procedure that owes it, and empty where a kind of paper is there only once: two papers of two occasions are two
    papers, not two versions of one.
    """

    __tablename__ = "paper"
    __table_args__ = (
        UniqueConstraint("registration_id", "kind", "occasion", "version"),
        UniqueConstraint("case_id", "kind", "occasion", "version"),
        CheckConstraint("(registration_id IS NULL) <> (case_id IS NULL)", name="one_subject"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("petition_case.id"))
    kind: Mapped[str] = mapped_column(String(40))
    occasion: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    check_code: Mapped[str] = mapped_column(String(20), index=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
