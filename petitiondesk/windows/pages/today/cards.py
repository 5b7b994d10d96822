"""What the lines of the today page say."""

from dataclasses import dataclass
from datetime import date, datetime

from petitiondesk.office.today import Line
from petitiondesk.rules.citations import cited
from petitiondesk.rules.names import masked
from petitiondesk.storage.models import Draft
from petitiondesk.windows.dialogs import waiting_drafts
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.rows import Light
from petitiondesk.windows.words_for import days_left, days_since, done_late


@dataclass(frozen=True)
class Card:
    """A line as it is drawn.

    ``of`` is what Enter hands on. ``word`` stands in the colour of ``light``, ``head`` after it, ``side`` at the end
    of that row; each of ``below`` is a row of its own.
    """

    of: str
    light: Light
    word: str
    head: str
    side: str
    below: tuple[str, ...]

    def sentence(self) -> str:
        """All of it in one row, as it is read out."""
        return " · ".join(filter(None, (self.word, self.head, *self.below, self.side)))


def card_of(line: Line, today: date, attention: int) -> Card:
    """What a line of one of the three columns says as ``today`` begins; it has the colour of attention from so many
    days before its last one.
    """
    name = "" if line.restricted else line.name or tr("No name given")
    return Card(
        of=line.number,
        light=_light(line, today, attention),
        word=_days(line, today),
        head=line.number,
        side=line.person,
        below=(f"{name}  {line.matter}".strip() or say(line.what), _what(line)),
    )


def card_of_draft(draft: Draft, now: datetime) -> Card:
    """What the line of a draft says; the name is masked, for the page stands open."""
    when, who, matter = waiting_drafts.in_a_row(draft, now, name=masked)
    return Card(of=draft.id, light=Light("park", "quiet"), word=when, head=who, side="", below=(matter,))


def _what(line: Line) -> str:
    if line.restricted:
        return ""
    return " · ".join(filter(None, (say(line.what), say(cited(line.article)) if line.article else "")))


def _days(line: Line, today: date) -> str:
    if line.done_on:
        return done_late(line.day, line.done_on)
    if line.petitioners:
        return tr("until {day}", day=line.day)
    return days_since(line.day, today) if line.since else days_left(line.day, today)


def _light(line: Line, today: date, attention: int) -> Light:
    if line.done_on:
        return Light("check", "attention")
    if line.petitioners:
        return Light("clock", "quiet")
    if line.since:
        return Light("clock", "attention")
    left = (line.day - today).days
    if left < 0 and not line.target:
        return Light("warning", "late")
    return Light("clock", "attention" if left <= attention else "quiet")
