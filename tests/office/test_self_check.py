"""The gaps of the office over its own data: each is there when it should be, with its article, and gone when mended."""

from datetime import timedelta

import pytest

from petitiondesk.office.desk import Desk
from petitiondesk.office.self_check import MISSED_FOR, self_check
from petitiondesk.storage.models import Duty, Registration, Request, Staff, Step
from petitiondesk.words import sentence
from tests.conftest import NOW
from tests.office.conftest import CLAIM, register, saved

DAY = NOW.date()


@pytest.fixture
def number(desk: Desk) -> str:
    return register(desk, CLAIM).number


def said(desk: Desk, days: int = 0) -> list[tuple[str, str]]:
    lines = self_check(desk, DAY + timedelta(days=days))
    assert all(line.number == "2026-访-000001" for line in lines)
    return [(sentence(line.what, "zh"), line.article.removeprefix("《信访工作条例》")) for line in lines]


def keep(desk: Desk, number: str, kind: str, *, after: int = 0, by: str = "", **told: str) -> int:
    """A step as another counter recorded it."""
    registration = saved(desk, number)
    with desk.database.write() as session:
        step = Step(
            **{"case_id": registration.case_id, "kind": kind, "taken_on": DAY + timedelta(days=after)},
            **{"told": told | ({"by": by} if by else {}), "recorded_at": NOW + timedelta(days=after)},
            **{"recorded_by_id": 1, "duties": []},
            requests=[session.get_one(Request, each.id) for each in registration.requests],
        )
        session.add(step)
        session.flush()
        return step.id


def owe(desk: Desk, number: str, clock: str, days: int, *, unit: str | None = None, **more: object) -> None:
    registration = saved(desk, number)
    with desk.database.write() as session:
        session.add(
            Duty(
                **{"case_id": registration.case_id, "clock": clock, "article": "第一条", "starts_on": DAY},
                **{"last_day": DAY + timedelta(days=days), "provisional": False, "of_unit": unit, "projected": True},
                request_id=registration.requests[0].id,
                **more,
            )
        )


def test_what_is_in_time_is_no_gap(desk: Desk, number: str) -> None:
    owe(desk, number, "T0", -9)
    owe(desk, number, "C6", -9)
    owe(desk, number, "C5", -9, unit="住建局")
    assert said(desk, 15) == []


def test_late_and_done_late(desk: Desk, number: str) -> None:
    assert said(desk, 16) == [("未按期：书面告知接收情况以及处理途径和程序", "第二十三条第二款")]
    owe(desk, number, "C5", 1, done_on=DAY + timedelta(days=2))
    assert said(desk, 3) == [("未按期：信访处理意见书", "第一条")]
    assert ("未按期：信访处理意见书", "第一条") not in said(desk, 3 + MISSED_FOR.days)


def test_an_opinion_is_served_within_its_target(desk: Desk, number: str) -> None:
    owe(desk, number, "T1", 7)
    assert said(desk, 7) == []
    [(what, article)] = said(desk, 8)
    assert what.startswith("内部工作目标：")
    assert article == "第一条"


def test_an_extension_is_told_while_the_term_runs(desk: Desk, number: str) -> None:
    started = keep(desk, number, "accept")
    owe(desk, number, "C5", 90, extended=30, started_by_id=started)
    keep(desk, number, "extend", after=5, days="10")
    assert not any("延期" in what for what, _article in said(desk, 14))
    keep(desk, number, "extend", after=71, days="20")
    assert ("期限届满后才告知延期", "第三十四条") in said(desk, 72)


def test_an_objection_is_answered(desk: Desk, number: str) -> None:
    keep(desk, number, "object", by="住建局", reasons="不归我们管")
    assert said(desk, 7) == []
    assert said(desk, 8) == [("对方提出的异议未答复", "第二十三条第三款")]
    keep(desk, number, "reject_objection", after=8)
    assert said(desk, 8) == []


def test_a_report_that_did_not_come_is_asked_for(desk: Desk, number: str) -> None:
    owe(desk, number, "C10", 5, unit="住建局")
    assert said(desk, 5) == []
    assert said(desk, 6) == [("未按期反馈，此后无催办记录：住建局", "第二十二条")]
    keep(desk, number, "help", after=6)
    assert said(desk, 6) == []


def test_an_open_matter_is_with_somebody_who_may_have_it(desk: Desk, number: str) -> None:
    keep(desk, number, "recuse", who="张玲", granted="yes")
    assert said(desk) == [("仍由已决定回避的人员经办：请移交", "第二十八条")]
    keep(desk, number, "hand_over", who="李慧")
    keep(desk, number, "take_over")
    assert said(desk) == []
    with desk.database.write() as session:
        session.add(Staff(name="李慧", joined_at=NOW, works_until=DAY))
    assert said(desk) == []
    assert said(desk, 1) == [("未办结，本单位无经办人：请移交", "第二十八条")]
    with desk.database.write() as session:
        session.get_one(Duty, saved(desk, number).duty_id).done_on = DAY
        assert session.get_one(Registration, 1).receptionist_id == 1
    assert said(desk, 1) == []
