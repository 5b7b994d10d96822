"""Who comes with a petitioner."""

from collections.abc import Collection

import pytest

from petitiondesk.rules.kinds import Need
from petitiondesk.rules.parties import BESIDE_THE_PETITIONER, HELPERS, PartyRole, likely_helper


@pytest.mark.parametrize(
    ("needs", "helper"),
    [
        ((), PartyRole.COMPANION),
        ((Need.OLD_AGE, Need.ILLNESS), PartyRole.COMPANION),
        ((Need.HEARING,), PartyRole.SIGN_LANGUAGE),
        ((Need.OLD_AGE, Need.INTERPRETER), PartyRole.INTERPRETER),
        ((Need.HEARING, Need.INTERPRETER), PartyRole.INTERPRETER),
    ],
)
def test_whoever_came_along_is_taken_for_what_the_needs_say_and_never_for_a_guardian(
    needs: Collection[str], helper: PartyRole
) -> None:
    assert likely_helper(needs) is helper


def test_everybody_but_the_petitioner_stands_beside_and_nobody_who_speaks_for_others_is_a_helper() -> None:
    assert set(BESIDE_THE_PETITIONER) | {PartyRole.PETITIONER} == set(PartyRole)
    assert PartyRole.PETITIONER not in BESIDE_THE_PETITIONER
    assert set(BESIDE_THE_PETITIONER) - set(HELPERS) == {PartyRole.REPRESENTATIVE, PartyRole.PROXY}
