"""How a matter arrived and from where, above the petitioner: built when it is first asked for, and as far as it is.

Which fields stand there, and in which order, is what the rules of channels say.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.rules.channels import ASKED_OF_SOURCE, CHANNELS, Channel, Source
from petitiondesk.rules.enclosures import Became, Inside, Opened
from petitiondesk.storage.models import Arrival, Enclosure
from petitiondesk.windows.binding import ENTER_STOPS, Form
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.fields import DAY_DIGITS, PHONE_DIGITS, WORDS, combo, line
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.row_list import Column, RowList

SOURCE = "arrival.source"
_PREFIX = "arrival."
_OF_SOURCES = (SOURCE, *dict.fromkeys(f"{_PREFIX}{name}" for names in ASKED_OF_SOURCE.values() for name in names))
"""All that is asked of any source, in the order of the rules."""


def _sources() -> ClosedList:
    """Whatever comes from the petitioner says nothing of a source: nothing is kept where nobody chose another."""
    box = ClosedList()
    box.add({"" if each is Source.PETITIONER else str(each): tr(each.label) for each in Source})
    return box


_WIDGETS: Mapping[str, tuple[Callable[[], QWidget], int]] = {
    "source": (_sources, 3),
    "opened": (lambda: combo(Opened, blank=True), 3),
    "from_number": (lambda: line(latin=True, digits=PHONE_DIGITS), 3),
    "sent_time": (lambda: line(latin=True), 2),
    "site": (lambda: line(digits=WORDS), 5),
    "sender": (lambda: line(digits=WORDS), 5),
    "sender_number": (lambda: line(digits=WORDS), 4),
    "instruction": (lambda: line(digits=WORDS), 6),
}
"""What a field is typed into, and its share of a line; others are by the type of their column."""

_BY_TYPE: Mapping[type, tuple[Callable[[], QWidget], int]] = {
    date: (lambda: line(latin=True, digits=DAY_DIGITS), 3),
    int: (lambda: line(latin=True), 1),
    bool: (QCheckBox, 2),
    str: (line, 3),
}


class ArrivalBlock(QWidget):
    """The fields of an arrival and the lines of things inside, bound to ``form``; blank and hidden at first."""

    field_added = Signal(QWidget)
    """A cell, or a line of things inside, that was not there before."""

    def __init__(self, form: Form, channel: Channel) -> None:
        super().__init__()
        self._form = form
        self._channel = channel
        self._source_open = False
        self._cells: dict[str, QWidget] = {}
        self._in_line: list[str] = []
        self._enclosures: RowList | None = None
        self._before_all = QWidget(self)  # never seen: in the order of Tab it stands where the block does
        self._before_all.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else it has no place in it
        self._before_all.hide()
        self._flow = Flow()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 4)
        self._layout.setSpacing(6)
        self._layout.addLayout(self._flow)
        form.changed.connect(self._changed)
        self.arrange()

    # -- what the form asks of it ----------------------------------------------------------------------------------

    def show_channel(self, channel: Channel) -> None:
        """Ask what this channel asks; what was typed into other fields stays in them, out of sight."""
        self._channel = channel
        self.arrange()

    def own_fields(self) -> list[str]:
        """The paths that the channel itself asks here, in the order in which it is worked."""
        return [path for path in CHANNELS[self._channel].own_fields if path.startswith(_PREFIX)]

    def source_fields(self) -> list[str]:
        """The paths that are about the source: where it comes from, what that asks, and whatever was written there."""
        source = Source.of(self._form.text(SOURCE)) or Source.PETITIONER
        asked = {f"{_PREFIX}{name}" for name in ASKED_OF_SOURCE[source]} | {SOURCE}
        return [path for path in _OF_SOURCES if path in asked or self._form.text(path)]

    def open_source(self) -> None:
        """Show where the matter comes from, whatever the channel."""
        self._source_open = True
        self.arrange()

    def close_source(self) -> None:
        """Put it away again, unless something is told by it."""
        self._source_open = False
        self.arrange()

    def make_room(self, texts: Mapping[str, str]) -> None:
        """Have a field for each of these texts, before the form is filled with them; nothing is opened any more."""
        self._source_open = False
        for path in texts:
            if path.startswith(_PREFIX):
                self._cell(path)
        if self._enclosures or any(path.startswith("enclosures.") for path in texts):
            self._things_inside().make_room(texts)

    def arrange(self) -> None:
        """Put what is asked now into its order, on screen and for Tab; hide the rest."""
        wanted = self._wanted()
        if wanted != self._in_line:
            for path in wanted:
                self._cell(path)
            self._flow.put_first([self._cells[path] for path in wanted])
            self._in_line = wanted
            for path, cell in self._cells.items():
                cell.setVisible(path in wanted)
            self._order_tabs()
        self.setVisible(bool(wanted) or (self._enclosures is not None and self._enclosures.lines() > 0))

    def add_enclosure(self) -> None:
        """One more line for a thing that lay inside; the last one as long as nothing stands in it."""
        rows = self._things_inside()
        last = rows.lines() - 1
        rows.focus_line(last if last >= 0 and self._is_blank(last) else self._another_line())

    def instead_of_moving(self, path: str) -> str | None:
        """What Enter at ``path`` does in the lines of things inside, and nowhere else.

        At the end of the last line it adds one (""), on a blank line it leaves them: the path after which to go on.
        None: it moves on as ever.
        """
        rows = self._enclosures
        position = rows.position_of(path) if rows else None
        if rows is None or position is None or position < rows.lines() - 1:
            return None
        if self._is_blank(position):
            last = rows.last_widget()
            return last.objectName() if last else None
        if path == rows.path(position, Enclosure.proof.key):
            rows.focus_line(self._another_line())
            return ""
        return None

    # -- private ---------------------------------------------------------------------------------------------------

    def _changed(self, path: str) -> None:
        """Each source asks something else; while the form is filled nothing is said, and it is arranged afterwards."""
        if path == SOURCE:
            self.arrange()

    def _wanted(self) -> list[str]:
        own = self.own_fields()
        told = any(self._form.text(path) for path in _OF_SOURCES)
        about_source = self.source_fields() if own or self._source_open or told else []
        return list(dict.fromkeys([*about_source, *own]))

    def _cell(self, path: str) -> QWidget | None:
        """The cell of a field, made when it is first needed; None where an arrival has nothing of that name."""
        attribute: InstrumentedAttribute[Any] | None = getattr(Arrival, path.removeprefix(_PREFIX), None)
        if path in self._cells or attribute is None or attribute.key == "registration_id":
            return self._cells.get(path)
        widget = _made_of(path)[0]()
        cell = self._cells[path] = self._form.bind(widget, attribute)
        self._flow.add(cell, _made_of(path)[1])
        cell.hide()  # until it is asked for
        # Nobody must fill it, but it was opened to be filled; a box is ticked when the talk is over.
        widget.setProperty(ENTER_STOPS, not isinstance(widget, QCheckBox))
        self.field_added.emit(cell)
        return cell

    def _order_tabs(self) -> None:
        widgets: Iterable[QWidget] = (field.widget for path in self._in_line if (field := self._form.field(path)))
        before = self._before_all
        for widget in widgets:
            QWidget.setTabOrder(before, widget)
            before = widget

    def _things_inside(self) -> RowList:
        if self._enclosures is None:
            self._enclosures = RowList(
                self._form,
                "enclosures",
                [
                    Column(Enclosure.kind, lambda: combo(Inside, blank=True), 2, stops=True),
                    Column(Enclosure.what, lambda: line(digits=WORDS), 4, stops=True),
                    Column(Enclosure.amount, line, 2, stops=True),
                    Column(Enclosure.became, lambda: combo(Became, blank=True), 3, stops=True),
                    Column(Enclosure.proof, lambda: line(digits=WORDS), 4, stops=True),
                ],
                after=self._last_in_line,
                first_line=False,
            )
            self._enclosures.line_added.connect(self.field_added)
            self._layout.addWidget(self._enclosures)
            self._enclosures.show()  # at once, as each line in it
        return self._enclosures

    def _another_line(self) -> int:
        position = self._things_inside().add_line()
        self.arrange()
        return position

    def _last_in_line(self) -> QWidget:
        field = self._form.field(self._in_line[-1]) if self._in_line else None
        return field.widget if field else self._before_all

    def _is_blank(self, position: int) -> bool:
        return not any(self._form.text(field.path).strip() for field in self._things_inside().fields(position))


def _made_of(path: str) -> tuple[Callable[[], QWidget], int]:
    name = path.removeprefix(_PREFIX)
    column = Arrival.__table__.columns[name]
    return _WIDGETS.get(name) or _BY_TYPE[column.type.python_type]
