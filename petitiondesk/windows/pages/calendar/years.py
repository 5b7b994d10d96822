"""The list of years, each with its notice or that nobody has entered one."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from petitiondesk.office.calendar import KeptYear
from petitiondesk.windows.messages import tr

_ROWS = 4


class Years(QListWidget):
    """Arrows go through the years; Enter goes on to the lines of the one that is highlighted."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("calendar_years")
        self.setAccessibleName(tr("Years"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _ROWS + 14)
        self.currentItemChanged.connect(self._moved)
        self.itemActivated.connect(lambda _item: self.entered.emit())

    def show_years(self, years: Sequence[KeptYear], typed: Collection[str], highlighted: str) -> None:
        """Fill the list anew; nothing is chosen by that."""
        with QSignalBlocker(self):
            self.clear()
            for kept in years:
                said = [
                    str(kept.year),
                    kept.notice or tr("Not announced yet: working-day terms that reach into it are provisional"),
                ]
                if str(kept.year) in typed:
                    said.append(tr("Typed here and not kept yet"))
                item = QListWidgetItem("\n".join(said), self)
                item.setData(Qt.ItemDataRole.UserRole, kept.year)
            self.highlight(highlighted)

    def highlight(self, year: str) -> None:
        """Highlight a year that is in the list; nothing is chosen by that."""
        with QSignalBlocker(self):
            for row in range(self.count()):
                if str(self.item(row).data(Qt.ItemDataRole.UserRole)) == year:
                    self.setCurrentRow(row)
                    return
            self.setCurrentRow(-1)

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
