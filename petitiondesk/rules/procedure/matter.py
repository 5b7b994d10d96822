"""What the rules of the procedure ask of a request, and what they say of it: plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from petitiondesk.rules.clocks import RuleSet
from petitiondesk.rules.kinds import OfficeRole, Purpose
from petitiondesk.rules.procedure.kinds import End, Sameness, Stage, StepKind
from petitiondesk.rules.routes import Route
from petitiondesk.rules.terms import count_term
from petitiondesk.rules.working_days import Calendar

HANDLES = frozenset({OfficeRole.COMPETENT_ORGAN, OfficeRole.TOWNSHIP, OfficeRole.REVIEW_ORGAN})
"""The roles in which an office tells, handles and answers itself (Art. 23)."""

REFERS = frozenset({OfficeRole.LETTERS_OFFICE, OfficeRole.TOWNSHIP})
"""The roles in which an office refers and assigns (Art. 22)."""


@dataclass(frozen=True)
class Body:
    """A unit that has to do with a matter: its id in the catalogue, None where it is none of those, and its name."""

    id: int | None
    name: str


@dataclass(frozen=True)
class Brought:
    """A term that a registration brought with it: the id of its duty, the clock, its first and last day, and when it
    was registered: a step that was recorded before did not fulfil it. ``done_on`` is a day that no step says.
    """

    duty_id: int
    clock: str
    starts_on: date
    last_day: date
    since: datetime
    done_on: date | None = None


@dataclass(frozen=True)
class Former:
    """The matter that a request came after: the number of its case, and how that ended; None while it is open."""

    number: str
    end: End | None


@dataclass(frozen=True)
class Matter:
    """What the rules ask of a request. ``id`` is 0 where a case tells none: the matter itself stands for it.

    ``role`` is that of this office; ``forwarded``: another office referred or assigned it here, by the name
    ``sender``. ``officer`` is who of this office has it at first. ``told_days`` are the last days of petitioner's terms
    that were told, by clock and the step that started them: whatever days off become known later, none is shortened.
    """

    id: int
    role: OfficeRole
    received_on: date
    officer: str
    purpose: Purpose | None = None
    restricted: bool = False
    forwarded: bool = False
    sender: str = ""
    brought: tuple[Brought, ...] = ()
    former: Former | None = None
    told_days: Mapping[tuple[str, int], date] = field(default_factory=dict)


LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Taken:
    """A step that stands on record. ``by`` is the unit whose step it is, ``to`` the one that it names; None for this
    office and for none.
    """

    id: int
    kind: StepKind
    on: date
    told: Mapping[str, str] = field(default_factory=dict)
    by: Body | None = None
    to: Body | None = None
    recorded_at: datetime = LATEST


@dataclass(frozen=True)
class Running:
    """A term of a request: its clock, the day from which it counts, the step that started it (or the duty that a
    registration brought), whose it is (None for this office), the day set in a letter, what was added, when it was
    done. ``not_before`` is a last day that was told to the petitioner: the term never ends earlier.
    """

    clock: str
    starts_on: date
    started_by: int | None
    of: Body | None = None
    duty_id: int | None = None
    since: datetime | None = None
    set_day: date | None = None
    not_before: date | None = None
    extended: int = 0
    paused: int = 0
    done_on: date | None = None
    done_by: int | None = None

    def last_day(self, calendar: Calendar, rules: RuleSet) -> date:
        """The day set in a letter, else the one that is counted; of a petitioner's term never one before a day told."""
        if self.set_day is not None:
            return self.set_day
        days = {"extended": self.extended, "paused": self.paused}
        counted = count_term(self.clock, self.starts_on, calendar, rules=rules, **days).last_day  # type: ignore[arg-type]
        return max(counted, self.not_before or counted)


@dataclass(frozen=True)
class Hand:
    """Who had the matter from a day on: the unit (None for this office), the officer, and by which step (0: none)."""

    on: date
    of: Body | None
    officer: str
    step_id: int


@dataclass(frozen=True)
class Standing:
    """Where a request stands after its steps. ``since`` is the day on which it came there.

    ``holder`` is the responsible unit, None for this office; ``handler`` the one that decided, or is to decide, the
    matter. ``officer`` is who of this office follows it; ``unit_officer`` whom the unit named. ``objections`` counts
    those that were made, ``binding`` says that Art. 24 has decided. ``window`` is the petitioner's term that runs.
    """

    stage: Stage
    since: date
    officer: str
    end: End | None = None
    route: Route | None = None
    holder: Body | None = None
    handler: Body | None = None
    objector: Body | None = None
    unit_officer: str = ""
    sent_way: str = ""
    offered_to: str = ""
    hands: tuple[Hand, ...] = ()
    running: tuple[Running, ...] = ()
    objections: int = 0
    binding: bool = False
    told: bool = False
    signed: bool = False
    extended: int = 0
    papers_asked: int = 0
    heard: bool = False
    investigated: bool = False
    supported: str = ""
    conclusion: str = ""
    redo_by: date | None = None
    compared: Sameness | None = None
    taken_up: bool = False
    report: str = ""
    archived: bool = False
    recused: frozenset[str] = frozenset()
    accused: tuple[Body, ...] = ()
    accused_said: bool = False
    last_step: date | None = None

    @property
    def open_terms(self) -> tuple[Running, ...]:
        """What is not done."""
        return tuple(each for each in self.running if each.done_on is None)

    @property
    def responsible_officer(self) -> str:
        """Whom the unit named, where it has the matter; else who of this office follows it."""
        return self.unit_officer if self.holder and self.unit_officer else self.officer
