"""Reads of the steps of cases, and of what is owed there."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Duty, Step


def steps_of(session: Session, case_id: int) -> Sequence[Step]:
    """The steps of a case with what they are about and ended, in the order in which they were entered."""
    loaded = (selectinload(Step.duties), selectinload(Step.requests))
    return session.scalars(select(Step).where(Step.case_id == case_id).options(*loaded).order_by(Step.id)).all()


def standing_steps(session: Session, case_id: int) -> Sequence[Step]:
    """Those of :func:`steps_of` that were not taken back, without what takes back."""
    steps = steps_of(session, case_id)
    gone = {step.takes_back_id for step in steps}
    return [step for step in steps if step.id not in gone and step.takes_back_id is None]


def duties_of(session: Session, case_id: int) -> Sequence[Duty]:
    """The duties of a case, those that end first in front."""
    return session.scalars(select(Duty).where(Duty.case_id == case_id).order_by(Duty.last_day, Duty.id)).all()


def step_of(session: Session, step_id: int) -> Step | None:
    """A step with its case and the duties that it ended."""
    loaded = (joinedload(Step.case), selectinload(Step.duties), selectinload(Step.requests))
    return session.scalar(select(Step).where(Step.id == step_id).options(*loaded))
