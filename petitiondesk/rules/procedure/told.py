"""Art. 23: the petitioner is told in writing."""

from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import (
    REASONS,
    StepField,
    told_in_writing,
)
from petitiondesk.rules.procedure.kinds import (
    End,
    Outcome,
    Stage,
    StepKind,
    WhyNoNotice,
)
from petitiondesk.rules.procedure.rule import (
    A19,
    A23,
    A23_2,
    A36_3,
    HANDLE_TERM,
    REFERRING,
    SUGGESTION_TERM,
    TELLING,
    UNTOLD,
    Second,
    StepRule,
    Whose,
)

LINES = (
    StepRule(
        StepKind.ACCEPT,
        A23,
        Whose.HANDLER,
        UNTOLD,
        told_in_writing(StepField("accepted_on", _("Day of acceptance"), "day", needed=False)),
        leads=Stage.ACCEPTED,
        starts=(HANDLE_TERM,),
        ends=TELLING,
        paper="F03",
    ),
    StepRule(
        StepKind.ANSWER,
        A23_2,
        Whose.HANDLER,
        UNTOLD | {Stage.ACCEPTED},
        told_in_writing(),
        end=End.ANSWERED,
        ends=TELLING | {SUGGESTION_TERM},
        paper="F38",
    ),
    StepRule(
        StepKind.LEAD_INTO,
        f"{A23}、第三十一条",
        Whose.HOLDER,
        UNTOLD | {Stage.ACCEPTED},
        told_in_writing(
            REASONS,
            StepField("performs", _("This body itself performs the duty asked for"), "choice", False, Outcome),
        ),
        end=End.LED_INTO,
        ends=TELLING,
        paper="F06",
    ),
    StepRule(
        StepKind.TELL_WHOM,
        f"{A23}第一款",
        Whose.HOLDER,
        UNTOLD,
        told_in_writing(StepField("whom", _("Whom to ask"), needed=False), REASONS),
        end=End.TOLD,
        ends=TELLING,
        paper="F06",
    ),
    StepRule(
        StepKind.DECLINE,
        A19,
        Whose.HANDLER,
        UNTOLD,
        told_in_writing(
            StepField("handled_by", _("Which body deals with it, under which number"), needed=False),
            StepField("handled_until", _("Its term ends on"), "day", False, coming=True),
            REASONS,
        ),
        end=End.DECLINED,
        ends=TELLING,
        paper="F04",
        second=Second.PERSON,
    ),
    StepRule(
        StepKind.NO_LONGER,
        A36_3,
        Whose.HOLDER,
        UNTOLD,
        told_in_writing(REASONS),
        end=End.NO_LONGER,
        ends=TELLING,
        paper="F04",
    ),
    StepRule(
        StepKind.TELL_AGAIN,
        A23,
        Whose.OFFICE,
        frozenset(Stage),
        told_in_writing(StepField("summary", _("How it stands"), "words")),
        ends=TELLING | REFERRING,
    ),
    StepRule(
        StepKind.NO_NOTICE,
        A23_2,
        Whose.HANDLER,
        UNTOLD,
        (
            StepField("why", _("Why"), "choice", choices=WhyNoNotice),
            StepField("instead", _("What was done instead"), "words"),
            StepField("decided_on", _("Day it was decided"), "day"),
            StepField("decided_by", _("Decided by")),
        ),
        day="decided_on",
        ends=TELLING,
    ),
)
"""In the order in which they are done."""
