"""Where a rule asks for another person: who signed the sheet, on which day, under which number (纸面审批).

An approver, a unit head or a second signer is never the one who asks, and one person never signs twice. Accounts will
add the proof of who it is; the sheet stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import office_day


@dataclass(frozen=True)
class SignedSheet:
    """A sheet of paper that another person signed: the name, the day it was signed, the number of the sheet."""

    signer: str
    signed_on: date
    number: str

    def as_kept(self) -> dict[str, str]:
        """What the history keeps of it."""
        return {"signer": self.signer.strip(), "signed_on": self.signed_on.isoformat(), "number": self.number.strip()}


class SheetRefused(ValueError):
    """A signed sheet that does not hold; ``message`` says why and what to do."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)


def refuse_sheet(sheet: SignedSheet, *, asker: str, former: Iterable[SignedSheet], today: datetime) -> None:
    """Raise SheetRefused where a sheet lacks its signer or number, is signed by the asker or by one who signed before,
    or bears a day that is still to come. ``today`` is an instant.
    """
    if not sheet.signer.strip():
        raise SheetRefused(Message(_("Another person has to sign this: enter the name on the signed sheet.")))
    if not sheet.number.strip():
        raise SheetRefused(Message(_("Enter the number of the signed sheet, by which it is found again.")))
    signer, name = fold(sheet.signer), {"name": sheet.signer.strip()}
    if signer == fold(asker):
        raise SheetRefused(Message(_("{name} asks for this and can't sign for it too: another person has to."), name))
    if signer in {fold(each.signer) for each in former}:
        raise SheetRefused(
            Message(_("{name} has signed already: the second signature has to be another person's."), name)
        )
    if sheet.signed_on > office_day(today):
        still_to_come = _("The sheet is dated {day}, which is still to come: see whether the day is right.")
        raise SheetRefused(Message(still_to_come, {"day": sheet.signed_on}))
