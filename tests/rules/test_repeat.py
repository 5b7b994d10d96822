"""Whether a visit of a matter that came before has a term of its own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petitiondesk.rules.kinds import NewFacts
from petitiondesk.rules.repeats import Repeat, repeat

LAST_DAY = date(2026, 12, 8)


@pytest.mark.parametrize(
    ("day", "done_on", "stands", "own_term"),
    [
        (date(2026, 11, 28), None, Repeat.RUNS, False),
        (LAST_DAY, None, Repeat.RUNS, False),
        (date(2026, 12, 9), None, Repeat.LAPSED, True),
        (date(2026, 11, 28), date(2026, 11, 28), Repeat.FULFILLED, False),
        (date(2026, 12, 20), date(2026, 11, 28), Repeat.FULFILLED, False),
        (date(2026, 12, 20), date(2026, 12, 10), Repeat.FULFILLED, False),
        (date(2026, 11, 28), date(2026, 11, 29), Repeat.RUNS, False),
        (date(2026, 12, 9), date(2026, 12, 10), Repeat.LAPSED, True),
    ],
)
def test_nothing_new_stands_under_the_earlier_term_unless_it_was_let_go_by(
    day: date, done_on: date | None, stands: Repeat, own_term: bool
) -> None:
    for new_facts in (NewFacts.NO, NewFacts.UNCLEAR, None):
        found = repeat(new_facts, last_day=LAST_DAY, done_on=done_on, day=day)
        assert (found, found.own_term) == (stands, own_term), new_facts


@given(st.dates(), st.none() | st.dates(), st.dates())
def test_something_new_always_has_its_own_term(last_day: date, done_on: date | None, day: date) -> None:
    assert repeat(NewFacts.YES, last_day=last_day, done_on=done_on, day=day) is Repeat.ANEW
