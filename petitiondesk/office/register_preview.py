"""What stands beside the register for the highlighted line, as far as whoever passes by may see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.office.desk import Desk
from petitiondesk.rules.channels import Channel, Source
from petitiondesk.rules.clocks import clock_of
from petitiondesk.rules.confidentiality import InSight, in_sight
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.names import masked
from petitiondesk.storage import register
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Arrival, ContentCategory, Division, Duty, Registration

_PETITIONER = 0
"""Position of the party who brings the matter."""


@dataclass(frozen=True)
class Owed:
    """What the office owes: what it is called (a msgid), its last day, and when it was done."""

    name: str
    last_day: date
    done_on: date | None


@dataclass(frozen=True)
class Told:
    """What of a matter may be seen by others only where its class is general; empty where nothing was told."""

    matter: str = ""
    category: str = ""
    place: str = ""
    facts: str = ""
    grounds: str = ""
    requests: Sequence[str] = ()


@dataclass(frozen=True)
class Preview:
    """A registration beside the register. ``sender`` is who passed it on, if anybody did; ``name`` is masked.

    ``told`` is None where nothing of it is for others to see. A report of wrongdoing has its id and number only.
    """

    id: int
    number: str
    confidentiality: Confidentiality | None = None
    received_on: date | None = None
    channel: Channel | None = None
    source: Source | None = None
    sender: str = ""
    name: str = ""
    told: Told | None = None
    owed: Sequence[Owed] = ()
    """The first duty, then the others."""


def preview(desk: Desk, registration_id: int) -> Preview | None:
    """What may be seen of a registration beside the register; None where there is none. Raises StorageTrouble."""
    with desk.database.read() as session:
        found = register.whole(session, registration_id)
        if found is None:
            return None
        confidentiality = Confidentiality.of(found.case.confidentiality)
        if confidentiality in (None, Confidentiality.RESTRICTED):
            return Preview(found.id, found.number)
        return _seen(session, found, in_sight(confidentiality, anonymous=found.anonymous))


def _seen(session: Session, found: Registration, seen: InSight) -> Preview:
    arrival = found.arrival
    duties = [found.duty, *(duty for duty in found.further_duties if duty.id != found.duty.id)]
    return Preview(
        id=found.id,
        number=found.number,
        confidentiality=Confidentiality.of(found.case.confidentiality),
        received_on=found.received_on,
        channel=Channel.of(found.channel),
        source=Source.of(arrival.source) if arrival else None,
        sender=_sender(arrival),
        name=_name(found) if seen.name else "",
        told=_told(session, found) if seen.matter else None,
        owed=[_owed(found.case.rule_set, duty) for duty in duties],
    )


def _name(found: Registration) -> str:
    brought = [party.petitioner.name for party in found.parties if party.position == _PETITIONER]
    return masked(next(iter(brought), None) or "")


def _sender(arrival: Arrival | None) -> str:
    if arrival is None or Source.of(arrival.source) in (None, Source.PETITIONER):
        return ""
    return " ".join(filter(None, (arrival.sender, arrival.sender_number)))


def _told(session: Session, found: Registration) -> Told:
    division = register.full_name(session, Division, found.problem_division_id)
    return Told(
        matter=found.matter or "",
        category=register.full_name(session, ContentCategory, found.category_id),
        place=" ".join(filter(None, (division, found.problem_place))),
        facts=found.facts or "",
        grounds=found.grounds or "",
        requests=[request.text for request in found.requests],
    )


def _owed(rule_set: str, duty: Duty) -> Owed:
    return Owed(clock_of(rule_set, duty.clock).name, duty.last_day, duty.done_on)
