"""Offices full of invented people to measure in."""

from datetime import UTC, datetime
from pathlib import Path

from petitiondesk.office import opening
from petitiondesk.office.desk import Desk
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.rules.office_day import office_day
from petitiondesk.samples import offices

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
TODAY = office_day(NOW)
ANSWERS = opening.Answers("临江市信访局", OfficeRole.LETTERS_OFFICE, None, "张玲")


def generated(folder: Path, registrations: int) -> Desk:
    """A desk in a new office with so many registrations of the last two years."""
    desk = opening.found(folder / "office.db", folder / "drafts.db", ANSWERS, NOW)
    offices.generate(desk.database, registrations, seed=1, today=TODAY)
    return desk
