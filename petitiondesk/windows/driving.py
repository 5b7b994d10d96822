"""Drives the windows of this very program: waits until they are at rest, and acts in the dialogs that open."""

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from petitiondesk.windows.background import Background

LONGEST_WAIT = 30.0
"""Seconds after which something that should have happened is given up."""

QUIET = 0.15
"""What follows typing is looked up within so many seconds of the last key; a picture waits for it."""

_ROUNDS_AT_REST = 3
"""Rounds of events in a row in which nothing happened: what follows from the last event has happened too."""

_LOOK_MS = 5

_WAITING = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def settle(background: Background, seconds: float = QUIET) -> None:
    """Let the windows work until nothing runs and nothing is due. Raises TimeoutError after LONGEST_WAIT.

    What is due is a timer of the windows' own that goes off within ``seconds``, e.g. a search that follows typing. One
    that is set again and again, as by what waits for a dialog to be closed, is not waited for beyond them.
    """
    began = time.monotonic()
    patience = QTimer(singleShot=True, interval=round(seconds * 1000), timerType=Qt.TimerType.PreciseTimer)
    patience.start()
    at_rest = 0
    while at_rest < _ROUNDS_AT_REST:
        if time.monotonic() - began > LONGEST_WAIT:
            raise TimeoutError("the windows did not come to rest")
        working = not background.is_idle()
        if working:
            patience.start()
        if working or (patience.isActive() and _is_due(patience.interval())):
            at_rest = 0
            QCoreApplication.processEvents(_WAITING)
        else:
            did_something = QAbstractEventDispatcher.instance().processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            at_rest = 0 if did_something else at_rest + 1


def _is_due(milliseconds: int) -> bool:
    """Whether a timer of the window in front, or of one that it stands over, goes off within so many milliseconds."""
    widget = QApplication.activeWindow()
    while widget is not None:
        window = widget.window()
        for timer in window.findChildren(QTimer):
            if timer.isSingleShot() and timer.isActive() and timer.remainingTime() <= milliseconds:
                return True
        widget = window.parentWidget()
    return False


def in_dialog(background: Background, opens: Callable[[], object], then: Callable[[QWidget], object]) -> None:
    """Do what opens a dialog, and ``then`` with the dialog once it stands there; returns when it is closed."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog in (None, under) or QApplication.activeWindow() is not dialog or not background.is_idle():
            QTimer.singleShot(_LOOK_MS, look)
            return
        try:
            settle(background)
            then(dialog)
        except BaseException:
            if isValid(dialog):
                dialog.close()  # else it is waited for without end
            raise

    window, under = QApplication.activeWindow(), QApplication.activeModalWidget()
    QTimer.singleShot(_LOOK_MS, look)
    opens()
    settle(background)
    if window is not None:
        window.activateWindow()
        settle(background)
