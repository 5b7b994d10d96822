"""What every mapped class stands on: naming of constraints, instants, and how a column describes itself.

A column that people fill in carries its description once, in ``info``: ``label`` (a msgid), ``asked`` ("law": one
of the five contents of Art. 19; "owed": can be added later; "optional"), and, where it helps, ``hint`` (a msgid).
Windows bind to it and papers name it, so a column is described nowhere else. Whatever a citizen may be unable to
give is nullable; the database requires only what the program itself supplies.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from petitiondesk.rules.contents import Asked


class Base(DeclarativeBase):
    """Everything that an office keeps in its database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """A moment, kept as UTC; a value without a zone is refused, since it would be read as another moment."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC. Raises ValueError for a datetime without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite gives back no zone; what was kept is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def described(label: str, asked: Asked = "optional", hint: str = "") -> dict[str, Any]:
    """The ``info`` of a column that people fill in: msgid of its label, what is asked, msgid of a hint."""
    return {"label": label, "asked": asked, "hint": hint}
