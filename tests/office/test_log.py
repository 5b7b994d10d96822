"""What goes wrong in the database goes into the log; who came and what was told does not."""

import logging
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from petitiondesk.office import drafts
from petitiondesk.office.desk import Desk
from petitiondesk.storage.errors import StorageTrouble
from tests.office.conftest import CLAIM, draft, register


def _broken(file: Path, table: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TRIGGER broken BEFORE INSERT ON {table} BEGIN SELECT raise(ABORT, 'broken'); END")
    connection.close()


def _logged(error: Exception, file: Path) -> str:
    handler = logging.FileHandler(file, encoding="utf-8")
    log = logging.getLogger("petitiondesk.trial")
    log.addHandler(handler)
    try:
        log.error("unforeseen", exc_info=error)
    finally:
        log.removeHandler(handler)
        handler.close()
    return file.read_text("utf-8")


@pytest.mark.parametrize("where", ["register", "drafts"])
def test_a_fault_that_nobody_foresaw_puts_no_name_into_the_log(desk: Desk, tmp_path: Path, where: str) -> None:
    office = Path(str(desk.database.location))
    _broken(*((office, "petitioner") if where == "register" else (tmp_path / "drafts.db", "draft")))
    with pytest.raises((SQLAlchemyError, StorageTrouble)) as caught:
        register(desk, CLAIM) if where == "register" else drafts.keep(desk, draft(CLAIM))
    logged = _logged(caught.value, tmp_path / "log.txt")
    assert "broken" in logged
    for told in CLAIM.values():
        assert told not in logged
        assert told.encode("unicode_escape").decode("ascii") not in logged
