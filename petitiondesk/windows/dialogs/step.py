"""Asked when something was done on paper: what, and what the paper says; made from the table of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QComboBox, QGridLayout, QPlainTextEdit, QWidget

from petitiondesk.office import steps
from petitiondesk.rules.messages import Message
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.windows.binding import listen, written
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.fields import combo, line, text_box

_WORDS_LINES = 2


@dataclass(frozen=True)
class Asked:
    """What a step is asked for: the case and its term in words, the steps that can end it, what each most likely tells.

    ``last_day`` is None where nothing is owed.
    """

    number: str
    term: str
    kinds: Sequence[StepKind]
    likely: Mapping[StepKind, Mapping[str, str]]
    starts_on: date
    last_day: date | None
    today: date


@dataclass(frozen=True)
class Given:
    """The step that was chosen and what was told of it, by field."""

    kind: StepKind
    told: Mapping[str, str]


def ask_step(
    parent: QWidget | None, asked: Asked, *, typed: Given | None = None, problems: Mapping[str, Message] | None = None
) -> Given | None:
    """The step that was done; None when nothing is to be recorded.

    ``typed`` is what was entered before and could not be recorded, ``problems`` why not, by field.
    """
    dialog = _Step(parent, asked, typed, problems or {})
    return dialog.given() if shown(dialog) else None


class _Step(Frame):
    """All fields of all steps, of which those of the chosen one are in sight."""

    width_em = 40

    def __init__(
        self, parent: QWidget | None, asked: Asked, typed: Given | None, problems: Mapping[str, Message]
    ) -> None:
        super().__init__(parent, "step", tr("Done on paper"))
        self._asked = asked
        self._filled: dict[str, str] = {}
        self._fields: dict[str, QWidget] = {}
        self._cells: dict[str, QWidget] = {}
        self.say(f"{asked.number}  {asked.term}", "strong")
        self._kind = ClosedList()
        self._kind.add({str(kind): tr(STEPS[kind].kind.label) for kind in asked.kinds})
        self.ask(self._kind, "step.kind", tr("What was done"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for field in _all_fields(asked.kinds):
            self._add(field)
        self.form.addLayout(self._grid)
        self._late = self.say(" ", "")
        self._late.setObjectName("late")
        self.form.addStretch(1)
        self.end_with(tr("Record nothing"), tr("Record"), self._record, action_id="record_step")
        if typed is not None:
            self._kind.setCurrentIndex(self._kind.findData(str(typed.kind)))
        self._show_kind()
        self._kind.currentIndexChanged.connect(self._show_kind)
        for name, text in (typed.told if typed else {}).items():
            _write(self._fields[name], text)
        self._say_problems(problems)
        self._say_late()

    def given(self) -> Given:
        """What stands in the fields of the chosen step."""
        kind = self._chosen()
        return Given(kind, {field.name: self._text(field.name) for field in STEPS[kind].fields})

    def _add(self, field: StepField) -> None:
        widget = _widget(field)
        cell = QWidget()
        layout = self.cell(widget, f"step.{field.name}", tr(field.label))
        layout.setContentsMargins(0, 0, 0, 0)
        cell.setLayout(layout)
        self._fields[field.name], self._cells[field.name] = widget, cell
        listen(widget, self._say_late)

    def _chosen(self) -> StepKind:
        return StepKind(self._kind.currentData())  # type: ignore[call-arg]  # a Kind is made of its code

    def _show_kind(self, _place: int = 0) -> None:
        """The fields of the chosen step, side by side where they are short; what was typed stays."""
        kind = self._chosen()
        for cell in self._cells.values():
            self._grid.removeWidget(cell)
            cell.hide()
        place = 0
        before: QWidget = self._kind
        for field in STEPS[kind].fields:
            wide = field.form == "words"
            place += place % 2 if wide else 0
            self._grid.addWidget(self._cells[field.name], *divmod(place, 2), 1, 2 if wide else 1)
            self._cells[field.name].show()
            place += 2 if wide else 1
            widget = self._fields[field.name]
            self.call(
                widget, tr(field.label) if field.needed else tr("{label} (may be left blank)", label=tr(field.label))
            )
            self._fill(field.name, self._asked.likely[kind].get(field.name, ""))
            if before.window() is widget.window():
                QWidget.setTabOrder(before, widget)
            before = widget
        self._say_late()

    def _fill(self, name: str, likely: str) -> None:
        """What somebody typed is never replaced."""
        if self._text(name).strip() in ("", self._filled.get(name, "")):
            _write(self._fields[name], likely)
            self._filled[name] = likely

    def _text(self, name: str) -> str:
        return written(self._fields[name]).get("", "")

    def _looked(self) -> steps.Looked:
        given, asked = self.given(), self._asked
        last_day = asked.last_day if asked.last_day and STEPS[given.kind].ends else date.max
        return steps.look_at(given.kind, given.told, starts_on=asked.starts_on, last_day=last_day, today=asked.today)

    def _say_late(self, _text: str = "") -> None:
        late = self._looked().late
        words = tr(
            "After the last day, {day}: it will stand on record as done late by this unit.", day=self._asked.last_day
        )
        self._late.setText(words if late else " ")
        set_state(self._late, "late" if late else "")

    def _say_problems(self, problems: Mapping[str, Message]) -> None:
        """All of them beside their fields; the cursor goes to the first."""
        for name in reversed([field.name for field in STEPS[self._chosen()].fields if field.name in problems]):
            self.refuse(self._fields[name], say(problems[name]))
            self._first = self._fields[name]

    def _record(self) -> None:
        problems = self._looked().problems
        if problems:
            self._say_problems(problems)
        else:
            self.accept()


def _all_fields(kinds: Sequence[StepKind]) -> Sequence[StepField]:
    """The fields of all these steps, each name once."""
    return list({field.name: field for kind in reversed(kinds) for field in STEPS[kind].fields}.values())


def _widget(field: StepField) -> QWidget:
    if field.choices is not None:
        return combo(field.choices, blank=True)
    if field.form == "words":
        return text_box(_WORDS_LINES)
    return line(latin=field.form == "day")


def _write(widget: QWidget, text: str) -> None:
    if isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(widget.findData(text), 0))
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
    else:
        widget.setProperty("text", text)
