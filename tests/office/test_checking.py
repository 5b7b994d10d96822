"""The office examined: whatever was changed past the acts is named by number, and a clean office has no finding."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from petitiondesk.office import checking, papers, steps
from petitiondesk.office.checking import Area
from petitiondesk.office.desk import Desk
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.procedure import StepKind
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import (
    Arrival,
    Case,
    Duty,
    Enclosure,
    Material,
    Paper,
    Party,
    Petitioner,
    PriorProcedure,
    Registration,
    RegistrationNeed,
    Request,
    SearchText,
    Step,
    StepDuty,
)
from petitiondesk.words import sentence
from tests.conftest import NOW
from tests.office.conftest import CLAIM, again, correct, register, saved
from tests.office.test_channels import LETTER, entered

FULL = {
    **LETTER,
    "needs.old_age": "1",
    "materials.0.name": "合同",
    "prior_procedures.0.paper": "裁决书",
    "parties.0.name": "王强",
    "parties.0.role": "proxy",
}


def office_at_work(desk: Desk) -> str:
    """An office in which something of every kind was done; the number of a letter with everything."""
    first = register(desk, CLAIM).number
    again(desk, first, "no")
    number = entered(desk, Channel.LETTER, FULL)
    correct(desk, number, {"registration.facts": "电梯停运五十天。"})
    papers.prepare(desk, number, papers.VISIT_FORM, now=NOW)
    told = {"signed_on": "11-23", "signer": "刘强", "to": "李明", "way": "handed", "sent_on": "11-23"}
    steps.record(desk, number, StepKind.ACCEPT, told, duty_id=saved(desk, number).duty.id, now=NOW)
    taken = steps.record(desk, first, StepKind.ACCEPT, told, duty_id=saved(desk, first).duty.id, now=NOW)
    steps.take_back(desk, taken.step_id, reason="写错了", now=NOW)
    return number


def _of(number: str) -> Any:
    return text("SELECT id FROM registration WHERE number = :number").bindparams(number=number)


def _change(model: Any, values: dict[str, Any]) -> Callable[[Session, int], None]:
    owner = model.registration_id if hasattr(model, "registration_id") else model.id
    return lambda session, each: session.execute(update(model).where(owner == each).values(values))  # type: ignore[return-value]


def _delete(model: Any) -> Callable[[Session, int], None]:
    return lambda session, each: session.execute(delete(model).where(model.registration_id == each))  # type: ignore[return-value]


def _case_of(session: Session, each: int) -> int:
    return session.get_one(Registration, each).case_id


PLANTED: tuple[tuple[str, Callable[[Session, int], Any]], ...] = (
    ("facts", _change(Registration, {"facts": "没有停过。"})),
    ("received_on", _change(Registration, {"received_on": NOW.date()})),
    ("anonymous", _change(Registration, {"anonymous": True})),
    ("query code", _change(Registration, {"query_code": "00000000"})),
    ("arrival", _change(Arrival, {"sender": "谁"})),
    ("arrival gone", _delete(Arrival)),
    ("enclosure", _change(Enclosure, {"amount": "20元"})),
    ("enclosure gone", _delete(Enclosure)),
    ("material", _change(Material, {"name": "收据"})),
    ("material gone", _delete(Material)),
    ("need gone", _delete(RegistrationNeed)),
    ("procedure", _change(PriorProcedure, {"paper": "判决书"})),
    ("request", _change(Request, {"text": "不修也行"})),
    ("party gone", _delete(Party)),
    ("paper changed", _change(Paper, {"version": 7})),
    ("paper gone", _delete(Paper)),
    (
        "request added",
        lambda session, each: session.execute(
            insert(Request).values(
                case_id=_case_of(session, each), registration_id=each, position=9, text="加的", said_again=False
            )
        ),
    ),
    (
        "need added",
        lambda session, each: session.execute(insert(RegistrationNeed).values(registration_id=each, need="illness")),
    ),
    (
        "person's name",
        lambda session, each: session.execute(
            update(Petitioner)
            .where(Petitioner.id.in_(text(f"SELECT petitioner_id FROM party WHERE registration_id = {each}")))
            .values(name="别人")
        ),
    ),
    (
        "last day",
        lambda session, each: session.execute(
            update(Duty).where(Duty.case_id == _case_of(session, each)).values(last_day=NOW.date())
        ),
    ),
    (
        "done on",
        lambda session, each: session.execute(
            update(Duty).where(Duty.case_id == _case_of(session, each)).values(done_on=None)
        ),
    ),
    (
        "class",
        lambda session, each: session.execute(
            update(Case).where(Case.id == _case_of(session, each)).values(confidentiality="sensitive")
        ),
    ),
    (
        "step",
        lambda session, each: session.execute(
            update(Step).where(Step.case_id == _case_of(session, each)).values(taken_on=NOW.date().replace(day=1))
        ),
    ),
    (
        "step's link",
        lambda session, each: session.execute(
            delete(StepDuty).where(StepDuty.step_id.in_(select(Step.id).where(Step.case_id == _case_of(session, each))))
        ),
    ),
    ("words", lambda session, each: session.execute(update(SearchText).where(SearchText.id == each).values(text="空"))),
)


@pytest.mark.both_databases
def test_what_is_changed_past_the_acts_is_named_by_its_number(desk: Desk) -> None:
    number = office_at_work(desk)
    assert [sentence(each.message, "en") for each in checking.check(desk)] == []
    for what, plant in PLANTED:
        with desk.database.read() as session:
            registration = session.scalars(_of(number)).one()
        findings: list[str] = []
        with desk.database.write() as session, session.begin_nested() as planted:
            plant(session, registration)
            session.flush()
            session.expire_all()
            for area, look in checking.LOOKS:
                if area not in (Area.FILE, Area.GUARDS):
                    findings += [sentence(each, "en") for each in look(session, None)]
            planted.rollback()
        assert any(number in each for each in findings), what
    assert checking.check(desk) == []
