"""The end of a unit: its last day, and who accepts its matters from then on (Art. 24)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from petitiondesk.office import units
from petitiondesk.office.problems import Problem
from petitiondesk.office.units import UnitEntry
from petitiondesk.rules.typed_days import read_day
from petitiondesk.storage.models import Unit
from petitiondesk.windows.binding import ENTER_STOPS, Form
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.unit import Catalogue, texts_of, unread
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pickers import unit_picker
from petitiondesk.windows.widgets.fields import DAY_DIGITS, line

_FIELDS = (units.TO, units.SUCCESSOR)


@dataclass(frozen=True)
class End:
    """The last day and the successor, and what stood in the fields."""

    valid_to: date | None
    successor_id: int | None
    texts: Mapping[str, str]


def ask_end(
    parent: QWidget | None,
    catalogue: Catalogue,
    unit: UnitEntry,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> End | None:
    """How a unit ends; None where it goes on. ``typed`` could not be kept before, ``problems`` say why."""
    dialog = _End(parent, catalogue, unit)
    if typed is None:
        names = {each.id: each.name for each in catalogue.everything}
        typed = {units.TO: catalogue.today.isoformat()} | {
            path: text for path, text in texts_of(unit, names).items() if text and path.startswith(_FIELDS)
        }
    dialog.fill(typed, problems)
    return dialog.end() if shown(dialog) else None


class _End(Frame):
    def __init__(self, parent: QWidget | None, catalogue: Catalogue, unit: UnitEntry) -> None:
        super().__init__(parent, "unit_end", tr("End a unit"))
        self._catalogue, self._unit = catalogue, unit
        self.say(unit.name, "strong")
        self.say(
            tr("It stays on record, and can be shown again. A successor accepts its matters from then on (Art. 24)."),
            "quiet",
        )
        others = [each for each in units.in_force(catalogue.everything, catalogue.today) if each.id != unit.id]
        day, successor = line(latin=True, digits=DAY_DIGITS), unit_picker(catalogue.background, others)
        self._fields = Form(self)
        for field, column, path in (
            (day, Unit.valid_to, units.TO),
            (successor, Unit.successor_id, units.SUCCESSOR),
        ):
            self.form.addWidget(self._fields.bind(field, column, path))
            field.setProperty(ENTER_STOPS, True)
        self.start_at(day)
        self._said = self.say("", "law")
        self._said.setObjectName("unit_end.said")
        self.form.addStretch(1)
        self.end_with(tr("Leave it"), tr("End the unit"), self._save)
        self._fields.changed.connect(self._check)

    def fill(self, texts: Mapping[str, str], problems: Sequence[Problem]) -> None:
        """Show these texts, and what stood against them."""
        self._fields.fill(texts)
        if problems:
            self._refuse(problems)

    def end(self) -> End:
        """What stands in the fields."""
        successor = self._fields.text(units.SUCCESSOR)
        return End(
            read_day(self._fields.text(units.TO), self._catalogue.today),
            int(successor) if successor else None,
            self._fields.texts(),
        )

    def _check(self, _path: str) -> None:
        self._fields.show_problems(self._found())
        self._said.setText("")

    def _found(self) -> list[Problem]:
        end, unit = self.end(), self._unit
        about = units.ending(unit, end.valid_to, end.successor_id)
        found = units.ending_problems(about, self._catalogue.everything, self._catalogue.today, own_id=unit.id)
        return unread(self._fields, self._catalogue.today) + found

    def _save(self) -> None:
        """What stands against it is said, and the cursor goes to its field."""
        if found := self._found():
            self._refuse(found)
        else:
            self.accept()

    def _refuse(self, found: Sequence[Problem]) -> None:
        self._fields.show_problems(found)
        self._said.setText(say(found[0].message))
        if field := self._fields.field(found[0].path):
            self._first = field.widget
            field.widget.setFocus()
