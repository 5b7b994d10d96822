"""A unit of the catalogue: name, level, kind, whom it is under, who reviews, from when until when it exists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from petitiondesk.office import unit_list, units
from petitiondesk.office.problems import Problem
from petitiondesk.office.units import About, UnitEntry
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_days import read_day
from petitiondesk.rules.units import UnitKind, UnitLevel
from petitiondesk.storage.models import Unit
from petitiondesk.windows.background import Background
from petitiondesk.windows.binding import ENTER_STOPS, Form
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pickers import unit_picker
from petitiondesk.windows.widgets.fields import DAY_DIGITS, WORDS, combo, line
from petitiondesk.windows.widgets.flow import Flow

UNREAD_DAY = _("Not read as a day: type it like 2026-11-30.")
UNKNOWN_UNIT = _("No unit is called so: choose one of the list, or leave it blank.")

_WIDTH_EM = 44
_LINKS = (units.SUPERIOR, units.SUCCESSOR, units.REVIEW)


@dataclass(frozen=True)
class Catalogue:
    """The units that pickers offer, and the day at the office."""

    everything: Sequence[UnitEntry]
    today: date
    background: Background


@dataclass(frozen=True)
class Typed:
    """What was typed, as it is read and as it stood in the fields."""

    about: About
    texts: Mapping[str, str]


def ask_unit(
    parent: QWidget | None,
    catalogue: Catalogue,
    former: UnitEntry | None,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> Typed | None:
    """What is to stand of a unit; None where it stays as it is.

    ``former`` is the unit that is changed, None for a new one; ``typed`` are the texts that could not be kept before,
    and ``problems`` why.
    """
    dialog = _Unit(parent, catalogue, former)
    dialog.fill(typed, problems)
    return Typed(dialog.about(), dialog.texts()) if shown(dialog) else None


class _Unit(Frame):
    width_em = _WIDTH_EM

    def __init__(self, parent: QWidget | None, catalogue: Catalogue, former: UnitEntry | None) -> None:
        super().__init__(parent, "unit", former.name if former else tr("Add a unit"))
        self._catalogue, self._former = catalogue, former
        self._fields = Form(self)
        self._build()
        self._said = self.say("", "law")
        self._said.setObjectName("unit.said")
        self.form.addStretch(1)
        self.end_with(tr("Leave as it was"), tr("Save"), self._save)
        self._fields.changed.connect(self._check)

    def fill(self, typed: Mapping[str, str] | None, problems: Sequence[Problem]) -> None:
        """Show what was typed before, else the unit as it stands."""
        names = {unit.id: unit.name for unit in self._catalogue.everything}
        self._fields.fill(typed if typed is not None else texts_of(self._former, names))
        self._say_rule()
        if problems:
            self._refuse(problems)

    def texts(self) -> Mapping[str, str]:
        """What stands in the fields."""
        return self._fields.texts()

    def about(self) -> About:
        """What stands in the fields, as it is read."""
        text = self._fields.text
        return About(
            name=text(units.NAME),
            level=UnitLevel.of(text(units.LEVEL)),
            kind=UnitKind.of(text(units.KIND)),
            short_name=text(units.SHORT),
            superior_id=_id(text(units.SUPERIOR)),
            successor_id=_id(text(units.SUCCESSOR)),
            review_organ_id=_id(text(units.REVIEW)),
            uses_program=text(units.USES) == "1",
            phone=text(units.PHONE),
            address=text(units.ADDRESS),
            valid_from=read_day(text(units.FROM), self._catalogue.today),
            valid_to=read_day(text(units.TO), self._catalogue.today),
        )

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build(self) -> None:
        bind = self._fields.bind
        name, short = line(digits=WORDS * 2), line()
        self._beside((bind(name, Unit.name, units.NAME), 2), (bind(short, Unit.short_name, units.SHORT), 1))
        level, kind, uses = combo(UnitLevel, blank=True), combo(UnitKind, blank=True), QCheckBox()
        self._beside(
            (bind(level, Unit.level, units.LEVEL), 1),
            (bind(kind, Unit.kind, units.KIND), 1),
            (bind(uses, Unit.uses_program, units.USES), 1),
        )
        superior, review, successor = (self._picker() for _place in range(3))
        self._beside(
            (bind(superior, Unit.superior_id, units.SUPERIOR), 1),
            (bind(review, Unit.review_organ_id, units.REVIEW), 1),
        )
        self._rule = self.say("", "quiet")
        self._rule.setObjectName("unit.rule")
        phone, address = line(latin=True), line(digits=WORDS * 2)
        self._beside((bind(phone, Unit.phone, units.PHONE), 1), (bind(address, Unit.address, units.ADDRESS), 2))
        begins, ends = line(latin=True, digits=DAY_DIGITS), line(latin=True, digits=DAY_DIGITS)
        begins.setPlaceholderText(tr("today, if left blank"))
        ends.setPlaceholderText(tr("none, if left blank"))
        self._beside(
            (bind(begins, Unit.valid_from, units.FROM), 1),
            (bind(ends, Unit.valid_to, units.TO), 1),
            (bind(successor, Unit.successor_id, units.SUCCESSOR), 2),
        )
        for field in (name, short, level, kind, uses, superior, review, phone, address):
            field.setProperty(ENTER_STOPS, True)
        self.start_at(name)

    def _picker(self) -> QWidget:
        offered = units.in_force(self._catalogue.everything, self._catalogue.today)
        picker = unit_picker(self._catalogue.background, offered)
        picker.setMinimumWidth(picker.fontMetrics().horizontalAdvance("0") * WORDS)
        return picker

    def _beside(self, *cells: tuple[QWidget, int]) -> None:
        row = Flow()
        for cell, share in cells:
            row.add(cell, share)
        self.form.addLayout(row)

    # -- what is said ----------------------------------------------------------------------------------------------

    def _check(self, _path: str = "") -> None:
        self._fields.show_problems(self._found())
        self._said.setText("")
        self._say_rule()

    def _say_rule(self) -> None:
        """Whom the rule proposes, as long as nobody is set instead."""
        own_id = self._former.id if self._former else None
        names = unit_list.proposed(self.about(), self._catalogue.everything, self._catalogue.today, own_id=own_id)
        if len(names) > 1:
            said = tr("By the rule the citizen chooses who reviews: {units} (Art. 35, 36).", units=" / ".join(names))
        elif names:
            said = tr("By the rule {unit} reviews what it answers (Art. 35, 36).", unit=names[0])
        else:
            said = tr("The rule proposes nobody for a review: set the organ, or a person decides in each case.")
        self._rule.setText(said)

    def _found(self) -> list[Problem]:
        own_id = self._former.id if self._former else None
        found = units.problems(self.about(), self._catalogue.everything, self._catalogue.today, own_id=own_id)
        return unread(self._fields, self._catalogue.today) + found

    def _save(self) -> None:
        """What stands against it is said beside its field, and the cursor goes there."""
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


def unread(fields: Form, today: date) -> list[Problem]:
    """What was typed as a day or as a unit and is none."""
    days = [
        Problem(path, Message(UNREAD_DAY), "wrong")
        for path in (units.FROM, units.TO)
        if fields.text(path).strip() and read_day(fields.text(path), today) is None
    ]
    texts = fields.texts()
    return days + [
        Problem(path, Message(UNKNOWN_UNIT), "wrong")
        for path in _LINKS
        if texts.get(f"{path}.typed", "").strip() and path not in texts
    ]


def texts_of(unit: UnitEntry | None, names: Mapping[int, str]) -> Mapping[str, str]:
    """A unit as it stands in the fields."""
    if unit is None:
        return {}
    told = {
        units.NAME: unit.name,
        units.SHORT: unit.short_name,
        units.LEVEL: unit.level.value,
        units.KIND: unit.kind.value,
        units.USES: "1" if unit.uses_program else "",
        units.PHONE: unit.phone,
        units.ADDRESS: unit.address,
        units.FROM: unit.valid_from.isoformat(),
        units.TO: unit.valid_to.isoformat() if unit.valid_to else "",
    }
    for path in _LINKS:
        other = getattr(unit, path)
        told |= {path: str(other), f"{path}.typed": names.get(other, "")} if other else {}
    return told


def _id(text: str) -> int | None:
    return int(text) if text else None
