"""The people of the office as a list: one is chosen to be changed or ended, or somebody is put on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from petitiondesk.office.people import Person
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.dialogs.who_sits import said_of
from petitiondesk.windows.messages import tr


@dataclass(frozen=True)
class ToBeWritten:
    """Whom the person wants to change; None for somebody new."""

    person: Person | None


def choose_on_list(parent: QWidget | None, people: Sequence[Person], today: date) -> ToBeWritten | None:
    """Somebody to be changed or ended, somebody new, or None where the list is only left."""
    dialog = _People(parent, people, today)
    return dialog.chosen if shown(dialog) else None


class _People(Frame):
    def __init__(self, parent: QWidget | None, people: Sequence[Person], today: date) -> None:
        super().__init__(parent, "people", tr("People of the office"))
        self.chosen: ToBeWritten | None = None
        working = [person for person in people if person.works_on(today)]
        others = [person for person in people if not person.works_on(today)]
        self._people = [*working, *others]
        self.say(
            tr("Whoever works here sits down by name. Whoever leaves is ended by a last day and stays on record."),
            "quiet",
        )
        self.offer([(person.name, _days(person, today)) for person in self._people], self._choose)
        self.form.addSpacing(8)
        self.offer_one(tr("Put somebody on the list …"), "add", self._add)
        self.form.addStretch(1)
        self.end_with(tr("Close"))

    def _choose(self, place: int) -> None:
        self.chosen = ToBeWritten(self._people[place])
        self.accept()

    def _add(self) -> None:
        self.chosen = ToBeWritten(None)
        self.accept()


def _days(person: Person, today: date) -> str:
    if person.works_from > today:
        when = tr("from {day}", day=person.works_from)
    elif person.works_until and person.works_until < today:
        when = tr("ended on {day}", day=person.works_until)
    else:
        when = tr("since {day}", day=person.works_from)
    return " · ".join(filter(None, (when, said_of(person))))
