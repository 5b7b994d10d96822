"""A draft with a matter in it can't vanish: it is registered, or how it ended stands in the history."""

import pytest

from petitiondesk.office import drafts, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.storage import history
from tests.conftest import NOW
from tests.office.conftest import CLAIM, draft, register, told_in_history

BLANK = {"petitioner.name": "李明", "petitioner.phone": "13800138000", "registration.facts": " \u3000"}


def kept(desk: Desk, fields: dict[str, str]) -> drafts.Draft:
    typed = draft(fields)
    drafts.keep(desk, typed)
    return typed


def test_drafts_wait_until_they_end(desk: Desk) -> None:
    first, second = kept(desk, CLAIM), kept(desk, BLANK)
    assert {each.id for each in drafts.waiting(desk)} == {first.id, second.id}
    reception.register(desk, first, now=NOW)
    assert drafts.waiting(desk) == [second]


@pytest.mark.parametrize(
    "matter",
    ["registration.facts", "registration.grounds", "registration.matter", "requests.0.text", "requests.4.text"],
)
def test_a_draft_with_a_matter_in_it_is_not_dropped(desk: Desk, matter: str) -> None:
    typed = kept(desk, {matter: "电梯"})
    with pytest.raises(ValueError, match="matter"):
        drafts.drop(desk, typed)
    assert drafts.waiting(desk) == [typed]


def test_a_draft_without_a_matter_or_of_a_correction_is_dropped(desk: Desk) -> None:
    drafts.drop(desk, kept(desk, BLANK))
    number = register(desk, CLAIM).number
    correction = draft(CLAIM, form=kinds.form_of(kinds.Correction(number)))
    drafts.keep(desk, correction)
    drafts.drop(desk, correction)
    assert drafts.waiting(desk) == []


@pytest.mark.both_databases
def test_how_a_draft_ended_stands_in_the_history(desk: Desk) -> None:
    withdrawn, mistake = kept(desk, CLAIM), kept(desk, {**CLAIM, "petitioner.name": "李\ud842\0"})
    drafts.withdraw(desk, withdrawn, words="我自己再找物业谈谈", now=NOW)
    drafts.opened_by_mistake(desk, mistake, said_by="张玲", now=NOW)
    assert drafts.waiting(desk) == []
    started_at = NOW.isoformat()
    assert told_in_history(desk, "draft.withdrawn") == [
        {"words": "我自己再找物业谈谈", "form": "visit", "started_at": started_at, "fields": CLAIM, "handed_back": {}}
    ]
    assert told_in_history(desk, "draft.mistake") == [
        {"said_by": "张玲", "form": "visit", "started_at": started_at, "fields": mistake.fields, "handed_back": {}}
    ]
    with desk.database.read() as session:
        assert history.verify(session) == []


def test_a_matter_ends_in_somebodys_words_only(desk: Desk) -> None:
    typed = kept(desk, CLAIM)
    for ending in (drafts.withdraw, drafts.opened_by_mistake):
        how = "words" if ending is drafts.withdraw else "said_by"
        with pytest.raises(ValueError, match="words"):
            ending(desk, typed, **{how: " \u3000"}, now=NOW)
    assert drafts.waiting(desk) == [typed]
    drafts.withdraw(desk, kept(desk, BLANK), words="", now=NOW)  # nothing was told: nothing need be said
    assert drafts.waiting(desk) == [typed]
