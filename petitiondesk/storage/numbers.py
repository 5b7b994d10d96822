"""Numbers without gaps, for registrations, papers and the history."""

from sqlalchemy.dialects import postgresql, sqlite

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Counter

_RAISED = {
    dialect: module.insert(Counter)
    .on_conflict_do_update(index_elements=[Counter.name], set_={"value": Counter.value + 1})
    .returning(Counter.value)
    for dialect, module in (("sqlite", sqlite), ("postgresql", postgresql))
}


def next_number(session: Session, name: str) -> int:
    """Raise the counter ``name`` by one within the act's transaction and return it; the first number is 1.

    An act rolled back gives its number back. On PostgreSQL the row stays locked until the act ends, so every act
    takes its numbers in one order: its own first, the history's (storage.history) last.
    """
    connection = session.connection()
    number: int = connection.execute(_RAISED[connection.dialect.name], {"name": name, "value": 1}).scalar_one()
    return number
