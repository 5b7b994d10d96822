"""What is attached stays as it was: whole or not at all, named by what it holds, and missed where it is gone."""

import errno
import os
from pathlib import Path

import pytest
from sqlalchemy import select, update

from petitiondesk.storage import files
from petitiondesk.storage.database import Database
from petitiondesk.storage.errors import DiskFull, IoTrouble, ReadOnly
from petitiondesk.storage.models import StoredFile

CONTENT = b"%PDF-1.4 a letter"


def kept(database: Database, content: bytes = CONTENT) -> str:
    with database.write() as session:
        return files.put(session, content)


def change(database: Database, sha256: str) -> None:
    """As another program would."""
    with database.write() as session:
        folder = files.folder_of(session)
        if folder is None:
            session.execute(update(StoredFile).values(content=CONTENT + b" "))
        else:
            (folder / sha256[:2] / sha256).write_bytes(CONTENT + b" ")


def on_disk(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "office.files").rglob("*") if path.is_file()]


@pytest.mark.both_databases
def test_what_is_put_twice_is_kept_once_and_given_back(database: Database, tmp_path: Path) -> None:
    sha256 = kept(database)
    assert kept(database) == sha256
    with database.read() as session:
        assert files.get(session, sha256) == CONTENT
        count = len(session.scalars(select(StoredFile.sha256)).all()) + len(on_disk(tmp_path))
    assert count == 1


@pytest.mark.both_databases
def test_what_was_changed_is_lost_until_it_is_put_again(database: Database) -> None:
    sha256 = kept(database)
    change(database, sha256)
    with database.read() as session, pytest.raises(files.FileLost) as lost:
        files.get(session, sha256)
    assert lost.value.message.values == {"name": sha256[:12]}
    kept(database)
    with database.read() as session:
        assert files.get(session, sha256) == CONTENT


def test_what_is_not_there_is_lost(database: Database) -> None:
    with database.read() as session, pytest.raises(files.FileLost):
        files.get(session, "0" * 64)


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_nobody_else_on_the_computer_can_look_into_the_folder(database: Database, tmp_path: Path) -> None:
    kept(database)
    paths = [tmp_path / "office.files", *(tmp_path / "office.files").rglob("*")]
    assert len(paths) == 3
    assert [path for path in paths if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("code", "trouble"), [(errno.ENOSPC, DiskFull), (errno.EACCES, ReadOnly), (errno.EIO, IoTrouble)]
)
@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_failing_disk_leaves_nothing_half(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str, code: int, trouble: type[Exception]
) -> None:
    def fail(*_args: object) -> None:
        raise OSError(code, "planted")

    with monkeypatch.context() as failing:
        failing.setattr(*((os, "fsync") if at == "fsync" else (Path, "replace")), fail)
        with pytest.raises(trouble):
            kept(database)
    assert on_disk(tmp_path) == []
    kept(database)
    assert len(on_disk(tmp_path)) == 1
