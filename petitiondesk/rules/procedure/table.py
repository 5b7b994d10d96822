"""The steps of the procedure as one table, to be read beside the Regulation on Letters and Visits (信访工作条例).

A line says what the step is after, whose it is, which terms it starts and ends, where the request stands then, which
paper it owes, who else has to approve it, and what it tells (rule). The lines stand by articles: sent, disputed, told,
former, handled, reviewed, besides. What can't be said in a line is said by kind: what a step changes (standing), what
stands against it (lawful).
"""

from collections.abc import Mapping
from types import MappingProxyType

from petitiondesk.rules.procedure import besides, disputed, former, handled, reviewed, sent, told
from petitiondesk.rules.procedure.fields import TO_THE_PETITIONER, StepField
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.rule import StepRule

_LINES = (sent, disputed, told, former, handled, reviewed, besides)

STEPS: Mapping[StepKind, StepRule] = MappingProxyType({line.kind: line for lines in _LINES for line in lines.LINES})
"""Every step by its kind; a step is added as one line of one of these."""


def ending(clock: str) -> tuple[StepKind, ...]:
    """The steps that end a clock, in the order of the table."""
    return tuple(kind for kind, rule in STEPS.items() if clock in rule.ends)


def unit_field(kind: StepKind) -> StepField | None:
    """The field in which a step names a unit; None where it names none."""
    rule = STEPS.get(kind)
    return next((field for field in rule.fields if field.form == "unit"), None) if rule else None


def tells_the_petitioner(kind: StepKind) -> bool:
    """Whether the paper of a step is for the petitioner."""
    return TO_THE_PETITIONER in STEPS[kind].fields
