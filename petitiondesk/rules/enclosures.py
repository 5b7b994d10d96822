"""What lies in an envelope besides the letter, and what became of it.

A letter is opened by two; money, original papers and other things are counted and go back by registered post or against
a signature, else they are handed on with a receipt. A data stick never goes into a computer at the counter; what looks
dangerous is not opened at all. A letter to the discipline body or an inspection in person is registered unopened and
passed on.
"""

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _


class Opened(Kind):
    """How a letter was opened, or why it was not."""

    BY_TWO = "by_two", _("By two people")
    FOUND_OPEN = "found_open", _("Arrived open or damaged")
    PASSED_ON = "passed_on", _("Unopened: addressed to somebody else, passed on")
    DANGEROUS = "dangerous", _("Unopened: looks dangerous, reported")


class Inside(Kind):
    """Kinds of things that lie in envelopes."""

    COPIES = "copies", _("Copies of papers")
    ORIGINALS = "originals", _("Original papers")
    CASH = "cash", _("Cash or valuables")
    STICK = "stick", _("Data stick or disc")
    THING = "thing", _("Another thing")


class Became(Kind):
    """What became of a thing that lay in an envelope."""

    KEPT = "kept", _("Kept with the letter")
    POSTED_BACK = "posted_back", _("Sent back by registered post")
    HANDED_BACK = "handed_back", _("Handed back against signature")
    HANDED_ON = "handed_on", _("Handed on with a receipt")
    SAFE = "safe", _("In the safe until it goes back")


GO_BACK = frozenset({Inside.ORIGINALS, Inside.CASH, Inside.STICK, Inside.THING})
"""What goes back as a rule: somebody has to tell what became of it."""
_NEED_A_PROOF = frozenset({Became.POSTED_BACK, Became.HANDED_BACK, Became.HANDED_ON})


def opened_by_one(opened: Opened | None, opened_with: str | None) -> Message | None:
    """Said beside the name of the second person where a letter was opened and nobody is named."""
    if opened in (Opened.BY_TWO, Opened.FOUND_OPEN) and not opened_with:
        return Message(_("A letter is opened by two: who was the other?"))
    return None


def what_is_owed(inside: Inside | None, became: Became | None) -> Message | None:
    """What has to be told of a thing before it can leave the desk; None where enough is told. It refuses nothing."""
    if inside is Inside.STICK and became is None:
        return Message(_("Never put it into a computer here. Say what became of it."))
    if inside is Inside.CASH and became is Became.KEPT:
        return Message(
            _("Money and valuables don't stay with a letter: they go back, or are handed on with a receipt.")
        )
    if inside in GO_BACK and became is None:
        return Message(_("Say what became of it."))
    return None


def proof_owed(became: Became | None, proof: str | None) -> Message | None:
    """Said where a thing left the office and nothing shows to whom."""
    if became in _NEED_A_PROOF and not proof:
        return Message(_("To whom, and the number of the receipt or of the registered letter?"))
    return None
