"""Where an office and its drafts are: one drafts file for each office, nothing secret in its name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from petitiondesk import app
from petitiondesk.storage.errors import CannotOpen

SECRET = "geheim"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own data folder."""
    monkeypatch.setattr(app, "data_folder", lambda: tmp_path)
    return tmp_path


def test_without_a_name_everything_is_in_the_users_own_folder(folder: Path) -> None:
    assert app.places(None) == (folder / "office.db", folder / "drafts.db")


@pytest.mark.parametrize(
    "written", ["practice.db", "postgresql.db", "./postgresql/office.db", "信访.db", "C:/a/office.db"]
)
def test_drafts_are_beside_the_office_file(written: str) -> None:
    location, drafts = app.places(written)
    assert location == Path(written)
    assert drafts == Path(written).with_name(f"{Path(written).stem}-drafts.db")


def test_each_office_on_a_server_has_drafts_of_its_own(folder: Path) -> None:
    addresses = [
        f"postgresql://zhang:{SECRET}@server/office",
        "postgresql://zhang@server/other",
        "postgresql://zhang@server:5433/office",
        "postgresql://zhang@elsewhere/office",
        "postgresql://zhang@/office?host=/run/one",
        "postgresql://zhang@/office?host=/run/other",
    ]
    found = [app.places(address)[1] for address in addresses]
    assert len(set(found)) == len(addresses)
    assert all(path.parent == folder and path.name.endswith("-drafts.db") for path in found)
    assert found[0].name.startswith("server-office-")
    assert not any(SECRET in path.name or "zhang" in path.name for path in found)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://zhang@server/office",
        f"postgresql://wang:{SECRET}/@server/office",
        f"postgres://zhang:{SECRET}@server/office",
        "PostgreSQL://zhang@server/office",
        f"postgresql+psycopg://server/office?password={SECRET}",
    ],
)
def test_one_office_has_the_same_drafts_however_its_address_is_written(address: str) -> None:
    location, drafts = app.places(address)
    assert str(location).startswith("postgresql://")
    assert drafts == app.places("postgresql://server/office")[1]


@pytest.mark.parametrize(
    "scheme", ["mysql://", "http://", "sqlite://", "file://", "postgresql+asyncpg://", "postgresqlx://"]
)
def test_an_address_of_another_kind_is_no_file(scheme: str) -> None:
    with pytest.raises(CannotOpen) as told:
        app.places(f"{scheme}zhang:{SECRET}@server/office")
    assert told.value.message.values == {"scheme": scheme}


def test_an_address_that_can_not_be_read_is_told_without_its_password() -> None:
    with pytest.raises(CannotOpen) as told:
        app.places(f"postgresql://zhang:{SECRET}@server:port/office")
    assert SECRET not in str(told.value.message.values)


def test_the_first_window_need_not_wait_for_the_database_s_library() -> None:
    asked = (
        "import sys; from petitiondesk import app; app.places(None); app.places('office.db'); "
        "from petitiondesk.windows import program; assert 'sqlalchemy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", asked], check=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
