"""Registrations: one arrival of a petitioner's matter, with everybody and everything that came with it."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.arrivals import Arrival, Enclosure
from petitiondesk.storage.models.base import Base, Instant, described
from petitiondesk.storage.models.cases import Case, Duty, FurtherDuty, Request
from petitiondesk.storage.models.people import Petitioner


class Registration(Base):
    """A visit, letter, call … entered in the register. Never refused, never deleted (Art. 22, 43, 44)."""

    __tablename__ = "registration"
    __table_args__ = (
        UniqueConstraint("channel", "year", "sequence"),
        Index(None, "registered_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(30), unique=True, info={"label": _("Registration number")})
    channel: Mapped[str] = mapped_column(String(20))
    year: Mapped[int]
    sequence: Mapped[int]
    query_code: Mapped[str] = mapped_column(String(20), unique=True, info={"label": _("Query code")})
    draft_id: Mapped[str] = mapped_column(String(40), unique=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("petition_case.id"), index=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), index=True)
    receptionist_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    received_on: Mapped[date] = mapped_column(info={"label": _("Day of receipt")})
    started_at: Mapped[datetime] = mapped_column(Instant)
    registered_at: Mapped[datetime] = mapped_column(Instant)

    repeat: Mapped[bool] = mapped_column(default=False)
    new_facts: Mapped[str | None] = mapped_column(String(10), info=described(_("New facts, reasons or requests")))
    anonymous: Mapped[bool] = mapped_column(default=False, info=described(_("Anonymous")))
    keep_confidential: Mapped[bool] = mapped_column(default=False, info=described(_("To be kept confidential")))

    matter: Mapped[str | None] = mapped_column(String(200), info=described(_("Matter in brief")))
    facts: Mapped[str | None] = mapped_column(Text, info=described(_("Facts"), "law"))
    grounds: Mapped[str | None] = mapped_column(Text, info=described(_("Grounds"), "law"))
    purpose: Mapped[str | None] = mapped_column(String(30), info=described(_("Purpose")))
    category_id: Mapped[int | None] = mapped_column(
        ForeignKey("content_category.id"), info=described(_("Content category"), "owed")
    )
    problem_division_id: Mapped[int | None] = mapped_column(
        ForeignKey("division.id"), info=described(_("Problem's division"))
    )
    problem_place: Mapped[str | None] = mapped_column(String(500), info=described(_("Problem's place"), "owed"))
    accused_body: Mapped[str | None] = mapped_column(String(200), info=described(_("Body complained of")))
    accused_person: Mapped[str | None] = mapped_column(String(200), info=described(_("Person complained of")))

    visitor_count: Mapped[int] = mapped_column(default=1, info=described(_("Visitors")))
    involved_count: Mapped[int | None] = mapped_column(info=described(_("People concerned")))
    household_count: Mapped[int | None] = mapped_column(info=described(_("Households")))
    language: Mapped[str | None] = mapped_column(String(100), info=described(_("Language or dialect")))
    under_age_stated: Mapped[bool] = mapped_column(default=False, info=described(_("Under 18 by statement")))
    as_typed: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Draft path to raw text of whatever could not be read into its own column: kept to the letter, corrected later."""
    service_address: Mapped[str | None] = mapped_column(String(500), info=described(_("Address for letters")))

    case: Mapped[Case] = relationship(lazy="raise")
    duty: Mapped[Duty] = relationship(lazy="raise")
    """What the office owes first on it. Several registrations of a case stand under one duty where nothing new was told
    (rules.repeats): what is fulfilled for one is fulfilled for all."""
    further_duties: Mapped[list[Duty]] = relationship(lazy="raise", secondary=FurtherDuty.__table__, order_by=Duty.id)
    """What it brought the office to owe besides; each is this registration's alone."""
    arrival: Mapped[Arrival | None] = relationship(lazy="raise", cascade="all, delete-orphan", uselist=False)
    enclosures: Mapped[list[Enclosure]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by=Enclosure.position
    )
    parties: Mapped[list["Party"]] = relationship(lazy="raise", cascade="all, delete-orphan", order_by="Party.position")
    requests: Mapped[list[Request]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by=Request.position
    )
    needs: Mapped[list["RegistrationNeed"]] = relationship(lazy="raise", cascade="all, delete-orphan")
    materials: Mapped[list["Material"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Material.position"
    )
    prior_procedures: Mapped[list["PriorProcedure"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="PriorProcedure.position"
    )


class Party(Base):
    """Somebody's part in a registration: petitioner, representative, proxy or helper."""

    __tablename__ = "party"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    petitioner_id: Mapped[int] = mapped_column(ForeignKey("petitioner.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    authority: Mapped[str | None] = mapped_column(String(200), info=described(_("Written authority"), "owed"))
    relation: Mapped[str | None] = mapped_column(String(100), info=described(_("Relation")))

    petitioner: Mapped[Petitioner] = relationship(lazy="raise")


class RegistrationNeed(Base):
    """What a visitor needs so that the office can serve him or her (rules.kinds.Need)."""

    __tablename__ = "registration_need"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), primary_key=True)
    need: Mapped[str] = mapped_column(String(30), primary_key=True)


class Material(Base):
    """A paper or thing handed in; looked at and handed back unless ``kept``."""

    __tablename__ = "material"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200), info=described(_("Material")))
    form: Mapped[str | None] = mapped_column(String(10), info=described(_("Original or copy")))
    copies: Mapped[int] = mapped_column(default=1, info=described(_("Copies")))
    kept: Mapped[bool] = mapped_column(default=False, info=described(_("Stays at the office")))


class PriorProcedure(Base):
    """A paper that the petitioner already has from another procedure, whose terms keep running."""

    __tablename__ = "prior_procedure"

    id: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str | None] = mapped_column(String(30), info=described(_("Kind of procedure")))
    paper: Mapped[str | None] = mapped_column(String(200), info=described(_("Paper")))
    body: Mapped[str | None] = mapped_column(String(200), info=described(_("Issued by")))
    received_on: Mapped[date | None] = mapped_column(info=described(_("Day it was received")))
