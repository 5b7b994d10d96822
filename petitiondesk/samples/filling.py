"""What an office has before invented rows are written into it, and how rows are written many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert, update

from petitiondesk.rules.clocks import first_duty, rule_set_in_force
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.terms import Term, count_term
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage.database import Session
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Base, Counter
from petitiondesk.storage.numbers import next_number


@dataclass(frozen=True)
class Office:
    """What an office has before the visits are written; ``query_codes`` grows with them.

    ``categories`` holds ids by full name, ``divisions`` the full names of its townships by id.
    """

    role: OfficeRole
    calendar: Calendar
    receptionists: Sequence[Actor]
    categories: Mapping[str, int]
    divisions: Mapping[int, str]
    query_codes: set[str]
    terms: dict[tuple[str, date], Term] = field(default_factory=dict)

    def first_term(self, purpose: str | None, day: date, *, forwarded: bool = False) -> Term:
        """The first clock of what was received on ``day``, ``forwarded`` from above or not."""
        return self.term(first_duty(self.role, Purpose.of(purpose), forwarded=forwarded), day)

    def term(self, clock: str, day: date) -> Term:
        """A clock counted from ``day`` by the rules in force then."""
        if (clock, day) not in self.terms:
            self.terms[clock, day] = count_term(clock, day, self.calendar, rules=rule_set_in_force(day))
        return self.terms[clock, day]


def numbers(session: Session, name: str, count: int) -> range:
    """The next ``count`` numbers of a counter, all taken in the running act."""
    first = next_number(session, name)
    session.execute(update(Counter).where(Counter.name == name).values(value=first + count - 1))
    return range(first, first + count)


def insert_all(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows whose ids nobody asks for."""
    if rows:
        session.connection().execute(insert(model), rows)


def insert_with_ids(session: Session, model: type[Any], rows: Iterable[Mapping[str, Any]]) -> Sequence[int]:
    """Insert rows and return their ids in the same order."""
    inserting = list(rows)
    if not inserting:
        return []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return session.connection().execute(statement, inserting).scalars().all()
