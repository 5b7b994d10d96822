"""Reads of the catalogue of units."""

from collections.abc import Sequence

from sqlalchemy import exists, select

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Unit


def units(session: Session) -> Sequence[Unit]:
    """Every unit, those that have ended too, in the order in which they were added."""
    return session.scalars(select(Unit).order_by(Unit.id)).all()


def unit_of(session: Session, unit_id: int) -> Unit | None:
    """The unit with this id."""
    return session.get(Unit, unit_id)


def has_units(session: Session) -> bool:
    """Whether the office has any unit in its catalogue."""
    return bool(session.scalar(select(exists().where(Unit.id.is_not(None)))))
