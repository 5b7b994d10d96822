"""Numbers have no gaps, whoever gives up in between."""

import pytest

from petitiondesk.storage.database import Database
from petitiondesk.storage.numbers import next_number

pytestmark = pytest.mark.both_databases


def test_each_name_counts_from_one(database: Database) -> None:
    with database.write() as session:
        visits = [next_number(session, "registration/visit/2026") for _ in range(3)]
        letters = [next_number(session, "registration/letter/2026") for _ in range(2)]
    assert (visits, letters) == ([1, 2, 3], [1, 2])


def test_an_act_given_up_gives_its_number_back(database: Database) -> None:
    with database.write() as session:
        next_number(session, "trial")
    with pytest.raises(ZeroDivisionError), database.write() as session:
        next_number(session, "trial") / 0
    with database.write() as session:
        assert next_number(session, "trial") == 2
