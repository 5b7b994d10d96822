"""What the office owes first, and why on this day, whatever is owed or announced later."""

from datetime import date

import pytest
from sqlalchemy import select, update

from petitiondesk.office import answers, finding, papers, reception
from petitiondesk.office.answers import AnswerText
from petitiondesk.office.desk import Desk
from petitiondesk.storage.models import Duty
from tests.conftest import NOW
from tests.office.conftest import CLAIM, register, saved, slip_of

FIRST_LAST_DAY = date(2026, 12, 8)


def owe_more(desk: Desk, number: str) -> None:
    """What follows when the matter is taken on: to be dealt with in sixty days, and something sooner."""
    row = saved(desk, number)
    with desk.database.write() as session:
        for clock, last_day in (("C5", date(2027, 1, 22)), ("C7", date(2026, 11, 30))):
            owed = {"case_id": row.case_id, "clock": clock, "article": "《信访工作条例》"}
            session.add(Duty(**owed, starts_on=row.received_on, last_day=last_day, provisional=False))


@pytest.mark.both_databases
def test_the_first_duty_stays_the_first_when_more_is_owed(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    owe_more(desk, number)
    [entered] = finding.latest(desk)
    assert (entered.clock, entered.last_day, entered.done_on) == ("C2", FIRST_LAST_DAY, None)
    assert finding.find(desk, number, now=NOW).registration == entered
    assert reception.why_this_day(desk, number).last_day == FIRST_LAST_DAY
    assert papers.prepare(desk, number, papers.SLIP, now=NOW).data.last_day == FIRST_LAST_DAY.isoformat()
    assert answers.answer(desk, number, AnswerText("三日内修好。"), now=NOW)
    with desk.database.read() as session:
        done = {duty.clock: duty.done_on for duty in session.scalars(select(Duty))}
    assert done == {"C2": date(2026, 11, 23), "C5": None, "C7": None}


def test_why_this_day_is_told_line_by_line(desk: Desk) -> None:
    why = reception.why_this_day(desk, register(desk, CLAIM).number)
    assert why.last_day == FIRST_LAST_DAY
    assert why.lines[0].values == {"start": date(2026, 11, 23)}
    assert why.lines[-1].values == {"last_day": FIRST_LAST_DAY}
    with pytest.raises(LookupError):
        reception.why_this_day(desk, "2026-访-000099")


def test_the_day_that_the_slip_tells_stands_when_it_would_be_counted_otherwise_today(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    told = date(2026, 12, 9)
    with desk.database.write() as session:
        session.execute(update(Duty).values(last_day=told))
    why = reception.why_this_day(desk, number)
    assert why.last_day == told
    assert why.lines[-2].values == {"last_day": FIRST_LAST_DAY}
    assert why.lines[-1].values == {"told": told}
    assert slip_of(desk, number)["last_day"] == FIRST_LAST_DAY.isoformat(), "issued before, and kept as it was"
