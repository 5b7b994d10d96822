"""Letters, calls, faxes, messages, and what comes from above: day of receipt, the terms, and what is kept of each."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from petitiondesk.office import checks, papers, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts.kinds import channel_of
from petitiondesk.office.drafts.texts import texts_of
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW
from tests.office.conftest import CLAIM, NewDesk, correct, draft, saved, told_in_history

TODAY = date(2026, 11, 23)
LETTER = {
    **CLAIM,
    "arrival.posted_on": "2026-11-17",
    "arrival.stamped_on": "2026-11-20",
    "arrival.pages": "3",
    "arrival.opened": "by_two",
    "arrival.opened_with": "陈静",
    "enclosures.0.kind": "cash",
    "enclosures.0.what": "人民币",
    "enclosures.0.amount": "200元",
    "enclosures.0.became": "posted_back",
    "enclosures.0.proof": "挂号 XA123",
}
REFERRED = {
    **CLAIM,
    "arrival.source": "referred",
    "arrival.sender": "云河市信访局",
    "arrival.sender_number": "云信转〔2026〕12号",
    "arrival.sender_day": "2026-11-16",
    "arrival.reached_on": "2026-11-19",
}


def entered(desk: Desk, channel: Channel, fields: dict[str, str], started_at: datetime = NOW) -> str:
    return reception.register(desk, draft(fields, started_at=started_at, form=channel.value), now=NOW).number


def owed(desk: Desk, number: str) -> dict[str, tuple[date, date]]:
    registration = saved(desk, number)
    duties = [registration.duty, *registration.further_duties]
    return {duty.clock: (duty.starts_on, duty.last_day) for duty in duties}


@pytest.mark.both_databases
def test_a_letter_keeps_all_that_was_told_of_it_and_counts_from_its_stamp(desk: Desk) -> None:
    number = entered(desk, Channel.LETTER, LETTER)
    assert number == "2026-信-000001"
    registration = saved(desk, number)
    assert registration.received_on == date(2026, 11, 20), "the stamp; a postmark is no evidence"
    assert owed(desk, number) == {"C2": (date(2026, 11, 20), date(2026, 12, 5))}
    with desk.database.read() as session:
        texts = texts_of(session, registration)
        assert LETTER.items() <= texts.items()
        assert papers_of_number(session, number) == [], "no slip is due"
    slip = papers.prepare(desk, number, papers.SLIP, now=NOW).data
    assert (slip.received, slip.channel, slip.petitioner) == ("2026-11-20", "来信", "来信人")
    form = papers.prepare(desk, number, papers.VISIT_FORM, now=NOW).data
    assert form.enclosures == ("现金或贵重物品，人民币，200元，挂号寄回，挂号 XA123",)
    assert ("收文戳记", "2026年11月20日") in form.arrival


DAYS = (
    (Channel.VISIT, {}, TODAY),
    (Channel.CALL, {"arrival.from_number": "13800001234", "arrival.sent_on": "2026-11-20"}, TODAY),
    (Channel.LETTER, {"arrival.posted_on": "2026-11-10"}, TODAY),
    (Channel.FAX, {"arrival.sent_on": "2026-11-21", "arrival.stamped_on": "2026-11-22"}, date(2026, 11, 21)),
    (Channel.ONLINE, {"arrival.sent_on": "2026-11-22"}, date(2026, 11, 22)),
    (Channel.ONLINE, {**REFERRED, "arrival.sent_on": "2026-11-02"}, date(2026, 11, 19)),
    (Channel.VISIT, REFERRED, date(2026, 11, 19)),
    (Channel.LETTER, {"arrival.stamped_on": "2026-11-30"}, TODAY),
)


def test_the_day_of_receipt_goes_by_channel_and_source(desk: Desk) -> None:
    for channel, told, day in DAYS:
        number = entered(desk, channel, {**CLAIM, **told})
        assert saved(desk, number).received_on == day, (channel, told)


C10 = {"arrival.source": "assigned"}
TERMS = (
    ("30", (date(2026, 11, 16), date(2026, 12, 16))),
    ("10个工作日", (date(2026, 11, 16), date(2026, 11, 30))),
    ("一个月", (date(2026, 11, 16), date(2026, 12, 16))),
    ("12月31日前", (date(2026, 11, 16), date(2026, 12, 31))),
    ("2027-01-15", (date(2026, 11, 16), date(2027, 1, 15))),
    ("尽快", None),
)


@pytest.mark.both_databases
@pytest.mark.parametrize("role", OfficeRole)
def test_several_clocks_start_where_the_matter_came_from_above(new_desk: NewDesk, role: OfficeRole) -> None:
    desk = new_desk(role)
    received = date(2026, 11, 19)
    first = {"C3": (received, date(2026, 12, 4)), "C4": (received, date(2026, 11, 26))}
    if role is OfficeRole.LETTERS_OFFICE:
        first = {"C1": (received, date(2026, 12, 4))}
    assert owed(desk, entered(desk, Channel.LETTER, REFERRED)) == first
    for typed, counted in TERMS:
        number = entered(desk, Channel.LETTER, {**REFERRED, "arrival.term_set": typed, **C10})
        assert owed(desk, number) == first | ({"C10": counted} if counted else {}), typed
        assert saved(desk, number).arrival.term_set == typed  # type: ignore[union-attr]
        [slip] = [papers.prepare(desk, number, papers.SLIP, now=NOW).data]
        assert slip.last_day == next(iter(first.values()))[1].isoformat(), "the slip names the first duty alone"


def test_an_instruction_starts_a_term_and_no_objection(desk: Desk) -> None:
    told = {"arrival.source": "leader", "arrival.sender": "刘副县长", "arrival.sender_day": "2026-11-20"}
    told |= {"arrival.term_set": "7天", "arrival.instruction": "请住建局妥善处理。"}
    assert owed(desk, entered(desk, Channel.LETTER, {**CLAIM, **told})) == {
        "C2": (TODAY, date(2026, 12, 8)),
        "C10": (date(2026, 11, 20), date(2026, 11, 27)),
    }


@pytest.mark.both_databases
def test_a_corrected_arrival_counts_anew_and_a_day_told_on_a_slip_is_not_put_off(desk: Desk) -> None:
    number = entered(desk, Channel.LETTER, LETTER)
    correct(desk, number, {"arrival.stamped_on": "2026-11-21"})
    assert owed(desk, number) == {"C2": (date(2026, 11, 21), date(2026, 12, 6))}
    assert saved(desk, number).received_on == date(2026, 11, 21)
    assert told_in_history(desk, "registration.corrected")[-1]["last_day"] == ["2026-12-05", "2026-12-06"]
    papers.prepare(desk, number, papers.SLIP, now=NOW)
    correct(desk, number, {"arrival.stamped_on": "2026-11-22"})
    assert owed(desk, number)["C2"][1] == date(2026, 12, 6), "so the slip says"
    correct(desk, number, {**{path: text for path, text in REFERRED.items() if path.startswith("arrival.")}})
    assert owed(desk, number) == {
        "C3": (date(2026, 11, 19), date(2026, 12, 4)),
        "C4": (date(2026, 11, 19), date(2026, 11, 26)),
    }
    correct(desk, number, {"arrival.source": "petitioner"})
    assert owed(desk, number) == {"C2": (date(2026, 11, 19), date(2026, 12, 4))}, "the objection falls away"


def test_an_unrelated_correction_moves_no_day(desk: Desk) -> None:
    number = entered(desk, Channel.LETTER, {**LETTER, **REFERRED, "arrival.term_set": "30"})
    before = owed(desk, number)
    correct(desk, number, {"petitioner.phone": "13800001234", "enclosures.0.proof": "挂号 XA124"})
    assert owed(desk, number) == before
    assert saved(desk, number).enclosures[0].proof == "挂号 XA124"


def test_a_letter_of_december_entered_in_january_is_numbered_in_january(desk: Desk) -> None:
    january = datetime(2027, 1, 4, 1, 30, tzinfo=UTC)
    told = {**LETTER, "arrival.stamped_on": "2026-12-30"}
    kept = reception.register(desk, draft(told, started_at=january, form="letter"), now=january)
    assert kept.number == "2027-信-000001"
    assert kept.last_day == date(2027, 1, 14)


PROBLEMS = (
    (Channel.LETTER, {}, {"arrival.stamped_on": "owed"}),
    (Channel.LETTER, {"arrival.stamped_on": "2026-11-20", "arrival.opened": "by_two"}, {"arrival.opened_with": "owed"}),
    (Channel.LETTER, {"arrival.stamped_on": "2026-11-30"}, {"arrival.stamped_on": "wrong"}),
    (Channel.LETTER, {"arrival.stamped_on": "2024-11-30"}, {"arrival.stamped_on": "wrong"}),
    (
        Channel.LETTER,
        {"arrival.stamped_on": "2026-11-20", "arrival.posted_on": "2026-11-21"},
        {"arrival.posted_on": "wrong"},
    ),
    (Channel.LETTER, {"arrival.stamped_on": "年底"}, {"arrival.stamped_on": "wrong"}),
    (Channel.CALL, {"arrival.from_number": "1380000"}, {"arrival.from_number": "wrong"}),
    (Channel.VISIT, {"enclosures.0.kind": "stick"}, {"enclosures.0.became": "owed"}),
    (Channel.VISIT, {"enclosures.0.kind": "cash", "enclosures.0.became": "kept"}, {"enclosures.0.became": "owed"}),
    (
        Channel.VISIT,
        {"enclosures.0.kind": "cash", "enclosures.0.became": "handed_on"},
        {"enclosures.0.proof": "owed"},
    ),
    (
        Channel.VISIT,
        {"arrival.source": "assigned"},
        dict.fromkeys(("arrival.sender", "arrival.reached_on", "arrival.sender_number", "arrival.term_set"), "owed"),
    ),
    (Channel.VISIT, {**REFERRED, "arrival.term_set": "尽快"}, {"arrival.term_set": "wrong"}),
    (Channel.VISIT, {**REFERRED, "arrival.sender_day": "2026-12-01"}, {"arrival.sender_day": "wrong"}),
    (Channel.VISIT, {**REFERRED, "arrival.term_set": "15个工作日"}, {}),
    (Channel.LETTER, LETTER, {}),
)


def test_what_looks_wrong_or_is_missing_stands_beside_its_field() -> None:
    for channel, told, expected in PROBLEMS:
        found = checks.problems(told, TODAY, channel=channel)
        beside = {each.path: each.severity for each in found if each.path.startswith(("arrival.", "enclosures."))}
        assert beside == expected, (channel, told)


def test_a_correction_and_an_answer_are_of_the_channel_of_their_number(desk: Desk) -> None:
    for form, channel in (
        ("letter", Channel.LETTER),
        ("correction:2026-电-000001", Channel.CALL),
        ("answer:2026-网-000002", Channel.ONLINE),
        ("visit", Channel.VISIT),
    ):
        assert channel_of(replace(draft({}), form=form)) is channel
