"""The end of the form: materials, papers from earlier procedures, and what somebody needs."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from petitiondesk.rules.kinds import Need
from petitiondesk.rules.prior_procedures import ProcedureKind
from petitiondesk.storage.models import Material, Petitioner, PriorProcedure, Registration, RegistrationNeed
from petitiondesk.windows.binding import Form
from petitiondesk.windows.widgets.fields import DAY_DIGITS, WORDS, combo, line
from petitiondesk.windows.widgets.flow import side_by_side
from petitiondesk.windows.widgets.row_list import Column, RowList


def materials_lines(form: Form, after: Callable[[], QWidget | None]) -> RowList:
    """What was handed in; ``after`` as in :class:`RowList`."""
    columns = [
        Column(Material.name, lambda: line(digits=WORDS), 6, stops=True),
        Column(Material.form, line, 2),
        Column(Material.copies, lambda: line(latin=True), 2),
        Column(Material.kept, QCheckBox, 2),
    ]
    return RowList(form, "materials", columns, after=after)


def procedure_lines(form: Form, after: Callable[[], QWidget | None]) -> RowList:
    """Papers from earlier procedures; no line at first."""
    columns = [
        Column(PriorProcedure.kind, lambda: combo(ProcedureKind, blank=True), 3, stops=True),
        Column(PriorProcedure.paper, lambda: line(digits=WORDS), 4, stops=True),
        Column(PriorProcedure.body, lambda: line(digits=WORDS), 4, stops=True),
        Column(PriorProcedure.received_on, lambda: line(latin=True, digits=DAY_DIGITS), 3, stops=True),
    ]
    return RowList(form, "prior_procedures", columns, after=after, first_line=False)


def needs_fields(form: Form) -> QVBoxLayout:
    """A box for each need, and where and in which language somebody is written to."""
    boxes = (
        form.bind(QCheckBox(), RegistrationNeed.need, f"needs.{need}", label=need.label, beside=True) for need in Need
    )
    layout = QVBoxLayout()
    layout.setSpacing(4)
    layout.addLayout(side_by_side(*((box, 0) for box in boxes)))
    layout.addLayout(
        side_by_side(
            (form.bind(line(), Registration.language), 3),
            (form.bind(line(digits=WORDS), Registration.service_address), 6),
            (form.bind(line(latin=True), Petitioner.postcode), 2),
        )
    )
    return layout
