"""Cases (信访事项), their requests (诉求) and what the office owes on them."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from petitiondesk.rules.messages import _
from petitiondesk.storage.models.base import Base, described


class Case(Base):
    """The matter itself; several registrations can belong to it.

    ``number`` is that of the registration which opened it, and stays even if that one is taken out again.
    """

    __tablename__ = "petition_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True, info={"label": _("Case number")})
    opened_on: Mapped[date]
    confidentiality: Mapped[str] = mapped_column(String(20), info=described(_("Confidentiality")))
    rule_set: Mapped[str] = mapped_column(String(50))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("petition_case.id"))
    """The case to which all that belonged here went; its number leads there. Kept, so that no other takes its place."""
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("petition_case.id"))
    """The case that had ended when this matter came after it (Art. 36 ¶3)."""


class Request(Base):
    """One thing that the petitioner asks for; each is answered on its own (Art. 31, 32)."""

    __tablename__ = "request"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("petition_case.id"), index=True)
    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), index=True)
    position: Mapped[int]
    text: Mapped[str] = mapped_column(Text, info=described(_("Request"), "law"))
    said_again: Mapped[bool] = mapped_column(default=False)
    """True where a repeat registration without new facts only says again what the case already holds."""

    case: Mapped[Case] = relationship(lazy="raise")


class Duty(Base):
    """A clock that runs on a case: who owes what by when, by which article, and when it was done.

    One that a registration brought has no request: it is done when all requests under it have what it owes. The others
    are what the steps of a request started, written by office.projection alone and never by hand; ``of_unit`` names
    whose they are, this office's without it.
    """

    __tablename__ = "duty"
    __table_args__ = (Index(None, "done_on", "last_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("petition_case.id"), index=True)
    clock: Mapped[str] = mapped_column(String(5))
    article: Mapped[str] = mapped_column(String(50))
    starts_on: Mapped[date]
    last_day: Mapped[date]
    provisional: Mapped[bool]
    done_on: Mapped[date | None]
    request_id: Mapped[int | None] = mapped_column(
        ForeignKey("request.id", name="fk_duty_request_id", use_alter=True), index=True
    )
    started_by_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"), index=True)
    of_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    of_unit: Mapped[str | None] = mapped_column(String(200))
    extended: Mapped[int] = mapped_column(default=0, server_default="0")
    paused: Mapped[int] = mapped_column(default=0, server_default="0")
    projected: Mapped[bool] = mapped_column(default=False, server_default=false())

    case: Mapped[Case] = relationship(lazy="raise")


class FurtherDuty(Base):
    """What a registration brought the office to owe besides its first duty: an objection, a report back by a term."""

    __tablename__ = "further_duty"

    registration_id: Mapped[int] = mapped_column(ForeignKey("registration.id"), primary_key=True, autoincrement=False)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), primary_key=True, index=True, autoincrement=False)
