"""What a line of the table of steps says, and the words that lines share: stages, terms, articles."""

from dataclasses import dataclass

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import End, Stage, StepKind


class Whose(Kind):
    """Whose step it is."""

    SENDER = "sender", _("The office that refers and assigns")
    HANDLER = "handler", _("The competent body that has the matter")
    HOLDER = "holder", _("Whoever has the matter")
    OFFICE = "office", _("This office")
    REVIEWER = "reviewer", _("The review organ")
    PETITIONER = "petitioner", _("The petitioner")


class Second(Kind):
    """Who else has to approve a step of this office, on a signed sheet; never the one who asks."""

    PERSON = "person", _("Another person")
    UNIT_HEAD = "unit_head", _("The head of the handling unit")


@dataclass(frozen=True)
class StepRule:
    """A line of the table.

    ``after``: the stages in which it is lawful. ``leads``: where the request stands then, None where it stays; ``end``
    how it ends with it. ``day`` is the field whose day is that of the step. ``starts`` and ``ends`` are ids of clocks;
    what starts depends on the matter too (standing). ``paper`` is the form that it owes (domain list F01-F44), "" for
    none. ``second`` approves it.
    """

    kind: StepKind
    article: str
    whose: Whose
    after: frozenset[Stage]
    fields: tuple[StepField, ...]
    day: str = "sent_on"
    leads: Stage | None = None
    end: End | None = None
    starts: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()
    paper: str = ""
    second: Second | None = None


HANDLE_TERM, REVIEW_TERM, REREVIEW_TERM, OBJECTION_TERM = "C5", "C7", "C9", "C4"
PETITIONERS_TERMS = ("C6", "C8")
NOTICE_TERM, DUTY_TERM, SUGGESTION_TERM = "C3", "C17", "C18"
NEXT_STEP, SERVE_TERM, CO_TERM = "T0", "T1", "T2"
"""Internal targets: what comes next is decided, an opinion is served, a co-handler does its part."""

TELLING = frozenset({"C2", "C3", "C14", "C16"})
"""What a notice in writing to the petitioner fulfils (Art. 23 ¶2-4); C14 is told by a discipline body."""

SENDING = frozenset({StepKind.REFER, StepKind.ASSIGN})
"""The steps after which a receipt is to come back."""

REFERRING = frozenset({"C1"})
SAYS_OF_EACH = frozenset(
    {
        StepKind.ROUTE,
        StepKind.OPINION,
        StepKind.REVIEW,
        StepKind.REREVIEW,
        StepKind.ANSWER_DUTY,
        StepKind.REPLY_SUGGESTION,
        StepKind.COMPARE,
    }
)
"""What says something of each request on its own (Art. 31, 32): its route, its result."""

SENT_ON = frozenset({"C1", "C2", "C3"})
"""What sending a matter on fulfils; a township tells, or refers within the same days."""

OPEN = frozenset(Stage) - {Stage.ENDED}
HERE = frozenset({Stage.REGISTERED})
UNTOLD = frozenset({Stage.REGISTERED, Stage.SENT, Stage.SIGNED})
YET_TO_BE_SENT = frozenset({Stage.REGISTERED, Stage.WITH_LEADERS})
"""Where a matter that came again is still referred in the ordinary way."""
YET_TO_BE_TOLD = UNTOLD | {Stage.WITH_LEADERS, Stage.OBJECTED, Stage.DISPUTED}
"""Where the petitioner of a matter that came again is still told in the ordinary way."""
HANDLING = frozenset({Stage.ACCEPTED, Stage.PERFORMING})
UNTIL_DECIDED = UNTOLD | HANDLING | {Stage.WITH_LEADERS}
AWAY = OPEN - {Stage.REGISTERED, Stage.WITH_LEADERS}

REGULATION = "《信访工作条例》"
A19, A22, A23 = f"{REGULATION}第十九条第三款", f"{REGULATION}第二十二条", f"{REGULATION}第二十三条"
A23_2, A23_3, A24 = f"{A23}第二款", f"{A23}第三款", f"{REGULATION}第二十四条"
A28, A29, A30, A31 = (f"{REGULATION}第{each}条" for each in ("二十八", "二十九", "三十", "三十一"))
A32, A33, A34, A35 = (f"{REGULATION}第三十{each}条" for each in "二三四五")
A36_1, A36_2, A36_3 = (f"{REGULATION}第三十六条第{each}款" for each in "一二三")
A37 = f"{REGULATION}第三十七条"
