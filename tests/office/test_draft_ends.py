"""A draft goes only after its end is on record: whatever fails before that, it is offered again."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from petitiondesk.office import drafts, reception
from petitiondesk.office.desk import Desk
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
