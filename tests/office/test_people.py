"""The people of the office: put on the list, changed, ended; and who sits at the desk."""

from datetime import date, timedelta

import pytest

from petitiondesk.office import people
from petitiondesk.office.desk import Desk
from petitiondesk.office.people import About, PeopleRefused
from petitiondesk.rules.acts import Act
from petitiondesk.rules.office_day import office_day
from petitiondesk.storage import history
from tests.conftest import NOW
from tests.office.conftest import CLAIM, register, saved, slip_of

TODAY = office_day(NOW)


def test_whoever_sits_down_stands_on_slip_and_in_the_history(desk: Desk) -> None:
    person = people.add(desk, About("周敏", "0571-1", unit_head=True), now=NOW)
    number = register(people.sit_down(desk, person), CLAIM).number
    assert slip_of(desk, number)["receptionist"] == "周敏"
    assert saved(desk, number).receptionist_id == person.id
    assert [each.name for each in people.working(people.everybody(desk), TODAY)] == ["张玲", "周敏"]


def test_what_can_not_stand_on_the_list_is_said_at_its_field(desk: Desk) -> None:
    people.add(desk, About("周敏", works_until=TODAY + timedelta(days=30)), now=NOW)
    cases = [
        (About(" "), "name"),
        (About("张 玲"), "name"),
        (About("周敏"), "name"),
        (About("周" * 101), "name"),
        (About("吴建国", "1" * 51), "phone"),
        (About("吴建国", works_from=TODAY, works_until=TODAY - timedelta(days=1)), "works_until"),
    ]
    said = []
    for about, field in cases:
        with pytest.raises(PeopleRefused) as refused:
            people.add(desk, about, now=NOW)
        said.append((about, [problem.path for problem in refused.value.problems]))
        assert field in said[-1][1], said
    people.add(desk, About("周敏", works_from=TODAY + timedelta(days=31)), now=NOW)


def test_somebody_is_ended_and_stays_on_record_but_never_the_last(desk: Desk) -> None:
    with pytest.raises(PeopleRefused):
        people.change(desk, 1, About("张玲", works_until=TODAY), now=NOW)
    successor = people.add(desk, About("周敏"), now=NOW)
    people.change(desk, 1, About("张玲", "0571-23456000", works_until=TODAY), now=NOW)
    everybody = people.everybody(desk)
    assert people.working(everybody, TODAY + timedelta(days=1)) == [successor]
    assert [(each.name, each.works_until) for each in everybody] == [("张玲", TODAY), ("周敏", None)]
    with desk.database.read() as session:
        (kept,) = history.payloads_of(session, Act.END_STAFF, "1")
    assert kept["changed"] == {"works_until": [None, TODAY.isoformat()]}
    with pytest.raises(PeopleRefused):
        people.change(desk, successor.id, About("周敏", works_from=date(2027, 1, 1)), now=NOW + timedelta(days=1))
