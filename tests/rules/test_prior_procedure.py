"""Terms that keep running elsewhere: shown as hints, never later than the term."""

from datetime import date

import pytest

from petitiondesk.rules.citations import cited
from petitiondesk.rules.clocks import Unit
from petitiondesk.rules.messages import Message
from petitiondesk.rules.prior_procedures import REMEDIES, ProcedureKind, hints


@pytest.mark.parametrize(
    ("kind", "start", "last_days"),
    [
        (ProcedureKind.ADMINISTRATIVE_ACT, date(2026, 8, 31), [date(2026, 10, 30), date(2027, 2, 28)]),
        (ProcedureKind.RECONSIDERATION, date(2026, 11, 1), [date(2026, 11, 16)]),
        (ProcedureKind.JUDGMENT, date(2026, 11, 1), [date(2026, 11, 16)]),
        (ProcedureKind.RULING, date(2026, 11, 1), [date(2026, 11, 11)]),
        (ProcedureKind.LABOUR_DISPUTE, date(2024, 2, 29), [date(2025, 2, 28)]),
        (ProcedureKind.LABOUR_AWARD, date(2026, 11, 1), [date(2026, 11, 16)]),
        (ProcedureKind.WORK_INJURY, date(2026, 3, 5), [date(2027, 3, 5)]),
        (ProcedureKind.FINAL_JUDGMENT, date(2026, 11, 1), []),
        (ProcedureKind.OTHER, date(2026, 11, 1), []),
    ],
)
def test_the_possible_last_day_is_the_plain_count(kind: ProcedureKind, start: date, last_days: list[date]) -> None:
    assert [hint.possible_last_day for hint in hints(kind, start)] == last_days


def test_every_hint_cites_its_article_and_says_that_it_is_only_a_hint() -> None:
    for kind in ProcedureKind:
        for hint in hints(kind, date(2026, 11, 1)):
            assert "条" in hint.remedy.article
            assert hint.message.values["article"] == cited(hint.remedy.article)
            assert isinstance(hint.message.values["remedy"], Message)
            assert "Only a hint" in hint.message.msgid


def test_every_kind_has_its_remedies_and_none_is_counted_in_working_days() -> None:
    assert set(REMEDIES) == set(ProcedureKind)
    assert {remedy.unit for remedies in REMEDIES.values() for remedy in remedies} == {Unit.DAY, Unit.MONTH}


def test_a_day_at_the_end_of_the_calendar_gives_no_hint() -> None:
    assert hints(ProcedureKind.ADMINISTRATIVE_ACT, date(9999, 12, 31)) == ()
