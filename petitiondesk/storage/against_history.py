"""The register compared with its history: what stands on record must be what the newest event of each thing kept."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from petitiondesk.rules.acts import Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.registration_numbers import opening_number
from petitiondesk.storage import state
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Case, Event, EventPayload, Registration

_BATCH = 500

Progress = Callable[[int, int], None]
"""Called with how many are done, and how many there are."""

PART_NAMES: Mapping[str, str] = {
    "registration": _("what was registered"),
    "people": _("people"),
    "requests": _("requests"),
    "needs": _("needs"),
    "materials": _("materials"),
    "procedures": _("earlier procedures"),
    "arrival": _("how it arrived"),
    "enclosures": _("things from the envelope"),
    "further duties": _("further terms"),
    "papers": _("papers"),
    "attachments": _("attachments"),
    "case": _("the case and its class"),
    "duties": _("terms and last days"),
    "steps": _("steps"),
    "what steps ended": _("what steps ended"),
    "what steps were about": _("what steps were about"),
}

_CHANGED = _("{number} was changed from outside, against its history: {part}.")
_ADDED = _("{number} was added from outside; the history knows nothing of it.")
_GONE = _("{number} is in the history, and not on record.")


def findings(session: Session, *, progress: Progress | None = None) -> Iterator[Message]:
    """What of registrations and cases is not as the history says, each named by its number."""
    registrations, cases, known = _kept(session)
    yield from _compare(session, Registration, state.of_registrations, registrations, known, progress)
    of_older = {number for number in known if number not in registrations}
    yield from _compare(session, Case, state.of_cases, cases, set(cases) | of_older, None)


def _kept(session: Session) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """The newest state of each registration and case as JSON, and the numbers that the history knows at all."""
    registrations: dict[str, str] = {}
    cases: dict[str, str] = {}
    known: set[str] = set()
    rows = session.execute(
        select(Event.object_kind, Event.object_id, EventPayload.content)
        .join(EventPayload, EventPayload.sequence == Event.sequence)
        .order_by(Event.sequence)
        .execution_options(yield_per=_BATCH)
    )
    for kind, key, content in rows:
        if kind == Thing.REGISTRATION:
            known.add(key)
        if '"state"' not in content:
            continue
        payload = json.loads(content)
        kept = payload.get("state") or {}
        number = key if kind == Thing.REGISTRATION else payload.get("registration")
        if number and "registration" in kept:
            registrations[number] = json.dumps(kept["registration"], sort_keys=True)
        for case_number, parts in (kept.get("case") or {}).items():
            cases[case_number] = json.dumps(parts, sort_keys=True)
    return registrations, cases, known


def _pages(session: Session, model: Any) -> Iterator[dict[int, str]]:
    last = 0
    while True:
        page = select(model.id, model.number).where(model.id > last).order_by(model.id).limit(_BATCH)
        rows = {row.id: row.number for row in session.execute(page)}
        if not rows:
            return
        last = max(rows)
        yield rows


def _compare(
    session: Session,
    model: Any,
    read: Callable[[Session, Sequence[int]], dict[int, dict[str, str]]],
    kept: Mapping[str, str],
    known: set[str],
    progress: Progress | None,
) -> Iterator[Message]:
    there: set[str] = set()
    total = session.scalar(select(func.count()).select_from(Registration)) or 0
    for page in _pages(session, model):
        found = read(session, list(page))
        for each, number in page.items():
            there.add(number)
            if number not in known and (model is Registration or opening_number(number) not in known):
                yield Message(_ADDED, {"number": number})
            elif number in kept:
                yield from _differences(number, json.loads(kept[number]), found.get(each, {}))
        if progress is not None:
            progress(len(there), total)
    for number in sorted(known - there):
        if kept.get(number, "{}" if model is Case else "") != "{}":
            yield Message(_GONE, {"number": number})


def _differences(number: str, kept: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Message]:
    for part in PART_NAMES:
        if kept.get(part) != found.get(part):
            yield Message(_CHANGED, {"number": number, "part": Message(PART_NAMES[part])})
