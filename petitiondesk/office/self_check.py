"""What this office itself has not done as it owes it (Art. 43-46): over its own data, never about a petitioner."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from petitiondesk.office.day_lines import (
    MOVES,
    Hands,
    Line,
    Steps,
    hands,
    is_petitioners,
    line,
    line_of,
    line_since,
    mine_of,
    named,
    one_a_case,
    steps_read,
    together,
)
from petitiondesk.office.desk import Desk
from petitiondesk.rules.clocks import MAY_BE_LEFT, REPORT_BACK, rule_set_in_force
from petitiondesk.rules.enclosures import Inside
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.procedure.changes import MOST_EXTENDED
from petitiondesk.rules.procedure.kinds import Outcome, StepKind
from petitiondesk.rules.procedure.owed import is_target
from petitiondesk.rules.procedure.rule import A22, A23_3, A28, A34, CO_TERM, HANDLE_TERM, NEXT_STEP
from petitiondesk.storage import due
from petitiondesk.storage.database import Session
from petitiondesk.storage.due import Mine, Owed, Waiting

MISSED_FOR = timedelta(days=30)
"""So long what was done late stands among what the office has missed."""

_NO_BREACH = MAY_BE_LEFT | {NEXT_STEP, CO_TERM}
"""What may be left, and targets by which this office owes nothing to anybody."""


@dataclass(frozen=True)
class Known:
    """What was read already of a day: what is open, who has what, and whose lines are asked for."""

    day: date
    steps: Steps
    open_ones: Sequence[Owed]
    taken: Hands
    mine: Mine | None = None


def self_check(desk: Desk, day: date, *, mine: bool = False) -> list[Line]:
    """The gaps of this office as ``day`` begins, each with its article: what is late, what was done late in the last
    MISSED_FOR, what the steps show. Of the whole office or (``mine``) of the person at the desk. Raises StorageTrouble.
    """
    with desk.database.read() as session:
        steps = steps_read(session)
        taken = hands(steps)
        of = mine_of(desk, taken) if mine else None
        known = Known(day, steps, due.open_duties(session, mine=of, projected=True), taken, of)
        return gaps(session, known)


def gaps(session: Session, known: Known) -> list[Line]:
    """As :func:`self_check`, from what was read already."""
    late = due.done_late(session, since=known.day - MISSED_FOR, mine=known.mine)
    return [
        *_late(known, known.open_ones),
        *_late(known, late),
        *_told_late_of_an_extension(session, known),
        *_unanswered_objections(known),
        *_reports_not_asked_for(session, known),
        *_with_whom_keeps_away(known),
        *_with_nobody(session, known),
        *(_held(each) for each in due.things_held(session, mine=known.mine)),
    ]


def _late(known: Known, rows: Sequence[Owed]) -> Iterator[Line]:
    """Terms of this office that ran out, or were kept too late."""
    own = [each for each in rows if each.of_unit is None and each.clock not in _NO_BREACH]
    for each in together(own):
        if each.owed.last_day < (each.owed.done_on or known.day) and not is_petitioners(each.owed):
            what = named(each)
            if not is_target(each.owed.clock):
                what = Message(_("Not in time: {what}"), {"what": what})
            yield line_of(each, known.taken, what, article=each.owed.article)


def _told_late_of_an_extension(session: Session, known: Known) -> Iterator[Line]:
    """The petitioner is told of an extension while the term still runs (Art. 34)."""
    steps = known.steps.standing(StepKind.EXTEND, mine=known.mine)
    if not steps:
        return
    terms = due.extended(session, HANDLE_TERM)
    late = [each for each in steps if each.taken_on >= known.day - MISSED_FOR and _was_late(each, steps, terms)]
    for each in one_a_case(late):
        what = Message(_("Extension told after the last day"))
        yield line_since(each, known.taken, what, article=A34)


def _was_late(step: Waiting, steps: Sequence[Waiting], terms: Sequence[due.Extended]) -> bool:
    of_it = [
        each
        for each in terms
        if (each.case_id, each.request_id) == (step.of.case_id, step.request_id) and each.started_by < step.step_id
    ]
    if not of_it:
        return False
    term = max(of_it, key=lambda each: each.started_by)
    before = sum(
        _days(each.told)
        for each in steps
        if (each.of.case_id, each.request_id) == (step.of.case_id, step.request_id)
        and term.started_by < each.step_id < step.step_id
    )
    return step.taken_on > term.last_day - timedelta(days=term.days - min(before, MOST_EXTENDED))


def _days(told: Mapping[str, str]) -> int:
    return int(told["days"]) if told.get("days", "").isdecimal() else 0


def _unanswered_objections(known: Known) -> Iterator[Line]:
    """Whoever referred verifies an objection, and decides (Art. 23 ¶3); by when, this office's own target says."""
    days = timedelta(days=rule_set_in_force(known.day).clocks[NEXT_STEP].length or 0)
    asked = known.steps.unanswered({StepKind.OBJECT, StepKind.PUT_DISPUTE}, MOVES, mine=known.mine)
    for each in one_a_case(asked):
        if each.kind == StepKind.OBJECT and each.by_another and each.taken_on + days < known.day:
            yield line_since(each, known.taken, Message(_("An objection is not answered")), article=A23_3)


def _reports_not_asked_for(session: Session, known: Known) -> Iterator[Line]:
    """Whoever assigned a matter follows it up (Art. 22): a report did not come, and nothing was recorded since."""
    overdue = [
        each
        for each in known.open_ones
        if each.clock == REPORT_BACK and each.of_unit is not None and each.last_day < known.day
    ]
    last = due.last_recorded(session, {each.of.case_id for each in overdue})
    for each in together(overdue):
        at = last.get(each.owed.of.case_id)
        if at is None or office_day(at) <= each.owed.last_day:
            words = _("Their report did not come and nothing was recorded since: {unit}")
            what = Message(words, {"unit": each.owed.of_unit})
            yield line_of(each, known.taken, what, article=A22)


def _with_whom_keeps_away(known: Known) -> Iterator[Line]:
    """It was decided that somebody keeps away, who still has the matter (Art. 28)."""
    open_cases = {each.of.case_id for each in known.open_ones}
    decided = known.steps.standing(StepKind.RECUSE, mine=known.mine)
    for each in one_a_case([each for each in decided if each.told.get("granted") == Outcome.YES]):
        officer = known.taken.officer(each.of, each.request_id)
        if each.of.case_id in open_cases and fold(officer) == fold(each.told.get("who", "")):
            what = Message(_("Is still with somebody who keeps away from it: hand it over"))
            yield line_since(each, known.taken, what, article=A28)


def _with_nobody(session: Session, known: Known) -> Iterator[Line]:
    """An open request whose officer works here no more, and which nobody took over."""
    gone = due.gone(session, known.day)
    seen: set[int] = set()
    for each in known.open_ones if gone else ():
        run_out = is_petitioners(each) and each.last_day < known.day
        may_be_left = each.clock in MAY_BE_LEFT and each.last_day < known.day
        if each.of.case_id in seen or run_out or may_be_left:
            continue
        if known.taken.officer(each.of, each.request_id) in gone:
            seen.add(each.of.case_id)
            what = Message(_("Open, and nobody of this office has it: hand it over"))
            yield line(each.of, what, each.starts_on, since=True, article=A28)


def _held(held: due.Held) -> Line:
    inside = Inside.of(held.kind)
    what = Message(
        _("{thing} from the envelope: say what became of it"), {"thing": Message(inside.label) if inside else held.kind}
    )
    return line(held.of, what, held.received_on, since=True)
