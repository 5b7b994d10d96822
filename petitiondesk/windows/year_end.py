"""From November on: a calm word over the pages that next year's days off are not entered yet."""

from petitiondesk.rules.acts import Thing
from petitiondesk.windows import actions
from petitiondesk.windows.messages import tr
from petitiondesk.windows.station import Station
from petitiondesk.windows.widgets.notices import Notices

_NAME = "year not announced"


def remind(notices: Notices, station: Station, year: int | None) -> None:
    """Say it until it was seen at this machine, or a notice is kept; nothing where no year is missing."""
    if year is None or station.settings.year_end_seen == year:
        return
    words = tr(
        "The days off of {year} are not entered yet, so working-day terms that reach into it are provisional. Once the "
        "notice is out, {key} is the place for it.",
        year=year,
        key=actions.key_text("go_calendar"),
    )
    notices.keep(_NAME, words, "owed")

    def touched(things: frozenset[Thing]) -> None:
        if Thing.CALENDAR in things:
            notices.answered(_NAME)

    def dismissed(name: str) -> None:
        if name == _NAME:
            station.settings.year_end_seen = year

    station.changes.touched.connect(touched)
    notices.dismissed.connect(dismissed)
