"""One window of an office on one computer: two would write over each other's half-typed visits."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile

from petitiondesk.rules.messages import Message, _


class OpenAlready(Exception):
    """Another window on this computer has the office open; ``message`` says so."""

    message = Message(
        _(
            "The office is open already in another window on this computer; nothing is lost. Look for that window in "
            "the task bar and go on there, or close it and try again here."
        )
    )


class OnlyWindow:
    """What this window holds until the program ends, however it ends: a file beside the drafts, with its process."""

    def __init__(self) -> None:
        self._held: QLockFile | None = None

    def hold(self, drafts: Path) -> None:
        """Hold the office whose drafts are there; does nothing where it is held already. Raises OpenAlready.

        Where no file can be written, nothing is held: opening the office says what stands against it.
        """
        if self._held is not None:
            return
        with suppress(OSError):
            drafts.parent.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(drafts.with_name(f"{drafts.name}.lock")))
        lock.setStaleLockTime(0)  # however old: what counts is whether its process lives
        if lock.tryLock(0):
            self._held = lock
        elif lock.error() is QLockFile.LockError.LockFailedError:
            raise OpenAlready
