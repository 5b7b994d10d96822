"""The visits that were begun and have not ended: one of them is taken up again."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from petitiondesk.office import answers, checks
from petitiondesk.office.drafts import kinds
from petitiondesk.office.drafts.reading import read
from petitiondesk.rules.briefs import brief
from petitiondesk.rules.channels import Channel
from petitiondesk.rules.confidentiality import InSight, in_sight
from petitiondesk.rules.initials import initials
from petitiondesk.rules.names import fold
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME, office_day
from petitiondesk.storage.models import Draft
from petitiondesk.windows import actions
from petitiondesk.windows.binding import ENTER_STOPS
from petitiondesk.windows.dialogs.frame import ROWS_WITH_A_FIGURE, Frame, shown
from petitiondesk.windows.messages import tr

FIGURES = tuple("123456789")


def choose_draft(
    parent: QWidget | None, drafts: Sequence[Draft], now: datetime, *, dropped: Sequence[Draft] = ()
) -> Draft | None:
    """One of the drafts, or None. Without drafts it says what that means.

    Those ``dropped`` don't wait any more, and can be brought back.
    """
    dialog = _WaitingDrafts(parent, drafts, now, dropped)
    return dialog.chosen if shown(dialog) else None


class _WaitingDrafts(Frame):
    width_em = 48

    def __init__(
        self, parent: QWidget | None, drafts: Sequence[Draft], now: datetime, dropped: Sequence[Draft] = ()
    ) -> None:
        title = tr("Take up a visit: {count} waiting", count=len(drafts)) if drafts else tr("Take up a visit")
        super().__init__(parent, "waiting_drafts", title)
        self.chosen: Draft | None = None
        self._drafts = [*drafts, *dropped]
        if drafts:
            self.say(
                tr("Begun and not ended yet, the oldest first. The day of receipt is the day of beginning."), "quiet"
            )
        else:
            self.say(tr("No visit is waiting."))
        if self._drafts:
            if len(self._drafts) > ROWS_WITH_A_FIGURE:
                self._build_filter()
            rows = [in_a_row(draft, now) for draft in drafts] + [_words_of_dropped(draft, now) for draft in dropped]
            self._rows = self.offer(rows, self._choose, in_one_line=True)
            self.form.setSpacing(2)
        else:
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

    def _build_filter(self) -> None:
        self._filter = _Filter()
        self._filter.setObjectName("filter")
        self._filter.setAccessibleName(tr("Find among them"))
        self._filter.setPlaceholderText(tr("Type part of a name or matter, or pinyin initials"))
        self._filter.setProperty(ENTER_STOPS, True)
        self._filter.textChanged.connect(self._narrow)
        self._filter.figure.connect(lambda place: self._rows[place].take())
        self._filter.down.connect(self._to_first)
        self.form.addWidget(self._filter)
        self.start_at(self._filter)

    def _narrow(self, text: str) -> None:
        """Show those that hold what was typed."""
        wanted = fold(text)
        for row in self._rows:
            words = row.accessibleName()
            row.setVisible(wanted in fold(words) or any(wanted in each for each in initials(words)))

    def _to_first(self) -> None:
        if shown_rows := [row for row in self._rows if not row.isHidden()]:
            shown_rows[0].setFocus()

    def _choose(self, place: int) -> None:
        self.chosen = self._drafts[place]
        self.accept()


class _Filter(QLineEdit):
    """A figure is no part of what is looked for: it takes the row that it stands at."""

    figure = Signal(int)
    """The place of the row."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures and the arrow down; every other key as ever."""
        if event.text() in FIGURES:
            self.figure.emit(int(event.text()) - 1)
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


def in_a_row(draft: Draft, now: datetime, *, name: Callable[[str], str] = str) -> tuple[str, str, str]:
    """When a draft was begun, who came, and the matter; of what is not for others to see, only that it is there.

    ``name`` gives the name as it is shown.
    """
    return _when(draft, now), _who(draft, name), _matter(draft)


def _words_of_dropped(draft: Draft, now: datetime) -> tuple[str, str, str]:
    return _when(draft, now), tr("dropped · {name}", name=_who(draft)), _matter(draft)


def _who(draft: Draft, shown_name: Callable[[str], str] = str) -> str:
    who = _people(draft, shown_name)
    if number := kinds.corrected_number(draft):
        return tr("{name} · correction of {number}", name=who, number=number)
    if number := kinds.answered_number(draft):
        return tr("{name} · answer to {number}", name=who, number=number)
    channel = kinds.channel_of(draft)
    return who if channel is Channel.VISIT else tr("{name} · {channel}", name=who, channel=tr(channel.label))


def _people(draft: Draft, shown_name: Callable[[str], str]) -> str:
    if not in_sight(checks.class_of(draft)).name:
        return tr("Report of wrongdoing")
    name = shown_name(brief(draft.fields.get("petitioner.name")) or "") or tr("No name yet")
    if not _in_sight(draft).name:
        name = tr("Anonymous")
    people = read(draft.fields, office_day(draft.started_at)).values.get("registration.visitor_count", 1)
    return tr("{name} and others, {count} people", name=name, count=people) if people > 1 else name


def _matter(draft: Draft) -> str:
    if not _in_sight(draft).matter:
        return tr("Nothing of it is shown in a list.")
    fields = draft.fields
    requests = (text for path, text in sorted(fields.items()) if path.startswith("requests."))
    told = ("registration.matter", "registration.facts", "registration.grounds", *answers.TEXTS)
    return brief(*map(fields.get, told), *requests) or tr("Nothing told yet")


def _when(draft: Draft, now: datetime) -> str:
    begun = draft.started_at.astimezone(CHINA_STANDARD_TIME)
    if office_day(draft.started_at) == office_day(now):
        return tr("Today {time}", time=begun.strftime("%H:%M"))
    return begun.strftime("%Y-%m-%d %H:%M")


def _in_sight(draft: Draft) -> InSight:
    """Other people may stand at the counter when the list is opened."""
    return in_sight(checks.class_of(draft), anonymous=bool(draft.fields.get("registration.anonymous")))
