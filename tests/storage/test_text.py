"""Whatever somebody types can be kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from petitiondesk.storage.database import Database
from petitiondesk.storage.models import CalendarYear
from petitiondesk.storage.text import storable

pytestmark = pytest.mark.both_databases

any_text = st.text(st.characters(), max_size=20)


@given(any_text)
def test_only_what_no_database_takes_is_replaced(typed: str) -> None:
    kept = storable(typed)
    kept.encode()
    assert len(kept) == len(typed)
    assert all(new == old or old == "\0" or "\ud800" <= old <= "\udfff" for old, new in zip(typed, kept, strict=True))


def test_what_comes_out_is_taken_by_the_database(database: Database) -> None:
    typed = "陈\ud842家\udfb7村\0 👨\u200d👩 \u202e𠮷" * 1_000
    with database.write() as session:
        session.add(CalendarYear(year=2026, notice=storable(typed)))
    with database.read() as session:
        assert session.scalar(select(CalendarYear.notice)) == "陈\ufffd家\ufffd村\ufffd 👨\u200d👩 \u202e𠮷" * 1_000
