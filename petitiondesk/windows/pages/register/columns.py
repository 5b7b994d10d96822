"""What the columns of the register say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from petitiondesk.office.register import RegisterRow
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.marks import Span, spans
from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr
from petitiondesk.windows.rows import Column, Light
from petitiondesk.windows.words_for import days_left

MATTER = 4
"""The column that takes the room which the others leave."""

REPORT = _("A report of wrongdoing")
"""All that is said of one."""

CLASSES: Mapping[Confidentiality, str] = {
    Confidentiality.GENERAL: _("General"),
    Confidentiality.SENSITIVE: _("Sensitive"),
    Confidentiality.RESTRICTED: REPORT,
}
"""Short: what each of them is for stands where it is chosen."""


def columns(today: Callable[[], date], term: Callable[[], str]) -> tuple[Column[RegisterRow], ...]:
    """The columns in their order; ``today`` is asked whenever a line is shown, a window may stand over midnight.

    ``term`` is what is looked for, "" where nothing is.
    """
    return (
        Column(_("Registration number"), lambda row: row.number),
        Column(_("Day of receipt"), lambda row: row.received_on.isoformat() if row.received_on else ""),
        Column(_("Channel"), lambda row: tr(row.channel.label) if row.channel else ""),
        Column(_("Name"), _name),
        Column(_("Matter in brief"), _matter, marks=lambda row: _marks(row, term())),
        Column(_("First duty"), lambda row: _duty(row, today()), lambda row: _light(row, today())),
        Column(_("Class"), lambda row: tr(CLASSES[row.confidentiality]) if row.confidentiality else ""),
    )


def _matter(row: RegisterRow) -> str:
    """What it is about; where the words that are looked for stand elsewhere, those before it."""
    if row.confidentiality is None:
        return tr(REPORT)
    if row.found_in:
        return " · ".join(filter(None, (_where(row) + row.snippet, row.matter)))
    return row.matter


def _where(row: RegisterRow) -> str:
    return f"{tr(row.found_in)}: "


def _marks(row: RegisterRow, term: str) -> Sequence[Span]:
    if row.confidentiality is None:
        return ()
    if not row.found_in:
        return spans(row.matter, term)
    before = len(_where(row))
    return [Span(before + start, before + end) for start, end in spans(row.snippet, term)]


def _name(row: RegisterRow) -> str:
    return row.name or (tr("No name given") if row.confidentiality else "")


def _duty(row: RegisterRow, today: date) -> str:
    if row.done_on:
        return tr("done on {day}", day=row.done_on)
    return days_left(row.last_day, today) if row.last_day else ""


def _light(row: RegisterRow, today: date) -> Light | None:
    if row.done_on:
        return Light("check", "done")
    if row.last_day is None:
        return None
    return Light("warning", "late") if row.last_day < today else Light("clock", "attention")
