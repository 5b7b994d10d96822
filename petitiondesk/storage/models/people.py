"""Petitioners: the citizens, legal persons and organisations who bring a matter (Art. 17)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.base import Base, Instant, described


class Petitioner(Base):
    """Who came, as told by him or her. Nothing here describes conduct, and nothing may (see the schema test)."""

    __tablename__ = "petitioner"
    __table_args__ = (Index(None, "id_number"), Index(None, "phone_digits"), Index(None, "name_folded"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), info=described(_("Kind of petitioner")))
    name: Mapped[str | None] = mapped_column(String(200), info=described(_("Name"), "law"))
    name_folded: Mapped[str | None] = mapped_column(String(200))
    id_type: Mapped[str | None] = mapped_column(String(20), info=described(_("Kind of ID")))
    id_number: Mapped[str | None] = mapped_column(String(50), info=described(_("ID number"), "owed"))
    sex: Mapped[str | None] = mapped_column(String(1), info=described(_("Sex")))
    birth_date: Mapped[date | None] = mapped_column(info=described(_("Date of birth")))
    nationality: Mapped[str | None] = mapped_column(String(100), info=described(_("Nationality")))
    phone: Mapped[str | None] = mapped_column(String(50), info=described(_("Phone"), "owed"))
    phone_digits: Mapped[str | None] = mapped_column(String(50))
    division_id: Mapped[int | None] = mapped_column(
        ForeignKey("division.id"), info=described(_("Address: division"), "owed")
    )
    address: Mapped[str | None] = mapped_column(String(500), info=described(_("Address"), "law"))
    postcode: Mapped[str | None] = mapped_column(String(20), info=described(_("Postcode")))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class NameKey(Base):
    """A name with one character left out, or whole: two names one character apart share a key (rules.names)."""

    __tablename__ = "name_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    petitioner_id: Mapped[int] = mapped_column(ForeignKey("petitioner.id"), primary_key=True)
