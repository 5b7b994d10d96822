"""What may come next in a request, why the rest may not, and what most likely comes: from where it stands."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from petitiondesk.rules.clocks import REPORT_BACK
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.procedure.changes import MOST_EXTENDED
from petitiondesk.rules.procedure.fields import StepField, approved
from petitiondesk.rules.procedure.kinds import End, Sameness, Stage, StepKind
from petitiondesk.rules.procedure.matter import HANDLES, REFERS, Matter, Standing, Taken
from petitiondesk.rules.procedure.rule import (
    CO_TERM,
    HANDLE_TERM,
    REFERRING,
    SENDING,
    TELLING,
    YET_TO_BE_SENT,
    YET_TO_BE_TOLD,
    Second,
    Whose,
)
from petitiondesk.rules.procedure.standing import replayed
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.rules.routes import Route

LED = frozenset(Route) - {Route.PETITION}
"""The routes on which a claim is led into another procedure (Art. 31(1)-(5))."""


def refusal(kind: StepKind, standing: Standing, matter: Matter) -> Message | None:
    """Why a step may not be recorded now; None where it may."""
    rule = STEPS[kind]
    if standing.stage not in rule.after:
        return Message(_("Not while it stands like this: {stage}."), {"stage": Message(standing.stage.label)})
    if rule.whose is Whose.SENDER and (matter.role not in REFERS or standing.holder is not None):
        return Message(_("Only an office that refers and assigns does this (Art. 22)."))
    if rule.whose is Whose.HANDLER and standing.holder is None and matter.role not in HANDLES:
        return Message(_("Only a competent body does this (Art. 23): refer or assign the matter first."))
    if kind in _TO_UNITS and matter.restricted and not standing.accused_said:
        return Message(_("Say first who is accused: nothing of this may reach them (Art. 30)."))
    against = _AGAINST.get(kind)
    return against(standing, matter) if against else None


def lawful(standing: Standing, matter: Matter) -> tuple[StepKind, ...]:
    """The steps that may be recorded now, in the order of the table."""
    return tuple(kind for kind in STEPS if refusal(kind, standing, matter) is None)


def refused(standing: Standing, matter: Matter) -> Mapping[StepKind, Message]:
    """The other steps, and why each may not be recorded."""
    found = {kind: refusal(kind, standing, matter) for kind in STEPS}
    return {kind: why for kind, why in found.items() if why is not None}


def proposed(standing: Standing, matter: Matter) -> StepKind | None:
    """The step that most likely comes next; None where nobody but the petitioner can do anything."""
    for kind in _likely(standing, matter):
        if refusal(kind, standing, matter) is None:
            return kind
    return None


def second(kind: StepKind, standing: Standing) -> Second | None:
    """Who else has to approve a step: a second demand for papers needs a supervisor (one demand tells all)."""
    if kind is StepKind.ASK_PAPERS and standing.papers_asked:
        return Second.PERSON
    return STEPS[kind].second


def fields_of(kind: StepKind, standing: Standing) -> tuple[StepField, ...]:
    """What a step tells, with the approval that it needs as the request stands."""
    fields = STEPS[kind].fields
    if second(kind, standing) is None or any(field.name == "approver" for field in fields):
        return fields
    return (*fields, *approved(_("Approved by another person")))


_TO_UNITS = SENDING | {StepKind.APPOINT, StepKind.DECIDE_DISPUTE, StepKind.PUT_DISPUTE, StepKind.ASK_REVIEW}


def resting_on(matter: Matter, steps: Sequence[Taken], step_id: int) -> StepKind | None:
    """The first later step that would not have been lawful without this one; None where none rests on it."""
    if step_id not in {each.id for each in steps}:
        return None
    whole = replayed(matter, steps)
    without = replayed(matter, [each for each in steps if each.id != step_id])
    for place, step in enumerate(each for each in steps if each.id != step_id):
        earlier = place + (step.id > step_id)
        if step.id < step_id or step.kind not in STEPS:
            continue
        if refusal(step.kind, without[place], matter) and not refusal(step.kind, whole[earlier], matter):
            return step.kind
    return None


Against = Callable[[Standing, Matter], Message | None]


def _only_a(purpose: Purpose, words: str) -> Against:
    return lambda _standing, matter: None if matter.purpose in (purpose, None) else Message(words)


_only_a_claim = _only_a(Purpose.CLAIM, _("Only for a claim (Art. 31)."))
_only_a_suggestion = _only_a(Purpose.SUGGESTION, _("Only for a suggestion (Art. 29)."))


def _no_send(standing: Standing, _matter: Matter) -> Message | None:
    if standing.binding:
        return Message(_("It was decided who is competent, and that binds (Art. 24)."))
    return None


def _no_receipt(standing: Standing, _matter: Matter) -> Message | None:
    if standing.holder is None:
        return Message(_("This office has it: nothing was sent to a unit."))
    return Message(_("It is signed for already.")) if standing.signed else None


def _no_objection(standing: Standing, matter: Matter) -> Message | None:
    if standing.binding:
        return Message(_("It was decided who is competent, and that binds (Art. 24)."))
    if standing.holder is None and not matter.forwarded:
        return Message(_("It was not sent to another body, which alone may object (Art. 23)."))
    if standing.objections:
        return Message(_("One objection was made: a second is put to whoever decides (Art. 24)."))
    return None


def _no_dispute(standing: Standing, matter: Matter) -> Message | None:
    if standing.binding:
        return Message(_("It was decided who is competent, and that binds (Art. 24)."))
    if not standing.objections or (standing.holder is None and not matter.forwarded):
        return Message(_("The sender decides a first objection (Art. 23)."))
    return None


def _no_acceptance(standing: Standing, matter: Matter) -> Message | None:
    if standing.route in LED:
        return Message(_("Its route leads into another procedure: tell the petitioner so (Art. 31)."))
    return _after_former(standing, matter)


def _after_former(standing: Standing, matter: Matter) -> Message | None:
    """A matter that came after an ended one: final stays final, of the rest a person decides first."""
    former = matter.former
    if former is None or former.end is None or standing.compared is Sameness.NEW or standing.taken_up:
        return None
    if former.end is End.FINAL:
        return Message(_("The former matter {number} is final: compare the two first (Art. 36)."), _number(matter))
    words = _("The former matter {number} has ended: decide first whether it is pointed to or taken up again.")
    return Message(words, _number(matter))


def _number(matter: Matter) -> dict[str, str]:
    return {"number": matter.former.number if matter.former else ""}


def _not_led(standing: Standing, matter: Matter) -> Message | None:
    if standing.route is Route.PETITION:
        return Message(_("It is handled as a petition: its route leads into no other procedure."))
    if standing.route is None and standing.holder is None and matter.purpose is Purpose.CLAIM:
        return Message(_("Choose its route first (Art. 31)."))
    return None


def _not_again(standing: Standing, _matter: Matter) -> Message | None:
    """Only for a term that a later registration brought, where the way of the request has gone past what fulfils it."""
    for each in standing.open_terms:
        if each.duty_id is None or each.clock not in TELLING | REFERRING:
            continue
        if standing.stage not in (YET_TO_BE_SENT if each.clock in REFERRING else YET_TO_BE_TOLD):
            return None
    return Message(_("It did not come again with a term of its own, or what is owed first fulfils that."))


def _no_answer(standing: Standing, matter: Matter) -> Message | None:
    if standing.stage is Stage.ACCEPTED and matter.purpose is Purpose.CLAIM:
        return Message(_("An accepted claim is answered by a handling opinion (Art. 32)."))
    return None


def _not_no_longer(standing: Standing, matter: Matter) -> Message | None:
    if standing.compared is not Sameness.SAME:
        return Message(_("Two people have to compare it with the former matter first (Art. 36)."))
    if matter.former is not None and matter.former.end is not End.FINAL:
        return Message(
            _("The former matter {number} is not final: no served re-review opinion (Art. 36)."), _number(matter)
        )
    return None


def _no_former(standing: Standing, matter: Matter) -> Message | None:
    if matter.former is None or matter.former.end is None:
        return Message(_("No former matter that has ended is linked to it."))
    if matter.former.end is End.FINAL:
        return Message(_("The former matter {number} is final: compare the two first (Art. 36)."), _number(matter))
    return Message(_("It was taken up again already.")) if standing.taken_up else None


def _no_opinion(standing: Standing, matter: Matter) -> Message | None:
    if matter.purpose not in (Purpose.CLAIM, None) or standing.route in LED:
        return Message(_("Only a claim that is handled as a petition ends with an opinion (Art. 31(6), 32)."))
    if standing.holder is None and not standing.heard:
        return Message(_("The petitioner has to be heard first (Art. 31(6)): record it."))
    if standing.holder is None and not standing.investigated:
        return Message(_("The facts have to be investigated first (Art. 31(6)): record it."))
    return None


def _no_extension(standing: Standing, _matter: Matter) -> Message | None:
    if not any(each.clock == HANDLE_TERM and each.set_day is None for each in standing.open_terms):
        return Message(_("No term of handling runs that could be extended (Art. 34)."))
    if standing.extended >= MOST_EXTENDED:
        return Message(_("It was extended by 30 days in all: no more (Art. 34)."))
    return None


def _no_co_report(standing: Standing, _matter: Matter) -> Message | None:
    if not any(each.clock == CO_TERM for each in standing.open_terms):
        return Message(_("No co-handler owes its part."))
    return None


def _review_of(clock: str) -> Against:
    """Asked within the term that service started, or late; or first of all at a body that reviews what others did."""

    def against(standing: Standing, matter: Matter) -> Message | None:
        if standing.stage is Stage.ENDED and not (
            standing.end is End.WINDOW and any(each.clock == clock for each in standing.open_terms)
        ):
            return Message(_("There is no served opinion that it could be asked against (Art. 35, 36)."))
        if standing.stage is Stage.REGISTERED and matter.role is not OfficeRole.REVIEW_ORGAN:
            return Message(_("There is no served opinion that it could be asked against (Art. 35, 36)."))
        return _only_a_claim(standing, matter)

    return against


def _no_report(wanted: str, words: str) -> Against:
    return lambda standing, _matter: None if standing.report == wanted else Message(words)


def _no_report_back(standing: Standing, matter: Matter) -> Message | None:
    if not matter.forwarded and not any(each.clock == REPORT_BACK and each.of is None for each in standing.running):
        return Message(_("Nobody assigned it here."))
    return None


def _not_offered(standing: Standing, _matter: Matter) -> Message | None:
    return None if standing.offered_to else Message(_("It was handed over to nobody."))


def _nobody_accused(_standing: Standing, matter: Matter) -> Message | None:
    return None if matter.restricted else Message(_("Only for a report of wrongdoing (Art. 30)."))


def _archived(standing: Standing, _matter: Matter) -> Message | None:
    return Message(_("It is in the archive already.")) if standing.archived else None


_AGAINST: Mapping[StepKind, Against] = MappingProxyType(
    {
        StepKind.ROUTE: _only_a_claim,
        StepKind.REFER: _no_send,
        StepKind.ASSIGN: _no_send,
        StepKind.RECEIPT: _no_receipt,
        StepKind.OBJECT: _no_objection,
        StepKind.PUT_DISPUTE: _no_dispute,
        StepKind.ACCEPT: _no_acceptance,
        StepKind.ANSWER: _no_answer,
        StepKind.LEAD_INTO: _not_led,
        StepKind.TELL_AGAIN: _not_again,
        StepKind.NO_LONGER: _not_no_longer,
        StepKind.POINT_TO_FORMER: _no_former,
        StepKind.TAKE_UP_AGAIN: _no_former,
        StepKind.REPLY_SUGGESTION: _only_a_suggestion,
        StepKind.MEDIATE: _only_a_claim,
        StepKind.EXTEND: _no_extension,
        StepKind.OPINION: _no_opinion,
        StepKind.CO_REPORT: _no_co_report,
        StepKind.ASK_REVIEW: _review_of("C6"),
        StepKind.ASK_REREVIEW: _review_of("C8"),
        StepKind.REPORT_IN: _no_report("due", _("No report of theirs is due.")),
        StepKind.ACCEPT_REPORT: _no_report("came", _("No report of theirs came in.")),
        StepKind.RETURN_REPORT: _no_report("came", _("No report of theirs came in.")),
        StepKind.REPORT_BACK: _no_report_back,
        StepKind.TAKE_OVER: _not_offered,
        StepKind.NAME_ACCUSED: _nobody_accused,
        StepKind.ARCHIVE: _archived,
    }
)


def _likely(standing: Standing, matter: Matter) -> tuple[StepKind, ...]:
    """What to look at for the next step, the likeliest first."""
    if standing.report == "came":
        return (StepKind.ACCEPT_REPORT,)
    if standing.offered_to:
        return (StepKind.TAKE_OVER,)
    match standing.stage:
        case Stage.REGISTERED:
            return _first_steps(standing, matter)
        case Stage.ACCEPTED if matter.purpose is Purpose.SUGGESTION:
            return (StepKind.REPLY_SUGGESTION,)
        case Stage.ACCEPTED if matter.purpose is Purpose.REPORT_OF_WRONGDOING:
            return (StepKind.ANSWER,)
        case Stage.ACCEPTED if standing.holder is None:
            to_hear = () if standing.heard else (StepKind.HEAR,)
            return (*to_hear, *(() if standing.investigated else (StepKind.INVESTIGATE,)), StepKind.OPINION)
    return _NEXT.get(standing.stage, ())


def _first_steps(standing: Standing, matter: Matter) -> tuple[StepKind, ...]:
    if matter.restricted and not standing.accused_said:
        return (StepKind.NAME_ACCUSED,)
    if matter.former is not None and matter.former.end is not None and standing.compared is None:
        return (StepKind.COMPARE,)
    if standing.compared is Sameness.SAME:
        return (StepKind.NO_LONGER, StepKind.POINT_TO_FORMER)
    if matter.role not in HANDLES:
        return (StepKind.REFER,)
    if matter.purpose is Purpose.SUGGESTION:
        return (StepKind.ACCEPT,)
    if standing.route is None and matter.purpose is Purpose.CLAIM:
        return (StepKind.ROUTE,)
    return (StepKind.LEAD_INTO,) if standing.route in LED else (StepKind.ACCEPT,)


_NEXT: Mapping[Stage, tuple[StepKind, ...]] = MappingProxyType(
    {
        Stage.WITH_LEADERS: (StepKind.INSTRUCTION,),
        Stage.SENT: (StepKind.RECEIPT,),
        Stage.SIGNED: (StepKind.ACCEPT,),
        Stage.OBJECTED: (StepKind.AGREE_OBJECTION,),
        Stage.DISPUTED: (StepKind.DECIDE_DISPUTE,),
        Stage.ACCEPTED: (StepKind.OPINION,),
        Stage.PERFORMING: (StepKind.ANSWER_DUTY,),
        Stage.DECIDED: (StepKind.SERVE,),
        Stage.REVIEWING: (StepKind.REVIEW,),
        Stage.REVIEWED: (StepKind.SERVE,),
        Stage.REREVIEWING: (StepKind.REREVIEW,),
        Stage.REREVIEWED: (StepKind.SERVE,),
        Stage.ENDED: (StepKind.ARCHIVE,),
    }
)
