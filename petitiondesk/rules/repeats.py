"""A matter that comes again (再次反映): whether the earlier term holds for this visit, or one of its own."""

from datetime import date
from enum import Enum

from petitiondesk.rules.kinds import NewFacts


class Repeat(Enum):
    """How a visit stands to the term under which its matter stood already."""

    ANEW = "anew"
    """Something new was told: a term of its own."""
    RUNS = "runs"
    """The earlier term still runs, and is this visit's too."""
    FULFILLED = "fulfilled"
    """What was owed under the earlier term had been done; this visit is owed nothing more by it."""
    LAPSED = "lapsed"
    """The earlier last day had gone by with nothing done: a term of its own besides."""

    @property
    def own_term(self) -> bool:
        """Whether the visit has a term of its own."""
        return self in (Repeat.ANEW, Repeat.LAPSED)


def repeat(new_facts: NewFacts | None, *, last_day: date, done_on: date | None, day: date) -> Repeat:
    """How a visit of ``day`` stands to the term before it, which ends on ``last_day`` and was fulfilled on ``done_on``.

    Every visit is registered (Art. 22); that the matter is dealt with already is a ground for a superior not to accept
    it (Art. 19 ¶3), never for the office that deals with it. The 15 days of Art. 22 and 23 are owed once for a
    matter, so that telling it again moves no day; new facts, reasons or requests are a new matter (Art. 36 ¶3), whose
    term runs from its own receipt. Where the earlier day was let go by, whoever comes again is promised another one,
    and the earlier duty goes on. Not clear yet whether there is anything new counts as nothing new.
    """
    if new_facts is NewFacts.YES:
        return Repeat.ANEW
    if done_on is not None and done_on <= day:
        return Repeat.FULFILLED
    return Repeat.LAPSED if last_day < day else Repeat.RUNS
