"""The jobs that are measured."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.benchmarks import looking_up, register_page, registering, slips, start
from tests.benchmarks.measuring import Row

JOBS: Mapping[str, Callable[[Path], Iterable[Row]]] = {
    "start": start.rows,
    "registering": registering.rows,
    "slips": slips.rows,
    "looking_up": looking_up.rows,
    "register_page": register_page.rows,
}


def measured(job: str) -> list[Row]:
    """Measure a job in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="petitiondesk-benchmark-") as folder:
        return list(JOBS[job](Path(folder)))
