"""Units (单位): who is responsible, who reviews, who took over from whom."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.base import Base, described

_IN_FORCE = text("valid_to IS NULL")


class Unit(Base):
    """A unit of the office's catalogue; ended, never deleted, since old cases hold it by id.

    ``level`` and ``kind`` are codes of rules.units. ``superior_id`` is whom it is under; ``successor_id`` who accepts
    its matters after a split, a merger or its end (Art. 24); ``review_organ_id`` who reviews where that is not what
    the rule proposes (Art. 35). ``valid_to`` is its last day, None where no end is known. No two without an end share
    a name.
    """

    __tablename__ = "unit"
    __table_args__ = (
        Index("uq_unit_name_in_force", "name", unique=True, sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), info=described(_("Name of the unit"), "law"))
    short_name: Mapped[str | None] = mapped_column(String(60), info=described(_("Short name")))
    level: Mapped[str] = mapped_column(String(20), info=described(_("Level"), "law"))
    kind: Mapped[str] = mapped_column(String(20), info=described(_("Kind of unit"), "law"))
    superior_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id"), index=True, info=described(_("Superior unit"), "owed")
    )
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id"), index=True, info=described(_("Successor, who accepts its matters"))
    )
    review_organ_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id"), index=True, info=described(_("Review organ, if not by the rule"))
    )
    uses_program: Mapped[bool] = mapped_column(default=False, info=described(_("Uses this program")))
    phone: Mapped[str | None] = mapped_column(String(50), info=described(_("Phone")))
    address: Mapped[str | None] = mapped_column(String(500), info=described(_("Address of the unit")))
    valid_from: Mapped[date] = mapped_column(info=described(_("First day")))
    valid_to: Mapped[date | None] = mapped_column(info=described(_("Last day")))
