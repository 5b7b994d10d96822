"""A process that start.py measures: tells when its window was painted and when its first field took a key."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget


class Watcher(QObject):
    """Waits for the first paint of a window, then for a field to type into, then ends the program."""

    def __init__(self, app: QApplication, *, typing: bool) -> None:
        super().__init__()
        self._app = app
        self._typing = typing
        self._paints = False
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first paint of a window is done when the event after it comes."""
        if self._paints:
            self._app.removeEventFilter(self)
            tell("painted")
            QTimer.singleShot(0, self._painted)
        elif event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            self._paints = True
        return False

    def _painted(self) -> None:
        if self._typing:
            self._type()
        else:
            self._app.quit()

    def _type(self) -> None:
        from PySide6.QtTest import QTest

        field = self._app.focusWidget()
        if not isinstance(field, QLineEdit):
            QTimer.singleShot(0, self._type)
            return
        QTest.keyClick(field, "3")  # type: ignore[call-overload]
        if field.text() == "3":
            tell("key")
        self._app.closeAllWindows()
        self._app.quit()


def tell(what: str) -> None:
    """The moment on the clock that all processes share."""
    print(what, time.monotonic(), flush=True)


def main(what: str, office: str) -> None:
    """``empty``: a bare window; ``program``: the command line as the office calls it."""
    app = QApplication(sys.argv[:1])
    watcher = Watcher(app, typing=what == "program")
    if what == "program":
        from petitiondesk import cli

        cli.run(["--office", office])
    else:
        window = QMainWindow()
        window.show()
        app.exec()
    del watcher


if __name__ == "__main__":
    main(*sys.argv[1:])
