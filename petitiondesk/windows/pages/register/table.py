"""The table of the register: the words that are looked for are marked in its matter."""

from petitiondesk.windows.pages.register.columns import MATTER
from petitiondesk.windows.pages.register.marks import MarkedWords
from petitiondesk.windows.widgets import lines_table


class Table(lines_table.Table):
    """The matter has the room that the other columns leave."""

    def __init__(self) -> None:
        super().__init__(MATTER)
        self.setItemDelegateForColumn(MATTER, MarkedWords(self))
