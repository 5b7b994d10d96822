"""Lines of which there may be several: requests, materials, earlier procedures, people."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.windows.binding import ENTER_STOPS, Field, Form
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.flow import Flow


@dataclass(frozen=True)
class Column:
    """One field of a line: what describes it, what it is typed into, how wide it is beside the others.

    ``stops``: Enter stops at it although nobody must fill it. ``label`` replaces the column's msgid.
    """

    attribute: "InstrumentedAttribute[Any]"
    widget: Callable[[], QWidget]
    stretch: int = 1
    stops: bool = False
    label: str = ""


class RowList(QWidget):
    """Lines under one prefix of the draft (``requests.0.text``). A new line is added below the last.

    ``after`` gives the field before the first line in the order of Tab. ``first_line``: one empty line always stands
    there. ``bare``: the lines need no labels above their fields.
    """

    line_added = Signal(QWidget)

    def __init__(
        self,
        form: Form,
        prefix: str,
        columns: Sequence[Column],
        *,
        after: Callable[[], QWidget | None],
        first_line: bool = True,
        bare: bool = False,
    ) -> None:
        super().__init__()
        self._after = after
        self._form = form
        self._prefix = prefix
        self._columns = columns
        self._bare = bare
        self._always_one = first_line
        self._lines: list[QWidget] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        if first_line:
            self.add_line()

    def add_line(self) -> int:
        """Add a line below the last; returns its position."""
        position = len(self._lines)
        line = QWidget()
        layout = Flow(hanging=True)
        line.setLayout(layout)
        layout.add(self._number(position))
        before = self.last_widget() or self._after()
        self._layout.addWidget(line)
        for column in self._columns:
            widget = column.widget()
            path = self.path(position, column.attribute.key)
            cell = self._form.bind(widget, column.attribute, path, label=column.label, beside=self._bare)
            if column.stops:
                widget.setProperty(ENTER_STOPS, True)
            widget.setAccessibleName(tr("{label}, line {number}", label=widget.accessibleName(), number=position + 1))
            layout.add(cell, column.stretch)
            if before is not None and before.window() is widget.window():
                QWidget.setTabOrder(before, widget)
            before = widget
        self._lines.append(line)
        line.show()  # at once: the next key may come before the layout has shown it
        self.line_added.emit(line)
        return position

    def path(self, position: int, name: str) -> str:
        """The draft path of a field of a line."""
        return f"{self._prefix}.{position}.{name}"

    def lines(self) -> int:
        """How many lines stand there."""
        return len(self._lines)

    def last_widget(self) -> QWidget | None:
        """The last field of the last line, after which a new line comes in the tab order."""
        if not self._lines:
            return None
        field = self._form.field(self.path(len(self._lines) - 1, self._columns[-1].attribute.key))
        return field.widget if field else None

    def fields(self, position: int) -> list[Field]:
        """The fields of a line."""
        bound = (self._form.field(self.path(position, column.attribute.key)) for column in self._columns)
        return [field for field in bound if field]

    def focus_line(self, position: int) -> None:
        """Put the cursor into the first field of a line."""
        field = self._form.field(self.path(position, self._columns[0].attribute.key))
        if field:
            field.widget.setFocus()

    def position_of(self, path: str) -> int | None:
        """The line that a path belongs to, or None when it is not of this list."""
        prefix, _, rest = path.partition(".")
        position = rest.partition(".")[0]
        return int(position) if prefix == self._prefix and position.isdecimal() else None

    def is_filled(self, position: int) -> bool:
        """Whether anything stands in the first field of a line."""
        return bool(self._form.text(self.path(position, self._columns[0].attribute.key)).strip())

    def make_room(self, texts: Mapping[str, str]) -> None:
        """Show as many lines as ``texts`` speaks of, before the form is filled with them."""
        positions = [position for path in texts if (position := self.position_of(path)) is not None]
        wanted = max([*(position + 1 for position in positions), int(self._always_one)])
        while len(self._lines) > wanted:
            self._remove_last()
        while len(self._lines) < wanted:
            self.add_line()

    def _number(self, position: int) -> QWidget:
        """The line's number, as high as its fields and beside them, not beside their labels."""
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        if not self._bare:
            over = QLabel()
            over.setProperty("role", "caption")
            column.addWidget(over)
        number = QLabel(f"{position + 1}.")
        number.setProperty("role", "line")
        number.setFixedWidth(number.fontMetrics().horizontalAdvance("00."))
        column.addWidget(number)
        return cell

    def _remove_last(self) -> None:
        position = len(self._lines) - 1
        for column in self._columns:
            self._form.unbind(self.path(position, column.attribute.key))
        line = self._lines.pop()
        self._layout.removeWidget(line)
        line.hide()
        line.deleteLater()
