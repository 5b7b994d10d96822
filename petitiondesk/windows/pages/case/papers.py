"""The papers of a case as a list; Enter shows one as it stands now, from where it is printed or saved."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from petitiondesk.office import papers
from petitiondesk.office.case_page import PaperShown
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.windows import actions, paper_out
from petitiondesk.windows.asking import Asking, Failed
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.paper_out import Made
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.labels import plain_tip, wrapped

LEAST, LINES = 2, 4
"""Papers seen at once: where the files need room, and else."""


class CasePapers(QWidget):
    """The newest version of each paper; what it said before stands in the time line."""

    said = Signal(str)
    """For the message line."""

    def __init__(self, station: Station, failed: Failed) -> None:
        super().__init__()
        self._station = station
        self._asking = Asking(station.background, self, failed)
        self.list = QListWidget()
        self.list.setObjectName("case_papers")
        self.list.setAccessibleName(tr("Papers"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = round(self.fontMetrics().height() * 1.7)
        self.list.setMinimumHeight(row * LEAST)
        self.list.setMaximumHeight(row * LINES)
        self.list.itemActivated.connect(self._look_at)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        title = wrapped(tr("Papers"), "section")
        title.setWordWrap(False)
        key = wrapped(actions.key_text("to_papers"), "key")
        key.setWordWrap(False)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(key)
        rows.addLayout(head)
        rows.addWidget(self.list)

    def show_papers(self, shown: Sequence[PaperShown]) -> None:
        """These, with the one that was highlighted highlighted again."""
        newest = {(paper.number, paper.kind, paper.occasion): paper for paper in shown}
        former = max(self.list.currentRow(), 0)
        self.list.clear()
        for paper in newest.values():
            words = _line(paper)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, (paper.number, paper.kind, paper.occasion))
            item.setToolTip(plain_tip(words))
            self.list.addItem(item)
        if not newest:
            item = QListWidgetItem(tr("No paper was made yet"))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(min(former, len(newest) - 1))

    def _look_at(self, item: QListWidgetItem) -> None:
        number, kind, occasion = item.data(Qt.ItemDataRole.UserRole)
        if kind not in papers.PAPERS:
            self.said.emit(tr("This program has no form of that paper; it can't be shown here."))
            return
        size = paper_out.size_of(self._station, kind)
        work = partial(paper_out.make, self._station, number, kind, size, occasion=occasion)
        self._asking.paper(work, self._preview)

    def _preview(self, made: Made) -> None:
        # With the first paper looked at: no start waits for what speaks to printers.
        from petitiondesk.windows.dialogs import preview

        number, kind = made.ready.number, made.ready.kind
        chosen = preview.preview(
            self,
            made.pdf,
            title=tr("{paper} {number}", paper=tr(papers.PAPERS[kind].title), number=number),
            paper=made.size,
            background=self._station.background,
            printer=self._station.settings.slip_printer if kind == papers.SLIP and made.size != "A4" else "",
            note=say(made.note) if made.note else "",
        )
        if chosen is None:
            return
        if chosen.how == "print":
            work = partial(paper_out.send, self._station, made, chosen.printer)
        else:
            work = partial(paper_out.record, self._station, made, str(chosen.path))
        self._asking.paper(work, self._handed_out)

    def _handed_out(self, made: Made) -> None:
        self.said.emit(tr("{number}: printed or saved", number=made.ready.number))


def _line(paper: PaperShown) -> str:
    day = paper.made_at.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%d")
    title = say(paper.title)
    version = tr("version {version}", version=paper.version)
    return "  ".join(filter(None, (title[:1].upper() + title[1:], paper.number, paper.occasion, version, day)))
