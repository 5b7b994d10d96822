"""Nobody else on the computer reads what the office keeps in files."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from petitiondesk.storage import upgrade
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.privacy import closed_to_others

pytestmark = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


def rights(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in sorted(folder.iterdir())}


@pytest.fixture(autouse=True)
def lax_umask() -> Iterator[None]:
    former = os.umask(0o022)
    yield
    os.umask(former)


def test_an_office_that_others_could_read_is_closed_to_them_with_what_stands_beside_it(office_file: Path) -> None:
    office_file.chmod(0o664)
    with closing(upgrade.open_existing(office_file)) as database, database.read() as session:
        session.connection()
        for ending in ("-wal", "-shm"):
            office_file.with_name(office_file.name + ending).chmod(0o644)
        assert closed_to_others(office_file) is None
        assert rights(office_file.parent) == {"office.db": 0o600, "office.db-shm": 0o600, "office.db-wal": 0o600}
    assert closed_to_others(office_file) is None, "nothing to be done"


def test_what_is_made_is_closed_from_the_first_byte(tmp_path: Path) -> None:
    with closing(upgrade.make(tmp_path / "office.db")), closing(DraftsFile(tmp_path / "drafts.db")):
        made = rights(tmp_path)
    assert {"office.db", "drafts.db"} <= made.keys()
    assert set(made.values()) == {0o600}


def test_of_a_file_that_stays_open_to_others_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "office.db"
    path.touch(0o644)

    def refuse(_path: Path, _mode: int) -> None:
        raise PermissionError

    for chmod in (refuse, lambda _path, _mode: None):  # somebody else's file; a disk without rights
        monkeypatch.setattr(Path, "chmod", chmod)
        said = closed_to_others(path)
        assert said is not None
        assert said.values == {"place": str(path)}
    monkeypatch.undo()
    assert closed_to_others(path) is None
    assert closed_to_others(tmp_path / "not there.db") is None
