"""What the office owes first on a registration: the term under which its matter stands already, or one of its own."""

from datetime import date

from petitiondesk.rules.channels import FORWARDED, Source
from petitiondesk.rules.clocks import REPORT_BACK, RULE_SETS, Unit, first_duty, further_duties
from petitiondesk.rules.kinds import NewFacts, OfficeRole, Purpose
from petitiondesk.rules.repeats import Repeat, repeat
from petitiondesk.rules.set_terms import SetTerm, read_set_term
from petitiondesk.rules.terms import Term, count_term
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage import registrations
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Duty, OfficeDetails, Registration


def take_on(session: Session, registration: Registration) -> None:
    """Put a new registration under the term that holds for it; its columns and its case must stand already."""
    registration.duty = _earlier(session, registration) or _own(session, registration)
    registration.further_duties = _further(session, registration)


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
    """After a registration was given a case of its own: its duties go with it; one that others share stays theirs."""
    for further in registration.further_duties:
        further.case = registration.case
    if registrations.numbers_under(session, registration.duty.id) == [registration.number]:
        registration.duty.case = registration.case
    else:
        registration.duty = _own(session, registration)


def follow_arrival(session: Session, registration: Registration, *, told: bool) -> None:
    """After a correction of how or from where a registration came: its terms are counted anew from the day of receipt.

    What was done stays, and so does the term of an earlier registration under which this one stands. Where a slip
    ``told`` the petitioner a last day, it is never put off.
    """
    if registrations.numbers_under(session, registration.duty.id)[0] == registration.number:
        _count_anew(session, registration, told=told)
    former = {duty.clock: duty for duty in registration.further_duties}
    kept = [duty for duty in registration.further_duties if duty.done_on is not None]
    for counted in _further(session, registration):
        duty = former.get(counted.clock)
        if duty is None:
            kept.append(counted)
        elif duty.done_on is None:
            _set(duty, counted)
            kept.append(duty)
    for duty in former.values():
        if duty not in kept:
            session.delete(duty)
    registration.further_duties = kept


def _count_anew(session: Session, registration: Registration, *, told: bool) -> None:
    duty, counted = registration.duty, _own(session, registration)
    if duty.done_on is not None:
        return
    if told:
        counted.last_day = min(counted.last_day, duty.last_day)
    _set(duty, counted)


def _set(duty: Duty, counted: Duty) -> None:
    duty.clock, duty.article = counted.clock, counted.article
    duty.starts_on, duty.last_day, duty.provisional = counted.starts_on, counted.last_day, counted.provisional


def in_working_days(session: Session, duty: Duty, number: str, days_off: Calendar) -> Term | None:
    """The term of a duty that is counted in working days, by these days off; None for any other, which never moves.

    ``number`` is that of the registration from which it is counted: where a letter sets the term, it stands there.
    """
    rules = RULE_SETS[session.get_one(Case, duty.case_id).rule_set]
    if rules.clocks[duty.clock].unit is Unit.WORKING_DAY:
        return count_term(duty.clock, duty.starts_on, days_off, rules=rules)
    registration = registrations.with_everything(session, number) if duty.clock == REPORT_BACK else None
    _start, term_set = (registration and term_set_in_letter(registration)) or (None, None)
    if term_set is None or not term_set.working:
        return None
    return count_term(duty.clock, duty.starts_on, days_off, rules=rules, days=term_set.days, working=True)


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


def same_in(case: Case, duty: Duty) -> Duty:
    """A duty like this one, in another case: the day that was told stands there too."""
    return Duty(
        case=case,
        clock=duty.clock,
        article=duty.article,
        starts_on=duty.starts_on,
        last_day=duty.last_day,
        provisional=duty.provisional,
        done_on=duty.done_on,
    )


def _earlier(session: Session, registration: Registration) -> Duty | None:
    """The term of the registration before this one, where it holds for this one too."""
    if not registration.repeat:
        return None
    earlier = registrations.duty_before(session, registration)
    if earlier is None or standing(registration, earlier).own_term:
        return None
    # What was entered later and had reached the office before counts from then: no day is gained by the order of work.
    reached_before = earlier.done_on is None and registration.received_on < earlier.starts_on
    return None if reached_before else earlier


def _own(session: Session, registration: Registration) -> Duty:
    return duty_of(registration.case, _first_term(session, registration))


def _first_term(session: Session, registration: Registration) -> Term:
    """The first clock of a registration: which one by the office's role, counted from the day of receipt."""
    forwarded = source_of(registration) in FORWARDED
    return count_term(
        first_duty(role_of(session), Purpose.of(registration.purpose), forwarded=forwarded),
        registration.received_on,
        calendar(session),
        rules=RULE_SETS[registration.case.rule_set],
    )


def source_of(registration: Registration) -> Source:
    """Where a registration comes from; from the petitioner where nothing else was told."""
    arrival = registration.arrival
    return (Source.of(arrival.source) if arrival else None) or Source.PETITIONER


def term_set_in_letter(registration: Registration) -> tuple[date, SetTerm] | None:
    """The term that a letter from above sets, and the day from which it runs: that of the letter, else of receipt.

    None where none was set, or where nobody can read it: what was typed stays on record, and is asked about.
    """
    arrival = registration.arrival
    if arrival is None or not arrival.term_set:
        return None
    start = min(arrival.sender_day or registration.received_on, registration.received_on)
    term = read_set_term(arrival.term_set, start)
    return (start, term) if term else None


def _further(session: Session, registration: Registration) -> list[Duty]:
    """What is owed besides the first duty, each counted by the rule set of the case."""
    term_set = term_set_in_letter(registration)
    forwarded = source_of(registration) in FORWARDED
    clocks = further_duties(role_of(session), forwarded=forwarded, term_set=term_set is not None)
    return [_counted(session, registration, clock, term_set) for clock in clocks]


def _counted(session: Session, registration: Registration, clock: str, set_: tuple[date, SetTerm] | None) -> Duty:
    rules = RULE_SETS[registration.case.rule_set]
    if clock != REPORT_BACK or set_ is None:
        term = count_term(clock, registration.received_on, calendar(session), rules=rules)
        return duty_of(registration.case, term)
    start, term_set = set_
    if term_set.last_day:
        known = rules.clocks[clock]
        return Duty(
            case=registration.case,
            clock=clock,
            article=known.article,
            starts_on=start,
            last_day=term_set.last_day,
            provisional=False,
        )
    term = count_term(clock, start, calendar(session), rules=rules, days=term_set.days, working=term_set.working)
    return duty_of(registration.case, term)


def role_of(session: Session) -> OfficeRole:
    """In which legal role this office is."""
    return OfficeRole.of(session.get_one(OfficeDetails, 1).role) or OfficeRole.COMPETENT_ORGAN
