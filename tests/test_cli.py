"""The command line, run as a process: options on either side of the command, exit codes, no trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "petitiondesk", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_command(tmp_path: Path, before: bool) -> None:
    office = tmp_path / "practice" / "office.db"
    office.parent.mkdir()
    options = ["--office", str(office), "--json"]
    command = ["generate", "3"]
    done = run(tmp_path, *(options + command if before else command + options))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"office": str(office), "count": 3}
    assert office.exists()
    assert not list(tmp_path.glob(".local/share/PetitionDesk/*")), "the user's own office is left alone"
    again = run(tmp_path, "--language", "en", "generate", "3", "--office", str(office))
    assert again.returncode == 1
    assert "holds registrations already" in again.stderr
    assert "Traceback" not in again.stderr


def test_without_a_display_one_sentence_says_so(tmp_path: Path) -> None:
    done = run(tmp_path, "--language", "en")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display here.")
    assert len(done.stderr.splitlines()) == 1


def test_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path, "generate", "none").returncode == 2
