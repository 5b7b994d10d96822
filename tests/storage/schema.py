"""What an office's database holds beside tables, as it is found; storage.protection has the triggers written out."""

from sqlalchemy import Connection, text

PARTIAL_INDEXES: list[str] = ["uq_unit_name_in_force"]
"""Written out, since a rebuilt table loses its partial indexes without a word."""


def triggers(connection: Connection) -> list[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
    }[connection.dialect.name]
    return list(connection.scalars(text(query)))


def partial_indexes(connection: Connection) -> list[str]:
    query = {
        "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %' ORDER BY 1",
        "postgresql": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% WHERE %'"
        " ORDER BY 1",
    }[connection.dialect.name]
    return list(connection.scalars(text(query)))
