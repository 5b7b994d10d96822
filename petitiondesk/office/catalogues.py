"""The catalogues that an office starts with: divisions, content categories, days off (see resources/catalogues)."""

import csv
from datetime import date
from pathlib import Path

from petitiondesk import resources
from petitiondesk.rules.holiday_notices import read_notice
from petitiondesk.storage.calendar import load_year
from petitiondesk.storage.catalogues import CategoryLine, DivisionLine, load_categories, load_divisions
from petitiondesk.storage.database import Session


def seed(session: Session) -> None:
    """Load the shipped editions; done again, it only adds what the office doesn't have yet."""
    edition, rows = read_edition(resources.path("catalogues", "divisions.csv"))
    load_divisions(session, (DivisionLine(*row) for row in rows), edition)
    edition, rows = read_edition(resources.path("catalogues", "content-categories.csv"))
    load_categories(session, (CategoryLine(tuple(filter(None, row[:3])), row[3]) for row in rows), edition)
    for table in sorted(resources.path("catalogues", "calendar").glob("*.csv")):
        load_year(session, read_notice(table.read_text(encoding="utf-8")))


def read_edition(path: Path) -> tuple[date, list[list[str]]]:
    """An edition's day, from its first line (``# 2023-06-30,what it is``), and its rows without the heads."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        head = next(lines)
        next(lines)
        return date.fromisoformat(head[0].removeprefix("#").strip()), list(lines)
