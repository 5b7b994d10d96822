"""What another program did to the history, or to what guards it, while the office was closed.

It is told and logged, and stops nobody: whoever comes is registered all the same.
"""

import logging
from datetime import datetime

from petitiondesk.office.desk import Desk
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import history, protection
from petitiondesk.words import sentence

log = logging.getLogger("petitiondesk")

_GUARDS_RESTORED = _(
    "Another program took off what keeps the office's history from being changed. It is on again, and the history "
    "says so. Go on registering, and tell the administrator today: the log names it."
)
_REBUILT = _(
    "Another program changed how the office's data are guarded ({names}), and it was not put back. Go on registering, "
    "and tell the administrator today: the office file and the newest backup are to be kept as they are."
)
_HISTORY_CHANGED = _(
    "The office's history is not as it was written: {finding} Go on registering, and tell the administrator today: "
    "the office file and the newest backup are to be kept as they are until somebody has compared them. The log has "
    "every finding."
)
_NOT_EXAMINED = _(
    "The office's history could not be examined. Go on registering, and tell the administrator today: the log says why."
)


def changed_outside(desk: Desk, now: datetime) -> tuple[Message, ...]:
    """Compare the guards with what is written (storage.protection), and verify the newest events.

    Guards that are gone are put back, which is an event of its own: as long as they are off, anything can be changed
    by mistake too, and no person at the counter could put them on. What can't be put back is told at every opening.
    """
    try:
        with desk.database.read() as session:
            changed, findings = protection.changed(session), history.verify_tail(session)
    except Exception:
        log.exception("the history could not be examined")
        return (Message(_NOT_EXAMINED),)
    lost = changed.others
    told = []
    if changed.guards:
        log.warning("guards of the history were gone: %s", ", ".join(changed.guards))
        if _restored(desk, changed.guards, now):
            told.append(Message(_GUARDS_RESTORED))
        else:
            lost = (*changed.guards, *lost)
    if lost:
        told.append(Message(_REBUILT, {"names": ", ".join(lost)}))
    if findings:
        told.append(Message(_HISTORY_CHANGED, {"finding": findings[0]}))
    for message in (*told, *findings):
        log.warning("changed outside: %s", sentence(message, "en"))
    return tuple(told)


def _restored(desk: Desk, guards: tuple[str, ...], now: datetime) -> bool:
    try:
        with desk.act(Act.RESTORE_GUARDS, now) as act:
            act.on(Thing.OFFICE, 1, {"guards": guards})
            protection.put_back(act.session, guards)  # after the event, which holds the counter it needs
    except Exception:
        log.exception("the guards of the history could not be put back")
        return False
    return True
