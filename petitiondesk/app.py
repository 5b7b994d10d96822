"""The composition root: paths, settings, log, office, window. With cli.py the only file that knows everyone."""

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from petitiondesk.rules.messages import Message
from petitiondesk.rules.office_day import office_day, wrong_zone
from petitiondesk.words import Language

if TYPE_CHECKING:
    from petitiondesk.office.case_page import CaseShown
    from petitiondesk.office.checking import Finding
    from petitiondesk.office.checking import Progress as CheckProgress
    from petitiondesk.office.search import Hits
    from petitiondesk.windows.program import Program
    from petitiondesk.windows.station import Print

Now = Callable[[], datetime]

log = logging.getLogger("petitiondesk")

OFFICE_FILE = "office.db"
DRAFTS_FILE = "drafts.db"
SETTINGS_FILE = "machine.ini"
LOG_FILE = "petitiondesk.log"
DEMO_FOLDER = "petitiondesk-demo-"

_SET_BACK = timedelta(days=365)
"""How far the clock of a demonstration is behind for the picture of what is said then."""


def data_folder() -> Path:
    """The user's own data folder, where the office stands unless another place is named."""
    return platformdirs.user_data_path("PetitionDesk", appauthor=False)


def log_file() -> Path:
    """Where errors that nobody foresaw are written with their trace."""
    return platformdirs.user_log_path("PetitionDesk", appauthor=False) / LOG_FILE


def places(office: str | None) -> tuple[Path | str, Path]:
    """Where the office is, and where this machine keeps what is half typed for it and for no other office.

    The drafts are beside the office file; those of an office on a server are in the data folder. Raises CannotOpen.
    """
    if office is None:
        return data_folder() / OFFICE_FILE, data_folder() / DRAFTS_FILE
    if "://" in office:
        # Only for an address: the first window must not wait for the database's library.
        from petitiondesk.storage import addresses

        location = addresses.location_of(office)
        if isinstance(location, str):
            return location, data_folder() / f"{addresses.file_name_of(location)}-{DRAFTS_FILE}"
    path = Path(office)
    if path.is_dir():
        from petitiondesk.storage.errors import NotAnOffice

        raise NotAnOffice(place=office)
    return path, path.with_name(f"{path.stem}-{DRAFTS_FILE}")


def keep_log(path: Path) -> Path:
    """Write the log into that file from here on; where it can't be written, the program runs without."""
    leave_log()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        log.addHandler(logging.NullHandler())  # else Python writes the trace where a person reads
        return path
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    return path


def leave_log() -> None:
    """Close the log file."""
    for handler in tuple(log.handlers):
        log.removeHandler(handler)
        handler.close()


def log_unforeseen(error: BaseException) -> Path:
    """Write an error's trace into the log; returns the file."""
    path = keep_log(log_file())
    log.error("unforeseen", exc_info=error)
    return path


def generate(office: str | None, count: int, *, seed: int, now: datetime) -> str:
    """Fill an office with believable registrations; one that does not exist yet is made. Raises StorageTrouble.

    Gives its place as people may see it, without a password.
    """
    from petitiondesk.office import opening
    from petitiondesk.samples import offices

    location, drafts = places(office)
    if not opening.exists(location):
        opening.found(location, drafts, opening.DEFAULTS, now).close()
    with closing(opening.open_office(location, drafts, now).desk) as desk:
        offices.refuse_in_use(desk.database)
        offices.generate(desk.database, count, seed=seed, today=office_day(now))
        return desk.database.place


def search(office: str | None, text: str, *, limit: int, now: datetime) -> "Hits":
    """The registrations of an office whose words hold ``text``. Raises StorageTrouble, also where none is there."""
    from petitiondesk.office import opening
    from petitiondesk.office.search import search_words

    location, drafts = places(office)
    with closing(opening.open_office(location, drafts, now).desk) as desk:
        return search_words(desk, text, limit=limit)


def check(office: str | None, *, now: datetime, progress: "CheckProgress | None" = None) -> "Sequence[Finding]":
    """Examine an office whole; an empty list: all is sound. Raises StorageTrouble, also where no office is there."""
    from petitiondesk.office import checking, opening
    from petitiondesk.office.checking import Area, Finding

    location, drafts = places(office)
    opened = opening.open_office(location, drafts, now)
    with closing(opened.desk) as desk:
        at_opening = [Finding(Area.GUARDS, message) for message in opened.changed_outside]
        return [*at_opening, *checking.check(desk, progress=progress)]


def case(office: str | None, number: str, *, now: datetime) -> "CaseShown":
    """What stands on record of a case. Raises StorageTrouble, drafts.NotOnRecord."""
    from petitiondesk.office import case_page, opening

    location, drafts = places(office)
    with closing(opening.open_office(location, drafts, now).desk) as desk:
        return case_page.as_told_to_anybody(desk, number, now=now)


def open_window(office: str | None, *, now: Now, language: Language | None, somebody_reads: bool = True) -> None:
    """The program as the office uses it: the user's own office, founded by a page of questions on the first start.

    What stands against opening it is said in the window until it can be opened or somebody closes; raised after that,
    and at once where nobody reads the window. Raises StorageTrouble.
    """
    from petitiondesk.windows.only_window import OnlyWindow

    program = _program(data_folder() / SETTINGS_FILE, log_file(), now, language)
    only_window = OnlyWindow()

    def show() -> None:
        location, drafts = places(office)
        only_window.hold(drafts)
        program.show(location, drafts, _about_zone(now()), maximised=True)

    if somebody_reads:
        program.show_patiently(show)
    else:
        show()
    program.run()


def _about_zone(now: datetime) -> tuple[Message, ...]:
    """What the office has to see about the time zone that this computer is set to."""
    said = wrong_zone(now.astimezone())
    return (said,) if said else ()


def demo_window(*, now: Now, language: Language | None) -> None:
    """A temporary office full of sample data, in the window; it is gone afterwards."""
    with _demo_folder() as folder:
        location, drafts = _demo_office(folder, now())
        program = _program(folder / SETTINGS_FILE, folder / LOG_FILE, now, language)
        program.show(location, drafts, maximised=True)
        program.run()


def demo_offscreen(folder: Path | None, *, now: Now, language: Language | None) -> tuple[Path, list[Path]]:
    """The same without a screen: the windows driven by keys; papers and pictures are left in the folder returned."""
    from petitiondesk.windows import demo, printing
    from petitiondesk.windows.typist import PacedClock

    target = folder or Path(tempfile.mkdtemp(prefix=DEMO_FOLDER))
    with _demo_folder() as office:
        shown = demo.Demonstration(target, now)

        def program(clock: Now) -> "Program":
            put = printing.into_folder(target, "slip")
            return _program(
                office / SETTINGS_FILE, office / LOG_FILE, clock, language, print_pdf=put, pace=PacedClock()
            )

        with closing(program(now)) as counter:
            shown.sit_down_at(counter)
            (office / "damaged.db").write_text("no office")
            counter.show_patiently(partial(counter.show, office / "damaged.db", office / DRAFTS_FILE))
            shown.look_at_what_stands_against_opening()
            counter.show(office / "founded.db", office / "founded-drafts.db")
            shown.answer_the_questions()
            shown.found_the_office()
        with closing(program(now)) as counter:
            shown.sit_down_at(counter)
            location, drafts = _demo_office(office, now())
            shown.open_the_office(partial(counter.show, location, drafts))
            shown.receive_a_visitor()
        with closing(program(lambda: now() - _SET_BACK)) as counter:
            shown.sit_down_at(counter)
            shown.open_with_the_clock_set_back(partial(counter.show, location, drafts))
    return target, sorted(target.iterdir())


@contextmanager
def _demo_folder() -> Iterator[Path]:
    """Where a demonstration keeps all that it writes, also the log and Qt's own notes; it is gone afterwards."""
    from petitiondesk.windows.settings import keep_qt_notes_in

    with tempfile.TemporaryDirectory(prefix=DEMO_FOLDER) as folder:
        keep_qt_notes_in(Path(folder))
        try:
            yield Path(folder)
        finally:
            leave_log()


def _demo_office(folder: Path, now: datetime) -> tuple[Path, Path]:
    from petitiondesk.office import opening
    from petitiondesk.samples import offices

    location, drafts = folder / OFFICE_FILE, folder / DRAFTS_FILE
    with closing(opening.prepare(location)) as database:
        offices.fill_demo_office(database, today=office_day(now))
    return location, drafts


def _print(pdf: bytes, printer: str, paper: str) -> None:
    from petitiondesk.windows import printing  # with the first paper: the frame must not wait for it

    printing.print_pdf(pdf, printer, paper)


def _program(
    settings_file: Path,
    log_path: Path,
    now: Now,
    language: Language | None,
    *,
    print_pdf: "Print" = _print,
    pace: Callable[[], float] | None = None,
) -> "Program":
    """The window's program with this machine's settings; papers go to printers, unless they are put elsewhere."""
    from petitiondesk.windows.program import Program
    from petitiondesk.windows.settings import MachineSettings

    settings = MachineSettings(settings_file)
    if language:
        settings.language = language
    program = Program(
        settings,
        now=now,
        pace=pace,
        print_pdf=print_pdf,
        log_file=keep_log(log_path),
    )
    program.catch_the_unforeseen()
    return program
