"""The visits that were begun and have not ended: one of them is taken up again."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from petitiondesk.office.corrections import number_of
from petitiondesk.rules.briefs import brief
from petitiondesk.rules.kinds import Purpose
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.dialogs.frame import Frame, shown
from petitiondesk.windows.messages import tr


def choose_draft(parent: QWidget | None, drafts: Sequence[Draft], now: datetime) -> Draft | None:
    """One of the drafts, or None. Without drafts it says what that means."""
    dialog = _WaitingDrafts(parent, drafts, now)
    return dialog.chosen if shown(dialog) else None


class _WaitingDrafts(Frame):
    def __init__(self, parent: QWidget | None, drafts: Sequence[Draft], now: datetime) -> None:
        super().__init__(parent, "waiting_drafts", tr("Take up a visit"))
        self.chosen: Draft | None = None
        self._drafts = drafts
        if drafts:
            self.say(
                tr("Begun and not ended yet, the oldest first. The day of receipt is the day of beginning."), "quiet"
            )
            self.offer([_lines(draft, now) for draft in drafts], self._choose)
        else:
            self.say(tr("No visit is waiting."))
            self.say(
                tr(
                    "A visit put aside with {key}, or cut off by a power cut, stands here until it is registered or "
                    "ended.",
                    key=actions.key_text("park"),
                ),
                "quiet",
            )
        self.form.addStretch(1)
        self.end_with(tr("Close"))

    def _choose(self, place: int) -> None:
        self.chosen = self._drafts[place]
        self.accept()


def _lines(draft: Draft, now: datetime) -> tuple[str, str, str]:
    return _who(draft), _matter(draft.fields), _when(draft, now)


def _who(draft: Draft) -> str:
    name = brief(draft.fields.get("petitioner.name")) or tr("No name yet")
    if _restricted(draft.fields):
        name = tr("Report of wrongdoing")
    number = number_of(draft)
    return tr("{name} · correction of {number}", name=name, number=number) if number else name


def _matter(fields: Mapping[str, str]) -> str:
    if _restricted(fields):
        return tr("Nothing of it is shown in a list.")
    requests = (text for path, text in sorted(fields.items()) if path.startswith("requests."))
    told = ("registration.matter", "registration.facts", "registration.grounds")
    return brief(*map(fields.get, told), *requests) or tr("Nothing told yet")


def _when(draft: Draft, now: datetime) -> str:
    begun = draft.started_at.astimezone(CHINA_STANDARD_TIME)
    if office_day(draft.started_at) == office_day(now):
        words = tr("Begun today at {time}", time=begun.strftime("%H:%M"))
    else:
        words = tr("Begun on {day} at {time}", day=begun.date(), time=begun.strftime("%H:%M"))
    return tr("{begun} · put aside", begun=words) if draft.parked else words


def _restricted(fields: Mapping[str, str]) -> bool:
    """Other people may stand at the counter when the list is opened (Art. 30 ¶3)."""
    return fields.get("registration.purpose") == Purpose.REPORT_OF_WRONGDOING
