"""The bars over a page: however much there is to say, the form below keeps its room and nothing goes unseen."""

from typing import NamedTuple

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from petitiondesk.rules.messages import _
from petitiondesk.windows.messages import tr
from petitiondesk.windows.widgets.bar import GRAVEST_FIRST, Bar
from petitiondesk.windows.widgets.elided_label import ElidedLabel
from petitiondesk.windows.widgets.notices import Notices, Said

WHOLE = 2
"""So many sentences stand there whole."""


class _Sentence(NamedTuple):
    """Something said, with who says it and, of a notice that is kept, its name."""

    of: Notices
    name: str
    said: Said


class Bars(QWidget):
    """The gravest sentences whole, the newest of them first; all others in one line, whose key brings them up.

    The key that puts a notice away acts on the first one that stands there whole, which is the one that names it.
    """

    def __init__(self, *sources: Notices) -> None:
        super().__init__()
        self._sources = sources
        self._sentences: list[_Sentence] = []
        self._first = 0
        self._whole = [Bar(key="seen", does=_("Seen")) for _place in range(WHOLE)]
        self._folded = Bar(label=ElidedLabel(), key="more_notices", does=_("Show"))
        self._folded.setObjectName("more_notices_bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in self._whole:
            layout.addWidget(bar)
            bar.button.clicked.connect(self.put_away)
        layout.addWidget(self._folded)
        self._folded.button.clicked.connect(self.show_next)
        for source in sources:
            source.changed.connect(self._collect)
        self.hide()

    def put_away(self) -> None:
        """The person has seen the first of the notices that stand there whole."""
        if notice := next((sentence for sentence in self._on_show() if sentence.name), None):
            notice.of.dismiss(notice.name)

    def show_next(self) -> None:
        """Show those that were folded; after the last ones the first again."""
        self._first = self._first + WHOLE if self._first + WHOLE < len(self._sentences) else 0
        self._show()

    def _on_show(self) -> list[_Sentence]:
        return self._sentences[self._first : self._first + WHOLE]

    def _collect(self) -> None:
        """What is new comes before what was there, and into sight; both read out and ranked by gravity."""
        now = [_Sentence(of, name, said) for of in self._sources for name, said in of.by_name().items()]
        new = [sentence for sentence in now if sentence not in self._sentences]
        former = [sentence for sentence in self._sentences if sentence in now]
        if not new and len(former) == len(self._sentences):
            return  # said again after each key
        self._sentences = sorted([*new, *former], key=lambda sentence: GRAVEST_FIRST.index(sentence.said.state))
        if new or self._first >= len(self._sentences):
            self._first = 0
        self._show()
        for sentence in new:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence.said.words))

    def _show(self) -> None:
        whole = self._on_show()
        named = next((sentence for sentence in whole if sentence.name), None)
        for place, bar in enumerate(self._whole):
            sentence = whole[place] if place < len(whole) else None
            bar.button.setVisible(sentence is not None and sentence is named)
            said = sentence.said if sentence else Said("", "owed")
            bar.say(said.words, said.state)
        following = self._sentences[self._first + WHOLE :] + self._sentences[: self._first]
        if following:
            gravest = min((each.said.state for each in following), key=GRAVEST_FIRST.index)
            self._folded.say(tr("{count} more: {words}", count=len(following), words=following[0].said.words), gravest)
        else:
            self._folded.say("")
        self.setVisible(bool(self._sentences))
