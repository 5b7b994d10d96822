"""The house keeps its shape: who imports whom, what nobody calls, how long a file may grow.

The contracts stand in pyproject.toml, with the reason of each exception. Each of them is shown a breach here, so that
none of them can be kept merely by looking away.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "petitiondesk"
SCRIPTS = Path(sys.executable).parent

BREACHES: Mapping[str, tuple[str, str]] = {
    "imports go one way": ("storage.breach_of_direction", "petitiondesk.documents.slip"),
    "of storage, windows know the models only": ("windows.breach_of_models", "petitiondesk.storage.history"),
    "only windows know Qt": ("documents.breach_of_qt", "PySide6.QtGui"),
    "only printing knows PDFium": ("documents.breach_of_pdfium", "pypdfium2"),
    "only documents draw papers": ("office.breach_of_papers", "reportlab.pdfgen"),
    "only the upgrade knows alembic": ("storage.breach_of_alembic", "alembic.op"),
    "database drivers are loaded by SQLAlchemy only": ("storage.breach_of_drivers", "psycopg"),
    "storage and office speak SQL, windows bind to columns": ("documents.breach_of_sql", "sqlalchemy.orm"),
    "only the rules read Chinese aloud": ("windows.breach_of_readings", "pypinyin"),
    "only the composition root chooses folders": ("storage.breach_of_folders", "platformdirs"),
    "nothing reaches for a network": ("office.breach_of_offline", "urllib.request"),
}
"""Each contract with a module that breaks it: its place in the package, and what it imports."""

NAMES_OF_NOTHING = frozenset({"utils", "util", "common", "helpers", "helper", "core", "misc", "manager", "managers"})

LONGEST = 400
LONGER: Mapping[str, int] = {
    "petitiondesk/windows/pages/reception.py": 421,
    "tests/office/test_reception.py": 459,
    "tests/storage/test_upgrade.py": 453,
}
"""Files that hold two jobs still, with the lines that they had when they were put here: they may only shrink."""

CLOCK_KEEPERS = ("petitiondesk/app.py", "petitiondesk/cli.py")


def _settings() -> dict[str, Any]:
    tools: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return tools


def _run(*command: str | Path, cwd: Path = ROOT) -> tuple[int, str]:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=280
    )
    return done.returncode, done.stdout + done.stderr


def _lint_imports(folder: Path) -> tuple[int, str]:
    return _run(SCRIPTS / "lint-imports", "--no-cache", "--config", ROOT / "pyproject.toml", cwd=folder)


def test_imports_go_one_way() -> None:
    code, said = _lint_imports(ROOT)
    assert code == 0, said


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "petitiondesk", ignore=shutil.ignore_patterns("__pycache__"))
    for module, imported in BREACHES.values():
        place = tmp_path / "petitiondesk" / f"{module.replace('.', '/')}.py"
        place.write_text(f"import {imported}\n", encoding="utf-8")
    _code, said = _lint_imports(tmp_path)
    headed = re.split(r"\n(.+)\n-+\n", said.partition("Broken contracts")[2])
    sections = dict(zip(headed[1::2], headed[2::2], strict=True))
    for contract, (module, imported) in BREACHES.items():
        outside = imported if imported.startswith("petitiondesk") else imported.partition(".")[0]
        assert f"petitiondesk.{module} -> {outside}" in sections.get(contract, ""), f"{contract} saw no breach\n{said}"


def test_every_contract_is_shown_a_breach() -> None:
    assert {contract["name"] for contract in _settings()["importlinter"]["contracts"]} == set(BREACHES)


def test_a_room_without_a_place_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "petitiondesk", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "petitiondesk" / "annexe").mkdir()
    (tmp_path / "petitiondesk" / "annexe" / "__init__.py").write_text("", encoding="utf-8")
    code, said = _lint_imports(tmp_path)
    assert code != 0
    assert "annexe" in said


def test_every_outside_package_has_its_room() -> None:
    graph = grimp.build_graph("petitiondesk", include_external_packages=True, cache_dir=None)
    imported = {name for name in graph.modules if not name.startswith("petitiondesk")} - sys.stdlib_module_names
    held = {
        module
        for contract in _settings()["importlinter"]["contracts"]
        for module in contract.get("forbidden_modules", ())
    }
    assert imported <= held, "give each its contract in pyproject.toml"


def test_ruff_finds_nothing() -> None:
    code, said = _run(SCRIPTS / "ruff", "check", "--no-cache", ".")
    assert code == 0, said


def test_ruff_would_write_it_the_same() -> None:
    code, said = _run(SCRIPTS / "ruff", "format", "--no-cache", "--check", "--diff", ".")
    assert code == 0, said


def test_types_hold() -> None:
    code, said = _run(SCRIPTS / "mypy")
    assert code == 0, said


def _ask_the_clock(folder: Path) -> list[str]:
    """Where else the clock is asked; storage's leave for sessions is no leave for that."""
    banned = _settings()["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    clocks = ", ".join(f'"{name}" = {{msg = "clock"}}' for name, why in banned.items() if "ask the clock" in why["msg"])
    table = f"lint.flake8-tidy-imports.banned-api = {{ {clocks} }}"
    options = ("--isolated", "--no-cache", "--select", "TID251", "--output-format", "concise", "--config", table)
    code, said = _run(SCRIPTS / "ruff", "check", *options, "petitiondesk", cwd=folder)
    assert code in (0, 1), said
    return [line for line in said.splitlines() if "TID251" in line and not line.startswith(CLOCK_KEEPERS)]


def test_only_the_composition_root_asks_the_clock() -> None:
    assert not _ask_the_clock(ROOT)


@pytest.mark.parametrize("asking", ["datetime.datetime.now(datetime.UTC)", "datetime.date.today()", "time.time()"])
def test_asking_the_clock_is_found(asking: str, tmp_path: Path) -> None:
    (tmp_path / "petitiondesk" / "storage").mkdir(parents=True)
    (tmp_path / "petitiondesk" / "storage" / "breach.py").write_text(f"import datetime, time\n{asking}\n", "utf-8")
    assert len(_ask_the_clock(tmp_path)) == 1


def test_no_name_says_nothing() -> None:
    named = [path.relative_to(ROOT) for folder in ("petitiondesk", "tests") for path in (ROOT / folder).rglob("*")]
    assert not [path for path in named if path.stem in NAMES_OF_NOTHING]


def test_files_stay_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("petitiondesk", "tests", "resources")
        for path in (ROOT / folder).rglob("*.py")
    }
    grown = {name: lines for name, lines in lengths.items() if lines > LONGER.get(name, LONGEST)}
    assert not grown, "a file that long holds two jobs: divide it"
    assert not [name for name in LONGER if lengths.get(name, 0) <= LONGEST], "short by now: take it off the list"
