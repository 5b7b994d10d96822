"""Rights that lack are told when an office is opened, before anybody types, and as what they are."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from petitiondesk.storage import upgrade
from petitiondesk.storage.errors import NoLeave, ReadOnly


@pytest.fixture
def without_rights(office_file: Path) -> Iterator[Path]:
    """An office in a folder that anybody may enter, opened by whoever is not its owner and no administrator."""
    if os.name != "posix":
        pytest.skip("rights are set in another way here")
    upgrade.open_existing(office_file).close()  # what is imported late may be out of reach below
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        office = Path(shutil.copy(office_file, folder))
        administrator = os.geteuid() == 0
        if administrator:
            os.seteuid(65_534)
        yield office
        if administrator:
            os.seteuid(0)


def _permit(path: Path, rights: int) -> None:
    """As its owner."""
    before = os.geteuid()
    os.seteuid(os.getuid())
    path.chmod(rights)
    os.seteuid(before)


def test_no_right_to_write_is_told_before_anybody_types(without_rights: Path) -> None:
    _permit(without_rights, 0o444)
    with pytest.raises(ReadOnly):
        upgrade.open_existing(without_rights)


def test_no_right_to_read_is_no_broken_disk(without_rights: Path) -> None:
    _permit(without_rights, 0o000)
    for opening in (upgrade.make, upgrade.open_existing):
        with pytest.raises(NoLeave):
            opening(without_rights)


def test_a_folder_that_can_not_be_entered_is_not_taken_for_an_empty_one(without_rights: Path) -> None:
    _permit(without_rights.parent, 0o000)
    with pytest.raises(NoLeave):
        upgrade.open_existing(without_rights)
    _permit(without_rights.parent, 0o777)
