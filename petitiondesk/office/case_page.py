"""A case as its page shows it whole: registrations, requests, people, papers, terms, steps, files, history."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from petitiondesk.office import attachments, timeline
from petitiondesk.office.attachments import Attached
from petitiondesk.office.case_requests import RequestShown, known, names_of_staff, names_of_units, requests_shown
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import NotOnRecord
from petitiondesk.office.likely_steps import Known
from petitiondesk.office.papers.table import PAPERS
from petitiondesk.office.restricted import opened_today, opening_of_any
from petitiondesk.office.standings import CaseStands, case_stands, own_name, rules_of
from petitiondesk.office.timeline import Happened
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.channels import Channel, Source
from petitiondesk.rules.clocks import Owner
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.parties import PartyRole
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.table import ending
from petitiondesk.rules.terms import TermError, count_term, why
from petitiondesk.storage import cases, register, registrations, steps
from petitiondesk.storage import papers as stored_papers
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, ContentCategory, Duty, Registration, Step


@dataclass(frozen=True)
class PersonShown:
    """Somebody with a part in the case."""

    role: PartyRole | None
    name: str
    id_number: str
    phone: str
    address: str
    of: str
    """The number of the registration in which he or she has it."""


@dataclass(frozen=True)
class RegistrationShown:
    """One registration of the case; ``name`` is whole, for the case was opened."""

    number: str
    channel: Channel | None
    source: Source
    received_on: date
    registered_at: datetime
    receptionist: str
    name: str
    sender: str
    """Who passed it on, where somebody did."""
    category: str
    matter: str
    facts: str
    grounds: str
    repeat: bool
    things: tuple[str, ...]
    """Materials, and what lay in an envelope, in the words of the record."""


@dataclass(frozen=True)
class TermShown:
    """A duty: how its last day was counted, and the steps by which it can end; ``number`` is whose it is.

    ``of`` names the unit that owes it, "" for this office; ``request_id`` is None where a registration brought it.
    """

    duty_id: int
    clock: str
    name: Message
    article: str
    starts_on: date
    last_day: date
    done_on: date | None
    why: tuple[Message, ...]
    ended_by: tuple[StepKind, ...]
    number: str
    of: str = ""
    request_id: int | None = None
    petitioners: bool = False


@dataclass(frozen=True)
class StepShown:
    """A step as it was recorded; ``taken_back`` where it was entered wrongly."""

    step_id: int
    kind: StepKind | None
    taken_on: date
    told: dict[str, str]
    taken_back: bool


@dataclass(frozen=True)
class PaperShown:
    """A paper on record; ``number`` is that of the registration or case to which it belongs."""

    paper_id: int
    kind: str
    title: Message
    occasion: str
    version: int
    made_at: datetime
    number: str


@dataclass(frozen=True)
class CaseShown:
    """Everything that the case page shows."""

    number: str
    opened_on: date
    confidentiality: Confidentiality | None
    registrations: Sequence[RegistrationShown]
    requests: Sequence[RequestShown]
    people: Sequence[PersonShown]
    terms: Sequence[TermShown]
    steps: Sequence[StepShown]
    papers: Sequence[PaperShown]
    files: Sequence[Attached]
    history: Sequence[Happened]
    found: CaseStands | None = None
    """What the rules know of all requests; None where the case is told to anybody."""
    known: Known = field(default_factory=Known)
    office: str = ""
    """What this office is called."""
    follows: str = ""
    """The number of the case that had ended when this matter came after it; "" where there is none."""
    units: Sequence[str] = ()
    staff: Sequence[str] = ()
    """Names that steps tell: of the units in force, and of whoever works in the office."""

    @property
    def next_term(self) -> TermShown | None:
        """The open duty that ends first; None where nothing is owed."""
        return next((term for term in self.terms if term.done_on is None), None)


def opened(desk: Desk, number: str, *, purpose: str = "", how: str = "case", now: datetime) -> CaseShown:
    """The case of a number, whole; that it was opened stands in the history first, of a report with its purpose.

    Raises NotOnRecord, restricted.PurposeNeeded, StorageTrouble.
    """
    with desk.database.read() as session:
        case = cases.case_of(session, number)
        first = registrations.numbers_in_case(session, case.id)[:1] if case else ()
    for each in first:
        opening_of_any(desk, each, how=how, purpose=purpose, now=now)
    return _shown(desk, number, office_day(now))


def read_again(desk: Desk, number: str, *, now: datetime) -> CaseShown:
    """A case that was opened before, as it stands now; nothing is recorded.

    Raises restricted.PurposeNeeded where nobody at this desk opened the report of wrongdoing today, NotOnRecord,
    StorageTrouble.
    """
    with desk.database.read() as session:
        case = cases.case_of(session, number)
        first = registrations.numbers_in_case(session, case.id)[:1] if case else ()
    for each in first:
        opened_today(desk, each, now)
    return _shown(desk, number, office_day(now))


def _shown(desk: Desk, number: str, today: date | None = None) -> CaseShown:
    with desk.database.read() as session:
        case = cases.case_of(session, number)
        if case is None:
            raise NotOnRecord(number)
        loaded = [
            registrations.with_everything(session, each) for each in registrations.numbers_in_case(session, case.id)
        ]
        belonging = [each for each in loaded if each is not None]
        taken = steps.steps_of(session, case.id)
        found = case_stands(session, case, today or case.opened_on)
        papers = _papers(session, case, belonging)
        files = [each for registration in belonging for each in attachments.attached(session, registration)]
        return CaseShown(
            number=case.number,
            opened_on=case.opened_on,
            confidentiality=Confidentiality.of(case.confidentiality),
            registrations=[_registration(session, each) for each in belonging],
            requests=requests_shown(belonging, found, today or case.opened_on),
            people=[_person(party, each) for each in belonging for party in each.parties],
            terms=[_term(session, case, duty, belonging) for duty in steps.duties_of(session, case.id)],
            steps=[_step(each, taken) for each in taken if each.takes_back_id is None],
            papers=papers,
            files=files,
            history=_history(session, case, belonging, papers, files),
            found=found,
            known=known(session, desk.actor.name, today, belonging, found),
            office=own_name(session),
            follows=session.get_one(Case, case.follows_id).number if case.follows_id else "",
            units=names_of_units(session, today),
            staff=names_of_staff(session, today),
        )


def as_told_to_anybody(desk: Desk, number: str, *, now: datetime | None = None) -> CaseShown:
    """The case as :func:`opened`; of a report of wrongdoing its numbers and nothing else (Art. 30 ¶3).

    ``now`` is None where nobody asks how it stands today.

    Raises NotOnRecord, StorageTrouble.
    """
    found = _shown(desk, number, office_day(now) if now else None)
    if found.confidentiality not in (None, Confidentiality.RESTRICTED):
        return found
    return CaseShown(found.number, found.opened_on, found.confidentiality, (), (), (), (), (), (), (), ())


def _registration(session: Session, each: Registration) -> RegistrationShown:
    arrival = each.arrival
    first = each.parties[0].petitioner.name if each.parties else None
    things = (*(row.name for row in each.materials), *(row.what or "" for row in each.enclosures))
    return RegistrationShown(
        number=each.number,
        channel=Channel.of(each.channel),
        source=(Source.of(arrival.source) if arrival else None) or Source.PETITIONER,
        received_on=each.received_on,
        registered_at=each.registered_at,
        receptionist=registrations.receptionist(session, each).name,
        name=first or "",
        sender=(arrival.sender or "") if arrival else "",
        category=register.full_name(session, ContentCategory, each.category_id),
        matter=each.matter or "",
        facts=each.facts or "",
        grounds=each.grounds or "",
        repeat=each.repeat,
        things=tuple(filter(None, things)),
    )


def _person(party: Any, each: Registration) -> PersonShown:
    person = party.petitioner
    return PersonShown(
        role=PartyRole.of(party.role),
        name=person.name or "",
        id_number=person.id_number or "",
        phone=person.phone or "",
        address=person.address or "",
        of=each.number,
    )


def _term(session: Session, case: Case, duty: Duty, belonging: Sequence[Registration]) -> TermShown:
    clock = rules_of(case).clocks.get(duty.clock)
    brought = [
        each
        for each in belonging
        if each.duty.id == duty.id or duty.id in {further.id for further in each.further_duties}
    ]
    return TermShown(
        duty_id=duty.id,
        clock=duty.clock,
        name=Message(clock.name if clock else duty.clock),
        article=duty.article,
        starts_on=duty.starts_on,
        last_day=duty.last_day,
        done_on=duty.done_on,
        why=_why(session, case, duty, brought),
        ended_by=ending(duty.clock),
        number=brought[0].number if brought else case.number,
        of=duty.of_unit or "",
        request_id=duty.request_id,
        petitioners=clock is not None and clock.owner is Owner.PETITIONER,
    )


def _why(session: Session, case: Case, duty: Duty, brought: Sequence[Registration]) -> tuple[Message, ...]:
    try:
        counted = count_term(
            duty.clock,
            duty.starts_on,
            calendar(session),
            rules=rules_of(case),
            extended=duty.extended,
            paused=duty.paused,
        )
    except TermError:
        told = next((each.arrival.term_set for each in brought if each.arrival and each.arrival.term_set), None)
        set_there = Message(_("Set in the letter: {term}, from {day}."), {"term": told or "", "day": duty.starts_on})
        return set_there, Message(_("Last day: {last_day}."), {"last_day": duty.last_day})
    if counted.last_day == duty.last_day:
        return why(counted)
    differs = Message(_("{told} was told, and that day stands."), {"told": duty.last_day})
    return (*why(counted), differs)


def _step(step: Step, taken: Sequence[Step]) -> StepShown:
    return StepShown(
        step_id=step.id,
        kind=StepKind.of(step.kind),
        taken_on=step.taken_on,
        told=dict(step.told),
        taken_back=step.id in {each.takes_back_id for each in taken},
    )


def _papers(session: Session, case: Case, belonging: Sequence[Registration]) -> list[PaperShown]:
    found = []
    subjects: list[Registration | Case] = [*belonging, case, *cases.merged_into(session, case)]
    for subject in subjects:
        for paper in stored_papers.papers_of(session, subject):
            title = PAPERS[paper.kind].title if paper.kind in PAPERS else paper.kind
            found.append(
                PaperShown(
                    paper.id, paper.kind, Message(title), paper.occasion, paper.version, paper.made_at, subject.number
                )
            )
    return found


def _history(
    session: Session,
    case: Case,
    belonging: Sequence[Registration],
    papers: Sequence[PaperShown],
    files: Sequence[Attached],
) -> list[Happened]:
    numbers = [each.number for each in belonging]
    keys = {
        Thing.REGISTRATION: numbers,
        Thing.CASE: [case.number, *(each.number for each in cases.merged_into(session, case))],
        Thing.PAPER: [str(paper.paper_id) for paper in papers],
        Thing.ATTACHMENT: [str(file.id) for file in files],
    }
    names = {f"{Thing.PAPER}:{paper.paper_id}": paper.number for paper in papers}
    names |= {f"{Thing.ATTACHMENT}:{file.id}": file.number for file in files}
    return timeline.happened(session, keys, names)
