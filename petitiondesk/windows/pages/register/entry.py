"""The register in the table of pages."""

from typing import TYPE_CHECKING

from petitiondesk.rules.messages import _
from petitiondesk.windows.pages.contract import Entry, Page

if TYPE_CHECKING:
    from petitiondesk.windows.station import Station


def _make(station: "Station") -> Page:
    from petitiondesk.windows.pages.register.page import RegisterPage

    return RegisterPage(station)


ENTRY = Entry("register", "register", _("The register"), "go_register", _make)
