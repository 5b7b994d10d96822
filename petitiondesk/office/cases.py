"""Which registrations belong to one case: one is linked to a case as raised again, or taken out of it."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select, update

from petitiondesk.office import duties, papers
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.papers.keeping import versions
from petitiondesk.office.projection import bring_up
from petitiondesk.office.standings import has_ended
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.kinds import Confidentiality, NewFacts
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.storage import cases, registrations, steps
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, Registration, Request, Step, StepRequest
from petitiondesk.storage.papers import papers_of
from petitiondesk.storage.text import storable


class NotLinked(Exception):
    """Two registrations that can't be put into one case, or one that can't leave; ``message`` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


def link(desk: Desk, number: str, to: str, *, new_facts: NewFacts, reason: str, now: datetime) -> str:
    """Put a registration into the case of another as raised again, and give the number of the case that it is in then.

    What was owed and done in its former case goes with it; where others stay there, only what is its own. No day moves:
    what an office has promised under a number it keeps. A request about which steps stand goes its own way on. Where
    everything there has ended, it has a case of its own that follows that one (Art. 36 ¶3): a person compares the two,
    points to the former opinion or takes it up again. Raises LookupError, ValueError without a reason, NotLinked,
    StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a registration is linked with a reason")
    with desk.act(Act.LINK, now) as act:
        session = act.session
        registration, target = _loaded(session, number), cases.case_of(session, to)
        if target is None:
            raise LookupError(to)
        former, today = registration.case, office_day(now)
        alone = not holds_others(session, registration)
        _refuse(session, former, target, alone=alone)
        if has_ended(session, target, today):
            return _let_follow(act, registration, target, new_facts, reason)
        _move(session, registration, target)
        registration.repeat, registration.new_facts = True, new_facts
        for request in registration.requests:
            own_way = not request.said_again and is_stepped(session, request)
            request.said_again = new_facts is not NewFacts.YES and not own_way
        if former.confidentiality == Confidentiality.SENSITIVE:
            target.confidentiality = Confidentiality.SENSITIVE
        session.flush()
        if alone:
            _take_over_the_rest(session, former, target)
        bring_up(session, today, target, former)
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

    Its duties, and the steps about its requests, go with it. Of a case of its own that follows another it is told that
    it does not. Raises LookupError, ValueError without a reason, NotLinked where it stands alone already,
    StorageTrouble.
    """
    if not reason.strip():
        raise ValueError("a registration is taken out of a case with a reason")
    with desk.act(Act.UNLINK, now) as act:
        session = act.session
        registration = _loaded(session, number)
        former = registration.case
        if not holds_others(session, registration):
            return _follow_no_more(act, registration.case, number, reason)
        give_its_own(session, registration, Confidentiality(former.confidentiality))  # type: ignore[call-arg]
        registration.new_facts = None
        for request in registration.requests:
            request.said_again = False
        bring_up(session, office_day(now), registration.case, former)
        issue_slip_anew(session, registration, now)
        kept = {"reason": storable(reason).strip(), "from": former.number, "to": registration.case.number}
        act.on(Thing.REGISTRATION, number, kept)
        act.on(Thing.CASE, former.number, {"unlinked": number, "to": registration.case.number})
        settle_those_left(act, former)
        return registration.case.number


def _let_follow(act: Doing, registration: Registration, ended: Case, new_facts: NewFacts, reason: str) -> str:
    """A registration that came after a case had ended: in its own case, which follows that one. Gives its number."""
    session, former, number = act.session, registration.case, registration.number
    alone = not holds_others(session, registration)
    if not alone:
        give_its_own(session, registration, Confidentiality(former.confidentiality))  # type: ignore[call-arg]
    case = registration.case
    case.follows_id = ended.id
    if ended.confidentiality == Confidentiality.SENSITIVE:
        case.confidentiality = Confidentiality.SENSITIVE
    registration.repeat, registration.new_facts = False, new_facts
    for request in registration.requests:
        request.said_again = False
    bring_up(session, office_day(act.now), case, *(() if alone else (former,)))
    issue_slip_anew(session, registration, act.now)
    kept = {"reason": storable(reason).strip(), "to": case.number, "follows": ended.number, "new_facts": new_facts}
    act.on(Thing.REGISTRATION, number, kept)
    act.on(Thing.CASE, case.number, {"linked": number, "follows": ended.number})
    if not alone:
        act.on(Thing.CASE, former.number, {"went": number, "to": case.number})
        settle_those_left(act, former)
    return case.number


_RESTING = frozenset({StepKind.COMPARE, StepKind.POINT_TO_FORMER, StepKind.TAKE_UP_AGAIN, StepKind.NO_LONGER})
"""The steps that say something of the case before."""


def _follow_no_more(act: Doing, case: Case, number: str, reason: str) -> str:
    """A case was said wrongly to follow an ended one. Gives its number. Raises NotLinked."""
    session = act.session
    if case.follows_id is None:
        raise NotLinked(Message(_("It stands alone in its case already.")))
    resting = next((each for each in steps.standing_steps(session, case.id) if each.kind in _RESTING), None)
    if resting is not None:
        words = _("A later step rests on it; take that one back first: {step}.")
        raise NotLinked(Message(words, {"step": Message(StepKind(resting.kind).label)}))  # type: ignore[call-arg]
    ended = session.get_one(Case, case.follows_id)
    case.follows_id = None
    session.flush()
    act.on(Thing.REGISTRATION, number, {"reason": storable(reason).strip(), "from": ended.number, "to": case.number})
    act.on(Thing.CASE, case.number, {"unlinked": number, "from": ended.number})
    return case.number


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
    for request in registration.requests:
        request.case = registration.case
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


def is_stepped(session: Session, request: Request) -> bool:
    """Whether steps on record are about a request."""
    return session.scalar(select(StepRequest.step_id).where(StepRequest.request_id == request.id).limit(1)) is not None


def _came_after(session: Session, case: Case) -> Iterator[Case]:
    """The cases that a case follows, the nearest first."""
    seen = {case.id}
    while case.follows_id is not None:
        case = cases.followed(session, session.get_one(Case, case.follows_id))
        if case.id in seen:
            return
        seen.add(case.id)
        yield case


def _refuse(session: Session, former: Case, target: Case, *, alone: bool) -> None:
    if alone and former.id in {each.id for each in _came_after(session, target)}:
        raise NotLinked(Message(_("{number} came after this one had ended."), {"number": target.number}))
    if alone and former.follows_id == target.id:
        raise NotLinked(Message(_("It follows {number} already, which had ended."), {"number": target.number}))
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
    """The steps about the requests of a registration alone follow it, and so do those about none that ended what is its
    own now. Of one that is about others' requests too, its case gets what it says of its own.
    """
    case, own = registration.case, {request.id for request in registration.requests}
    taken = steps.steps_of(session, former.id)
    back = {step.takes_back_id: step for step in taken if step.takes_back_id is not None}
    for step in taken:
        about = {request.id for request in step.requests}
        if not about and step.takes_back_id is None and _ended_there_alone(step, case):
            step.requests = [*registration.requests]
        elif about and not about <= own:
            if about & own and step.id not in back:
                _share(session, step, registration)
            continue
        elif not about:
            continue
        step.case = case
        if step.id in back:
            back[step.id].case = case
    session.flush()


def _ended_there_alone(step: Step, case: Case) -> bool:
    return bool(step.duties) and all(duty.case_id == case.id for duty in step.duties)


def _share(session: Session, step: Step, registration: Registration) -> None:
    """A step about the requests of several registrations, as it says of those of one that goes away."""
    own = [request for request in step.requests if request in registration.requests]
    step.requests = [request for request in step.requests if request not in own]
    session.add(
        Step(
            case=registration.case,
            kind=step.kind,
            taken_on=step.taken_on,
            told=dict(step.told),
            recorded_at=step.recorded_at,
            recorded_by_id=step.recorded_by_id,
            by_id=step.by_id,
            to_id=step.to_id,
            duties=[],
            requests=own,
        )
    )


def _take_over_the_rest(session: Session, former: Case, target: Case) -> None:
    """A case that nobody belongs to any more leads to the other: its steps are that one's, and the duties that
    registrations brought; what steps started is projected anew (bring_up). What it followed, the other follows.

    Its papers stay under the number that they bear, by which their check codes prove them.
    """
    for step in steps.steps_of(session, former.id):
        step.case = target
    for duty in session.scalars(select(Duty).where(Duty.case_id == former.id, ~Duty.projected)):
        duty.case = target
    if target.follows_id is None and target.id not in {each.id for each in _came_after(session, former)}:
        target.follows_id = former.follows_id
    into = update(Case).where(Case.merged_into_id == former.id).values(merged_into_id=target.id)
    session.execute(into.execution_options(synchronize_session=False))
    former.merged_into_id = target.id
    session.flush()
