"""The date card."""

from functools import partial

from PySide6.QtWidgets import QWidget

from petitiondesk.rules.terms import why
from petitiondesk.windows.dialogs import why_this_day
from tests.windows.dialogs.person import at_the_dialog, key, never_reads, reads
from tests.windows.dialogs.samples import NUMBER, TERM


def test_the_date_card_says_how_the_day_was_counted(page: QWidget) -> None:
    at_the_dialog(
        partial(why_this_day.show_why, page, why(TERM), TERM.last_day, NUMBER),
        reads(NUMBER, "2026-12-08", "2026-11-23, is not counted", "Calendar days: 15 (Regulation Art. 23 ¶2)."),
        never_reads("The plain count ends on"),
        key("Return"),
    )
