"""The register page: 200 lines at any depth of the list, read by their ids."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from petitiondesk.office import register
from petitiondesk.office.desk import Desk
from tests.benchmarks.measuring import Row, in_turn
from tests.benchmarks.offices import TODAY, generated

REGISTRATIONS = 100_000
RUNS = 200


def rows(folder: Path) -> Iterator[Row]:
    """First the newest, as the page shows them at once; then any of all the others, as somebody scrolls to them."""
    desk = generated(folder, REGISTRATIONS)
    ids = register.found(desk, "", today=TODAY).ids
    random = Random(1)
    places = [random.randrange(len(ids) - register.FIRST) for _run in range(RUNS + 100)]

    def page(go: int) -> list[int]:
        place = places[go % len(places)]
        return list(ids[place : place + register.FIRST])

    with closing(sqlite3.connect(folder / "office.db")) as bare:

        def bare_page(go: int) -> object:
            wanted = page(go)
            marks = ",".join("?" * len(wanted))
            return bare.execute(f"SELECT * FROM registration WHERE id IN ({marks})", wanted).fetchall()

        first, first_baseline = in_turn(lambda _go: _newest(desk), bare_page, RUNS)
        deep, deep_baseline = in_turn(lambda go: register.rows(desk, page(go)), bare_page, RUNS)
    desk.close()
    baseline = "200 registrations read by id by the bare driver"
    about = f"{len(ids):,} registrations"
    yield Row(f"register page: the newest 200 of {about}", baseline, first, first_baseline, most_p95=50)
    yield Row(f"register page: 200 at any depth of {about}", baseline, deep, deep_baseline, most_p95=50)


def _newest(desk: Desk) -> object:
    return register.rows(desk, register.found(desk, "", today=TODAY, limit=register.FIRST).ids)
