"""A last day that rests on days off not announced yet says so: on record, and on the slip."""

from datetime import date

from sqlalchemy import update

from petitiondesk.office import duties, papers
from petitiondesk.office.desk import Desk
from petitiondesk.rules.terms import last_day
from petitiondesk.rules.working_days import Calendar
from petitiondesk.storage.models import Case, Duty
from tests.conftest import NOW
from tests.office.conftest import CLAIM, register, slip_of


def test_a_duty_keeps_whether_its_day_may_move() -> None:
    """No first duty counts working days today; the day one does, its record must not promise too much."""
    announced = Calendar(announced=frozenset({2026}))
    for start, may_move in ((date(2026, 11, 23), False), (date(2026, 12, 30), True)):
        assert duties.duty_of(Case(), last_day("C4", start, announced)).provisional is may_move


def test_the_slip_says_that_the_day_may_move(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    assert slip_of(desk, number)["provisional"] is False
    with desk.database.write() as session:
        session.execute(update(Duty).values(provisional=True))
    assert papers.prepare(desk, number, papers.SLIP, now=NOW).data.provisional is True
