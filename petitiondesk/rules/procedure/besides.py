"""What goes beside the way of a request: reports, recusal, hands within the office, help, withdrawal, the archive."""

from petitiondesk.rules.clocks import REPORT_BACK
from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import (
    REASONS,
    REMARK,
    StepField,
    asked,
    decided,
    done,
    paper,
)
from petitiondesk.rules.procedure.kinds import (
    Accused,
    End,
    Outcome,
    Stage,
    StepKind,
)
from petitiondesk.rules.procedure.rule import (
    A22,
    A28,
    A30,
    A32,
    A34,
    A37,
    AWAY,
    OPEN,
    StepRule,
    Whose,
)

LINES = (
    StepRule(
        StepKind.REPORT_BACK,
        A22,
        Whose.OFFICE,
        OPEN | {Stage.ENDED},
        paper(StepField("to", _("To whom"))),
        ends=frozenset({REPORT_BACK}),
        paper="F17",
    ),
    StepRule(
        StepKind.REPORT_IN,
        A22,
        Whose.OFFICE,
        AWAY | {Stage.ENDED},
        asked(StepField("number", _("Number of the paper")), StepField("summary", _("In brief"), "words")),
        day="received_on",
        ends=frozenset({REPORT_BACK}),
    ),
    StepRule(
        StepKind.ACCEPT_REPORT,
        A22,
        Whose.OFFICE,
        AWAY | {Stage.ENDED},
        decided(REMARK),
        day="decided_on",
    ),
    StepRule(
        StepKind.RETURN_REPORT,
        A22,
        Whose.OFFICE,
        AWAY,
        paper(StepField("to", _("To whom")), StepField("report_by", _("Report again by"), "day", coming=True), REASONS),
        starts=(REPORT_BACK,),
    ),
    StepRule(
        StepKind.NAME_ACCUSED,
        A30,
        Whose.OFFICE,
        OPEN,
        decided(
            StepField("among", _("Who is accused"), "choice", choices=Accused),
            StepField("accused", _("The unit, or that of the person accused"), "unit", when=("among", Accused.AMONG)),
        ),
        day="decided_on",
    ),
    StepRule(
        StepKind.RECUSE,
        A28,
        Whose.OFFICE,
        OPEN,
        decided(
            StepField("who", _("Who is to keep away"), "staff"),
            REASONS,
            StepField("granted", _("Keeps away"), "choice", choices=Outcome),
        ),
        day="decided_on",
    ),
    StepRule(
        StepKind.HAND_OVER,
        A28,
        Whose.OFFICE,
        OPEN,
        done(StepField("who", _("To whom"), "staff")),
        day="done_on",
    ),
    StepRule(
        StepKind.TAKE_OVER,
        A28,
        Whose.OFFICE,
        OPEN,
        done(),
        day="done_on",
    ),
    StepRule(
        StepKind.HELP,
        A37,
        Whose.OFFICE,
        OPEN | {Stage.ENDED},
        done(StepField("summary", _("Which help, where it was asked for"), "words")),
        day="done_on",
    ),
    StepRule(
        StepKind.WITHDRAW,
        A34,
        Whose.PETITIONER,
        OPEN,
        asked(StepField("words", _("What the petitioner writes"), "words")),
        day="received_on",
        end=End.WITHDRAWN,
    ),
    StepRule(
        StepKind.ARCHIVE,
        A32,
        Whose.OFFICE,
        frozenset({Stage.ENDED}),
        done(StepField("place", _("Where the file is kept"))),
        day="done_on",
        paper="F30",
    ),
)
"""In the order of the list of steps."""
