"""Found again: by registration number, query code, check code or the QR code of a slip."""

from dataclasses import dataclass
from datetime import datetime

from petitiondesk.office import papers
from petitiondesk.office.desk import Desk
from petitiondesk.office.papers import Judged, Verdict
from petitiondesk.office.restricted import PurposeNeeded, opening, opening_for, opening_of_any
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.registration_numbers import CodeKind, read_code
from petitiondesk.storage import papers as stored_papers
from petitiondesk.storage import registrations
from petitiondesk.storage.registrations import Entered

__all__ = ["IN_REGISTER", "Entered", "Found", "Judged", "PurposeNeeded", "Verdict", "find", "latest"]

IN_REGISTER = "register"
"""How it was opened: out of the register or of what was found by words. That stands in the history of every class."""

_BY_CODE = "found"

_NO_CODE = _(
    "That is no registration number, query code or check code, and nobody can be looked up here by name, ID number or "
    "phone. To whoever asks who was here: “I may not say that. Whoever has a slip can ask by its number.”"
)


@dataclass(frozen=True)
class Found:
    """What a code led to: the registration, what a check code proves of the paper, or why nothing was found."""

    registration: Entered | None
    said: Message | None = None
    """Why nothing was found."""
    paper: Judged | None = None


def find(desk: Desk, text: str, *, now: datetime, purpose: str = "", how: str = _BY_CODE) -> Found:
    """The registration that a typed or scanned code belongs to, and whether the paper that shows it is genuine.

    That a restricted one was opened stands in the history first, with its ``purpose``; whoever brings the slip, which
    its check code proves, asks about his or her own matter and is not asked for one. Opened ``how`` IN_REGISTER it
    stands there whatever its class. Raises PurposeNeeded where none was said, StorageTrouble.
    """
    found = _found(desk, text)
    if found.registration is None:
        return found
    number = found.registration.number
    if how == IN_REGISTER:
        opening_of_any(desk, number, how=how, purpose=purpose, now=now)
    elif read_code(text).check_code:
        opening(desk, number, how=how, now=now)
    else:
        opening_for(desk, number, how=how, purpose=purpose, now=now)
    return found


def latest(desk: Desk, limit: int = 5) -> list[Entered]:
    """The last registrations, the newest first."""
    with desk.database.read() as session:
        return registrations.latest(session, limit)


def _found(desk: Desk, text: str) -> Found:
    code = read_code(text)
    with desk.database.read() as session:
        match code.kind:
            case CodeKind.NUMBER:
                number: str | None = code.number
            case CodeKind.QUERY_CODE:
                number = registrations.number_of_query_code(session, code.query_code)
            case CodeKind.CHECK_CODE:
                number = next(iter(stored_papers.numbers_with_code(session, code.check_code)), None)
            case CodeKind.SLIP:
                number = code.number
            case _other:
                return Found(None, Message(_NO_CODE))
        entered = registrations.entered(session, number) if number else None
        if entered is None:
            return Found(None, Message(_("Nothing is registered under {code}."), {"code": code.number or text.strip()}))
        if code.check_code:
            return Found(entered, paper=papers.judged(session, entered.number, code.check_code))
        return Found(entered)
