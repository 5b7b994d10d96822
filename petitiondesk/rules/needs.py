"""What a visitor's needs ask for when the slip goes over the counter: that all take home what they can use."""

from collections.abc import Collection

from petitiondesk.rules.kinds import Need
from petitiondesk.rules.messages import Message, _

_AT_HANDOVER = {
    Need.CANNOT_READ: _("Cannot read: read the slip out, first the last day and whom to ask."),
    Need.SIGHT: _("Sees badly: {papers} has the slip and the visit form in large print."),
    Need.HEARING: _("Hears badly: point to the last day and to whom to ask."),
    Need.INTERPRETER: _("Through the interpreter: read the visit form back ({papers})."),
}


def at_handover(needs: Collection[str], keys: dict[str, str]) -> tuple[Message, ...]:
    """What is to be done for this visitor now, a sentence for each need that asks for something.

    ``needs`` are codes of rules.kinds.Need; ``keys`` say which key lists the ``papers``.
    """
    return tuple(Message(words, keys) for need, words in _AT_HANDOVER.items() if need in needs)
