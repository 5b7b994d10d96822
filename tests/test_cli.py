"""The command line, run as a process: options on either side of the command, exit codes, no trace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.conftest import NewPostgresql


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


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["generate", "3", "--office", "mysql://server/office"], "No office can be at an address that begins with"),
        (
            ["generate", "3", "--office", "postgres://u:geheim@127.0.0.1:1/office"],
            "The database server of postgresql://u",
        ),
        (
            ["generate", "3", "--office", "postgresql://127.0.0.1:1/o?password=geheim"],
            "The database server of postgresql://127",
        ),
        (["generate", "3", "--office", "postgresql://u:geheim@server:port/office"], "postgresql://… is not an office"),
        (["generate", "3", "--office", "FILE/office.db"], "No folder can be made at FILE: something else is there."),
        (["generate", "3", "--office", "/proc/nowhere/office.db"], "No folder can be made at /proc/nowhere"),
        (["generate", "3", "--office", "/proc"], "/proc is not an office of this program."),
        (["demo", "--offscreen", "FILE"], "Nothing can be written into FILE (File exists)."),
        (["demo", "--offscreen", "FILE/below"], "Nothing can be written into FILE/below (Not a directory)."),
        (["demo", "--offscreen", "/proc/self"], "Nothing can be written into /proc/self ("),
    ],
)
@pytest.mark.parametrize("machine", [[], ["--json"]], ids=["words", "json"])
def test_what_can_not_be_met_is_one_sentence(
    tmp_path: Path, arguments: list[str], told: str, machine: list[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("something of the user's own", "utf-8")
    there = [argument.replace("FILE", str(file)) for argument in arguments]
    done = run(tmp_path, "--language", "en", *there, *machine)
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith(told.replace("FILE", str(file)))
    assert "geheim" not in sentence
    assert file.read_text("utf-8") == "something of the user's own"


def test_an_office_on_a_server_is_named_without_its_password(tmp_path: Path, new_postgresql: NewPostgresql) -> None:
    address = make_url(new_postgresql(None)).set(password="geheim").render_as_string(hide_password=False)
    done = run(tmp_path, "generate", "1", "--office", address, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["office"].startswith("postgresql")
    assert "geheim" not in done.stdout
    [drafts] = tmp_path.glob(".local/share/PetitionDesk/*")
    assert drafts.name.endswith("-drafts.db")


def test_a_demonstration_says_in_one_document_what_it_left_and_leaves_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "left" / "here"
    done = run(tmp_path, "demo", "--offscreen", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["folder"] == str(folder)
    left = sorted(folder.iterdir())
    assert sorted(told["files"]) == [path.name for path in left]
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == left


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "none"],
        ["generate", "0"],
        ["generate"],
        ["generate", "3", "--seed", "x"],
        ["nonsense"],
        ["--language", "fr"],
        ["--office"],
        ["--office", ""],
        ["generate", "3", "--office", " "],
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_help_is_no_trouble(tmp_path: Path) -> None:
    for arguments in (["--help"], ["generate", "--help"], ["demo", "--help"]):
        done = run(tmp_path, *arguments)
        assert (done.returncode, done.stderr) == (0, "")
