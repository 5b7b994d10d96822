"""The people of the office: a list that is added to and ended, never deleted; and who of them sits at a desk.

There are no passwords here. Accounts will add only the proof of who it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from petitiondesk.office.checks import Problem
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage.database import Session
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Staff
from petitiondesk.storage.text import storable

NAME, PHONE, FROM, UNTIL = "name", "phone", "works_from", "works_until"
"""The fields at which a :class:`Problem` stands."""

_MOST = {NAME: 100, PHONE: 50}


@dataclass(frozen=True)
class Person:
    """Somebody on the list. ``works_until`` is the last day, None where no end is known."""

    id: int
    name: str
    phone: str
    unit_head: bool
    works_from: date
    works_until: date | None

    def works_on(self, day: date) -> bool:
        """Whether this person belongs to the office on that day."""
        return self.works_from <= day and (self.works_until is None or day <= self.works_until)


@dataclass(frozen=True)
class About:
    """What is said of somebody when he or she is put on the list, or changed on it."""

    name: str
    phone: str = ""
    unit_head: bool = False
    works_from: date | None = None
    works_until: date | None = None


class PeopleRefused(ValueError):
    """What was said of somebody can't stand; ``problems`` say why, each at its field, and ``message`` the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        self.message = self.problems[0].message
        super().__init__(self.message)


def everybody(desk: Desk) -> list[Person]:
    """The whole list, those who have ended too, in the order in which they were put on it."""
    with desk.database.read() as session:
        return people_of(session)


def working(people: Sequence[Person], day: date) -> list[Person]:
    """Those who belong to the office on that day."""
    return [person for person in people if person.works_on(day)]


def people_of(session: Session) -> list[Person]:
    """The whole list, for an act that is running."""
    return [_person(row) for row in session.scalars(select(Staff).order_by(Staff.id))]


def problems(about: About, people: Sequence[Person], today: date, *, own_id: int | None = None) -> list[Problem]:
    """What stands against putting somebody on the list, or changing the person ``own_id`` on it; empty if nothing.

    Two people who work on the same day don't share a name: slips and the history tell people apart by it.
    """
    found = []
    name = about.name.strip()
    if not name:
        found.append(Problem(NAME, Message(_("Slips and the history carry it: enter the name.")), "law"))
    for field, text in ((NAME, name), (PHONE, about.phone.strip())):
        if len(text) > _MOST[field]:
            found.append(Problem(field, Message(_("At most {most} characters."), {"most": _MOST[field]}), "wrong"))
    begins = about.works_from or _begin(people, own_id) or today
    if about.works_until and about.works_until < begins:
        found.append(Problem(UNTIL, Message(_("The last day is before the first, {day}."), {"day": begins}), "wrong"))
    elif any(_meet(each, begins, about.works_until) for each in _namesakes(name, people, own_id)):
        taken = _("{name} is on the list already: add what tells the two apart, e.g. the department.")
        found.append(Problem(NAME, Message(taken, {"name": name}), "wrong"))
    if own_id is not None and not found:
        found += _left_empty(about, people, today, own_id)
    return found


def add(desk: Desk, about: About, *, now: datetime) -> Person:
    """Put somebody on the list. Raises PeopleRefused, NoRight, StorageTrouble."""
    with desk.act(Act.ADD_STAFF, now) as act:
        _refuse(problems(about, people_of(act.session), office_day(now)))
        row = Staff(name="", joined_at=now)
        _write(row, about)
        act.session.add(row)
        act.session.flush()
        act.on(Thing.STAFF, row.id, _kept(row))
        return _person(row)


def change(desk: Desk, person_id: int, about: About, *, now: datetime) -> Person:
    """Put right what stands on the list of somebody, or end him or her there by a last day.

    The history keeps old and new values. Raises LookupError, PeopleRefused, NoRight, StorageTrouble.
    """
    with desk.database.read() as session:
        former = session.get(Staff, person_id)
        ends = former is not None and former.works_until is None and about.works_until is not None
    with desk.act(Act.END_STAFF if ends else Act.CHANGE_STAFF, now) as act:
        row = act.session.get(Staff, person_id)
        if row is None:
            raise LookupError(person_id)
        _refuse(problems(about, people_of(act.session), office_day(now), own_id=person_id))
        before = _kept(row)
        _write(row, about)
        changed = {name: [before[name], value] for name, value in _kept(row).items() if value != before[name]}
        if changed:
            act.on(Thing.STAFF, row.id, {"name": row.name, "changed": changed})
        return _person(row)


def sit_down(desk: Desk, person: Person) -> Desk:
    """The desk with this person at it: slips, the history and pages go by him or her from here on."""
    return desk.with_hands_of(Actor(person.id, person.name))


def _person(row: Staff) -> Person:
    begins = row.works_from or office_day(row.joined_at)
    return Person(row.id, row.name, row.phone or "", row.unit_head, begins, row.works_until)


def _write(row: Staff, about: About) -> None:
    row.name, row.phone = storable(about.name.strip()), storable(about.phone.strip()) or None
    row.unit_head, row.works_from, row.works_until = about.unit_head, about.works_from, about.works_until


def _kept(row: Staff) -> dict[str, object]:
    return {
        "name": row.name,
        "phone": row.phone,
        "unit_head": row.unit_head,
        "works_from": row.works_from,
        "works_until": row.works_until,
    }


def _refuse(found: Sequence[Problem]) -> None:
    if found:
        raise PeopleRefused(found)


def _begin(people: Sequence[Person], own_id: int | None) -> date | None:
    return next((person.works_from for person in people if person.id == own_id), None)


def _namesakes(name: str, people: Sequence[Person], own_id: int | None) -> list[Person]:
    return [person for person in people if person.id != own_id and fold(person.name) == fold(name)]


def _meet(person: Person, begins: date, ends: date | None) -> bool:
    """Whether somebody works on any day between these two."""
    return (ends is None or person.works_from <= ends) and (person.works_until is None or begins <= person.works_until)


def _left_empty(about: About, people: Sequence[Person], today: date, own_id: int) -> list[Problem]:
    """Somebody has to be left to sit at the desk: today, and for good."""
    changed = [person for person in people if person.id != own_id]
    begins = about.works_from or _begin(people, own_id) or today
    own = Person(own_id, about.name, about.phone, about.unit_head, begins, about.works_until)
    left = [*changed, own]
    if working(left, today) and any(person.works_until is None for person in left):
        return []
    nobody = _("Nobody would be left on the list: put the one who takes over on it first.")
    return [Problem(UNTIL if about.works_until else FROM, Message(nobody), "wrong")]
