"""Nothing of a report of wrongdoing comes out unopened but its number, and none of it reaches the accused's side.

Every list, search, count and command is walked with a marker in whatever the report tells; every unit of a catalogue of
three levels is tried as the recipient of every step that names one (Art. 30 ¶3, 46(5)).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from petitiondesk import cli
from petitiondesk.office import (
    case_page,
    checking,
    finding,
    recognition,
    register,
    register_preview,
    restricted,
    search,
    self_check,
    steps,
    today,
    units,
)
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure import wall
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.matter import Body
from petitiondesk.rules.procedure.table import STEPS, unit_field
from petitiondesk.rules.units import within
from petitiondesk.samples.units import add_units
from petitiondesk.storage import due
from petitiondesk.storage.models import Request, Step, Unit
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, saved, told_in_history
from tests.office.conftest import register as enter

MARK = "麒麟暗号"
DAY = NOW.date()
ACCUSED = "云河县住房和城乡建设局"
REPORT = CLAIM | {
    "registration.purpose": Purpose.REPORT_OF_WRONGDOING,
    "registration.facts": f"{MARK}局长收钱",
    "registration.grounds": f"{MARK}有录音",
    "registration.matter": f"{MARK}收钱",
    "requests.0.text": f"查{MARK}",
    "petitioner.name": f"{MARK}李",
    "petitioner.phone": "13800138000",
}
REFERRED = {"signed_on": "2026-11-23", "signer": "王主任", "way": "fax", "sent_on": "2026-11-23"}
NAMED = {"among": "among", "accused": ACCUSED, "decided_by": f"{MARK}主任", "decided_on": "2026-11-23"}


@pytest.fixture
def letters(new_desk: NewDesk) -> Desk:
    """An office that refers and assigns, with a catalogue of twelve units in three levels."""
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    with desk.database.write() as session:
        add_units(session, DAY - timedelta(days=9))
    return desk


@pytest.fixture
def report(letters: Desk) -> str:
    """A report that was sent on, objected to and handed over, with the mark in whatever was told."""
    number = enter(letters, REPORT).number
    steps.record(letters, number, StepKind.NAME_ACCUSED, NAMED, now=NOW)
    to = {"to": "云川市人民政府", "remark": MARK, "report_by": "2026-11-24"}
    steps.record(letters, number, StepKind.ASSIGN, {**REFERRED, **to}, now=NOW)
    steps.record(letters, number, StepKind.HAND_OVER, {"who": "张玲", "done_on": "2026-11-23", "remark": MARK}, now=NOW)
    with letters.database.write() as session:
        session.add(Unit(**_unit(f"{MARK}委")))
        session.flush()
        registration = saved(letters, number)
        about = [session.get_one(Request, each.id) for each in registration.requests]
        for kind in (StepKind.OBJECT, StepKind.EXTEND, StepKind.RECUSE):
            told = {"by": f"{MARK}委", "reasons": MARK, "who": "张玲", "granted": "yes", "days": "3"}
            kept = {"case_id": registration.case_id, "kind": kind, "taken_on": DAY, "told": told}
            session.add(Step(**kept, recorded_at=NOW, recorded_by_id=1, duties=[], requests=about))
        for duty in session.scalars(select(due.Duty).where(due.Duty.of_unit.is_not(None))):
            duty.of_unit = f"{MARK}委"
    return number


def _unit(name: str) -> dict[str, object]:
    return {"name": name, "level": "county", "kind": "other", "valid_from": DAY}


def _due(desk: Desk) -> object:
    with desk.database.read() as session:
        found = due.facts(session, STEPS.keys(), ())
        open_ones = due.open_duties(session, projected=True)
        return open_ones, due.done_late(session, since=DAY), due.things_held(session), due.told(session, found)


def _rows(desk: Desk, text: str) -> object:
    ids = register.found(desk, text, today=DAY).ids
    return register.rows(desk, ids, MARK), [register_preview.preview(desk, each) for each in ids]


UNOPENED: dict[str, Callable[[Desk, str], object]] = {
    "today": lambda desk, _number: [today.today(desk, DAY + timedelta(days=days)) for days in (0, 9, 40, 400)],
    "mine": lambda desk, _number: today.today(desk, DAY + timedelta(days=40), mine=True),
    "self_check": lambda desk, _number: self_check.self_check(desk, DAY + timedelta(days=40)),
    "due lists": lambda desk, _number: _due(desk),
    "register": lambda desk, number: [_rows(desk, text) for text in ("", number)],
    "found by its words": lambda desk, _number: register.found(desk, MARK, today=DAY).ids,
    "search": lambda desk, number: [search.search_words(desk, text, limit=9) for text in (number, MARK)],
    "latest": lambda desk, _number: finding.latest(desk),
    "recognition": lambda desk, _number: recognition.earlier(desk, {"petitioner.phone": "13800138000"}, DAY),
    "as told to anybody": case_page.as_told_to_anybody,
    "cli case": lambda desk, number: cli.case_in_words(case_page.as_told_to_anybody(desk, number), "zh"),
    "check": lambda desk, _number: checking.check(desk),
}


@pytest.mark.parametrize("name", UNOPENED)
def test_nothing_comes_out_unopened(letters: Desk, report: str, name: str) -> None:
    given = UNOPENED[name](letters, report)
    assert MARK not in str(given)
    assert "13800138000" not in str(given)
    assert told_in_history(letters, Act.OPEN) == [], "nothing was opened for it"


def test_lines_of_a_report_say_that_it_is_one_and_no_more(letters: Desk, report: str) -> None:
    read = today.today(letters, DAY + timedelta(days=40))
    lines = [*read.to_do, *read.waiting, *read.missed]
    assert len(lines) > 5, "it stands in every column"
    for line in lines:
        assert (line.number, line.name, line.matter, line.person, line.article) == (report, "", "", "", "")
        assert (line.restricted, line.what.msgid) == (True, "A report of wrongdoing")


def test_the_mark_is_there_once_it_is_opened_and_each_opening_leaves_its_purpose(letters: Desk, report: str) -> None:
    with pytest.raises(restricted.PurposeNeeded):
        case_page.opened(letters, report, now=NOW)
    assert MARK in str(case_page.opened(letters, report, purpose="核对", now=NOW))
    assert told_in_history(letters, Act.OPEN)[-1]["purpose"] == "核对"


NAMING = [kind for kind in STEPS if unit_field(kind) and kind not in (StepKind.NAME_ACCUSED, StepKind.RECEIPT)]


def test_the_rule_refuses_whoever_is_the_accused_unit_or_below_it(letters: Desk) -> None:
    with letters.database.read() as session:
        catalogue = units.facts(units.units_of(session), DAY)
        names = {each.id: each.name for each in session.scalars(select(Unit))}
    assert len(catalogue) == 12
    for accused in catalogue:
        for to in catalogue:
            refused = wall.refuses(Body(to, names[to]), [Body(accused, names[accused])], catalogue) is not None
            assert refused == within(to, accused, catalogue)


@pytest.mark.parametrize("accused", ["云川市人民政府", "云川市住房和城乡建设局", ACCUSED, "云河县青石镇人民政府"])
def test_no_step_reaches_the_accused_s_side(letters: Desk, accused: str) -> None:
    with letters.database.read() as session:
        catalogue = units.facts(units.units_of(session), DAY)
        ids = {each.name: each.id for each in session.scalars(select(Unit))}
    tried, wrong = 0, []
    for name, unit_id in ids.items():
        number = enter(letters, REPORT).number
        steps.record(letters, number, StepKind.NAME_ACCUSED, {**NAMED, "accused": accused}, now=NOW)
        for kind in NAMING:
            told = _told(kind, name)
            try:
                steps.record(letters, number, kind, told, now=NOW)
            except steps.StepRefused as refused:
                against = str(getattr(unit_field(kind), "name", None)) in refused.problems
                wrong += [(kind, name)] * (against != within(unit_id, ids[accused], catalogue))
            except steps.NotLawful:
                continue
            tried += 1
    assert (wrong, tried >= 2 * len(ids)) == ([], True)
    with letters.database.read() as session:
        named = select(Step.to_id).where(Step.kind.in_(NAMING), Step.to_id.is_not(None))
        reached = set(session.scalars(named))
    assert reached, "some may have it"
    assert not [each for each in reached if within(each, ids[accused], catalogue)]


def _told(kind: StepKind, unit: str) -> dict[str, str]:
    """Whatever a step asks, with that unit in it."""
    told = {}
    for field in STEPS[kind].fields:
        choice = next(iter(field.choices)) if field.choices else None
        by_form = {"unit": unit, "day": "2026-11-23", "number": "1", "choice": str(choice.value) if choice else ""}
        told[field.name] = by_form.get(field.form, "某")
    return told


def test_of_a_report_nothing_goes_anywhere_before_it_is_said_who_is_accused(letters: Desk) -> None:
    number = enter(letters, REPORT).number
    for kind in (StepKind.REFER, StepKind.ASSIGN):
        with pytest.raises(steps.NotLawful):
            steps.record(letters, number, kind, _told(kind, "云川市税务局"), now=NOW)
    other = replace(letters)
    assert today.today(other, DAY).waiting == []
