"""Who sits here: one of the people of the office, whose name slips and the history carry from then on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from petitiondesk.office.people import Person
from petitiondesk.rules.messages import _
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr


@dataclass(frozen=True)
class Chosen:
    """Who was chosen; None where the whole list is wanted, to be added to or changed."""

    person: Person | None


def ask_who_sits(
    parent: QWidget | None, people: Sequence[Person], *, sitting: int | None, leave: str, with_list: bool = True
) -> Chosen | None:
    """One of ``people`` or, ``with_list``, the whole list; None where nobody chose.

    ``sitting`` is the id of the one to begin with; ``leave`` says what Escape does.
    """
    dialog = _WhoSits(parent, people, sitting, leave, with_list=with_list)
    return dialog.chosen if shown(dialog) else None


class _WhoSits(Frame):
    def __init__(
        self, parent: QWidget | None, people: Sequence[Person], sitting: int | None, leave: str, *, with_list: bool
    ) -> None:
        super().__init__(parent, "who_sits", tr("Who sits here?"))
        self.chosen: Chosen | None = None
        self._people = people
        self.say(tr("Slips and the history carry this name from now on. What is typed stays."), "quiet")
        at_first = [place for place, person in enumerate(people) if person.id == sitting]
        rows = self.offer([tuple(filter(None, (person.name, said_of(person)))) for person in people], self._choose)
        if at_first:
            self._first = rows[at_first[0]]
        if with_list:
            self.form.addSpacing(8)
            self.offer_one(tr("People of the office: add, change or end somebody …"), "people", self._choose_list)
        self.form.addStretch(1)
        self.end_with(leave)

    def _choose(self, place: int) -> None:
        self.chosen = Chosen(self._people[place])
        self.accept()

    def _choose_list(self) -> None:
        self.chosen = Chosen(None)
        self.accept()


def said_of(person: Person) -> str:
    """What tells somebody apart, in one line."""
    until = person.works_until and tr("until {day}", day=person.works_until)
    parts = (tr(_UNIT_HEAD) if person.unit_head else "", person.phone, until or "")
    return " · ".join(filter(None, parts))


_UNIT_HEAD = _("Head of the unit")
