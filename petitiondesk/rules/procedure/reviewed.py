"""Art. 35, 36: served, reviewed, re-reviewed."""

from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import (
    REASONS,
    REMARK,
    StepField,
    asked,
    issued,
)
from petitiondesk.rules.procedure.kinds import (
    Conclusion,
    Ground,
    Service,
    Stage,
    StepKind,
)
from petitiondesk.rules.procedure.rule import (
    A35,
    A36_1,
    PETITIONERS_TERMS,
    REREVIEW_TERM,
    REVIEW_TERM,
    SERVE_TERM,
    TELLING,
    StepRule,
    Whose,
)

LINES = (
    StepRule(
        StepKind.SERVE,
        f"{A35}、第三十六条第一款",
        Whose.HOLDER,
        frozenset({Stage.DECIDED, Stage.REVIEWED, Stage.REREVIEWED}),
        (
            StepField("service", _("How it was served"), "choice", choices=Service),
            StepField("served_on", _("Day of service"), "day"),
            StepField("to", _("Who received and signed")),
            StepField("relation", _("Relation of the proxy"), when=("service", Service.PROXY)),
            StepField("witnesses", _("Witnesses, or proof by picture"), when=("service", Service.LEFT)),
            REMARK,
        ),
        day="served_on",
        leads=Stage.SERVED,
        starts=PETITIONERS_TERMS,
        ends=frozenset({SERVE_TERM}),
        paper="F15",
    ),
    StepRule(
        StepKind.ASK_REVIEW,
        A35,
        Whose.PETITIONER,
        frozenset({Stage.SERVED, Stage.ENDED, Stage.REGISTERED}),
        asked(
            StepField("organ", _("Review organ"), "unit"),
            REASONS,
            StepField("why_late", _("If late: why it is taken up all the same, and who decided"), "words", False),
        ),
        day="received_on",
        leads=Stage.REVIEWING,
        starts=(REVIEW_TERM,),
        ends=frozenset({"C6", *TELLING}),
        paper="F12",
    ),
    StepRule(
        StepKind.REVIEW,
        A35,
        Whose.REVIEWER,
        frozenset({Stage.REVIEWING}),
        issued(
            StepField("conclusion", _("Conclusion"), "choice", choices=Conclusion),
            StepField("ground", _("Ground"), "choice", choices=Ground),
            StepField("redo_by", _("To be decided anew by"), "day", coming=True, when=("conclusion", "revoked")),
            REASONS,
        ),
        day="signed_on",
        leads=Stage.REVIEWED,
        starts=(SERVE_TERM,),
        ends=frozenset({REVIEW_TERM}),
        paper="F13",
    ),
    StepRule(
        StepKind.ASK_REREVIEW,
        A36_1,
        Whose.PETITIONER,
        frozenset({Stage.REVIEW_SERVED, Stage.ENDED, Stage.REGISTERED}),
        asked(
            StepField("organ", _("Re-review organ"), "unit"),
            REASONS,
            StepField("why_late", _("If late: why it is taken up all the same, and who decided"), "words", False),
        ),
        day="received_on",
        leads=Stage.REREVIEWING,
        starts=(REREVIEW_TERM,),
        ends=frozenset({"C8", *TELLING}),
        paper="F12",
    ),
    StepRule(
        StepKind.REREVIEW,
        A36_1,
        Whose.REVIEWER,
        frozenset({Stage.REREVIEWING}),
        issued(
            StepField("conclusion", _("Conclusion"), "choice", choices=Conclusion),
            StepField("ground", _("Ground"), "choice", choices=Ground),
            REASONS,
        ),
        day="signed_on",
        leads=Stage.REREVIEWED,
        starts=(SERVE_TERM,),
        ends=frozenset({REREVIEW_TERM}),
        paper="F14",
    ),
)
"""In the order in which they are done."""
