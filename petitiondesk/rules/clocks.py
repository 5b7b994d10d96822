"""The clocks of a case as one dated table: what is owed, by which article, how long, from when.

Read it beside the Regulation on Letters and Visits (信访工作条例, in force since 1 May 2022). A clock with no term of
its own in the Regulation says so by its :class:`Standing`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from petitiondesk.rules.kinds import Kind, OfficeRole, Purpose
from petitiondesk.rules.messages import _


class Unit(StrEnum):
    """What a clock counts."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


class Owner(StrEnum):
    """Whose term it is: a duty ends on the plain day, a petitioner's term rolls off days off."""

    OFFICE = "office"
    PETITIONER = "petitioner"


class Standing(Kind):
    """How firmly a clock's length stands."""

    STATUTE = "statute", _("By statute")
    LETTER = "letter", _("The term is the one set in the letter")
    DEFAULT = "default", _("The article sets no term; the length is this office's default")
    TARGET = "target", _("Not statutory: an internal target")
    SECONDARY = "secondary", _("Seen in a secondary source only; check before relying on it")
    RECALLED = "recalled", _("Recalled, not seen; switched off until somebody has checked it")


class Start(Kind):
    """The event whose day a clock starts from; that day itself is not counted."""

    RECEIPT = "receipt", _("Day of receipt")
    ACCEPTANCE = "acceptance", _("Day of acceptance")
    SERVICE = "service", _("Day of service")
    REQUEST = "request", _("Day the request was received")
    ASSIGNMENT = "assignment", _("Day of assignment")
    SUPERVISION = "supervision", _("Day of the supervision order")
    CONCLUSION = "conclusion", _("Day of conclusion")
    APPLICATION = "application", _("Day of application")
    STEP = "step", _("Day of the step before")


@dataclass(frozen=True)
class Clock:
    """One clock.

    ``length`` counts ``unit``; None where only the letter sets the term. ``extension`` is the most days it may be
    extended by in all; ``pausable`` says whether days of a hearing are left out; ``set_in_letter`` whether a letter may
    set another length. ``on`` is False for a clock that an office must switch on itself.
    """

    id: str
    name: str
    article: str
    length: int | None
    unit: Unit
    start: Start
    standing: Standing = Standing.STATUTE
    owner: Owner = Owner.OFFICE
    extension: int = 0
    pausable: bool = False
    set_in_letter: bool = False
    on: bool = True


@dataclass(frozen=True)
class RuleSet:
    """The clocks of one body of law, from the day it came into force. A case keeps the set it was opened under."""

    name: str
    title: str
    in_force_from: date
    clocks: Mapping[str, Clock]


_REGULATION = "《信访工作条例》"
_DISCIPLINE = "《纪检监察机关处理检举控告工作规则》"
_TARGET = "内部工作目标"
_SIMPLE = "《信访事项简易办理办法（试行）》"


def _by_id(clocks: Iterable[Clock]) -> Mapping[str, Clock]:
    return MappingProxyType({clock.id: clock for clock in clocks})


NATIONAL_2022 = RuleSet(
    name="national-2022",
    title=_REGULATION,
    in_force_from=date(2022, 5, 1),
    clocks=_by_id(
        (
            Clock("C1", _("Refer or assign"), f"{_REGULATION}第二十二条", 15, Unit.DAY, Start.RECEIPT),
            Clock(
                "C2",
                _("Written notice of receipt, route and procedure"),
                f"{_REGULATION}第二十三条第二款",
                15,
                Unit.DAY,
                Start.RECEIPT,
            ),
            Clock(
                "C3",
                _("Written notice on a matter referred or assigned to us"),
                f"{_REGULATION}第二十三条第三款",
                15,
                Unit.DAY,
                Start.RECEIPT,
            ),
            Clock(
                "C4",
                _("Objection to a referral or assignment"),
                f"{_REGULATION}第二十三条第三款",
                5,
                Unit.WORKING_DAY,
                Start.RECEIPT,
            ),
            Clock(
                "C5",
                _("Handling opinion"),
                f"{_REGULATION}第三十四条",
                60,
                Unit.DAY,
                Start.ACCEPTANCE,
                extension=30,
            ),
            Clock(
                "C6",
                _("The petitioner may ask for review"),
                f"{_REGULATION}第三十五条",
                30,
                Unit.DAY,
                Start.SERVICE,
                owner=Owner.PETITIONER,
            ),
            Clock("C7", _("Review opinion"), f"{_REGULATION}第三十五条", 30, Unit.DAY, Start.REQUEST),
            Clock(
                "C8",
                _("The petitioner may ask for re-review"),
                f"{_REGULATION}第三十六条第一款",
                30,
                Unit.DAY,
                Start.SERVICE,
                owner=Owner.PETITIONER,
            ),
            Clock(
                "C9",
                _("Re-review opinion"),
                f"{_REGULATION}第三十六条第一款",
                30,
                Unit.DAY,
                Start.REQUEST,
                pausable=True,
            ),
            Clock(
                "C10",
                _("Report back on an assigned matter"),
                f"{_REGULATION}第二十二条",
                None,
                Unit.DAY,
                Start.ASSIGNMENT,
                Standing.LETTER,
                set_in_letter=True,
            ),
            Clock(
                "C11",
                _("Answer to a proposal for improvement"),
                f"{_REGULATION}第四十条",
                30,
                Unit.DAY,
                Start.SERVICE,
                Standing.DEFAULT,
                set_in_letter=True,
            ),
            Clock(
                "C12",
                _("Answer to a supervision order"),
                f"{_REGULATION}第四十条",
                7,
                Unit.DAY,
                Start.SUPERVISION,
                Standing.DEFAULT,
                set_in_letter=True,
            ),
            Clock(
                "C13a",
                _("Simple procedure: pass on"),
                _SIMPLE,
                3,
                Unit.WORKING_DAY,
                Start.RECEIPT,
                Standing.RECALLED,
                on=False,
            ),
            Clock(
                "C13b",
                _("Simple procedure: accept"),
                _SIMPLE,
                3,
                Unit.WORKING_DAY,
                Start.RECEIPT,
                Standing.RECALLED,
                on=False,
            ),
            Clock(
                "C13c",
                _("Simple procedure: answer"),
                _SIMPLE,
                10,
                Unit.WORKING_DAY,
                Start.ACCEPTANCE,
                Standing.RECALLED,
                on=False,
            ),
            Clock(
                "C14",
                _("Discipline body tells the reporter of receipt"),
                _DISCIPLINE,
                15,
                Unit.WORKING_DAY,
                Start.RECEIPT,
                Standing.SECONDARY,
            ),
            Clock(
                "C15",
                _("Discipline body tells the reporter of the result"),
                _DISCIPLINE,
                15,
                Unit.WORKING_DAY,
                Start.CONCLUSION,
                Standing.SECONDARY,
            ),
            Clock(
                "C16",
                _("Notice of the statutory procedure a claim is led into"),
                f"{_REGULATION}第二十三条、第三十一条",
                15,
                Unit.DAY,
                Start.RECEIPT,
            ),
            Clock(
                "C17",
                _("Duty to act on an application"),
                "《行政诉讼法》第四十七条",
                2,
                Unit.MONTH,
                Start.APPLICATION,
            ),
            Clock(
                "C18",
                _("Answer to a suggestion"),
                f"{_REGULATION}第二十九条",
                60,
                Unit.DAY,
                Start.RECEIPT,
                Standing.TARGET,
            ),
            Clock("T0", _("Decide on the next step"), _TARGET, 7, Unit.DAY, Start.STEP, Standing.TARGET),
            Clock("T1", _("Serve the opinion"), _TARGET, 7, Unit.DAY, Start.STEP, Standing.TARGET),
            Clock("T2", _("Co-handler's part"), _TARGET, 7, Unit.DAY, Start.STEP, Standing.TARGET, set_in_letter=True),
        )
    ),
)

RULE_SETS: Mapping[str, RuleSet] = MappingProxyType({NATIONAL_2022.name: NATIONAL_2022})
"""Every set by the name under which a case keeps it; the oldest first."""


def rule_set_in_force(day: date) -> RuleSet:
    """The newest set that was in force on ``day``, by which a case opened then is handled.

    The oldest set stands for whatever was received before any of them.
    """
    sets = sorted(RULE_SETS.values(), key=lambda rules: rules.in_force_from)
    return next((rules for rules in reversed(sets) if rules.in_force_from <= day), sets[0])


def clock_of(rule_set: str, clock_id: str) -> Clock:
    """A clock by the name of its set and its id, as a case and a duty keep them. Raises KeyError."""
    return RULE_SETS[rule_set].clocks[clock_id]


def first_duty(
    role: OfficeRole, purpose: Purpose | None = None, *, forwarded: bool = False, discipline_body: bool = False
) -> str:
    """The id of the clock that starts with a registration.

    A letters-and-visits office refers or assigns, whatever the purpose (C1, Art. 22). A competent organ tells the
    petitioner in writing: C2, or C3 when the matter was ``forwarded`` to it (Art. 23 ¶2, ¶3). A report of wrongdoing
    held by a discipline body follows that body's own rules instead (C14, Art. 23 ¶4). Matters of litigation rights
    are excepted by the same paragraph, but the route is decided after registration, so that the 15 days run till then.
    """
    if role is OfficeRole.LETTERS_OFFICE:
        return "C1"
    if discipline_body and purpose is Purpose.REPORT_OF_WRONGDOING:
        return "C14"
    return "C3" if forwarded else "C2"


TELLING_IN_WRITING = frozenset({"C2", "C3"})
"""What a written answer to the petitioner fulfils (Art. 23 ¶2, ¶3)."""


REPORT_BACK = "C10"
"""The clock whose term a letter sets."""


MAY_BE_LEFT = frozenset({"C4"})
"""What an office may do within its term and need not: when the term has passed undone, nothing was missed."""


def further_duties(role: OfficeRole, *, forwarded: bool, term_set: bool) -> tuple[str, ...]:
    """The ids of the clocks that start with a registration besides the first.

    A competent organ to which a matter was ``forwarded`` may object within five working days (C4, Art. 23 ¶3). Where
    the letter sets a term, the result is reported back by it, whoever was told to (C10, Art. 22).
    """
    objection = ("C4",) if forwarded and role is not OfficeRole.LETTERS_OFFICE else ()
    return (*objection, *((REPORT_BACK,) if term_set else ()))
