"""Units (单位): their closed lists, who reviews what one answered (Art. 35, 36), which is below which (Art. 30).

The functions work on plain data: the facts of all units by id. Where a catalogue leads in circles they end all the
same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _


class UnitLevel(Kind):
    """At which level of the state a unit stands, the highest first."""

    NATIONAL = "national", _("National")
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")
    TOWNSHIP = "township", _("Township or subdistrict")


class UnitKind(Kind):
    """What a unit is; who reviews what it answered goes by it."""

    DEPARTMENT = "department", _("Department of a government")
    GOVERNMENT = "government", _("Government")
    VERTICAL = "vertical", _("Body under vertical management")
    PARTY = "party", _("Party organ")
    OTHER = "other", _("Other unit")


@dataclass(frozen=True)
class UnitFacts:
    """What the rules ask of a unit. ``in_force``: it has begun and not ended."""

    id: int
    level: UnitLevel
    kind: UnitKind
    superior_id: int | None = None
    successor_id: int | None = None
    in_force: bool = True


Units = Mapping[int, UnitFacts]


def reviewer(unit: UnitFacts, units: Units) -> tuple[int, ...]:
    """The ids of the units that the rule proposes for the review of what ``unit`` answered; of several the citizen
    chooses (Art. 35, 36).

    Of a department: the government of its level and the superior department, as far as the catalogue tells them; of a
    government, a township among them: the government above; of a body under vertical management and of any other: its
    superior. For a unit that has ended, the one that accepts its matters. Empty at the top, and where nobody is known:
    a person decides.
    """
    if unit.level is UnitLevel.NATIONAL:
        return ()
    if unit.kind is UnitKind.DEPARTMENT:
        meant = [_government_of_its_level(unit, units), _above(unit, units, UnitKind.DEPARTMENT)]
    elif unit.kind is UnitKind.GOVERNMENT:
        meant = [_above(unit, units, UnitKind.GOVERNMENT)]
    else:
        meant = [next(superiors(unit, units), None)]
    standing = (_standing(each, units) for each in meant if each)
    return tuple(dict.fromkeys(each.id for each in standing if each and each.id != unit.id))


def within(unit_id: int, other_id: int, units: Units) -> bool:
    """Whether a unit is another one or below it, so that nothing about the other may reach it (Art. 30 ¶3, 46(5)).

    Whoever accepts the matters of a unit stands for it: a successor of the other is the other, and what was below a
    unit is below its successor.
    """
    meant = {other_id, *(each.id for each in _walk(other_id, units, upwards=False))}
    return unit_id in meant or any(each.id in meant for each in _walk(unit_id, units, upwards=True))


def superiors(unit: UnitFacts, units: Units) -> Iterator[UnitFacts]:
    """Those above a unit, the nearest first; each once, never the unit itself."""
    seen, above = {unit.id}, unit.superior_id
    while above is not None and above not in seen and (found := units.get(above)):
        yield found
        seen.add(above)
        above = found.superior_id


def leads_round(link: Callable[[int], int | None], start: int, first: int) -> bool:
    """Whether one comes back to ``start`` by going to ``first`` and on from there, e.g. from each unit to its superior.

    ``link`` gives where a unit points to.
    """
    seen: set[int] = set()
    place: int | None = first
    while place is not None and place != start and place not in seen:
        seen.add(place)
        place = link(place)
    return place == start


def _above(unit: UnitFacts, units: Units, kind: UnitKind) -> UnitFacts | None:
    """The nearest of this kind above a unit that stands at a higher level than it."""
    levels = list(UnitLevel)
    higher = levels[: levels.index(unit.level)]
    return next((each for each in superiors(unit, units) if each.kind is kind and each.level in higher), None)


def _government_of_its_level(unit: UnitFacts, units: Units) -> UnitFacts | None:
    """The one that a department is under; under a superior department: the only one of its level below the same
    government, since the catalogue names one superior alone.
    """
    for each in superiors(unit, units):
        if each.kind is UnitKind.GOVERNMENT and each.level is unit.level:
            return each
    above = _above(unit, units, UnitKind.GOVERNMENT)
    beside = [
        each
        for each in units.values()
        if above and each.kind is UnitKind.GOVERNMENT and each.level is unit.level and each.in_force
        if _above(each, units, UnitKind.GOVERNMENT) == above
    ]
    return beside[0] if len(beside) == 1 else None


def _standing(unit: UnitFacts, units: Units) -> UnitFacts | None:
    """The unit itself where it is in force, else whoever accepts its matters now; None where nobody is known to."""
    if unit.in_force:
        return unit
    return next((each for each in _walk(unit.id, units, upwards=False) if each.in_force), None)


def _walk(start: int, units: Units, *, upwards: bool) -> Iterator[UnitFacts]:
    """Every unit that is come to from ``start`` through successors and, ``upwards``, through superiors; each once."""
    seen, waiting = {start}, [start]
    while waiting:
        unit = units.get(waiting.pop(0))
        if unit is None:
            continue
        for link in (unit.successor_id, unit.superior_id if upwards else None):
            if link is not None and link not in seen and link in units:
                seen.add(link)
                waiting.append(link)
                yield units[link]
