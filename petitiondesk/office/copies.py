"""The same text many times: the first stands in full, each further copy is a registration of its own in one case."""

from dataclasses import dataclass

from petitiondesk.office.desk import Desk
from petitiondesk.office.drafts import NotOnRecord
from petitiondesk.rules.confidentiality import in_sight
from petitiondesk.rules.messages import Message, _
from petitiondesk.storage import registrations


@dataclass(frozen=True)
class CopyOf:
    """What a further copy goes with: the case, the number in it that came first, and how many came so far.

    ``matter`` names it in lists; "" where it is not for others to see.
    """

    case_id: int
    first: str
    there: int
    matter: str


class NoCopy(Exception):
    """Nothing goes into the case of a report of wrongdoing; ``message`` says so."""

    message = Message(_("A report of wrongdoing stands in a case of its own: enter this one in full."))


def copy_of(desk: Desk, number: str) -> CopyOf:
    """What a further copy of a registration goes with. Raises NotOnRecord, NoCopy, StorageTrouble."""
    with desk.database.read() as session:
        entered = registrations.entered(session, number)
        case_id = registrations.case_id_of(session, number)
        if entered is None or case_id is None:
            raise NotOnRecord(number)
        if not in_sight(entered.confidentiality).name:
            raise NoCopy
        numbers = registrations.numbers_in_case(session, case_id)
    return CopyOf(case_id, numbers[0], len(numbers), entered.matter or "")
