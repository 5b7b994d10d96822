"""The case in the table of pages."""

from typing import TYPE_CHECKING

from petitiondesk.rules.messages import _
from petitiondesk.windows.pages.contract import Columns, Entry, Page

if TYPE_CHECKING:
    from petitiondesk.windows.station import Station

KEYS: Columns = (
    (
        (_("What was done"), ("record_step", "lawful_steps", "other_duty", "take_back", "why_this_day")),
        (_("Which registrations belong to it"), ("link_case", "unlink_case")),
    ),
    (
        (_("The highlighted registration"), ("papers", "reprint", "correct", "answer_now")),
        (_("Files"), ("attach", "put_file_aside")),
        (_("Going about the page"), ("to_case_requests", "to_lines", "to_papers", "to_files", "to_history")),
    ),
)
"""The keys of the page by what one does with them; those of a registration are done at the reception."""


def _make(station: "Station") -> Page:
    from petitiondesk.windows.pages.case.page import CasePage

    return CasePage(station)


ENTRY = Entry("case", "case", _("The case"), "go_case", _make, KEYS)
