"""Ties form fields to mapped attributes, so that a column is described once.

``Form.bind`` takes a widget, the mapped attribute that describes it and the path under which the draft keeps it.
The form hands out and takes in plain text by path (the draft) and shows problems beside their fields. It refuses
nothing: a field holds whatever was typed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial, singledispatch
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.rules.messages import Message
from petitiondesk.windows.composing import composing_in, drop_composed, watch
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.picker import Picker
from petitiondesk.windows.widgets.problem_chip import ProblemChip


class Problem(Protocol):
    """What is said beside a field: its path, the sentence and how it looks ("law", "owed", "wrong" or "hint").

    ``sure``: no further key mends it, so that it is said before the field is left.
    """

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def message(self) -> Message: ...  # noqa: D102
    @property
    def severity(self) -> str: ...  # noqa: D102
    @property
    def sure(self) -> bool: ...  # noqa: D102


LONGEST_LINE = 2**26
"""UTF-16 units that a line takes; Qt's own limit would cut a long paste without a word."""

ENTER_STOPS = "enter_stops"
"""The property of a widget at which Enter stops: what the law or the office asks for. Tab stops at every field."""


@dataclass(frozen=True)
class Field:
    """A bound widget with the cell that holds its label, its problem and itself."""

    path: str
    widget: QWidget
    cell: QWidget
    problem: ProblemChip


class Form(QObject):
    """The bound fields of a page, by path."""

    changed = Signal(str)
    """The path whose text the person changed; not sent while the form is filled by the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, Field] = {}
        self._problems: dict[str, Problem] = {}
        self._filling = False
        self._typed_at = ""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def bind(
        self,
        widget: QWidget,
        attribute: "InstrumentedAttribute[Any]",
        path: str = "",
        *,
        label: str = "",
        beside: bool = False,
    ) -> QWidget:
        """Tie ``widget`` to ``attribute``; returns the cell (label, problem, widget) to be laid out.

        ``path`` defaults to the attribute's own (``petitioner.name``); ``label`` replaces the column's msgid.
        ``beside``: no label above, the problem at the right of the widget (lines of a list). The problem's place is
        always there, so that nothing jumps when one is said.
        """
        column = attribute.property.columns[0]
        info = column.info
        path = path or f"{attribute.class_.__name__.lower()}.{attribute.key}"
        words = tr(label or info.get("label", ""))
        widget.setObjectName(path)
        widget.setAccessibleName(words)
        if info.get("hint"):
            widget.setToolTip(tr(info["hint"]))
        if isinstance(widget, QLineEdit):
            widget.setMaxLength(LONGEST_LINE)
        widget.setProperty(ENTER_STOPS, info.get("asked", "optional") != "optional")
        may_be_wrong = not isinstance(widget, QComboBox | QCheckBox)
        problem = ProblemChip(needs_room=may_be_wrong)
        problem.setObjectName(f"{path}.problem")
        problem.setProperty("role", "caption")
        cell = _beside(widget, problem, words) if beside else _above(widget, problem, words)
        self._fields[path] = Field(path, widget, cell, problem)
        listen(widget, partial(self._typed, path))
        watch(widget)
        return cell

    def unbind(self, path: str) -> None:
        """Forget a field whose row is being taken away."""
        self._fields.pop(path, None)

    def field(self, path: str) -> Field | None:
        """The bound field, or None."""
        return self._fields.get(path)

    def text(self, path: str) -> str:
        """What stands in the field; "" when there is no such field."""
        field = self._fields.get(path)
        return written(field.widget).get("", "") if field else ""

    def write(self, path: str, text: str, typed: str = "") -> None:
        """Put text into a field (for a picker: the id, with ``typed`` as its words); not reported as a change."""
        field = self._fields.get(path)
        if field is None:
            return
        self._filling = True
        try:
            write(field.widget, {"": text, ".typed": typed})
        finally:
            self._filling = False

    def texts(self) -> dict[str, str]:
        """Everything written in the form, by path, without the empty ones."""
        return {
            field.path + suffix: text
            for field in self._fields.values()
            for suffix, text in written(field.widget).items()
            if text
        }

    def is_composing(self, path: str) -> bool:
        """Whether an input method is at work in the field."""
        field = self._fields.get(path)
        return field is not None and composing_in() is field.widget

    def fill(self, texts: Mapping[str, str], *, same_person: bool = False) -> None:
        """Make the form show exactly ``texts``.

        Unless they are of the ``same_person``, nothing that the fields know besides is left: no key brings back a word
        of the visitor before.
        """
        for path, field in self._fields.items():
            if not same_person:
                drop_composed(field.widget)
            self.write(path, texts.get(path, ""), texts.get(f"{path}.typed", ""))
        if not same_person:
            self._forget()

    def problem_of(self, widget: QWidget | None) -> str:
        """What is said beside a widget, in full: beside it there may not be room for all of it."""
        field = self._fields.get(widget.objectName()) if widget else None
        return field.problem.text() if field else ""

    def cell_of(self, widget: QWidget) -> QWidget:
        """The cell that a bound widget stands in with its label; the widget itself where it is not bound."""
        field = self._fields.get(widget.objectName())
        return field.cell if field else widget

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Say each problem beside its field and clear the others.

        Half a number, or half a word, is not scolded: what looks wrong where somebody types waits until the field is
        left.
        """
        self._problems = {}
        for problem in problems:
            self._problems.setdefault(problem.path, problem)
        self._say_problems()

    def _forget(self) -> None:
        self._typed_at = ""
        self._filling = True
        try:
            for field in self._fields.values():
                forget(field.widget)
        finally:
            self._filling = False

    def _say_problems(self) -> None:
        for path, field in self._fields.items():
            problem = self._problems.get(path)
            typing = path == self._typed_at and field.widget.hasFocus()
            waits = typing and problem and problem.severity == "wrong" and not problem.sure
            _say_beside(field, None if waits else problem)

    def _typed(self, path: str, *_value: object) -> None:
        if not self._filling:
            self._typed_at = path
            self.changed.emit(path)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._typed_at and (now is None or now.objectName() != self._typed_at):
            self._typed_at = ""
            self._say_problems()


def _above(widget: QWidget, problem: ProblemChip, words: str) -> QWidget:
    """The cell of a field: its label and its problem in one line above it."""
    cell = QWidget()
    layout = QVBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(1)
    head = QHBoxLayout()
    head.setSpacing(8)
    caption = QLabel()
    caption.setProperty("role", "caption")
    if isinstance(widget, QCheckBox):
        widget.setText(words)
    else:
        caption.setText(words)
        caption.setBuddy(widget)
    head.addWidget(caption)
    head.addWidget(problem.place)
    head.addStretch(1)
    layout.addLayout(head)
    layout.addWidget(widget)
    return cell


def _beside(widget: QWidget, problem: ProblemChip, words: str) -> QWidget:
    """The cell of a field that speaks for itself: the widget, and its problem at the right."""
    cell = QWidget()
    layout = QHBoxLayout(cell)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    if isinstance(widget, QCheckBox):
        widget.setText(words)
    layout.addWidget(widget, 3)
    if not isinstance(widget, QCheckBox):
        problem.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(problem.place, 1)
    return cell


def _say_beside(field: Field, problem: Problem | None) -> None:
    words = say(problem.message) if problem else ""
    field.problem.say(words, problem.severity if problem else "")
    if field.widget.accessibleDescription() != words:
        field.widget.setAccessibleDescription(words)
    set_state(field.widget, "owed" if problem and problem.severity == "wrong" else "")


@singledispatch
def written(widget: QWidget) -> dict[str, str]:
    """What a widget holds, as draft texts by suffix of its path."""
    raise TypeError(f"no binding for {type(widget).__name__}")


@written.register
def _(widget: QLineEdit) -> dict[str, str]:
    return {"": widget.text()}


@written.register
def _(widget: QPlainTextEdit) -> dict[str, str]:
    return {"": widget.document().toPlainText()}


@written.register
def _(widget: QComboBox) -> dict[str, str]:
    return {"": widget.currentData() or ""}


@written.register
def _(widget: QCheckBox) -> dict[str, str]:
    return {"": "1" if widget.isChecked() else ""}


@written.register
def _(widget: Picker) -> dict[str, str]:
    chosen = widget.choice_id()
    return {"": "" if chosen is None else str(chosen), ".typed": widget.text()}


@singledispatch
def write(widget: QWidget, texts: Mapping[str, str]) -> None:
    """Put draft texts into a widget."""
    raise TypeError(f"no binding for {type(widget).__name__}")


@write.register
def _(widget: QLineEdit, texts: Mapping[str, str]) -> None:
    if widget.text() != texts[""]:
        drop_composed(widget)
        widget.setText(texts[""])  # a line edit of ours makes one line of it
        if not widget.hasFocus():
            widget.home(False)


@write.register
def _(widget: QPlainTextEdit, texts: Mapping[str, str]) -> None:
    if widget.document().toPlainText() != texts[""]:
        drop_composed(widget)
        widget.setPlainText(texts[""])


@write.register
def _(widget: QComboBox, texts: Mapping[str, str]) -> None:
    widget.setCurrentIndex(max(0, widget.findData(texts[""])))


@write.register
def _(widget: QCheckBox, texts: Mapping[str, str]) -> None:
    widget.setChecked(texts[""] == "1")


@write.register
def _(widget: Picker, texts: Mapping[str, str]) -> None:
    widget.set_choice(int(texts[""]) if texts[""].isdigit() else None, texts[".typed"])


@singledispatch
def forget(_widget: QWidget) -> None:
    """Take from a widget whatever it knows besides what it holds: what undo would bring back, what was offered."""


@forget.register
def _(widget: QLineEdit) -> None:
    widget.setText(widget.text())  # with this Qt forgets what undo and redo know, also where nothing stands there
    if not widget.hasFocus():
        widget.home(False)


@forget.register
def _(widget: QPlainTextEdit) -> None:
    widget.document().clearUndoRedoStacks()
    widget.moveCursor(QTextCursor.MoveOperation.Start)


@forget.register
def _(widget: QComboBox) -> None:
    widget.hidePopup()


@forget.register
def _(widget: Picker) -> None:
    forget.dispatch(QLineEdit)(widget)
    widget.forget()


@singledispatch
def listen(widget: QWidget, changed: Callable[[], None]) -> None:
    """Call ``changed`` whenever what the widget holds changes."""
    raise TypeError(f"no binding for {type(widget).__name__}")


@listen.register
def _(widget: QLineEdit, changed: Callable[[], None]) -> None:
    widget.textChanged.connect(changed)


@listen.register
def _(widget: QPlainTextEdit, changed: Callable[[], None]) -> None:
    widget.textChanged.connect(changed)


@listen.register
def _(widget: QComboBox, changed: Callable[[], None]) -> None:
    widget.currentIndexChanged.connect(changed)


@listen.register
def _(widget: QCheckBox, changed: Callable[[], None]) -> None:
    widget.toggled.connect(changed)


@listen.register
def _(widget: Picker, changed: Callable[[], None]) -> None:
    widget.changed.connect(changed)
