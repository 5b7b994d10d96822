"""The lines of a day: one sentence each, and of a report of wrongdoing nothing but its number (Art. 30 ¶3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from petitiondesk.office.desk import Desk
from petitiondesk.rules.briefs import shortened
from petitiondesk.rules.clocks import Clock, Owner, clock_of
from petitiondesk.rules.kinds import Confidentiality
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.names import fold, masked
from petitiondesk.rules.procedure.kinds import StepKind
from petitiondesk.rules.procedure.owed import is_target
from petitiondesk.rules.procedure.rule import CO_TERM, SENDING
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.storage import due
from petitiondesk.storage.database import Session
from petitiondesk.storage.due import Fact, Mine, OfRegistration, Owed, Waiting

MATTER = 12
"""Characters of the matter that a line shows."""


@dataclass(frozen=True)
class Line:
    """One sentence of the day.

    ``name`` is masked; it and ``matter`` (in MATTER characters) are empty where none was told or it is not for others
    to see. Of a report of wrongdoing (``restricted``) there are the number, that it is one, and its days. ``day`` is
    the last day, or (``since``) the day from which something waits; ``done_on`` only of what was done late. ``what``
    says what is to be done, ``person`` who has the matter here. ``target``: the day is this office's own target and no
    term of the law. ``petitioners``: the term is the petitioner's, and nobody is ever late with it. ``article`` is
    what a gap of the office is held against.
    """

    number: str
    name: str
    matter: str
    restricted: bool
    what: Message
    day: date
    person: str
    done_on: date | None = None
    since: bool = False
    target: bool = False
    petitioners: bool = False
    article: str = ""


@dataclass(frozen=True)
class Hands:
    """Who of the office has taken over which matter, by case and request, None for all of the case (Art. 28)."""

    officers: Mapping[tuple[int, int | None], str]

    def officer(self, of: OfRegistration, request_id: int | None) -> str:
        """Who has it: whoever took it over, else who received it; of a whole case, who took over the first of it."""
        own = self.officers.get((of.case_id, request_id)) or self.officers.get((of.case_id, None))
        if own or request_id is not None:
            return own or of.receptionist
        of_case = (who for (case_id, _request), who in self.officers.items() if case_id == of.case_id)
        return next(of_case, of.receptionist)

    def cases_of(self, name: str) -> frozenset[int]:
        """The cases of which somebody took something over."""
        return frozenset(case_id for (case_id, _request), who in self.officers.items() if fold(who) == fold(name))


MOVES = frozenset(kind for kind, rule in STEPS.items() if rule.leads is not None or rule.end is not None)
"""The steps after which a request stands elsewhere (rules.procedure.table)."""

_READ = SENDING | {
    *(StepKind.OBJECT, StepKind.PUT_DISPUTE, StepKind.HAND_OVER, StepKind.TAKE_OVER, StepKind.RECUSE, StepKind.EXTEND)
}


@dataclass(frozen=True)
class Steps:
    """The steps of the office on which a line of the day may rest, with what answers them, as they were recorded."""

    session: Session
    facts: Sequence[Fact]
    _found: dict[object, list[Waiting]] = field(default_factory=dict)

    def standing(self, *kinds: StepKind, mine: Mine | None = None) -> list[Waiting]:
        """What the steps of these kinds say, the oldest first."""
        return due.told(self.session, [each for each in self.facts if each.kind in kinds], mine=mine)

    def unanswered(
        self, kinds: Collection[str], answers: Collection[str], *, mine: Mine | None = None
    ) -> list[Waiting]:
        """What those say after which none of ``answers`` came about the same request, the oldest first."""
        asked_for = (frozenset(kinds), frozenset(answers), mine)
        if asked_for in self._found:
            return self._found[asked_for]
        left: dict[int, list[Fact]] = {}
        for each in self.facts:
            of_case = left.setdefault(each.case_id, [])
            if each.kind in answers:
                of_case[:] = [asked for asked in of_case if not _is_about(each, asked)]
            if each.kind in kinds:
                of_case.append(each)
        self._found[asked_for] = due.told(self.session, [each for asked in left.values() for each in asked], mine=mine)
        return self._found[asked_for]


def _is_about(answer: Fact, asked: Fact) -> bool:
    """Whether a step answers another, which came before it; a step about several requests is no answer to itself."""
    return answer.id != asked.id and (None in (answer.request_id, asked.request_id) or answer[3] == asked[3])


def steps_read(session: Session) -> Steps:
    """Read once, for all lines."""
    return Steps(session, due.facts(session, _READ, MOVES | {StepKind.RECEIPT}))


def hands(steps: Steps) -> Hands:
    """Who has what by the steps: a hand-over names somebody, who has it once it is signed for."""
    offered: dict[tuple[int, int | None], str] = {}
    officers: dict[tuple[int, int | None], str] = {}
    for each in sorted(steps.standing(StepKind.HAND_OVER, StepKind.TAKE_OVER), key=lambda each: each.step_id):
        key = (each.of.case_id, each.request_id)
        if each.kind == StepKind.HAND_OVER:
            offered[key] = each.told.get("who", "")
        elif who := offered.pop(key, ""):
            officers[key] = who
    return Hands(officers)


def mine_of(desk: Desk, taken: Hands) -> Mine | None:
    """What is of the person at the desk: what he or she received or took over; None where nobody known sits there."""
    if desk.actor.id is None:
        return None
    return Mine(desk.actor.id, taken.cases_of(desk.actor.name) if desk.actor.name else frozenset())


def is_of(of: OfRegistration, mine: Mine | None) -> bool:
    """Whether a registration is among what is asked for."""
    return mine is None or of.receptionist_id == mine.receptionist_id or of.case_id in mine.cases


def known_clock(owed: Owed) -> Clock | None:
    """The clock of a duty; None of rules that this program does not know."""
    try:
        return clock_of(owed.rule_set, owed.clock)
    except KeyError:
        return None


def is_petitioners(owed: Owed) -> bool:
    """Whether a term is the petitioner's: the office owes nothing by it."""
    clock = known_clock(owed)
    return clock is not None and clock.owner is Owner.PETITIONER


@dataclass(frozen=True)
class Together:
    """Duties of one case with the same clock, unit and last day: the first of them, and how many requests they are."""

    owed: Owed
    requests: int


def together(rows: Iterable[Owed]) -> list[Together]:
    """Several requests of a case that owe the same by the same day are one, in the place of the first."""
    found: dict[object, list[Owed]] = {}
    for each in rows:
        alike = (each.of.case_id, each.clock, each.of_unit, each.last_day, each.done_on)
        found.setdefault(alike if each.request_id else each.duty_id, []).append(each)
    return [Together(alike[0], len(alike)) for alike in found.values()]


def named(each: Together) -> Message:
    """What is owed, in the words of the table of clocks, and by whom where it is not this office."""
    owed, clock = each.owed, known_clock(each.owed)
    what = Message(clock.name if clock else owed.clock)
    if owed.clock == CO_TERM and owed.co:
        what = Message(_("{what} of {unit}"), {"what": what, "unit": owed.co})
    if each.requests > 1:
        what = Message(_("{what}, {count} requests"), {"what": what, "count": each.requests})
    if owed.of_unit and not (owed.clock == CO_TERM and owed.co):
        what = Message(_("{unit}: {what}"), {"unit": owed.of_unit, "what": what})
    return Message(_("Internal target: {what}"), {"what": what}) if is_target(owed.clock) else what


def line_of(each: Together, taken: Hands, what: Message, *, article: str = "") -> Line:
    """The line of a duty."""
    owed = each.owed
    return line(
        owed.of,
        what,
        owed.last_day,
        person=taken.officer(owed.of, owed.request_id),
        matter=(owed.request or "") if each.requests == 1 else "",
        done_on=owed.done_on,
        target=is_target(owed.clock),
        petitioners=is_petitioners(owed),
        article=article,
    )


def line_since(each: Waiting, taken: Hands, what: Message, *, article: str = "") -> Line:
    """The line of a step after which something waits."""
    person = taken.officer(each.of, each.request_id)
    return line(each.of, what, each.taken_on, person=person, since=True, article=article)


def line(
    of: OfRegistration,
    what: Message,
    day: date,
    *,
    person: str = "",
    matter: str = "",
    done_on: date | None = None,
    since: bool = False,
    target: bool = False,
    petitioners: bool = False,
    article: str = "",
) -> Line:
    """A line about a registration; of a report of wrongdoing it says no more than that it is one."""
    if Confidentiality.of(of.confidentiality) in (None, Confidentiality.RESTRICTED):
        words = Message(_("A report of wrongdoing"))
        return Line(
            of.number, "", "", True, words, day, "", done_on, since=since, target=target, petitioners=petitioners
        )
    return Line(
        number=of.number,
        name=masked(of.name or ""),
        matter=shortened(matter or of.matter or "", MATTER),
        restricted=False,
        what=what,
        day=day,
        person=person or of.receptionist,
        done_on=done_on,
        since=since,
        target=target,
        petitioners=petitioners,
        article=article,
    )


def one_a_case(rows: Sequence[Waiting]) -> list[Waiting]:
    """A step about several requests once."""
    return list({each.step_id: each for each in reversed(rows)}.values())[::-1]
