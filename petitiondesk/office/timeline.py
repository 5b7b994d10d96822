"""The history of a case in words: every event of its registrations, papers, steps and files, the newest first."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from petitiondesk.office.drafts.reading import column
from petitiondesk.office.papers.table import PAPERS
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.kinds import Confidentiality, IdType, Kind, NewFacts, PetitionerKind, Purpose, Sex
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Event, EventPayload

_ACTS = {act.value: act for act in Act}


class Sort(Kind):
    """What an event is about, for whoever looks for one of them."""

    RECORD = "record", _("Record and corrections")
    PAPERS = "papers", _("Papers")
    STEPS = "steps", _("Steps")
    OPENINGS = "openings", _("Who opened it")


_SORTS: Mapping[str, Sort] = {
    Act.OPEN: Sort.OPENINGS,
    Act.OPEN_ATTACHMENT: Sort.OPENINGS,
    Act.MAKE_PAPER: Sort.PAPERS,
    Act.PRINT_PAPER: Sort.PAPERS,
    Act.ADD_ATTACHMENT: Sort.PAPERS,
    Act.SET_ATTACHMENT_ASIDE: Sort.PAPERS,
    Act.RECORD_STEP: Sort.STEPS,
    Act.TAKE_BACK_STEP: Sort.STEPS,
    Act.ANSWER: Sort.STEPS,
}
"""Every other act is about what stands on record."""


@dataclass(frozen=True)
class Happened:
    """One event: when, who, what, of which sort, on which number, and line by line what is kept of it."""

    at: datetime
    actor: str
    thing: str
    sort: Sort
    what: Message
    number: str
    details: tuple[Message, ...]


def happened(session: Session, keys: Mapping[Thing, Sequence[str]], numbers: Mapping[str, str]) -> list[Happened]:
    """The events of these things, the newest first. ``numbers`` name papers and files (by kind and key) to people."""
    wanted = or_(*(and_(Event.object_kind == thing, Event.object_id.in_(ids)) for thing, ids in keys.items() if ids))
    rows = session.execute(
        select(Event.at, Event.actor_name, Event.act, Event.object_kind, Event.object_id, EventPayload.content)
        .outerjoin(EventPayload, EventPayload.sequence == Event.sequence)
        .where(wanted)
        .order_by(Event.sequence.desc())
    )
    return [
        Happened(
            at=row.at,
            actor=row.actor_name,
            thing=row.object_kind,
            sort=_SORTS.get(row.act, Sort.RECORD),
            what=Message(_ACTS[row.act].label) if row.act in _ACTS else Message(row.act),
            number=numbers.get(f"{row.object_kind}:{row.object_id}", row.object_id),
            details=tuple(_details(row.object_kind, json.loads(row.content) if row.content else None)),
        )
        for row in rows
    ]


def _details(thing: str, kept: Mapping[str, Any] | None) -> Iterator[Message]:
    if kept is None:
        yield Message(_("The details were erased by law."))
        return
    yield from _words(kept)
    # An answer is a kind of paper and a kind of step: what the event is about says which.
    if thing == Thing.CASE and (kind := StepKind.of(kept.get("kind"))):
        if former := StepKind.of(kept.get("step_taken_back")):
            yield Message(former.label)
        yield Message(kind.label)
        yield from _told(kind, kept.get("told") or {})
    elif thing == Thing.PAPER and kept.get("kind") in PAPERS:
        yield Message(PAPERS[kept["kind"]].title)
    for path, (old, new) in (kept.get("changed") or {}).items():
        yield _change(path, old or "", new or "")
    match kept.get("last_day"):
        case [before, now]:
            yield Message(_("Last day: {before} became {now}"), {"before": before, "now": now})
        case str(day):
            yield Message(_("Last day: {last_day}."), {"last_day": day})


def _change(path: str, old: str, new: str) -> Message:
    """What a correction put in place of what."""
    if old and new:
        change = _("{field}: “{old}” became “{new}”")
    elif new:
        change = _("{field}: “{new}” was added")
    else:
        change = _("{field}: “{old}” was taken out")
    return Message(change, {"field": _label(path), "old": _value(path, old), "new": _value(path, new)})


_CHOICES: Mapping[str, type[Kind]] = {
    "case.confidentiality": Confidentiality,
    "registration.purpose": Purpose,
    "registration.new_facts": NewFacts,
    "petitioner.sex": Sex,
    "petitioner.id_type": IdType,
    "petitioner.kind": PetitionerKind,
}


def _value(path: str, text: str) -> object:
    """What stood in a field, as people choose it."""
    choice = _CHOICES[path].of(text) if path in _CHOICES else None
    return Message(choice.label) if choice else text


_NAMED = {
    "reason": _("Reason: {words}"),
    "purpose": _("Purpose: {words}"),
    "words": _("In the visitor's words: {words}"),
    "said_by": _("As {words} said"),
    "text": _("Answer: {words}"),
    "from": _("From the case {words}"),
    "to": _("Into the case {words}"),
    "name": _("File: {words}"),
    "notice": _("Notice of days off: {words}"),
}


def _words(kept: Mapping[str, Any]) -> Iterator[Message]:
    for key, msgid in _NAMED.items():
        if isinstance(kept.get(key), str) and kept[key]:
            yield Message(msgid, {"words": kept[key]})


def _told(kind: StepKind, told: Mapping[str, str]) -> Iterator[Message]:
    if kind not in STEPS:
        yield from _words(told)
        return
    for field in STEPS[kind].fields:
        if field.name in told:
            choice = field.choices.of(told[field.name]) if field.choices else None
            words: object = Message(choice.label) if choice else told[field.name]
            yield Message(_("{field}: {words}"), {"field": Message(field.label), "words": words})


def _label(path: str) -> object:
    found = column(path.removesuffix(".typed"))
    return Message(found.info["label"]) if found is not None and "label" in found.info else path
