"""What a step tells: its fields, and the sets of them that many steps share."""

from dataclasses import dataclass, replace
from typing import Literal

from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import _
from petitiondesk.rules.procedure.kinds import Way

FieldType = Literal["text", "words", "day", "choice", "number", "unit", "staff"]
"""How a field is typed: a line, several lines, a day, one of a closed list, a whole number, the name of a unit, the
name of somebody of the office.
"""


@dataclass(frozen=True)
class StepField:
    """One field: its name as it is kept, the msgid of its label, how it is typed, and whether it is needed.

    ``choices`` are those of a closed list. ``coming``: a day that may lie ahead. ``when`` is a field and the choice
    there with which alone this one is needed.
    """

    name: str
    label: str
    form: FieldType = "text"
    needed: bool = True
    choices: type[Kind] | None = None
    coming: bool = False
    when: tuple[str, str] | None = None


TO_A_UNIT = StepField("to", _("To which unit"), "unit")
TO_THE_PETITIONER = StepField("to", _("To whom"))
REASONS = StepField("reasons", _("Reasons"), "words")
REMARK = StepField("remark", _("Remark"), "words", needed=False)
NUMBER = StepField("number", _("Number of the paper"), needed=False)


def paper(to: StepField, *more: StepField) -> tuple[StepField, ...]:
    """The fields of a paper that was signed and sent; ``sent_on`` is the day of the step."""
    return (
        NUMBER,
        StepField("signed_on", _("Day it was signed"), "day"),
        StepField("signer", _("Signed by")),
        to,
        StepField("way", _("How it was sent or handed over"), "choice", choices=Way),
        StepField("sent_on", _("Day it was sent or handed over"), "day"),
        *more,
        REMARK,
    )


def told_in_writing(*more: StepField) -> tuple[StepField, ...]:
    """The fields of a notice to the petitioner."""
    return paper(TO_THE_PETITIONER, *more)


def issued(*more: StepField) -> tuple[StepField, ...]:
    """The fields of an opinion: it is signed here, and served by a step of its own."""
    signed = StepField("signed_on", _("Day it was signed"), "day")
    return (replace(NUMBER, needed=True), signed, StepField("signer", _("Signed by")), *more, REMARK)


def asked(*more: StepField) -> tuple[StepField, ...]:
    """The fields of something that came in from outside; ``received_on`` is the day of the step."""
    return (StepField("received_on", _("Day it was received"), "day"), *more, REMARK)


def decided(*more: StepField) -> tuple[StepField, ...]:
    """The fields of a decision within the office; ``decided_on`` is the day of the step."""
    return (*more, StepField("decided_by", _("Decided by")), StepField("decided_on", _("Day it was decided"), "day"))


def done(*more: StepField) -> tuple[StepField, ...]:
    """The fields of something that was done; ``done_on`` is the day of the step."""
    return (StepField("done_on", _("Day it was done"), "day"), *more, REMARK)


def approved(label: str) -> tuple[StepField, ...]:
    """The fields of an approval by another person on a signed sheet (rules.second_person)."""
    return (
        StepField("approver", label),
        StepField("approved_on", _("Day of the approval"), "day"),
        StepField("sheet", _("Number of the signed sheet")),
    )
