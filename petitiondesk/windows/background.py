"""Work off the UI thread: three lanes, results brought back by one queued signal.

*counter* for searches, acts and drafts; *long* for import, backup, rebuild; *paper* for everything that makes, reads
or prints a PDF (PDFium allows one thread only). Each lane is one thread, so what is submitted first runs first.
"""

import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeVar, get_args

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

Lane = Literal["counter", "long", "paper"]
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
    """An exception that nobody asked to be told of: for the crash report."""

    idle = Signal()
    """Nothing is running or waiting any more, and every result has been handed over."""

    _over = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(1, thread_name_prefix=lane) for lane in get_args(Lane)}
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
    ) -> None:
        """Run ``work`` on a lane; ``done(result)`` or ``failed(exception)`` is called afterwards on this thread.

        Neither is called once ``owner`` has been deleted. A later submission under the same ``key`` makes this one
        stale: it is dropped if it hasn't started, and its result is not handed over if it has. ``failed`` may raise
        what it can't put into words. ``work`` must not touch widgets. After :meth:`drain` nothing is accepted.
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
        job.future = self._lanes[lane].submit(self._work, number)
        job.future.add_done_callback(partial(self._report, number))

    def is_idle(self) -> bool:
        """Whether nothing is running or waiting and every result has been handed over."""
        return not self._jobs

    def drain(self, timeout: float | None = None) -> bool:
        """Stop accepting, let what was accepted finish and hand it over; for closing and for tests.

        Waits for ``timeout`` seconds at most; False when something was still running then. Its result is not handed
        over, but Python itself waits for it before the program ends, so long work should be told to stop first.
        """
        self._accepting = False
        for lane in self._lanes.values():
            lane.shutdown(wait=False)
        futures = [job.future for job in self._jobs.values() if job.future is not None]
        _, unfinished = wait(futures, timeout)
        if not unfinished:
            for lane in self._lanes.values():
                lane.shutdown(wait=True)  # a future is done a moment before it is reported
            self._sweep.stop()
            gc.enable()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        return not unfinished

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
        if job.future is None or job.future.cancelled():
            return
        error = job.future.exception()
        wanted = not stale and shiboken6.isValid(job.owner)
        if error is None:
            if wanted and job.done is not None:
                job.done(job.future.result())
        elif not isinstance(error, Exception) or job.failed is None:
            self.unforeseen.emit(error)
        elif wanted:
            job.failed(error)


def _collect_garbage() -> None:
    """What Python's own collector would do by now."""
    for generation, (count, threshold) in reversed(
        list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
    ):
        if count > threshold:
            gc.collect(generation)
            return
