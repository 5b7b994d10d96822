"""What is due today: to do by its last day, waiting for others, what the office itself has missed (Art. 43-46)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from petitiondesk.office.desk import Desk
from petitiondesk.rules.briefs import shortened
from petitiondesk.rules.clocks import MAY_BE_LEFT, clock_of
from petitiondesk.rules.enclosures import Inside
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import masked
from petitiondesk.storage import due
from petitiondesk.storage.due import OfRegistration

MISSED_FOR = timedelta(days=30)
"""So long a duty that was done late stands among what the office has missed."""

MATTER = 12
"""Characters of the matter that a line shows."""


@dataclass(frozen=True)
class Line:
    """One sentence of the day.

    ``name`` is masked; it and ``matter`` (in MATTER characters) are empty where none was told or it is not for others
    to see. Of a report of wrongdoing (``restricted``) there are the number, that it is one, and its days. ``day`` is
    the last day, or (``since``) the day from which something waits; ``done_on`` only of what was done late. ``what``
    says what is to be done, ``person`` who received the matter.
    """

    number: str
    name: str
    matter: str
    restricted: bool
    what: Message
    day: date
    person: str
    done_on: date | None = None
    since: bool = False


@dataclass(frozen=True)
class Today:
    """The three columns as ``day`` begins."""

    day: date
    to_do: Sequence[Line]
    waiting: Sequence[Line]
    missed: Sequence[Line]


def today(desk: Desk, day: date, *, mine: bool = False) -> Today:
    """What is due as ``day`` begins, of the whole office or (``mine``) of what the person at the desk received.

    A duty under which several registrations stand is one line, of the first of them. To do: whatever is owed, what
    ends first in front; what may be left undone (rules.clocks) goes with its last day. Waiting: what was sent to a unit
    whose receipt is missing, the oldest first. Missed: what is owed and late, what was done late in the last MISSED_FOR
    (the newest first), things out of envelopes of which nobody told what became of them. Raises StorageTrouble.
    """
    of = desk.actor.id if mine else None
    with desk.database.read() as session:
        open_ones = due.open_duties(session, receptionist_id=of)
        late = due.done_late(session, since=day - MISSED_FOR, receptionist_id=of)
        unanswered = due.without_receipt(session, receptionist_id=of)
        held = due.things_held(session, receptionist_id=of)
    to_do = [_owed(each) for each in open_ones if each.last_day >= day or each.clock not in MAY_BE_LEFT]
    done_late = [_owed(each) for each in late if each.clock not in MAY_BE_LEFT]
    return Today(
        day=day,
        to_do=to_do,
        waiting=[_unanswered(each) for each in unanswered],
        missed=[*(each for each in to_do if each.day < day), *done_late, *map(_held, held)],
    )


def _owed(owed: due.Owed) -> Line:
    try:
        what = clock_of(owed.rule_set, owed.clock).name
    except KeyError:  # of rules that this program does not know
        what = owed.clock
    return _line(owed.of, Message(what), owed.last_day, done_on=owed.done_on)


def _unanswered(sent: due.Unanswered) -> Line:
    if sent.report_by:
        words = _("Assigned, report due on {day}, no receipt: {unit}")
        return _line(sent.of, Message(words, {"unit": sent.to, "day": sent.report_by}), sent.sent_on, since=True)
    words = _("Referred, no receipt: {unit}")
    return _line(sent.of, Message(words, {"unit": sent.to}), sent.sent_on, since=True)


def _held(held: due.Held) -> Line:
    inside = Inside.of(held.kind)
    what = Message(
        _("{thing} from the envelope: say what became of it"), {"thing": Message(inside.label) if inside else held.kind}
    )
    return _line(held.of, what, held.received_on, since=True)


def _line(of: OfRegistration, what: Message, day: date, *, done_on: date | None = None, since: bool = False) -> Line:
    if Confidentiality.of(of.confidentiality) in (None, Confidentiality.RESTRICTED):
        what = Message(_("A report of wrongdoing"))
        return Line(of.number, "", "", True, what, day, "", done_on=done_on, since=since)
    return Line(
        number=of.number,
        name=masked(of.name or ""),
        matter=shortened(of.matter or "", MATTER),
        restricted=False,
        what=what,
        day=day,
        person=of.receptionist,
        done_on=done_on,
        since=since,
    )
