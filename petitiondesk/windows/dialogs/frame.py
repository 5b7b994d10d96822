"""What all dialogs have in common: what it is about, the form, the buttons; Enter moves on, Ctrl+Enter does it.

A dialog is shown by :func:`shown` and freed afterwards. At large type, or on a small screen, its form scrolls.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from petitiondesk.windows import actions
from petitiondesk.windows.binding import ENTER_STOPS, listen
from petitiondesk.windows.composing import commit_composed
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.labels import wrapped

WIDTH_EM = 30
"""Width of a dialog in heights of a line."""

_MARGIN, _GAP = 16, 12
_FIRST_COLUMN = "2000-00-00 00:00 "
ROWS_WITH_A_FIGURE = 9


def shown(dialog: "Frame") -> bool:
    """Show a dialog until the person leaves it; True when it was done. Read it at once: it is about to be freed."""
    dialog.get_ready()
    try:
        return dialog.exec() == QDialog.DialogCode.Accepted
    finally:
        dialog.deleteLater()


class Frame(QDialog):
    """A dialog with a title and an empty form; those of this folder fill it from above."""

    width_em = WIDTH_EM

    def __init__(self, parent: QWidget | None, name: str, title: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._first: QWidget | None = None
        self._captions: dict[QWidget, QLabel] = {}
        self._problems: dict[QWidget, QLabel] = {}
        self._head = wrapped(title, "title")
        self._body = QWidget()
        self.form = QVBoxLayout(self._body)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(8)
        self._area = QScrollArea()
        self._area.setWidget(self._body)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        whole.setSpacing(_GAP)
        whole.addWidget(self._head)
        whole.addWidget(self._area, 1)
        whole.addLayout(self._buttons)

    # -- the form --------------------------------------------------------------------------------------------------

    def say(self, words: str, role: str = "") -> QLabel:
        """Words on lines of their own."""
        label = wrapped(words, role)
        self.form.addWidget(label)
        return label

    def ask(self, widget: QWidget, name: str, words: str) -> None:
        """A field under its label. What it lacks is said below it, where there is always room for a line."""
        self.form.addLayout(self.cell(widget, name, words))

    def cell(self, widget: QWidget, name: str, words: str) -> QVBoxLayout:
        """A field as :meth:`ask` has it, to be put beside others."""
        widget.setObjectName(name)
        widget.setProperty(ENTER_STOPS, True)
        caption = wrapped("", "caption")
        caption.setBuddy(widget)
        problem = wrapped(" ")
        problem.setObjectName(f"{name}.problem")
        self._captions[widget], self._problems[widget] = caption, problem
        self.call(widget, words)
        cell = QVBoxLayout()
        cell.setSpacing(1)
        for part in (caption, widget, problem):
            cell.addWidget(part)
        self.start_at(widget)
        listen(widget, partial(self._typed_in, widget))
        return cell

    def call(self, widget: QWidget, words: str) -> None:
        """The label of a field, also for those who hear it."""
        self._captions[widget].setText(words)
        widget.setAccessibleName(words)

    def refuse(self, widget: QWidget, words: str) -> None:
        """Say what a field lacks and put the cursor there; the dialog stays."""
        self._say_beside(widget, words)
        widget.setFocus()
        self._area.ensureWidgetVisible(self._problems[widget])

    def offer(
        self, rows: Sequence[Sequence[str]], chosen: Callable[[int], object], *, in_one_line: bool = False
    ) -> list["Row"]:
        """Rows to choose from, their words below one another or in one line; ``chosen`` is told the place of one.

        They are moved through by the arrow keys and taken by Enter, the first nine also by their figure.
        """
        made = []
        for place, lines in enumerate(rows):
            figure = str(place + 1) if place < ROWS_WITH_A_FIGURE else ""
            row = Row(figure, lines, in_one_line=in_one_line)
            row.setObjectName(f"row.{place + 1}")
            row.setProperty(ENTER_STOPS, True)
            row.clicked.connect(partial(_tell, chosen, place))
            if figure:
                self._shortcut(figure, row.take)
            self.form.addWidget(row)
            self.start_at(row)
            made.append(row)
        return made

    def offer_one(self, words: str, name: str, chosen: Callable[[], object]) -> None:
        """A single row below others, without a figure."""
        row = Row("", [words])
        row.setObjectName(f"row.{name}")
        row.setProperty(ENTER_STOPS, True)
        row.clicked.connect(chosen)
        self.form.addWidget(row)
        self.start_at(row)

    def below(self, widget: QWidget) -> None:
        """Put something between the form and the buttons, where it is seen however the form is scrolled."""
        self._whole.insertWidget(self._whole.count() - 1, widget)

    def start_at(self, widget: QWidget) -> None:
        """The first one named has the focus when the dialog opens."""
        self._first = self._first or widget

    # -- the buttons -----------------------------------------------------------------------------------------------

    def end_with(
        self, leave: str, do: str = "", done: Callable[[], object] | None = None, *, action_id: str = "register"
    ) -> None:
        """The button of Escape and, if there is anything to do, the one main button, with an action's keys.

        ``done`` accepts the dialog, or refuses a field.
        """
        if done is not None:
            main = button(do, actions.key_text(action_id))
            main.setObjectName("done")
            main.setProperty("role", "main")
            main.setProperty(ENTER_STOPS, True)
            main.clicked.connect(lambda: commit_composed())
            main.clicked.connect(done)
            for key in actions.action(action_id).keys:
                self._shortcut(key, main.click)
            self._buttons.addWidget(main)
        leaving = button(leave, QKeySequence(Qt.Key.Key_Escape).toString(QKeySequence.SequenceFormat.NativeText))
        leaving.setObjectName("leave")
        leaving.clicked.connect(self.reject)
        self._buttons.insertWidget(1, leaving)  # left of the main one, but after it for Tab
        self.start_at(leaving)

    # -- slots and private -----------------------------------------------------------------------------------------

    def get_ready(self) -> None:
        """Everything is in it: the cursor goes to its place, the size to that of the form, where there is room."""
        EnterMoves(self, press)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._bring_into_view)
        if self._first is not None:
            self._first.setFocus()
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()
        room = self.screen().availableSize() - QSize(2 * _MARGIN, 4 * _MARGIN)
        least = max(self._body.minimumSizeHint().width(), self._buttons.minimumSize().width()) + 2 * _MARGIN
        width = min(max(self.fontMetrics().height() * self.width_em, least), room.width())
        inside = width - 2 * _MARGIN
        rest = self._head.heightForWidth(inside) + self._buttons.sizeHint().height() + 4 * _GAP
        self.resize(width, min(self._body.heightForWidth(inside) + rest, room.height()))

    def done(self, result: int) -> None:
        """What an input method still composes belongs to the text."""
        commit_composed()
        super().done(result)

    def _bring_into_view(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Enter leads to fields that are still below the edge; Tab alone would scroll to them."""
        if now is not None and self._body.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)

    def _shortcut(self, key: str, does: Callable[[], object]) -> None:
        """A key still held down from what opened the dialog decides nothing in it."""
        made = QShortcut(QKeySequence(key), self)
        made.setAutoRepeat(False)
        made.activated.connect(does)

    def _typed_in(self, widget: QWidget, _text: str = "") -> None:
        self._say_beside(widget, "")

    def _say_beside(self, widget: QWidget, words: str) -> None:
        problem, state = self._problems[widget], "law" if words else ""
        problem.setText(words or " ")
        widget.setAccessibleDescription(words)
        set_state(problem, state)
        set_state(widget, state)


class Row(QPushButton):
    """A button of several words: in lines of their own, which wrap, or in columns.

    Of columns the first is a time; the others are elided where they are long.
    """

    def __init__(self, figure: str, lines: Sequence[str], *, in_one_line: bool = False) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self.setAccessibleName(" ".join((figure, *lines)).strip())
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(12, 6, 12, 6)
        self._columns.setSpacing(12)
        key = wrapped(figure, "key")
        key.ensurePolished()
        key.setFixedWidth(key.fontMetrics().horizontalAdvance("9"))  # what has none stands in line with the others
        self._columns.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter if in_one_line else Qt.AlignmentFlag.AlignTop)
        if in_one_line:
            self._build_columns(lines)
        else:
            self._build_lines(lines)
        for label in self.findChildren(QLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def take(self) -> None:
        """As by a click, unless it is hidden."""
        if not self.isHidden():
            self.click()

    def _build_lines(self, lines: Sequence[str]) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for place, line in enumerate(lines):
            words.addWidget(wrapped(line, "quiet" if place else "strong"))
        self._columns.addLayout(words, 1)

    def _build_columns(self, lines: Sequence[str]) -> None:
        for place, line in enumerate(lines):
            column = ElidedLabel(line)
            if place:
                column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            else:
                column.setMinimumWidth(column.fontMetrics().horizontalAdvance(_FIRST_COLUMN))
            self._columns.addWidget(column, place)

    def sizeHint(self) -> QSize:
        """Of the words in it."""
        return self._columns.sizeHint()


def button(words: str, key: str) -> QPushButton:
    """A button with its key. Enter presses it where it has the focus, never from elsewhere."""
    made = QPushButton(f"{words}  {key}")
    made.setAccessibleName(words)
    made.setAutoDefault(False)
    made.setProperty(ENTER_STOPS, False)
    return made


def press(widget: QWidget) -> bool:
    """Enter on a button presses it."""
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QRadioButton):
        widget.click()
        return True
    return False


def _tell(chosen: Callable[[int], object], place: int, _checked: bool = False) -> None:
    chosen(place)
