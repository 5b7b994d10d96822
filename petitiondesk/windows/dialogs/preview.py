"""A paper as it will be printed: look at it, then print it, save it as PDF or leave it."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.windows import actions, printing
from petitiondesk.windows.background import Background
from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.dialogs.frame import button, press
from petitiondesk.windows.dialogs.key_sheet import show_key_sheet
from petitiondesk.windows.dialogs.save_as import ask_where
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.printing import PrintTrouble
from petitiondesk.windows.theme import POINTS, set_state
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.labels import wrapped

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
"""In percent of the paper's own size."""

WIDTHS = {"A4": 210, "A5": 148, "80mm": 80}
HEIGHTS = {"A4": 297, "A5": 210}
"""Of a standing sheet, in millimetres; a strip is as long as its words."""

WIDTH_EM = 50
"""Width of the dialog in heights of a line, where the screen has it."""

MARGIN = 12

_ZOOM_KEYS = ("zoom_out", "zoom_in")
_DPI = 96
_MM_PER_INCH = 25.4
_SAY_LOADING_AFTER_MS = 150


@dataclass(frozen=True)
class Chosen:
    """What was chosen; ``printer`` "" is the system's own, ``path`` is the file that was saved."""

    how: Literal["print", "save"]
    printer: str = ""
    path: Path | None = None


def preview(
    parent: QWidget,
    pdf: bytes,
    *,
    title: str,
    paper: str,
    background: Background,
    printer: str = "",
    note: str = "",
) -> Chosen | None:
    """Show a paper. Printing is left to the caller, a file is saved at once; None when the paper was only looked at.

    ``title`` names the paper and its number, also for a file; ``printer`` is the one that is offered first, ``note``
    what there is to say of the paper in quiet words.
    """
    dialog = PreviewDialog(parent, pdf, title=title, paper=paper, background=background, printer=printer, note=note)
    try:
        dialog.exec()
        return dialog.chosen
    finally:
        dialog.deleteLater()


class PreviewDialog(QDialog):
    """One page at a time; the focus is on Print, so that Enter prints and Escape leaves."""

    def __init__(
        self,
        parent: QWidget,
        pdf: bytes,
        *,
        title: str,
        paper: str,
        background: Background,
        printer: str = "",
        note: str = "",
    ) -> None:
        super().__init__(parent)
        self.chosen: Chosen | None = None
        self._pdf = pdf
        self._title = title
        self._background = background
        self._printer = printer
        self._page = 0
        self._pages = 1
        self._paper = paper
        self._note = note
        self.setWindowTitle(tr("{title} · {paper}", title=title, paper=paper))
        self._build_sheet()
        self._build_foot()
        self._assemble()
        self._load()

    # -- build -----------------------------------------------------------------------------------------------------

    def _build_sheet(self) -> None:
        self._sheet = QLabel()
        self._sheet.setObjectName("sheet")
        self._sheet.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sheet.setAccessibleName(tr("The page as it will be printed"))
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _build_foot(self) -> None:
        self._said = wrapped("")
        self._said.setObjectName("said")
        self._where = QLabel()
        self._where.setObjectName("where")
        self._where.setProperty("role", "quiet")
        self._printers = QComboBox()
        self._printers.setObjectName("printers")
        self._printers.setAccessibleName(tr("Printer"))
        self._printers.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._printers.setMinimumContentsLength(14)
        self._printers.addItem(self._printer or tr("This computer's own printer"), self._printer)
        self._printers.setProperty(ENTER_STOPS, True)
        self._print = button(tr("Print"), actions.key_text("print"))
        self._print.setObjectName("print")
        self._print.setProperty("role", "main")
        self._print.setProperty(ENTER_STOPS, True)
        self._print.clicked.connect(self._choose_print)
        self._save = button(tr("Save as PDF"), actions.key_text("save_pdf"))
        self._save.setObjectName("save_pdf")
        self._save.clicked.connect(self._save_pdf)
        self._close = button(tr("Close"), QKeySequence(Qt.Key.Key_Escape).toString())
        self._close.setObjectName("close")
        self._close.clicked.connect(self.reject)

    def _assemble(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(16)
        words.addWidget(self._where)
        words.addWidget(self._said, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch()  # the printers' place where there is none
        foot.addWidget(self._printers, 1)
        for each in (self._print, self._save, self._close):
            foot.addWidget(each)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(8)
        whole.addWidget(self._area, 1)
        if self._note:
            note = wrapped(self._note, "quiet")
            note.setObjectName("note")
            whole.addWidget(note)
        whole.addLayout(words)
        whole.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(QSize(self.fontMetrics().height() * WIDTH_EM, room.height()).boundedTo(room * 0.94))
        self.ensurePolished()
        whole.activate()
        self._zoom = self._fitting()
        actions.install(
            self,
            {
                "print": self._print.click,
                "save_pdf": self._save.click,
                "zoom_in": partial(self._change_zoom, 1),
                "zoom_out": partial(self._change_zoom, -1),
                "next_sheet": partial(self._go, 1),
                "previous_sheet": partial(self._go, -1),
                "key_sheet": partial(show_key_sheet, self, "preview"),
            },
        )
        EnterMoves(self, press)
        self._print.setFocus()

    def _load(self) -> None:
        self._say_where()
        QTimer.singleShot(_SAY_LOADING_AFTER_MS, self, self._say_loading)
        self._background.submit(
            "paper", partial(printing.page_count, self._pdf), done=self._counted, failed=self._not_shown, owner=self
        )
        self._draw()
        self._background.submit("paper", _printers, done=self._printers_found, owner=self)

    # -- slots -----------------------------------------------------------------------------------------------------

    def _counted(self, pages: int) -> None:
        self._pages = pages
        self._say_where()

    def _drawn(self, image: QImage) -> None:
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(self.devicePixelRatio())
        self._sheet.setPixmap(picture)

    def _not_shown(self, error: Exception) -> None:
        self._say(trouble(error), "late")
        self._sheet.clear()
        for useless in (self._print, self._save):
            useless.setEnabled(False)
        self._close.setFocus()

    def _say_loading(self) -> None:
        if self._sheet.pixmap().isNull() and self._print.isEnabled():
            self._sheet.setText(tr("The page is being drawn …"))

    def _printers_found(self, found: tuple[list[str], str]) -> None:
        names, default = found
        if names:
            self._printers.clear()
            for name in names:
                self._printers.addItem(name, name)
            self._printers.setCurrentText(self._printer if self._printer in names else default)
            return
        self._say(tr("This computer has no printer. The paper can be saved as PDF and printed elsewhere."), "owed")
        self._printers.hide()
        had_focus = self._print.hasFocus()
        self._print.setEnabled(False)
        if had_focus and self._save.isEnabled():
            self._save.setFocus()

    def _choose_print(self) -> None:
        self.chosen = Chosen("print", printer=self._printers.currentData() or "")
        self.accept()

    def _save_pdf(self) -> None:
        path = ask_where(self, self._title)
        if path is None:
            return
        try:
            printing.save_pdf(self._pdf, path)
        except PrintTrouble as error:
            self._say(trouble(error), "late")
        else:
            self.chosen = Chosen("save", path=path)
            self._say(tr("Saved: {file}", file=path), "done")

    def _change_zoom(self, step: int) -> None:
        further = [zoom for zoom in ZOOMS[::step] if (zoom - self._zoom) * step > 0]
        if further:
            self._zoom = further[0]
            self._say_where()
            self._draw()

    def _go(self, step: int) -> None:
        """A screenful on; from the end of a page to the next page."""
        bar = self._area.verticalScrollBar()
        at = bar.value()
        bar.setValue(at + step * bar.pageStep())
        page = self._page + step
        if bar.value() == at and 0 <= page < self._pages:
            self._page = page
            bar.setValue(bar.minimum() if step > 0 else bar.maximum())
            self._say_where()
            self._draw()

    # -- private ---------------------------------------------------------------------------------------------------

    def _fitting(self) -> int:
        """The zoom at which a sheet is seen whole (a strip: its width), never larger than its reader's type asks."""
        dots = 100 * _MM_PER_INCH / _DPI
        place = self._area.size() - QSize(2, 2) * self._area.frameWidth()
        largest = 100 * self.font().pointSizeF() / POINTS["body"]
        if self._paper in HEIGHTS:
            high = dots * place.height() / HEIGHTS[self._paper]
        else:
            high = largest
            place -= QSize(self._area.verticalScrollBar().sizeHint().width(), 0)
        return int(min(dots * place.width() / WIDTHS[self._paper], high, largest))

    def _draw(self) -> None:
        dpi = _DPI * self._zoom / 100 * self.devicePixelRatio()
        self._background.submit(
            "paper",
            partial(printing.page_image, self._pdf, self._page, dpi),
            done=self._drawn,
            failed=self._not_shown,
            owner=self,
            key=f"preview {id(self)}",
        )

    def _say_where(self) -> None:
        words = [tr("Page {page} of {pages}", page=self._page + 1, pages=self._pages)]
        if self._page + 1 < self._pages:
            words.append(tr("{key} next page", key=actions.key_text("next_sheet")))
        elif self._page:
            words.append(tr("{key} former page", key=actions.key_text("previous_sheet")))
        zoom = tr("{zoom} %  {zoom_out} {zoom_in}", zoom=self._zoom, **{k: actions.key_text(k) for k in _ZOOM_KEYS})
        self._where.setText("   ".join((*words, zoom)))

    def _say(self, words: str, state: str) -> None:
        self._said.setText(words)
        self._said.setAccessibleName(words)
        set_state(self._said, state)


def _printers() -> tuple[list[str], str]:
    return printing.printers(), printing.default_printer()
