"""What the columns of the catalogue of units say."""

from petitiondesk.office.unit_list import UnitRow
from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr
from petitiondesk.windows.rows import Column, Light

REVIEW = 4
"""The column that takes the room which the others leave: names are read whole, at large type too."""

REVIEW_EM = 13
"""So wide it is at least, in heights of a line: a name of a government can be read in it."""

_QUIET = Light("", "quiet")


def columns() -> tuple[Column[UnitRow], ...]:
    """The columns in their order."""
    return (
        Column(_("Name of the unit"), lambda row: row.unit.name, _quiet_if_ended),
        Column(_("Level"), lambda row: tr(row.unit.level.label), _quiet_if_ended),
        Column(_("Kind of unit"), lambda row: tr(row.unit.kind.label), _quiet_if_ended),
        Column(_("Superior unit"), lambda row: row.superior, _quiet_if_ended),
        Column(_("Review organ"), _review, lambda row: None if row.review_organ and not row.ended else _QUIET),
        Column(_("Program"), lambda row: tr("uses it") if row.unit.uses_program else "", _quiet_if_ended),
        Column(_("Last day"), _last_day, _quiet_if_ended),
    )


def _review(row: UnitRow) -> str:
    """Who was set; else, said so, whom the rule proposes."""
    if row.review_organ:
        return row.review_organ
    if row.proposed:
        return tr("by the rule: {units}", units=" / ".join(row.proposed))
    return tr("a person decides")


def _last_day(row: UnitRow) -> str:
    if row.unit.valid_to is None:
        return ""
    day = row.unit.valid_to.isoformat()
    return f"{day} → {row.successor}" if row.successor else day


def _quiet_if_ended(row: UnitRow) -> Light | None:
    return _QUIET if row.ended else None
