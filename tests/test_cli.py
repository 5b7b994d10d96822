"""The command line, run as a process: options on either side of the command, exit codes, no trace."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.conftest import NewPostgresql


def environment(home: Path) -> dict[str, str]:
    without = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_STATE_HOME")
    kept = {name: value for name, value in os.environ.items() if name not in without}
    return {**kept, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "petitiondesk", *arguments]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_command(tmp_path: Path, prepared_template: Path, before: bool) -> None:
    office = tmp_path / "practice" / "office.db"
    office.parent.mkdir()
    if not before:
        shutil.copy(prepared_template, office)  # to found one from nothing takes a second, and once is enough
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


EACH_IN_TURN = """
import contextlib, io, json, sys
from petitiondesk import cli

for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = cli.run(json.loads(line))
        except SystemExit as left:
            code = left.code
    sys.__stdout__.write(json.dumps([code, out.getvalue(), err.getvalue()]) + "\\n")
"""
"""One process for many commands: to start it takes longer than what they do."""


def run_each(home: Path, commands: list[list[str]]) -> list[tuple[int, str, str]]:
    """The exit code of each command, what it said, and what it said to the terminal."""
    said = "".join(json.dumps(command) + "\n" for command in commands)
    done = subprocess.run(
        [sys.executable, "-c", EACH_IN_TURN], env=environment(home), input=said, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


UNMET = [
    (["generate", "3", "--office", "mysql://server/office"], "No office can be at an address that begins with"),
    (["generate", "3", "--office", "postgres://u:geheim@127.0.0.1:1/office"], "The database server of postgresql://u"),
    (
        ["generate", "3", "--office", "postgresql://127.0.0.1:1/o?password=geheim"],
        "The database server of postgresql://127",
    ),
    (["generate", "3", "--office", "postgresql://u:geheim@server:port/office"], "postgresql://… is not an office"),
    (["generate", "3", "--office", "FILE/office.db"], "No folder can be made at FILE: something else is there."),
    (["generate", "3", "--office", "/proc/nowhere/office.db"], "No folder can be made at /proc/nowhere"),
    (["generate", "3", "--office", "/proc"], "/proc is not an office of this program."),
    (["due", "C99", "2026-01-05"], "There is no clock C99."),
    (["due", "C10", "2026-01-05"], "C10 needs the number of days"),
    (["due", "C5", "2026-01-05", "--extended", "31"], "C5 can be extended by at most 30 days"),
    (["due", "C2", "2026-01-05", "--rules", "national-2005"], "There is no rule set national-2005."),
    (["search", "漏水", "--office", "/nowhere/office.db"], "There is no office at /nowhere/office.db"),
    (["demo", "--offscreen", "FILE"], "Nothing can be written into FILE (File exists)."),
    (["demo", "--offscreen", "FILE/below"], "Nothing can be written into FILE/below (Not a directory)."),
    (["demo", "--offscreen", "/proc/self"], "Nothing can be written into /proc/self ("),
]


def test_what_can_not_be_met_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("something of the user's own", "utf-8")
    rows = [
        (["--language", "en", *(word.replace("FILE", str(file)) for word in arguments), *machine], told)
        for machine in ([], ["--json"])
        for arguments, told in UNMET
    ]
    for (command, told), (code, out, err) in zip(rows, run_each(tmp_path, [row[0] for row in rows]), strict=True):
        assert (code, out) == (1, ""), command
        [sentence] = err.splitlines()
        assert sentence.startswith(told.replace("FILE", str(file))), command
        assert "geheim" not in sentence
    assert file.read_text("utf-8") == "something of the user's own"


def test_a_sentence_and_its_code_reach_whoever_started_the_program(tmp_path: Path) -> None:
    """As above, in a process that does nothing else."""
    arguments, told = UNMET[0]
    done = run(tmp_path, "--language", "en", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith(told)


def test_an_office_on_a_server_is_named_without_its_password(tmp_path: Path, new_postgresql: NewPostgresql) -> None:
    address = make_url(new_postgresql(None)).set(password="geheim").render_as_string(hide_password=False)
    done = run(tmp_path, "generate", "1", "--office", address, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["office"].startswith("postgresql")
    assert "geheim" not in done.stdout
    [drafts] = tmp_path.glob(".local/share/PetitionDesk/*")
    assert drafts.name.endswith("-drafts.db")


def test_wrong_usage(tmp_path: Path) -> None:
    commands = [
        ["generate", "none"],
        ["generate", "0"],
        ["generate"],
        ["generate", "3", "--seed", "x"],
        ["nonsense"],
        ["--language", "fr"],
        ["--office"],
        ["--office", ""],
        ["generate", "3", "--office", " "],
    ]
    for command, (code, out, err) in zip(commands, run_each(tmp_path, commands), strict=True):
        assert (code, out) == (2, ""), command
        assert "Traceback" not in err


def test_help_is_no_trouble(tmp_path: Path) -> None:
    commands = [["--help"], ["generate", "--help"], ["demo", "--help"]]
    assert [(code, err) for code, _out, err in run_each(tmp_path, commands)] == [(0, "")] * 3


DUE = [
    (["C2", "2026-01-05"], ("2026-01-20", "2026-01-20", 0)),
    (["c5", "2026-01-05", "--extended", "30"], ("2026-04-05", "2026-04-05", 0)),
    (["C6", "2026-09-01"], ("2026-10-01", "2026-10-08", 7)),
    (["C4", "2026-09-25"], (None, "2026-10-09", 9)),
    (["C9", "2026-01-05", "--paused", "10"], ("2026-02-14", "2026-02-14", 0)),
    (["C10", "2026-01-05", "--days", "5", "--working", "--rules", "national-2022"], (None, "2026-01-12", 2)),
]
"""A clock and what is asked of it; the plain day, the last day and how many days off were skipped."""


def test_due_counts_a_clock_and_touches_nothing(tmp_path: Path) -> None:
    commands = [["due", *arguments, "--json"] for arguments, _told in DUE]
    for (_arguments, told), (code, out, _err) in zip(DUE, run_each(tmp_path, commands), strict=True):
        said = json.loads(out)
        found = said["nominal_last_day"], said["last_day"], len(said["days_off_skipped"])
        assert (code, found) == (0, told), said
        assert said["article"].startswith("《信访工作条例》")
    assert list(tmp_path.rglob("*")) == []
    wrong = run_each(tmp_path, [["due", "C2", "yesterday"], ["due", "C2"], ["due", "C2", "2026-01-05", "--days", "x"]])
    assert [code for code, _out, _err in wrong] == [2, 2, 2]
    loaded = "import sys; from petitiondesk import cli; cli.run(['due', 'C2', '2026-01-05']); "
    loaded += "print([name for name in ('PySide6', 'sqlalchemy', 'reportlab') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", loaded], env=environment(tmp_path), capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("[]\n"), done.stderr


def test_search_gives_the_newest_that_hold_the_words(tmp_path: Path, prepared_template: Path) -> None:
    office = tmp_path / "office.db"
    shutil.copy(prepared_template, office)
    generated, found, none = run_each(
        tmp_path,
        [
            ["--office", str(office), "generate", "40", "--json"],
            ["search", "的", "--limit", "3", "--json", "--office", str(office)],
            ["search", "没有的词", "--json", "--office", str(office)],
        ],
    )
    assert generated[0] == 0, generated
    said = json.loads(found[1])
    assert said["count"] > 3
    assert len(said["results"]) == 3
    assert set(said["results"][0]) == {"number", "source_number", "matter"}
    assert json.loads(none[1]) == {"count": 0, "results": []}


def test_check_and_case_tell_what_stands_on_record(tmp_path: Path, prepared_template: Path) -> None:
    office = str(shutil.copy(prepared_template, tmp_path / "office.db"))
    [generated] = run_each(tmp_path, [["--office", office, "generate", "40", "--json"]])
    assert generated[0] == 0, generated
    with closing(sqlite3.connect(office)) as file:
        [number, case_number] = file.execute(
            "SELECT registration.number, petition_case.number FROM registration "
            "JOIN petition_case ON petition_case.id = case_id WHERE confidentiality <> 'restricted' ORDER BY 1"
        ).fetchone()
    sound, told, by_case, words, unknown = run_each(
        tmp_path,
        [
            ["check", "--json", "--office", office],
            ["case", number, "--json", "--office", office],
            ["case", case_number, "--json", "--office", office],
            ["case", number, "--office", office, "--language", "en"],
            ["case", "X-1", "--json", "--office", office, "--language", "en"],
        ],
    )
    assert (sound[0], json.loads(sound[1])) == (0, {"findings": []})
    case = json.loads(told[1])
    assert (told[0], json.loads(by_case[1])) == (0, case)
    assert set(case) == {"number", "confidentiality", "registrations", "requests", "terms", "papers"}
    assert number in [each["number"] for each in case["registrations"]]
    assert set(case["requests"][0]) == {"text", "state", "unit", "officer", "date", "next", "lawful"}
    assert {"clock", "article", "starts_on", "last_day", "done_on"} <= set(case["terms"][0])
    assert words[0] == 0
    assert case["registrations"][0]["matter"] in words[1]
    assert (unknown[0], unknown[1], len(unknown[2].splitlines())) == (1, "", 1)
    assert "X-1" in unknown[2]
    with closing(sqlite3.connect(office)) as file, file:
        file.execute("UPDATE petition_case SET confidentiality = 'restricted' WHERE number = ?", (case_number,))
    found, closed, in_words = run_each(
        tmp_path,
        [
            ["check", "--json", "--language", "en", "--office", office],
            ["case", number, "--json", "--office", office],
            ["check", "--language", "en", "--office", office],
        ],
    )
    assert found[0] == in_words[0] == 1
    findings = json.loads(found[1])["findings"]
    assert {finding["area"] for finding in findings} >= {"register", "words"}
    assert any(case_number in finding["message"] for finding in findings)
    assert findings[0]["message"] in in_words[1]
    assert closed[0] == 0
    of_report = json.loads(closed[1])
    assert of_report["number"] == case_number
    assert [of_report[each] for each in ("registrations", "requests", "terms", "papers")] == [[], [], [], []]
