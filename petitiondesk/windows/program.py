"""The running program: the application object, its look and language, and the window that it shows."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QLabel

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.scans import is_recognised
from petitiondesk.windows import messages, theme
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.at_rest import CLOSING_SECONDS
from petitiondesk.windows.background import Background
from petitiondesk.windows.main_window import MainWindow
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.scanner import ScanFilter
from petitiondesk.windows.settings import MachineSettings

if TYPE_CHECKING:
    from petitiondesk.office.desk import Desk
    from petitiondesk.office.details import OfficeContact
    from petitiondesk.office.opening import Answers, Database, Opened
    from petitiondesk.office.people import Person
    from petitiondesk.windows.elsewhere import HearsOthers
    from petitiondesk.windows.examining import Examining
    from petitiondesk.windows.station import Print

log = logging.getLogger("petitiondesk")

Result = TypeVar("Result")

_SAID_AFTER_MS = 300
"""An office that opens at once needs no words."""

_WARMED_AFTER_MS = 1000
"""The first page is in sight by then, and has taken its first keys; nobody has told a matter yet."""

_FOUNDED_MEANWHILE = _(
    "This office was set up at another window or counter while the questions stood here, and is open now. The answers "
    "given here were not used: see whether the office's name, and yours at the top right, are right."
)


class Program:
    """Made once by app.py; ``show`` opens an office or asks the questions that found one."""

    def __init__(
        self,
        settings: MachineSettings,
        *,
        now: Callable[[], datetime],
        pace: Callable[[], float] | None,
        print_pdf: "Print",
        log_file: Path,
    ) -> None:
        self.app = _application()
        self._settings = settings
        self._desk: Desk | None = None
        self._founding: Database | None = None
        self._others: HearsOthers | None = None
        self._examining: Examining | None = None
        self._not_opened: Exception | None = None
        self._warnings: tuple[Message, ...] = ()
        self._now = now
        self._print_pdf = print_pdf
        self._log_file = log_file
        self.background = Background()
        self.pace = pace
        self.scans = ScanFilter(recognised=is_recognised, clock=pace)
        self.app.installEventFilter(self.scans)
        self.background.unforeseen.connect(self._unforeseen_in_background)
        messages.speak(settings.language)
        theme.load_fonts()
        theme.apply(self.app, "dark" if settings.dark else "light", settings.percent)
        self.window = MainWindow()

    def catch_the_unforeseen(self) -> None:
        """Errors in slots and Qt's own warnings go into the log; the window says calmly that there was one."""
        sys.excepthook = self._unforeseen
        qInstallMessageHandler(_log_qt)

    def show(
        self,
        location: Path | str,
        drafts_path: Path,
        warnings: Sequence[Message] = (),
        *,
        maximised: bool = False,
    ) -> None:
        """Open the office at ``location``, or ask the questions that found it there. Raises StorageTrouble.

        ``warnings`` are sentences about this computer that the office has to see first.
        An empty frame is painted first and answers while the office is opened behind it.
        """
        self._leave()
        self._warnings = tuple(warnings)
        self._paint_frame(maximised=maximised)
        self._enter(location, drafts_path)

    def show_patiently(self, show: Callable[[], None]) -> None:
        """Do ``show``; what stands against it is said in the window until it can be done, or somebody closes."""
        self._not_opened = None
        try:
            show()
        except Exception as error:  # noqa: BLE001 - an icon that was clicked has no other place to say it
            self._say_not_opened(error, partial(self.show_patiently, show))

    def run(self) -> None:
        """Until the window is closed; that is at once where a clock that was set back is to be put right first.

        Raises what stood against opening the office where the window was closed with that.
        """
        if self.window.isVisible():
            self.app.exec()
        self.close()
        if self._not_opened is not None:
            raise self._not_opened

    def close(self) -> None:
        """Put away what is typed, finish what runs and what follows from it, leave the office."""
        self.window.close()
        self._stop_examining()
        self.app.removeEventFilter(self.scans)
        self.background.drain(CLOSING_SECONDS)
        self.window.hide()
        self._leave()

    def _leave(self) -> None:
        """Close what is open."""
        self._stop_examining()
        if self._founding is not None:
            self._founding.close()
            self._founding = None
        if self._others is not None:
            self._others.stop()
            self._others = None
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _stop_examining(self) -> None:
        if self._examining is not None:
            self._examining.stop()
            self._examining = None

    def _paint_frame(self, *, maximised: bool) -> None:
        if not self.window.isVisible():
            if maximised:
                self.window.showMaximized()
            else:
                self.window.show()
            self.window.activateWindow()
        self.app.processEvents()

    def _say_not_opened(self, error: Exception, again: Callable[[], None]) -> None:
        from petitiondesk.windows.pages.not_opened import NotOpenedPage

        self._not_opened = error
        self._leave()
        words = say(_said_of(error))
        log.error("not opened: %s", words, exc_info=error)
        page = NotOpenedPage(words, str(self._log_file))
        page.again.connect(again)
        self.window.setCentralWidget(page)
        page.take_focus()
        self._paint_frame(maximised=True)

    def _enter(self, location: Path | str, drafts_path: Path) -> None:
        """Into the office, or to the questions that found it. Raises StorageTrouble."""
        from petitiondesk.office import opening

        def arrived(opened: "Opened") -> None:
            self._desk = opened.desk

        try:
            opened = self._waited_for(partial(opening.open_office, location, drafts_path, self._now()), arrived)
        except opening.MissingOffice:
            self._ask(location, drafts_path)
            return
        if opened is not None:
            self._open(opened)

    def _waited_for(
        self, work: "Callable[[], Result]", arrived: "Callable[[Result], object]" = lambda _result: None
    ) -> "Result | None":
        """What opening asks of the database, off this thread: the frame answers while a server is silent.

        ``arrived`` is told the result at once, so that it is left with the program even where somebody closed the
        window first; None then. Raises what ``work`` raises.
        """
        outcome: list[Result | Exception] = []
        waiting = QEventLoop()

        def done(result: "Result") -> None:
            arrived(result)
            over(result)

        def over(how: "Result | Exception") -> None:
            outcome.append(how)
            waiting.quit()

        if page := self.window.centralWidget():
            page.setEnabled(False)  # nothing is asked of it twice
        late = QTimer(interval=_SAID_AFTER_MS, singleShot=True)
        late.timeout.connect(self._say_opening)
        late.start()
        self.background.submit("counter", work, done=done, failed=over, owner=self.window)
        self.app.lastWindowClosed.connect(waiting.quit)
        while not outcome and self.window.isVisible():
            waiting.exec()
        late.stop()
        if not self.window.isVisible():
            return None
        if isinstance(outcome[0], Exception):
            raise outcome[0]
        return outcome[0]

    def _say_opening(self) -> None:
        if self.window.centralWidget() is None:
            words = QLabel(tr("Opening the office …"))
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.window.setCentralWidget(words)

    def _ask(self, location: Path | str, drafts_path: Path) -> None:
        from petitiondesk.office import opening
        from petitiondesk.windows import printing
        from petitiondesk.windows.pages.first_run import FirstRunPage
        from petitiondesk.windows.pickers import founding_division_picker

        def arrived(database: "Database") -> None:
            self._founding = database

        database = self._waited_for(partial(opening.prepare, location), arrived)
        if database is None:
            return
        page = FirstRunPage(partial(founding_division_picker, self.background, database))
        asking = Asking(self.background, page)

        def answered(answers: "Answers") -> None:
            found = partial(_found, location, drafts_path, answers, self._now())
            asking.act(found, lambda _nothing: enter(), not_founded)

        def not_founded(error: Exception) -> None:
            if isinstance(error, opening.OfficeExists):
                self._warnings = (*self._warnings, Message(_FOUNDED_MEANWHILE))
                enter()
            else:
                log.error("not founded", exc_info=error)
                page.not_founded(say(_said_of(error)))

        def enter() -> None:
            if self.window.isVisible():  # else somebody has closed it meanwhile
                self._leave()
                self.show_patiently(partial(self._enter, location, drafts_path))

        def found_printer(own: str) -> None:
            page.say_printer(self._settings.slip_printer or own)

        page.answered.connect(answered)
        asking.paper(printing.default_printer, found_printer)
        self.window.setCentralWidget(page)
        page.take_focus()

    def _open(self, opened: "Opened") -> None:
        from petitiondesk.office import people
        from petitiondesk.windows.changes import Changes
        from petitiondesk.windows.elsewhere import HearsOthers
        from petitiondesk.windows.examining import Examining
        from petitiondesk.windows.station import Station
        from petitiondesk.windows.year_end import remind

        changes = Changes(self.window)
        desk = self._desk = replace(opened.desk, tell=changes.tell)
        if len(opened.people) > 1:
            person = self._who_sits(opened.people)
            if person is None:
                self.window.close()
                return
            desk = self._desk = people.sit_down(desk, person)
        if opened.time_behind and not self._time_confirmed(opened.time_behind, desk):
            self.window.close()
            return
        # Read before the window is built: what can't be read is said, and tried again.
        read = self._waited_for(partial(_read_first, desk))
        if read is None:
            return
        name, contact = read
        station = Station(
            desk=desk,
            background=self.background,
            changes=changes,
            settings=self._settings,
            now=self._now,
            print_pdf=self._print_pdf,
            log_file=str(self._log_file),
        )
        self.window.open(station, name, self.scans)
        self._others = HearsOthers(desk, self.background, changes, self.window)
        self._examining = Examining(station, self.window, self.scans)
        self.window.warn((*self._warnings, *opened.changed_outside))
        self.window.remind_of_phone(contact)
        remind(self.window.notices, station, opened.missing_year)
        QTimer.singleShot(_WARMED_AFTER_MS, self.window, self._warm)

    def _warm(self) -> None:
        """Load ahead what the first slip would have to wait for; without it, that slip loads it itself."""

        def failed(error: Exception) -> None:
            log.error("not loaded ahead", exc_info=error)

        self.background.submit("paper", _load_for_slips, failed=failed, owner=self.background)
        self.background.submit("long", _load_pinyin, failed=failed, owner=self.background)

    def _who_sits(self, people: "Sequence[Person]") -> "Person | None":
        """Ask who sits down; whoever sat here last is proposed."""
        from petitiondesk.windows.dialogs.who_sits import ask_who_sits

        chosen = ask_who_sits(self.window, people, sitting=self._settings.sitting, leave=tr("Quit"), with_list=False)
        if chosen is None or chosen.person is None:
            return None
        self._settings.sitting = chosen.person.id
        return chosen.person

    def _time_confirmed(self, said: Message, desk: "Desk") -> bool:
        """Ask whether a clock that was set back is right, and put into the history who said so."""
        from petitiondesk.office import opening
        from petitiondesk.windows.dialogs.wrong_time import time_is_right

        if not time_is_right(self.window, said):
            return False
        try:
            self._waited_for(partial(opening.confirm_time, desk, now=self._now()))
        except opening.StorageTrouble as error:
            self._warnings = (*self._warnings, error.message)
        return True

    def _unforeseen_in_background(self, error: BaseException) -> None:
        self._unforeseen(type(error), error, error.__traceback__)

    def _unforeseen(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A slot failed in a way nobody foresaw: the log has the trace, the window says it calmly."""
        log.error("unforeseen", exc_info=(kind, error, trace))
        if self._desk is not None:
            self.window.say_unforeseen(error)


def _application() -> QApplication:
    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(sys.argv[:1])


def _found(location: Path | str, drafts_path: Path, answers: "Answers", now: datetime) -> None:
    """Found an office, and leave it to be opened like any other. Raises StorageTrouble."""
    from petitiondesk.office import opening

    opening.found(location, drafts_path, answers, now).close()


def _read_first(desk: "Desk") -> "tuple[str, OfficeContact]":
    """The office's name, for the title, and whom its papers send people to. Raises StorageTrouble."""
    from petitiondesk.office import details, opening

    return opening.details(desk).name, details.read(desk)


def _load_pinyin() -> None:
    from petitiondesk.rules import search_keys

    search_keys.warm()


def _load_for_slips() -> None:
    """What a slip is set and printed with; on the paper lane, as the slip itself."""
    from petitiondesk.documents import fonts
    from petitiondesk.windows import printing  # noqa: F401

    fonts.warm()


def _said_of(error: Exception) -> Message:
    """What is said of an error that stands against opening or founding an office."""
    said = getattr(error, "message", None)
    if isinstance(said, Message):
        return said
    return Message(_("Something went wrong that the program did not foresee ({kind})."), {"kind": type(error).__name__})


def _log_qt(kind: QtMsgType, _context: object, words: str) -> None:
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    log.log(level, "Qt: %s", words)
