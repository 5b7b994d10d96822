"""What has to wait until nothing runs for the window: building it anew, and closing it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from petitiondesk.windows import actions
from petitiondesk.windows.background import Background
from petitiondesk.windows.messages import tr

if TYPE_CHECKING:
    from petitiondesk.windows.page_stack import PageStack
    from petitiondesk.windows.widgets.notices import Notices

CLOSING_SECONDS = 10
"""So long closing waits for what runs before the person is asked whether to close all the same."""

LOOK_AGAIN_MS = 50

_STILL_RUNNING = "still running"


class AtRest(QObject):
    """Puts things off until nothing runs whose outcome the window is to be told, and no dialog stands over it."""

    def __init__(self, background: Background, window: QWidget) -> None:
        super().__init__(window)
        self._background = background
        self._window = window
        self._put_off: list[Callable[[], object]] = []
        self._later = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._later.timeout.connect(self._go_on)

    def do(self, what: Callable[[], object]) -> None:
        """Do it now, or once as soon as there is rest."""
        if what not in self._put_off:
            self._put_off.append(what)
        self._go_on()

    def never_mind(self, what: Callable[[], object]) -> None:
        """It need not be done any more."""
        self._put_off.remove(what)

    def _go_on(self) -> None:
        if self._background.works_for(self._window) or QApplication.activeModalWidget() is not None:
            self._later.start()
            return
        put_off, self._put_off = self._put_off, []
        for what in put_off:
            what()


class Leaving(QObject):
    """Closing: what is typed is kept and what runs is finished first, and what goes wrong meanwhile is seen.

    ``pages`` gives the pages as they are now; ``notices`` are the window's, ``say`` puts a sentence into the message
    line.
    """

    def __init__(
        self,
        at_rest: AtRest,
        background: Background,
        pages: "Callable[[], PageStack]",
        notices: "Notices",
        say: Callable[[str], object],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._at_rest = at_rest
        self._pages = pages
        self._notices = notices
        self._say = say
        self._window = window
        self._begun = self._may_go = False
        self._tried: Mapping[str, object] = {}
        self._told: Mapping[str, object] = {}
        self._seen = ""
        self._patience = QTimer(self, singleShot=True, interval=CLOSING_SECONDS * 1000)
        self._patience.timeout.connect(self._lose_patience)
        background.idle.connect(self._nothing_runs)

    def may_go(self) -> bool:
        """Whether the window may go at once; if not, it is closed later, or says why it is still there."""
        if not self._may_go and not self._begun:
            self._begin()
        return self._may_go

    def _begin(self) -> None:
        if self._notices.holds(_STILL_RUNNING):
            self._pages().keep()
            self._may_go = True
            return
        self._begun = True
        self._tried = {}
        self._seen = self._words()
        self._patience.start()
        self._say(tr("Closing: what is typed is kept and what runs is finished first."))
        self._at_rest.do(self._close)

    def _words(self) -> str:
        """All that is said over the pages: whatever is new there has to be seen."""
        return "\n".join(filter(None, (self._notices.words(), self._pages().words())))

    def _close(self) -> None:
        pages = self._pages()
        unkept = pages.unkept()
        if unkept != self._tried and unkept:
            self._tried = unkept
            pages.keep()
            self._at_rest.do(self._close)
            return
        self._begun = False
        self._patience.stop()
        told, self._told = self._told, unkept
        if unkept in ({}, told) and self._words() in ("", self._seen):
            self._may_go = True
            self._window.close()
        else:
            self._say(tr("Not closed: see above what went wrong. {key} closes.", key=actions.key_text("quit")))

    def _lose_patience(self) -> None:
        self._begun = False
        self._at_rest.never_mind(self._close)
        words = tr(
            "Something is still running, perhaps a printer that does not answer. What is typed is kept. {key} closes "
            "all the same.",
            key=actions.key_text("quit"),
        )
        self._notices.keep(_STILL_RUNNING, words, "late")

    def _nothing_runs(self) -> None:
        self._notices.answered(_STILL_RUNNING)
