"""The year's notice of days off: looked at before it is kept; keeping it recounts what is open.

What was told on paper stands: a duty whose last day stands on a slip is never put off, and a petitioner's term is never
shortened. Terms in calendar days never move, since the office's duties do not roll.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from petitiondesk.office import duties, papers
from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.projection import Recounted, project, recounted
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.clocks import RULE_SETS, Owner, Unit, clock_of
from petitiondesk.rules.holiday_notices import HolidayNotice, SpecialDay
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.typed_notices import ToldNotice, as_lines
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage import due
from petitiondesk.storage.calendar import calendar_with, days_of_notice, load_year, notices
from petitiondesk.storage.database import Session
from petitiondesk.storage.due import Owed
from petitiondesk.storage.models import Case, Duty, Paper, Registration
from petitiondesk.storage.text import storable


@dataclass(frozen=True)
class KeptYear:
    """A year and the notice that announced its days off; None where none is known."""

    year: int
    notice: str | None


@dataclass(frozen=True)
class Move:
    """An open duty that is counted anew: from which last day to which.

    ``held``: the count would put it off, or shorten a petitioner's term, and the day that was told stands. Of a report
    of wrongdoing only the number.
    """

    number: str
    what: str = ""
    before: date | None = None
    after: date | None = None
    held: bool = False


@dataclass(frozen=True)
class Looked:
    """What a notice would change; ``settled`` duties keep their day and rest on an unannounced year no longer."""

    added: tuple[SpecialDay, ...]
    removed: tuple[SpecialDay, ...]
    moves: tuple[Move, ...]
    settled: int


@dataclass(frozen=True)
class _Recounted:
    """A duty with what the count by the new days off makes of it."""

    duty: Duty
    owed: Owed
    last_day: date
    provisional: bool
    held: bool

    @property
    def changes(self) -> bool:
        return (self.last_day, self.provisional) != (self.duty.last_day, self.duty.provisional)


@dataclass(frozen=True)
class _Started:
    """A case with the duties that its steps started and the new days off change."""

    case_id: int
    number: str
    rule_set: str
    restricted: bool
    duties: tuple[Recounted, ...]


def years(desk: Desk, today: date) -> list[KeptYear]:
    """The years from the first that was announced to the next one, and to any that an open term reaches, newest first.

    Raises StorageTrouble.
    """
    with desk.database.read() as session:
        known = notices(session)
        reached = session.scalar(
            select(Duty.last_day).where(Duty.done_on.is_(None)).order_by(Duty.last_day.desc()).limit(1)
        )
    last = max(today.year + 1, *known, min(reached.year, today.year + 2) if reached else 0)
    first = min((*known, today.year))
    return [KeptYear(year, known.get(year)) for year in range(last, first - 1, -1)]


def notice_of(desk: Desk, year: int) -> ToldNotice | None:
    """The notice kept for ``year`` as people type it; None where there is none. Raises StorageTrouble."""
    with desk.database.read() as session:
        known, days = notices(session).get(year), days_of_notice(session, year)
    if known is None:
        return None
    title, _bracket, published = known.removesuffix(")").rpartition(" (")
    return ToldNotice(str(year), title, published, as_lines(days, year))


def look_at(desk: Desk, notice: HolidayNotice) -> Looked:
    """What :func:`keep` would change; nothing is written. Raises StorageTrouble."""
    with desk.database.read() as session:
        days_off = calendar_with(session, notice)
        return _looked(session, notice, list(_recounted(session, days_off)), list(_started(session, days_off)))


def keep(desk: Desk, notice: HolidayNotice, now: datetime) -> Looked:
    """Keep a year's notice and recount what is open, in one act; says what was changed.

    Each duty that changed stands in the history of its case. Raises NoRight, StorageTrouble.
    """
    days = tuple(replace(special, name=storable(special.name)) for special in notice.days)
    notice = replace(notice, title=storable(notice.title), days=days)
    with desk.act(Act.KEEP_CALENDAR, now) as act:
        session = act.session
        days_off = calendar_with(session, notice)
        moved, started = list(_recounted(session, days_off)), list(_started(session, days_off))
        looked = _looked(session, notice, moved, started)
        # Read before the days are loaded, which makes the session forget what it holds.
        changed = [(each, each.duty.id, each.duty.last_day) for each in moved if each.changes]
        load_year(session, notice)
        for each, duty_id, _before in changed:
            duty = session.get_one(Duty, duty_id)
            duty.last_day, duty.provisional = each.last_day, each.provisional
        session.flush()
        for each_case in started:
            project(session, session.get_one(Case, each_case.case_id), office_day(now))
        act.on(Thing.CALENDAR, notice.year, _as_kept(notice, looked))
        for each, duty_id, before in changed:
            case = session.get_one(Case, session.get_one(Duty, duty_id).case_id)
            _note(act, case.number, notice, each.owed.clock, each.provisional, before, each.last_day)
        for each_case in started:
            for one in each_case.duties:
                if (one.before, one.was_provisional) != (one.after, one.provisional):
                    _note(act, each_case.number, notice, one.clock, one.provisional, one.before, one.after)
        return looked


def _note(
    act: Doing, number: str, notice: HolidayNotice, clock: str, provisional: bool, before: date, after: date
) -> None:
    kept = {"clock": clock, "notice": notice.title, "provisional": provisional}
    moved = {} if before == after else {"last_day": [before.isoformat(), after.isoformat()]}
    act.on(Thing.CASE, number, {**kept, **moved}, act=Act.RECOUNT)


def _as_kept(notice: HolidayNotice, looked: Looked) -> dict[str, object]:
    return {
        "notice": notice.title,
        "published": notice.published,
        "added": _listed(looked.added),
        "removed": _listed(looked.removed),
    }


def _listed(days: Sequence[SpecialDay]) -> dict[str, bool]:
    return {special.day.isoformat(): special.working for special in days}


def _looked(
    session: Session, notice: HolidayNotice, recounted: Sequence[_Recounted], started: Sequence[_Started]
) -> Looked:
    before = {(special.day, special.working): special for special in days_of_notice(session, notice.year)}
    after = {(special.day, special.working): special for special in notice.days}
    return Looked(
        added=tuple(after[key] for key in sorted(after.keys() - before.keys())),
        removed=tuple(before[key] for key in sorted(before.keys() - after.keys())),
        moves=(
            *(_move(each) for each in recounted if each.held or each.last_day != each.duty.last_day),
            *(_move_started(of, one) for of in started for one in of.duties if one.held or one.after != one.before),
        ),
        settled=sum(
            each.duty.provisional and not each.provisional and each.last_day == each.duty.last_day for each in recounted
        )
        + sum(
            one.was_provisional and not one.provisional and one.after == one.before
            for of in started
            for one in of.duties
        ),
    )


def _move_started(of: _Started, one: Recounted) -> Move:
    if of.restricted:
        return Move(of.number)
    return Move(of.number, clock_of(of.rule_set, one.clock).name, one.before, one.after, one.held)


def _move(recounted: _Recounted) -> Move:
    of = recounted.owed.of
    if of.confidentiality == Confidentiality.RESTRICTED:
        return Move(of.number)
    clock = clock_of(recounted.owed.rule_set, recounted.owed.clock)
    return Move(of.number, clock.name, recounted.duty.last_day, recounted.last_day, recounted.held)


def _recounted(session: Session, days_off: Calendar) -> Iterator[_Recounted]:
    """Every open duty that is counted in working days, by these days off."""
    for owed in filter(_may_move, due.open_duties(session)):
        duty = session.get_one(Duty, owed.duty_id)
        if duty.projected:  # what steps started is counted from them (_started)
            continue
        term = duties.in_working_days(session, duty, owed.of.number, days_off)
        if term is not None:
            latest = _told_day(session, duty)
            held = latest is not None and term.last_day > latest
            last_day = min(term.last_day, latest) if latest else term.last_day
            yield _Recounted(duty, owed, last_day, term.provisional, held)


def _started(session: Session, days_off: Calendar) -> Iterator[_Started]:
    """Every case whose steps started something that these days off change: in working days, or a petitioner's term."""
    moving = {
        clock.id
        for rules in RULE_SETS.values()
        for clock in rules.clocks.values()
        if clock.unit is Unit.WORKING_DAY or clock.owner is Owner.PETITIONER
    }
    ids = select(Duty.case_id).where(Duty.projected, Duty.done_on.is_(None), Duty.clock.in_(moving)).distinct()
    for case_id in session.scalars(ids.order_by(Duty.case_id)).all():
        case = session.get_one(Case, case_id)
        changed = recounted(session, case, case.opened_on, days_off)  # no duty depends on the day on which it is asked
        if changed:
            restricted = case.confidentiality == Confidentiality.RESTRICTED
            yield _Started(case.id, case.number, case.rule_set, restricted, tuple(changed))


def _may_move(owed: Owed) -> bool:
    """Whether a duty is counted in working days, or by a letter that may have set some."""
    rules = RULE_SETS.get(owed.rule_set)
    clock = rules.clocks.get(owed.clock) if rules else None
    return clock is not None and (clock.unit is Unit.WORKING_DAY or clock.set_in_letter)


def _told_day(session: Session, duty: Duty) -> date | None:
    """The day beyond which it is never put off, where a slip tells one: a slip names what is owed first.

    A day that moved forward since may go back to the one that was told.
    """
    slip = select(Paper.data).join(Registration, Registration.id == Paper.registration_id)
    slip = slip.where(Registration.duty_id == duty.id, Paper.kind == papers.SLIP)
    told = session.scalars(slip.order_by(Paper.id.desc()).limit(1)).first()
    return max(duty.last_day, date.fromisoformat(told["last_day"])) if told and told["last_day"] else None
