"""Cases: their numbers, and how a case is found."""

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
    """The case that bears this number, whichever registrations it holds."""
    return session.scalar(select(Case).where(Case.number == number))


def free_number(session: Session, registration_number: str) -> str:
    """The number of the case into which a registration is taken out of another one: its own where that is free.

    A case that was named by the registration keeps the name, which stands on papers; the new one has the next:
    ``2026-访-000147-2``.
    """
    names = (registration_number if place == 1 else f"{registration_number}-{place}" for place in count(1))
    return next(name for name in names if session.scalar(select(Case.id).where(Case.number == name)) is None)
