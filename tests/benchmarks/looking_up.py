"""The same person looked for at each key of an ID number, a name and a phone number."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random

from sqlalchemy import func, select

from petitiondesk.office import recognition
from petitiondesk.storage.models import Petitioner
from tests.benchmarks.measuring import WARM_UP, Row, in_turn
from tests.benchmarks.offices import TODAY, generated

REGISTRATIONS = 111_000
"""Enough for 100,000 people."""

PEOPLE_TYPED = 40
RUNS = 1_000


def rows(folder: Path, registrations: int = REGISTRATIONS) -> Iterator[Row]:
    """Every key asks again, as the page does."""
    desk = generated(folder, registrations)
    with desk.database.read() as session:
        count = session.scalar(select(func.count()).select_from(Petitioner)) or 0
        ids = Random(1).sample(range(1, count + 1), PEOPLE_TYPED)
        keys = [key for id_ in ids for key in _keys(session.get_one(Petitioner, id_))]
    Random(2).shuffle(keys)
    asked = [keys[go % len(keys)] for go in range(RUNS + WARM_UP)]

    with closing(sqlite3.connect(folder / "office.db")) as bare:
        job, baseline = in_turn(
            lambda go: recognition.earlier(desk, asked[go], TODAY),
            lambda go: bare.execute("SELECT * FROM petitioner WHERE id = ?", (ids[go % len(ids)],)).fetchone(),
            RUNS,
        )
    desk.close()
    yield Row(
        f"a key of a person's data, {count:,} people",
        "one person read by id by the bare driver",
        job,
        baseline,
        most_ratio=60,
        most_p95=50,
    )


def _keys(person: Petitioner) -> Iterator[Mapping[str, str]]:
    """The fields after each key: first the ID number, then the name, the phone and the place."""
    typed: dict[str, str] = {}
    for path, whole in (
        ("petitioner.id_number", person.id_number),
        ("petitioner.name", person.name),
        ("petitioner.phone", person.phone),
    ):
        for end in range(1, len(whole or "") + 1):
            typed[path] = (whole or "")[:end]
            yield dict(typed)
    if person.division_id is not None:
        yield {**typed, "petitioner.division_id": str(person.division_id)}
