"""Numbers without gaps, for registrations, papers and the history.

A counter can stand behind what is on record: an older copy was brought back for a part of the data, or another program
was at it. No act is refused for that: it goes on after the highest number on record.
"""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Integer, String, bindparam, func, select, update

from petitiondesk.rules.channels import Channel
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Counter, Registration
from petitiondesk.storage.upserts import insert_or


class Numbered(NamedTuple):
    """A running number, and whether the counter stood behind: then it was put after the highest number on record."""

    sequence: int
    counter_behind: bool


def next_number(session: Session, name: str) -> int:
    """Raise the counter ``name`` by one within the act's transaction and return it; the first number is 1.

    An act rolled back gives its number back. On PostgreSQL the row stays locked until the act ends, so every act
    takes its numbers in one order: its own first, the history's (storage.history) last.
    """
    connection = session.connection()
    number: int = connection.execute(_raised(connection.dialect.name), {"name": name, "value": 1}).scalar_one()
    return number


def next_registration_number(session: Session, channel: Channel, year: int) -> Numbered:
    """The running number of the next registration of a channel and year, as :func:`next_number` counts it.

    The highest number on record comes back with the counter, out of the one statement. A statement that waited for
    another act's lock may not see what that act registered, but then the counter that it left behind counts it.
    """
    connection = session.connection()
    name = f"registration/{channel}/{year}"
    of_which = {"channel": channel, "year": year}
    raised = _raised_beside_highest(connection.dialect.name)
    sequence, highest = connection.execute(raised, {"name": name, "value": 1, **of_which}).one()
    if highest is None or highest < sequence:
        return Numbered(sequence, counter_behind=False)
    return Numbered(put_after(session, name, highest), counter_behind=True)


def put_after(session: Session, name: str, highest: int) -> int:
    """Put a counter that the act holds, and that stands behind, after the highest number on record; gives the next."""
    session.connection().execute(update(Counter).where(Counter.name == name).values(value=highest + 1))
    return highest + 1


@cache
def _raised(dialect: str) -> Any:
    return (
        insert_or(dialect, Counter)
        .on_conflict_do_update(index_elements=[Counter.name], set_={"value": Counter.value + 1})
        .returning(Counter.value)
    )


@cache
def _raised_beside_highest(dialect: str) -> Any:
    highest = select(func.max(Registration.sequence)).where(
        Registration.channel == bindparam("channel", type_=String),
        Registration.year == bindparam("year", type_=Integer),
    )
    return _raised(dialect).returning(highest.scalar_subquery())
