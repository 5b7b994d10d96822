"""Cases: their numbers, and how a case is found."""

from collections.abc import Sequence
from itertools import count

from sqlalchemy import select

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Registration


def case_of(session: Session, number: str) -> Case | None:
    """The case that the number of any of its registrations opens, else the case of that name; None where there is none.

    A registration that was taken out of the case that is named by it opens the case in which it is now.
    """
    found = session.scalar(
        select(Case).join(Registration, Registration.case_id == Case.id).where(Registration.number == number)
    )
    return found or case_named(session, number)


def case_named(session: Session, number: str) -> Case | None:
    """The case that bears this number, or to which all that belonged to that one went."""
    found = session.scalar(select(Case).where(Case.number == number))
    return followed(session, found) if found else None


def followed(session: Session, case: Case) -> Case:
    """The case itself, or that to which all that belonged to it went."""
    return case if case.merged_into_id is None else session.get_one(Case, case.merged_into_id)


def merged_into(session: Session, case: Case) -> Sequence[Case]:
    """The cases all of whose registrations went into this one."""
    return session.scalars(select(Case).where(Case.merged_into_id == case.id).order_by(Case.id)).all()


def that_went_into(session: Session, number: str, case: Case) -> Case | None:
    """The case of this number where all that belonged to it went into ``case``."""
    return session.scalar(select(Case).where(Case.number == number, Case.merged_into_id == case.id))


def free_number(session: Session, registration_number: str) -> str:
    """The number of the case into which a registration is taken out of another one: its own where that is free.

    A case that was named by the registration keeps the name, which stands on papers; the new one has the next:
    ``2026-访-000147-2``.
    """
    names = (registration_number if place == 1 else f"{registration_number}-{place}" for place in count(1))
    return next(name for name in names if session.scalar(select(Case.id).where(Case.number == name)) is None)
