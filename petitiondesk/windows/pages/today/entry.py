"""The today page in the table of pages."""

from typing import TYPE_CHECKING

from petitiondesk.rules.messages import _
from petitiondesk.windows.pages.contract import Entry, Page

if TYPE_CHECKING:
    from petitiondesk.windows.station import Station


def _make(station: "Station") -> Page:
    from petitiondesk.windows.pages.today.page import TodayPage

    return TodayPage(station)


ENTRY = Entry("today", "today", _("Today"), "go_today", _make)
