"""The README names what is there: its commands, files and programs."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from petitiondesk import cli
from tests.readme import README, command

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

VENV = {"pip", "python", *PROJECT["scripts"]}
"""What the virtual environment of the README holds."""

NAMED = re.compile(r"`((?:\.ci|petitiondesk|resources|tests)/[\w./-]+|\w+\.(?:md|py|toml|txt))`")
"""Files and folders named in the text."""


def _steps(heading: str) -> list[list[str]]:
    return [shlex.split(step) for step in command(heading).split(" && ")]


@pytest.mark.parametrize("heading", ["Run it", "Test it", "Benchmarks"])
def test_a_command_starts_programs_that_are_there(heading: str) -> None:
    for program, *_arguments in _steps(heading):
        folder, _slash, name = program.rpartition("/")
        assert (folder, name) == ("", "python3") or (folder == ".venv/bin" and name in VENV)


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_what_is_installed_is_there(heading: str) -> None:
    _make, install, _use = _steps(heading)
    assert install[:2] == [".venv/bin/pip", "install"]
    given = dict(zip(install[2::2], install[3::2], strict=True))
    assert (ROOT / given.get("-c", "pyproject.toml")).is_file()
    folder, _bracket, extra = given["-e"].partition("[")
    assert (ROOT / folder / "pyproject.toml").is_file()
    assert not extra or extra.rstrip("]") in PROJECT["optional-dependencies"]


def test_the_first_command_is_one_of_ours() -> None:
    program, *arguments = _steps("Run it")[-1]
    assert program.rpartition("/")[2] in PROJECT["scripts"]
    assert cli._parser().parse_args(arguments).command == "demo"


def test_modules_that_are_started_are_there() -> None:
    for module in re.findall(r"-m (tests[\w.]*)", README):
        folder = ROOT / module.replace(".", "/")
        assert (folder / "__main__.py").is_file() or folder.with_suffix(".py").is_file()


def test_files_named_in_the_text_are_there() -> None:
    named = set(NAMED.findall(README))
    assert "pyproject.toml" in named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_the_release_run_reads_blocks_that_the_readme_has() -> None:
    asked = re.findall(r"line_of '?([A-Z][a-z ]*[a-z])", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert set(asked) >= {"Needs", "Test it"}
    for heading in asked:
        assert command(heading)
