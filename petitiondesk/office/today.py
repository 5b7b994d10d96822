"""What is due today: to do by its last day, waiting for others, what the office itself has missed (Art. 43-46)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from petitiondesk.office import drafts
from petitiondesk.office.desk import Desk
from petitiondesk.rules.clocks import clock_of
from petitiondesk.rules.enclosures import Inside
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import masked
from petitiondesk.storage import due
from petitiondesk.storage.due import OfRegistration
from petitiondesk.storage.models import Draft

MISSED_FOR = timedelta(days=30)
"""So long a duty that was done late stands among what the office has missed."""


@dataclass(frozen=True)
class Line:
    """One sentence of the day.

    ``name`` is masked; it and ``matter`` are empty where none was told or it is not for others to see; of a report of
    wrongdoing (``restricted``) nothing but the number stands there. ``day`` is the last day, or the day on which
    something was sent; ``done_on`` only of what was done late. ``what`` says what is to be done.
    """

    number: str
    case_number: str
    name: str
    matter: str
    restricted: bool
    what: Message
    day: date
    person: str
    done_on: date | None = None


@dataclass(frozen=True)
class Today:
    """The three columns, and the drafts that wait at this counter."""

    day: date
    to_do: Sequence[Line]
    waiting: Sequence[Line]
    missed: Sequence[Line]
    drafts: Sequence[Draft] = field(default=())


def today(desk: Desk, day: date, *, mine: bool = False) -> Today:
    """What is due as ``day`` begins, of the whole office or (``mine``) of whoever sits at the desk.

    Raises StorageTrouble.
    """
    of = desk.actor.id if mine else None
    with desk.database.read() as session:
        open_ones = due.open_duties(session, receptionist_id=of)
        late = due.done_late(session, since=day - MISSED_FOR, receptionist_id=of)
        unanswered = due.without_receipt(session, receptionist_id=of)
        held = due.things_held(session, receptionist_id=of)
    missed = [_owed(each) for each in open_ones if each.last_day < day] + [_owed(each) for each in late]
    return Today(
        day=day,
        to_do=[_owed(each) for each in open_ones],
        waiting=[_unanswered(each) for each in unanswered],
        missed=[*missed, *(_held(each) for each in held)],
        drafts=drafts.waiting(desk),
    )


def _owed(owed: due.Owed) -> Line:
    what = Message(clock_of(owed.rule_set, owed.clock).name)
    return _line(owed.of, what, owed.last_day, done_on=owed.done_on)


def _unanswered(sent: due.Unanswered) -> Line:
    if sent.report_by:
        words = _("Assigned to {unit}: their receipt is missing, the report is due on {day}")
        return _line(sent.of, Message(words, {"unit": sent.to, "day": sent.report_by}), sent.sent_on)
    words = _("Sent to {unit}: their receipt is missing")
    return _line(sent.of, Message(words, {"unit": sent.to}), sent.sent_on)


def _held(held: due.Held) -> Line:
    inside = Inside.of(held.kind)
    what = Message(
        _("{thing} from the envelope: say what became of it"), {"thing": Message(inside.label) if inside else held.kind}
    )
    return _line(held.of, what, held.received_on)


def _line(of: OfRegistration, what: Message, day: date, done_on: date | None = None) -> Line:
    restricted = Confidentiality.of(of.confidentiality) in (None, Confidentiality.RESTRICTED)
    return Line(
        number=of.number,
        case_number=of.case_number,
        name=masked(of.name or ""),
        matter=of.matter or "",
        restricted=restricted,
        what=Message(_("A report of wrongdoing: what is owed says its page")) if restricted else what,
        day=day,
        person=of.receptionist,
        done_on=done_on,
    )
