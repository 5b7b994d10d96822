"""The class of a case, and what others may see of it: at a list on the counter, on a paper at home."""

from typing import Any

import pytest

from petitiondesk.rules.confidentiality import confidentiality_of, in_sight
from petitiondesk.rules.kinds import Confidentiality, Purpose

ASKED_FOR_NOTHING: dict[str, Any] = {"purpose": Purpose.CLAIM, "minor": False, "asked": None}


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ({}, Confidentiality.GENERAL),
        ({"purpose": None}, Confidentiality.GENERAL),
        ({"asked": "of a newer program"}, Confidentiality.GENERAL),
        ({"asked": Confidentiality.SENSITIVE}, Confidentiality.SENSITIVE),
        ({"minor": True}, Confidentiality.SENSITIVE),
        ({"keep_confidential": True}, Confidentiality.SENSITIVE),
        ({"danger": True}, Confidentiality.SENSITIVE),
        ({"minor": True, "asked": Confidentiality.GENERAL}, Confidentiality.SENSITIVE),
        ({"asked": Confidentiality.RESTRICTED}, Confidentiality.RESTRICTED),
        ({"minor": True, "asked": Confidentiality.RESTRICTED}, Confidentiality.RESTRICTED),
        ({"purpose": Purpose.REPORT_OF_WRONGDOING}, Confidentiality.RESTRICTED),
        ({"purpose": Purpose.REPORT_OF_WRONGDOING, "minor": True, "asked": "general"}, Confidentiality.RESTRICTED),
    ],
)
def test_a_class_follows_from_what_is_told_and_is_never_below_what_was_asked(
    told: dict[str, Any], given: Confidentiality
) -> None:
    assert confidentiality_of(**{**ASKED_FOR_NOTHING, **told}) == given


@pytest.mark.parametrize(
    ("confidentiality", "seen"),
    [
        (Confidentiality.GENERAL, (True, True)),
        (Confidentiality.SENSITIVE, (True, False)),
        (Confidentiality.RESTRICTED, (False, False)),
        ("of a newer program", (False, False)),
        (None, (False, False)),
    ],
)
def test_the_higher_the_class_the_less_is_in_sight(confidentiality: str | None, seen: tuple[bool, bool]) -> None:
    assert in_sight(confidentiality) == seen
    assert in_sight(confidentiality, anonymous=True) == (False, seen[1])
