"""The files of a case as small first pages: looked at, put aside, and more of them attached by key or by dropping."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from petitiondesk.office import attachments
from petitiondesk.office.attachments import Attached, FileLost
from petitiondesk.windows import actions, incoming, printing, theme
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs import attach, preview, put_file_aside, save_file
from petitiondesk.windows.dialogs.frame import button
from petitiondesk.windows.incoming import Large
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.flow import side_by_side
from petitiondesk.windows.widgets.labels import plain_tip, wrapped

PAGE_EM = (5.0, 6.0)
"""Room for a first page, in heights of a line."""

CELL_EM = 8.0
_GAP = 6
_LINES = 3
_PAPER = "A4"

_FONT_OR_COLOURS = {QEvent.Type.FontChange, QEvent.Type.PaletteChange}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class AttachmentStrip(QWidget):
    """One row of files that scrolls. The page reads them anew and calls :meth:`show_files` whenever files change.

    Of a report of wrongdoing :meth:`show_files` is called only once it was said what the case is opened for.
    """

    said = Signal(str)
    """For the message line."""

    failed = Signal(object)
    """An exception of the office that ended what was asked for."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("attachments")
        self.setAcceptDrops(True)
        self._station = station
        self._asking = Asking(station.background, self, self.failed.emit)
        self._numbers: Sequence[str] = ()
        self._files: Sequence[Attached] = ()
        self._pages: dict[int, QImage] = {}
        self._lost: dict[int, str] = {}
        self._reading: int | None = None
        self._stopped = False
        self._opening = False
        self._build_head()
        self._build_row()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(side_by_side((self._title, 1), (self._show_aside, 0), (self._aside, 0), (self._add, 0)))
        whole.addWidget(self._empty)
        whole.addWidget(self._row)
        self.actions_by_id = actions.install(self, {"attach": self._choose_files, "put_file_aside": self._put_aside})
        self._fill()

    def show_files(self, numbers: Sequence[str], files: Sequence[Attached]) -> None:
        """Show the files of the registrations with these numbers; with nothing given, nothing is kept of any."""
        self._numbers, self._files = tuple(numbers), tuple(files)
        there = {file.id for file in files}
        self._pages = {each: page for each, page in self._pages.items() if each in there}
        self._lost = {}
        self._stopped = False
        self._fill()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Ask what these files are and attach them: they were dropped here, or anywhere on the page."""
        if not paths or not self._numbers:
            return
        attached = attach.attach_files(self, self._station, self._numbers, paths)
        if attached:
            self.said.emit(tr("Files attached: {count}", count=attached))

    # -- build -----------------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._title.setObjectName("attachments.title")
        self._show_aside = QCheckBox(tr("Show what was put aside"))
        self._show_aside.setObjectName("attachments.show_aside")
        self._show_aside.toggled.connect(self._fill)
        self._aside = button(tr("Show no more"), actions.key_text("put_file_aside"))
        self._aside.setObjectName("attachments.put_aside")
        self._aside.clicked.connect(self._put_aside)
        self._add = button(tr("Attach"), actions.key_text("attach"))
        self._add.setObjectName("attachments.attach")
        self._add.clicked.connect(self._choose_files)
        self._empty = wrapped("", "quiet")
        self._empty.setObjectName("attachments.empty")

    def _build_row(self) -> None:
        self._row = _Row()
        self._row.setObjectName("attachments.row")
        self._row.setAccessibleName(tr("Files of the case"))
        self._row.setAccessibleDescription(tr("Arrow keys go from file to file, Enter opens one."))
        self._row.opened.connect(self._open_large)
        self.setFocusProxy(self._row)
        self._row.currentItemChanged.connect(self._say_what_can_be_done)

    # -- fill ------------------------------------------------------------------------------------------------------

    def _shown(self) -> list[Attached]:
        return [file for file in self._files if not file.put_aside or self._show_aside.isChecked()]

    def _fill(self, _checked: bool = False) -> None:
        current = self._current()
        shown, aside = self._shown(), [file for file in self._files if file.put_aside]
        self._row.clear()
        self._row.measure()
        for file in shown:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, file)
            self._row.addItem(item)
            self._dress(item)
            if current is not None and current.id == file.id:
                self._row.setCurrentItem(item)
        if shown and self._row.currentItem() is None:
            self._row.setCurrentRow(0)
        self._title.setText(tr("Files ({count})", count=len(self._files) - len(aside)))
        self._show_aside.setVisible(bool(aside))
        self._row.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self._empty.setText(
            tr("No files yet. Drop scans, photos or PDF files here, or press {key}.", key=actions.key_text("attach"))
        )
        self._add.setEnabled(bool(self._numbers))
        self._say_what_can_be_done()
        self._read_next()

    def _dress(self, item: QListWidgetItem) -> None:
        """The page and the words of a file, as far as they are known."""
        file: Attached = item.data(Qt.ItemDataRole.UserRole)
        page = self._pages.get(file.id)
        if page is None or page.isNull():
            sign = theme.icon("alert", "late") if file.id in self._lost else theme.icon("file", "quiet")
            item.setIcon(self._row.framed(sign.pixmap(self._row.iconSize() / 2), has_edge=False))
        else:
            item.setIcon(self._row.framed(QPixmap.fromImage(page), has_edge=True))
        facts = incoming.in_words(file.pages, file.size)
        state = tr("put aside") if file.put_aside else ""
        below = tr("missing or changed") if file.id in self._lost else state or facts
        item.setText("\n".join(self._row.elided(line) for line in (file.name, tr(file.kind.label), below)))
        said = [file.name, tr(file.kind.label), facts, state, self._lost.get(file.id, ""), file.number]
        item.setToolTip(plain_tip("\n".join(filter(None, said))))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, said)))
        item.setSizeHint(self._row.gridSize())
        if file.put_aside or file.id in self._lost:
            item.setForeground(theme.colour("late" if file.id in self._lost else "quiet"))

    # -- reading, one after the other ------------------------------------------------------------------------------

    def _read_next(self) -> None:
        wanted = [
            file
            for file in self._shown()
            if incoming.has_picture(file) and file.id not in self._pages and file.id not in self._lost
        ]
        if not wanted or self._stopped or self._reading is not None:
            return
        file = wanted[0]
        self._reading = file.id
        room = self._row.iconSize() * self.devicePixelRatio()
        self._asking.paper(
            partial(incoming.small, self._station, file, room), partial(self._came, file), partial(self._missed, file)
        )

    def _came(self, file: Attached, page: QImage) -> None:
        self._reading = None
        if file.id in {each.id for each in self._files}:
            page.setDevicePixelRatio(self.devicePixelRatio())
            self._pages[file.id] = page
            self._dress_anew(file)
        self._read_next()

    def _missed(self, file: Attached, error: Exception) -> None:
        """A file that is gone says so itself; after any other trouble no more are read until the page asks anew."""
        self._reading = None
        if isinstance(error, FileLost):
            self._lost[file.id] = trouble(error)
            self._dress_anew(file)
            self._read_next()
        else:
            self._stopped = True
            self.failed.emit(error)

    def _dress_anew(self, file: Attached) -> None:
        for place in range(self._row.count()):
            item = self._row.item(place)
            if item.data(Qt.ItemDataRole.UserRole).id == file.id:
                self._dress(item)

    # -- slots -----------------------------------------------------------------------------------------------------

    def _current(self) -> Attached | None:
        item = self._row.currentItem()
        file: Attached | None = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return file

    def _say_what_can_be_done(self, *_items: object) -> None:
        file = self._current()
        self._aside.setEnabled(file is not None and not file.put_aside)

    def _choose_files(self) -> None:
        if self._numbers:
            self.take_files(attach.ask_which_files(self))

    def _put_aside(self) -> None:
        file = self._current()
        if file is None or file.put_aside:
            return
        reason = put_file_aside.ask_why_aside(self, file.name)
        if reason:
            work = partial(attachments.put_aside, self._station.desk, file.id, reason=reason, now=self._station.now())
            self._asking.act(work, partial(self._say_put_aside, file))

    def _say_put_aside(self, file: Attached, _nothing: None) -> None:
        self.said.emit(tr("{name} was put aside", name=file.name))

    def _open_large(self) -> None:
        file = self._current()
        if file is not None and not self._opening:
            self._opening = True
            self._asking.paper(
                partial(incoming.large, self._station, file), partial(self._show_large, file), self._not_opened
            )

    def _not_opened(self, error: Exception) -> None:
        self._opening = False
        self.failed.emit(error)

    def _show_large(self, file: Attached, found: Large) -> None:
        self._opening = False
        if found.pdf is None:
            path = save_file.ask_to_save(self, found.name, incoming.in_words(file.pages, file.size))
            if path is not None:
                self._asking.paper(partial(printing.save_pdf, found.content, path), partial(self._say_saved, path))
            return
        chosen = preview.preview(
            self,
            found.pdf,
            title=f"{file.number} {Path(found.name).stem}",
            paper=_PAPER,
            background=self._station.background,
        )
        if chosen is not None and chosen.how == "print":
            self._asking.paper(
                partial(self._station.print_pdf, found.pdf, chosen.printer, _PAPER), partial(self._say_printed, file)
            )

    def _say_saved(self, path: Path, _nothing: None) -> None:
        self.said.emit(tr("Saved: {file}", file=path))

    def _say_printed(self, file: Attached, _nothing: None) -> None:
        self.said.emit(tr("{name} was printed", name=file.name))

    # -- Qt --------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this computer can be dropped."""
        if self._numbers and dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them once the program that they come from is let go."""
        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self.take_files, dropped(event)))

    def changeEvent(self, event: QEvent) -> None:
        """Another size of type or other colours: everything is measured and drawn anew."""
        super().changeEvent(event)
        if event.type() in _FONT_OR_COLOURS and hasattr(self, "actions_by_id"):
            self._fill()


def dropped(event: QDropEvent) -> list[Path]:
    """The files of this computer that are dragged over a widget or dropped there."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class _Row(QListWidget):
    """Cells of the same size beside each other; Enter and a double click open one."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Static)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)  # as it is set, in :meth:`elided`
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.itemDoubleClicked.connect(self._open)

    def measure(self) -> None:
        """Cells and height as large as the type asks."""
        self.ensurePolished()
        em = self.fontMetrics().height()
        page = QSize(round(PAGE_EM[0] * em), round(PAGE_EM[1] * em))
        self.setIconSize(page)
        cell = QSize(round(CELL_EM * em), page.height() + _LINES * self.fontMetrics().lineSpacing() + em)
        self.setGridSize(cell)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(cell.height() + bar + 2 * _GAP)

    def elided(self, words: str) -> str:
        """As much of the words as a cell has room for."""
        room = round((CELL_EM - 1) * self.fontMetrics().height())
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    def framed(self, picture: QPixmap, *, has_edge: bool) -> QIcon:
        """A picture in the middle of a page's room, the same where it is chosen; paper has an edge, signs have none."""
        ratio = self.devicePixelRatio()
        ground = QPixmap(self.iconSize() * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        size = picture.deviceIndependentSize().toSize()
        if size != size.boundedTo(self.iconSize()):  # drawn when the type was larger
            size.scale(self.iconSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(QRect(QPoint(), self.iconSize()).center())
        painter = QPainter(ground)
        painter.drawPixmap(place, picture)
        if has_edge:
            painter.setPen(theme.colour("edge"))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
        icon = QIcon(ground)
        icon.addPixmap(ground, QIcon.Mode.Selected)
        return icon

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; everything else as in any list."""
        if event.key() in _ENTER and not event.isAutoRepeat() and self.currentItem() is not None:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, _item: QListWidgetItem) -> None:
        self.opened.emit()
