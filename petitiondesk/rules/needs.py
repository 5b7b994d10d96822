"""What a visitor's needs ask for when the slip goes over the counter: that all take home what they can use."""

from collections.abc import Collection

from petitiondesk.rules.kinds import Need
from petitiondesk.rules.messages import Message, _

_AT_HANDOVER = {
    Need.CANNOT_READ: _("Cannot read: read the slip out, first the last day and whom to ask."),
    Need.SIGHT: _("Sees badly: {large_slip} shows the slip in large print, {large_form} the visit form."),
    Need.HEARING: _("Hears badly: point to the last day and to whom to ask."),
    Need.INTERPRETER: _("Through the interpreter: read the visit form back, {visit_form}."),
}


def at_handover(needs: Collection[str], keys: dict[str, str]) -> tuple[Message, ...]:
    """What is to be done for this visitor now, a sentence for each need that asks for something.

    ``needs`` are codes of rules.kinds.Need; ``keys`` say which key shows a paper: ``large_slip``, ``large_form``,
    ``visit_form``.
    """
    return tuple(Message(words, keys) for need, words in _AT_HANDOVER.items() if need in needs)
