"""Files that are to be attached: the kind of each, the registration they belong to, and what can't be taken."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from petitiondesk.office import attachments
from petitiondesk.rules.attachments import AttachmentKind
from petitiondesk.windows import incoming
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.save_as import file_dialog
from petitiondesk.windows.incoming import Loaded
from petitiondesk.windows.messages import tr, trouble
from petitiondesk.windows.station import Station
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.fields import combo
from petitiondesk.windows.widgets.flow import side_by_side
from petitiondesk.windows.widgets.labels import plain_tip, wrapped

_TICK_EM = 2
"""Room for the box of a file beside its name, in heights of a line."""

_last_kind = AttachmentKind.LETTER
_last_folder: Path | None = None


def attach_files(parent: QWidget, station: Station, numbers: Sequence[str], paths: Sequence[Path]) -> int:
    """Ask what these files are and attach them to one of the registrations; how many were attached."""
    dialog = AttachDialog(parent, station, numbers, paths)
    shown(dialog)
    return dialog.attached


def ask_which_files(parent: QWidget) -> list[Path]:
    """The files that are chosen to be attached, in the folder of the last time; empty when the dialog was left."""
    global _last_folder
    dialog = file_dialog(parent, tr("Files to attach"), _last_folder, tr("All files (*)"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    try:
        chosen = [Path(each) for each in dialog.selectedFiles()] if dialog.exec() else []
    finally:
        dialog.deleteLater()
    if chosen:
        _last_folder = chosen[0].parent
    return chosen


class AttachDialog(Frame):
    """Lines of files; they are examined as it opens, and attached one after the other by Ctrl+Enter.

    What can't be taken says so on its line; the others are attached all the same.
    """

    def __init__(self, parent: QWidget, station: Station, numbers: Sequence[str], paths: Sequence[Path]) -> None:
        super().__init__(parent, "attach", tr("Attach files"))
        self.attached = 0
        self._station = station
        self._asking = Asking(station.background, self)
        self._running = False
        self._stopping = False
        self._number = ClosedList()
        self._number.add({number: number for number in numbers})
        if len(numbers) > 1:
            self.ask(self._number, "attach.number", tr("The registration they belong to"))
        self._lines = [_FileLine(place, path) for place, path in enumerate(paths, 1)]
        for line in self._lines:
            self.form.addWidget(line)
            self.start_at(line.kind)
            line.kind.activated.connect(partial(self._kind_chosen, line))
        self._progress = QProgressBar()
        self._progress.setObjectName("attach.progress")
        self._progress.setAccessibleName(tr("How many files are attached"))
        self._progress.setMaximum(len(paths))
        self._progress.hide()
        self._said = wrapped("")
        self._said.setObjectName("attach.said")
        self._said.hide()
        self.form.addStretch(1)
        for part in (self._progress, self._said):  # seen wherever the lines are scrolled to
            self.below(part)
        self.end_with(tr("Cancel"), tr("Attach"), self._attach)
        self._examine(list(self._lines))

    def reject(self) -> None:
        """While files are being attached it ends after the one at work; what is attached by then stays."""
        if not self._running:
            super().reject()
            return
        self._stopping = True
        self._say(tr("Stops after this file …"), "hint")

    # -- examining -------------------------------------------------------------------------------------------------

    def _examine(self, waiting: list["_FileLine"]) -> None:
        if waiting and not self._running:
            line = waiting.pop(0)
            self._asking.paper(
                partial(incoming.facts, line.path),
                partial(self._examined, line, waiting),
                partial(self._not_to_be_taken, line, waiting),
            )

    def _examined(self, line: "_FileLine", waiting: list["_FileLine"], found: tuple[int | None, int]) -> None:
        line.say_facts(*found)
        self._examine(waiting)

    def _not_to_be_taken(self, line: "_FileLine", waiting: list["_FileLine"], error: Exception) -> None:
        line.say_trouble(trouble(error))
        line.wanted.setChecked(False)
        self._examine(waiting)

    def _kind_chosen(self, line: "_FileLine", _index: int) -> None:
        """Scans of one envelope are mostly of one kind: those below follow, until they are given their own."""
        line.has_own_kind = True
        for below in self._lines[self._lines.index(line) + 1 :]:
            if below.has_own_kind:
                break
            below.kind.setCurrentIndex(line.kind.currentIndex())

    # -- attaching -------------------------------------------------------------------------------------------------

    def _attach(self) -> None:
        waiting = [line for line in self._lines if line.wanted.isChecked() and not line.is_attached]
        if self._running:
            return
        if not waiting:
            self._say(tr("Tick the files that are to be attached."), "owed")
            return
        self._begin(running=True)
        self._progress.setVisible(len(self._lines) > 1)
        self._attach_next(waiting)

    def _attach_next(self, waiting: list["_FileLine"]) -> None:
        if not waiting or self._stopping:
            self._finish()
            return
        line = waiting.pop(0)
        self._progress.setFormat(line.path.name)
        self._asking.paper(
            partial(incoming.load, line.path),
            partial(self._loaded, line, waiting),
            partial(self._not_attached, line, waiting),
        )

    def _loaded(self, line: "_FileLine", waiting: list["_FileLine"], loaded: Loaded) -> None:
        line.say_facts(loaded.pages, len(loaded.content))
        work = partial(
            attachments.add,
            self._station.desk,
            self._number.currentData(),
            name=line.path.name,
            content=loaded.content,
            kind=line.chosen_kind(),
            pages=loaded.pages,
            now=self._station.now(),
        )
        self._asking.act(work, partial(self._one_attached, line, waiting), partial(self._not_attached, line, waiting))

    def _one_attached(self, line: "_FileLine", waiting: list["_FileLine"], _attachment_id: int) -> None:
        global _last_kind
        _last_kind = line.chosen_kind()
        line.say_attached()
        self.attached += 1
        self._progress.setValue(self.attached)
        self._attach_next(waiting)

    def _not_attached(self, line: "_FileLine", waiting: list["_FileLine"], error: Exception) -> None:
        self._running = False  # where nobody foresaw it, the dialog can still be left
        line.say_trouble(trouble(error))
        self._running = True
        self._attach_next(waiting)

    def _finish(self) -> None:
        """Everything that was wanted is attached, or the lines say what is not, to be tried again or left."""
        self._begin(running=False)
        left = [line for line in self._lines if line.has_trouble and line.wanted.isChecked()]
        if self._stopping or not left:
            self.accept()
            return
        self._say(tr("{attached} attached, {left} not.", attached=self.attached, left=len(left)), "owed")

    def _say(self, words: str, state: str) -> None:
        self._said.setText(words)
        self._said.show()
        set_state(self._said, state)

    def _begin(self, *, running: bool) -> None:
        self._running = running
        self._number.setEnabled(not running and not self.attached)
        for line in self._lines:
            line.setEnabled(not running and not line.is_attached)
        done = self.findChild(QPushButton, "done")
        if done is not None:
            done.setEnabled(not running)


class _FileLine(QWidget):
    """One file: whether it is wanted, what kind it is, and what is to be said of it."""

    def __init__(self, place: int, path: Path) -> None:
        super().__init__()
        self.path = path
        self.has_own_kind = False
        self.is_attached = False
        self.has_trouble = False
        self.wanted = QCheckBox()
        self.wanted.setObjectName(f"attach.{place}.wanted")
        self.wanted.setAccessibleName(tr("Attach {name}", name=path.name))
        self.wanted.setToolTip(plain_tip(path.name))
        self.wanted.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.wanted.setChecked(True)
        self.kind = combo(AttachmentKind)
        self.kind.setObjectName(f"attach.{place}.kind")
        self.kind.setAccessibleName(tr("Kind of {name}", name=path.name))
        self.kind.setProperty(ENTER_STOPS, True)
        self.kind.setCurrentIndex(self.kind.findData(_last_kind.value))
        self._facts = wrapped(tr("is being read …"), "quiet")
        self._facts.setMinimumWidth(self.fontMetrics().horizontalAdvance(tr("is being read …")))
        self._problem = wrapped("")
        self._problem.setObjectName(f"attach.{place}.problem")
        self._problem.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.setSpacing(2)
        whole.addWidget(self.wanted)
        whole.addLayout(side_by_side((self.kind, 0), (self._facts, 1)))
        whole.addWidget(self._problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name as far as there is room for it; the whole stands in its tool tip."""
        super().resizeEvent(event)
        metrics = self.wanted.fontMetrics()
        room = self.width() - _TICK_EM * metrics.height()
        self.wanted.setText(metrics.elidedText(self.path.name, Qt.TextElideMode.ElideMiddle, room).replace("&", "&&"))

    def chosen_kind(self) -> AttachmentKind:
        """What it is said to be."""
        return AttachmentKind.of(self.kind.currentData()) or AttachmentKind.OTHER

    def say_facts(self, pages: int | None, size: int) -> None:
        """Its pages and size."""
        self._facts.setText(incoming.in_words(pages, size))
        self._say("", "")

    def say_trouble(self, words: str) -> None:
        """Why it is not attached."""
        self._facts.setText("")
        self._say(words, "law")

    def say_attached(self) -> None:
        """It is on record and asked about no more."""
        self.is_attached = True
        self._say(tr("Attached"), "done")

    def _say(self, words: str, state: str) -> None:
        self.has_trouble = state == "law"
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.wanted.setAccessibleDescription(words)
        set_state(self._problem, state)
