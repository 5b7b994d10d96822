"""The office itself and the people who work in it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.base import Base, Instant, described


class OfficeDetails(Base):
    """The one row that says which office this is. ``paper_key`` proves its papers and never leaves the office."""

    __tablename__ = "office_details"
    __table_args__ = (CheckConstraint("id = 1", name="one_office"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str] = mapped_column(String(200), info=described(_("Office name"), "law"))
    role: Mapped[str] = mapped_column(String(20), info=described(_("Role of the office"), "law"))
    division_id: Mapped[int | None] = mapped_column(info=described(_("Division"), "owed"))
    address: Mapped[str | None] = mapped_column(String(500), info=described(_("Office address")))
    phone: Mapped[str | None] = mapped_column(String(50), info=described(_("Office phone")))
    attention_days: Mapped[int] = mapped_column(
        default=3, server_default="3", info=described(_("Days before the last one that are shown"))
    )
    legal_aid_name: Mapped[str | None] = mapped_column(String(200), info=described(_("Legal aid centre")))
    legal_aid_phone: Mapped[str | None] = mapped_column(String(50), info=described(_("Legal aid phone")))
    paper_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    opened_at: Mapped[datetime] = mapped_column(Instant)


class Staff(Base):
    """Somebody who works in the office and stands behind what he or she does in it; ended, never deleted.

    ``joined_at`` is when the person was put on the list. ``works_from`` and ``works_until`` are the first and the last
    day; None for the day of ``joined_at``, and for no end.
    """

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), info=described(_("Name"), "law"))
    phone: Mapped[str | None] = mapped_column(String(50), info=described(_("Phone")))
    unit_head: Mapped[bool] = mapped_column(default=False, info=described(_("Head of the unit")))
    joined_at: Mapped[datetime] = mapped_column(Instant)
    works_from: Mapped[date | None] = mapped_column(info=described(_("First day")))
    works_until: Mapped[date | None] = mapped_column(info=described(_("Last day")))
