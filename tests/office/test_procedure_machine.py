"""The procedure as people use it, at random, over a real database: nothing forbidden happens and nothing is lost."""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select

from petitiondesk.office import projection, reception, steps
from petitiondesk.office.desk import Desk
from petitiondesk.office.standings import CaseStands, Stood, case_stands
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import Conclusion, End, Ground, Settled, Stage, StepKind
from petitiondesk.rules.procedure.lawful import lawful, proposed, refusal
from petitiondesk.rules.procedure.owed import due
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.storage import cases, history
from petitiondesk.storage.database import connect
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Event, OfficeDetails, Staff, Step, Unit
from tests.office.conftest import CLAIM, draft

BEGINS = date(2026, 1, 5)
UNITS = ("市住建局", "市教育局", "市政府")
NEVER_ENDING = frozenset({StepKind.HELP, StepKind.REPORT_BACK, StepKind.COMPARE, StepKind.RECUSE, StepKind.MEDIATE})


def likely_text(field: StepField, day: date, told: Mapping[str, str], data: st.DataObject) -> str:
    match field.form:
        case "day":
            return (day + timedelta(days=20) if field.coming else day).isoformat()
        case "choice":
            return str(data.draw(st.sampled_from(list(field.choices or ()))))
        case "number":
            return str(data.draw(st.sampled_from([1, 15, 30])))
        case "unit":
            return data.draw(st.sampled_from(UNITS))
        case "staff":
            return data.draw(st.sampled_from(["张玲", "王敏"]))
    return {"approver": "周建国", "first_signer": "王敏"}.get(field.name, f"{field.name}甲")


class Procedure(RuleBasedStateMachine):
    """An office, some cases, and whoever records whatever comes to mind."""

    role = OfficeRole.TOWNSHIP
    template = Path()

    def __init__(self) -> None:
        super().__init__()
        self.left = ExitStack()
        folder = Path(self.left.enter_context(tempfile.TemporaryDirectory()))
        database = connect(Path(shutil.copy(self.template, folder / "office.db")))
        self.left.callback(database.close)
        drafts = DraftsFile(folder / "drafts.db")
        self.left.callback(drafts.close)
        with database.write() as session:
            opened = datetime.combine(BEGINS, time(9), CHINA_STANDARD_TIME)
            session.add(OfficeDetails(name="青石镇", role=self.role, paper_key=b"k" * 32, opened_at=opened))
            session.add_all(Staff(id=place, name=name, joined_at=opened) for place, name in ((1, "张玲"), (2, "王敏")))
            for name in UNITS:
                session.add(Unit(name=name, level="city", kind="department", valid_from=BEGINS, uses_program=False))
        self.desk = Desk(database, drafts, Actor(1, "张玲"))
        self.day, self.minutes, self.numbers, self.recorded = BEGINS, 0, [], 0
        self.touched: set[str] = set()
        """The cases to be looked at after what was done last; after a day went by, all of them."""

    def teardown(self) -> None:
        with self.desk.database.read() as session:
            assert list(history.verify(session)) == []
            assert session.scalar(select(func.count()).select_from(Step)) == self.recorded
            kept = select(func.count()).select_from(Event).where(Event.act.in_(("case.step", "case.step_taken_back")))
            assert session.scalar(kept) == self.recorded
        self.left.close()

    def now(self) -> datetime:
        self.minutes += 1
        return datetime.combine(self.day, time(9), CHINA_STANDARD_TIME) + timedelta(minutes=self.minutes)

    def found(self, number: str) -> CaseStands:
        with self.desk.database.read() as session:
            case = cases.case_of(session, number)
            assert case is not None
            return case_stands(session, case, self.day)

    @initialize()
    def first(self) -> None:
        self.register(Purpose.CLAIM, 2)

    @rule(purpose=st.sampled_from([Purpose.CLAIM, Purpose.CLAIM, Purpose.SUGGESTION]), requests=st.integers(0, 3))
    @precondition(lambda self: len(self.numbers) < 4)
    def register(self, purpose: Purpose, requests: int) -> None:
        told = {path: text for path, text in CLAIM.items() if not path.startswith("requests")}
        told |= {f"requests.{place}.text": f"请求{place}" for place in range(requests)}
        now = self.now()
        new = draft({**told, "registration.purpose": purpose}, started_at=now)
        self.numbers.append(reception.register(self.desk, new, now=now).number)
        self.touched = {self.numbers[-1]}

    @rule(days=st.integers(1, 25))
    def wait(self, days: int) -> None:
        self.day, self.minutes = self.day + timedelta(days=days), 0
        self.touched = set(self.numbers)

    @rule(data=st.data(), sensible=st.integers(0, 9))
    def record(self, data: st.DataObject, sensible: int) -> None:
        number = data.draw(st.sampled_from(self.numbers))
        self.touched = {number}
        stood: Stood = data.draw(st.sampled_from(self.found(number).requests))
        kind = self._kind(stood, data, sensible)
        told: dict[str, str] = {}
        for field in steps.fields_for(kind, [stood]):
            told[field.name] = likely_text(field, self.day, told, data)
        _agreeing(told)
        before = refusal(kind, stood.standing, stood.matter)
        try:
            steps.record(self.desk, number, kind, told, requests=[stood.matter.id], now=self.now())
        except steps.NotLawful:
            assert before is not None
        except steps.StepRefused:
            assert before is None
        else:
            assert before is None, (kind, before)
            self.recorded += 1
            after = next(each for each in self.found(number).requests if each.matter.id == stood.matter.id)
            assert after.steps[-1].kind is kind

    def _kind(self, stood: Stood, data: st.DataObject, sensible: int) -> StepKind:
        likely = proposed(stood.standing, stood.matter)
        if likely and sensible > 3:
            return likely
        if sensible > 0:
            may = lawful(stood.standing, stood.matter)
            onwards = [each for each in may if STEPS[each].end is None and each not in NEVER_ENDING]
            return data.draw(st.sampled_from(onwards or list(may)))
        return data.draw(st.sampled_from(list(STEPS)))

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.numbers))
        self.touched = {number}
        taken = [step for each in self.found(number).requests for step in each.steps]
        if not taken:
            return
        step = data.draw(st.sampled_from(taken))
        try:
            steps.take_back(self.desk, step.id, reason="写错了", now=self.now())
        except steps.NotLawful:
            return
        self.recorded += 1

    @invariant()
    def what_is_kept_is_what_the_steps_make(self) -> None:
        with self.desk.database.read() as session:
            for number in self.touched:
                case = cases.case_of(session, number)
                assert case is not None
                assert list(projection.differences(session, case, self.day)) == []

    @invariant()
    def every_open_request_has_a_unit_an_officer_and_a_day(self) -> None:
        for number in self.touched:
            found = self.found(number)
            assert found.requests
            for each in found.requests:
                standing = each.standing
                date_due = due(standing, found.calendar, found.rules, self.day)
                assert standing.responsible_officer
                assert (date_due is None) == (standing.end is not None)
                assert date_due is None or date_due.petitioners or date_due.of == standing.holder
                assert (standing.stage is Stage.ENDED) == (standing.end is not None)
                assert standing.objections <= 2
                assert standing.extended <= 30
                kinds = [step.kind for step in each.steps]
                assert kinds.count(StepKind.OBJECT) <= 1
                assert standing.end is not End.FINAL or StepKind.REREVIEW in kinds


def _agreeing(told: dict[str, str]) -> None:
    """Two fields that depend on each other say the same."""
    if "conclusion" in told:
        told["ground"] = Ground.NONE if told["conclusion"] == Conclusion.UPHELD else Ground.FACTS
    if told.get("settled") in (Settled.MEDIATED, Settled.SETTLED):
        told["consent"] = "yes"
    told.pop("performs", None)


def run(machine: Any, template: Path, examples: int, count: int) -> None:
    machine.template = template
    quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=count,
            deadline=None,
            suppress_health_check=quiet,
            derandomize=True,
        ),
    )


class LettersOffice(Procedure):
    role = OfficeRole.LETTERS_OFFICE


class CompetentOrgan(Procedure):
    role = OfficeRole.COMPETENT_ORGAN


@pytest.mark.parametrize("machine", [Procedure, LettersOffice, CompetentOrgan])
def test_nothing_forbidden_happens(machine: type[Procedure], office_template: Path) -> None:
    run(machine, office_template, 3, 25)


@pytest.mark.deep
@pytest.mark.timeout(900)
@pytest.mark.parametrize("machine", [Procedure, LettersOffice, CompetentOrgan])
def test_nothing_forbidden_happens_in_ten_thousand_steps(machine: type[Procedure], office_template: Path) -> None:
    run(machine, office_template, 35, 100)
