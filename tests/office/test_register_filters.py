"""The register narrowed: each filter, alone and with words, against a recount of what is on record; the preview."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from petitiondesk.office import register, register_preview
from petitiondesk.office.desk import Desk
from petitiondesk.office.register import Narrowing
from petitiondesk.rules.channels import Channel, Source
from petitiondesk.rules.kinds import Confidentiality, Purpose
from petitiondesk.rules.narrowing import DutyState, Period
from petitiondesk.rules.searched_text import folded
from petitiondesk.samples import offices
from petitiondesk.storage import search
from petitiondesk.storage.database import Database
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Arrival, ContentCategory, Division, Duty, FurtherDuty, Registration
from tests.conftest import NOW
from tests.office.conftest import CLAIM, saved
from tests.office.conftest import register as enter

COUNT = 300
TODAY = NOW.date()
WORDS = "物业"

Kept = Callable[[Registration, str], bool]


def _within(days: tuple[date, date]) -> Kept:
    return lambda each, _of: days[0] <= each.received_on <= days[1]


def _owed(kept: Callable[[Duty], bool]) -> Kept:
    return lambda each, _of: kept(each.duty)


YEAR = (date(2026, 1, 1), date(2026, 12, 31))
TABLE: list[tuple[Narrowing, Kept, bool]] = [
    (Narrowing(), lambda _each, _of: True, True),
    (Narrowing(channel=Channel.VISIT), lambda each, _of: each.channel == "visit", True),
    (Narrowing(channel=Channel.LETTER), lambda each, _of: each.channel == "letter", True),
    (Narrowing(confidentiality=Confidentiality.RESTRICTED), lambda _each, of: of == "restricted", True),
    (Narrowing(confidentiality=Confidentiality.GENERAL), lambda _each, of: of == "general", True),
    (Narrowing(period=Period.TODAY), _within((TODAY, TODAY)), False),
    (Narrowing(period=Period.WEEK), _within((TODAY - timedelta(6), TODAY)), False),
    (Narrowing(period=Period.MONTH), _within((date(2026, 11, 1), date(2026, 11, 30))), False),
    (Narrowing(period=Period.LAST_MONTH), _within((date(2026, 10, 1), date(2026, 10, 31))), False),
    (Narrowing(period=Period.YEAR), _within(YEAR), False),
    (Narrowing(period=Period.LAST_YEAR), _within((date(2025, 1, 1), date(2025, 12, 31))), False),
    (Narrowing(state=DutyState.OPEN), _owed(lambda duty: duty.done_on is None), False),
    (
        Narrowing(state=DutyState.SOON),
        _owed(lambda duty: duty.done_on is None and TODAY <= duty.last_day <= TODAY + timedelta(3)),
        False,
    ),
    (Narrowing(state=DutyState.LATE), _owed(lambda duty: duty.done_on is None and duty.last_day < TODAY), False),
    (Narrowing(state=DutyState.DONE), _owed(lambda duty: duty.done_on is not None), False),
    (
        Narrowing(channel=Channel.VISIT, state=DutyState.OPEN, period=Period.YEAR),
        lambda each, _of: each.channel == "visit" and each.duty.done_on is None and each.received_on.year == 2026,
        False,
    ),
    (Narrowing(confidentiality=Confidentiality.RESTRICTED, period=Period.YEAR), lambda _each, _of: False, False),
]
"""What is asked, what a registration of a class must be to be listed, and whether reports of wrongdoing are."""


@pytest.fixture
def office(founded_database: Database, tmp_path: Path) -> Iterator[Desk]:
    offices.generate(founded_database, COUNT, seed=3, today=TODAY)
    drafts = DraftsFile(tmp_path / "drafts.db")
    yield Desk(founded_database, drafts, Actor(1, "张玲"))
    drafts.close()


@pytest.mark.both_databases
def test_each_filter_lists_what_a_recount_lists(office: Desk) -> None:
    record, catalogue = _on_record(office), _catalogue(office)
    below = [
        (Narrowing(category=entry), _is_below(catalogue, "category_id", entry), False)
        for entry in _used(record, catalogue, "category_id")
    ] + [
        (Narrowing(division=entry), _is_below(catalogue, "problem_division_id", entry), False)
        for entry in _used(record, catalogue, "problem_division_id")
    ]
    seen = 0
    for narrowing, kept, reports in [*TABLE, *below]:
        expected = [each.id for each, of in record if kept(each, of) and (of in ("general", "sensitive") or reports)]
        assert register.found(office, "", narrowing, today=TODAY).ids == expected, narrowing
        lines = register.found(office, "", narrowing, today=TODAY, limit=5)
        assert (lines.ids, lines.whole) == (expected[:5], len(expected) <= 5)
        with_words = [each.id for each, of in record if of != "restricted" and each.id in expected and _holds(each)]
        assert register.found(office, WORDS, narrowing, today=TODAY).ids == with_words, narrowing
        seen += bool(expected)
    assert seen > len(TABLE) // 2, "an empty list proves little"


def _on_record(desk: Desk) -> list[tuple[Registration, str]]:
    with desk.database.read() as session:
        numbers = session.scalars(select(Registration.number).order_by(Registration.id.desc())).all()
    loaded = [saved(desk, number) for number in numbers]
    return [(each, each.case.confidentiality) for each in loaded]


def _catalogue(desk: Desk) -> dict[str, dict[int, int | None]]:
    """The parent of each entry, by the column that holds it."""
    with desk.database.read() as session:
        return {
            name: {row.id: row.parent_id for row in session.execute(select(model.id, model.parent_id))}
            for name, model in (("category_id", ContentCategory), ("problem_division_id", Division))
        }


def _used(record: list[tuple[Registration, str]], catalogue: dict[str, dict[int, int | None]], name: str) -> list[int]:
    """An entry that is in use, and all above it."""
    used: list[int | None] = [next(value for each, _of in record if (value := getattr(each, name)))]
    while used[-1] is not None:
        used.append(catalogue[name][used[-1]])
    return [each for each in used if each is not None]


def _is_below(catalogue: dict[str, dict[int, int | None]], name: str, entry: int) -> Kept:
    def kept(each: Registration, _of: str) -> bool:
        at: int | None = getattr(each, name)
        while at is not None and at != entry:
            at = catalogue[name][at]
        return at == entry

    return kept


def _holds(each: Registration) -> bool:
    return folded(WORDS) in search.words_of(each)


def test_a_report_of_wrongdoing_is_found_by_its_number_where_it_may_be_listed_and_nowhere_else(desk: Desk) -> None:
    told = {"registration.purpose": Purpose.REPORT_OF_WRONGDOING, "registration.category_id": "2"}
    number = enter(desk, {**CLAIM, **told}).number
    hidden = [
        Narrowing(period=Period.TODAY),
        Narrowing(category=1),
        Narrowing(state=DutyState.OPEN),
        Narrowing(division=1),
    ]
    seen = [Narrowing(), Narrowing(channel=Channel.VISIT), Narrowing(confidentiality=Confidentiality.RESTRICTED)]
    for text in ("", number, number.lower()):
        assert [len(register.found(desk, text, each, today=TODAY).ids) for each in seen] == [1, 1, 1]
        assert [len(register.found(desk, text, each, today=TODAY).ids) for each in hidden] == [0, 0, 0, 0]
    assert register.found(desk, CLAIM["registration.facts"], today=TODAY).ids == []


def test_where_words_were_found_is_told_as_far_as_it_may_be_seen(desk: Desk) -> None:
    told = {"registration.matter": "修电梯", "registration.grounds": "第三十一条\n写明屋面漏水由物业维修。"}
    enter(desk, {**CLAIM, **told})
    enter(desk, {**CLAIM, **told, "registration.keep_confidential": "1"})
    sensitive, general = register.found(desk, "漏水", today=TODAY).ids
    lines = {row.id: row for row in register.rows(desk, [sensitive, general], "漏水")}
    assert (lines[general].found_in, lines[general].snippet) == ("Grounds", "第三十一条 写明屋面漏水由物业维修。")
    assert (lines[sensitive].found_in, lines[sensitive].snippet, lines[sensitive].matter) == ("", "", "")
    [by_name] = register.rows(desk, [general], "李明")
    assert (by_name.found_in, by_name.snippet) == ("", ""), "names stay masked"
    [in_matter] = register.rows(desk, [general], "电梯")
    assert (in_matter.found_in, in_matter.snippet) == ("", "")


def test_the_preview_tells_what_others_may_see_and_no_more(desk: Desk) -> None:
    told = {**CLAIM, "registration.category_id": "2", "registration.problem_division_id": "3"}
    general = enter(desk, told).number
    sensitive = enter(desk, {**told, "registration.keep_confidential": "1"}).number
    report = enter(desk, {**told, "registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    anonymous = enter(desk, {**told, "registration.anonymous": "1"}).number
    shown = {number: register_preview.preview(desk, saved(desk, number).id) for number in (general, sensitive, report)}
    whole = shown[general]
    assert whole is not None
    assert whole.told is not None
    assert (whole.name, whole.channel, whole.received_on) == ("李*", Channel.VISIT, TODAY)
    assert (whole.told.facts, list(whole.told.requests)) == (CLAIM["registration.facts"], [CLAIM["requests.0.text"]])
    assert (whole.told.category, whole.told.place) == ("城乡建设 / 物业管理", "浙江省杭州市上城区")
    [owed] = whole.owed
    assert (owed.last_day, owed.done_on) == (saved(desk, general).duty.last_day, None)
    assert shown[sensitive].told is None
    assert shown[report] == register_preview.Preview(saved(desk, report).id, report)
    unnamed = register_preview.preview(desk, saved(desk, anonymous).id)
    assert (unnamed.name, unnamed.told == whole.told) == ("", True)
    codes = [saved(desk, number).query_code for number in (general, sensitive, report)]
    assert not [code for code in codes if code in str(shown)]
    assert register_preview.preview(desk, 10**6) is None


def test_the_preview_tells_where_it_comes_from_and_what_else_is_owed(desk: Desk) -> None:
    found = saved(desk, enter(desk, CLAIM).number)
    further = Duty(
        case_id=found.case_id,
        clock="C3",
        article="23 ¶3",
        starts_on=TODAY,
        last_day=TODAY + timedelta(days=20),
        provisional=False,
        done_on=TODAY,
    )
    with desk.database.write() as session:
        session.add(further)
        session.flush()
        session.add(FurtherDuty(registration_id=found.id, duty_id=further.id))
        session.add(
            Arrival(registration_id=found.id, source="referred", sender="杭州市信访局", sender_number="转〔2026〕7号")
        )
        session.commit()
    shown = register_preview.preview(desk, found.id)
    assert shown is not None
    assert (shown.source, shown.sender) == (Source.REFERRED, "杭州市信访局 转〔2026〕7号")
    assert [(owed.last_day, owed.done_on) for owed in shown.owed] == [
        (found.duty.last_day, None),
        (TODAY + timedelta(days=20), TODAY),
    ]
