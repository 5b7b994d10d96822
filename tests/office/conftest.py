"""A founded office with a small catalogue, and what the tests of acts do in it again and again."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from petitiondesk.office import corrections, reception
from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import kinds
from petitiondesk.office.reception import Registered
from petitiondesk.rules.kinds import OfficeRole
from petitiondesk.storage import registrations
from petitiondesk.storage.catalogues import CategoryLine, DivisionLine, load_categories, load_divisions
from petitiondesk.storage.database import Database
from petitiondesk.storage.drafts import DraftsFile
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Draft, Event, EventPayload, OfficeDetails, Registration, Staff
from petitiondesk.storage.papers import papers_of_number
from tests.conftest import NOW

EDITION = date(2023, 6, 30)
DIVISION, DIVISION_NAME = 3, "浙江省杭州市上城区"
CATEGORY, CATEGORY_NAME = 2, "城乡建设 / 物业管理"

CLAIM = {
    "petitioner.name": "李明",
    "petitioner.id_number": "330102197203052350",
    "petitioner.address": "望江街道幸福里2幢301室",
    "registration.facts": "电梯停运四十天，多次报修没有人来。",
    "registration.grounds": "合同写明三日内修复。",
    "requests.0.text": "修好电梯",
}
"""A visit with the five contents of Art. 19."""

NewDesk = Callable[..., Desk]


@pytest.fixture
def new_desk(database: Database, tmp_path: Path) -> Iterator[NewDesk]:
    """Founds the office in a role and sits down at it."""
    opened = []

    def new(role: OfficeRole) -> Desk:
        with database.write() as session:
            divisions = (("33", "浙江省"), ("3301", "杭州市"), ("330102", "上城区"))
            load_divisions(session, (DivisionLine(*line, "zm") for line in divisions), EDITION)
            categories = (("城乡建设",), ("城乡建设", "物业管理"))
            load_categories(session, (CategoryLine(names, "zm") for names in categories), EDITION)
            session.add(OfficeDetails(name="上城区住建局", role=role, paper_key=b"k" * 32, opened_at=NOW))
            session.add(Staff(id=1, name="张玲", phone="0571-23456000", joined_at=NOW))
        opened.append(DraftsFile(tmp_path / "drafts.db"))
        return Desk(database, opened[-1], Actor(1, "张玲"))

    yield new
    for kept in opened:
        kept.close()


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """A competent organ (Art. 23)."""
    return new_desk(OfficeRole.COMPETENT_ORGAN)


def draft(fields: Mapping[str, str], *, started_at: datetime = NOW, form: str = kinds.VISIT) -> Draft:
    return Draft(id=uuid.uuid4().hex, form=form, started_at=started_at, changed_at=started_at, fields=dict(fields))


def register(desk: Desk, fields: Mapping[str, str], *, started_at: datetime = NOW) -> Registered:
    return reception.register(desk, draft(fields, started_at=started_at), now=NOW)


def correction(desk: Desk, number: str, changed: Mapping[str, str]) -> Draft:
    """What is on record, with these texts in place of it; an empty one is deleted."""
    begun = corrections.begin(desk, number, now=NOW)
    return replace(begun, fields={path: text for path, text in {**begun.fields, **changed}.items() if text})


def correct(desk: Desk, number: str, changed: Mapping[str, str], *, reason: str = "听错了") -> None:
    corrections.correct(desk, correction(desk, number, changed), reason=reason, now=NOW)


def again(desk: Desk, first: str, new_facts: str, **told: str) -> Registration:
    """The matter comes again, linked to the case of its first registration."""
    linked = {"registration.case_id": str(saved(desk, first).case_id), "registration.new_facts": new_facts}
    return saved(desk, register(desk, {**CLAIM, **linked, **told}).number)


def saved(desk: Desk, number: str) -> Registration:
    with desk.database.read() as session:
        registration = registrations.with_everything(session, number)
        assert registration is not None
        return registration


def slip_of(desk: Desk, number: str) -> dict[str, object]:
    with desk.database.read() as session:
        return papers_of_number(session, number)[-1].data


def told_in_history(desk: Desk, act: str) -> list[dict[str, Any]]:
    """What the events of an act tell, without the state of the record that each keeps."""
    with desk.database.read() as session:
        contents = session.scalars(
            select(EventPayload.content)
            .join(Event, Event.sequence == EventPayload.sequence)
            .where(Event.act == act)
            .order_by(Event.sequence)
        )
        told = [json.loads(content) for content in contents]
    for each in told:
        each.pop("state", None)
    return told
