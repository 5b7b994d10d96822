"""The register by lines: the newest first, masked as others at the counter may see it."""

import pytest

from petitiondesk.office import register
from petitiondesk.office.desk import Desk
from petitiondesk.office.register import RegisterRow
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import Confidentiality, Purpose
from tests.conftest import NOW
from tests.office.conftest import CLAIM, saved
from tests.office.conftest import register as enter


@pytest.mark.both_databases
def test_the_newest_come_first_and_only_the_lines_asked_for(desk: Desk) -> None:
    numbers = [enter(desk, CLAIM).number for _visit in range(3)]
    ids = register.found(desk, "", today=NOW.date(), limit=2).ids
    assert [row.number for each in ids for row in register.rows(desk, [each])] == numbers[:0:-1]
    [row] = register.rows(desk, [ids[0], 10**6])
    assert row == RegisterRow(
        id=ids[0],
        number=numbers[2],
        received_on=NOW.date(),
        channel=Channel.VISIT,
        name="李*",
        matter="修好电梯",
        last_day=row.last_day,
        confidentiality=Confidentiality.GENERAL,
    )
    assert row.last_day is not None
    assert register.rows(desk, []) == []


def test_of_a_report_of_wrongdoing_there_is_the_number_only(desk: Desk) -> None:
    done = enter(desk, {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING})
    [only] = register.found(desk, "", today=NOW.date()).ids
    assert register.rows(desk, [only]) == [RegisterRow(only, done.number)]


def test_neither_who_stays_anonymous_is_named_nor_a_sensitive_matter(desk: Desk) -> None:
    enter(desk, {**CLAIM, "registration.anonymous": "1"})
    number = enter(desk, {**CLAIM, "registration.keep_confidential": "1"}).number
    sensitive, anonymous = (register.rows(desk, [each])[0] for each in register.found(desk, "", today=NOW.date()).ids)
    assert (anonymous.name, anonymous.matter) == ("", "修好电梯")
    assert (sensitive.number, sensitive.name, sensitive.matter) == (number, "李*", "")
    assert saved(desk, number).matter == "修好电梯"
