"""The table of pages, in the order of a working day; the first is in sight at the start. One line a page."""

from petitiondesk.windows.pages.calendar import entry as calendar
from petitiondesk.windows.pages.case import entry as case
from petitiondesk.windows.pages.contract import Entry
from petitiondesk.windows.pages.reception import entry as reception
from petitiondesk.windows.pages.register import entry as register
from petitiondesk.windows.pages.today import entry as today
from petitiondesk.windows.pages.units import entry as units

PAGES: tuple[Entry, ...] = (
    reception.ENTRY,
    today.ENTRY,
    register.ENTRY,
    case.ENTRY,
    units.ENTRY,
    calendar.ENTRY,
)
