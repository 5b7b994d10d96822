"""Numbers have no gaps, whoever gives up in between."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from sqlalchemy import event, select, text, update

from petitiondesk.rules.channels import Channel
from petitiondesk.rules.registration_numbers import registration_number
from petitiondesk.storage.database import Database, Session
from petitiondesk.storage.models import Case, Counter, Duty, Registration, Staff
from petitiondesk.storage.numbers import Numbered, next_number, next_registration_number
from tests.conftest import NOW

VISITS = "registration/visit/2026"

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


def _register(session: Session, channel: Channel = Channel.VISIT, year: int = 2026) -> Numbered:
    """A registration as the office numbers it."""
    if session.get(Staff, 1) is None:
        session.add(Staff(id=1, name="周敏", joined_at=NOW))
        session.flush()
    numbered = next_registration_number(session, channel, year)
    day = NOW.date()
    number = registration_number(year, channel, numbered.sequence)
    case = Case(number=number, opened_on=day, confidentiality="general", rule_set="national-2022")
    session.add(
        Registration(
            number=number,
            channel=channel,
            year=year,
            sequence=numbered.sequence,
            query_code=number,
            draft_id=number,
            receptionist_id=1,
            received_on=day,
            started_at=NOW,
            registered_at=NOW,
            case=case,
            duty=Duty(case=case, clock="C1", article="", starts_on=day, last_day=day, provisional=False),
        )
    )
    session.flush()
    return numbered


def _set_back(database: Database, value: int | None) -> None:
    """The counter as an older copy has it, or none."""
    with database.write() as session:
        if value is None:
            session.execute(text("DELETE FROM counter"))
        else:
            session.execute(update(Counter).where(Counter.name == VISITS).values(value=value))


@pytest.mark.parametrize("stands_at", [None, 0, 2, 4])
def test_a_counter_behind_refuses_nobody_and_goes_on_after_the_highest_number(
    database: Database, stands_at: int | None
) -> None:
    with database.write() as session:
        assert [_register(session) for _ in range(5)] == [Numbered(n, counter_behind=False) for n in range(1, 6)]
        assert _register(session, Channel.LETTER) == _register(session, year=2027) == Numbered(1, counter_behind=False)
    _set_back(database, stands_at)
    with database.write() as session:
        assert _register(session) == Numbered(6, counter_behind=True)
    with database.write() as session:
        assert _register(session) == Numbered(7, counter_behind=False)
    with database.read() as session:
        numbers = session.scalars(select(Registration.sequence).where(Registration.channel == "visit"))
        assert sorted(numbers) == [1, *range(1, 8)]


def test_a_counter_that_is_right_is_let_alone_and_asked_in_one_statement(database: Database) -> None:
    with database.write() as session:
        statements = count()
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *_told: next(statements))
        next_registration_number(session, Channel.VISIT, 2026)
        assert next(statements) == 1


def test_counters_that_register_at_once_after_it_stood_behind_get_every_number_once(database: Database) -> None:
    with database.write() as session:
        for _ in range(10):
            _register(session)
    _set_back(database, 3)
    together = threading.Barrier(4)

    def register_some() -> Iterator[Numbered]:
        together.wait(10)
        for _ in range(5):
            with database.write() as session:
                yield _register(session)

    with ThreadPoolExecutor(4) as counters:
        given = [each for some in counters.map(lambda _: list(register_some()), range(4)) for each in some]
    assert sorted(each.sequence for each in given) == list(range(11, 31))
    assert [each.sequence for each in given if each.counter_behind] == [11]
