"""What the columns of the register say."""

from collections.abc import Callable
from datetime import date

from petitiondesk.office.register import RegisterRow
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr
from petitiondesk.windows.rows import Column, Light
from petitiondesk.windows.words_for import days_left

MATTER = 4
"""The column that takes the room which the others leave."""

_CLASSES = {Confidentiality.GENERAL: _("General"), Confidentiality.SENSITIVE: _("Sensitive")}
"""Short: what each of them is for stands where it is chosen."""


def columns(today: Callable[[], date]) -> tuple[Column[RegisterRow], ...]:
    """The columns in their order; ``today`` is asked whenever a line is shown, a window may stand over midnight."""
    return (
        Column(_("Registration number"), lambda row: row.number),
        Column(_("Day of receipt"), lambda row: row.received_on.isoformat() if row.received_on else ""),
        Column(_("Channel"), lambda row: tr(row.channel.label) if row.channel else ""),
        Column(_("Name"), _name),
        Column(_("Matter in brief"), _matter),
        Column(_("First duty"), lambda row: _duty(row, today()), lambda row: _light(row, today())),
        Column(_("Class"), lambda row: tr(_CLASSES[row.confidentiality]) if row.confidentiality else ""),
    )


def _name(row: RegisterRow) -> str:
    return row.name or (tr("No name given") if row.confidentiality else "")


def _matter(row: RegisterRow) -> str:
    return row.matter if row.confidentiality else tr("A report of wrongdoing")


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
