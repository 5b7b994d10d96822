"""A whole counter for journeys: the real program on a real office, driven by keys, printing into a folder."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pypdf
import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from petitiondesk.office import details, opening
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Thing
from petitiondesk.rules.holiday_notices import HolidayNotice
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.messages import Message
from petitiondesk.storage.calendar import load_year
from petitiondesk.windows import messages, printing, theme
from petitiondesk.windows.binding import Form
from petitiondesk.windows.driving import in_dialog, settle
from petitiondesk.windows.main_window import MainWindow
from petitiondesk.windows.pages.reception.page import ReceptionPage
from petitiondesk.windows.pages.reception.visit_form import VisitForm
from petitiondesk.windows.pages.reception.visit_on_screen import VisitOnScreen
from petitiondesk.windows.program import Program
from petitiondesk.windows.settings import MachineSettings
from petitiondesk.windows.typist import PacedClock, Typist
from petitiondesk.windows.widgets.earlier_panel import EarlierPanel
from tests.conftest import NOW, OnceInARun

COUNTY = "浙江省杭州市上城区"


SLIP, SLIP_LARGE, VISIT_FORM, VISIT_FORM_LARGE = "1234"
"""Their figures in the list of papers."""


class Clock:
    """The office's clock: it stands still unless a journey moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


class Counter:
    """The program at one counter, with hands to type and eyes to see."""

    def __init__(self, folder: Path, clock: Clock, language: str = "zh", warnings: Sequence[Message] = ()) -> None:
        self.folder = folder
        self.clock = clock
        self.printed = folder / "printed"
        self.printed.mkdir(exist_ok=True)
        self.pace = PacedClock()
        self.hands = Typist(self.pace)
        settings = MachineSettings(folder / "machine.ini")
        settings.language = language
        self.program = Program(
            settings,
            now=clock,
            pace=self.pace,
            print_pdf=self._print,
            log_file=folder / "log.txt",
        )
        self.fail_printing: Exception | None = None
        self.printers: list[str] = []
        self.unforeseen: list[BaseException] = []
        self.program.background.unforeseen.connect(self.unforeseen.append)
        self._put = printing.into_folder(self.printed)
        self.program.show(folder / "office.db", folder / "drafts.db", warnings)
        self.settle()

    def _print(self, pdf: bytes, printer: str, paper: str) -> None:
        if self.fail_printing:
            raise self.fail_printing
        self._put(pdf, printer, paper)
        self.printers.append(printer)

    @property
    def window(self) -> MainWindow:
        assert isinstance(self.program.window, MainWindow)
        return self.program.window

    @property
    def reception(self) -> ReceptionPage:
        page = self.window.page("reception")
        assert isinstance(page, ReceptionPage)
        return page

    @property
    def desk(self) -> Desk:
        return self.reception._station.desk

    def settle(self) -> None:
        settle(self.program.background)

    def focus(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    @property
    def form(self) -> VisitForm:
        return self.screen.form

    @property
    def fields(self) -> Form:
        return self.form.form

    @property
    def settings(self) -> MachineSettings:
        return self.reception._station.settings

    def focus_on(self, path: str) -> None:
        """As by a click or by any number of Tabs."""
        self.form.focus(path)

    def field(self, path: str) -> str:
        """What stands in a field."""
        return self.fields.text(path)

    def texts(self) -> dict[str, str]:
        """What stands in all fields that are not blank, by path."""
        return self.form.texts()

    def widget(self, path: str) -> QWidget:
        return self.fields.field(path).widget

    def problem(self, path: str) -> str:
        """What is said beside a field."""
        return self.fields.field(path).problem.text()

    @property
    def screen(self) -> VisitOnScreen:
        """The form with its bars and whatever keeps its draft."""
        return self.reception._screen

    def hint(self) -> str:
        """What the foot of the form says about the field with the focus."""
        return self.screen.area.hint.text()

    @property
    def waiting_count(self) -> QLabel:
        """Where it is said how many visits wait."""
        return self.reception._waiting.count

    def earlier(self) -> EarlierPanel:
        """What is shown of the same person."""
        return self.reception.side.earlier

    def message(self) -> str:
        return self.window._line.text()

    def bar(self) -> str:
        """What the window says over its pages, then what the reception says over its form."""
        return "\n".join(filter(None, (self.window.notices.words(), self.reception.bar.words())))

    def register(self) -> None:
        self.hands.press("Ctrl+Return")
        self.settle()

    def dialog(self, key: str, then: Callable[[QWidget], object]) -> None:
        """Press the key that opens a dialog and do ``then`` in it.

        A dialog that is still open once everything has come to rest is closed and told.
        """
        opened, left_open = [], []

        def act(dialog: QWidget) -> None:
            opened.append(dialog.windowTitle())
            try:
                then(dialog)
            finally:
                if _is_open(dialog):
                    self.settle()
                if _is_open(dialog):
                    left_open.append(dialog.windowTitle())
                    dialog.close()

        in_dialog(self.program.background, lambda: self.hands.press(key), act)
        assert opened, "no dialog came"
        assert left_open == []

    def paper(self, figure: str, then: Callable[[QWidget], object]) -> None:
        """Choose from the list of papers and do ``then`` in what shows it; the figures are SLIP and those below."""

        def choose(_list: QWidget) -> None:
            in_dialog(self.program.background, lambda: self.hands.press(figure), then)

        self.dialog("Alt+P", choose)

    def in_sight(self) -> str:
        """The id of the page in sight."""
        return self.window._pages.in_sight()

    def touch(self, *things: Thing) -> None:
        """As after an act that touched these kinds of things."""
        self.window._station.changes.tell(things)
        self.settle()

    def slips(self) -> list[str]:
        """The text of each paper printed so far, in the order of printing, without line breaks and blanks."""
        papers = sorted(self.printed.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return [text_of(path) for path in papers]

    def leave(self) -> None:
        self.program.close()


def visit(counter: Counter, name: str = "李𬭚") -> None:
    """Type a name and facts: enough of a visit to be registered."""
    counter.hands.press("Return")
    counter.hands.tell(name)
    counter.focus_on("registration.facts")
    counter.hands.tell("屋顶漏水。")


def _is_open(dialog: QWidget) -> bool:
    return shiboken6.isValid(dialog) and dialog.isVisible()


def text_of(path: Path) -> str:
    pages = pypdf.PdfReader(path).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture(scope="session")
def founded(prepared_template: Path, once_in_a_run: OnceInARun) -> Path:
    """The folder of an office founded by three answers and told its phone, that journeys copy."""

    def make(folder: Path) -> None:
        folder.mkdir()
        place = Path(shutil.copy(prepared_template, folder / "office.db"))
        with closing(opening.prepare(place)) as database:
            [division] = opening.divisions_like(database, COUNTY, limit=1)
        answers = opening.Answers("杭州市上城区住房和城乡建设局", OfficeRole.COMPETENT_ORGAN, division.id, "张玲")
        desk = opening.found(place, folder / "drafts.db", answers, NOW - timedelta(days=1))
        details.change(desk, details.OfficeContact(phone="0571-88000000"), now=NOW - timedelta(days=1))
        with desk.database.write() as session:  # nothing is said of the year's end
            load_year(session, HolidayNotice(NOW.year + 1, "通知", NOW.date(), ()))
        desk.close()

    return once_in_a_run("journeys", make)


@pytest.fixture
def new_counter(founded: Path, tmp_path: Path, qapp: QApplication) -> Iterator[Callable[..., Counter]]:
    """Starts the program; a second call starts it again on the same office, as after a kill."""
    shutil.copy(founded / "office.db", tmp_path / "office.db")
    clock = Clock()
    counters: list[Counter] = []

    def new(language: str = "zh", warnings: Sequence[Message] = ()) -> Counter:
        counters.append(Counter(tmp_path, clock, language, warnings))
        return counters[-1]

    yield new
    for counter in counters:
        counter.leave()
    qapp.processEvents()
    for counter in counters:
        shiboken6.delete(counter.program.window)  # else every later style sheet is worked out for it too
    assert [error for counter in counters for error in counter.unforeseen] == []


@pytest.fixture
def counter(new_counter: Callable[..., Counter]) -> Counter:
    return new_counter()


__all__ = ["UTC", "Counter"]


@pytest.fixture
def look_as_before(qapp: QApplication) -> Iterator[None]:
    """For tests that change the language or the size: the next one begins as if they had not."""
    before = messages.language()
    yield
    messages.speak(before)
    theme.apply(qapp)
