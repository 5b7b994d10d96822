"""The same person, while name, ID or phone is typed: shown with reasons, linked or taken over by one key.

Nothing is written by itself, and what the visitor has just said stays.
"""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from petitiondesk.office import recognition
from petitiondesk.office.copies import CopyOf, copy_of
from petitiondesk.office.drafts import kinds
from petitiondesk.office.recognition import Earlier, Person
from petitiondesk.rules.kinds import IdType, NewFacts, PetitionerKind, Sex
from petitiondesk.windows import actions
from petitiondesk.windows.asking import Asking
from petitiondesk.windows.dialogs import link
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.reception.visit_form import FIRST, MATTER
from petitiondesk.windows.pages.reception.visit_on_screen import ID_TYPE, VisitOnScreen
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.earlier_panel import EarlierPanel

LOOK_UP_MS = 80
"""After the last key; the answer must stand there before the next one."""

CASE, PERSON, NEW_FACTS = "registration.case_id", "petitioner.id", "registration.new_facts"
"""Paths: the case linked and the person taken over, for which the form has no field, and the answer about new facts."""

MATTER_IN_BRIEF = "registration.matter"

CHOSEN_BY_ITSELF = {
    "petitioner.sex": Sex.UNKNOWN,
    "petitioner.kind": PetitionerKind.CITIZEN,
    ID_TYPE: IdType.RESIDENT_CARD,
}
"""What stands in a list before anybody has said anything."""


class SamePerson(QObject):
    """Looks earlier registrations up for the panel, and acts on the highlighted one."""

    def __init__(self, station: Station, screen: VisitOnScreen, panel: EarlierPanel) -> None:
        super().__init__(screen)
        self._station = station
        self._screen = screen
        self._form = screen.form
        self._keeper = screen.keeper
        self._panel = panel
        self._asking = Asking(station.background, self, screen.failed)
        self._visit = 0
        self._wait = QTimer(self, singleShot=True, interval=LOOK_UP_MS)
        self._wait.timeout.connect(self._look)

    def typed(self, path: str) -> None:
        """Something was typed at ``path``; when it tells about the person, the panel is asked for anew."""
        if path in recognition.WATCHED:
            self._wait.start()
        if CASE in self._keeper.carried and self._screen.is_restricted():
            self._take_link_back()
            self._screen.bar.say(tr("A report of wrongdoing opens a case of its own: the link is taken back."))

    def another(self) -> None:
        """Another visit is on screen: nothing is known of its person yet."""
        self._forget()
        self._show_link()
        if self._screen.draft_as_kept() is not None:
            self._wait.start()

    def link(self) -> None:
        """Link this visit to the highlighted case as raised again; asks for new facts, takes over the person."""
        self._form.commit_composed()
        entry = self._panel.current()
        if entry is None:
            return
        if refused := self._why_no_link():
            self._screen.bar.say(refused)
            return
        answer = link.ask_new_facts(self._screen, entry)
        if answer is None:
            return
        self._keeper.carried[CASE] = str(entry.case_id)
        self._show_link()
        self._form.form.write(NEW_FACTS, answer)
        self._form.show_new_facts()
        self._keeper.typed()
        linked = tr(
            "Linked to {number} as raised again. {key} takes the link back.",
            number=entry.number,
            key=actions.key_text("not_the_same"),
        )
        self._screen.bar.say(linked, "ok")
        self._take_over(entry, linked)

    def another_copy(self, number: str | None) -> None:
        """The form on screen is a further copy of what was registered under ``number``: linked, with nothing new."""
        self._form.commit_composed()
        if number is None:
            return
        if refused := self._why_no_link():
            self._screen.bar.say(refused)
            return
        self._asking.read(partial(copy_of, self._station.desk, number), self._show_copy)

    def _show_copy(self, copied: CopyOf) -> None:
        self._keeper.carried[CASE] = str(copied.case_id)
        self._show_link()
        self._form.form.write(NEW_FACTS, NewFacts.NO)
        self._form.show_new_facts()
        if copied.matter and not self._form.form.text(MATTER_IN_BRIEF):
            self._form.form.write(MATTER_IN_BRIEF, copied.matter)
        self._keeper.typed()
        self._screen.check_filled()
        said = tr(
            "Copy {count} of {number}: its text stands there. Day and source are enough; {key} takes the link back.",
            count=copied.there + 1,
            number=copied.first,
            key=actions.key_text("not_the_same"),
        )
        self._screen.bar.say(said, "ok")

    def take_over(self) -> None:
        """Take over the highlighted person's details, and nothing else."""
        self._form.commit_composed()
        if entry := self._panel.current():
            self._take_over(entry)

    def leave(self) -> None:
        """It is somebody else: what was taken over and a link go, and the list until name, ID or phone change again."""
        self._form.commit_composed()
        self._forget()
        if self._keeper.carried.pop(PERSON, None):
            self._take_details_back()
        if CASE in self._keeper.carried:
            self._take_link_back()
            self._screen.bar.say(tr("The link is taken back: what is on screen opens a case of its own."))

    # -- private ---------------------------------------------------------------------------------------------------

    def _why_no_link(self) -> str:
        """Why this visit can't be linked, in words; "" when it can."""
        if kinds.corrected_number(self._keeper.draft()):
            return tr("A correction leaves the case as it is: nothing is linked.")
        if self._screen.is_restricted():
            return tr("A report of wrongdoing opens a case of its own: nothing is linked.")
        return ""

    def _take_details_back(self) -> None:
        """Somebody else's number and address must not stay; what was typed over them since does."""
        there = self._form.texts()
        for path, text in self._keeper.taken_over.items():
            if there.get(path) == text:
                self._form.form.write(path, "")
        self._keeper.taken_over = {}
        self._keeper.typed()
        self._screen.check_filled()

    def _take_link_back(self) -> None:
        del self._keeper.carried[CASE]
        self._show_link()
        self._form.form.write(NEW_FACTS, "")
        self._form.show_new_facts(False)
        self._keeper.typed()
        self._screen.check_filled()

    def _show_link(self) -> None:
        """The panel marks what the visit on screen is linked to."""
        case = self._keeper.carried.get(CASE, "")
        self._panel.show_linked(int(case) if case.isdecimal() else None)

    def _forget(self) -> None:
        """What is being looked up is of nobody on screen any more."""
        self._visit += 1
        self._wait.stop()
        self._panel.show_earlier((), self._station.today())

    def _look(self) -> None:
        work = partial(
            recognition.earlier,
            self._station.desk,
            self._keeper.fields(),
            self._station.today(),
            besides=kinds.corrected_number(self._keeper.draft()),
        )
        self._asking.read(work, partial(self._show, self._visit), key="earlier")

    def _show(self, visit: int, entries: Sequence[Earlier]) -> None:
        if visit == self._visit:
            self._panel.show_earlier(entries, self._station.today())

    def _take_over(self, entry: Earlier, linked: str = "") -> None:
        work = partial(recognition.person, self._station.desk, entry.petitioner_id)
        self._asking.read(work, partial(self._fill, self._visit, linked), key="take over")

    def _fill(self, visit: int, linked: str, person: Person | None) -> None:
        """Only blank fields are filled, only of the visitor for whom it was asked, and only if it is that person.

        ``linked`` is what is said of a link made by the same key.
        """
        if visit != self._visit or person is None:
            return
        self._keeper.carried.pop(PERSON, None)
        self._take_details_back()  # of whoever was taken over before: nobody is put together from two people
        there = self._form.texts()
        if withheld := recognition.withheld(person, there):
            self._screen.bar.say(" ".join(filter(None, (linked, say(withheld)))))
            return
        texts = dict(person.texts)
        self._keeper.carried[PERSON] = texts.pop(PERSON)
        if there.get(FIRST):
            texts.pop(ID_TYPE, None)  # it is of the number, and that one stays
        for path, text in texts.items():
            said = there.get(path, "") not in ("", CHOSEN_BY_ITSELF.get(path)) or there.get(f"{path}.typed")
            if not said and not path.endswith(".typed") and not self._form.form.is_composing(path):
                self._form.form.write(path, text, texts.get(f"{path}.typed", ""))
                self._keeper.taken_over[path] = text
        self._keeper.typed()
        self._screen.check_filled()
        self._form.focus(MATTER)
