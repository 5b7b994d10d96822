"""What the office owes first on a registration: the term under which its matter stands already, or one of its own."""

from petitiondesk.rules.clocks import RULE_SETS, first_duty
from petitiondesk.rules.kinds import NewFacts, OfficeRole, Purpose
from petitiondesk.rules.repeats import Repeat, repeat
from petitiondesk.rules.terms import Term, count_term
from petitiondesk.storage import registrations
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, OfficeDetails, Registration


def take_on(session: Session, registration: Registration) -> None:
    """Put a new registration under the term that holds for it; its columns and its case must stand already."""
    registration.duty = _earlier(session, registration) or _own(session, registration)


def follow_new_facts(session: Session, registration: Registration) -> None:
    """After a correction of whether a matter that came again brought anything new: the term that holds then.

    A term of its own that was fulfilled stays, and so does one that a later visit was told: what an office has
    promised under a number it keeps.
    """
    former, earlier = registration.duty, _earlier(session, registration)
    under = registrations.numbers_under(session, former.id)
    if earlier is None and under[0] != registration.number:
        registration.duty = _own(session, registration)
    elif earlier is not None and under == [registration.number] and former.done_on is None:
        registration.duty = earlier
        session.delete(former)


def leave_case(session: Session, registration: Registration) -> None:
    """After a registration was given a case of its own: its duty goes with it; one that others share stays theirs."""
    if registrations.numbers_under(session, registration.duty.id) == [registration.number]:
        registration.duty.case = registration.case
    else:
        registration.duty = _own(session, registration)


def standing(registration: Registration, earlier: Duty) -> Repeat:
    """How a registration stands to the term before it, on the day of its receipt."""
    return repeat(
        NewFacts.of(registration.new_facts),
        last_day=earlier.last_day,
        done_on=earlier.done_on,
        day=registration.received_on,
    )


def duty_of(case: Case, term: Term) -> Duty:
    """A term as it is kept."""
    return Duty(
        case=case,
        clock=term.clock.id,
        article=term.clock.article,
        starts_on=term.start,
        last_day=term.last_day,
        provisional=term.provisional,
    )


def _earlier(session: Session, registration: Registration) -> Duty | None:
    """The term of the registration before this one, where it holds for this one too."""
    if not registration.repeat:
        return None
    earlier = registrations.duty_before(session, registration)
    return None if earlier is None or standing(registration, earlier).own_term else earlier


def _own(session: Session, registration: Registration) -> Duty:
    return duty_of(registration.case, _first_term(session, registration))


def _first_term(session: Session, registration: Registration) -> Term:
    """The first clock of a registration: which one by the office's role, counted from the day of receipt."""
    role = OfficeRole.of(session.get_one(OfficeDetails, 1).role) or OfficeRole.COMPETENT_ORGAN
    return count_term(
        first_duty(role, Purpose.of(registration.purpose)),
        registration.received_on,
        calendar(session),
        rules=RULE_SETS[registration.case.rule_set],
    )
