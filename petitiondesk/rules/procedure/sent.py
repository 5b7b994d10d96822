"""Art. 22: registered, then routed, referred, assigned or put to the leaders within 15 days."""

from petitiondesk.rules.clocks import REPORT_BACK
from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import (
    REASONS,
    TO_A_UNIT,
    StepField,
    decided,
    paper,
)
from petitiondesk.rules.procedure.kinds import (
    Stage,
    StepKind,
)
from petitiondesk.rules.procedure.rule import (
    A22,
    A31,
    HERE,
    NOTICE_TERM,
    OBJECTION_TERM,
    REFERRING,
    SENT_ON,
    UNTOLD,
    StepRule,
    Whose,
)
from petitiondesk.rules.routes import Route

LINES = (
    StepRule(
        StepKind.ROUTE,
        A31,
        Whose.HOLDER,
        UNTOLD | {Stage.ACCEPTED},
        decided(
            StepField("route", _("Route"), "choice", choices=Route), REASONS, StepField("to", _("Who receives it"))
        ),
        day="decided_on",
    ),
    StepRule(
        StepKind.REFER,
        A22,
        Whose.SENDER,
        HERE,
        paper(TO_A_UNIT),
        leads=Stage.SENT,
        starts=(NOTICE_TERM, OBJECTION_TERM),
        ends=SENT_ON,
        paper="F08",
    ),
    StepRule(
        StepKind.ASSIGN,
        A22,
        Whose.SENDER,
        HERE,
        paper(TO_A_UNIT, StepField("report_by", _("Report back by"), "day", coming=True)),
        leads=Stage.SENT,
        starts=(NOTICE_TERM, OBJECTION_TERM, REPORT_BACK),
        ends=SENT_ON,
        paper="F09",
    ),
    StepRule(
        StepKind.PUT_TO_LEADERS,
        A22,
        Whose.OFFICE,
        HERE,
        paper(StepField("to", _("To whom")), StepField("proposal", _("What is proposed"), "words", needed=False)),
        leads=Stage.WITH_LEADERS,
        ends=REFERRING,
        paper="F33",
    ),
    StepRule(
        StepKind.INSTRUCTION,
        A22,
        Whose.OFFICE,
        frozenset({Stage.WITH_LEADERS}),
        decided(StepField("instruction", _("What they instruct"), "words")),
        day="decided_on",
        leads=Stage.REGISTERED,
    ),
)
"""In the order in which they are done."""
