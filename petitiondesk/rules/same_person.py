"""What of a person on record may be put beside what a visitor has told: never two people in one."""

from petitiondesk.rules.identity_numbers import in_full
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold


def why_withheld(
    *, on_record: tuple[str, str], typed: tuple[str, str], confidential: bool = False, anonymous: bool = False
) -> Message | None:
    """Why nothing of somebody on record is taken over; None where it may be.

    ``on_record`` and ``typed`` are name and ID number, "" where none was told. A couple has one phone and namesakes
    have one name, so a name or number that is not the one on record is taken for another person's; and where either
    was typed, one must agree. The two spellings of one ID number, 15 digits and 18, agree. ``confidential``: a
    sensitive matter was told with it, and a phone is no proof of who asks: whoever fled from home is not found by her
    husband. ``anonymous``: told by somebody who was not to be named.
    """
    (name, number), (typed_name, typed_number) = on_record, typed
    same_name, other_name = _compared(fold(name), fold(typed_name))
    same_number, other_number = _compared(in_full(number), in_full(typed_number))
    if anonymous:
        return Message(_("Nothing of the person was taken over: it was told anonymously."))
    if other_name:
        return Message(_("Nothing of the person was taken over: the name typed is not the one on record."))
    if other_number:
        return Message(_("Nothing of the person was taken over: the ID number typed is not the one on record."))
    if confidential and not same_number:
        return Message(_("Nothing of the person was taken over: it is confidential, and opens to its ID number only."))
    if (typed_name or typed_number) and not (same_name or same_number):
        return Message(_("Nothing of the person was taken over: neither name nor ID number agrees with the record."))
    return None


def _compared(one: str, other: str) -> tuple[bool, bool]:
    """Whether both were told and are the same, and whether both were told and differ."""
    told = bool(one and other)
    return told and one == other, told and one != other
