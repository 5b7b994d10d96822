"""Hears what other counters did, and tells the pages that show such things."""

import logging

from PySide6.QtCore import QObject, QTimer

from petitiondesk.office.desk import Desk
from petitiondesk.office.elsewhere import Elsewhere
from petitiondesk.rules.acts import Thing
from petitiondesk.windows.background import Background
from petitiondesk.windows.changes import Changes

log = logging.getLogger("petitiondesk")

LOOK_MS = 1_000
"""Between two looks; so long another counter's act may stay unseen here."""

LOOK_AFTER_TROUBLE_MS = 15_000


class HearsOthers(QObject):
    """Looks on the reading lane while an office is open; :meth:`stop` before it is left."""

    def __init__(self, desk: Desk, background: Background, changes: Changes, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._changes = changes
        self._elsewhere = Elsewhere(desk)
        self._timer = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._elsewhere.close()

    def _look(self) -> None:
        self._background.submit("reading", self._elsewhere.look, done=self._seen, failed=self._failed, owner=self)

    def _seen(self, things: frozenset[Thing]) -> None:
        if things:
            self._changes.tell(things)
        self._timer.start(LOOK_MS)

    def _failed(self, error: Exception) -> None:
        """Whatever is wrong with the office is said by the next act; here it is only tried again later."""
        log.error("other counters can't be heard", exc_info=error)
        self._timer.start(LOOK_AFTER_TROUBLE_MS)
