"""Who opened what only few may see: it stands in the history, or it is not opened (Art. 30 ¶3)."""

from datetime import datetime

from petitiondesk.office.desk import Desk, Doing
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.storage import registrations


def opening(desk: Desk, number: str, *, how: str, now: datetime) -> None:
    """Before a registration is shown by what else only reads: :func:`record_opened` in an act of its own.

    Raises StorageTrouble; what can't be recorded is not opened.
    """
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
    if entered and entered.confidentiality == Confidentiality.RESTRICTED:
        with desk.act(Act.OPEN, now) as act:
            record_opened(act, number, entered.confidentiality, how=how)


def record_opened(act: Doing, number: str, confidentiality: str, *, how: str) -> None:
    """Put into the running act that a registration was opened, ``how`` (found, correction, a kind of paper).

    Of other classes nothing is recorded.
    """
    if confidentiality == Confidentiality.RESTRICTED:
        act.on(Thing.REGISTRATION, number, {"how": how}, act=Act.OPEN)
