"""The units in the table of pages."""

from typing import TYPE_CHECKING

from petitiondesk.rules.messages import _
from petitiondesk.windows.pages.contract import Entry, Page

if TYPE_CHECKING:
    from petitiondesk.windows.station import Station


def _make(station: "Station") -> Page:
    from petitiondesk.windows.pages.units.page import UnitsPage

    return UnitsPage(station)


ENTRY = Entry("units", "units", _("Units"), "go_units", _make)
