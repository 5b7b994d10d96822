"""Sentences about a request that several parts of the page say."""

from datetime import date

from petitiondesk.office.case_page import CaseShown
from petitiondesk.office.case_requests import Comes, RequestShown
from petitiondesk.rules.citations import cited
from petitiondesk.rules.procedure.kinds import End
from petitiondesk.rules.procedure.rule import PETITIONERS_TERMS
from petitiondesk.rules.procedure.table import STEPS
from petitiondesk.windows import actions
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.words_for import days_left


def petitioners_term(clock: str, last_day: date) -> str:
    """Until when the petitioner may ask; the office owes nothing in it."""
    if clock == PETITIONERS_TERMS[0]:
        return tr("the petitioner may ask for review until {day}", day=last_day)
    return tr("the petitioner may ask for re-review until {day}", day=last_day)


def comes_next(shown: CaseShown, request: RequestShown | None, today: date) -> tuple[str, str]:
    """What comes next in a request in one sentence, by when and why, and how it looks."""
    if request is None or request.stood is None:
        return tr("Nothing is owed on this case now."), "done"
    if request.comes is not None:
        return _step(request, request.comes, today)
    standing, due = request.stood.standing, request.due
    if due is not None and due.petitioners:
        return tr("{term}; nothing is owed until then.", term=_capital(petitioners_term(due.clock, due.last_day))), ""
    if standing.end is not None:
        return _ended(standing.end, archived=standing.archived), "done"
    key = actions.key_text("lawful_steps")
    return tr("No step is proposed: {key} shows those that may be recorded now.", key=key), ""


def _step(request: RequestShown, comes: Comes, today: date) -> tuple[str, str]:
    article, step = say(cited(STEPS[comes.kind].article)), tr(comes.kind.label)
    step = tr("{step} ({unit})", step=step, unit=comes.by) if comes.by else step
    if comes.last_day is None:
        end = request.stood.standing.end if request.stood else None
        said = f"{_ended(end, archived=False)} " if end else ""
        return said + tr("Next: {step}. {article}", step=step, article=article), "done" if end else ""
    told = {
        "step": step,
        "day": comes.last_day,
        "light": days_left(comes.last_day, today),
        "term": say(comes.term) if comes.term else "",
        "article": article,
    }
    if comes.target:
        words = tr("Next: {step}. Internal target {day} ({light}): {term}. {article}", **told)
    else:
        words = tr("Next: {step}, by {day} at the latest ({light}): {term}. {article}", **told)
    return words, "late" if comes.last_day < today else "owed"


def _ended(end: End, *, archived: bool) -> str:
    how = tr(end.label)
    if archived:
        return tr("It has ended and is archived: {how}.", how=how)
    return tr("It has ended: {how}. It is not archived yet.", how=how)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
