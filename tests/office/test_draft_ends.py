"""A draft goes only after its end is on record: whatever fails before that, it is offered again."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from petitiondesk.office import drafts, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.storage.errors import DiskFull
from petitiondesk.storage.models import Draft
from tests.conftest import NOW
from tests.office.conftest import CLAIM, draft

ENDS: dict[str, Callable[[Desk, Draft], object]] = {
    "registered": lambda desk, told: reception.register(desk, told, now=NOW),
    "withdrawn": lambda desk, told: drafts.withdraw(desk, told, words="已经修好了", now=NOW),
    "opened by mistake": lambda desk, told: drafts.opened_by_mistake(desk, told, said_by="张玲", now=NOW),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_draft_whose_end_could_not_be_committed_still_waits(desk: Desk, end: Callable[[Desk, Draft], object]) -> None:
    told = draft(CLAIM)
    drafts.keep(desk, told)

    def full(_connection: object) -> None:
        raise DiskFull(place="office.db")

    event.listen(desk.database._engine, "commit", full)
    with pytest.raises(DiskFull):
        end(desk, told)
    event.remove(desk.database._engine, "commit", full)
    assert drafts.waiting(desk) == [told]
    end(desk, told)
    assert drafts.waiting(desk) == []


@pytest.mark.parametrize(
    "path",
    [
        "registration.facts",
        "registration.accused",
        "registration.place",
        "registration.purpose",
        "requests.0.text",
        "prior_procedures.0.number",
        "materials.0.name",
        "parties.0.name",
        "needs.urgent_danger",
    ],
)
def test_whatever_was_told_beyond_who_came_does_not_vanish(desk: Desk, path: str) -> None:
    told = Draft("told", kinds.VISIT, NOW, NOW, {"petitioner.name": "李明", path: "甲"})
    drafts.keep(desk, told)
    with pytest.raises(ValueError, match="matter"):
        drafts.drop(desk, told)
    assert drafts.waiting(desk) == [told]


def test_who_came_and_told_nothing_just_goes(desk: Desk) -> None:
    draft = Draft("came", kinds.VISIT, NOW, NOW, {"petitioner.name": "李明", "petitioner.phone": "13800000042"})
    drafts.keep(desk, draft)
    drafts.drop(desk, draft)
    assert drafts.waiting(desk) == []
