"""What the database knows of its tables' sizes, by which it chooses how to look things up."""

from sqlalchemy import Connection, text


def refresh(connection: Connection) -> None:
    """Count anew, in the running transaction, after many rows came at once or tables were rebuilt.

    PostgreSQL does it by itself only some time later, and looks things up several times slower until then. SQLite goes
    by what the tables say themselves.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE"))
