"""Art. 36 ¶3: what came before is compared; only a person decides what follows."""

from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import (
    REASONS,
    StepField,
    approved,
    decided,
    done,
    told_in_writing,
)
from petitiondesk.rules.procedure.kinds import (
    End,
    Sameness,
    Stage,
    StepKind,
)
from petitiondesk.rules.procedure.rule import (
    A22,
    A23,
    A36_3,
    REFERRING,
    TELLING,
    UNTOLD,
    Second,
    StepRule,
    Whose,
)

LINES = (
    StepRule(
        StepKind.COMPARE,
        A36_3,
        Whose.OFFICE,
        UNTOLD,
        done(
            StepField("former", _("Number and day of the former opinion")),
            StepField("found", _("What the comparison shows"), "choice", choices=Sameness),
            REASONS,
            StepField("first_signer", _("Signed by")),
            *approved(_("Signed by a second person")),
        ),
        day="done_on",
        second=Second.PERSON,
    ),
    StepRule(
        StepKind.POINT_TO_FORMER,
        A23,
        Whose.HOLDER,
        UNTOLD,
        told_in_writing(StepField("former", _("Number and day of the former opinion")), REASONS),
        end=End.ANSWERED,
        ends=TELLING,
    ),
    StepRule(
        StepKind.TAKE_UP_AGAIN,
        A23,
        Whose.HOLDER,
        UNTOLD,
        decided(REASONS),
        day="decided_on",
    ),
    StepRule(
        StepKind.FILE,
        A22,
        Whose.HOLDER,
        UNTOLD | {Stage.WITH_LEADERS},
        decided(REASONS),
        day="decided_on",
        end=End.FILED,
        ends=REFERRING | TELLING,
        second=Second.PERSON,
    ),
)
"""In the order in which they are done."""
