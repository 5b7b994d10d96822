"""The table of clocks beside what the articles say, typed in a second time from the research."""

import pytest

from petitiondesk.rules.clocks import NATIONAL_2022, Owner, Standing, first_duty
from petitiondesk.rules.kinds import OfficeRole, Purpose

EXPECTED = {
    "C1": (15, "day", "第二十二条"),
    "C2": (15, "day", "第二十三条"),
    "C3": (15, "day", "第二十三条"),
    "C4": (5, "working_day", "第二十三条"),
    "C5": (60, "day", "第三十四条"),
    "C6": (30, "day", "第三十五条"),
    "C7": (30, "day", "第三十五条"),
    "C8": (30, "day", "第三十六条"),
    "C9": (30, "day", "第三十六条"),
    "C10": (None, "day", "第二十二条"),
    "C11": (30, "day", "第四十条"),
    "C12": (7, "day", "第四十条"),
    "C13a": (3, "working_day", "简易办理"),
    "C13b": (3, "working_day", "简易办理"),
    "C13c": (10, "working_day", "简易办理"),
    "C14": (15, "working_day", "检举控告"),
    "C15": (15, "working_day", "检举控告"),
    "C16": (15, "day", "第二十三条"),
    "C17": (2, "month", "《行政诉讼法》第四十七条"),
    "C18": (60, "day", "第二十九条"),
    "T0": (7, "day", "内部工作目标"),
    "T1": (7, "day", "内部工作目标"),
    "T2": (7, "day", "内部工作目标"),
}
CLOCKS = NATIONAL_2022.clocks


def test_every_clock_has_the_length_unit_and_article_of_the_law() -> None:
    assert CLOCKS.keys() == EXPECTED.keys()
    for clock_id, (length, unit, article) in EXPECTED.items():
        clock = CLOCKS[clock_id]
        assert (clock.length, clock.unit) == (length, unit), clock_id
        assert article in clock.article, clock_id


def test_only_asking_for_review_and_re_review_are_the_petitioner_s_terms() -> None:
    assert {clock.id for clock in CLOCKS.values() if clock.owner is Owner.PETITIONER} == {"C6", "C8"}


def test_only_handling_can_be_extended_and_only_re_review_pauses() -> None:
    assert {clock.id: clock.extension for clock in CLOCKS.values() if clock.extension} == {"C5": 30}
    assert {clock.id for clock in CLOCKS.values() if clock.pausable} == {"C9"}


def test_what_is_not_statutory_says_so_and_what_is_only_recalled_is_off() -> None:
    not_statutory = {clock.id for clock in CLOCKS.values() if clock.standing is not Standing.STATUTE}
    assert not_statutory == {"C10", "C11", "C12", "C13a", "C13b", "C13c", "C14", "C15", "C18", "T0", "T1", "T2"}
    assert {clock.id for clock in CLOCKS.values() if not clock.on} == {"C13a", "C13b", "C13c"}


def test_no_clock_in_force_cites_the_repealed_regulation() -> None:
    assert not [clock.id for clock in CLOCKS.values() if "《信访条例》" in clock.article]


@pytest.mark.parametrize("purpose", [*Purpose, None])
def test_a_letters_office_first_owes_to_refer_or_assign(purpose: Purpose | None) -> None:
    assert first_duty(OfficeRole.LETTERS_OFFICE, purpose) == "C1"
    assert first_duty(OfficeRole.LETTERS_OFFICE, purpose, forwarded=True) == "C1"


def test_a_competent_organ_first_owes_a_written_notice() -> None:
    assert first_duty(OfficeRole.COMPETENT_ORGAN) == "C2"
    assert first_duty(OfficeRole.COMPETENT_ORGAN, Purpose.REPORT_OF_WRONGDOING) == "C2"
    assert first_duty(OfficeRole.COMPETENT_ORGAN, Purpose.CLAIM, forwarded=True) == "C3"


def test_a_discipline_body_follows_its_own_rules_for_reports_of_wrongdoing_only() -> None:
    organ = OfficeRole.COMPETENT_ORGAN
    assert first_duty(organ, Purpose.REPORT_OF_WRONGDOING, discipline_body=True) == "C14"
    assert first_duty(organ, Purpose.CLAIM, discipline_body=True) == "C2"
