"""What stands against what is told of a step, by field: of the step alone, and of the request as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold
from petitiondesk.rules.procedure.changes import MOST_EXTENDED
from petitiondesk.rules.procedure.fields import StepField
from petitiondesk.rules.procedure.kinds import Conclusion, Ground, Outcome, Settled, StepKind
from petitiondesk.rules.procedure.matter import Standing
from petitiondesk.rules.procedure.rule import PETITIONERS_TERMS
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.routes import Route

Told = Mapping[str, str]
Days = Mapping[str, date | None]


@dataclass(frozen=True)
class Window:
    """The last day of the petitioner's term that runs or ran; None where there is none."""

    last_day: date | None


def problems(
    kind: StepKind, fields: Sequence[StepField], told: Told, days: Days, *, starts_on: date, today: date
) -> dict[str, Message]:
    """What stands against recording a step with what was ``told``, by field; empty when nothing does.

    ``days`` are the days that were read of its day fields, None where one can't be read. Nothing was done before
    ``starts_on``.
    """
    found: dict[str, Message] = {}
    for each in fields:
        text = told.get(each.name, "").strip()
        if not text:
            if _needed(each, told):
                found[each.name] = Message(_("This is needed: write what the paper says."))
        elif each.form == "day":
            if message := _problem_of_day(each, days.get(each.name), starts_on=starts_on, today=today):
                found[each.name] = message
        elif each.choices is not None and each.choices.of(text) is None:
            found[each.name] = Message(_("Choose one."))
        elif each.form == "number" and not text.isdecimal():
            found[each.name] = Message(_("A whole number of days."))
    _in_order(days, "signed_on", "sent_on", _("Before it was signed; please look again."), found)
    _in_order(days, "begins_on", "ends_on", _("Before it began; please look again."), found)
    _in_order(days, "accepted_on", "sent_on", _("Before it was accepted; please look again."), found)
    return {**found, **{name: why for name, why in _together(kind, told).items() if name not in found}}


def problems_here(kind: StepKind, told: Told, days: Days, standing: Standing, window: Window) -> dict[str, Message]:
    """What stands against it as the request stands: days out of order, too long an extension, somebody who keeps away,
    a request for review that came late without a person's decision.
    """
    found: dict[str, Message] = {}
    rule = STEPS[kind]
    on = days.get(rule.day)
    if on is not None and on < standing.since and kind not in _AT_ANY_TIME:
        found[rule.day] = Message(
            _("Before the step after which it comes, {day}; please look again."), {"day": standing.since}
        )
    if kind is StepKind.EXTEND and told.get("days", "").isdecimal():
        left = MOST_EXTENDED - standing.extended
        if not 1 <= int(told["days"]) <= left:
            found["days"] = Message(_("1 to {left} days: 30 in all (Art. 34)."), {"left": left})
    if kind is StepKind.HAND_OVER and fold(told.get("who", "")) in standing.recused:
        found["who"] = Message(_("{who} keeps away from this matter (Art. 28)."), {"who": told["who"].strip()})
    late = on is not None and window.last_day is not None and on > window.last_day
    if kind in _ASKS and late and not told.get("why_late", "").strip():
        found["why_late"] = Message(
            _("It came after the last day, {day}: say why it is taken up all the same, and who decided."),
            {"day": window.last_day},
        )
    if kind is StepKind.LEAD_INTO and told.get("performs") == Outcome.YES and standing.route not in (None, Route.DUTY):
        found["performs"] = Message(_("Only where a body is asked to perform its duty (Art. 31(5))."))
    return found


_ASKS = frozenset({StepKind.ASK_REVIEW, StepKind.ASK_REREVIEW})
_AT_ANY_TIME = frozenset({StepKind.HEAR, StepKind.INVESTIGATE, StepKind.HELP, StepKind.RECUSE, StepKind.NAME_ACCUSED})
"""What may have been done before the stage began in which it is recorded."""


def window_of(standing: Standing, kind: StepKind, last_days: Mapping[str, date]) -> Window:
    """The petitioner's term against which a request for review or re-review is held; ``last_days`` by clock."""
    clock = PETITIONERS_TERMS[kind is StepKind.ASK_REREVIEW]
    runs = any(each.clock == clock and each.done_on is None for each in standing.running)
    return Window(last_days.get(clock) if runs else None)


def _needed(field: StepField, told: Told) -> bool:
    if field.when is not None:
        name, choice = field.when
        return told.get(name, "").strip() == choice
    return field.needed


def _in_order(days: Days, first: str, then: str, words: str, found: dict[str, Message]) -> None:
    before, after = days.get(first), days.get(then)
    if before and after and after < before and then not in found:
        found[then] = Message(words)


def _together(kind: StepKind, told: Told) -> dict[str, Message]:
    """What two fields say against each other."""
    conclusion, ground = told.get("conclusion"), told.get("ground")
    if conclusion and ground and (conclusion == Conclusion.UPHELD) != (ground == Ground.NONE):
        return {"ground": Message(_("Upheld means that nothing wrong was found; else name what was."))}
    if kind is StepKind.MEDIATE and told.get("settled") != Settled.FAILED and told.get("consent") == Outcome.NO:
        return {"consent": Message(_("Nobody is made to settle: both sides have to agree (Art. 33)."))}
    return {}


def _problem_of_day(field: StepField, day: date | None, *, starts_on: date, today: date) -> Message | None:
    if day is None:
        return Message(_("Not a day. Write it like 2026-3-5 or 20260305."))
    if field.coming:
        return None
    if day > today:
        return Message(_("This day has not come yet; please look again."))
    if day < starts_on:
        return Message(_("Before the matter was received, {day}; please look again."), {"day": starts_on})
    return None
