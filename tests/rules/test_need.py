"""What the office does for a visitor who needs it, when the slip goes over the counter."""

from petitiondesk.rules.kinds import Need
from petitiondesk.rules.needs import at_handover
from petitiondesk.words import sentence

KEYS = {"papers": "Alt+P"}


def said(*needs: str) -> str:
    return " ".join(sentence(message, "en") for message in at_handover(needs, KEYS))


def test_who_cannot_read_has_the_slip_read_out() -> None:
    assert "read the slip out" in said(Need.CANNOT_READ)


def test_who_sees_badly_takes_large_print_home() -> None:
    assert "Alt+P has the slip and the visit form in large print" in said(Need.SIGHT)


def test_each_need_that_asks_for_something_is_said_once_and_the_others_not_at_all() -> None:
    assert len(at_handover(["cannot_read", "interpreter", "hearing"], KEYS)) == 3
    assert at_handover(["old_age", "pregnancy", "small_children", "urgent_danger"], KEYS) == ()
