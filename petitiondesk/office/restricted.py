"""Who opened what only few may see: it stands in the history, or it is not opened (Art. 30 ¶3)."""

from datetime import datetime

from petitiondesk.office.desk import Desk
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.storage import history, registrations
from petitiondesk.storage.database import Session

OPENED = "registration.opened"


def opening(desk: Desk, number: str, *, how: str, now: datetime) -> None:
    """Before a registration is shown by what else only reads: :func:`record_opened` in an act of its own.

    Raises StorageTrouble; what can't be recorded is not opened.
    """
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
    if entered and entered.confidentiality == Confidentiality.RESTRICTED:
        with desk.database.write() as session:
            record_opened(session, desk, number, entered.confidentiality, how=how, now=now)


def record_opened(session: Session, desk: Desk, number: str, confidentiality: str, *, how: str, now: datetime) -> None:
    """Put into the running act that a registration was opened, ``how`` (found, correction, a kind of paper).

    Of other classes nothing is recorded.
    """
    if confidentiality == Confidentiality.RESTRICTED:
        history.record(
            session,
            actor=desk.actor,
            act=OPENED,
            object_kind="registration",
            object_id=number,
            now=now,
            payload={"how": how},
        )
