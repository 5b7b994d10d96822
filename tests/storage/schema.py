"""What an office's database holds beside tables, written out and as it is found."""

from sqlalchemy import Connection, text

TRIGGERS = {
    "sqlite": [
        *("event_no_delete", "event_no_replace", "event_no_update"),
        *("event_payload_no_delete", "event_payload_no_replace", "event_payload_no_update"),
    ],
    "postgresql": [
        *("event_no_delete", "event_no_truncate", "event_no_update"),
        *("event_payload_no_delete", "event_payload_no_truncate", "event_payload_no_update"),
    ],
}
"""Written out, since a rebuilt table loses its triggers and partial indexes without a word."""

PARTIAL_INDEXES: list[str] = []


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
