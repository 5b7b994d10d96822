"""A correction has a reason."""

from functools import partial

from PySide6.QtWidgets import QWidget

from petitiondesk.windows.dialogs import correction_reason
from tests.windows.dialogs.person import at_the_dialog, focus_is, key, reads, said_beside, typed


def test_a_correction_has_a_reason(page: QWidget) -> None:
    reason = at_the_dialog(
        partial(correction_reason.ask_reason, page, ["Name", "Phone: 138 → 139"]),
        reads("Name", "Phone: 138 → 139"),
        key("Ctrl+Return"),
        focus_is("correction.reason"),
        said_beside("correction.reason"),
        typed("  身份证号录错一位 "),
        said_beside("correction.reason", something=False),
        key("Return"),
        focus_is("done"),
        key("Return"),
    )
    assert reason == "身份证号录错一位"
