"""Reception: a visit is registered. One act, one transaction, never refused (Art. 22, 43, 44)."""

import logging
import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError

from petitiondesk.office import corrections, drafts, duties, papers
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.drafts import entry
from petitiondesk.office.drafts.kinds import NewRegistration, kind_of
from petitiondesk.office.drafts.reading import Reading, read_for_the_record
from petitiondesk.office.projection import bring_up
from petitiondesk.office.standings import has_ended
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.channels import CHANNELS, Channel
from petitiondesk.rules.clocks import RULE_SETS, rule_set_in_force
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import office_day, wrong_time
from petitiondesk.rules.registration_numbers import QUERY_DIGITS, query_code, registration_number
from petitiondesk.rules.terms import count_term, why
from petitiondesk.storage import cases, numbers, petitioners, registrations, search
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.errors import StorageTrouble
from petitiondesk.storage.models import (
    Case,
    Draft,
    OfficeDetails,
    Party,
    Petitioner,
    Registration,
)
from petitiondesk.storage.petitioners import add_name_keys

log = logging.getLogger("petitiondesk")


@dataclass(frozen=True)
class Registered:
    """What the counter says after registering: the number, the first due day and its clock.

    ``done_on`` is the day on which what was owed had been done already, for a matter that comes again.
    """

    number: str
    query_code: str
    last_day: date
    clock: str
    done_on: date | None
    confidentiality: str
    already: bool = False
    """True when this very draft had been registered before (the power went before the draft was put away)."""
    added_later: Draft | None = None
    """The words that were not yet in the draft when it was registered before: an addition, in the visit's place."""
    trouble: StorageTrouble | None = None
    """What kept the draft from being put away after the visit was registered; ``added_later`` is kept nowhere then."""
    time_behind: Message | None = None
    """Said when the computer's clock shows an earlier time than the entry before; the history keeps both times."""


@dataclass(frozen=True)
class WhyThisDay:
    """The last day that the slip tells, and line by line how it is counted by today's calendar."""

    last_day: date
    lines: tuple[Message, ...]


def register(desk: Desk, draft: Draft, *, now: datetime) -> Registered:
    """Register what the draft says and put the draft away.

    The day of receipt is the day of the draft's first key (domain: a visit is received when it begins). Registering
    the same draft twice gives the first registration again, and what the draft says besides it as an addition that
    waits in its place. Raises StorageTrouble where nothing is registered; the draft is kept then.
    """
    try:
        done = _in_one_act(desk, draft, now)
    except IntegrityError:
        # At this very moment another program registered the same draft, or was given the same query code.
        done = _in_one_act(desk, draft, now)
    return _put_away(desk, draft, done, now)


def why_this_day(desk: Desk, number: str) -> WhyThisDay:
    """The last day that was told at registering, and how it is counted. Raises LookupError.

    A matter that came again with nothing new stands under the earlier term: from whose receipt it runs is told first.
    """
    with desk.database.read() as session:
        registration = registrations.with_everything(session, number)
        if registration is None:
            raise LookupError(number)
        duty = registration.duty
        counted_from = registrations.numbers_under(session, duty.id)[0]
        counted = count_term(duty.clock, duty.starts_on, calendar(session), rules=RULE_SETS[registration.case.rule_set])
    lines = why(counted)
    if counted_from != number:
        came_before = _("The matter came before, as {number}, and nothing new was told: its term holds.")
        lines = (Message(came_before, {"number": counted_from}), *lines)
    if counted.last_day == duty.last_day:
        return WhyThisDay(duty.last_day, lines)
    differs = _(
        "So it is counted today. The slip says {told}, and that day stands: what it was counted by, e.g. the calendar "
        "of days off, was changed afterwards."
    )
    return WhyThisDay(duty.last_day, (*lines, Message(differs, {"told": duty.last_day})))


def _put_away(desk: Desk, draft: Draft, done: Registered, now: datetime) -> Registered:
    """The visit is on record: whatever becomes of its draft, nobody may hear that it is not."""
    later = None
    try:
        if done.already:
            later = corrections.said_later(desk, draft, done.number, now=now)
        if later:
            drafts.keep(desk, later)
        else:
            desk.drafts.drop(draft.id)
    except StorageTrouble as trouble:
        log.warning("the draft of a registered visit is not put away", exc_info=True)
        return replace(done, added_later=later, trouble=trouble)
    return replace(done, added_later=later)


def _in_one_act(desk: Desk, draft: Draft, now: datetime) -> Registered:
    with desk.act(Act.REGISTER, now) as act:
        return _registered_before(act.session, draft.id) or _register(act, draft)


def _registered_before(session: Session, draft_id: str) -> Registered | None:
    row = registrations.of_draft(session, draft_id)
    if row is None:
        return None
    return Registered(
        row.number, row.query_code, row.last_day, row.clock, row.done_on, row.confidentiality, already=True
    )


def _register(act: Doing, draft: Draft) -> Registered:
    session, now = act.session, act.now
    session.info["office"] = session.get_one(OfficeDetails, 1)  # held, else each who asks in this act reads it anew
    kind = kind_of(draft)
    if not isinstance(kind, NewRegistration):
        raise TypeError("only a draft of something new is registered")
    begun_on = office_day(draft.started_at)
    reading = read_for_the_record(session, draft.fields, begun_on)
    received_on = entry.received_on(reading, kind.channel, draft.started_at)
    confidentiality = entry.confidentiality(reading, received_on)
    numbered = numbers.next_registration_number(session, kind.channel, begun_on.year)
    registration = _numbered(act, draft, kind.channel, received_on, numbered.sequence)
    entry.write_registration(registration, reading)
    registration.case = _case(session, registration, reading, confidentiality, office_day(now))
    registration.parties = _parties(session, reading, now, restricted=confidentiality is Confidentiality.RESTRICTED)
    entry.write_requests(registration, reading)
    duties.take_on(session, registration)
    session.add(registration)
    session.flush()
    if registration.repeat:
        bring_up(session, office_day(now), registration.case)
    for party in registration.parties:
        add_name_keys(session, party.petitioner)
    search.add(session, registration)
    if CHANNELS[kind.channel].slip_due:
        papers.issue_first(session, registration, papers.SLIP, now=now)
    duty = registration.duty
    kept = {"fields": dict(draft.fields), "last_day": duty.last_day.isoformat(), "clock": duty.clock}
    before = act.on(Thing.REGISTRATION, registration.number, kept)
    if numbered.counter_behind:
        act.on(Thing.REGISTRATION, registration.number, {}, act=Act.NOTE_COUNTER_BEHIND)
    return Registered(
        registration.number,
        registration.query_code,
        duty.last_day,
        duty.clock,
        duty.done_on,
        registration.case.confidentiality,
        time_behind=_about_time(act, registration, before),
    )


def _about_time(act: Doing, registration: Registration, before: datetime | None) -> Message | None:
    """Whether the computer's time is wrong by the entry before this one: the history keeps it, nothing is refused."""
    said = wrong_time(act.now, before)
    if said:
        act.on(Thing.REGISTRATION, registration.number, {"clock": act.now, "newest": before}, act=Act.NOTE_WRONG_TIME)
    return said


def _numbered(act: Doing, draft: Draft, channel: Channel, received_on: date, sequence: int) -> Registration:
    year = office_day(draft.started_at).year  # a letter of December that is registered in January is one of the new
    return Registration(
        number=registration_number(year, channel, sequence),
        channel=channel,
        year=year,
        sequence=sequence,
        query_code=_free_query_code(act.session),
        draft_id=draft.id,
        receptionist_id=act.actor.id,
        received_on=received_on,
        started_at=draft.started_at,
        registered_at=act.now,
    )


def _free_query_code(session: Session) -> str:
    """Eight digits that say nothing about the number, so that nobody can guess a neighbour's."""
    while True:
        code = query_code(secrets.randbelow(10**QUERY_DIGITS))
        if registrations.number_of_query_code(session, code) is None:
            return code


def _case(
    session: Session,
    registration: Registration,
    reading: Reading,
    confidentiality: Confidentiality,
    today: date,
) -> Case:
    """The case that the receptionist linked, or a new one.

    What comes after everything there had ended opens a case of its own that follows that one (Art. 36 ¶3): it is no
    repeat within a case, its requests are its own, and its term runs from its own receipt; a person decides the rest.
    A report of wrongdoing always opens its own: nothing of it may stand in a case that others see (Art. 30 ¶3).
    """
    linked = reading.values.get("registration.case_id")
    case = session.get(Case, linked) if linked is not None else None
    if case is not None:
        case = cases.followed(session, case)
    if case is None or Confidentiality.RESTRICTED in (confidentiality, case.confidentiality):
        return _new_case(registration, confidentiality)
    if has_ended(session, case, today):
        if case.confidentiality == Confidentiality.SENSITIVE:
            confidentiality = Confidentiality.SENSITIVE
        new = _new_case(registration, confidentiality)
        new.follows_id = case.id
        return new
    registration.repeat = True
    if confidentiality is Confidentiality.SENSITIVE:
        case.confidentiality = confidentiality
    return case


def _new_case(registration: Registration, confidentiality: Confidentiality) -> Case:
    return Case(
        number=registration.number,
        opened_on=registration.received_on,
        confidentiality=confidentiality,
        rule_set=rule_set_in_force(registration.received_on).name,
    )


def _parties(session: Session, reading: Reading, now: datetime, *, restricted: bool) -> list[Party]:
    """Everybody who came. A record taken over is used again only where nothing else was told than stands in it.

    A report of wrongdoing makes records of its own, which no other case leads to.
    """
    parties = []
    for position, said in entry.people_of(reading).items():
        taken_over = said.get("id") if position == entry.PETITIONER and not restricted else None
        known = _on_record(session, taken_over)
        if known is None or not entry.says_the_same(known, said):
            known = entry.new_petitioner(said, now)
        parties.append(entry.write_party(Party(), known, said, position))
    return parties


def _on_record(session: Session, petitioner_id: int | None) -> Petitioner | None:
    """Somebody whose data may be taken over; whom only restricted cases know is nobody here."""
    if petitioner_id is None or petitioners.petitioner_data(session, petitioner_id) is None:
        return None
    return session.get(Petitioner, petitioner_id)
