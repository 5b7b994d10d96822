"""The answer on the spot: a paper of the registration that fulfils a competent organ's duty to tell (Art. 23)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from petitiondesk.documents.answer import AnswerData, render
from petitiondesk.documents.plain import from_plain
from petitiondesk.documents.specimens import SEAL
from petitiondesk.office import answers, drafts, papers
from petitiondesk.office.answers import AnswerText
from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.storage.models import Paper
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW
from tests.documents.reading import by_pdfium, squeezed
from tests.office.conftest import CATEGORY, CLAIM, NewDesk, register, saved, told_in_history
from tests.rules.nasty_text import NASTY

SAID = AnswerText("电梯于本月三十日前修复。", "《特种设备安全法》第三十八条", "可向市场监管部门投诉")


def answers_of(desk: Desk, number: str) -> list[Paper]:
    with desk.database.read() as session:
        return [paper for paper in papers_of_number(session, number) if paper.kind == papers.ANSWER]


@pytest.mark.both_databases
def test_a_competent_organ_that_answers_has_told_in_writing(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    assert answers.answer(desk, number, SAID, now=NOW)
    duty = saved(desk, number).duty
    assert duty.done_on == date(2026, 11, 23)
    [paper] = answers_of(desk, number)
    assert (paper.data["name"], paper.data["answer"], paper.data["signer"]) == ("李明", SAID.text, "张玲")
    assert told_in_history(desk, "registration.answered") == [
        {"text": SAID.text, "basis": SAID.basis, "remedy": SAID.remedy, "version": 1}
    ]


def test_what_a_letters_office_explains_fulfils_nothing(new_desk: NewDesk) -> None:
    desk = new_desk(OfficeRole.LETTERS_OFFICE)
    number = register(desk, CLAIM).number
    assert not answers.answer(desk, number, SAID, now=NOW)
    assert saved(desk, number).duty.done_on is None
    assert len(answers_of(desk, number)) == 1


def test_a_second_answer_is_a_second_version_and_the_day_stays(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    answers.answer(desk, number, SAID, now=NOW)
    answers.answer(desk, number, AnswerText("改为二十八日前修复。"), now=NOW + timedelta(days=2))
    assert [paper.version for paper in answers_of(desk, number)] == [1, 2]
    assert saved(desk, number).duty.done_on == date(2026, 11, 23)


def test_the_answer_to_a_report_names_neither_reporter_nor_matter(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    answers.answer(desk, number, AnswerText("已移送。"), now=NOW)
    [paper] = answers_of(desk, number)
    assert "李明" not in str(paper.data)
    assert "电梯" not in str(paper.data)


def test_the_answer_to_a_sensitive_matter_says_no_more_of_it_than_its_slip(desk: Desk) -> None:
    told = {**CLAIM, "registration.keep_confidential": "1"}
    for category, said in ((None, "已登记的事项"), (str(CATEGORY), "物业管理")):
        number = register(desk, told if category is None else {**told, "registration.category_id": category}).number
        answers.answer(desk, number, SAID, now=NOW)
        [paper] = answers_of(desk, number)
        assert paper.data["matter"] == said


def test_whoever_reads_the_answer_to_a_report_stands_in_the_history_first(desk: Desk) -> None:
    number = register(desk, {**CLAIM, "registration.purpose": Purpose.REPORT_OF_WRONGDOING}).number
    answers.answer(desk, number, AnswerText("已移送。"), now=NOW)
    before = told_in_history(desk, Act.OPEN)
    assert answers.text_of(answers.begin(desk, number, now=NOW).opened) == AnswerText("已移送。")
    assert told_in_history(desk, Act.OPEN) == [*before, {"how": "answer"}]


def test_without_a_text_or_a_registration_nothing_is_answered(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    with pytest.raises(ValueError, match="text"):
        answers.answer(desk, number, AnswerText(" \u3000\n", "依据"), now=NOW)
    with pytest.raises(LookupError):
        answers.answer(desk, "2026-访-000099", SAID, now=NOW)
    with pytest.raises(LookupError):
        answers.begin(desk, "2026-访-000099", now=NOW)
    assert saved(desk, number).duty.done_on is None
    assert answers_of(desk, number) == []


def test_an_answer_that_was_begun_is_gone_on_with_until_it_is_given(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    answers.answer(desk, number, AnswerText("已登记转办。"), now=NOW)
    blank = answers.begin(desk, number, now=NOW)
    assert not answers.leave(desk, blank), "it says what was given"
    begun = replace(blank, fields={**blank.fields, "answer.text": "三日内"})
    assert answers.leave(desk, begun)
    assert answers.begin(desk, number, now=NOW + timedelta(hours=1)) == begun
    answers.answer(desk, number, AnswerText("三日内修好。"), now=NOW)
    assert drafts.waiting(desk) == []


@pytest.mark.both_databases
def test_any_text_can_be_answered_and_printed(desk: Desk) -> None:
    number = register(desk, CLAIM).number
    for name in ("lone high surrogate", "NUL", "right to left", "joiners", "rare characters", "markup"):
        answers.answer(desk, number, AnswerText(f"答复{NASTY[name]}", NASTY[name], NASTY[name]), now=NOW)
        data = from_plain(AnswerData, answers_of(desk, number)[-1].data)
        assert "答复" in squeezed("".join(by_pdfium(render(data, seal=SEAL))))
