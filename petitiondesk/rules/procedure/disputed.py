"""Art. 23 ¶3, 24: signed for by the unit; one objection goes back to the sender, a second is decided."""

from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import (
    REASONS,
    TO_A_UNIT,
    StepField,
    decided,
    paper,
)
from petitiondesk.rules.procedure.kinds import (
    Decider,
    Stage,
    StepKind,
)
from petitiondesk.rules.procedure.rule import (
    A23_3,
    A24,
    AWAY,
    NOTICE_TERM,
    OBJECTION_TERM,
    UNTOLD,
    StepRule,
    Whose,
)

LINES = (
    StepRule(
        StepKind.RECEIPT,
        A23_3,
        Whose.HOLDER,
        AWAY,
        (
            StepField("from", _("Which unit"), "unit"),
            StepField("received_on", _("Day they received it"), "day"),
            StepField("officer", _("Who has it there"), needed=False),
            StepField("phone", _("Phone"), needed=False),
        ),
        day="received_on",
    ),
    StepRule(
        StepKind.OBJECT,
        A23_3,
        Whose.HOLDER,
        UNTOLD,
        paper(StepField("to", _("To whom")), REASONS),
        leads=Stage.OBJECTED,
        ends=frozenset({OBJECTION_TERM}),
    ),
    StepRule(
        StepKind.AGREE_OBJECTION,
        A23_3,
        Whose.OFFICE,
        frozenset({Stage.OBJECTED}),
        decided(REASONS),
        day="decided_on",
        leads=Stage.REGISTERED,
    ),
    StepRule(
        StepKind.REJECT_OBJECTION,
        A23_3,
        Whose.OFFICE,
        frozenset({Stage.OBJECTED}),
        decided(REASONS),
        day="decided_on",
        leads=Stage.SIGNED,
    ),
    StepRule(
        StepKind.PUT_DISPUTE,
        A24,
        Whose.OFFICE,
        UNTOLD,
        paper(
            StepField("to", _("To whom")),
            StepField("decider", _("Who decides it"), "choice", choices=Decider),
            StepField("entrusting", _("Paper by which it is entrusted"), when=("decider", Decider.ENTRUSTED)),
            REASONS,
        ),
        leads=Stage.DISPUTED,
        ends=frozenset({OBJECTION_TERM}),
        paper="F39",
    ),
    StepRule(
        StepKind.DECIDE_DISPUTE,
        A24,
        Whose.OFFICE,
        frozenset({Stage.DISPUTED}),
        decided(StepField("number", _("Number of the paper"), needed=False), TO_A_UNIT, REASONS),
        day="decided_on",
        leads=Stage.SIGNED,
        starts=(NOTICE_TERM,),
    ),
)
"""In the order in which they are done."""
