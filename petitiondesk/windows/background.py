"""Work off the UI thread: four lanes, results brought back by one queued signal.

*counter* for acts and drafts, in the order in which they are given; *reading* for searches and whatever else follows
typing, so that a slow one never delays the keeping of a draft; *long* for import, backup, rebuild; *paper* for
everything that makes, reads or prints a PDF (PDFium allows one thread only). Each lane is one thread.
"""

import gc
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar, get_args

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from petitiondesk.windows.one_thread import OneThread

Lane = Literal["counter", "reading", "long", "paper"]
Result = TypeVar("Result")

_SWEEP_MS = 1000


@dataclass
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    owner: QObject
    key: str | None
    future: "Future[Any] | None" = None


class Background(QObject):
    """Runs work on the lanes and hands results to their owners on the thread it lives on.

    Python collects rings of references on whatever thread happens to allocate, and a widget in such a ring, deleted
    by a worker, takes the program down. So from here until :meth:`drain` garbage is collected on this thread only.
    """

    unforeseen = Signal(object)
    """An exception that nobody asked to be told of, or that nobody is there any more to be told of."""

    idle = Signal()
    """Nothing is running or waiting any more, and every result has been handed over."""

    _over = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: OneThread(lane) for lane in get_args(Lane)}
        self._jobs: dict[int, _Job] = {}
        self._latest: dict[str, int] = {}
        self._submitted = 0
        self._accepting = True
        self._over.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        gc.disable()
        self._sweep = QTimer(self, interval=_SWEEP_MS)
        self._sweep.timeout.connect(_collect_garbage)
        self._sweep.start()

    def submit(
        self,
        lane: Lane,
        work: Callable[[], Result],
        *,
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject,
        key: str | None = None,
        urgent: bool = False,
    ) -> None:
        """Run ``work`` on a lane; ``done(result)`` or ``failed(exception)`` is called afterwards on this thread.

        Neither is called once ``owner`` has been deleted; an exception is ``unforeseen`` then. A later submission
        under the same ``key`` makes this one stale: it is dropped if it hasn't started, and its outcome is not handed
        over if it has. What is ``urgent`` goes before all that waits on its lane: somebody stands at the counter for
        it. ``failed`` may raise what it can't put into words. ``work`` must not touch widgets. After :meth:`drain`
        nothing is accepted.
        """
        if not self._accepting:
            return
        self._submitted += 1
        number = self._submitted
        job = self._jobs[number] = _Job(work, done, failed, owner, key)
        if key is not None:
            earlier = self._jobs.get(self._latest.get(key, 0))
            self._latest[key] = number
            if earlier is not None and earlier.future is not None:
                earlier.future.cancel()
        job.future = self._lanes[lane].submit(partial(self._work, number), urgent=urgent)
        job.future.add_done_callback(partial(self._report, number))

    def is_idle(self) -> bool:
        """Whether nothing is running or waiting and every result has been handed over."""
        return not self._jobs

    def works_for(self, page: QObject) -> bool:
        """Whether something is running or waiting whose outcome ``page``, or a part of it, is to be told."""
        return any(_belongs(job.owner, page) for job in self._jobs.values())

    def drain(self, timeout: float) -> bool:
        """Finish what was accepted and what follows from it, hand it over, then accept no more; for the very end.

        Waits for ``timeout`` seconds at most, deaf to the person's keys; False when something was still running
        then. Python itself waits for that before the program ends, so long work should be told to stop first.
        """
        if not self.is_idle():
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            QTimer.singleShot(round(timeout * 1000), loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._accepting = False
        finished = self.is_idle()
        for lane in self._lanes.values():
            lane.shutdown(wait=finished)
        if finished:
            self._sweep.stop()
            gc.enable()
        return finished

    def _work(self, number: int) -> Any:
        # The job is kept by the UI thread and only looked up here, so that a worker never holds the last reference
        # to a widget and deletes it on the wrong thread.
        return self._jobs[number].work()

    def _report(self, number: int, future: "Future[Any]") -> None:
        if shiboken6.isValid(self):
            self._over.emit(number)

    def _hand_over(self, number: int) -> None:
        job = self._jobs.pop(number)
        try:
            self._tell(number, job)
        finally:
            if not self._jobs:
                self.idle.emit()

    def _tell(self, number: int, job: _Job) -> None:
        stale = job.key is not None and self._latest.get(job.key) != number
        if job.key is not None and not stale:
            del self._latest[job.key]
        if stale or job.future is None or job.future.cancelled():
            return
        error = job.future.exception()
        there = shiboken6.isValid(job.owner)
        if error is None:
            if there and job.done is not None:
                job.done(job.future.result())
        elif there and job.failed is not None and isinstance(error, Exception):
            job.failed(error)
        else:
            self.unforeseen.emit(error)


def _belongs(owner: QObject | None, page: QObject) -> bool:
    while owner is not None and shiboken6.isValid(owner):
        if owner is page:
            return True
        owner = owner.parent()
    return False


def _collect_garbage() -> None:
    """What Python's own collector would do by now."""
    for generation, (count, threshold) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > threshold:
            gc.collect(generation)
            return
