"""Long reading that can be stopped in the middle of a statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import OperationalError

from petitiondesk.storage.database import Session

_STEPS = 100_000
"""Of SQLite's own machine between two looks: some milliseconds."""


class StoppedInTheMiddle(Exception):
    """What was read was told to stop."""


@contextmanager
def stopping_when(session: Session, stopped: Callable[[], bool]) -> Iterator[None]:
    """On an office file whatever is read in the block stops as soon as ``stopped`` says so. Raises StoppedInTheMiddle.

    A server's statements are short: between them the caller looks for itself.
    """
    if session.get_bind().dialect.name != "sqlite":
        yield
        return
    connection: Any = session.connection().connection.dbapi_connection
    connection.set_progress_handler(lambda: int(stopped()), _STEPS)
    try:
        yield
    except OperationalError as error:
        if stopped():
            raise StoppedInTheMiddle from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
