"""What somebody said why a report of wrongdoing is opened, as it stands in the history."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from petitiondesk.rules.acts import Act
from petitiondesk.storage.database import Session
from petitiondesk.storage.history import Actor
from petitiondesk.storage.models import Event, EventPayload

PURPOSE = "purpose"
"""Its name among what the history keeps of an opening."""


def purpose_given(session: Session, actor: Actor, numbers: Sequence[str], *, since: datetime) -> str:
    """What ``actor`` said last, from that moment on, when one of these registrations was opened; "" where nothing."""
    contents = session.scalars(
        select(EventPayload.content)
        .join(Event, Event.sequence == EventPayload.sequence)
        .where(
            Event.object_kind == Act.OPEN.thing,
            Event.object_id.in_(numbers),
            Event.act == Act.OPEN,
            Event.actor_id.is_(None) if actor.id is None else Event.actor_id == actor.id,
            Event.actor_name == actor.name,
            Event.at >= since,
        )
        .order_by(Event.sequence.desc())
    )
    given = (json.loads(content or "{}").get(PURPOSE, "") for content in contents)
    return next(filter(None, given), "")
