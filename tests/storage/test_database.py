"""Units of work: all or nothing, one snapshot for a reader, and a trouble told as what it is."""

import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from petitiondesk.storage import database as database_module
from petitiondesk.storage.database import Database, connect
from petitiondesk.storage.errors import (
    Damaged,
    DiskFull,
    IoTrouble,
    Locked,
    NewerVersion,
    NoDriver,
    NotAnOffice,
    OlderServer,
    OnNetworkShare,
    ReadOnly,
    StorageTrouble,
    TransactionLost,
    Unreachable,
    translated,
)
from petitiondesk.storage.models import Staff
from petitiondesk.storage.numbers import next_number
from tests.conftest import NOW

pytestmark = pytest.mark.both_databases


@pytest.fixture
def office(office_file: Path) -> Iterator[Database]:
    database = connect(office_file)
    yield database
    database.close()


def _staff(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Staff)) or 0


def _join(session: Session, name: str = "周敏") -> None:
    session.add(Staff(name=name, joined_at=NOW))
    session.flush()


def test_writing_is_kept(database: Database) -> None:
    with database.write() as session:
        person = Staff(name="周敏", joined_at=NOW)
        session.add(person)
    assert person.name == "周敏", "a row can still be read after its unit of work"
    with database.read() as session:
        assert session.scalars(select(Staff.joined_at)).all() == [NOW]


def test_any_exception_undoes_the_whole_act(database: Database) -> None:
    def act() -> None:
        with database.write() as session:
            _join(session)
            raise KeyError("the program's own fault")

    with pytest.raises(KeyError):
        act()
    assert _staff(database) == 0


def test_a_row_that_the_database_refuses_is_not_told_by_its_error(database: Database) -> None:
    row = {"name": "周敏"}
    with pytest.raises(SQLAlchemyError) as refused, database.write() as session:
        session.execute(text("INSERT INTO staff (name) VALUES (:name)"), row)
    trace = "".join(traceback.format_exception(refused.value))
    assert "joined_at" in trace, "what was wrong with it is told"
    assert row["name"] not in trace


def test_a_value_that_a_server_can_not_read_is_not_told_by_its_error(postgresql_office: str) -> None:
    database, told = connect(postgresql_office), {"age": "李明"}
    with pytest.raises(SQLAlchemyError) as refused, database.read() as session:
        session.execute(text("SELECT CAST(CAST(:age AS text) AS integer)"), told)
    database.close()
    trace = "".join(traceback.format_exception(refused.value))
    assert "22P02" in trace, "what was wrong with it is told"
    assert told["age"] not in trace


def test_nothing_is_written_while_reading(database: Database) -> None:
    with pytest.raises(ReadOnly), database.read() as session:
        next_number(session, "trial")
    with database.write() as session:
        assert next_number(session, "trial") == 1


def test_reader_sees_one_state(database: Database) -> None:
    with database.read() as session:
        count = select(func.count()).select_from(Staff)
        before = session.scalar(count)
        with database.write() as writer:
            _join(writer)
        assert session.scalar(count) == before == 0
    assert _staff(database) == 1


def test_second_writer_waits_and_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "WAIT_MS", 50)
    impatient = connect(database.location)
    try:
        with database.write() as session:
            next_number(session, "trial")
            with pytest.raises(Locked), impatient.write() as second:
                next_number(second, "trial")
        with impatient.write() as second:
            assert next_number(second, "trial") == 2
    finally:
        impatient.close()


def test_writer_that_only_reads_so_far_holds_off_others(office: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an act read is still so when it writes: SQLite refuses a late writer at once, however long it would wait."""
    monkeypatch.setattr(database_module, "WAIT_MS", 50)
    impatient = connect(office.location)
    try:
        with office.write() as session:
            session.scalars(select(Staff.id)).all()
            with pytest.raises(Locked), impatient.write() as second:
                _join(second)
            _join(session)
    finally:
        impatient.close()
    assert _staff(office) == 1


def test_nothing_is_committed_alone_after_a_full_disk(office: Database) -> None:
    """SQLite rolls back by itself; code that swallows the error would commit the rest of its act."""

    def act() -> None:
        with office.write() as session:
            _fill_disk(session)
            _join(session, "alone")

    with pytest.raises(TransactionLost):
        act()
    assert _staff(office) == 0


def test_commit_of_a_lost_act_is_refused(office: Database) -> None:
    with pytest.raises(TransactionLost), office.write() as session:
        _fill_disk(session)
    assert _staff(office) == 0


def _fill_disk(session: Session) -> None:
    """Meet the end of the disk within the act, and swallow the error."""
    _join(session, "lost")
    connection = session.connection()
    pages = connection.scalar(text("PRAGMA page_count"))
    connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    filling = text("INSERT INTO calendar_year (year, notice) VALUES (2026, :notice)")
    with pytest.raises(Exception, match="full"):
        connection.execute(filling, {"notice": "放假通知" * 20_000})


def test_swallowed_error_on_postgresql_is_refused_too(postgresql_office: str) -> None:
    database = connect(postgresql_office)

    def act() -> None:
        with database.write() as session:
            _join(session)
            with pytest.raises(Exception, match="division by zero"):
                session.connection().execute(text("SELECT 1/0"))
            _join(session, "alone")

    with pytest.raises(TransactionLost):
        act()
    assert _staff(database) == 0
    database.close()


def test_full_disk_is_told_as_one(office: Database) -> None:
    with office.write() as session:
        session.execute(text("PRAGMA max_page_count = 1"))
    with pytest.raises(DiskFull) as caught, office.write() as session:
        session.execute(text("INSERT INTO calendar_year VALUES (2026, :notice)"), {"notice": "放" * 200_000})
    assert caught.value.message.values == {"place": str(office.location)}


class CarelessSqlite(ModuleType):
    """SQLite as it comes where nobody asked it to be careful; some builds overwrite what is deleted by themselves."""

    def __init__(self) -> None:
        super().__init__("sqlite3")
        self.__dict__.update(sqlite3.__dict__)
        self.connect = self._connect

    def _connect(self, *where: Any, **how: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = sqlite3.connect(*where, **how)
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        return connection


def test_what_every_connection_is_set_to(office_file: Path) -> None:
    office = connect(office_file, module=CarelessSqlite())
    with closing(office), office.read() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
    }


def test_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.write_text("信访登记表" * 500, "utf-8")
    with pytest.raises(Damaged):
        connect(path)


def test_text_that_is_no_text_any_more_is_damage(office: Database) -> None:
    with office.write() as session:
        session.execute(text("INSERT INTO calendar_year VALUES (2026, CAST(x'e4b8' AS TEXT))"))
    with pytest.raises(Damaged), office.read() as session:
        session.execute(text("SELECT notice FROM calendar_year")).all()


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(IoTrouble):
        connect(tmp_path / "gone" / "office.db")


def test_network_share_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(OnNetworkShare) as caught:
        connect(tmp_path / "office.db", file_system="cifs")
    assert "PostgreSQL" in caught.value.message.msgid
    assert not (tmp_path / "office.db").exists()


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("postgresql://127.0.0.1:1/office", Unreachable),
        ("postgresql:office", NotAnOffice),
        ("postgresql://host:port/office", NotAnOffice),
        ("an office", NotAnOffice),
    ],
)
def test_address_that_leads_nowhere(address: str, trouble: type[StorageTrouble]) -> None:
    with pytest.raises(trouble):
        connect(address)


def test_server_that_goes_away_is_told_and_found_again(postgresql_office: str) -> None:
    database, administrator = connect(postgresql_office), connect(postgresql_office)

    def act() -> None:
        with database.write() as session:
            _join(session)
            with administrator.write() as other:
                pid = session.scalar(text("SELECT pg_backend_pid()"))
                other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

    with pytest.raises(Unreachable):
        act()
    assert _staff(database) == 0
    administrator.close()
    database.close()


def test_a_commit_is_on_the_servers_disk_whatever_the_server_says(postgresql_office: str) -> None:
    administrator = connect(postgresql_office)
    with closing(administrator), administrator.write() as session:
        name = session.scalar(text("SELECT current_database()"))
        session.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    counter = connect(postgresql_office)
    with closing(counter), counter.read() as session:
        assert session.scalar(text("SHOW synchronous_commit")) == "on"


def test_a_server_that_was_away_while_nobody_asked_is_found_at_once(postgresql_office: str) -> None:
    counter, administrator = connect(postgresql_office), connect(postgresql_office)
    with closing(counter), closing(administrator):
        assert _staff(counter) == 0
        with administrator.write() as session:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            session.execute(text(f"{others} AND pid <> pg_backend_pid()"))
        assert _staff(counter) == 0


def test_older_database_software_is_refused_with_both_versions(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "_OLDEST_SQLITE", (99, 1))
    monkeypatch.setattr(database_module, "_OLDEST_POSTGRESQL", (99, 1))
    with pytest.raises(OlderServer) as caught:
        connect(database.location)
    assert caught.value.message.values["needed"] == "99.1"
    assert str(caught.value.message.values["found"]).split(".")[0].isdecimal()


def test_installation_without_postgresql_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NoDriver):
        connect("postgresql://127.0.0.1/office")


def test_password_is_in_no_sentence() -> None:
    with pytest.raises(Unreachable) as caught:
        connect("postgresql://desk:geheim@127.0.0.1:1/office")
    assert "geheim" not in str(caught.value.message)


def test_fault_of_the_program_passes_through(office: Database) -> None:
    with pytest.raises(Exception, match="no such table") as caught, office.read() as session:
        session.execute(text("SELECT * FROM nowhere"))
    assert not isinstance(caught.value, StorageTrouble)


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        (sqlite3.SQLITE_IOERR_SHMSIZE, DiskFull),
        (sqlite3.SQLITE_IOERR_FSYNC, IoTrouble),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, Locked),
        (sqlite3.SQLITE_READONLY_DIRECTORY, ReadOnly),
        (sqlite3.SQLITE_CORRUPT_INDEX, Damaged),
    ],
)
def test_codes_that_need_a_broken_machine(code: int, trouble: type[StorageTrouble]) -> None:
    error = sqlite3.OperationalError("as the driver says it")
    error.sqlite_errorcode = code
    with pytest.raises(trouble), translated("office.db"):
        raise error


def test_every_trouble_is_a_sentence_with_its_values() -> None:
    trouble = NewerVersion(place="office.db", found=9, known=1)
    assert trouble.message.msgid.format(**trouble.message.values).startswith("office.db was last used by a newer")


def test_an_instant_needs_its_zone(database: Database) -> None:
    nowhere = datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001
    with pytest.raises(Exception, match="zone"), database.write() as session:
        session.add(Staff(name="周敏", joined_at=nowhere))
    assert _staff(database) == 0
