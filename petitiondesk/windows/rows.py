"""Big tables: the ids of a search at once, what stands in the lines page by page as they come into sight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from petitiondesk.rules.marks import Span
from petitiondesk.windows import theme
from petitiondesk.windows.messages import tr
from petitiondesk.windows.theme import Token
from petitiondesk.windows.widgets.labels import plain_tip

PAGE = 200
"""Lines that are read at once."""

MARKS = Qt.ItemDataRole.UserRole + 1
"""The spans of the words in a cell that are marked."""

Row = TypeVar("Row")

Index = QModelIndex | QPersistentModelIndex

_NOWHERE = QModelIndex()


class Light(NamedTuple):
    """The icon and the colour that stand with a word; quiet words have no icon ("")."""

    icon: str
    token: Token


@dataclass(frozen=True)
class Column(Generic[Row]):
    """``heading`` is a msgid; ``words`` are what stands in the cell, ``light`` how it looks, ``marks`` what of
    the words is marked.
    """

    heading: str
    words: Callable[[Row], str]
    light: Callable[[Row], Light | None] = lambda _row: None
    marks: Callable[[Row], Sequence[Span]] = lambda _row: ()


class Rows(QAbstractTableModel, Generic[Row]):
    """A table that holds ids, and of the lines those that were in sight.

    Whoever reads is asked by :attr:`wanted` for a page of ids and answers by :meth:`arrived`, in any order.
    """

    wanted = Signal(list)
    """The ids of lines that come into sight and are not here."""

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._ids: Sequence[int] = ()
        self._places: Mapping[int, int] = {}
        self._rows: dict[int, Row] = {}
        self._asked: set[int] = set()

    def show(self, ids: Sequence[int], places: Mapping[int, int] | None = None) -> None:
        """Show these lines, each read anew; one that was here before stands as it was until it is.

        ``places`` is the line of each id, for whoever has numbered them already: of many that takes a while.
        """
        self.beginResetModel()
        self._put(ids, places)
        self._rows = {each: row for each, row in self._rows.items() if each in self._places}
        self._asked = set()
        self.endResetModel()

    def go_on(self, ids: Sequence[int], places: Mapping[int, int] | None = None) -> bool:
        """Show these lines where those shown so far are the first of them: nothing moves. False where they aren't."""
        before = len(self._ids)
        if not before or len(ids) < before or ids[:before] != self._ids:
            return False
        if len(ids) > before:
            self.beginInsertRows(_NOWHERE, before, len(ids) - 1)
            self._put(ids, places)
            self._asked.discard(before // PAGE)
            self.endInsertRows()
        return True

    def read_anew(self) -> None:
        """The lines in sight are asked for again; each stands as it was until it arrives."""
        self._asked = set()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self._columns) - 1))

    def ask_first(self) -> None:
        """Ask for the first page now, before it is painted: whatever is read next would be waited for."""
        if self._ids:
            self._ask(0)

    def arrived(self, rows: Mapping[int, Row]) -> None:
        """These lines, by their ids, were read."""
        self._rows |= {each: row for each, row in rows.items() if each in self._places}
        places = [self._places[each] for each in rows if each in self._places]
        if places:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), last))

    def give_up(self, ids: Sequence[int]) -> None:
        """A page that was asked for is not going to be read: whoever comes to it again asks for it again."""
        if ids and (place := self._places.get(ids[0])) is not None:
            self._asked.discard(place // PAGE)

    def id_at(self, place: int) -> int | None:
        """The id of a line; None where there is none."""
        return self._ids[place] if 0 <= place < len(self._ids) else None

    def row_at(self, place: int) -> Row | None:
        """What stands in a line; None where it has not been read."""
        return self._rows.get(self._ids[place]) if 0 <= place < len(self._ids) else None

    def place_of(self, row_id: int | None) -> int | None:
        """The line of an id; None where it has none."""
        return None if row_id is None else self._places.get(row_id)

    # -- Qt's --------------------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """As many as there are ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As many as the table was made with."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """The headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(self._columns[section].heading)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a line says; one that was not read yet is blank, and asked for."""
        self._ask(index.row())
        row = self.row_at(index.row())
        if row is None:
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.words(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.words(row))
        if role == MARKS:
            return column.marks(row)
        return _looks(column.light(row), role)

    # -- private -----------------------------------------------------------------------------------------------------

    def _put(self, ids: Sequence[int], places: Mapping[int, int] | None) -> None:
        self._ids = ids
        self._places = {each: place for place, each in enumerate(ids)} if places is None else places

    def _ask(self, place: int) -> None:
        page = place // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(list(self._ids[page * PAGE : (page + 1) * PAGE]))


def _looks(light: Light | None, role: int) -> object:
    if light is None:
        return None
    if role == Qt.ItemDataRole.ForegroundRole:
        return theme.colour(light.token)
    if role == Qt.ItemDataRole.DecorationRole and light.icon:
        return light_icon(light)
    return None


def light_icon(light: Light) -> QIcon:
    """The icon of a light in the palette now worn."""
    return _icon(light, theme.colour(light.token).name())


@cache
def _icon(light: Light, _in_colour: str) -> QIcon:
    """Drawn once for each palette: every line that is painted asks for one."""
    return theme.icon(light.icon, light.token)
