"""The answer on the spot (当场告知书): in writing, at once, instead of waiting (Art. 23 ¶2)."""

from dataclasses import dataclass
from datetime import date, datetime

from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.plain import from_plain
from petitiondesk.office import paper_data, papers
from petitiondesk.office.desk import Desk
from petitiondesk.office.restricted import opening
from petitiondesk.rules.clocks import first_duty
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import history, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Duty, OfficeDetails, Registration


@dataclass(frozen=True)
class AnswerText:
    """What is answered, on what it rests (article or policy), and where else to ask."""

    text: str
    basis: str = ""
    remedy: str = ""


def answer(desk: Desk, number: str, said: AnswerText, *, now: datetime) -> bool:
    """Keep the answer as a paper of the registration; True when it fulfils the duty to tell in writing.

    Only a competent organ answers in the matter (Art. 23); a letters-and-visits office's duty to refer or assign
    (Art. 22) goes on, whatever it explained. Raises LookupError, ValueError without a text, StorageTrouble.
    """
    if not said.text.strip():
        raise ValueError("an answer needs its text")
    with desk.database.write() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        data = paper_data.answer_data(session, registration, said.text, said.basis, said.remedy, now)
        paper = papers.keep(session, registration, papers.ANSWER, data, now=now)
        duty = registration.duty
        fulfilled = _fulfils(session, duty)
        if fulfilled:
            duty.done_on = duty.done_on or office_day(now)
        session.flush()
        history.record(
            session,
            actor=desk.actor,
            act="registration.answered",
            object_kind="registration",
            object_id=number,
            now=now,
            payload={"text": said.text, "basis": said.basis, "remedy": said.remedy, "version": paper.version},
        )
        return fulfilled


def given(desk: Desk, number: str, *, now: datetime) -> AnswerText | None:
    """The answer that the registration was given last; None where there is none.

    That a restricted one was opened stands in the history first. Raises StorageTrouble.
    """
    opening(desk, number, how=papers.ANSWER, now=now)
    with desk.database.read() as session:
        kept = [paper.data for paper in registrations.papers(session, number) if paper.kind == papers.ANSWER]
    if not kept:
        return None
    said = from_plain(AnswerData, kept[-1])
    return AnswerText(said.answer, said.basis, said.remedy)


def answered_on(session: Session, registration: Registration) -> date | None:
    """The day on which what is owed on a registration was fulfilled by an answer to it; None where it was not."""
    kept = registrations.papers(session, registration.number)
    answer = next((paper for paper in kept if paper.kind == papers.ANSWER), None)
    return office_day(answer.made_at) if answer and _fulfils(session, registration.duty) else None


def _fulfils(session: Session, duty: Duty) -> bool:
    """Whether an answer fulfils a duty: that of a competent organ to tell in writing."""
    competent = session.get_one(OfficeDetails, 1).role == OfficeRole.COMPETENT_ORGAN
    return competent and duty.clock == first_duty(OfficeRole.COMPETENT_ORGAN)
