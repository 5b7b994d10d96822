"""Somebody of the office: name, phone, head of the unit or not, first and last day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QWidget

from petitiondesk.office import people
from petitiondesk.office.checks import Problem
from petitiondesk.office.people import About, Person
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.typed_days import read_day
from petitiondesk.storage.models import Staff
from petitiondesk.windows.binding import ENTER_STOPS, Form
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.widgets.fields import line
from petitiondesk.windows.widgets.flow import Flow

_UNREAD = _("Not read as a day: type it like 2026-11-30.")


def ask_about(
    parent: QWidget | None,
    everybody: Sequence[Person],
    today: date,
    *,
    former: Person | None,
    typed: About | None = None,
) -> About | None:
    """What is to stand on the list; None where it stays as it is.

    ``former`` is who is changed, None for somebody new; ``typed`` what was entered before and could not be kept.
    """
    dialog = _Person(parent, everybody, today, former, typed)
    return dialog.about() if shown(dialog) else None


class _Person(Frame):
    def __init__(
        self,
        parent: QWidget | None,
        everybody: Sequence[Person],
        today: date,
        former: Person | None,
        typed: About | None,
    ) -> None:
        super().__init__(parent, "person", former.name if former else tr("Put somebody on the list"))
        self._everybody, self._today, self._former = everybody, today, former
        self._build()
        if former:
            self.say(
                tr("A last day ends somebody on the list. What he or she did stays on record under this name."), "quiet"
            )
        self._said = self.say("", "law")
        self.form.addStretch(1)
        self.end_with(tr("Leave as it was"), tr("Save"), self._save)
        self._fields.fill(_texts(typed or (former and _about(former)) or About("")))
        self._fields.changed.connect(self._check)
        if typed:
            self._check()

    def about(self) -> About:
        """What stands in the fields."""
        texts = self._fields.texts()
        return About(
            name=texts.get(people.NAME, ""),
            phone=texts.get(people.PHONE, ""),
            unit_head=texts.get("unit_head") == "1",
            works_from=self._day(people.FROM),
            works_until=self._day(people.UNTIL),
        )

    def _build(self) -> None:
        self._fields = Form(self)
        bind = self._fields.bind
        name, phone, head = line(), line(latin=True), QCheckBox()
        begins, ends = line(latin=True), line(latin=True)
        self._beside(bind(name, Staff.name, people.NAME), bind(phone, Staff.phone, people.PHONE))
        self._beside(bind(begins, Staff.works_from, people.FROM), bind(ends, Staff.works_until, people.UNTIL))
        self._beside(bind(head, Staff.unit_head, "unit_head"))
        begins.setPlaceholderText(tr("today, if left blank"))
        ends.setPlaceholderText(tr("none, if left blank"))
        for field in (name, phone, begins, ends, head):
            field.setProperty(ENTER_STOPS, True)
        self.start_at(name)

    def _check(self, _path: str = "") -> None:
        self._fields.show_problems(self._found())
        self._said.setText("")

    def _found(self) -> list[Problem]:
        unread = [
            Problem(path, Message(_UNREAD), "wrong")
            for path in (people.FROM, people.UNTIL)
            if self._fields.text(path).strip() and self._day(path) is None
        ]
        own_id = self._former.id if self._former else None
        return unread + people.problems(self.about(), self._everybody, self._today, own_id=own_id)

    def _save(self) -> None:
        """What stands against it is said beside its field, and the cursor goes there."""
        found = self._found()
        self._fields.show_problems(found)
        self._said.setText(say(found[0].message) if found else "")
        if not found:
            self.accept()
        elif field := self._fields.field(found[0].path):
            field.widget.setFocus()

    def _day(self, path: str) -> date | None:
        return read_day(self._fields.text(path), self._today)

    def _beside(self, *cells: QWidget) -> None:
        row = Flow()
        for cell in cells:
            row.add(cell, 1)
        self.form.addLayout(row)


def _about(person: Person) -> About:
    return About(person.name, person.phone, person.unit_head, person.works_from, person.works_until)


def _texts(about: About) -> dict[str, str]:
    return {
        people.NAME: about.name,
        people.PHONE: about.phone,
        "unit_head": "1" if about.unit_head else "",
        people.FROM: about.works_from.isoformat() if about.works_from else "",
        people.UNTIL: about.works_until.isoformat() if about.works_until else "",
    }
