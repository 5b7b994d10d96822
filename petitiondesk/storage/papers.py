"""Reads of papers: of a registration or a case, and by check code."""

from collections.abc import Sequence

from sqlalchemy import select

from petitiondesk.rules.check_codes import same_code
from petitiondesk.storage.cases import case_named, case_of
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Paper, Registration

Subject = Registration | Case


def papers_of(session: Session, subject: Subject) -> Sequence[Paper]:
    """All papers of a registration or a case, every version, in the order in which they were made."""
    column = Paper.registration_id if isinstance(subject, Registration) else Paper.case_id
    return session.scalars(select(Paper).where(column == subject.id).order_by(Paper.id)).all()


def papers_of_number(session: Session, number: str) -> Sequence[Paper]:
    """All papers of the registration of that number."""
    registration = _registration(session, number)
    return papers_of(session, registration) if registration else []


def paper_with_code(session: Session, number: str, code: str) -> tuple[Subject | None, Paper | None]:
    """The paper that shows this check code and this number, with the registration or case that it belongs to."""
    subjects: tuple[Subject | None, ...] = (
        _registration(session, number),
        case_of(session, number),
        case_named(session, number),
    )
    for subject in subjects:
        for paper in papers_of(session, subject) if subject else ():
            if same_code(paper.check_code, code):
                return subject, paper
    return None, None


def numbers_with_code(session: Session, code: str) -> Sequence[str]:
    """The numbers of the registrations and cases that have a paper with this check code."""
    numbers = (
        select(Registration.number)
        .join(Paper, Paper.registration_id == Registration.id)
        .where(Paper.check_code == code)
        .union(select(Case.number).join(Paper, Paper.case_id == Case.id).where(Paper.check_code == code))
    )
    return session.scalars(numbers).all()


def _registration(session: Session, number: str) -> Registration | None:
    return session.scalar(select(Registration).where(Registration.number == number))
