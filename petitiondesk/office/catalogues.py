"""The catalogues that an office starts with: divisions, content categories, days off (see resources/catalogues)."""

import csv
from datetime import date
from pathlib import Path

from petitiondesk import resources
from petitiondesk.office.desk import Desk
from petitiondesk.rules.holiday_notices import read_notice
from petitiondesk.rules.identity_numbers import normalise
from petitiondesk.storage import catalogues
from petitiondesk.storage.calendar import load_year
from petitiondesk.storage.catalogues import (
    CategoryEntry,
    CategoryLine,
    DivisionEntry,
    DivisionLine,
    load_categories,
    load_divisions,
)
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import OfficeDetails

COUNTY_DIGITS = 6

__all__ = ["CategoryEntry", "DivisionEntry", "categories", "county_of", "divisions_like", "read_edition", "seed"]


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


def categories(desk: Desk) -> list[CategoryEntry]:
    """The content categories in force."""
    with desk.database.read() as session:
        return catalogues.categories(session)


def divisions_like(desk: Desk, text: str, *, limit: int) -> list[DivisionEntry]:
    """The divisions that ``text`` may mean, those near the office first."""
    with desk.database.read() as session:
        near = session.get_one(OfficeDetails, 1).division_id
        return catalogues.divisions_like(session, text, near=near, limit=limit)


def county_of(desk: Desk, identity_number: str) -> DivisionEntry | None:
    """The county in force whose code an 18-digit number begins with: where the card was first issued."""
    with desk.database.read() as session:
        return catalogues.division_of_code(session, normalise(identity_number)[:COUNTY_DIGITS])
