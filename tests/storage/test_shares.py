"""A database file on another computer is recognised."""

from pathlib import Path

import pytest

from petitiondesk.storage.shares import file_system_of, is_network

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//server/office /mnt/office cifs rw 0 0
server:/export /home/desk/shared\\040papers nfs4 rw 0 0
/dev/sdb1 /mnt/office/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/desk/office.db", "ext4"),
        ("/mnt/office/office.db", "cifs"),
        ("/mnt/office2/office.db", "ext4"),
        ("/mnt/office/stick/office.db", "vfat"),
        ("/home/desk/shared papers/2026/office.db", "nfs4"),
        (r"\\server\office\office.db", "unc"),
        (r"\\?\UNC\server\office\office.db", "unc"),
        (r"\\?\C:\office\office.db", "ext4"),
    ],
)
def test_file_system_by_mount_table(path: str, expected: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == expected


def test_this_folder_is_on_a_disk_of_this_computer(tmp_path: Path) -> None:
    assert file_system_of(tmp_path) != ""
    assert not is_network(file_system_of(tmp_path))


@pytest.mark.parametrize("name", ["nfs", "nfs4", "cifs", "CIFS", "smb3", "9p", "fuse.sshfs", "unc", "remote"])
def test_network(name: str) -> None:
    assert is_network(name)


@pytest.mark.parametrize("name", ["ext4", "NTFS", "apfs", "vfat", "fuseblk", "overlay", ""])
def test_not_network(name: str) -> None:
    assert not is_network(name)
