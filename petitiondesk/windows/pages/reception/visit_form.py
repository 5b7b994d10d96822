"""The visit form: the office's paper form made quick. Everything in the order in which people speak.

Enter goes on to the next field that is asked for, Tab to every field, Shift+Enter back. In the facts and grounds
Enter makes a new line; on a filled line of requests or materials it adds one more line.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget
from sqlalchemy.orm import InstrumentedAttribute

from petitiondesk.office.drafts.reading import ticked_needs
from petitiondesk.rules.channels import CHANNELS, Channel, not_asked
from petitiondesk.rules.kinds import FOREIGN, Confidentiality, IdType, Need, NewFacts, PetitionerKind, Purpose, Sex
from petitiondesk.rules.messages import _
from petitiondesk.rules.parties import PartyRole, likely_helper
from petitiondesk.storage.models import (
    Case,
    Petitioner,
    Registration,
    Request,
)
from petitiondesk.windows.binding import ENTER_STOPS, Form, listen
from petitiondesk.windows.composing import commit_composed
from petitiondesk.windows.messages import tr
from petitiondesk.windows.pages.reception.arrival_block import SOURCE, ArrivalBlock
from petitiondesk.windows.pages.reception.channel_strip import ChannelStrip
from petitiondesk.windows.pages.reception.further_blocks import materials_lines, needs_fields, procedure_lines
from petitiondesk.windows.pages.reception.people_block import PeopleBlock
from petitiondesk.windows.pages.reception.pins import Pins
from petitiondesk.windows.pages.reception.sections import Section, roomy, told
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.enter_moves import EnterMoves
from petitiondesk.windows.widgets.fields import (
    DAY_DIGITS,
    ID_DIGITS,
    NARROWEST,
    PHONE_DIGITS,
    WORDS,
    combo,
    line,
)
from petitiondesk.windows.widgets.flow import side_by_side
from petitiondesk.windows.widgets.picker import Choice, Picker
from petitiondesk.windows.widgets.row_list import Column, RowList

FIRST = "petitioner.id_number"
MATTER = "registration.problem_place"
FACTS = "registration.facts"
CLASS = "case.confidentiality"
IN_TURN = (
    FIRST,
    "petitioner.name",
    "petitioner.phone",
    "petitioner.division_id",
    "petitioner.address",
    MATTER,
)
"""The fields before the facts, in the order in which people speak."""


class VisitForm(QWidget):
    """The fields of what came by a channel, a visit at first. It knows texts by path; what they mean others say."""

    changed = Signal(str)

    def __init__(
        self,
        *,
        divisions: Callable[[], Picker],
        categories: Callable[[], Picker],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._channel = Channel.VISIT
        self._came_from = FIRST
        self.form = Form(self)
        self.pins = Pins(self.form)
        self._divisions = divisions
        self._categories = categories
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 6, 16, 16)
        self._layout.setSpacing(4)
        self.strip = ChannelStrip()
        self._layout.addWidget(self.strip)
        self.arrival = ArrivalBlock(self.form, self._channel)
        self._layout.addWidget(self.arrival)
        self._build_petitioner()
        self.people = PeopleBlock(self.form)
        self._layout.addWidget(self.people)
        self._build_matter()
        self._build_requests()
        self._build_materials()
        self._build_procedures()
        self._build_needs()
        self._enter = EnterMoves(self, self._instead_of_moving)
        for rows in self._row_lists():
            rows.line_added.connect(self._enter.watch)
        self.arrival.field_added.connect(self._enter.watch)
        self.strip.source_wanted.connect(self.turn_source)
        self.form.changed.connect(self.changed)

    # -- what the page asks of it ----------------------------------------------------------------------------------

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the keys of the form do, by the ids of their actions."""
        return {
            "proxy": partial(self.people.add, PartyRole.PROXY),
            "helper": self.add_helper,
            "group": self.people.open_group,
            "procedure": self.add_procedure,
            "source": self.turn_source,
            "enclosure": self.arrival.add_enclosure,
            "to_matter": partial(self.focus, "registration.problem_division_id"),
            "to_facts": partial(self.focus, FACTS),
            "to_requests": partial(self.focus, "requests.0.text"),
            "to_materials": partial(self.focus, "materials.0.name"),
            "to_needs": partial(self.focus, f"needs.{next(iter(Need))}"),
            "emergency": partial(self.tick, f"needs.{Need.URGENT_DANGER}"),
            "anonymous": partial(self.tick, "registration.anonymous"),
            "confidential": partial(self.tick, "registration.keep_confidential"),
            "under_age": partial(self.tick, "registration.under_age_stated"),
        }

    def texts(self) -> dict[str, str]:
        """Everything written, by path."""
        return self.form.texts()

    def fill(self, texts: Mapping[str, str], *, same_visit: bool = False) -> None:
        """Show exactly ``texts``. ``same_visit``: of the visit that stood there, so that cursor and undo may stay."""
        self.arrival.make_room(texts)
        for rows in self._row_lists():
            rows.make_room(texts)
        self.form.fill(texts, same_person=same_visit)
        self._show_blocks()

    def fill_blank(self) -> None:
        """Show nothing but what is pinned, as far as this channel asks it."""
        unseen = not_asked(self._channel)
        self.fill({path: text for path, text in self.pins.texts().items() if path not in unseen})

    @property
    def channel(self) -> Channel:
        """The channel whose fields are asked."""
        return self._channel

    def show_channel(self, channel: Channel) -> None:
        """Ask what this channel asks. Nothing typed is lost: what only others ask is out of sight."""
        self._channel = channel
        self.strip.show_channel(channel)
        self._petitioner.call(CHANNELS[channel].petitioner)
        self.arrival.show_channel(channel)
        self.people.show_channel(channel)

    def turn_source(self) -> None:
        """Ask where the matter comes from, with the cursor there; once more leads back to where it was."""
        there = self.path_in_focus()
        if there not in self.arrival.source_fields():
            self._came_from = there
            self.arrival.open_source()
            self.focus(SOURCE)
            return
        self.focus(self._came_from if self.form.field(self._came_from) else self.first())
        self.arrival.close_source()

    def first(self) -> str:
        """The path at which a blank form begins: the first that the channel itself asks, or the ID number."""
        return next(iter(self.arrival.own_fields()), FIRST)

    def focus(self, path: str) -> None:
        """Put the cursor into a field."""
        if field := self.form.field(path):
            field.widget.setFocus()

    def path_in_focus(self) -> str:
        """The path of the field with the cursor; "" where none of this form has it."""
        focus = QApplication.focusWidget()
        return focus.objectName() if focus and self.isAncestorOf(focus) else ""

    def is_in_sight(self, path: str) -> bool:
        """Whether the field at ``path`` is asked for now."""
        field = self.form.field(path)
        return field is not None and field.widget.isVisibleTo(self)

    def add_helper(self) -> None:
        """One more line for somebody who came to help, with the part that what was told speaks for."""
        self.people.add_helper(likely_helper(ticked_needs(self.texts())))

    def add_procedure(self) -> None:
        """One more line for a paper from an earlier procedure."""
        self._procedures_title.show()
        self.procedures.focus_line(self.procedures.add_line())

    def suggest_division(self, path: str, choice: Choice | None) -> None:
        """Offer a division as grey words; Right takes it, nothing else does."""
        field = self.form.field(path)
        if field and isinstance(field.widget, Picker):
            field.widget.suggest(choice)

    def is_composing(self) -> bool:
        """Whether an input method is at work: the focus stays where it is then."""
        return self._enter.composing

    def commit_composed(self) -> None:
        """What an input method still composes becomes text, before an act reads the form."""
        commit_composed()

    def focus_where_left(self) -> None:
        """Go on where somebody stopped: at the end of the facts, or in the first field that is asked for and blank."""
        texts = self.texts()
        if texts.get(FACTS):
            self.focus(FACTS)
            if isinstance(box := self._widget(FACTS), QPlainTextEdit):
                box.moveCursor(QTextCursor.MoveOperation.End)
            return
        begun = any(texts.get(path) for path in IN_TURN)
        in_turn = IN_TURN if begun else (*self.arrival.own_fields(), *IN_TURN)
        self.focus(next((path for path in in_turn if not texts.get(path)), FACTS))

    def labels_of(self, paths: Iterable[str]) -> list[str]:
        """The words over the fields at these paths."""
        fields = (self.form.field(path.removesuffix(".typed")) for path in paths)
        return list(dict.fromkeys(self.pins.name_of(field) for field in fields if field))

    def tick(self, path: str) -> None:
        """Turn a check box over, as if the person had clicked it."""
        field = self.form.field(path)
        if field and isinstance(field.widget, QCheckBox):
            field.widget.toggle()

    def reflect(self, confidentiality: Confidentiality) -> None:
        """Show what follows from the texts: the class that the matter will have where it isn't the one chosen."""
        raised = "" if confidentiality == self.form.text(CLASS) else tr(confidentiality.label)
        if isinstance(box := self._widget(CLASS), ClosedList):
            box.show_instead(raised)

    def show_new_facts(self, shown: bool = True) -> None:
        """Show what was answered about new facts, so that it can be changed; or put it away."""
        self.new_facts.setVisible(shown)

    def id_number_in_focus(self) -> str:
        """The path of the ID number of whoever's line has the focus; the petitioner's from everywhere else."""
        position = self.people.rows.position_of(self.path_in_focus())
        return FIRST if position is None else self.people.rows.path(position, "id_number")

    # -- build by visible block ------------------------------------------------------------------------------------

    def _build_petitioner(self) -> None:
        flags = (Registration.anonymous, Registration.keep_confidential, Registration.under_age_stated)
        boxes = [self.form.bind(QCheckBox(), flag, beside=True) for flag in flags]
        self._petitioner = Section(CHANNELS[self._channel].petitioner, *boxes)
        self._layout.addWidget(self._petitioner)
        id_type = combo(IdType)
        self._layout.addLayout(
            side_by_side(
                (self._asked_in_turn(id_type, Petitioner.id_type), 4),
                (self.form.bind(line(latin=True, digits=ID_DIGITS), Petitioner.id_number), 7),
                (self.form.bind(line(), Petitioner.name), 6),
                (self.form.bind(line(), Petitioner.nationality), 2),
                (self.form.bind(combo([Sex.UNKNOWN, Sex.MALE, Sex.FEMALE, Sex.NOT_STATED]), Petitioner.sex), 2),
                (self.form.bind(line(latin=True, digits=DAY_DIGITS), Petitioner.birth_date), 3),
                (self.form.bind(line(latin=True, digits=PHONE_DIGITS), Petitioner.phone), 5),
                (self.form.bind(combo(PetitionerKind), Petitioner.kind), 3),
                (self.form.bind(roomy(self._divisions()), Petitioner.division_id), 6),
                (self.form.bind(line(digits=WORDS), Petitioner.address), 7),
            )
        )
        listen(id_type, self._id_type_chosen)

    def _build_matter(self) -> None:
        self._layout.addWidget(Section(_("Matter")))
        self._layout.addLayout(
            side_by_side(
                (self.form.bind(roomy(self._divisions()), Registration.problem_division_id), 4),
                (self.form.bind(line(digits=WORDS), Registration.problem_place), 5),
                (self._asked_in_turn(line(digits=WORDS), Registration.accused_body), 4),
                (self.form.bind(line(), Registration.accused_person), 3),
            )
        )
        self._layout.addLayout(
            side_by_side(
                (self.form.bind(roomy(self._categories()), Registration.category_id), 6),
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
                        CLASS,
                    ),
                    3,
                ),
                (self.form.bind(line(digits=WORDS), Registration.matter), 6),
            )
        )
        self.new_facts = self.form.bind(combo(NewFacts, blank=True), Registration.new_facts)
        self._layout.addWidget(self.new_facts)
        self.new_facts.hide()
        self._layout.addLayout(
            side_by_side(
                (self.form.bind(told(5 * NARROWEST), Registration.facts), 5),
                (self.form.bind(told(3 * NARROWEST), Registration.grounds), 3),
            ),
            1,  # the height to spare is theirs
        )

    def _build_requests(self) -> None:
        self._layout.addWidget(Section(_("Requests")))
        self.requests = RowList(
            self.form,
            "requests",
            [Column(Request.text, line)],
            after=lambda: self._widget("registration.grounds"),
            bare=True,
        )
        self._layout.addWidget(self.requests)

    def _build_materials(self) -> None:
        self._layout.addWidget(Section(_("Materials")))
        self.materials = materials_lines(self.form, lambda: self.requests.last_widget())
        self._layout.addWidget(self.materials)

    def _build_procedures(self) -> None:
        self.procedures = procedure_lines(self.form, lambda: self.materials.last_widget())
        self._procedures_title = Section(_("Earlier procedures"))
        self._layout.addWidget(self._procedures_title)
        self._layout.addWidget(self.procedures)
        self._procedures_title.hide()

    def _build_needs(self) -> None:
        self._layout.addWidget(Section(_("Needs")))
        self._layout.addLayout(needs_fields(self.form))

    # -- slots and private -----------------------------------------------------------------------------------------

    def _id_type_chosen(self, *_index: object) -> None:
        """Enter stops at what belongs to the kind of ID: no number without papers, a foreigner's nation and birth."""
        chosen = IdType.of(self.form.text("petitioner.id_type"))
        stops = {
            FIRST: chosen is not IdType.NO_PAPERS,
            "petitioner.birth_date": chosen in FOREIGN,
            "petitioner.nationality": chosen in FOREIGN,
        }
        for path, stop in stops.items():
            if widget := self._widget(path):
                widget.setProperty(ENTER_STOPS, stop)

    def _asked_in_turn(self, widget: QWidget, attribute: "InstrumentedAttribute[Any]") -> QWidget:
        """A cell at which Enter stops although nobody must fill it: the block was opened to fill it."""
        cell = self.form.bind(widget, attribute)
        widget.setProperty(ENTER_STOPS, True)
        return cell

    def _widget(self, path: str) -> QWidget | None:
        field = self.form.field(path)
        return field.widget if field else None

    def _row_lists(self) -> tuple[RowList, ...]:
        return (self.people.rows, self.requests, self.materials, self.procedures)

    def _instead_of_moving(self, widget: QWidget) -> bool:
        """Enter on the last, filled line of requests or materials adds a line; on a blank name it leaves the people."""
        leads_to = self.arrival.instead_of_moving(widget.objectName())
        if leads_to is not None:
            if last := self._widget(leads_to):
                self._enter.move(last, forward=True)
            return True
        if self.people.nobody_more(widget.objectName()):
            self.focus(MATTER)
            return True
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
        self.arrival.arrange()
        self.people.show_told(texts)
        self._procedures_title.setVisible(self.procedures.lines() > 0)
        self.new_facts.setVisible(bool(texts.get("registration.new_facts")))
