"""Other procedures a petitioner already has a paper from, and the terms that keep running there.

Petitioning stops no other term. The possible last day is a hint to look at the paper and to ask the lawyer on duty;
it is never advice: which term applies, and from when, a court or an authority decides. Days off are left alone, so
that the hint is never later than the term.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from petitiondesk.rules.citations import cited
from petitiondesk.rules.clocks import Unit
from petitiondesk.rules.kinds import Kind
from petitiondesk.rules.messages import Message, _
from petitiondesk.rules.months import corresponding_day


class ProcedureKind(Kind):
    """What kind of paper or event it is."""

    ADMINISTRATIVE_ACT = "administrative_act", _("Administrative decision or act")
    RECONSIDERATION = "reconsideration", _("Administrative reconsideration decision")
    JUDGMENT = "judgment", _("Court judgment of first instance (civil, administrative)")
    RULING = "ruling", _("Court ruling of first instance (civil, administrative)")
    FINAL_JUDGMENT = "final_judgment", _("Court judgment or ruling in force")
    LABOUR_DISPUTE = "labour_dispute", _("Labour dispute not yet arbitrated")
    LABOUR_AWARD = "labour_award", _("Labour arbitration award")
    WORK_INJURY = "work_injury", _("Work injury not yet recognised")
    OTHER = "other", _("Other procedure")


@dataclass(frozen=True)
class Remedy:
    """A step that another law leaves open: ``name`` (msgid), its term and the article that sets it."""

    name: str
    length: int
    unit: Unit
    article: str


@dataclass(frozen=True)
class Hint:
    """A remedy and the day on which its term may end."""

    remedy: Remedy
    possible_last_day: date
    message: Message


_SUIT = _("Suit at court")
_APPEAL = _("Appeal")

REMEDIES: Mapping[ProcedureKind, tuple[Remedy, ...]] = MappingProxyType(
    {
        ProcedureKind.ADMINISTRATIVE_ACT: (
            Remedy(_("Administrative reconsideration"), 60, Unit.DAY, "《行政复议法》第二十条"),
            Remedy(_SUIT, 6, Unit.MONTH, "《行政诉讼法》第四十六条"),
        ),
        ProcedureKind.RECONSIDERATION: (Remedy(_SUIT, 15, Unit.DAY, "《行政诉讼法》第四十五条"),),
        ProcedureKind.JUDGMENT: (
            Remedy(_APPEAL, 15, Unit.DAY, "《民事诉讼法》第一百七十一条、《行政诉讼法》第八十五条"),
        ),
        ProcedureKind.RULING: (
            Remedy(_APPEAL, 10, Unit.DAY, "《民事诉讼法》第一百七十一条、《行政诉讼法》第八十五条"),
        ),
        ProcedureKind.FINAL_JUDGMENT: (),
        ProcedureKind.LABOUR_DISPUTE: (
            Remedy(_("Labour arbitration"), 12, Unit.MONTH, "《劳动争议调解仲裁法》第二十七条"),
        ),
        ProcedureKind.LABOUR_AWARD: (Remedy(_SUIT, 15, Unit.DAY, "《劳动争议调解仲裁法》第五十条"),),
        ProcedureKind.WORK_INJURY: (
            Remedy(_("Recognition of a work injury"), 12, Unit.MONTH, "《工伤保险条例》第十七条"),
        ),
        ProcedureKind.OTHER: (),
    }
)


def hints(procedure: ProcedureKind, start: date) -> tuple[Hint, ...]:
    """The remedies that may still be open, each with its possible last day.

    ``start``: the day the paper was received; for a dispute or an injury the day it became known or happened. Empty
    where no usual term is known, and where the term would end beyond the calendar.
    """
    return tuple(hint for remedy in REMEDIES[procedure] if (hint := _hint(remedy, start)) is not None)


def _hint(remedy: Remedy, start: date) -> Hint | None:
    try:
        last = (
            corresponding_day(start, remedy.length)
            if remedy.unit is Unit.MONTH
            else start + timedelta(days=remedy.length)
        )
    except OverflowError:
        return None
    message = Message(
        _("{remedy} may end on {day} ({article}). Only a hint: the paper and a lawyer tell."),
        {"remedy": Message(remedy.name), "day": last, "article": cited(remedy.article)},
    )
    return Hint(remedy, last, message)
