"""Counting: the last day of a clock, and why it is this day.

The start day is not counted (Civil Code Art. 201). The Regulation has no counting clause of its own, so the office's
own duties end on the plain day, day off or not; the petitioner's terms roll forward to the next day that is no day off
(Civil Code Art. 203) and are never shortened.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from petitiondesk.rules.citations import cited
from petitiondesk.rules.clocks import Clock, Owner, RuleSet, Standing, Unit
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.months import corresponding_day
from petitiondesk.rules.typed_text import plain
from petitiondesk.rules.working_days import (
    Calendar,
    add_working_days,
    days_off_between,
    next_day_on,
    unannounced_years,
)

MOST_DAYS = 1000
"""The longest term, or pause, that a letter or a hearing can reasonably set; beyond it, it is a slip of the keys."""

_DAY = timedelta(days=1)
_LONGEST_TYPED = 20


class TermError(ValueError):
    """A term that can't be counted as asked; ``message`` says why and what can be asked."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.msgid)
        self.message = message


@dataclass(frozen=True)
class Term:
    """A clock counted from a start day.

    ``nominal_last_day`` is the plain count, None where working days are counted. ``last_day`` is the day by the rule
    in force; ``rolled_day`` the first day from the plain one on that is no day off, shown beside it whether or not it
    binds. ``days_off_skipped`` are the days off between that moved ``last_day``. ``provisional`` says that ``last_day``
    rests on ``unannounced_years``, whose days off are not announced yet.
    """

    clock: Clock
    start: date
    length: int
    unit: Unit
    extended: int
    paused: int
    nominal_last_day: date | None
    last_day: date
    rolled_day: date
    days_off_skipped: tuple[date, ...]
    provisional: bool
    unannounced_years: tuple[int, ...]


def find_clock(clock_id: str, rules: RuleSet) -> Clock:
    """The clock named by what somebody typed ("c5"). Raises :class:`TermError` naming the clocks that there are."""
    typed = clock_id[:_LONGEST_TYPED]
    wanted = plain(typed)
    for clock in rules.clocks.values():
        if clock.id.upper() == wanted:
            return clock
    raise TermError(
        Message(
            _("There is no clock {clock}. The clocks are {clocks}."),
            {"clock": typed, "clocks": ", ".join(rules.clocks)},
        )
    )


def count_term(
    clock_id: str,
    start: date,
    calendar: Calendar,
    *,
    rules: RuleSet,
    extended: int = 0,
    paused: int = 0,
    days: int | None = None,
    working: bool = False,
    roll_duties: bool = False,
) -> Term:
    """Count a clock of ``rules`` from ``start``, the day of the event that starts it.

    ``extended``: days of extension (C5, at most 30 in all, Art. 34). ``paused``: days of hearing left out (C9, Art.
    36 ¶2). ``days``: the term set in the letter (C10, and the defaults of C11 and C12), in working days if
    ``working``. ``roll_duties``: the office's setting to let its own duties roll off days off too. Raises
    :class:`TermError` for what the clock does not know.
    """
    clock = find_clock(clock_id, rules)
    length, unit = _length(clock, days=days, working=working)
    _check_extension(clock, extended)
    _check_pause(clock, paused)
    try:
        if unit is Unit.WORKING_DAY:
            return _working_day_term(clock, start, length, calendar)
        plain_day = corresponding_day(start, length) if unit is Unit.MONTH else start + length * _DAY
        nominal = plain_day + (extended + paused) * _DAY
        rolled = next_day_on(nominal, calendar)
    except OverflowError as error:
        raise TermError(Message(_("A term from {start} would end after the year 9999."), {"start": start})) from error
    rolls = roll_duties or clock.owner is Owner.PETITIONER
    unannounced = unannounced_years(nominal, rolled, calendar)
    return Term(
        clock=clock,
        start=start,
        length=length,
        unit=unit,
        extended=extended,
        paused=paused,
        nominal_last_day=nominal,
        last_day=rolled if rolls else nominal,
        rolled_day=rolled,
        days_off_skipped=days_off_between(nominal, rolled, calendar) if rolls else (),
        provisional=rolls and bool(unannounced),
        unannounced_years=unannounced,
    )


def why(term: Term) -> tuple[Message, ...]:
    """How the last day was counted, line by line, for the date card and the slip."""
    return (
        Message(_("The start day, {start}, is not counted (Civil Code Art. 201)."), {"start": term.start}),
        Message(_LENGTH[term.unit], {"length": term.length, "article": cited(term.clock.article)}),
        *_additions(term),
        *_days_off(term),
        Message(_("Last day: {last_day}."), {"last_day": term.last_day}),
        *_reservations(term),
    )


_LENGTH = {
    Unit.DAY: _("Calendar days: {length} ({article})."),
    Unit.WORKING_DAY: _("Working days: {length} ({article})."),
    Unit.MONTH: _("Months: {length} ({article}, Civil Code Art. 202)."),
}


def _length(clock: Clock, *, days: int | None, working: bool) -> tuple[int, Unit]:
    if not clock.set_in_letter and (days is not None or working):
        raise TermError(Message(_("{clock} has its own term; no letter sets another."), {"clock": clock.id}))
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise TermError(Message(_("A term set in a letter has 1 to {most} days."), {"most": MOST_DAYS}))
    length = clock.length if days is None else days
    if length is None:
        raise TermError(Message(_("{clock} needs the number of days set in the letter."), {"clock": clock.id}))
    return length, Unit.WORKING_DAY if working else clock.unit


def _check_extension(clock: Clock, extended: int) -> None:
    if extended and not clock.extension:
        raise TermError(Message(_("{clock} can't be extended."), {"clock": clock.id}))
    if not 0 <= extended <= clock.extension:
        raise TermError(
            Message(
                _("{clock} can be extended by at most {most} days ({article})."),
                {"clock": clock.id, "most": clock.extension, "article": cited(clock.article)},
            )
        )


def _check_pause(clock: Clock, paused: int) -> None:
    if paused and not clock.pausable:
        raise TermError(Message(_("{clock} does not pause for a hearing."), {"clock": clock.id}))
    if not 0 <= paused <= MOST_DAYS:
        raise TermError(Message(_("A hearing takes 0 to {most} days."), {"most": MOST_DAYS}))


def _working_day_term(clock: Clock, start: date, length: int, calendar: Calendar) -> Term:
    last = add_working_days(start, length, calendar)
    unannounced = unannounced_years(start + _DAY, last, calendar)
    return Term(
        clock=clock,
        start=start,
        length=length,
        unit=Unit.WORKING_DAY,
        extended=0,
        paused=0,
        nominal_last_day=None,
        last_day=last,
        rolled_day=last,
        days_off_skipped=days_off_between(start + _DAY, last, calendar),
        provisional=bool(unannounced),
        unannounced_years=unannounced,
    )


def _additions(term: Term) -> tuple[Message, ...]:
    lines = []
    if term.extended:
        lines.append(Message(_("Days of extension: {extended}."), {"extended": term.extended}))
    if term.paused:
        lines.append(Message(_("Days of hearing, not counted: {paused}."), {"paused": term.paused}))
    return tuple(lines)


def _days_off(term: Term) -> tuple[Message, ...]:
    nominal = term.nominal_last_day
    if nominal is None:
        skipped = ", ".join(day.isoformat() for day in term.days_off_skipped)
        return (Message(_("Days off, not counted: {days_off}."), {"days_off": skipped}),) if skipped else ()
    if term.rolled_day == nominal:
        return ()
    counted = Message(_("The plain count ends on {nominal_last_day}."), {"nominal_last_day": nominal})
    return counted, Message(_rolled(term), {"rolled_day": term.rolled_day})


def _rolled(term: Term) -> str:
    if term.clock.owner is Owner.PETITIONER:
        return _(
            "A day off: the petitioner's term runs to the next day that is none, {rolled_day} (Civil Code Art. 203)."
        )
    if term.last_day == term.rolled_day:
        return _("A day off: by this office's setting its duty moves to {rolled_day}.")
    return _("A day off: the office's own duty does not move (the next day that is none is {rolled_day}).")


def _reservations(term: Term) -> tuple[Message, ...]:
    lines = []
    if term.provisional:
        years = ", ".join(str(year) for year in term.unannounced_years)
        lines.append(Message(_("Provisional: the days off of {years} are not announced yet."), {"years": years}))
    if term.clock.standing is not Standing.STATUTE:
        lines.append(Message(term.clock.standing.label))
    return tuple(lines)
