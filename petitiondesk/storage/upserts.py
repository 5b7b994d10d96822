"""INSERT … ON CONFLICT in the words of the database in use; the other one's dialect is not even imported."""

from importlib import import_module
from typing import Any

from petitiondesk.storage.models import Base


def insert_or(dialect: str, table: type[Base]) -> Any:
    """An INSERT into ``table`` with ``on_conflict_do_update`` and ``on_conflict_do_nothing``.

    ``dialect`` is ``sqlite`` or ``postgresql``; the latter brings its drivers along, 25 ms that one PC need not wait.
    """
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
