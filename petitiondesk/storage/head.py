"""The newest event of an office, kept in a small file outside it: an older copy that is brought back is known by it.

The file stands beside the drafts of this computer. It is written after each act without waiting for the disk: after a
power cut it may name an event before the newest, which the history holds too.
"""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from petitiondesk.rules.messages import Message, _
from petitiondesk.storage.database import Session
from petitiondesk.storage.models import Event

log = logging.getLogger("petitiondesk")

ENDING = ".newest"
"""Ends the name of the file; what stands before it is that of the drafts."""


@dataclass(frozen=True)
class Head:
    """The number and the hash of an event."""

    sequence: int
    hash: str


def newest_head(session: Session) -> Head | None:
    """The newest event of the history; None in a new office."""
    row = session.execute(select(Event.sequence, Event.hash).order_by(Event.sequence.desc()).limit(1)).one_or_none()
    return Head(row.sequence, row.hash) if row else None


def keep_head(path: Path, head: Head) -> None:
    """Write down outside the office which event is the newest. What goes wrong is logged: no act waits for it."""
    try:
        beside = path.with_name(f"{path.name}~")
        beside.write_text(json.dumps({"sequence": head.sequence, "hash": head.hash}), encoding="ascii")
        beside.replace(path)
    except OSError:
        log.warning("the newest event could not be written down outside the office", exc_info=True)


def kept_head(path: Path) -> Head | None:
    """What was written down last; None where nothing was, or it can't be read."""
    try:
        told = json.loads(path.read_text("ascii"))
        return Head(int(told["sequence"]), str(told["hash"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_older(session: Session, path: Path) -> Message | None:
    """Said where the office is an older copy, or another one, than this computer worked with last."""
    outside = kept_head(path)
    if outside is None:
        return None
    there = session.scalar(select(Event.hash).where(Event.sequence == outside.sequence))
    if there == outside.hash:
        return None
    now = newest_head(session)
    words = _(
        "This is not the office as it was left here: it ended with event {kept}, and now ends with {now}. An older "
        "copy was brought back, or another office was put in its place."
    )
    return Message(words, {"kept": outside.sequence, "now": now.sequence if now else 0})
