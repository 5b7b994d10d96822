"""Everybody besides the petitioner: the head count of a group, its representatives, proxies, and who came to help."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from petitiondesk.rules.channels import Channel, not_asked
from petitiondesk.rules.messages import _
from petitiondesk.rules.parties import BESIDE_THE_PETITIONER, HELPERS, PartyRole
from petitiondesk.rules.visits import MOST_REPRESENTATIVES
from petitiondesk.storage.models import Party, Petitioner, Registration
from petitiondesk.windows.binding import ENTER_STOPS, Form, listen
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.fields import ID_DIGITS, PHONE_DIGITS, combo, line
from petitiondesk.windows.widgets.flow import side_by_side
from petitiondesk.windows.widgets.labels import wrapped
from petitiondesk.windows.widgets.law_panel import LAW
from petitiondesk.windows.widgets.row_list import Column, RowList

_COUNTS = {"registration.visitor_count": "1", "registration.household_count": "", "registration.involved_count": ""}
"""The counts of a group visit, with what stands there for one visitor."""

RELATION_DIGITS = 6
"""Three Han characters, so that a line stays one in English too."""


class PeopleBlock(QWidget):
    """The counts, shown for a group only, and a line for each person, bound to ``form``."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._not_asked: frozenset[str] = frozenset()
        self._group = self._build_group()
        self.rows = RowList(
            form,
            "parties",
            [
                Column(Party.role, lambda: combo(BESIDE_THE_PETITIONER), 2, label=_("Takes part as")),
                Column(Petitioner.name, line, 3),
                Column(Petitioner.id_number, lambda: line(latin=True, digits=ID_DIGITS), 4),
                Column(Petitioner.phone, lambda: line(latin=True, digits=PHONE_DIGITS), 3),
                Column(Party.relation, lambda: line(digits=RELATION_DIGITS), 2),
                Column(Party.authority, line, 3, label=_("Authority")),
            ],
            after=lambda: self._widget("registration.involved_count"),
            first_line=False,
        )
        self.rows.line_added.connect(self._watch_role)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._group)
        layout.addWidget(self.rows)
        self._group.hide()

    def show_channel(self, channel: Channel) -> None:
        """Ask the counts that this channel asks: nobody counts heads in a letter."""
        self._not_asked = not_asked(channel)
        for path in _COUNTS:
            if field := self._form.field(path):
                field.cell.setVisible(path not in self._not_asked)

    def add(self, role: PartyRole) -> None:
        """A line for somebody who came along, or the last one while it names nobody; the cursor goes to the name."""
        position = self.rows.lines() - 1
        same = self._form.text(self.rows.path(position, "role")) == role
        if same and not self._form.text(self.rows.path(position, "name")):
            self._focus(self.rows.path(position, "name"))
        else:
            self._add_line(role)

    def add_helper(self, likely: PartyRole) -> None:
        """A line for somebody who came to help; once more, before a name is there, makes the next part of it."""
        position = self.rows.lines() - 1
        role = PartyRole.of(self._form.text(self.rows.path(position, "role")))
        if role in HELPERS and not self._form.text(self.rows.path(position, "name")):
            self._take_part(position, HELPERS[(HELPERS.index(role) + 1) % len(HELPERS)])
            self._focus(self.rows.path(position, "name"))
        else:
            self.add(likely)

    def open_group(self) -> None:
        """Ask for the head count, households and representatives of a group visit; once more adds a line."""
        if self._group.isVisibleTo(self):
            self._add_line(PartyRole.REPRESENTATIVE)
            return
        self._group.show()
        while self.rows.lines() < MOST_REPRESENTATIVES - 1:  # the petitioner is the first of them
            self.rows.add_line()
        self._focus(next(path for path in _COUNTS if path not in self._not_asked))

    def nobody_more(self, path: str) -> bool:
        """Whether ``path`` is the name of a line, and blank: Enter has done with the people there."""
        position = self.rows.position_of(path)
        return position is not None and path == self.rows.path(position, "name") and not self._form.text(path).strip()

    def show_told(self, texts: Mapping[str, str]) -> None:
        """Show the counts where ``texts`` speak of more than one visitor."""
        self._group.setVisible(any(texts.get(path, alone) != alone for path, alone in _COUNTS.items()))

    def _build_group(self) -> QWidget:
        group = QWidget()
        told = wrapped(
            tr("The petitioner above is the first representative; up to five speak, everybody is counted and served."),
            "quiet",
        )
        cells = []
        for count in (Registration.visitor_count, Registration.household_count, Registration.involved_count):
            widget = line(latin=True)
            cells.append((self._form.bind(widget, count), 2))
            widget.setProperty(ENTER_STOPS, True)  # nobody must fill it, but it was opened to be filled
        layout = QVBoxLayout(group)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(told)
        layout.addLayout(side_by_side(*cells))
        return group

    def _watch_role(self) -> None:
        position = self.rows.lines() - 1
        for name in ("role", "authority"):
            if widget := self._widget(self.rows.path(position, name)):
                listen(widget, partial(self._role_changed, position))
        self._role_changed(position)

    def _role_changed(self, position: int, *_index: object) -> None:
        """Only a proxy shows a written authority; what was written stays in sight. The law is that on the part."""
        role = self._form.text(self.rows.path(position, "role"))
        for field in self.rows.fields(position):
            field.widget.setProperty(LAW, f"parties.{role}")
        if authority := self._form.field(self.rows.path(position, "authority")):
            proxy = role == PartyRole.PROXY
            authority.widget.setProperty(ENTER_STOPS, proxy)
            written = bool(self._form.text(authority.path)) or authority.widget.hasFocus()
            authority.cell.setVisible(proxy or written)

    def _add_line(self, role: PartyRole) -> None:
        position = self.rows.add_line()
        self._take_part(position, role)
        self._focus(self.rows.path(position, "name"))

    def _take_part(self, position: int, role: PartyRole) -> None:
        path = self.rows.path(position, "role")
        self._form.write(path, role)
        self._form.changed.emit(path)

    def _focus(self, path: str) -> None:
        if widget := self._widget(path):
            widget.setFocus()

    def _widget(self, path: str) -> QWidget | None:
        field = self._form.field(path)
        return field.widget if field else None
