"""Who stands at the counter: groups, their representatives, and minors.

Nothing here blocks a registration. Everybody who came is counted and served.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.months import corresponding_day

GROUP_FROM = 5
"""So many people make a group visit (集体访) by national practice, not by statute: an office may set its own."""

MOST_REPRESENTATIVES = 5
"""Regulation Art. 20; some provinces set fewer."""

ADULT_AGE = 18
"""Civil Code Art. 17."""


class Representative(NamedTuple):
    """One of those who speak for a group."""

    name: str
    minor: bool


def is_group(people: int, *, group_from: int = GROUP_FROM) -> bool:
    """Whether a visit of ``people`` is a group visit."""
    return people >= group_from


def age_on(birth: date, day: date) -> int:
    """Full years of age on ``day``: a year is full on the corresponding day (Civil Code Art. 200, 202).

    Whoever was born on 29 February completes a common year on 28 February. Negative before birth.
    """
    years = day.year - birth.year
    return years if corresponding_day(birth, 12 * years) <= day else years - 1


def is_minor(birth: date | None, day: date, *, stated: bool = False) -> bool:
    """Whether somebody is under 18 on ``day``: by date of birth, or because it was ``stated``."""
    return stated or (birth is not None and age_on(birth, day) < ADULT_AGE)


def about_minor() -> Message:
    """What to do first when a minor comes. A guardian is asked for later, and not when complained of."""
    return Message(_("Minor: see first that he or she is safe, and let a suitable adult keep company."))


def about_danger() -> Message:
    """What to do first when somebody's life is in danger; the term and the slip can wait."""
    return Message(
        _(
            "Danger to life: people first. Stay with the person, call 110 or 120 and the leader on duty; everything "
            "typed is kept, and the visit can be registered afterwards."
        )
    )


def about_representatives(
    people: int,
    representatives: Sequence[Representative],
    *,
    group_from: int = GROUP_FROM,
    most: int = MOST_REPRESENTATIVES,
) -> tuple[Message, ...]:
    """What to tell a group of ``people`` about its representatives (Art. 20); empty when all is well."""
    told = []
    if is_group(people, group_from=group_from) and not representatives:
        told.append(
            Message(_("A group with one matter chooses representatives, {most} at most (Art. 20)."), {"most": most})
        )
    if len(representatives) > most:
        told.append(
            Message(
                _("{count} representatives are marked, Art. 20 allows {most}; the others are heard and counted."),
                {"count": len(representatives), "most": most},
            )
        )
    told += [
        Message(
            _("{name} is under 18 and can't be a representative; please let an adult be chosen."), {"name": one.name}
        )
        for one in representatives
        if one.minor
    ]
    return tuple(told)
