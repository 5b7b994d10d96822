"""What is most likely told of a step, by field: filled from the case, and changed by whoever knows better."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.office.standings import Stood
from petitiondesk.rules.procedure.changes import MOST_EXTENDED
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.rule import Whose
from petitiondesk.rules.procedure.table import STEPS, tells_the_petitioner


@dataclass(frozen=True)
class Known:
    """What is known of a case that steps tell: the petitioner's name, who passed it on, who signs, who sits at the
    desk, what this office is called, and whom the rule proposes for the review of what the handling unit answered (""
    where nobody is known).
    """

    petitioner: str = ""
    sender: str = ""
    signer: str = ""
    actor: str = ""
    review_organ: str = ""
    office: str = ""


def likely(
    kind: StepKind, fields: Sequence[StepField], chosen: Sequence[Stood], known: Known, today: date
) -> dict[str, str]:
    """What is most likely told of a step: a day that is past is today, a notice goes to the petitioner."""
    told = {field.name: today.isoformat() for field in fields if field.form == "day" and not field.coming}
    told.pop("accepted_on", None)
    told |= {"signer": known.signer, "decided_by": known.signer, "first_signer": known.actor}
    standing = chosen[0].standing if chosen else None
    former = chosen[0].matter.former if chosen else None
    if former is not None:
        told["former"] = former.number
    if standing is not None:
        holder = standing.holder
        told["from"] = holder.name if holder else ""
        told["days"] = str(MOST_EXTENDED - standing.extended)
        if holder is not None and STEPS[kind].whose in (Whose.HANDLER, Whose.HOLDER, Whose.REVIEWER):
            told["signer"] = ""
    if kind in (StepKind.OBJECT, StepKind.REPORT_BACK):
        told["to"] = known.sender or known.office
    elif kind is StepKind.RETURN_REPORT and standing and standing.holder:
        told["to"] = standing.holder.name
    elif tells_the_petitioner(kind) or kind is StepKind.SERVE:
        told["to"] = known.petitioner
    if kind in (StepKind.ASK_REVIEW, StepKind.ASK_REREVIEW):
        told["organ"] = known.review_organ
    names = {field.name for field in fields}
    return {name: text for name, text in told.items() if name in names and text}
