"""The office is checked behind the window: quickly at each opening, whole once a week, and whenever somebody asks.

Nothing waits for it: what it finds stands in the window's bar and in the log. It belongs to no page and not to the
window, so that neither closing nor building anew waits for it.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from petitiondesk.rules.messages import Message
from petitiondesk.windows import actions
from petitiondesk.windows.composing import composing_in
from petitiondesk.windows.messages import say, tr
from petitiondesk.words import sentence

if TYPE_CHECKING:
    from petitiondesk.office.checking import Area, Finding
    from petitiondesk.office.desk import Desk
    from petitiondesk.windows.main_window import MainWindow
    from petitiondesk.windows.scanner import ScanFilter
    from petitiondesk.windows.station import Station

log = logging.getLogger("petitiondesk")

FIRST_MS = 1_000
"""After an opening: the first page is in sight by then, and nobody has told a matter yet."""

SETTLED_MS = 180_000
"""The office has been open for so long before it is checked whole by itself."""

QUIET_MS = 60_000
"""And nobody has typed for so long."""

TYPING_MS = 2_000
"""So long after a key somebody is still typing: no dialog comes, and the weekly check rests."""

EVERY = timedelta(days=7)

NOTICE = "check"
"""The name of what the window's bar says of it."""

_REST_SECONDS = 0.1


class _Run:
    """One check while it is going on, seen from both threads."""

    def __init__(self, *, by_hand: bool) -> None:
        self.by_hand = by_hand
        self.typing = False
        self._stopped = Event()

    def stop(self) -> None:
        """Told by the window's thread."""
        self._stopped.set()

    def is_stopped(self) -> bool:
        """Asked by the check's thread, which rests here while somebody types and nobody waits for the check."""
        while self.typing and not self.by_hand and not self._stopped.wait(_REST_SECONDS):
            pass
        return self._stopped.is_set()


class Examining(QObject):
    """Checks one office while it is open; :meth:`stop` before it is left."""

    _came = Signal(object, int, int)
    """From the check's thread: an area, how much of it is done, how much there is."""

    def __init__(
        self,
        station: "Station",
        window: "MainWindow",
        scans: "ScanFilter",
    ) -> None:
        super().__init__(station.background)
        self._desk = station.desk
        self._background = station.background
        self._settings = station.settings
        self._today = station.today
        self._window = window
        self._scans = scans
        self._run: _Run | None = None
        self._unseen: Sequence[Finding] = ()
        self._quick = False
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._quiet = QTimer(self, interval=QUIET_MS)
        self._quiet.timeout.connect(self._perhaps)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(partial(self._is_typing, False))
        self._came.connect(self._progress)
        scans.typed.connect(self._typed)
        window.check_wanted.connect(self.by_hand)
        self._settled.start()
        self._quiet.start()
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._first.timeout.connect(self._at_opening)
        self._first.start()

    def by_hand(self) -> None:
        """The key of the check: it starts one, stops the one that it started, or shows what the last one found."""
        if self._run is not None and self._run.by_hand:
            self._run.stop()
            self._run = None
            self._window.say(tr("The check was stopped."))
        elif self._unseen:
            self._show()
        elif self._run is not None and not self._quick:
            self._run.by_hand = True
        else:
            if self._run is not None:
                self._run.stop()
            self._typing.stop()  # the key that asked for it types nothing
            self._start(by_hand=True)

    def stop(self) -> None:
        """Check no more; what is going on ends at once."""
        self._first.stop()
        self._quiet.stop()
        self._scans.typed.disconnect(self._typed)
        self._window.check_wanted.disconnect(self.by_hand)
        if self._run is not None:
            self._run.stop()
            self._run = None

    # -- one check -------------------------------------------------------------------------------------------------

    def _start(self, *, by_hand: bool, quick: bool = False) -> None:
        run = self._run = _Run(by_hand=by_hand)
        self._quick = quick
        run.typing = self._typing.isActive()
        work = partial(_quickly, self._desk, run) if quick else partial(_whole, self._desk, run, self._tell)
        self._background.submit(
            "long", work, done=partial(self._done, run), failed=partial(self._failed, run), owner=self
        )

    def _tell(self, area: "Area", done: int, total: int) -> None:
        """On the check's thread."""
        if shiboken6.isValid(self):
            self._came.emit(area, done, total)

    def _progress(self, area: "Area", done: int, total: int) -> None:
        if self._run is None or not self._run.by_hand:
            return
        key = actions.key_text("check_office")
        part = f" {100 * done // total} %" if total else ""
        named = say(Message(area.label))
        self._window.say(tr("Checking the office: {area}{part} …  {key} stops it.", area=named, part=part, key=key))

    def _done(self, run: _Run, findings: "Sequence[Finding]") -> None:
        if run is not self._run:
            return
        self._run = None
        if not self._quick:
            self._settings.checked_on = self._today()
        for finding in findings:
            log.error("the check found in %s: %s", finding.area.value, sentence(finding.message, "en"))
        if not findings:
            if run.by_hand:
                self._window.say(tr("The office was checked: everything is sound."))
            return
        self._unseen = findings
        words = tr(
            "The office was checked, and not all is as it was written ({count}): {finding} Go on registering, and tell "
            "the administrator today. {key} shows every finding.",
            count=len(findings),
            finding=say(findings[0].message),
            key=actions.key_text("check_office"),
        )
        self._window.notices.keep(NOTICE, words, "late")
        if run.by_hand and not self._typing.isActive() and not _something_else():
            self._show()

    def _failed(self, run: _Run, error: Exception) -> None:
        """Stopped; or it could not be done, which the log says and the next one tries again."""
        from petitiondesk.office import checking

        if not isinstance(error, checking.Cancelled):
            log.error("the office could not be checked", exc_info=error)
        if run is self._run:
            self._run = None
            if run.by_hand:
                self._window.say(tr("The office could not be checked. The log says why."))

    def _show(self) -> None:
        from petitiondesk.windows.dialogs.findings import show_findings

        findings, self._unseen = self._unseen, ()
        self._window.notices.answered(NOTICE)
        lines = [
            tr("{area}: {finding}", area=say(Message(each.area.label)), finding=say(each.message)) for each in findings
        ]
        if saved := show_findings(self._window, lines, self._today()):
            self._window.say(tr("Saved: {path}", path=saved))

    # -- when ------------------------------------------------------------------------------------------------------

    def _typed(self) -> None:
        self._quiet.start()
        self._typing.start()
        self._is_typing(True)

    def _is_typing(self, typing: bool) -> None:
        if self._run is not None:
            self._run.typing = typing

    def _at_opening(self) -> None:
        if self._run is None:
            self._start(by_hand=False, quick=True)

    def _perhaps(self) -> None:
        """Nobody has typed for a while: once a week the office is checked whole."""
        last = self._settings.checked_on
        due = last is None or abs(self._today() - last) >= EVERY
        if due and self._run is None and not self._settled.isActive():
            self._start(by_hand=False)


def _quickly(desk: "Desk", run: _Run) -> "Sequence[Finding]":
    from petitiondesk.office import checking  # here, as a tenth of a second on the window's thread is felt

    return checking.check_quickly(desk, cancelled=run.is_stopped)


def _whole(desk: "Desk", run: _Run, tell: "Callable[[Area, int, int], None]") -> "Sequence[Finding]":
    from petitiondesk.office import checking

    said: tuple[Area, int] | None = None

    def told(area: "Area", done: int, total: int) -> None:
        nonlocal said
        now = (area, 100 * done // total if total else 0)
        if now != said:
            said = now
            tell(area, done, total)

    return checking.check(desk, progress=told, cancelled=run.is_stopped)


def _something_else() -> bool:
    """Whether a dialog would come in between."""
    return QApplication.activeModalWidget() is not None or composing_in() is not None
