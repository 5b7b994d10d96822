"""Is a database file on another computer's disk? SQLite's locks can't be trusted there (sqlite.org/howtocorrupt.html).

Whoever knows the file system's name from the operating system may pass it to :func:`refuse_network`; without it,
:func:`file_system_of` finds it on Linux and for UNC paths and mapped drives of Windows.
"""

import re
import sys
from pathlib import Path

from petitiondesk.storage.errors import OnNetworkShare

_MOUNTS = Path("/proc/self/mounts")
_DRIVE_REMOTE = 4  # GetDriveTypeW, Win32
_NETWORK = {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "afpfs", "webdav"}
_NETWORK |= {"davfs", "davfs2", "glusterfs", "lustre", "beegfs", "gpfs", "coda", "unc", "remote"}
_NETWORK |= {"fuse.sshfs", "fuse.glusterfs", "fuse.davfs2", "fuse.smbnetfs", "fuse.rclone", "fuse.ceph", "sshfs"}


def refuse_network(path: Path, file_system: str | None = None) -> None:
    """Raise OnNetworkShare when ``path`` is on another computer's disk; ``file_system`` is its name, when known."""
    name = file_system_of(path) if file_system is None else file_system
    if is_network(name):
        raise OnNetworkShare(place=str(path), file_system=name)


def is_network(file_system: str) -> bool:
    """Whether a file system of that name keeps its files on another computer."""
    return file_system.casefold() in _NETWORK


def file_system_of(path: Path, mounts: str | None = None) -> str:
    """The name of the file system that holds ``path``; "" when it can't be told.

    ``mounts`` is a table in the form of /proc/self/mounts (fstab(5)), read from there when absent. A UNC path gives
    "unc", a mapped drive of Windows "remote".
    """
    if re.match(r"\\\\(\?\\UNC\\|[^\\?.])", str(path), re.IGNORECASE):
        return "unc"
    if sys.platform == "win32":
        return _windows_drive(path)
    if mounts is None:
        mounts = _MOUNTS.read_text("utf-8", "replace") if _MOUNTS.exists() else ""
    place = path.resolve()
    found, longest = "", -1
    for line in mounts.splitlines():
        _device, point, name, *_rest = line.split(" ")
        mounted_on = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point))
        if len(mounted_on.parts) >= longest and place.is_relative_to(mounted_on):
            found, longest = name, len(mounted_on.parts)
    return found


def _windows_drive(path: Path) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes

    return "remote" if ctypes.windll.kernel32.GetDriveTypeW(path.resolve().anchor) == _DRIVE_REMOTE else ""
