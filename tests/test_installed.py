"""The program as others get it: a wheel that holds what it needs and runs where nothing knows of it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pypdf
import pytest

from petitiondesk.windows.pages.table import PAGES

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"

PICTURES = (
    *("not-opened", "first-start", "first-start-answered", "clock-set-back"),
    *("reception-blank", "reception-filled", "reception-registered", "reception-same-person", "reception-correction"),
    *("reception-dark", "reception-other-language", "visits-waiting", "raised-again", "end-without-registering"),
    *(
        "papers",
        "who-sits",
        "people",
        "preview-slip",
        "preview-slip-large",
        "preview-visit-form",
        "preview-visit-form-large",
        "preview-answer",
    ),
    *("answer-on-the-spot", "why-this-day", "reason-of-a-correction", "found-again", "save-as"),
    *("register-filtered", "purpose-of-opening", "reception-letter"),
    *("case-full", "done-on-paper", "attach-files", "calendar-typed", "keep-the-days-off"),
    *("unit", "unit-end"),
    *("settings", "keys", "keys-of-the-preview"),
    *(name for entry in PAGES for name in (entry.id, f"{entry.id}-empty")),
)
"""What the demonstration without a screen shows: every page and every dialog.

A page is shown by itself. A new dialog is shown by a step of windows/demo.py, and its picture's name is added here.
"""


def _run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Run a command with nothing of the developer's surroundings, at home in ``cwd``; returns what it said."""
    surroundings = {"PATH": os.defpath, "HOME": str(cwd)} | ({"PYTHONPATH": str(path)} if path else {})
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=surroundings, capture_output=True, encoding="utf-8", timeout=200)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _pip(*arguments: str | Path, cwd: Path) -> None:
    _run(sys.executable, "-m", "pip", "--quiet", "--isolated", *arguments, "--no-deps", "--no-index", cwd=cwd)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _pip("wheel", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    return next(folder.glob("petitiondesk-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    _pip("install", "--target", folder, wheel, cwd=folder)
    return folder


def _names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def test_wheel_holds_every_resource(wheel: Path) -> None:
    for kind in ("catalogues", "fonts", "icons", "letters", "samples", "styles", "translations"):
        here = {path for path in (RESOURCES / kind).rglob("*") if path.is_file() and "__pycache__" not in path.parts}
        assert here, kind
        packed = {f"petitiondesk/_resources/{path.relative_to(RESOURCES).as_posix()}" for path in here}
        assert packed - _names(wheel) == set()


def test_wheel_holds_the_licences_and_nothing_beside_the_program(wheel: Path) -> None:
    names = _names(wheel)
    assert all(name.startswith(("petitiondesk/", "petitiondesk-")) for name in names)
    licences = {name.rpartition("/")[2] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", *(path.name for path in (RESOURCES / "fonts" / "licences").iterdir())}


def test_installed_program_runs_without_a_screen(installed: Path, tmp_path: Path) -> None:
    """Papers and pictures of everything are left, one document names them, and nothing else is left anywhere."""
    folder = tmp_path / "left" / "here"
    command = (sys.executable, "-m", "petitiondesk", "demo", "--offscreen", folder, "--json")
    told = json.loads(_run(*command, cwd=tmp_path, path=installed))
    left = {path.name: path for path in folder.iterdir()}
    assert told["folder"] == str(folder)
    assert sorted(told["files"]) == sorted(left)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(left.values()), "no office of the user's own"
    pictures = {name.partition("-")[2]: path for name, path in left.items() if path.suffix == ".png"}
    assert [name for name, path in pictures.items() if path.stat().st_size < 5_000] == []
    missing = {f"{name}.png" for name in PICTURES} - pictures.keys()
    assert not missing, "windows/demo.py shows it no more: put its step back, or take it off PICTURES"
    assert "来访登记回执" in _text(left["slip-01-A5.pdf"])
    assert "来访登记单" in _text(left["visit-form-A4.pdf"])
    assert _number(left["slip-01-A5.pdf"]) == _number(left["visit-form-A4.pdf"])


def _text(paper: Path) -> str:
    return "".join("".join(page.extract_text() for page in pypdf.PdfReader(paper).pages).split())


def _number(paper: Path) -> str:
    found = re.search(r"\d{4}-访-\d{6}", _text(paper))
    assert found is not None
    return found[0]


def test_installed_command(installed: Path, tmp_path: Path) -> None:
    assert "demo" in _run(installed / "bin" / "petitiondesk", "--help", cwd=tmp_path, path=installed)


def test_working_copy_finds_its_resources(tmp_path: Path) -> None:
    """An editable install points to the working copy: whatever is edited there is what runs."""
    build = "import sys, hatchling.build; hatchling.build.build_editable(sys.argv[1])"
    _run(sys.executable, "-c", build, tmp_path, cwd=ROOT)
    pointer = next(tmp_path.glob("*.whl"))
    assert not [name for name in _names(pointer) if "_resources" in name], "a copy would hide what is edited"
    with zipfile.ZipFile(pointer) as archive:
        archive.extractall(tmp_path)
    asking = (
        "import site, sys; site.addsitedir(sys.argv[1])\nfrom petitiondesk import resources; print(resources.folder())"
    )
    # -S: whatever else is installed where the tests run, perhaps another working copy, is not seen.
    assert Path(_run(sys.executable, "-S", "-c", asking, tmp_path, cwd=tmp_path).strip()) == RESOURCES
