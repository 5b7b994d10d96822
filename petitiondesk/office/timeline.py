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
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.procedure import STEPS, StepKind
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Event, EventPayload

_ACTS = {act.value: act for act in Act}


@dataclass(frozen=True)
class Happened:
    """One event: when, who, what, on which number, and line by line what is kept of it."""

    at: datetime
    actor: str
    thing: str
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
            what=Message(_ACTS[row.act].label) if row.act in _ACTS else Message(row.act),
            number=numbers.get(f"{row.object_kind}:{row.object_id}", row.object_id),
            details=tuple(_details(json.loads(row.content) if row.content else None)),
        )
        for row in rows
    ]


def _details(kept: Mapping[str, Any] | None) -> Iterator[Message]:
    if kept is None:
        yield Message(_("The details were erased by law."))
        return
    yield from _words(kept)
    if kind := StepKind.of(kept.get("kind")):
        yield Message(kind.label)
        yield from _told(kind, kept.get("told") or {})
    elif kept.get("kind") in PAPERS:
        yield Message(PAPERS[kept["kind"]].title)
    for path, (old, new) in (kept.get("changed") or {}).items():
        change = _("{field}: “{old}” became “{new}”") if old else _("{field}: “{new}” was added")
        yield Message(change, {"field": _label(path), "old": old, "new": new})
    match kept.get("last_day"):
        case [before, now]:
            yield Message(_("Last day: {before} became {now}"), {"before": before, "now": now})
        case str(day):
            yield Message(_("Last day: {last_day}."), {"last_day": day})


_NAMED = {
    "reason": _("Reason: {words}"),
    "purpose": _("Purpose: {words}"),
    "words": _("In the visitor's words: {words}"),
    "said_by": _("As {words} said"),
    "text": _("Answer: {words}"),
    "from": _("From the case {words}"),
    "to": _("Into the case {words}"),
    "name": _("File: {words}"),
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
