"""Who opened what only few may see: it stands in the history, or it is not opened (Art. 30 ¶3)."""

from datetime import datetime, time

from petitiondesk.office.desk import Desk, Doing
from petitiondesk.rules.acts import Act, Thing
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.storage import registrations
from petitiondesk.storage.cases import case_of
from petitiondesk.storage.database import Session
from petitiondesk.storage.purposes import PURPOSE, purpose_given


class PurposeNeeded(Exception):
    """Nobody opens a report of wrongdoing without saying what for; ``number`` is the one that was to be opened."""

    def __init__(self, number: str) -> None:
        self.number = number
        self.message = Message(
            _("{number} is a report of wrongdoing: say first what it is opened for."), {"number": number}
        )
        super().__init__(self.message)


def opening(desk: Desk, number: str, *, how: str, now: datetime) -> None:
    """Before a registration is shown by what else only reads: :func:`record_opened` in an act of its own.

    Raises StorageTrouble; what can't be recorded is not opened.
    """
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
    if entered and entered.confidentiality == Confidentiality.RESTRICTED:
        with desk.act(Act.OPEN, now) as act:
            record_opened(act, number, entered.confidentiality, how=how)


def opening_for(desk: Desk, number: str, *, how: str, purpose: str, now: datetime) -> None:
    """As :func:`opening`, for a report of wrongdoing with what it is opened for.

    Whoever said it once today for a registration of the same case is not asked again. Raises PurposeNeeded, and then
    nothing is recorded; StorageTrouble.
    """
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
        restricted = entered is not None and entered.confidentiality == Confidentiality.RESTRICTED
        said = purpose.strip() or (_said_today(session, desk, number, now) if restricted else "")
    if not restricted:
        return
    if not said:
        raise PurposeNeeded(number)
    with desk.act(Act.OPEN, now) as act:
        act.on(Thing.REGISTRATION, number, {"how": how, PURPOSE: said}, act=Act.OPEN)


def opening_of_any(desk: Desk, number: str, *, how: str, purpose: str, now: datetime) -> None:
    """As :func:`opening_for`; of other classes too it is recorded that they were opened."""
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
    if entered is None:
        return
    if entered.confidentiality == Confidentiality.RESTRICTED:
        opening_for(desk, number, how=how, purpose=purpose, now=now)
    else:
        with desk.act(Act.OPEN, now) as act:
            act.on(Thing.REGISTRATION, number, {"how": how}, act=Act.OPEN)


def opened_today(desk: Desk, number: str, now: datetime) -> None:
    """Before what was opened today is read anew, e.g. because something changed: nothing is recorded again.

    Raises PurposeNeeded where it is a report of wrongdoing and nobody at this desk said today what for; StorageTrouble.
    """
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
        restricted = entered is not None and entered.confidentiality == Confidentiality.RESTRICTED
        if restricted and not _said_today(session, desk, number, now):
            raise PurposeNeeded(number)


def record_opened(act: Doing, number: str, confidentiality: str, *, how: str) -> None:
    """Put into the running act that a registration was opened, ``how`` (found, correction, a kind of paper).

    Of other classes nothing is recorded.
    """
    if confidentiality == Confidentiality.RESTRICTED:
        act.on(Thing.REGISTRATION, number, {"how": how}, act=Act.OPEN)


def _said_today(session: Session, desk: Desk, number: str, now: datetime) -> str:
    case = case_of(session, number)
    numbers = registrations.numbers_in_case(session, case.id) if case else []
    midnight = datetime.combine(office_day(now), time(), CHINA_STANDARD_TIME)
    return purpose_given(session, desk.actor, numbers, since=midnight)
