"""One thread that takes what is urgent first, and what is alike urgent in the order in which it was given."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from queue import PriorityQueue
from typing import Any


class OneThread:
    """A lane of windows.background: ThreadPoolExecutor(1) for jobs that may overtake others."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._order = count()
        self._waiting = PriorityQueue[tuple[bool, int, Callable[[], Any], "Future[Any]"]]()

    def submit(self, work: Callable[[], Any], *, urgent: bool = False) -> "Future[Any]":
        """Have ``work`` done; urgent work goes before all that waits, but not before what is running."""
        future: Future[Any] = Future()
        self._waiting.put((not urgent, next(self._order), work, future))  # the order decides before work is compared
        self._pool.submit(self._do_next)
        return future

    def shutdown(self, *, wait: bool) -> None:
        """Take nothing more; what waits is done."""
        self._pool.shutdown(wait=wait)

    def _do_next(self) -> None:
        _calm, _order, work, future = self._waiting.get_nowait()
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = work()
        except BaseException as error:
            future.set_exception(error)
            del future  # else error and frame hold each other
            raise  # to the pool, whose own future nobody has
        else:
            future.set_result(result)
