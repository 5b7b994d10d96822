"""The one way in which pages ask for work off the window's thread."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from petitiondesk.windows.background import Background, Lane

Result = TypeVar("Result")

Done = Callable[[Result], object] | None
Failed = Callable[[Exception], object] | None


def _nobody_foresaw(error: Exception) -> None:
    raise error


class Asking:
    """Work for one part of a page: nothing comes back once ``owner`` is deleted; ``failed`` says what went wrong.

    ``failed`` is for all work that brings none of its own; without any, a trouble is one that nobody foresaw. Of work
    asked for under a ``key``, only the last comes back.
    """

    def __init__(self, background: Background, owner: QObject, failed: Failed = None) -> None:
        self._background = background
        self._owner = owner
        self.failed = failed or _nobody_foresaw

    def act(
        self, work: Callable[[], Result], done: Done[Result] = None, failed: Failed = None, *, key: str | None = None
    ) -> None:
        """An act, or a draft: after all others, in the order in which they are asked for."""
        self._ask("counter", work, done, failed, key)

    def read(
        self, work: Callable[[], Result], done: Done[Result] = None, failed: Failed = None, *, key: str | None = None
    ) -> None:
        """A search, or whatever else follows typing; it writes nothing, and no act waits for it."""
        self._ask("reading", work, done, failed, key)

    def paper(
        self, work: Callable[[], Result], done: Done[Result] = None, failed: Failed = None, *, urgent: bool = False
    ) -> None:
        """Whatever makes, reads or prints a PDF; ``urgent`` for a slip: the visitor stands there and waits for it."""
        self._ask("paper", work, done, failed, None, urgent=urgent)

    def long(self, work: Callable[[], Result], done: Done[Result] = None, failed: Failed = None) -> None:
        """What takes minutes: import, backup, rebuild."""
        self._ask("long", work, done, failed, None)

    def _ask(
        self,
        lane: Lane,
        work: Callable[[], Result],
        done: Done[Result],
        failed: Failed,
        key: str | None,
        *,
        urgent: bool = False,
    ) -> None:
        self._background.submit(
            lane, work, done=done, failed=failed or self.failed, owner=self._owner, key=key, urgent=urgent
        )
