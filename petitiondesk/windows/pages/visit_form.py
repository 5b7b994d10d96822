"""The visit form: the office's paper form made quick. Everything in the order in which people speak.

Enter goes on to the next field that is asked for, Tab to every field, Shift+Enter back. In the facts and grounds
Enter makes a new line; on a filled line of requests or materials it adds one more line.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.rules.kinds import Confidentiality, IdType, Need, NewFacts, PetitionerKind, Purpose, Sex
from petitiondesk.rules.messages import _
from petitiondesk.rules.parties import BESIDE_THE_PETITIONER, PartyRole
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.storage.models import (
    Case,
    Material,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
)
from petitiondesk.windows.binding import ENTER_STOPS, Form, combo, keep_room, line, text_box
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.flow import Flow
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.picker import Choice, Picker
from petitiondesk.windows.widgets.row_list import Column, RowList

FIRST = "petitioner.id_number"
MATTER = "registration.problem_place"
FACTS = "registration.facts"
IN_TURN = (
    FIRST,
    "petitioner.name",
    "petitioner.phone",
    "petitioner.division_id",
    "petitioner.address",
    MATTER,
)
"""The fields before the facts, in the order in which people speak."""

REPRESENTATIVES = 5
"""With the petitioner, who is the first of them (Art. 20)."""

ID_DIGITS, PHONE_DIGITS, DAY_DIGITS, WORDS = 18, 11, 10, 16
"""What the fields show at once even at large type; WORDS are eight Han characters."""


class VisitForm(QWidget):
    """The fields of a visit. It knows texts by path; what they mean is asked of others."""

    changed = Signal(str)

    def __init__(
        self, *, divisions: Callable[[], Picker], categories: Callable[[], Picker], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = Form(self)
        self._divisions = divisions
        self._categories = categories
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 16, 16)
        self._layout.setSpacing(6)
        self._build_petitioner()
        self._build_people()
        self._build_matter()
        self._build_requests()
        self._build_materials()
        self._build_procedures()
        self._build_needs()
        self._layout.addStretch(1)
        self._enter = EnterMoves(self, self._one_more_line)
        for rows in self._row_lists():
            rows.line_added.connect(self._enter.watch)
        self.form.changed.connect(self.changed)

    # -- what the page asks of it ----------------------------------------------------------------------------------

    def texts(self) -> dict[str, str]:
        """Everything written, by path."""
        return self.form.texts()

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show exactly ``texts``."""
        for rows in self._row_lists():
            rows.make_room(texts)
        self.form.fill(texts)
        self._show_blocks()

    def focus(self, path: str) -> None:
        """Put the cursor into a field."""
        if field := self.form.field(path):
            field.widget.setFocus()

    def add_person(self, role: PartyRole) -> None:
        """One more line for somebody who came along; the cursor goes to the name."""
        position = self.people.add_line()
        self.form.write(self.people.path(position, "role"), role)
        self.changed.emit(self.people.path(position, "role"))
        self.focus(self.people.path(position, "name"))

    def open_group(self) -> None:
        """Ask for the head count, households and representatives of a group visit; once more adds a line."""
        if self._group.isVisibleTo(self):
            self.add_person(PartyRole.REPRESENTATIVE)
            return
        self._group.show()
        while self.people.lines() < REPRESENTATIVES - 1:
            self.people.add_line()
        self.focus("registration.visitor_count")

    def add_procedure(self) -> None:
        """One more line for a paper from an earlier procedure."""
        self._procedures_title.show()
        self.procedures.focus_line(self.procedures.add_line())

    def suggest_division(self, path: str, choice: Choice | None) -> None:
        """Offer a division as grey words; Right takes it, nothing else does."""
        field = self.form.field(path)
        if field and isinstance(field.widget, Picker):
            field.widget.suggest(choice)

    def choosing(self) -> str:
        """The path of the catalogue field being typed into: nobody is told that half a word is not in the list."""
        focus = self.focusWidget()
        return focus.objectName() if isinstance(focus, Picker) and focus.hasFocus() else ""

    def is_composing(self) -> bool:
        """Whether an input method is at work: the focus stays where it is then."""
        return self._enter.composing

    def focus_where_left(self) -> None:
        """Go on where somebody stopped: at the end of the facts, or in the first field that is asked for and blank."""
        texts = self.texts()
        if texts.get(FACTS):
            self.focus(FACTS)
            if isinstance(box := self._widget(FACTS), QPlainTextEdit):
                box.moveCursor(QTextCursor.MoveOperation.End)
            return
        self.focus(next((path for path in IN_TURN if not texts.get(path)), FACTS))

    def labels_of(self, paths: Iterable[str]) -> list[str]:
        """The words over the fields at these paths."""
        fields = (self.form.field(path.removesuffix(".typed")) for path in paths)
        return list(dict.fromkeys(field.widget.accessibleName() for field in fields if field))

    def tick(self, path: str) -> None:
        """Turn a check box over, as if the person had clicked it."""
        field = self.form.field(path)
        if field and isinstance(field.widget, QCheckBox):
            field.widget.toggle()

    def show_new_facts(self) -> None:
        """Show what was answered about new facts, so that it can be changed."""
        self.new_facts.setVisible(True)

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_petitioner(self) -> None:
        flags = (Registration.anonymous, Registration.keep_confidential, Registration.under_age_stated)
        self._layout.addWidget(
            _section(_("Petitioner"), *(self.form.bind(QCheckBox(), flag, beside=True) for flag in flags))
        )
        self._layout.addLayout(
            _row(
                (self.form.bind(combo(IdType), Petitioner.id_type), 4),
                (self.form.bind(line(latin=True, digits=ID_DIGITS), Petitioner.id_number), 7),
                (self.form.bind(line(), Petitioner.name), 6),
                (self.form.bind(line(latin=True, digits=PHONE_DIGITS), Petitioner.phone), 5),
                (self.form.bind(combo(PetitionerKind), Petitioner.kind), 3),
            )
        )
        self._layout.addLayout(
            _row(
                (self.form.bind(combo([Sex.UNKNOWN, Sex.MALE, Sex.FEMALE, Sex.NOT_STATED]), Petitioner.sex), 2),
                (self.form.bind(line(latin=True, digits=DAY_DIGITS), Petitioner.birth_date), 3),
                (self.form.bind(line(), Petitioner.nationality), 2),
                (self.form.bind(_roomy(self._divisions()), Petitioner.division_id), 6),
                (self.form.bind(line(digits=WORDS), Petitioner.address), 7),
            )
        )

    def _build_people(self) -> None:
        self.people = RowList(
            self.form,
            "parties",
            [
                Column(Party.role, lambda: combo(BESIDE_THE_PETITIONER), 2, label=_("Takes part as")),
                Column(Petitioner.name, line, 3),
                Column(Petitioner.id_number, lambda: line(latin=True, digits=ID_DIGITS), 4),
                Column(Petitioner.phone, lambda: line(latin=True, digits=PHONE_DIGITS), 3),
                Column(Party.relation, line, 2),
                Column(Party.authority, line, 3),
            ],
            after=lambda: self._widget("registration.involved_count"),
            first_line=False,
        )
        self._group = QWidget()
        counts = (Registration.visitor_count, Registration.household_count, Registration.involved_count)
        told = wrapped(
            tr("The petitioner above is the first representative; up to five speak, everybody is counted and served."),
            "quiet",
        )
        block = QVBoxLayout(self._group)
        block.setContentsMargins(0, 0, 0, 0)
        block.setSpacing(6)
        block.addWidget(told)
        block.addLayout(_row(*((self._asked_in_turn(line(latin=True), count), 2) for count in counts)))
        self._layout.addWidget(self._group)
        self._layout.addWidget(self.people)
        self._group.hide()

    def _build_matter(self) -> None:
        self._layout.addWidget(_section(_("Matter")))
        self._layout.addLayout(
            _row(
                (self.form.bind(_roomy(self._divisions()), Registration.problem_division_id), 4),
                (self.form.bind(line(digits=WORDS), Registration.problem_place), 5),
                (self._asked_in_turn(line(digits=WORDS), Registration.accused_body), 4),
                (self.form.bind(line(), Registration.accused_person), 3),
            )
        )
        self._layout.addLayout(
            _row(
                (self.form.bind(_roomy(self._categories()), Registration.category_id), 6),
                (
                    self.form.bind(
                        combo([Purpose.CLAIM, Purpose.SUGGESTION, Purpose.REPORT_OF_WRONGDOING]), Registration.purpose
                    ),
                    3,
                ),
                (
                    self.form.bind(
                        combo([Confidentiality.GENERAL, Confidentiality.SENSITIVE]),
                        Case.confidentiality,
                        "case.confidentiality",
                    ),
                    3,
                ),
                (self.form.bind(line(digits=WORDS), Registration.matter), 6),
            )
        )
        self.new_facts = self.form.bind(combo(NewFacts, blank=True), Registration.new_facts)
        self._layout.addWidget(self.new_facts)
        self.new_facts.hide()
        self._layout.addWidget(self.form.bind(text_box(5), Registration.facts))
        self._layout.addWidget(self.form.bind(text_box(2), Registration.grounds))

    def _build_requests(self) -> None:
        self._layout.addWidget(_section(_("Requests")))
        self.requests = RowList(
            self.form,
            "requests",
            [Column(Request.text, line)],
            after=lambda: self._widget("registration.grounds"),
            bare=True,
        )
        self._layout.addWidget(self.requests)

    def _build_materials(self) -> None:
        self._layout.addWidget(_section(_("Materials")))
        self.materials = RowList(
            self.form,
            "materials",
            [
                Column(Material.name, lambda: line(digits=WORDS), 6, stops=True),
                Column(Material.form, line, 2),
                Column(Material.copies, lambda: line(latin=True), 2),
                Column(Material.kept, QCheckBox, 2),
            ],
            after=lambda: self.requests.last_widget(),
        )
        self._layout.addWidget(self.materials)

    def _build_procedures(self) -> None:
        self.procedures = RowList(
            self.form,
            "prior_procedures",
            [
                Column(PriorProcedure.kind, lambda: combo(ProcedureKind, blank=True), 3, stops=True),
                Column(PriorProcedure.paper, lambda: line(digits=WORDS), 4, stops=True),
                Column(PriorProcedure.body, lambda: line(digits=WORDS), 4, stops=True),
                Column(PriorProcedure.received_on, lambda: line(latin=True, digits=DAY_DIGITS), 3, stops=True),
            ],
            after=lambda: self.materials.last_widget(),
            first_line=False,
        )
        self._procedures_title = _section(_("Earlier procedures"))
        self._layout.addWidget(self._procedures_title)
        self._layout.addWidget(self.procedures)
        self._procedures_title.hide()

    def _build_needs(self) -> None:
        self._layout.addWidget(_section(_("Needs")))
        boxes = (
            self.form.bind(QCheckBox(), RegistrationNeed.need, f"needs.{need}", label=need.label, beside=True)
            for need in Need
        )
        self._layout.addLayout(_row(*((box, 0) for box in boxes)))
        self._layout.addLayout(
            _row(
                (self.form.bind(line(), Registration.language), 3),
                (self.form.bind(line(digits=WORDS), Registration.service_address), 6),
                (self.form.bind(line(latin=True), Petitioner.postcode), 2),
            )
        )

    # -- slots and private -----------------------------------------------------------------------------------------

    def _asked_in_turn(self, widget: QWidget, attribute: "InstrumentedAttribute[Any]") -> QWidget:
        """A cell at which Enter stops although nobody must fill it: the block was opened to fill it."""
        cell = self.form.bind(widget, attribute)
        widget.setProperty(ENTER_STOPS, True)
        return cell

    def _widget(self, path: str) -> QWidget | None:
        field = self.form.field(path)
        return field.widget if field else None

    def _row_lists(self) -> tuple[RowList, ...]:
        return (self.people, self.requests, self.materials, self.procedures)

    def _one_more_line(self, widget: QWidget) -> bool:
        """Enter on the last, filled line of requests or materials adds a line below it."""
        for rows in (self.requests, self.materials):
            position = rows.position_of(widget.objectName())
            if position is None:
                continue
            if not rows.is_filled(position) or position < rows.lines() - 1:
                return False
            rows.focus_line(rows.add_line())
            return True
        return False

    def _show_blocks(self) -> None:
        texts = self.texts()
        self._group.setVisible(any(texts.get(path, alone) != alone for path, alone in _GROUP.items()))
        self._procedures_title.setVisible(self.procedures.lines() > 0)
        self.new_facts.setVisible(bool(texts.get("registration.new_facts")))


_GROUP = {"registration.visitor_count": "1", "registration.household_count": "", "registration.involved_count": ""}
"""The counts of a group visit, with what stands there for one visitor."""


def _section(title: str, *beside: QWidget) -> QWidget:
    """A section's title over a thin rule, with what belongs beside it at the right."""
    section = QWidget()
    layout = Flow(spacing=12)
    words = QLabel(tr(title))
    words.setProperty("role", "section")
    rule = QFrame()
    rule.setFrameShape(QFrame.Shape.HLine)
    rule.setProperty("role", "rule")
    layout.add(words)
    layout.add(rule, 1)
    for widget in beside:
        layout.add(widget)
    section.setLayout(layout)
    return section


def _row(*cells: tuple[QWidget, int]) -> Flow:
    """Fields side by side with their shares of the width."""
    layout = Flow()
    for widget, share in cells:
        layout.add(widget, share)
    return layout


def _roomy(picker: Picker) -> Picker:
    """A catalogue's entries are words, and long ones."""
    keep_room(picker, WORDS)
    return picker
