"""What stands against opening the office is said in the window; a founding that is left, or done elsewhere, is calm."""

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from petitiondesk.office import opening
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage import database, shares, upgrade
from petitiondesk.storage.errors import StorageTrouble
from petitiondesk.windows import theme
from petitiondesk.windows.driving import settle
from petitiondesk.windows.pages.not_opened import NotOpenedPage
from petitiondesk.windows.program import Program
from petitiondesk.windows.settings import MachineSettings
from petitiondesk.windows.typist import PacedClock, Typist
from petitiondesk.words import Language
from tests.conftest import NOW


class Start:
    """The program as it is started by a click on its icon, and the hands of whoever clicked."""

    def __init__(self, folder: Path, office: Path | str, language: Language = "en") -> None:
        settings = MachineSettings(folder / "machine.ini")
        settings.language = language
        self.pace = PacedClock()
        self.hands = Typist(self.pace)
        self.log_file = folder / "log.txt"
        self.program = Program(
            settings, now=lambda: NOW, pace=self.pace, print_pdf=lambda *_paper: None, log_file=self.log_file
        )
        self.program.show_patiently(lambda: self.program.show(office, folder / "drafts.db"))
        settle(self.program.background)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.hands.press(key)
            settle(self.program.background)

    def words(self) -> str:
        """All that stands in the window."""
        return " ".join(label.text() for label in self.program.window.findChildren(QLabel) if label.isVisible())

    def focus(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""


@pytest.fixture
def start(tmp_path: Path, qapp: QApplication) -> Iterator[Callable[..., Start]]:
    started: list[Start] = []

    def begin(office: Path | str = tmp_path / "office.db", **named: Language) -> Start:
        started.append(Start(tmp_path, office, **named))
        return started[-1]

    yield begin
    for each in started:
        each.program.close()
    qapp.processEvents()
    for each in started:
        shiboken6.delete(each.program.window)
    theme.apply(qapp)


@pytest.fixture
def office(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(founded / "office.db", tmp_path / "office.db"))


def damage(office: Path) -> None:
    office.write_bytes(b"\xff" * 8192)


def belong_to_another_program(office: Path) -> None:
    office.unlink()
    with closing(sqlite3.connect(office)) as connection:
        connection.execute("CREATE TABLE recipes (name)")


def come_from_a_newer_program(office: Path) -> None:
    with closing(sqlite3.connect(office)) as connection:
        connection.execute("PRAGMA user_version = 99")


TROUBLES: list[tuple[Callable[[Path], None], str]] = [
    (damage, "is damaged. Do not delete it"),
    (belong_to_another_program, "is not an office of this program"),
    (come_from_a_newer_program, "was last used by a newer program (data version 99)"),
]


@pytest.mark.parametrize(("spoil", "said"), TROUBLES, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_wrong_is_said_in_the_window_and_tried_again_by_enter(
    start: Callable[..., Start], office: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    sound = office.read_bytes()
    spoil(office)
    begun = start()
    assert begun.program.window.isVisible()
    for part in ("The office can't be opened", f"{office} {said}", str(begun.log_file)):
        assert part in begun.words()
    assert begun.focus() == "again"
    begun.press("Return")
    assert said in begun.words(), "still so"
    office.write_bytes(sound)
    begun.press("Return")
    assert begun.focus() == "petitioner.id_number", "the visitor is next"
    assert said not in begun.words()
    begun.press("Ctrl+Q")
    begun.program.run()


def test_the_log_file_has_what_the_window_promises(
    start: Callable[..., Start], office: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damage(office)
    start()
    [record] = [record for record in caplog.records if record.exc_info]
    assert str(office) in record.getMessage()


def test_closing_it_leaves_with_the_trouble(start: Callable[..., Start], office: Path) -> None:
    damage(office)
    begun = start()
    begun.press("Ctrl+Q")
    assert not begun.program.window.isVisible()
    with pytest.raises(StorageTrouble, match="damaged"):
        begun.program.run()


def test_another_program_that_holds_it_is_waited_for(
    start: Callable[..., Start], office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "WAIT_MS", 1)
    with closing(sqlite3.connect(office, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        begun = start()
        assert f"Another program or counter is writing to {office}" in begun.words()
    begun.press("Return")
    assert begun.focus() == "petitioner.id_number"


def test_a_network_drive_is_said(
    start: Callable[..., Start], office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/share {tmp_path} nfs4 rw 0 0\n", "utf-8")
    monkeypatch.setattr(shares, "_MOUNTS", mounts)
    assert f"{office} is on a network drive (nfs4)" in start().words()


def test_a_server_that_is_not_there_is_said_without_its_password(start: Callable[..., Start]) -> None:
    begun = start("postgresql://petition:geheim@127.0.0.1:1/office")
    assert "The database server of postgresql" in begun.words()
    assert "geheim" not in begun.words()


def test_a_server_that_never_answers_is_not_waited_for(
    start: Callable[..., Start], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAIT_MS", 1_000)
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        begun = start(f"postgresql://petition@127.0.0.1:{silent.getsockname()[1]}/office")
    assert "The database server of postgresql" in begun.words()


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server that takes the call and says nothing."""
    monkeypatch.setattr(database, "WAIT_MS", 2_000)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield f"postgresql://petition@127.0.0.1:{server.getsockname()[1]}/office"


@pytest.fixture
def looking(qapp: QApplication) -> Iterator[list[set[str]]]:
    """All words in sight, looked at again and again as long as the frame answers."""
    seen: list[set[str]] = []

    def look() -> None:
        labels = (label for window in qapp.topLevelWidgets() for label in window.findChildren(QLabel))
        seen.append({label.text() for label in labels if label.isVisible()})

    timer = QTimer(interval=50)
    timer.timeout.connect(look)
    timer.start()
    yield seen
    timer.stop()


def test_the_frame_answers_while_a_server_is_silent(
    start: Callable[..., Start], silent: str, looking: list[set[str]]
) -> None:
    begun = start(silent)
    opening_said = [words for words in looking if words == {"Opening the office …"}]
    assert len(opening_said) > 10
    assert "The database server of postgresql" in begun.words()


def test_whoever_closes_while_a_server_is_silent_has_closed(start: Callable[..., Start], silent: str) -> None:
    QTimer.singleShot(500, lambda: [window.close() for window in QApplication.topLevelWidgets()])
    begun = start(silent)
    assert not begun.program.window.isVisible()
    begun.program.run()
    assert not begun.program.window.isVisible()


def test_trying_again_twice_opens_once(start: Callable[..., Start], silent: str, looking: list[set[str]]) -> None:
    begun = start(silent)
    again = begun.program.window.findChild(QPushButton, "again")
    QTimer.singleShot(300, again.click)
    before = len(looking)
    begun.press("Return")
    assert len(looking) - before > 10, "the frame answers"
    assert "The database server of postgresql" in begun.words()
    assert begun.program.background.is_idle()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_of_it_is_cut_off(
    start: Callable[..., Start],
    qapp: QApplication,
    office: Path,
    language: Language,
    percent: int,
    scheme: theme.Scheme,
) -> None:
    damage(office)
    begun = start(language=language)
    theme.apply(qapp, scheme, percent)
    settle(begun.program.background)
    page = begun.program.window.findChild(NotOpenedPage)
    for label in page.findChildren(QLabel):
        if label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert label.visibleRegion().boundingRect().height() == label.height()
    for button in page.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()
        assert button.visibleRegion().boundingRect() == button.rect()


# Founding


def test_leaving_the_questions_closes_what_they_opened(start: Callable[..., Start], tmp_path: Path) -> None:
    begun = start()
    assert begun.focus() == opening.NAME
    begun.press("Ctrl+Q")
    assert not begun.program.window.isVisible()
    begun.program.run()
    assert sorted(path.name for path in tmp_path.glob("office*")) == ["office.db"], "no file of an open database"
    assert not opening.exists(tmp_path / "office.db")


def test_the_printer_that_is_set_on_this_machine_is_said(start: Callable[..., Start], tmp_path: Path) -> None:
    MachineSettings(tmp_path / "machine.ini").slip_printer = "Counter printer"
    assert "Slips go to the printer Counter printer;" in start().words()


def test_an_office_that_was_founded_meanwhile_is_opened_and_told(start: Callable[..., Start], tmp_path: Path) -> None:
    begun = start()
    others = opening.Answers("云河县信访局", OfficeRole.LETTERS_OFFICE, None, "张玲")
    opening.found(tmp_path / "office.db", tmp_path / "others-drafts.db", others, NOW).close()
    begun.hands.tell("山口市住建局")
    begun.press("Return", "Down", "Tab", "Tab")
    begun.hands.tell("王敏")
    begun.press("Ctrl+Return")
    assert begun.focus() == "petitioner.id_number"
    assert "云河县信访局" in begun.program.window.windowTitle()
    assert "set up at another window or counter" in begun.words()
    assert "王敏" not in begun.words()


# The command line


SEEN_BY_A_PERSON = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from petitiondesk import cli

app = QApplication([])

def look():
    shown = [window for window in app.topLevelWidgets() if window.isVisible()]
    words = [label.text() for window in shown for label in window.findChildren(QLabel) if label.isVisible()]
    if not words or words == ["Opening the office …"]:
        QTimer.singleShot(20, look)
        return
    print(json.dumps(words), flush=True)
    app.closeAllWindows()

QTimer.singleShot(0, look)
sys.exit(cli.run(sys.argv[1:]))
"""

HOLDS = """
import sys, time
from pathlib import Path
from petitiondesk.windows.only_window import OnlyWindow

window = OnlyWindow()
window.hold(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def seen_by_a_person(home: Path, *arguments: str, zone: str = "Asia/Shanghai") -> "subprocess.CompletedProcess[str]":
    """The command on a desktop where somebody reads the window and closes it."""
    surroundings = {**os.environ, "HOME": str(home), "DISPLAY": "none", "QT_QPA_PLATFORM": "offscreen", "TZ": zone}
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        surroundings.pop(name, None)
    command = [sys.executable, "-c", SEEN_BY_A_PERSON, *arguments]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=60, check=False)


def test_it_is_seen_and_told_to_whoever_started_it(office: Path, tmp_path: Path) -> None:
    damage(office)
    done = seen_by_a_person(tmp_path, "--office", str(office), "--language", "en")
    assert any("is damaged" in words for words in json.loads(done.stdout))
    assert done.returncode == 1
    [sentence] = [line for line in done.stderr.splitlines() if "plugin" not in line]
    assert sentence.startswith(f"{office} is damaged.")


def test_where_no_log_can_be_kept_no_trace_is_told_instead(office: Path, tmp_path: Path) -> None:
    damage(office)
    (tmp_path / ".local").write_text("a file where the log's folder would be", "utf-8")
    done = seen_by_a_person(tmp_path, "--office", str(office), "--language", "en")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_nobody_is_waited_for_where_a_program_reads(office: Path, tmp_path: Path) -> None:
    damage(office)
    done = seen_by_a_person(tmp_path, "--office", str(office), "--language", "en", "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{office} is damaged." in done.stderr


def test_a_computer_set_to_another_country_s_time_is_told(office: Path, tmp_path: Path) -> None:
    said = {}
    for zone in ("Asia/Shanghai", "Asia/Tokyo"):
        done = seen_by_a_person(tmp_path, "--office", str(office), "--language", "en", zone=zone)
        assert done.returncode == 0, done.stderr
        said[zone] = any("another country's time" in words for words in json.loads(done.stdout))
    assert said == {"Asia/Shanghai": False, "Asia/Tokyo": True}


def test_a_second_window_on_this_computer_is_sent_to_the_first(office: Path, tmp_path: Path) -> None:
    """Two would write over each other's half-typed visits; whatever became of a killed one stands in nobody's way."""
    drafts = tmp_path / "office-drafts.db"
    holding = subprocess.Popen([sys.executable, "-c", HOLDS, str(drafts)], stdout=subprocess.PIPE, text=True)
    try:
        assert holding.stdout is not None
        assert holding.stdout.readline() == "held\n"
        refused = seen_by_a_person(tmp_path, "--office", str(office), "--language", "en")
        assert any("open already in another window" in words for words in json.loads(refused.stdout))
        assert refused.returncode == 1
    finally:
        holding.kill()
        holding.communicate()
    opened = seen_by_a_person(tmp_path, "--office", str(office), "--language", "en")
    assert opened.returncode == 0
