"""The fields of a notice as it is typed: year, day of publishing, title, lines; and what stands against it."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from petitiondesk.rules.messages import Message
from petitiondesk.rules.typed_notices import EXAMPLE, Finding, ReadNotice, ToldNotice
from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.composing import composing_in
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.calendar.notice_text import NoticeText
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.fields import DAY_DIGITS, line
from petitiondesk.windows.widgets.labels import wrapped

MOST_PROBLEMS = 3
"""So many lines say what is wrong with them at once; the others are marked."""


class ToldForm(QWidget):
    """Says what is told in it, and shows problems beside fields and lines."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.year = line(latin=True, digits=6)
        self.published = line(latin=True, digits=DAY_DIGITS)
        self.title = line()
        self.lines = NoticeText()
        self._findings: tuple[Finding, ...] = ()
        self._problems: dict[str, QLabel] = {}
        self._build()
        EnterMoves(self, lambda _widget: False)

    def told(self) -> ToldNotice:
        """What stands in the fields."""
        return ToldNotice(self.year.text(), self.title.text(), self.published.text(), self.lines.toPlainText())

    def put(self, told: ToldNotice, *, undone: bool = False) -> None:
        """Put a notice into the fields; ``undone``: undoing brings back the lines that stood there."""
        with QSignalBlocker(self):
            for name, edit in self._edits().items():
                edit.setText(getattr(told, name))
                edit.home(False)
            self.lines.put(told.lines, undone=undone)
        self.typed.emit()

    def show_problems(self, read: ReadNotice, *, blank_too: bool) -> None:
        """Problems beside fields and lines; of what is still blank only where ``blank_too``."""
        told = self.told()
        for name, label in self._problems.items():
            problem = read.problems.get(name)
            seen = problem is not None and (blank_too or bool(getattr(told, name).strip()))
            self._say(name, label, say(problem) if problem and seen else "")
        self._findings = read.typed.findings
        words = {each.line: self._words(each.line, each.message) for each in self._findings}
        self.lines.mark(words)
        if words:
            shown = list(words.values())[:MOST_PROBLEMS]
            if len(words) > MOST_PROBLEMS:
                shown.append(tr("and {count} more lines", count=len(words) - MOST_PROBLEMS))
            self._say("lines", self._problems["lines"], "\n".join(shown))

    def go_to_first_problem(self, problems: Mapping[str, Message]) -> None:
        """Put the cursor where something has to be mended."""
        for name, edit in self._edits().items():
            if name in problems:
                edit.setFocus()
                return
        self.lines.go_to_line(self._findings[0].line) if self._findings else self.lines.setFocus()

    def is_composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        field = composing_in()
        return field is not None and self.isAncestorOf(field)

    def _edits(self) -> dict[str, QLineEdit]:
        return {"year": self.year, "published": self.published, "title": self.title}

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addLayout(self._cell("year", self.year, tr("Year")), 1)
        first.addLayout(self._cell("published", self.published, tr("Published on")), 2)
        column.addLayout(first)
        column.addLayout(self._cell("title", self.title, tr("Title with document number")))
        column.addLayout(self._cell("lines", self.lines, tr("Days off and working days, line by line")), 1)
        for edit in self._edits().values():
            edit.setProperty(ENTER_STOPS, True)
            edit.textChanged.connect(self.typed)
        self.lines.setPlaceholderText(EXAMPLE)
        self.lines.textChanged.connect(self.typed)

    def _cell(self, name: str, widget: QWidget, words: str) -> QVBoxLayout:
        widget.setObjectName(f"notice.{name}")
        widget.setAccessibleName(words)
        caption = wrapped(words, "caption")
        caption.setBuddy(widget)
        problem = self._problems[name] = wrapped("")
        problem.setObjectName(f"notice.{name}.problem")
        problem.hide()
        cell = QVBoxLayout()
        cell.setSpacing(1)
        cell.addWidget(caption)
        cell.addWidget(widget, 1)
        cell.addWidget(problem)
        cell.addStretch(0)
        return cell

    def _words(self, number: int, message: Message) -> str:
        return tr("Line {line}: {problem}", line=number, problem=message)

    def _say(self, name: str, label: QLabel, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        state = "law" if words else ""
        set_state(label, state)
        widget = self.lines if name == "lines" else self._edits()[name]
        set_state(widget, state)
        if name != "lines":
            widget.setAccessibleDescription(words)
