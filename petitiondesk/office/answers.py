"""The answer on the spot (当场告知书): in writing, at once, instead of waiting (Art. 23 ¶2).

While it is written it is a draft, one for each registration; given, it is a paper of the registration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from petitiondesk.documents.answer import AnswerData
from petitiondesk.documents.plain import from_plain
from petitiondesk.office import drafts, duties, papers
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.drafts.kinds import Answer, form_of
from petitiondesk.office.drafts.texts import texts_of
from petitiondesk.office.papers.answer import answer_data
from petitiondesk.office.papers.keeping import versions
from petitiondesk.office.projection import project
from petitiondesk.office.restricted import opening
from petitiondesk.office.standings import WHOLE, case_stands
from petitiondesk.office.steps import lawful_in
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.clocks import TELLING_IN_WRITING
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure.kinds import StepKind, Way
from petitiondesk.rules.procedure.matter import HANDLES
from petitiondesk.storage import registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Draft, Duty, Registration, Request, Step

TEXTS = ("answer.text", "answer.basis", "answer.remedy")
"""The paths of what is written, in the order of :class:`AnswerText`; others of its draft say whose answer it is."""

_WHOSE = ("petitioner.name", "registration.anonymous", "case.confidentiality")


@dataclass(frozen=True)
class AnswerText:
    """What is answered, on what it rests (article or policy), and where else to ask."""

    text: str
    basis: str = ""
    remedy: str = ""


def draft_of(number: str) -> str:
    """The form of the draft that answers a registration, and its id: there is one at a counter."""
    return form_of(Answer(number))


def written(draft: Draft) -> dict[str, str]:
    """The texts of an answer by path, without the empty ones."""
    return {path: text for path, text in draft.fields.items() if path in TEXTS and text.strip()}


def text_of(texts: Mapping[str, str]) -> AnswerText:
    """What is answered, from the texts by path."""
    return AnswerText(*(texts.get(path, "").strip() for path in TEXTS))


def begin(desk: Desk, number: str, *, now: datetime) -> Draft:
    """The answer that was begun at this counter and waits, or a new one, which says what was given last.

    What was given last is what the draft ``opened`` with. That a restricted registration was opened stands in the
    history first. Raises drafts.NotOnRecord, StorageTrouble.
    """
    opening(desk, number, how=papers.ANSWER, now=now)
    with desk.database.read() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise drafts.NotOnRecord(number)
        record = texts_of(session, registration)
        kept = [paper.data for paper in versions(session, registration, papers.ANSWER)]
    whose = {path: record[path] for path in _WHOSE if path in record}
    given = from_plain(AnswerData, kept[-1]) if kept else None
    last = zip(TEXTS, (given.answer, given.basis, given.remedy), strict=True) if given else ()
    opened = whose | {path: text for path, text in last if text}
    waiting = next((draft for draft in drafts.waiting(desk) if draft.form == draft_of(number)), None)
    if waiting is None:
        return Draft(draft_of(number), draft_of(number), now, now, opened, opened)
    return replace(waiting, fields=whose | written(waiting), opened=opened)


def leave(desk: Desk, draft: Draft) -> bool:
    """Keep an answer that is not given now; True. Nothing is kept, and False, where it says nothing new.

    Raises StorageTrouble.
    """
    new = bool(written(draft)) and not drafts.says_no_more(draft)
    if new:
        desk.drafts.keep(draft)
    else:
        desk.drafts.drop(draft.id)
    return new


def answer(desk: Desk, number: str, said: AnswerText, *, now: datetime) -> bool:
    """Keep the answer as a paper, and put its draft away; True when it fulfils the duty to tell in writing.

    Only a competent organ answers in the matter (Art. 23); a letters-and-visits office's duty to refer or assign
    (Art. 22) goes on, whatever it explained. Raises drafts.NotOnRecord, ValueError without a text, StorageTrouble.
    """
    if not said.text.strip():
        raise ValueError("an answer needs its text")
    with desk.act(Act.ANSWER, now) as act:
        session = act.session
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise drafts.NotOnRecord(number)
        data = answer_data(session, registration, said.text, said.basis, said.remedy, now)
        paper = papers.keep(session, registration, papers.ANSWER, data, now=now)
        before = registration.duty.done_on
        fulfilled = _fulfils(session, registration.duty)
        if fulfilled and before is None:
            _end(act, registration, data)
        session.flush()
        kept = {"text": said.text, "basis": said.basis, "remedy": said.remedy, "version": paper.version}
        act.on(Thing.REGISTRATION, number, kept)
    drafts.put_away(desk, draft_of(number))
    return fulfilled


def _end(act: Doing, registration: Registration, data: AnswerData) -> None:
    """The answer is a step of the procedure, handed over at once, and ends what was owed."""
    day = office_day(act.now)
    told = {
        "signed_on": day.isoformat(),
        "signer": data.signer,
        "to": data.name,
        "way": Way.HANDED,
        "sent_on": str(day),
    }
    step = Step(
        case=registration.case,
        kind=StepKind.ANSWER,
        taken_on=day,
        told={name: str(text) for name, text in told.items() if text},
        recorded_at=act.now,
        recorded_by_id=act.actor.id,
        duties=[],
        requests=_answered(act.session, registration, day),
    )
    act.session.add(step)
    project(act.session, registration.case, day)


def _answered(session: Session, registration: Registration, day: date) -> list[Request]:
    """The requests that an answer is about: those under the term of this registration on which it may be recorded now,
    and what the registration itself says again.
    """
    session.flush()
    found = lawful_in(StepKind.ANSWER, case_stands(session, registration.case, day))
    under = {each.matter.id for each in found if registration.duty.id in {one.duty_id for one in each.matter.brought}}
    said_again = [request for request in registration.requests if request.said_again]
    return [session.get_one(Request, request_id) for request_id in sorted(under - {WHOLE})] + said_again


def _fulfils(session: Session, duty: Duty) -> bool:
    """Whether an answer fulfils a duty: that of a competent organ to tell in writing."""
    return duties.role_of(session) in HANDLES and duty.clock in TELLING_IN_WRITING
