"""Pickers for the office's catalogues."""

from collections.abc import Callable, Sequence
from functools import cache, partial

from petitiondesk.office import catalogues, opening
from petitiondesk.office.catalogues import Categories, DivisionEntry
from petitiondesk.office.desk import Desk
from petitiondesk.office.opening import Database
from petitiondesk.office.units import UnitEntry, like
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.background import Background
from petitiondesk.windows.messages import tr
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.picker import KEPT_AS_TYPED, MAY_STAY_BLANK, Choice, Picker

OFFERED = 20


def category_picker(station: Station, *, advice: str = KEPT_AS_TYPED) -> Picker:
    """Content categories, by name, pinyin or what citizens call it; the list is read once and searched in memory."""
    picker = Picker(advice=advice)
    picker.asked.connect(partial(_search, picker, station.background, partial(_categories_like, station.desk)))
    return picker


def division_picker(station: Station, *, advice: str = KEPT_AS_TYPED) -> Picker:
    """Divisions, searched in the database; those near the office come first."""
    picker = Picker(advice=advice)
    find = partial(catalogues.divisions_like, station.desk, limit=OFFERED)
    picker.asked.connect(partial(_search, picker, station.background, partial(_divisions, find)))
    return picker


def founding_division_picker(background: Background, database: Database) -> Picker:
    """Divisions for the first question of an office that is not founded yet."""
    picker = Picker(advice=MAY_STAY_BLANK)
    find = partial(opening.divisions_like, database, limit=OFFERED)
    picker.asked.connect(partial(_search, picker, background, partial(_divisions, find)))
    return picker


def unit_picker(background: Background, units: Sequence[UnitEntry], *, advice: str = MAY_STAY_BLANK) -> Picker:
    """Units of those given, by parts of their names and by initials."""
    picker = Picker(advice=advice)
    picker.asked.connect(partial(_search, picker, background, partial(_units_like, units)))
    return picker


def division_choice(division: DivisionEntry) -> Choice:
    """A division as it stands in the line."""
    return Choice(division.id, division.full_name)


@cache
def _categories(desk: Desk) -> Categories:
    return catalogues.categories(desk)


def _categories_like(desk: Desk, text: str) -> list[Choice]:
    found = catalogues.categories_like(_categories(desk), text, limit=OFFERED)
    return [Choice(each.id, each.full_name, each.word and tr("by “{word}”", word=each.word)) for each in found]


def _units_like(units: Sequence[UnitEntry], text: str) -> list[Choice]:
    return [Choice(unit.id, unit.name, unit.short_name) for unit in like(units, text)[:OFFERED]]


def _divisions(find: Callable[[str], list[DivisionEntry]], text: str) -> list[Choice]:
    return [division_choice(entry) for entry in find(text)]


def _search(picker: Picker, background: Background, find: Callable[[str], list[Choice]], text: str) -> None:
    """Off the UI thread, since there are tens of thousands; a later text makes an earlier search needless."""

    def show(found: list[Choice]) -> None:
        picker.searched(text, found)

    Asking(background, picker).read(partial(find, text), show, key=f"picker {id(picker)}")
