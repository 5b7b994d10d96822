"""What SQLAlchemy made of a statement for one office of a run is taken for the next.

Nearly every test opens an office of its own, and an engine puts each statement together anew: a fifth of the run.
"""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect

_COMPILED: dict[Any, Any] = {}


def share() -> None:
    """From now on, for every engine of this process. All of them speak to the same SQLite and the same server."""
    for dialect in (PGDialect_psycopg, SQLiteDialect_pysqlite):
        setattr(dialect, "__hash__", _hash)  # noqa: B010 - a dialect is part of the key that a statement is kept by
        setattr(dialect, "__eq__", _is_equal)  # noqa: B010
    event.listen(Engine, "engine_connect", _keep_here)


def _keep_here(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)


def _hash(dialect: DefaultDialect) -> int:
    return hash((type(dialect), dialect.dbapi))


def _is_equal(dialect: DefaultDialect, other: object) -> bool:
    return type(dialect) is type(other) and dialect.dbapi is getattr(other, "dbapi", None)
