"""The catalogue of units as a list: by words, with the names of those that a unit points to and who reviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.office import units
from petitiondesk.office.desk import Desk
from petitiondesk.office.units import About, UnitEntry
from petitiondesk.rules.units import UnitFacts, reviewer


@dataclass(frozen=True)
class UnitRow:
    """A unit with the names of others: ``proposed`` are whom the rule proposes for a review (Art. 35, 36).

    ``review_organ`` is who was set instead, "" where nobody was; ``ended`` whether its last day has passed.
    """

    unit: UnitEntry
    superior: str
    successor: str
    review_organ: str
    proposed: tuple[str, ...]
    ended: bool


@dataclass(frozen=True)
class Listed:
    """The rows that were asked for, the whole catalogue, and how many of it have ended."""

    rows: Sequence[UnitRow]
    everything: Sequence[UnitEntry]
    ended: int


def listed(desk: Desk, text: str, *, today: date, with_ended: bool) -> Listed:
    """The units that ``text`` may mean (office.units.like), the highest first; ended ones too where asked for."""
    everything = units.everything(desk)
    facts = units.facts(everything, today)
    names = {unit.id: unit.name for unit in everything}
    rows = [
        UnitRow(
            unit,
            superior=names.get(unit.superior_id or 0, ""),
            successor=names.get(unit.successor_id or 0, ""),
            review_organ=names.get(unit.review_organ_id or 0, ""),
            proposed=tuple(names[each] for each in reviewer(facts[unit.id], facts)),
            ended=_has_ended(unit, today),
        )
        for unit in units.like(everything, text)
        if with_ended or not _has_ended(unit, today)
    ]
    return Listed(rows, everything, sum(_has_ended(unit, today) for unit in everything))


def proposed(about: About, everything: Sequence[UnitEntry], today: date, *, own_id: int | None = None) -> list[str]:
    """The names of whom the rule proposes for the review of a unit of which this is said."""
    if about.level is None or about.kind is None:
        return []
    names = {unit.id: unit.name for unit in everything}
    unit = UnitFacts(own_id or 0, about.level, about.kind, about.superior_id, about.successor_id)
    facts = {**units.facts(everything, today), unit.id: unit}
    return [names[each] for each in reviewer(unit, facts)]


def _has_ended(unit: UnitEntry, today: date) -> bool:
    return unit.valid_to is not None and unit.valid_to < today
