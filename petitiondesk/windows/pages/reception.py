"""Reception: a visit is entered while the visitor talks, and the slip comes out of the printer.

The form is in the middle, what is known of the same person at the right. Nothing here refuses a visit: whatever is
wrong or missing stands beside its field, and Ctrl+Enter registers all the same.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from petitiondesk.office import catalogues, checks, corrections, drafts, finding, reception
from petitiondesk.office.reception import Registered
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.messages import Message
from petitiondesk.rules.parties import PartyRole
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.dialogs import correction_reason, end_draft, registration, waiting_drafts
from petitiondesk.windows.draft_keeper import DraftKeeper
from petitiondesk.windows.messages import say, tr, trouble
from petitiondesk.windows.pages.counter_papers import CounterPapers
from petitiondesk.windows.pages.form_area import FormArea
from petitiondesk.windows.pages.reception_side import ReceptionSide
from petitiondesk.windows.pages.same_person import SamePerson
from petitiondesk.windows.pages.visit_form import FIRST, MATTER, VisitForm
from petitiondesk.windows.pickers import category_picker, division_choice, division_picker
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.bar import Bar

Result = TypeVar("Result")
WHILE_COMPOSING_MS = 300
"""A dialog waits so long, again and again, for an input method to finish."""


class ReceptionPage(QWidget):
    """The page that matters most."""

    said = Signal(str)
    """For the message line."""

    def __init__(self, station: Station, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._unregistered: dict[str, Draft] = {}
        self._ending_words = ""
        self._on_record: dict[str, Mapping[str, str]] = {}
        self._build()
        self._keeper = DraftKeeper(station, self._form.texts, self._failed, self)
        self._same_person = SamePerson(station, self._form, self._keeper, self.side.earlier, self._failed, self)
        self._same_person.said.connect(self.bar.say)
        self._same_person.taken_over.connect(self._taken_over)
        self._form.changed.connect(self._changed)
        self._install_actions()

    def start(self) -> None:
        """A blank form with the cursor in its first field, and what was registered last beside it."""
        self._start_over()
        self._show_latest()

    def take_focus(self) -> None:
        """The page is shown again: the cursor goes back into the form."""
        self._form.focus(FIRST)

    def draft_on_screen(self) -> Draft | None:
        """What is being typed, or None on a blank form."""
        return self._keeper.draft() if self._keeper.begun else None

    def scanned(self, text: str) -> None:
        """A reader typed: an ID number goes into its field, any other code is looked up."""
        if finding.is_code(text):
            self.open_registration(text)
            return
        self._form.form.write(FIRST, text)
        self._changed(FIRST)
        if not self._form.is_composing():
            self._form.focus("petitioner.name")

    # -- build -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        station = self._station
        self.bar = Bar()
        self.minor_bar = Bar()
        self.restricted_bar = Bar()
        self._form = VisitForm(
            divisions=partial(division_picker, station), categories=partial(category_picker, station)
        )
        self._area = FormArea(self._form)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.setSpacing(8)
        foot.addWidget(self._area.hint, 1)
        for action_id, role in (("park", ""), ("register", "main")):
            foot.addWidget(_button(action_id, role, self))
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.bar)
        middle.addWidget(self.minor_bar)
        middle.addWidget(self.restricted_bar)
        middle.addWidget(self._area, 1)
        middle.addLayout(foot)
        self.side = ReceptionSide()
        self.side.chosen.connect(self.open_registration)
        self._papers = CounterPapers(station, self.side.number, self)
        self._papers.said.connect(self.said)
        self._papers.trouble.connect(self.bar.say)
        self._papers.answered.connect(self._show_latest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.side)

    def _install_actions(self) -> None:
        form = self._form
        self.actions_by_id = actions.install(
            self,
            {
                "register": self.register,
                "park": self.park,
                "resume": self.resume,
                "new_draft": self.park,
                "end_draft": self.end_draft,
                "proxy": partial(form.add_person, PartyRole.PROXY),
                "helper": partial(form.add_person, PartyRole.CARER),
                "group": form.open_group,
                "procedure": form.add_procedure,
                "anonymous": partial(form.tick, "registration.anonymous"),
                "confidential": partial(form.tick, "registration.keep_confidential"),
                "under_age": partial(form.tick, "registration.under_age_stated"),
                "restricted": self.turn_restricted,
                "to_matter": partial(form.focus, MATTER),
                "to_materials": partial(form.focus, "materials.0.name"),
                "link": self._same_person.link,
                "take_over": self._same_person.take_over,
                "not_the_same": self._same_person.leave,
                "next_earlier": partial(self.side.earlier.highlight_next, 1),
                "previous_earlier": partial(self.side.earlier.highlight_next, -1),
                "recent": self.side.latest.setFocus,
                "answer_now": self._papers.answer_now,
                "why_this_day": self._papers.why_this_day,
                "preview": self._papers.preview_slip,
                "reprint": self._papers.reprint,
                "visit_form": self._papers.preview_visit_form,
                "visit_form_large": self._papers.preview_large_visit_form,
                "correct": self.correct,
            },
        )

    # -- the draft -------------------------------------------------------------------------------------------------

    def keep(self) -> None:
        """Put what is on screen on the disk, e.g. before the window closes."""
        self._keeper.keep_now()

    def say_at_start(self, warnings: Sequence[Message], waiting: Sequence[Draft]) -> None:
        """Say what is wrong with the clock or its zone, and that drafts are waiting and how to take one up."""
        said = [say(warning) for warning in warnings]
        if waiting:
            said.append(
                tr(
                    "{count} visits begun and not registered: {key} takes one up.",
                    count=len(waiting),
                    key=actions.key_text("resume"),
                )
            )
        self.bar.say("\n".join(said), "late" if warnings else "owed")

    def take_up(self, draft: Draft) -> None:
        """Show a draft that was kept."""
        self._keeper.start_over()
        self._unregistered.pop(draft.id, None)
        fields = dict(draft.fields)
        self._form.fill(fields)
        self._keeper.take_up(draft)
        self._keeper.carried = {path: text for path, text in fields.items() if path not in self._form.texts()}
        self._check()
        self._form.focus_where_left()
        self.bar.say(self._heading())
        self._same_person.look()

    def park(self) -> None:
        """Put the visitor aside; the form is blank for the next one."""
        if self._keeper.begun:
            self._keeper.keep_now(parked=True)
            self.said.emit(tr("Put aside. {key} takes it up again.", key=actions.key_text("resume")))
        self._start_over()

    def resume(self) -> None:
        """Choose a draft that waits and go on with it; the one on screen is put aside."""
        if self._keeper.begun:
            self._keeper.keep_now(parked=True)
            self._start_over()
        self._submit(partial(drafts.waiting, self._station.desk), self._choose_draft)

    def end_draft(self) -> None:
        """End a visit without registering: withdrawn in the visitor's words, or opened by mistake."""
        if not self._keeper.begun:
            return
        draft = self._keeper.draft()
        has_matter = drafts.holds_a_matter(draft.fields)
        if not has_matter or corrections.number_of(draft):
            self._start_over()
            self._submit(partial(drafts.drop, self._station.desk, draft), self._draft_dropped)
            return
        ending = end_draft.ask_ending(self, has_matter=has_matter, former=self._ending_words)
        if ending is None:
            return
        self._ending_words = ending.words if ending.kind == "stay" else ""
        now = self._station.clock()
        if ending.kind == "withdrawn":
            act = partial(drafts.withdraw, self._station.desk, draft, words=ending.words, now=now)
        elif ending.kind == "mistake":
            act = partial(drafts.opened_by_mistake, self._station.desk, draft, said_by=ending.words, now=now)
        else:
            return
        self._unregistered[draft.id] = draft
        self._start_over()
        self._submit(act, partial(self._draft_ended, draft.id), partial(self._not_done, draft))

    def _choose_draft(self, waiting: Sequence[Draft]) -> None:
        by_id = {draft.id: draft for draft in (*waiting, *self._unregistered.values())}
        chosen = waiting_drafts.choose_draft(self, list(by_id.values()), self._station.clock())
        if chosen:
            self.take_up(chosen)

    def _draft_dropped(self, _nothing: object) -> None:
        self.said.emit(tr("Ended; nothing had been told that must be kept."))

    def _draft_ended(self, draft_id: str, _nothing: object = None) -> None:
        self._unregistered.pop(draft_id, None)
        self.said.emit(tr("Ended without registering; the history keeps it."))

    def _start_over(self) -> None:
        self._keeper.start_over()
        self._from_number: dict[str, str] = {}
        self._form.focus(FIRST)
        self._form.fill({})
        self._same_person.forget()
        self.bar.say("")
        self._check()
        self._area.to_top()
        self._form.focus(FIRST)

    # -- while somebody types --------------------------------------------------------------------------------------

    def _changed(self, path: str) -> None:
        self._keeper.typed()
        if path in ("petitioner.id_number", "petitioner.id_type"):
            self._fill_from_identity_number()
        self._same_person.look(path)
        self._check()

    def _fill_from_identity_number(self) -> None:
        """Sex and birth are what the number says; its county is only offered, people move."""
        texts = self._form.texts()
        said = checks.from_identity_number(texts, self._station.today())
        for path, former in self._from_number.items():
            if texts.get(path) == former:
                self._form.form.write(path, "")
        for path, text in said.items():
            self._form.form.write(path, text)
        self._from_number = said
        if said:
            look_up = partial(catalogues.county_of, self._station.desk, texts[FIRST])
            self._submit(look_up, self._offer_division)

    def _offer_division(self, county: catalogues.DivisionEntry | None) -> None:
        self._form.suggest_division("petitioner.division_id", division_choice(county) if county else None)

    def _check(self) -> None:
        """Say what is wrong or missing. A blank form is not scolded."""
        fields, today = self._keeper.fields(), self._station.today()
        begun = self._keeper.begun
        problems = checks.problems(fields, today) if begun else ()
        choosing = self._form.choosing()
        self._form.form.show_problems(problem for problem in problems if problem.path != choosing)
        minor = checks.minor(fields, today) if begun else None
        self.minor_bar.say(say(minor) if minor else "")
        restricted = checks.confidentiality(fields, today) == Confidentiality.RESTRICTED
        self._area.say_what_is_wrong()
        self.restricted_bar.say(
            tr("Report of wrongdoing: restricted. The slip names nobody; nothing of it reaches who is complained of.")
            if restricted
            else ""
        )

    def _taken_over(self) -> None:
        self._check()
        self._form.focus(MATTER)

    # -- registering -----------------------------------------------------------------------------------------------

    def turn_restricted(self) -> None:
        """The matter is a report of wrongdoing: restricted from here on."""
        self._form.form.write("registration.purpose", Purpose.REPORT_OF_WRONGDOING)
        self._changed("registration.purpose")

    def register(self) -> None:
        """Register what is on screen and print the slip; the form is blank for the next visitor at once."""
        if not self._keeper.begun:
            self.said.emit(tr("Nothing has been entered yet."))
            return
        self._keeper.keep_now()
        draft = self._keeper.draft()
        if corrections.number_of(draft):
            self._register_correction(draft)
            return
        self._unregistered[draft.id] = draft
        self._start_over()
        act = partial(reception.register, self._station.desk, draft, now=self._station.clock())
        self._submit(act, partial(self._registered, draft), partial(self._not_done, draft))

    def _registered(self, draft: Draft, done: Registered) -> None:
        self._unregistered.pop(draft.id, None)
        self.said.emit(tr("Registered {number}. The slip is being printed.", number=done.number))
        self._show_latest()
        self._papers.print_slip(done.number, tr("Registered {number}", number=done.number))

    def _not_done(self, draft: Draft, error: Exception) -> None:
        """Nothing typed is lost: back onto the screen if it is free, else with the drafts that wait."""
        words = trouble(error)
        if not self._keeper.begun:
            self.take_up(draft)
        self.bar.say(tr("Not registered. {trouble}", trouble=words), "late")

    def _register_correction(self, draft: Draft) -> None:
        reason = correction_reason.ask_reason(self, self._corrected_labels(draft))
        if reason is None:
            return
        self._unregistered[draft.id] = draft
        self._start_over()
        act = partial(
            corrections.correct,
            self._station.desk,
            draft,
            reason=reason,
            now=self._station.clock(),
            opened=self._on_record.get(draft.id),
        )
        self._submit(act, partial(self._corrected, draft), partial(self._not_done, draft))

    def _corrected_labels(self, draft: Draft) -> list[str]:
        """The fields that say something else than the record, by their labels."""
        return self._form.labels_of(corrections.changed_paths(self._on_record.get(draft.id, {}), draft.fields))

    def _corrected(self, draft: Draft, number: str) -> None:
        self._unregistered.pop(draft.id, None)
        self._show_latest()
        self._papers.print_slip(number, tr("Corrected {number}", number=number))

    # -- what was registered ---------------------------------------------------------------------------------------

    def correct(self) -> None:
        """Open the highlighted registration for correction; the draft on screen is put aside."""
        if number := self.side.number():
            self._submit(
                partial(corrections.on_record, self._station.desk, number), partial(self._show_correction, number)
            )

    def open_registration(self, text: str) -> None:
        """Show what a number, query code, check code or scanned slip leads to."""
        self._submit(partial(finding.find, self._station.desk, text), self._show_found)

    def _show_correction(self, number: str, texts: dict[str, str]) -> None:
        if self._keeper.begun:
            self._keeper.keep_now(parked=True)
        now = self._station.clock()
        form = corrections.form_of(number)
        draft = Draft(id=uuid.uuid4().hex, form=form, started_at=now, changed_at=now, fields=texts)
        self._on_record[draft.id] = texts
        self.take_up(draft)

    def _show_found(self, found: finding.Found) -> None:
        if self._form.is_composing():
            QTimer.singleShot(WHILE_COMPOSING_MS, partial(self._show_found, found))
            return
        chosen = registration.show_registration(self, found, self._station.today())
        if chosen and found.registration:
            self.side.highlight(found.registration)
            self.actions_by_id[chosen].trigger()

    def _show_latest(self) -> None:
        self._submit(partial(finding.latest, self._station.desk), self.side.show_latest)

    # -- private ---------------------------------------------------------------------------------------------------

    def _heading(self) -> str:
        number = corrections.number_of(self._keeper.draft())
        if number:
            return tr(
                "Correction of {number}: {key} saves it with its reason.",
                number=number,
                key=actions.key_text("register"),
            )
        return ""

    def _submit(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        self._station.background.submit("counter", work, done=done, failed=failed or self._failed, owner=self)

    def _failed(self, error: Exception) -> None:
        self.bar.say(trouble(error), "late")


def _button(action_id: str, role: str, page: ReceptionPage) -> QPushButton:
    """A button that says its key."""
    button = QPushButton(f"{tr(actions.action(action_id).text)}  {actions.key_text(action_id)}")
    button.setObjectName(f"{action_id}_button")
    button.setProperty("role", role)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.clicked.connect(getattr(page, action_id))
    return button
