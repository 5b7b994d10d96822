"""Numbers without gaps, for registrations, papers and the history."""

from functools import cache
from typing import Any

from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Counter
from petitiondesk.storage.upserts import insert_or


def next_number(session: Session, name: str) -> int:
    """Raise the counter ``name`` by one within the act's transaction and return it; the first number is 1.

    An act rolled back gives its number back. On PostgreSQL the row stays locked until the act ends, so every act
    takes its numbers in one order: its own first, the history's (storage.history) last.
    """
    connection = session.connection()
    number: int = connection.execute(_raised(connection.dialect.name), {"name": name, "value": 1}).scalar_one()
    return number


@cache
def _raised(dialect: str) -> Any:
    return (
        insert_or(dialect, Counter)
        .on_conflict_do_update(index_elements=[Counter.name], set_={"value": Counter.value + 1})
        .returning(Counter.value)
    )
