"""The informant wall: nothing of a report of wrongdoing reaches the accused, the accused's unit or those below it
(Art. 30 ¶3, 46(5)).
"""

from collections.abc import Sequence

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.procedure.matter import Body
from petitiondesk.rules.units import Units, within


def refuses(to: Body | None, accused: Sequence[Body], units: Units) -> Message | None:
    """Why nothing may be sent to a unit; None where it may. One that is not in the catalogue can't be looked at."""
    if to is None:
        return None
    if to.id is None:
        return Message(
            _("{unit} is not among the units: put it there first, so that it can be seen whether it is accused."),
            {"unit": to.name},
        )
    for each in accused:
        if fold(each.name) == fold(to.name) or (each.id is not None and within(to.id, each.id, units)):
            return Message(
                _("{unit} is the accused unit or below it: nothing of this may reach it (Art. 30)."), {"unit": to.name}
            )
    return None
