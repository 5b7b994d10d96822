"""The reception in the table of pages."""

from typing import TYPE_CHECKING

from petitiondesk.rules.messages import _
from petitiondesk.windows.pages.contract import Columns, Entry, Page

if TYPE_CHECKING:
    from petitiondesk.windows.station import Station

KEYS: Columns = (
    (
        (
            _("Writing down"),
            (
                *("to_matter", "to_facts", "to_requests", "to_materials", "to_needs", "procedure"),
                *("anonymous", "confidential", "under_age", "restricted", "emergency"),
            ),
        ),
        (_("Who came along"), ("proxy", "group", "helper")),
        (_("Putting aside"), ("park", "resume", "end_draft")),
    ),
    (
        (
            _("Registering and papers"),
            (
                *("register", "correct", "answer_now", "recent", "why_this_day", "open_case"),
                *("papers", "reprint"),
            ),
        ),
        (
            _("How it arrived"),
            (
                *("channel_visit", "channel_letter", "channel_call", "channel_online", "channel_fax"),
                *("source", "enclosure", "another_copy", "pin"),
            ),
        ),
        (_("Who was here before"), ("link", "take_over", "not_the_same", "next_earlier", "previous_earlier")),
    ),
)
"""The keys of the reception by what one does with them, in two columns."""


def _make(station: "Station") -> Page:
    from petitiondesk.windows.pages.reception.page import ReceptionPage

    return ReceptionPage(station)


ENTRY = Entry("reception", "reception", _("Reception"), "go_reception", _make, KEYS)
