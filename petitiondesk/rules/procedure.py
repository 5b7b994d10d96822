"""The steps of the procedure: what was done in a case, by whom, by which paper, and which clocks it ends.

Read beside the Regulation on Letters and Visits (信访工作条例). A step is a fact that stands on record: what a paper
says that was signed and sent. Steps are the truth; that a duty was done follows from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from petitiondesk.rules.clocks import REPORT_BACK
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _

_REGULATION = "《信访工作条例》"


class StepKind(Kind):
    """What can be done in a case; the code is kept, the label names it."""

    REFER = "refer", _("Referred to the competent body")
    ASSIGN = "assign", _("Assigned, with a report back")
    PUT_TO_LEADERS = "put_to_leaders", _("Put to the leaders with a proposal")
    ACCEPT = "accept", _("Told in writing: accepted")
    DECLINE = "decline", _("Told in writing: not accepted, another body deals with it in its term")
    NO_LONGER = "no_longer", _("Told in writing: no longer accepted after re-review")
    LEAD_INTO = "lead_into", _("Told in writing: led into another procedure")
    TELL_WHOM = "tell_whom", _("Told in writing whom to ask")
    ANSWER = "answer", _("Answered in writing")
    NO_NOTICE = "no_notice", _("No written notice is owed")
    OBJECT = "object", _("Objection to the referral")
    REPORT_BACK = "report_back", _("Reported back to the sender")
    RECEIPT = "receipt", _("Their receipt came back")
    TAKEN_BACK = "taken_back", _("A step was entered wrongly and is taken back")


class Way(Kind):
    """How a paper reached whom it is for."""

    HANDED = "handed", _("Handed over, signed for")
    REGISTERED_POST = "registered_post", _("By registered post")
    POST = "post", _("By post")
    ELECTRONIC = "electronic", _("By the system or electronically")
    FAX = "fax", _("By fax")


class WhyNoNotice(Kind):
    """Why no notice in writing is owed (Art. 23 ¶2); only the notice falls away."""

    NAME_UNCLEAR = "name_unclear", _("The name is unclear")
    ADDRESS_UNCLEAR = "address_unclear", _("The address is unclear")
    ANONYMOUS = "anonymous", _("Whoever brought it stays anonymous")


FieldType = Literal["text", "words", "day", "choice"]


@dataclass(frozen=True)
class StepField:
    """What a step tells: its name as it is kept, the msgid of its label, how it is typed, and whether it is needed.

    ``choices`` are those of a closed list.
    """

    name: str
    label: str
    form: FieldType = "text"
    needed: bool = True
    choices: type[Kind] | None = None


@dataclass(frozen=True)
class StepRule:
    """A line of the table: its article, the clocks it ends, what it tells, the field whose day ends them."""

    kind: StepKind
    article: str
    ends: frozenset[str]
    fields: tuple[StepField, ...]
    day: str = "sent_on"


_TO_A_UNIT = StepField("to", _("To which unit"))
_TO_THE_PETITIONER = StepField("to", _("To whom"))


def _paper(to: StepField, *more: StepField) -> tuple[StepField, ...]:
    """The fields of a step that was done on paper."""
    return (
        StepField("number", _("Number of the paper"), needed=False),
        StepField("signed_on", _("Day it was signed"), "day"),
        StepField("signer", _("Signed by")),
        to,
        StepField("way", _("How it was sent or handed over"), "choice", choices=Way),
        StepField("sent_on", _("Day it was sent or handed over"), "day"),
        *more,
        StepField("remark", _("Remark"), "words", needed=False),
    )


_REFERRING = frozenset({"C1"})
_TELLING = frozenset({"C2", "C3", "C16"})
_REASONS = StepField("reasons", _("Reasons"), "words")

STEPS: Mapping[StepKind, StepRule] = MappingProxyType(
    {
        rule.kind: rule
        for rule in (
            StepRule(StepKind.REFER, f"{_REGULATION}第二十二条", _REFERRING, _paper(_TO_A_UNIT)),
            StepRule(
                StepKind.ASSIGN,
                f"{_REGULATION}第二十二条",
                _REFERRING,
                _paper(_TO_A_UNIT, StepField("report_by", _("Report back by"), "day")),
            ),
            StepRule(StepKind.PUT_TO_LEADERS, f"{_REGULATION}第二十二条", _REFERRING, _paper(_TO_A_UNIT)),
            StepRule(StepKind.ACCEPT, f"{_REGULATION}第二十三条", _TELLING, _paper(_TO_THE_PETITIONER)),
            StepRule(StepKind.DECLINE, f"{_REGULATION}第十九条第三款", _TELLING, _paper(_TO_THE_PETITIONER, _REASONS)),
            StepRule(
                StepKind.NO_LONGER, f"{_REGULATION}第三十六条第三款", _TELLING, _paper(_TO_THE_PETITIONER, _REASONS)
            ),
            StepRule(
                StepKind.LEAD_INTO,
                f"{_REGULATION}第二十三条、第三十一条",
                _TELLING,
                _paper(_TO_THE_PETITIONER, _REASONS),
            ),
            StepRule(
                StepKind.TELL_WHOM, f"{_REGULATION}第二十三条第一款", _TELLING, _paper(_TO_THE_PETITIONER, _REASONS)
            ),
            StepRule(StepKind.ANSWER, f"{_REGULATION}第二十三条第二款", _TELLING | {"C18"}, _paper(_TO_THE_PETITIONER)),
            StepRule(
                StepKind.NO_NOTICE,
                f"{_REGULATION}第二十三条第二款",
                _TELLING,
                (
                    StepField("why", _("Why"), "choice", choices=WhyNoNotice),
                    StepField("instead", _("What was done instead"), "words"),
                    StepField("decided_on", _("Day it was decided"), "day"),
                    StepField("decided_by", _("Decided by")),
                ),
                day="decided_on",
            ),
            StepRule(
                StepKind.OBJECT, f"{_REGULATION}第二十三条第三款", frozenset({"C4"}), _paper(_TO_A_UNIT, _REASONS)
            ),
            StepRule(StepKind.REPORT_BACK, f"{_REGULATION}第二十二条", frozenset({REPORT_BACK}), _paper(_TO_A_UNIT)),
            StepRule(
                StepKind.RECEIPT,
                f"{_REGULATION}第二十三条第三款",
                frozenset(),
                (
                    StepField("from", _("Which unit")),
                    StepField("received_on", _("Day they received it"), "day"),
                    StepField("officer", _("Who has it there"), needed=False),
                    StepField("phone", _("Phone"), needed=False),
                ),
                day="received_on",
            ),
        )
    }
)
"""Every step by its kind; a step is added here as one line."""


def ending(clock: str) -> tuple[StepKind, ...]:
    """The steps that end a clock, in the order of the table."""
    return tuple(kind for kind, rule in STEPS.items() if clock in rule.ends)


def ending_nothing() -> tuple[StepKind, ...]:
    """The steps that end no clock and can be recorded at any time."""
    return tuple(kind for kind, rule in STEPS.items() if not rule.ends)


def tells_the_petitioner(kind: StepKind) -> bool:
    """Whether the paper of a step is for the petitioner."""
    return _TO_THE_PETITIONER in STEPS[kind].fields


def problems(
    kind: StepKind, told: Mapping[str, str], days: Mapping[str, date | None], *, starts_on: date, today: date
) -> dict[str, Message]:
    """What stands against recording a step with what was ``told``, by field; empty when nothing does.

    ``days`` are the days that were read of its day fields, None where one can't be read. ``starts_on`` is the day from
    which the clock runs that it ends: nothing was sent before that.
    """
    found: dict[str, Message] = {}
    for each in STEPS[kind].fields:
        text = told.get(each.name, "").strip()
        if not text:
            if each.needed:
                found[each.name] = Message(_("This is needed: write what the paper says."))
        elif each.form == "day":
            if message := _problem_of_day(each.name, days.get(each.name), starts_on=starts_on, today=today):
                found[each.name] = message
        elif each.choices is not None and each.choices.of(text) is None:
            found[each.name] = Message(_("Choose one."))
    signed, sent = days.get("signed_on"), days.get("sent_on")
    if signed and sent and sent < signed and "sent_on" not in found:
        found["sent_on"] = Message(_("Before it was signed; please look again."))
    return found


def _problem_of_day(name: str, day: date | None, *, starts_on: date, today: date) -> Message | None:
    if day is None:
        return Message(_("Not a day. Write it like 2026-3-5 or 20260305."))
    if name == "report_by":
        return None
    if day > today:
        return Message(_("This day has not come yet; please look again."))
    if day < starts_on:
        return Message(_("Before the matter was received, {day}; please look again."), {"day": starts_on})
    return None
