"""The page of days off in the table of pages."""

from typing import TYPE_CHECKING

from petitiondesk.rules.messages import _
from petitiondesk.windows.pages.contract import Entry, Page

if TYPE_CHECKING:
    from petitiondesk.windows.station import Station


def _make(station: "Station") -> Page:
    from petitiondesk.windows.pages.calendar.page import CalendarPage

    return CalendarPage(station)


ENTRY = Entry("calendar", "calendar", _("Days off"), "go_calendar", _make)
