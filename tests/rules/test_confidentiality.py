"""What of a case others may see: at a list on the counter, on a paper at home."""

import pytest

from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.kinds import Confidentiality


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
