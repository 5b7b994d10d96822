"""The house keeps its shape: who imports whom, who has leave for what, how long a file may grow.

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
    "samples are for the composition root and the demonstration": (
        "windows.breach_of_samples",
        "petitiondesk.samples.offices",
    ),
    "only windows know Qt": ("documents.breach_of_qt", "PySide6.QtGui"),
    "only printing knows PDFium": ("documents.breach_of_pdfium", "pypdfium2"),
    "only documents draw papers": ("office.breach_of_papers", "reportlab.pdfgen"),
    "only the upgrade knows alembic": ("storage.breach_of_alembic", "alembic.op"),
    "database drivers are loaded by SQLAlchemy only": ("storage.breach_of_drivers", "psycopg"),
    "storage and office speak SQL, windows bind to columns": ("documents.breach_of_sql", "sqlalchemy.orm"),
    "only the rules read Chinese aloud": ("windows.breach_of_readings", "pypinyin"),
    "only the composition root chooses folders": ("storage.breach_of_folders", "platformdirs"),
    "only windows measure time": ("office.breach_of_time", "time"),
    "nothing reaches for a network": ("office.breach_of_offline", "urllib.request"),
}
"""Each contract with a module that breaks it: its place in the package, and what it imports, inside a function."""

UPWARDS: Mapping[str, str] = {
    "words": "petitiondesk.documents.slip",
    "resources": "petitiondesk.rules.names",
    "rules.breach": "petitiondesk.storage.text",
}
"""The lowest rooms, each with an import that goes the wrong way."""

ALLOWED = frozenset({("rules.breach", "pypinyin")})
"""Of what BREACHES bring from outside, the one thing that a low room may import."""

NAMES_OF_NOTHING = frozenset({"utils", "util", "common", "helpers", "helper", "core", "misc", "manager", "managers"})

LONGEST = 400
LONGER: Mapping[str, int] = {}
"""Files that hold two jobs still, with the lines that they had when they were put here: they may only shrink."""

BANNED = (
    "import datetime; datetime.datetime.now(datetime.UTC)",
    "from datetime import datetime as moment; moment.utcnow()",
    "import datetime as d; d.date.today()",
    "import time; time.time()",
    "from time import time_ns; time_ns()",
    "import time; time.localtime()",
    "import time; time.gmtime()",
    "from time import strftime as written; written('%Y')",
    "from sqlalchemy import func; func.now()",
    "import sqlalchemy as sa; sa.func.current_timestamp()",
    "from PySide6.QtCore import QTime; QTime.currentTime()",
    "from PySide6 import QtCore; QtCore.QDateTime.currentDateTimeUtc()",
    "from PySide6.QtCore import QDateTime; QDateTime.currentMSecsSinceEpoch()",
    "from sqlalchemy import create_engine",
    "from sqlalchemy.orm import Session",
    "import sqlalchemy.orm; sqlalchemy.orm.sessionmaker()",
    "from PySide6.QtNetwork import QTcpSocket",
)
"""What ruff refuses as TID251 in every room, the windows too."""

REFUSED = {
    **{source: "TID251" for source in BANNED},
    "def act(desk): desk.database._engine.connect()": "SLF001",
    "try:\n    act()\nexcept Exception:\n    found = None": "BLE001",
    "try:\n    act()\nexcept:\n    found = None": "E722",
}

LEAVES = {
    ("petitiondesk/cli.py", "BLE001"),
    ("petitiondesk/cli.py", "TID251"),
    ("petitiondesk/storage/database.py", "TID251"),
    ("petitiondesk/windows/program.py", "BLE001"),
}
"""Where the rules above are lifted for a line: the doors for the unforeseen (a terminal's, and the window's while the
office is being opened), the clock, the engine.
"""


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
    assert code == 0, f"import from a room below, or give the new room its place in pyproject.toml\n{said}"


def _breaches_of(said: str) -> Mapping[str, str]:
    """What lint-imports says under the name of each contract that it found broken."""
    headed = re.split(r"\n(.+)\n-+\n", said.partition("Broken contracts")[2])
    return dict(zip(headed[1::2], headed[2::2], strict=True))


def _written(importer: str, imported: str) -> str:
    outside = imported if imported.startswith("petitiondesk") else imported.partition(".")[0]
    return f"petitiondesk.{importer} -> {outside}"


def _importing(*modules: str) -> str:
    """An import that runs late is one all the same."""
    return "\n\ndef breach() -> None:\n" + "".join(f"    import {module}\n" for module in modules)


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "petitiondesk", ignore=shutil.ignore_patterns("__pycache__"))
    for module, imported in BREACHES.values():
        place = tmp_path / "petitiondesk" / f"{module.replace('.', '/')}.py"
        place.write_text(_importing(imported), encoding="utf-8")
    _code, said = _lint_imports(tmp_path)
    broken = _breaches_of(said)
    for contract, (module, imported) in BREACHES.items():
        assert _written(module, imported) in broken.get(contract, ""), f"{contract} saw no breach\n{said}"


def test_words_rules_and_resources_stand_behind_the_same_fences(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "petitiondesk", ignore=shutil.ignore_patterns("__pycache__"))
    outside = {contract: name for contract, (_place, name) in BREACHES.items() if not name.startswith("petitiondesk")}
    for room, upwards in UPWARDS.items():
        with (tmp_path / "petitiondesk" / f"{room.replace('.', '/')}.py").open("a", encoding="utf-8") as file:
            file.write(_importing(upwards, *outside.values()))
    _code, said = _lint_imports(tmp_path)
    broken = _breaches_of(said)
    for room, upwards in UPWARDS.items():
        assert _written(room, upwards) in broken["imports go one way"]
        for contract, imported in outside.items():
            if (room, imported) not in ALLOWED:
                assert _written(room, imported) in broken.get(contract, ""), f"{contract} let {room} in\n{said}"


def test_every_contract_is_shown_a_breach() -> None:
    contracts = {contract["name"] for contract in _settings()["importlinter"]["contracts"]}
    assert contracts == set(BREACHES), "put a module that breaks the new contract into BREACHES"


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
    assert imported <= held, "give each its contract in pyproject.toml, and the contract its breach in BREACHES"


def test_ruff_finds_nothing() -> None:
    code, said = _run(SCRIPTS / "ruff", "check", "--no-cache", ".")
    assert code == 0, said


def test_ruff_would_write_it_the_same() -> None:
    code, said = _run(SCRIPTS / "ruff", "format", "--no-cache", "--check", "--diff", ".")
    assert code == 0, said


def test_types_hold() -> None:
    code, said = _run(SCRIPTS / "mypy")
    assert code == 0, said


@pytest.mark.parametrize("room", ["rules", "storage", "office", "windows"])
def test_what_is_refused_is_found(room: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    folder = tmp_path / "petitiondesk" / room
    folder.mkdir(parents=True)
    for number, source in enumerate(REFUSED):
        (folder / f"breach_{number}.py").write_text(f"{source}\n", encoding="utf-8")
    _code, said = _run(SCRIPTS / "ruff", "check", "--no-cache", "--output-format", "concise", ".", cwd=tmp_path)
    for number, (source, rule) in enumerate(REFUSED.items()):
        assert re.search(rf"breach_{number}\.py:\S+ {rule}\b", said), f"{rule} was not found in: {source}\n{said}"


def test_no_other_place_has_leave() -> None:
    """Leave is given to a line, with its reason, never to a file: that would hide what comes later."""
    settings = _settings()["ruff"]["lint"]
    assert not {"TID251", "BLE001", "SLF001"} & {
        rule
        for place, rules in settings["per-file-ignores"].items()
        if place.startswith("petitiondesk")
        for rule in rules
    }
    given = {
        (path.relative_to(ROOT).as_posix(), rule)
        for path in PACKAGE.rglob("*.py")
        for line in re.findall(r"# noqa\b.*", path.read_text("utf-8"))
        for rule in re.findall(r"\b[A-Z]+\d+\b", line) or ["everything"]
    }
    fenced = {(place, rule) for place, rule in given if rule in {*REFUSED.values(), "everything"}}
    assert fenced == LEAVES, "do without the # noqa, or say at LEAVES why this place may"


def test_no_name_says_nothing() -> None:
    named = [path.relative_to(ROOT) for folder in ("petitiondesk", "tests") for path in (ROOT / folder).rglob("*")]
    assert not [path for path in named if path.stem in NAMES_OF_NOTHING], "name it for what is in it"


def test_files_stay_short() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("petitiondesk", "tests", "resources")
        for path in (ROOT / folder).rglob("*.py")
    }
    grown = {name: lines for name, lines in lengths.items() if lines > LONGER.get(name, LONGEST)}
    assert not grown, "a file that long holds two jobs: divide it"
    assert not [name for name in LONGER if lengths.get(name, 0) <= LONGEST], "short by now: take it off the list"
