"""What is due today: to do by its last day, waiting for others, what the office itself has missed (Art. 43-46)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.office.day_lines import (
    MATTER,
    MOVES,
    Hands,
    Line,
    Steps,
    hands,
    is_of,
    is_petitioners,
    line_of,
    line_since,
    mine_of,
    named,
    one_a_case,
    steps_read,
    together,
)
from petitiondesk.office.desk import Desk
from petitiondesk.office.self_check import MISSED_FOR, Known, gaps
from petitiondesk.rules.clocks import MAY_BE_LEFT
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.owed import is_target
from petitiondesk.rules.procedure.rule import SENDING
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.working_days import Calendar, add_working_days
from petitiondesk.storage import due
from petitiondesk.storage.calendar import calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.due import Mine, Owed, Waiting
from petitiondesk.storage.models import OfficeDetails

__all__ = ["MATTER", "MISSED_FOR", "Line", "Today", "today"]

_ENDED = frozenset(kind for kind, rule in STEPS.items() if rule.end is not None)
"""The steps that end a request."""

_SIGNED_WITHIN = 1
"""Working days in which a unit signs for what was sent to it."""


@dataclass(frozen=True)
class Today:
    """The three columns as ``day`` begins; ``attention``: days before its last one from which a line draws the eye."""

    day: date
    to_do: Sequence[Line]
    waiting: Sequence[Line]
    missed: Sequence[Line]
    attention: int = 3


def today(desk: Desk, day: date, *, mine: bool = False) -> Today:
    """What is due as ``day`` begins, of the whole office or (``mine``) of what the person at the desk received or has
    taken over.

    A duty under which several registrations stand is one line, of the first of them; so are requests of a case that
    owe the same by the same day. To do: what this office owes, what ends first in front, what may be left undone
    (rules.clocks) until its last day, and what was handed over to whoever sits here. Waiting: what units owe, late
    first; then what somebody has to decide or sign for; then what runs; then terms of petitioners, until they run out.
    Missed: office.self_check. Raises StorageTrouble.
    """
    with desk.database.read() as session:
        read = steps_read(session)
        taken = hands(read)
        of = mine_of(desk, taken) if mine else None
        rows = due.open_duties(session, mine=of, projected=True)
        quiet = _quiet(session, rows, day)
        offered = _offered(read, desk, taken, of)
        steps = _waiting_steps(read, calendar(session), taken, day, of)
        missed = gaps(session, Known(day, read, rows, taken, of))
        attention = session.get_one(OfficeDetails, 1).attention_days
    own, theirs, petitioners = _owed(rows, taken, quiet, day)
    late = [each for each in theirs if each.day < day]
    return Today(
        day=day,
        to_do=[*offered.to_me, *own],
        waiting=[*late, *steps, *offered.to_others, *(each for each in theirs if each.day >= day), *petitioners],
        missed=missed,
        attention=attention,
    )


def _owed(
    rows: Sequence[Owed], taken: Hands, quiet: frozenset[int], day: date
) -> tuple[list[Line], list[Line], list[Line]]:
    """What this office owes, what units owe, which terms of petitioners run."""
    own: list[Line] = []
    theirs: list[Line] = []
    petitioners: list[Line] = []
    for each in together(rows):
        owed = each.owed
        left = owed.clock in MAY_BE_LEFT and (owed.last_day < day or owed.of_unit is not None)
        if left or (is_petitioners(owed) and owed.last_day < day):
            continue
        what = named(each)
        if owed.duty_id in quiet:
            what = Message(_("{what} · more than half of the term is gone with nothing recorded"), {"what": what})
        line = line_of(each, taken, what)
        (petitioners if is_petitioners(owed) else own if owed.of_unit is None else theirs).append(line)
    return own, theirs, petitioners


def _quiet(session: Session, rows: Sequence[Owed], day: date) -> frozenset[int]:
    """The duties of which more than half of the term has gone without any step recorded in that time."""
    old = [each for each in rows if _may_be_quiet(each, day) and _half_gone(each, each.starts_on, day)]
    last = due.last_recorded(session, {each.of.case_id for each in old})
    days = {case_id: office_day(at) for case_id, at in last.items()}
    return frozenset(
        each.duty_id
        for each in old
        if _half_gone(each, max(each.starts_on, days.get(each.of.case_id, each.starts_on)), day)
    )


def _may_be_quiet(owed: Owed, day: date) -> bool:
    runs = owed.last_day >= day and owed.clock not in MAY_BE_LEFT
    return runs and not is_target(owed.clock) and not is_petitioners(owed)


def _half_gone(owed: Owed, since: date, day: date) -> bool:
    return 2 * (day - since) > owed.last_day - owed.starts_on


@dataclass(frozen=True)
class _Offered:
    """What was handed over within the office and not taken over yet (Art. 28)."""

    to_me: Sequence[Line]
    to_others: Sequence[Line]


def _offered(steps: Steps, desk: Desk, taken: Hands, mine: Mine | None) -> _Offered:
    answered = _ENDED | {StepKind.HAND_OVER, StepKind.TAKE_OVER}
    to_me, to_others = [], []
    for each in one_a_case(steps.unanswered({StepKind.HAND_OVER}, answered)):
        who = each.told.get("who", "")
        if who and fold(who) == fold(desk.actor.name):
            from_whom = {"who": taken.officer(each.of, each.request_id)}
            to_me.append(line_since(each, taken, Message(_("To be taken over from {who}"), from_whom)))
        elif is_of(each.of, mine):
            words = _("Handed over to {who}, not taken over yet")
            to_others.append(line_since(each, taken, Message(words, {"who": who})))
    return _Offered(to_me, to_others)


def _waiting_steps(steps: Steps, days_off: Calendar, taken: Hands, day: date, mine: Mine | None) -> list[Line]:
    """What somebody has to sign for or to decide, the oldest first."""
    sent = steps.unanswered(SENDING, MOVES | {StepKind.RECEIPT}, mine=mine)
    asked = steps.unanswered({StepKind.OBJECT, StepKind.PUT_DISPUTE}, MOVES, mine=mine)
    waiting = one_a_case([*(each for each in sent if _unsigned(each, day, days_off)), *asked])
    waiting.sort(key=lambda each: (each.taken_on, each.step_id))
    return [line_since(each, taken, _awaited(each)) for each in waiting]


def _unsigned(sent: Waiting, day: date, days_off: Calendar) -> bool:
    return day > add_working_days(sent.taken_on, _SIGNED_WITHIN, days_off)


def _awaited(each: Waiting) -> Message:
    told = each.told
    match each.kind:
        case StepKind.ASSIGN:
            words = _("Assigned, report due on {day}, no receipt: {unit}")
            return Message(words, {"unit": told.get("to", ""), "day": told.get("report_by", "")})
        case StepKind.OBJECT if each.by_another:
            return Message(_("{unit} objects to the referral: agree or reject"), {"unit": told.get("by", "")})
        case StepKind.OBJECT:
            return Message(_("This office objects, not answered yet: {unit}"), {"unit": told.get("to", "")})
        case StepKind.PUT_DISPUTE:
            return Message(_("Dispute over who is competent, to be decided: {unit}"), {"unit": told.get("to", "")})
    return Message(_("Referred, no receipt: {unit}"), {"unit": told.get("to", "")})
