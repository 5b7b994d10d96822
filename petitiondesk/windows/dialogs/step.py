"""Asked when a step of the procedure was done: what its paper says; made from the fields of the table of steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from petitiondesk.office import steps
from petitiondesk.office.likely_steps import Known, likely
from petitiondesk.office.standings import CaseStands, Stood
from petitiondesk.rules.citations import cited
from petitiondesk.rules.initials import initials
from petitiondesk.rules.messages import Message
from petitiondesk.rules.names import fold
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.matter import Body
from petitiondesk.rules.procedure.rule import Whose
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.windows.binding import listen, write, written
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.request_boxes import RequestBoxes
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.theme import set_state
from petitiondesk.windows.widgets.fields import combo, line, text_box
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.picker import KEPT_AS_TYPED, Choice, Picker

_WORDS_LINES, _BESIDE_LINES = 2, 5
_SHORT = ("day", "number")
_OF_UNITS = (Whose.HANDLER, Whose.HOLDER, Whose.REVIEWER)
_MOST_OFFERED = 20
_BRIEF = 80

Beside = Sequence[tuple[str, str]]
"""Texts to be read side by side above the fields: a heading and its words."""


@dataclass(frozen=True)
class Asked:
    """What a step is asked for: the case, the step, where all its requests stand, and those it was opened for.

    ``known`` is what likely stands in the fields; ``units`` and ``staff`` are names to choose from; ``beside`` is
    read side by side above the fields.
    """

    number: str
    kind: StepKind
    found: CaseStands
    requests: tuple[int, ...]
    today: date
    known: Known = field(default_factory=Known)
    units: Sequence[str] = ()
    staff: Sequence[str] = ()
    beside: Beside = ()


@dataclass(frozen=True)
class Given:
    """What was told of a step by field, and of which requests; ``typed`` holds the fields that are hidden too."""

    kind: StepKind
    told: Mapping[str, str]
    requests: tuple[int, ...]
    typed: Mapping[str, str] = field(default_factory=dict, compare=False)


def ask_step(
    parent: QWidget | None,
    asked: Asked,
    *,
    typed: Given | None = None,
    problems: Mapping[str, Message] | None = None,
    refused: Message | None = None,
) -> Given | None:
    """What was told of the step; None when nothing is to be recorded.

    ``typed`` is what was entered before and could not be recorded; why not say ``problems``, by field, and
    ``refused``.
    """
    dialog = _Step(parent, asked, typed)
    dialog.refuse_all(problems or {}, refused)
    return dialog.given() if shown(dialog) else None


class _Step(Frame):
    """All fields that the step may have, of which those are in sight that it has for the chosen requests."""

    width_em = 44

    def __init__(self, parent: QWidget | None, asked: Asked, typed: Given | None) -> None:
        super().__init__(parent, "step", tr(asked.kind.label))
        self._asked = asked
        self._filled: dict[str, str] = {}
        self._fields: dict[str, QWidget] = {}
        self._cells: dict[str, QWidget] = {}
        self._forms: dict[str, StepField] = {}
        self._lawful = steps.lawful_in(asked.kind, asked.found)
        opened_for = [each for each in asked.found.requests if each.matter.id in asked.requests]
        if opened_for and STEPS[asked.kind].whose in _OF_UNITS:  # a paper is that of one unit
            holder = opened_for[0].standing.holder
            self._lawful = [each for each in self._lawful if each.standing.holder == holder]
        self._offered = self._lawful + [each for each in opened_for if each not in self._lawful]
        self._opened_for = opened_for or self._offered
        self._build_head(typed)
        self._build_fields()
        self._late = self.say(" ", "")
        self._late.setObjectName("late")
        self.form.addStretch(1)
        self.end_with(tr("Record nothing"), tr("Record"), self._record, action_id="record_step")
        self._show_fields()
        if typed is not None:
            for name, text in (typed.typed or typed.told).items():
                if name in self._fields:
                    _write(self._fields[name], text)
        for each in self._fields.values():
            listen(each, self._typed)
        self._requests.changed.connect(self._show_fields)
        self._show_fields()

    def given(self) -> Given:
        """What stands in the fields that are in sight."""
        told = {each.name: self._text(each.name) for each in self._in_sight()}
        return Given(
            self._asked.kind,
            told,
            self._requests.ticked(),
            {name: self._text(name) for name in self._fields},
        )

    def refuse_all(self, problems: Mapping[str, Message], refused: Message | None) -> None:
        """Say what stands against it, each beside its field, the cursor at the first; ``refused`` above all."""
        self._refused.setText(say(refused) if refused else "")
        self._refused.setVisible(refused is not None)
        self._say_problems(problems)

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_head(self, typed: Given | None) -> None:
        asked, rule = self._asked, STEPS[self._asked.kind]
        self.say(asked.number, "strong")
        holder = self._holder()
        if holder is not None:
            whose = tr("{unit} does this; it stands on record as that unit's step.", unit=holder.name)
        else:
            whose = tr("Whose step it is: {whose}.", whose=tr(rule.whose.label))
        self.say(f"{whose} {say(cited(rule.article))}", "quiet").setObjectName("step.rule")
        self._refused = self.say("", "law")
        self._refused.setObjectName("step.refused")
        set_state(self._refused, "law")
        told = [(each.matter.id, _in_brief(each.text)) for each in self._offered]
        ticked = typed.requests if typed else [each.matter.id for each in self._opened_for]
        self._requests = RequestBoxes("step", told, ticked)
        self.form.addWidget(self._requests)
        if asked.beside:
            self._build_beside()

    def _build_beside(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for place, (heading, words) in enumerate(self._asked.beside):
            box = text_box(_BESIDE_LINES)
            box.setPlainText(words)
            box.setReadOnly(True)
            box.setObjectName(f"step.beside.{place}")
            box.setAccessibleName(heading)
            column = QVBoxLayout()
            column.setSpacing(1)
            column.addWidget(wrapped(heading, "caption"))
            column.addWidget(box)
            row.addLayout(column, 1)
        self.form.addLayout(row)

    def _build_fields(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for each in steps.fields_for(self._asked.kind, self._offered):
            self._add(each)
        self.form.addLayout(self._grid)

    def _add(self, each: StepField) -> None:
        widget = self._widget(each)
        cell = QWidget(self)
        layout = self.cell(widget, f"step.{each.name}", tr(each.label))
        layout.setContentsMargins(0, 0, 0, 0)
        cell.setLayout(layout)
        self._forms[each.name], self._fields[each.name], self._cells[each.name] = each, widget, cell

    def _widget(self, each: StepField) -> QWidget:
        if each.choices is not None:
            return combo(each.choices, blank=True)
        if each.form == "words":
            return text_box(_WORDS_LINES)
        if each.form in ("unit", "staff"):
            names = self._asked.units if each.form == "unit" else self._asked.staff
            return Picker(partial(_like, names), advice=KEPT_AS_TYPED)
        return line(latin=each.form in _SHORT)

    def _holder(self) -> Body | None:
        """The unit without the program whose step it is: it is kept with the number of its paper."""
        of_unit = STEPS[self._asked.kind].whose in _OF_UNITS and self._opened_for
        return self._opened_for[0].standing.holder if of_unit else None

    # -- which fields ----------------------------------------------------------------------------------------------

    def _chosen(self) -> list[Stood]:
        ticked = self._requests.ticked()
        return [each for each in self._offered if each.matter.id in ticked] or self._opened_for

    def _in_sight(self) -> list[StepField]:
        """The fields for the chosen requests, but for those that another choice would need."""
        fields = steps.fields_for(self._asked.kind, self._chosen())
        return [
            self._forms[each.name]
            for each in fields
            if each.name in self._forms and (each.when is None or self._text(each.when[0]) == each.when[1])
        ]

    def _show_fields(self) -> None:
        """Side by side where they are short; what was typed stays."""
        asked, chosen, shown_now = self._asked, self._chosen(), self._in_sight()
        told = likely(asked.kind, list(self._forms.values()), chosen, asked.known, asked.today)
        names = {each.name for each in shown_now}
        for name, cell in self._cells.items():
            self._grid.removeWidget(cell)
            if name not in names:
                cell.hide()
        place = 0
        before: QWidget | None = None
        for each in shown_now:
            wide = each.form == "words"
            place += place % 2 if wide else 0
            self._grid.addWidget(self._cells[each.name], *divmod(place, 2), 1, 2 if wide else 1)
            self._cells[each.name].show()  # once it has its place: else it would be a window of its own
            place += 2 if wide else 1
            widget, label = self._fields[each.name], tr(each.label)
            needed = each.needed or each.when is not None or (each.name == "number" and self._holder() is not None)
            self.call(widget, label if needed else tr("{label} (may be left blank)", label=label))
            self._fill(each.name, told.get(each.name, ""))
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget
        self._laid_out = names
        self._say_late()

    def _fill(self, name: str, proposed: str) -> None:
        """What somebody typed is never replaced."""
        if self._text(name).strip() in ("", self._filled.get(name, "")) and self._filled.get(name) != proposed:
            _write(self._fields[name], proposed)
            self._filled[name] = proposed

    def _text(self, name: str) -> str:
        texts = written(self._fields[name])
        return texts.get(".typed", texts.get("", ""))

    # -- what is said ----------------------------------------------------------------------------------------------

    def _typed(self, _text: str = "") -> None:
        if {each.name for each in self._in_sight()} != self._laid_out:
            self._show_fields()
        else:
            self._say_late()

    def _looked(self) -> steps.Looked:
        given, asked = self.given(), self._asked
        return steps.look_at(asked.kind, given.told, self._chosen(), asked.found, asked.today)

    def _say_late(self, _text: str = "") -> None:
        late = self._looked().late
        last_day = steps.last_day_of(self._asked.kind, self._chosen(), self._asked.found)
        words = tr("After the last day, {day}: it will stand on record as done late by this unit.", day=last_day)
        self._late.setText(words if late else " ")
        set_state(self._late, "late" if late else "")

    def _say_problems(self, problems: Mapping[str, Message]) -> None:
        """All of them beside their fields; the cursor goes to the first."""
        for name in reversed([each.name for each in self._in_sight() if each.name in problems]):
            self.refuse(self._fields[name], say(problems[name]))
            self._first = self._fields[name]

    def _record(self) -> None:
        if not self._requests.complete():
            self._requests.refuse(tr("Tick at least one request."))
        elif problems := self._looked().problems:
            self._say_problems(problems)
        else:
            self.accept()


def _in_brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _BRIEF else f"{words[:_BRIEF]}…"


def _like(names: Sequence[str], text: str) -> list[Choice]:
    """The names that hold a text, or whose initials do."""
    typed = fold(text)
    named = [name for name in names if typed in fold(name)]
    if typed.isascii():
        named += [name for name in names if name not in named and any(typed in each for each in initials(name))]
    return [Choice(place, name) for place, name in enumerate(named[:_MOST_OFFERED])]


def _write(widget: QWidget, text: str) -> None:
    if isinstance(widget, Picker):
        widget.set_choice(None, text)
    elif isinstance(widget, QComboBox | QPlainTextEdit):
        write(widget, {"": text})
    else:
        widget.setProperty("text", text)
