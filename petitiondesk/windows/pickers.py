"""Pickers for the office's catalogues."""

from functools import cache, partial

from petitiondesk.office import catalogues
from petitiondesk.office.catalogues import CategoryEntry, DivisionEntry
from petitiondesk.office.desk import Desk
from petitiondesk.rules.initials import matches
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.picker import Choice, Picker

OFFERED = 20


def category_picker(station: Station) -> Picker:
    """Content categories, by any part of the name or its initials; the list is small enough to be searched at once."""
    return Picker(partial(_categories_like, station.desk))


def division_picker(station: Station) -> Picker:
    """Divisions, searched in the database; those near the office come first."""
    picker = Picker()
    picker.asked.connect(partial(_search_divisions, station, picker))
    return picker


def division_choice(division: DivisionEntry) -> Choice:
    """A division as it stands in the line."""
    return Choice(division.id, division.full_name)


@cache
def _categories(desk: Desk) -> tuple[CategoryEntry, ...]:
    return tuple(catalogues.categories(desk))


def _categories_like(desk: Desk, text: str) -> list[Choice]:
    found = (entry for entry in _categories(desk) if matches(text, entry.full_name, entry.initials.split()))
    return [Choice(entry.id, entry.full_name) for entry, _ in zip(found, range(OFFERED), strict=False)]


def _search_divisions(station: Station, picker: Picker, text: str) -> None:
    def show(found: list[DivisionEntry]) -> None:
        picker.searched(text, [division_choice(entry) for entry in found])

    work = partial(catalogues.divisions_like, station.desk, text, limit=OFFERED)
    station.background.submit("counter", work, done=show, owner=picker, key=f"divisions {id(picker)}")
