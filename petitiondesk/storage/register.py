"""Reads of the register: which registrations are asked for, as ids, and what stands in those that come into sight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select, text

from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.narrowing import DutyState, Narrowing, days_of, last_days_of
from petitiondesk.storage import registrations, search
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, ContentCategory, Division, Duty, Registration, Request

_OTHERS_MAY_KNOW = (Confidentiality.GENERAL, Confidentiality.SENSITIVE)
"""Of these more than the number may be told; what is no class is shown least."""

_SHOWN: tuple[Any, ...] = (
    Registration.facts,
    Registration.grounds,
    Registration.problem_place,
    Registration.accused_body,
)
"""Where words are found besides the matter, and may be shown. Names and addresses are looked for and not shown."""


@dataclass(frozen=True)
class Texts:
    """What may be shown of the words of a registration: those of its matter, and of others by their label (a msgid)."""

    matter: str
    others: Sequence[tuple[str, str]] = field(default=())


def ids(session: Session, narrowing: Narrowing, today: date, *, term: str = "", limit: int | None = None) -> list[int]:
    """The ids of the registrations that are asked for, the newest first; with a ``term`` of those that hold it.

    None for a term that can't be looked for. A report of wrongdoing is among them only where that tells nothing of it.
    """
    query = _narrowed(narrowing, today).order_by(Registration.id.desc()).limit(limit)
    parameters: Mapping[str, Any] = {}
    if term.strip():
        if narrowing == Narrowing() and limit is not None:
            return list(search.found(session, term, limit=limit, keys=True))
        found = search.matching(session, term)
        if found is None:
            return []
        words, parameters = found
        query = query.where(Registration.id.in_(text(words)))
    return list(session.connection().scalars(query, dict(parameters)))


def is_asked_for(session: Session, registration_id: int, narrowing: Narrowing, today: date) -> bool:
    """Whether a registration is one of :func:`ids` without a term."""
    return session.scalar(_narrowed(narrowing, today).where(Registration.id == registration_id)) is not None


def texts(session: Session, asked: Sequence[int]) -> dict[int, Texts]:
    """The words of these registrations in which a term may stand, as far as they may be shown."""
    rows = session.execute(
        select(Registration.id, Registration.matter, Registration.anonymous, Case.confidentiality, *_SHOWN)
        .join(Case, Case.id == Registration.case_id)
        .where(Registration.id.in_(asked))
    )
    seen = [row for row in rows if in_sight(row.confidentiality, anonymous=row.anonymous).matter]
    wanted = _requests(session, [row.id for row in seen])
    return {
        row.id: Texts(
            row.matter or "",
            [
                *((column.info["label"], words) for column in _SHOWN[:2] if (words := getattr(row, column.key))),
                *((Request.text.info["label"], words) for words in wanted.get(row.id, ())),
                *((column.info["label"], words) for column in _SHOWN[2:] if (words := getattr(row, column.key))),
            ],
        )
        for row in seen
    }


def whole(session: Session, registration_id: int) -> Registration | None:
    """One registration as :func:`registrations.with_everything` loads it; None where there is none."""
    number = session.scalar(select(Registration.number).where(Registration.id == registration_id))
    return registrations.with_everything(session, number) if number else None


def full_name(session: Session, model: type[ContentCategory] | type[Division], entry_id: int | None) -> str:
    """What an entry of a catalogue is called, in force or not; "" for none."""
    return session.scalar(select(model.full_name).where(model.id == entry_id)) or "" if entry_id else ""


def _requests(session: Session, asked: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(Request.registration_id, Request.text).where(Request.registration_id.in_(asked))
    for registration_id, words in session.execute(query.order_by(Request.registration_id, Request.position)):
        found.setdefault(registration_id, []).append(words)
    return found


def _narrowed(asked: Narrowing, today: date) -> Select[Any]:
    query = select(Registration.id).where(*_of_the_registration(asked, today))
    if asked.state is not None:
        query = query.join(Duty, Duty.id == Registration.duty_id).where(*_of_the_duty(asked.state, today))
    if asked.confidentiality is not None or asked.tells_of_the_matter:
        query = query.join(Case, Case.id == Registration.case_id)
    if asked.confidentiality is not None:
        query = query.where(Case.confidentiality == asked.confidentiality)
    if asked.tells_of_the_matter:
        query = query.where(Case.confidentiality.in_(_OTHERS_MAY_KNOW))
    return query


def _of_the_registration(asked: Narrowing, today: date) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if asked.channel is not None:
        conditions.append(Registration.channel == asked.channel)
    if asked.period is not None:
        conditions.append(Registration.received_on.between(*days_of(asked.period, today)))
    if asked.category is not None:
        conditions.append(Registration.category_id.in_(_with_all_below(ContentCategory, asked.category)))
    if asked.division is not None:
        conditions.append(Registration.problem_division_id.in_(_with_all_below(Division, asked.division)))
    return conditions


def _of_the_duty(state: DutyState, today: date) -> list[ColumnElement[bool]]:
    if state is DutyState.DONE:
        return [Duty.done_on.is_not(None)]
    first, last = last_days_of(state, today)
    conditions: list[ColumnElement[bool]] = [Duty.done_on.is_(None)]
    if first is not None:
        conditions.append(Duty.last_day >= first)
    if last is not None:
        conditions.append(Duty.last_day <= last)
    return conditions


def _with_all_below(model: type[ContentCategory] | type[Division], entry_id: int) -> Any:
    """An entry and all below it, by their parents: an entry of a former edition counts with its own."""
    tree = select(model.id).where(model.id == entry_id).cte(recursive=True)
    return select(tree.union_all(select(model.id).join(tree, model.parent_id == tree.c.id)).c.id)
