"""The requests of a case as its page shows them: where each stands, its one date, what comes next; names for steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.office import units
from petitiondesk.office.likely_steps import Known
from petitiondesk.office.people import people_of, working
from petitiondesk.office.standings import CaseStands, Stood, own_name
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.lawful import proposed
from petitiondesk.rules.procedure.owed import Due, due, is_target, last_day_for
from petitiondesk.rules.procedure.rule import Whose
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.units import reviewer
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Registration, Request


@dataclass(frozen=True)
class Comes:
    """What comes next in a request: the step, the unit whose step it is ("" for this office), its last day and the
    term that runs until then (None where none runs), and whether that is an internal target.
    """

    kind: StepKind
    by: str
    last_day: date | None
    term: Message | None
    target: bool


@dataclass(frozen=True)
class RequestShown:
    """A request and where it stands; ``said_again`` where a repeat only says what the case holds.

    ``stood`` is what the rules know of it; None of what is only said again. ``due`` is its one date, ``comes`` what
    comes next.
    """

    text: str
    of: str
    said_again: bool
    stands: Message
    stood: Stood | None = None
    due: Due | None = None
    due_name: Message | None = None
    comes: Comes | None = None


def requests_shown(belonging: Sequence[Registration], found: CaseStands, today: date) -> list[RequestShown]:
    """Each request with where it stands; where none was told, the matter itself."""
    stood = {each.matter.id: each for each in found.requests}
    asked = [(request, each) for each in belonging for request in each.requests]
    shown = [_said_again(request, each) for request, each in asked if request.id not in stood]
    return [*(_request(each, found, today) for each in found.requests), *shown]


def known(
    session: Session, actor: str, today: date | None, belonging: Sequence[Registration], found: CaseStands
) -> Known:
    """What steps tell that is known of a case; ``actor`` sits at the desk."""
    names = (party.petitioner.name for each in belonging for party in each.parties[:1])
    senders = (each.arrival.sender for each in belonging if each.arrival)
    return Known(
        petitioner=next(filter(None, names), ""),
        sender=next(filter(None, senders), ""),
        signer=_signer(session, actor, today),
        actor=actor,
        review_organ=_review_organ(session, found, today),
        office=own_name(session),
    )


def names_of_units(session: Session, today: date | None) -> list[str]:
    """The units in force, by name; of a case that is told to anybody none."""
    return [unit.name for unit in units.units_of(session) if unit.in_force(today)] if today else []


def names_of_staff(session: Session, today: date | None) -> list[str]:
    """Whoever works in the office, by name."""
    return [person.name for person in working(people_of(session), today)] if today else []


def _request(stood: Stood, found: CaseStands, today: date) -> RequestShown:
    standing = stood.standing
    label = standing.end.label if standing.end else standing.stage.label
    words = Message(_("{day}: {step}"), {"day": standing.since, "step": Message(label)})
    due_now = due(standing, found.calendar, found.rules, today)
    return RequestShown(
        stood.text,
        stood.of,
        said_again=False,
        stands=words,
        stood=stood,
        due=due_now,
        due_name=_name(due_now.clock, found) if due_now else None,
        comes=_comes(stood, found, due_now),
    )


def _said_again(request: Request, of: Registration) -> RequestShown:
    return RequestShown(request.text, of.number, said_again=True, stands=Message(_("Said again; it stands above")))


def _comes(stood: Stood, found: CaseStands, due_now: Due | None) -> Comes | None:
    """The step that is proposed, with the day of what it ends, else that of the request."""
    standing = stood.standing
    kind = proposed(standing, stood.matter)
    if kind is None:
        return None
    of_unit = STEPS[kind].whose in (Whose.HANDLER, Whose.HOLDER, Whose.REVIEWER) and standing.holder
    by = of_unit.name if of_unit else ""
    last_day = last_day_for(kind, standing, found.calendar, found.rules)
    ended = [
        each.clock
        for each in standing.open_terms
        if each.clock in STEPS[kind].ends and each.last_day(found.calendar, found.rules) == last_day
    ]
    if ended:
        return Comes(kind, by, last_day, _name(ended[0], found), is_target(ended[0]))
    if due_now is None or due_now.petitioners:
        return Comes(kind, by, None, None, target=False)
    return Comes(kind, by, due_now.last_day, _name(due_now.clock, found), is_target(due_now.clock))


def _name(clock: str, found: CaseStands) -> Message:
    known_clock = found.rules.clocks.get(clock)
    return Message(known_clock.name if known_clock else clock)


def _signer(session: Session, actor: str, today: date | None) -> str:
    if today is None:
        return ""
    heads = [person.name for person in working(people_of(session), today) if person.unit_head]
    return next(iter(heads), actor)


def _review_organ(session: Session, found: CaseStands, today: date | None) -> str:
    """Whom the rule proposes for the review of what the handling unit answered; "" where nobody is known."""
    handlers = (each.standing.handler for each in found.requests)
    unit_id = next((each.id for each in handlers if each and each.id), None)
    if unit_id is None or today is None:
        return ""
    catalogue = units.units_of(session)
    facts = units.facts(catalogue, today)
    organs = reviewer(facts[unit_id], facts)
    return next((unit.name for unit in catalogue if unit.id in organs[:1]), "")
