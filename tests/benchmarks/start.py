"""From the start of the program to its frame and to the first key, beside an empty Qt window."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measuring import Row, Times
from tests.benchmarks.offices import generated

RUNS = 9
WARM_UP = 2
REGISTRATIONS = 1_000


def rows(folder: Path) -> Iterator[Row]:
    """Each start is a process of its own; files are in the system's cache after the first ones."""
    generated(folder, REGISTRATIONS).close()
    frame, key, empty = [], [], []
    for go in range(WARM_UP + RUNS):
        program = _start(folder, "program")
        window = _start(folder, "empty")
        if go >= WARM_UP:
            frame.append(program["painted"])
            key.append(program["key"])
            empty.append(window["painted"])
    baseline = Times(tuple(empty))
    said = "an empty Qt window painted, from the start of its process"
    yield Row("start: frame painted", said, Times(tuple(frame)), baseline, most_ratio=2, warm_up=WARM_UP)
    yield Row("start: first field took a key", said, Times(tuple(key)), baseline, most_ratio=6, warm_up=WARM_UP)


def _start(folder: Path, what: str) -> dict[str, float]:
    """Milliseconds from the start of the process to each thing that it tells."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": "none", "HOME": str(folder)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at each start
    surroundings["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    command = [sys.executable, "-m", "tests.benchmarks.started", what, str(folder / "office.db")]
    began = time.monotonic()
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True, timeout=60)
    told = (line.split() for line in done.stdout.splitlines())
    return {name: 1000 * (float(moment) - began) for name, moment in told}
