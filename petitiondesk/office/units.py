"""The catalogue of units (单位): who is responsible, who is above, who reviews (Art. 24, 35, 36).

Units are added to it, changed and ended, never deleted, since old cases hold them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from petitiondesk.office.desk import Desk, Doing
from petitiondesk.office.problems import Problem
from petitiondesk.rules import units as rules
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.initials import initials
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.rules.units import UnitFacts, UnitKind, UnitLevel
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Unit
from petitiondesk.storage.text import storable
from petitiondesk.storage.units import unit_of
from petitiondesk.storage.units import units as stored_units

NAME, SHORT, LEVEL, KIND, PHONE, ADDRESS = "name", "short_name", "level", "kind", "phone", "address"
SUPERIOR, SUCCESSOR, REVIEW = "superior_id", "successor_id", "review_organ_id"
USES, FROM, TO = "uses_program", "valid_from", "valid_to"
"""The fields at which a :class:`Problem` stands."""

_MOST = {NAME: 200, SHORT: 60, PHONE: 50, ADDRESS: 500}


@dataclass(frozen=True)
class UnitEntry:
    """A unit as it stands in the catalogue; ``valid_to`` is its last day, None where no end is known."""

    id: int
    name: str
    short_name: str
    level: UnitLevel
    kind: UnitKind
    superior_id: int | None
    successor_id: int | None
    review_organ_id: int | None
    uses_program: bool
    phone: str
    address: str
    valid_from: date
    valid_to: date | None

    def in_force(self, day: date) -> bool:
        """Whether the unit exists on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class About:
    """What is said of a unit when it is added or changed; None for level and kind where nothing was chosen.

    ``valid_from`` None stands for the day on which it is added, or as it was.
    """

    name: str
    level: UnitLevel | None = None
    kind: UnitKind | None = None
    short_name: str = ""
    superior_id: int | None = None
    successor_id: int | None = None
    review_organ_id: int | None = None
    uses_program: bool = False
    phone: str = ""
    address: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class UnitRefused(ValueError):
    """What was said of a unit can't stand; ``problems`` say why, each at its field, and ``message`` the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.message = self.problems[0].message
        super().__init__(self.message)


def everything(desk: Desk) -> list[UnitEntry]:
    """The whole catalogue, units that have ended too, the highest first, then in the order of their adding."""
    with desk.database.read() as session:
        return in_order(units_of(session))


def in_force(units: Sequence[UnitEntry], day: date) -> list[UnitEntry]:
    """Those that exist on that day."""
    return [unit for unit in units if unit.in_force(day)]


def in_order(units: Sequence[UnitEntry]) -> list[UnitEntry]:
    """The highest level first; of one level as they were."""
    levels = list(UnitLevel)
    return sorted(units, key=lambda unit: levels.index(unit.level))


def like(units: Sequence[UnitEntry], text: str) -> list[UnitEntry]:
    """Those whose name or short name holds ``text``, or whose initials do (jyj, 教育局); all of them for a blank."""
    typed = fold(text)
    if not typed:
        return list(units)
    named = [unit for unit in units if typed in fold(unit.name) or typed in fold(unit.short_name)]
    if not typed.isascii():
        return named
    ids = {unit.id for unit in named}
    return named + [unit for unit in units if unit.id not in ids and _has_initials(unit, typed)]


def facts(units: Sequence[UnitEntry], day: date) -> Mapping[int, UnitFacts]:
    """What the rules ask of these units (rules.units), by id."""
    return {
        unit.id: UnitFacts(
            unit.id, unit.level, unit.kind, unit.superior_id, unit.successor_id, in_force=unit.in_force(day)
        )
        for unit in units
    }


def units_of(session: Session) -> list[UnitEntry]:
    """The whole catalogue, for an act that is running, in the order in which units were added."""
    return [_entry(row) for row in stored_units(session)]


def problems(about: About, units: Sequence[UnitEntry], today: date, *, own_id: int | None = None) -> list[Problem]:
    """What stands against adding a unit, or changing the unit ``own_id``; empty if nothing.

    No two units that exist on one day share a name; nobody is above itself, however far around (Art. 24, 35).
    """
    found = [*own_problems(about), *_day_problems(about, units, today, own_id)]
    if not found and (taken := _namesake(about, units, today, own_id)):
        words = _("{name} is in the catalogue already: add the place or the county to the name.")
        found.append(Problem(NAME, Message(words, {"name": taken.name}), "wrong"))
    return found + link_problems(about, {unit.id: unit for unit in units}, own_id)


def own_problems(about: About) -> list[Problem]:
    """What stands against the words that are said of a unit, without a look at others."""
    found = []
    if not about.name.strip():
        found.append(Problem(NAME, Message(_("Papers and the history carry it: enter the name.")), "law"))
    if about.level is None:
        found.append(Problem(LEVEL, Message(_("Who reviews goes by it: choose the level.")), "law"))
    if about.kind is None:
        found.append(Problem(KIND, Message(_("Who reviews goes by it: choose the kind.")), "law"))
    for field, most in _MOST.items():
        if len(getattr(about, field).strip()) > most:
            found.append(Problem(field, Message(_("At most {most} characters."), {"most": most}), "wrong"))
    return found


def link_problems(about: About, units: Mapping[int, UnitEntry], own_id: int | None) -> list[Problem]:
    """What stands against the units that a unit points to: unknown, itself, or a circle."""
    found = []
    for field in (SUPERIOR, SUCCESSOR, REVIEW):
        other = getattr(about, field)
        if other is None:
            continue
        if other not in units:
            found.append(Problem(field, Message(_("This unit is no longer in the catalogue.")), "wrong"))
        elif other == own_id:
            found.append(Problem(field, Message(_ITSELF[field]), "wrong"))
        elif field in _ROUND and own_id and rules.leads_round(partial(_pointed_to, units, field), own_id, other):
            words = Message(_ROUND[field], {"other": units[other].name, "name": about.name.strip()})
            found.append(Problem(field, words, "wrong"))
    return found


def add(desk: Desk, about: About, *, now: datetime) -> UnitEntry:
    """Put a unit into the catalogue. Raises UnitRefused, NoRight, StorageTrouble."""
    with desk.act(Act.ADD_UNIT, now) as act:
        today = office_day(now)
        _refuse(problems(about, units_of(act.session), today))
        row = new_row(act.session, about, today)
        note_added(act, row)
        return _entry(row)


def change(desk: Desk, unit_id: int, about: About, *, now: datetime) -> UnitEntry:
    """Put right what stands in the catalogue of a unit; a last day where there was none ends it.

    The history keeps old and new values. Raises LookupError, UnitRefused, NoRight, StorageTrouble.
    """
    with desk.act(Act.CHANGE_UNIT, now) as act:
        row = _row(act.session, unit_id)
        _refuse(problems(about, units_of(act.session), office_day(now), own_id=unit_id))
        ends = row.valid_to is None and about.valid_to is not None
        change_row(act, row, about, Act.END_UNIT if ends else Act.CHANGE_UNIT)
        return _entry(row)


def end(
    desk: Desk, unit_id: int, valid_to: date | None, successor_id: int | None = None, *, now: datetime
) -> UnitEntry:
    """End a unit with its last day; ``successor_id`` accepts its matters from then on (Art. 24), if anybody is known.

    Raises LookupError, UnitRefused, NoRight, StorageTrouble.
    """
    with desk.act(Act.END_UNIT, now) as act:
        row = _row(act.session, unit_id)
        about = ending(_entry(row), valid_to, successor_id)
        _refuse(ending_problems(about, units_of(act.session), office_day(now), own_id=unit_id))
        change_row(act, row, about, Act.END_UNIT)
        return _entry(row)


def ending_problems(about: About, units: Sequence[UnitEntry], today: date, *, own_id: int) -> list[Problem]:
    """What stands against ending a unit so."""
    if about.valid_to is None:
        return [Problem(TO, Message(_("Enter the last day on which the unit exists.")), "law")]
    return problems(about, units, today, own_id=own_id)


def ending(unit: UnitEntry, valid_to: date | None, successor_id: int | None) -> About:
    """What stands of a unit, with its end."""
    told = {field: getattr(unit, field) for field in About.__dataclass_fields__}
    return About(**told | {TO: valid_to, SUCCESSOR: successor_id})


def as_told(unit: UnitEntry) -> About:
    """What stands of a unit, to be changed."""
    return ending(unit, unit.valid_to, unit.successor_id)


def new_row(session: Session, about: About, today: date) -> Unit:
    """A unit that nothing stands against, for an act that is running, which says it by :func:`note_added`."""
    row = Unit(valid_from=today)
    _write(row, about)
    session.add(row)
    session.flush()
    return row


def note_added(act: Doing, row: Unit) -> None:
    """Say in a running act that this unit is new."""
    act.on(Thing.UNIT, row.id, _kept(row))


def write_links(row: Unit, about: About) -> None:
    """Let a unit point to others, once all of them are there."""
    for field in (SUPERIOR, SUCCESSOR, REVIEW):
        setattr(row, field, getattr(about, field))


def change_row(act: Doing, row: Unit, about: About, kind: Act) -> bool:
    """Write what is said of a unit, for an act that is running; False where nothing of it is new."""
    before = _kept(row)
    _write(row, about)
    changed = {name: [before[name], value] for name, value in _kept(row).items() if value != before[name]}
    if changed:
        act.on(Thing.UNIT, row.id, {"name": row.name, "changed": changed}, act=kind)
    return bool(changed)


_ITSELF = {
    SUPERIOR: _("A unit is not its own superior."),
    SUCCESSOR: _("A unit does not succeed itself."),
    REVIEW: _("Nobody reviews what it answered itself (Art. 35)."),
}

_ROUND = {
    SUPERIOR: _("{other} stands below {name} already: it can't be above it too."),
    SUCCESSOR: _("{other} was succeeded by {name} already: matters would go round in a circle."),
}


def _day_problems(about: About, units: Sequence[UnitEntry], today: date, own_id: int | None) -> list[Problem]:
    begins = _begins(about, units, today, own_id)
    if about.valid_to and about.valid_to < begins:
        words = Message(_("The last day is before the first, {day}."), {"day": begins})
        return [Problem(TO, words, "wrong")]
    return []


def _namesake(about: About, units: Sequence[UnitEntry], today: date, own_id: int | None) -> UnitEntry | None:
    """Another unit of the same name that exists on one of the same days."""
    begins, name = _begins(about, units, today, own_id), fold(about.name)
    for unit in units:
        meets = (about.valid_to is None or unit.valid_from <= about.valid_to) and (
            unit.valid_to is None or begins <= unit.valid_to
        )
        if unit.id != own_id and meets and fold(unit.name) == name:
            return unit
    return None


def _begins(about: About, units: Sequence[UnitEntry], today: date, own_id: int | None) -> date:
    former = next((unit.valid_from for unit in units if unit.id == own_id), today)
    return about.valid_from or former


def _has_initials(unit: UnitEntry, typed: str) -> bool:
    return any(typed in each for name in (unit.name, unit.short_name) for each in initials(name))


def _pointed_to(units: Mapping[int, UnitEntry], field: str, unit_id: int) -> int | None:
    unit = units.get(unit_id)
    other: int | None = getattr(unit, field) if unit else None
    return other


def _row(session: Session, unit_id: int) -> Unit:
    row = unit_of(session, unit_id)
    if row is None:
        raise LookupError(unit_id)
    return row


def _entry(row: Unit) -> UnitEntry:
    """A code that this version doesn't know is shown as the nearest it knows: nothing else is lost by it."""
    return UnitEntry(
        id=row.id,
        name=row.name,
        short_name=row.short_name or "",
        level=UnitLevel.of(row.level) or UnitLevel.COUNTY,
        kind=UnitKind.of(row.kind) or UnitKind.OTHER,
        superior_id=row.superior_id,
        successor_id=row.successor_id,
        review_organ_id=row.review_organ_id,
        uses_program=row.uses_program,
        phone=row.phone or "",
        address=row.address or "",
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _write(row: Unit, about: About) -> None:
    row.name = storable(about.name.strip())
    row.level, row.kind = str(about.level), str(about.kind)
    row.uses_program = about.uses_program
    for field in (SHORT, PHONE, ADDRESS):
        setattr(row, field, storable(getattr(about, field).strip()) or None)
    write_links(row, about)
    row.valid_from, row.valid_to = about.valid_from or row.valid_from, about.valid_to


def _kept(row: Unit) -> dict[str, object]:
    fields = (NAME, SHORT, LEVEL, KIND, SUPERIOR, SUCCESSOR, REVIEW, USES, PHONE, ADDRESS, FROM, TO)
    return {field: getattr(row, field) for field in fields}


def _refuse(found: Sequence[Problem]) -> None:
    if found:
        raise UnitRefused(found)
