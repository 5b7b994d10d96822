"""Which registrations belong to one case: one is linked to a case as raised again, or taken out of it."""

from datetime import datetime

from sqlalchemy import select, update

from petitiondesk.office import duties, papers
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.papers.keeping import versions
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.kinds import Confidentiality, NewFacts
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import cases, registrations
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, Registration, Step, StepDuty
from petitiondesk.storage.papers import papers_of
from petitiondesk.storage.text import storable


class NotLinked(Exception):
    """Two registrations that can't be put into one case, or one that can't leave; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def link(desk: Desk, number: str, to: str, *, new_facts: NewFacts, reason: str, now: datetime) -> str:
    """Put a registration into the case of another as raised again, and give the number of that case.

    What was owed and done in its former case goes with it; where others stay there, only what is its own. No day moves:
    what an office has promised under a number it keeps. Raises LookupError, ValueError without a reason, NotLinked,
    StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a registration is linked with a reason")
    with desk.act(Act.LINK, now) as act:
        session = act.session
        registration, target = _loaded(session, number), cases.case_of(session, to)
        if target is None:
            raise LookupError(to)
        former = registration.case
        _refuse(former, target)
        alone = not holds_others(session, registration)
        _move(session, registration, target)
        registration.repeat, registration.new_facts = True, new_facts
        for request in registration.requests:
            request.said_again = new_facts is not NewFacts.YES
        if former.confidentiality == Confidentiality.SENSITIVE:
            target.confidentiality = Confidentiality.SENSITIVE
        session.flush()
        if alone:
            _take_over_the_rest(session, former, target)
        issue_slip_anew(session, registration, now)
        kept = {"reason": storable(reason).strip(), "from": former.number, "to": target.number, "new_facts": new_facts}
        act.on(Thing.REGISTRATION, number, kept)
        act.on(Thing.CASE, target.number, {"linked": number, "from": former.number})
        act.on(Thing.CASE, former.number, {"went": number, "to": target.number})
        if not alone:
            settle_those_left(act, former)
        return target.number


def unlink(desk: Desk, number: str, *, reason: str, now: datetime) -> str:
    """Take a registration that was linked wrongly out of its case, and give the number of its own.

    Its duties and the steps that ended them go with it. Raises LookupError, ValueError without a reason, NotLinked
    where it stands alone already, StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a registration is taken out of a case with a reason")
    with desk.act(Act.UNLINK, now) as act:
        session = act.session
        registration = _loaded(session, number)
        former = registration.case
        if not holds_others(session, registration):
            raise NotLinked(Message(_("It stands alone in its case already.")))
        give_its_own(session, registration, Confidentiality(former.confidentiality))  # type: ignore[call-arg]
        registration.new_facts = None
        for request in registration.requests:
            request.case, request.said_again = registration.case, False
        session.flush()
        issue_slip_anew(session, registration, now)
        kept = {"reason": storable(reason).strip(), "from": former.number, "to": registration.case.number}
        act.on(Thing.REGISTRATION, number, kept)
        act.on(Thing.CASE, former.number, {"unlinked": number, "to": registration.case.number})
        settle_those_left(act, former)
        return registration.case.number


def give_its_own(session: Session, registration: Registration, confidentiality: Confidentiality) -> None:
    """A registration leaves the case that others belong to, in the running act: a new one, with what is its own."""
    case = registration.case
    registration.case = cases.that_went_into(session, registration.number, case) or Case(
        number=cases.free_number(session, registration.number),
        opened_on=registration.received_on,
        rule_set=case.rule_set,
    )
    registration.case.confidentiality, registration.case.merged_into_id = confidentiality, None
    registration.repeat = False
    duties.leave_case(session, registration)
    session.flush()
    _bring_steps(session, registration, case)


def settle_those_left(act: Doing, case: Case) -> None:
    """After a report of wrongdoing left a case: the oldest visit that stays is the first, by whose request it stands.

    The day that it was told stands: what an office has promised under a number it keeps. Every slip that says
    something else by now gets its version here. Nothing that is kept of it names what left.
    """
    session = act.session
    for place, number in enumerate(registrations.numbers_in_case(session, case.id)):
        left = registrations.with_everything(session, number)
        if left is None:
            continue
        is_first_now = place == 0 and left.repeat
        if is_first_now:
            left.repeat = False
            for request in left.requests:
                request.said_again = False
            session.flush()
        slips = len(papers_of(session, left))
        issue_slip_anew(session, left, act.now)
        if is_first_now or len(papers_of(session, left)) > slips:
            act.on(Thing.REGISTRATION, number, {"first": place == 0}, act=Act.FOLLOW_CASE)


def issue_slip_anew(session: Session, registration: Registration, now: datetime) -> None:
    """A slip that was handed out gets a version that says what holds now; where none was, none is owed."""
    if versions(session, registration, papers.SLIP):
        papers.issue(session, registration, papers.SLIP, now=now)


def holds_others(session: Session, registration: Registration) -> bool:
    """Whether others belong to the case of a registration."""
    other = select(Registration.id).where(
        Registration.case_id == registration.case_id, Registration.id != registration.id
    )
    return session.scalar(other.limit(1)) is not None


def _loaded(session: Session, number: str) -> Registration:
    registration = registrations.with_everything(session, number)
    if registration is None:
        raise LookupError(number)
    return registration


def _refuse(former: Case, target: Case) -> None:
    if former.id == target.id:
        raise NotLinked(Message(_("Both belong to one case already.")))
    if Confidentiality.RESTRICTED in (former.confidentiality, target.confidentiality):
        raise NotLinked(Message(_("A report of wrongdoing stands in a case of its own (Art. 30).")))


def _move(session: Session, registration: Registration, target: Case) -> None:
    """A registration into another case, with its requests and the duties that are its alone.

    Of a duty that others share it keeps the day that it was told.
    """
    own = [*registration.further_duties]
    shared = registrations.numbers_under(session, registration.duty.id) != [registration.number]
    if not shared:
        own.append(registration.duty)
    former = registration.case
    registration.case = target
    if shared:
        registration.duty = duties.same_in(target, registration.duty)
    for request in registration.requests:
        request.case = target
    for duty in own:
        duty.case = target
    session.flush()
    _bring_steps(session, registration, former)


def _bring_steps(session: Session, registration: Registration, former: Case) -> None:
    """The steps that ended duties of the registration's case alone follow them there."""
    ended = select(StepDuty.step_id).join(Duty, Duty.id == StepDuty.duty_id)
    steps = ended.where(Duty.case_id == registration.case.id)
    stay = ended.where(Duty.case_id == former.id)
    moved = update(Step).where(Step.case_id == former.id, Step.id.in_(steps), Step.id.not_in(stay))
    session.execute(moved.values(case_id=registration.case.id).execution_options(synchronize_session=False))


def _take_over_the_rest(session: Session, former: Case, target: Case) -> None:
    """A case that nobody belongs to any more leads to the other: its duties and steps are that one's.

    Its papers stay under the number that they bear, by which their check codes prove them.
    """
    for model in (Duty, Step):
        session.execute(
            update(model)
            .where(model.case_id == former.id)
            .values(case_id=target.id)
            .execution_options(synchronize_session=False)
        )
    into = update(Case).where(Case.merged_into_id == former.id).values(merged_into_id=target.id)
    session.execute(into.execution_options(synchronize_session=False))
    former.merged_into_id = target.id
    session.flush()
