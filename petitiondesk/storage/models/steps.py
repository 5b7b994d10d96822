"""Steps of the procedure: what was done in a case (rules.procedure)."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from petitiondesk.storage.models.base import Base, Instant
from petitiondesk.storage.models.cases import Case, Duty, Request


class Step(Base):
    """One step. ``told`` holds what its line in rules.procedure asks, by field: texts, days as ISO dates, codes.

    A step is never changed or deleted: one that was entered wrongly is taken back by another (``takes_back_id``).
    """

    __tablename__ = "step"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("petition_case.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    taken_on: Mapped[date]
    """The day on which it was done, as its paper says; when it was entered says the history."""
    told: Mapped[dict[str, str]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    takes_back_id: Mapped[int | None] = mapped_column(ForeignKey("step.id"), unique=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """The unit whose step it is, where the catalogue knows it; ``told["by"]`` names it. Without either: this office."""
    to_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit that it names, where the catalogue knows it."""

    case: Mapped[Case] = relationship(lazy="raise")
    duties: Mapped[list[Duty]] = relationship(lazy="raise", secondary="step_duty", order_by=Duty.id)
    """What it ended; empty again once it was taken back."""
    requests: Mapped[list[Request]] = relationship(lazy="raise", secondary="step_request", order_by=Request.id)
    """What it is about; empty: all that the case held when it was recorded."""


class StepDuty(Base):
    """That a step ended a duty."""

    __tablename__ = "step_duty"

    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), primary_key=True, autoincrement=False)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duty.id"), primary_key=True, autoincrement=False, index=True)


class StepRequest(Base):
    """That a step was about a request; a step about none was about all of its case."""

    __tablename__ = "step_request"

    step_id: Mapped[int] = mapped_column(ForeignKey("step.id"), primary_key=True, autoincrement=False)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, autoincrement=False, index=True)
