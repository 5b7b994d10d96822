"""The jobs that are measured."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.benchmarks import looking_up, register_page, registering, searching, slips, start
from tests.benchmarks.measuring import Row

JOBS: Mapping[str, Callable[..., Iterable[Row]]] = {
    "start": start.rows,
    "registering": registering.rows,
    "slips": slips.rows,
    "looking_up": looking_up.rows,
    "register_page": register_page.rows,
    "searching": searching.rows,
}
"""Each is told the folder to work in; those of SIZED may be told how many registrations to do it with as well."""

SIZED = frozenset({"looking_up", "searching"})


def measured(job: str, registrations: int | None = None) -> list[Row]:
    """Measure a job in a folder of its own, with so many registrations where another number than its own is asked."""
    more = (registrations,) if registrations and job in SIZED else ()
    with tempfile.TemporaryDirectory(prefix="petitiondesk-benchmark-") as folder:
        return list(JOBS[job](Path(folder), *more))
