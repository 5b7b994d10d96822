"""The time line of a case: every event in words, the newest first, and a filter for what somebody looks for."""

from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from petitiondesk.office.timeline import Happened, Sort
from petitiondesk.rules.office_day import CHINA_STANDARD_TIME
from petitiondesk.windows import actions, theme
from petitiondesk.windows.messages import say, tr
from petitiondesk.windows.pages.case.details import Paper
from petitiondesk.windows.widgets.closed_list import ClosedList
from petitiondesk.windows.widgets.labels import wrapped

MOST_SHOWN = 500
"""Events in sight; the newest. Who looks for an older one narrows the list first."""


class History(QWidget):
    """Read anew it stays where it was."""

    def __init__(self) -> None:
        super().__init__()
        self._events: Sequence[Happened] = ()
        self.filter = ClosedList()
        self.filter.setObjectName("history_filter")
        self.filter.setAccessibleName(tr("What of the time line is shown"))
        self.filter.add({"": tr("Everything")} | {str(sort): tr(sort.label) for sort in Sort})
        self.filter.currentIndexChanged.connect(self._write)
        self.words = Paper("case_history", tr("The time line"))
        title = wrapped(tr("Time line"), "section")
        title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        key = wrapped(actions.key_text("to_history"), "key")
        key.setWordWrap(False)
        head.addWidget(key)
        head.addWidget(self.filter)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addLayout(head)
        rows.addWidget(self.words, 1)

    def show_events(self, events: Sequence[Happened], *, stays: bool) -> None:
        """These, the newest first; ``stays`` where it is the same case as before."""
        place = self.words.verticalScrollBar().value() if stays else 0
        if events != self._events or not stays:
            self._events = events
            self._write()
        self.words.verticalScrollBar().setValue(place)

    def changeEvent(self, event: QEvent) -> None:
        """In light and dark the days have other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and getattr(self, "words", None) is not None:
            self._write()

    def _write(self, _place: int = 0) -> None:
        wanted = Sort.of(self.filter.currentData())
        chosen = [event for event in self._events if wanted is None or event.sort is wanted]
        html = "".join(part for event in chosen[:MOST_SHOWN] for part in _html(event))
        if len(chosen) > MOST_SHOWN:
            older = tr("{count} older ones are not shown: the filter narrows the list.", count=len(chosen) - MOST_SHOWN)
            html += f"<p>{escape(older)}</p>"
        self.words.setHtml(html or f"<p>{escape(tr('Nothing of this sort has happened.'))}</p>")


def _html(event: Happened) -> Iterator[str]:
    quiet = theme.colour("quiet").name()
    at = event.at.astimezone(CHINA_STANDARD_TIME).strftime("%Y-%m-%d %H:%M")
    yield f'<p style="margin:0 0 6px 0"><span style="color:{quiet}">{escape(f"{at}  {event.actor}")}</span><br>'
    yield f"<b>{escape(say(event.what))}</b> {escape(event.number)}"
    for detail in event.details:
        yield f"<br>{escape(say(detail))}"
    yield "</p>"
