"""Fields side by side as long as they fit, on further lines where they don't: larger type or a longer language."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class Flow(QLayout):
    """Each cell has a share of the line's width beyond what it needs; a share of 0 keeps a cell at its own width.

    ``hanging``: further lines begin under the second cell. Height to spare goes to lines with cells that grow.
    """

    def __init__(self, spacing: int = 8, line_spacing: int = 6, *, hanging: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._shares: list[int] = []
        self._line_spacing = line_spacing
        self._hanging = hanging
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget, share: int = 0) -> None:
        """Put a cell at the end."""
        self._shares.append(share)
        self.addChildWidget(widget)
        # An item made by Qt itself would count as gone for Python once any widget is deleted that was ever asked for
        # its window: the bindings take what such a question answers for a child of whom they asked.
        self.addItem(QWidgetItem(widget))

    def put_first(self, widgets: Sequence[QWidget]) -> None:
        """Let cells that are there already stand before all others, in this order."""
        places = [self.indexOf(widget) for widget in widgets]
        places += [place for place in range(self.count()) if place not in places]
        self._items = [self._items[place] for place in places]
        self._shares = [self._shares[place] for place in places]
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """As QLayout asks."""
        self._items.append(item)

    def count(self) -> int:
        """As QLayout asks."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """As QLayout asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """As QLayout asks."""
        if not 0 <= index < len(self._items):
            return None
        self._shares.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width that there is, and the height if a cell can use it."""
        if any(_grows(item) for item in self._shown()):
            return Qt.Orientation.Horizontal | Qt.Orientation.Vertical
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines that this width makes."""
        return self._lay_out(QRect(0, 0, width, 0), place=False)

    def sizeHint(self) -> QSize:
        """All cells in one line."""
        width = sum(_needed(item) for item in self._shown()) + self.spacing() * max(0, len(list(self._shown())) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """The widest cell alone."""
        widths = [_needed(item) for item in self._shown()]
        heights = [item.sizeHint().height() for item in self._shown()]
        return QSize(max(widths, default=0) + self._indent(), max(heights, default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place the cells."""
        super().setGeometry(rect)
        self._lay_out(rect, place=True)

    def _indent(self) -> int:
        first = next(self._shown(), None) if self._hanging else None
        return _needed(first) + self.spacing() if first else 0

    def _shown(self) -> Iterator[QLayoutItem]:
        return (item for item in self._items if not item.isEmpty())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, int]]]:
        line: list[tuple[QLayoutItem, int]] = []
        used = 0
        later = width - self._indent()
        for item, share in zip(self._items, self._shares, strict=True):
            if item.isEmpty():
                continue
            needed = _needed(item) + (self.spacing() if line else 0)
            if line and used + needed > width:
                yield line
                line, used, needed, width = [], 0, _needed(item), later
            line.append((item, share))
            used += needed
        if line:
            yield line

    def _lay_out(self, rect: QRect, *, place: bool) -> int:
        lines = list(self._lines(rect.width()))
        heights = [max(item.sizeHint().height() for item, _share in line) for line in lines]
        needed = sum(heights) + self._line_spacing * max(0, len(lines) - 1)
        if place:
            growing = [at for at, line in enumerate(lines) if any(_grows(item) for item, _share in line)]
            for at in growing:
                heights[at] += max(0, rect.height() - needed) // len(growing)
            top = rect.top()
            for at, (line, height) in enumerate(zip(lines, heights, strict=True)):
                left = rect.left() + (self._indent() if at else 0)
                self._place_line(line, QRect(left, top, rect.right() + 1 - left, height))
                top += height + self._line_spacing
        return needed

    def _place_line(self, line: list[tuple[QLayoutItem, int]], rect: QRect) -> None:
        """Widths in proportion to the shares, as far as every cell has what it needs."""
        widths = _shared(
            [(_needed(item), share) for item, share in line], rect.width() - self.spacing() * (len(line) - 1)
        )
        left = rect.left()
        for (item, _share), width in zip(line, widths, strict=True):
            item.setGeometry(QRect(left, rect.top(), width, rect.height()))
            left += width + self.spacing()


def side_by_side(*cells: tuple[QWidget, int]) -> Flow:
    """Cells with their shares of the width."""
    flow = Flow()
    for widget, share in cells:
        flow.add(widget, share)
    return flow


def _grows(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Vertical)


def _needed(item: QLayoutItem) -> int:
    return item.minimumSize().width()


def _shared(cells: list[tuple[int, int]], room: int) -> list[int]:
    """Widths of cells (needed, share) that fill ``room``: by share, but never below what a cell needs."""
    fixed = {place for place, (_needed, share) in enumerate(cells) if share == 0}
    while True:
        shares = sum(share for place, (_needed, share) in enumerate(cells) if place not in fixed)
        left = room - sum(cells[place][0] for place in fixed)
        short = {
            place
            for place, (needed, share) in enumerate(cells)
            if place not in fixed and left * share // shares < needed
        }
        if not short:
            break
        fixed |= short
    widths = []
    for place, (needed, share) in enumerate(cells):
        width = needed if place in fixed else left * share // shares
        if place not in fixed:  # what rounding leaves over goes to the next cells, so that the line ends at its edge
            left, shares = left - width, shares - share
        widths.append(width)
    return widths
